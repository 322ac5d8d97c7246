"""Formulas: accepted in every dress that means the same, refused with a counterexample."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.formula import Formula

SLOPE = Formula(let="D in (0,1)", asks=r"\partial L/\partial D")
POLAR = Formula(let="a, b real; r > 0", asks="f(r)")
LINEAR = Formula(let=r"W in R^{2 x 3}; x in R^3; y in R^2")
LAW = Formula(let=r"B in R^{2x2}; \mu in R^2; \Sigma in R^{2x2}")
CONDITION = Formula(let="T > 0", asks="T")


@pytest.mark.parametrize(
    "answer",
    [
        "-1/(1-D)",
        "1/(D-1)",
        r"$-\frac{1}{1-D}$",
        r"$$\frac{\partial L}{\partial D} = -\frac{1}{1 - D}$$",
        r"-\frac{1}{1-D} = \frac{\partial L}{\partial D}",
        "dL/dD = -1/(1-D)",
        r"By the chain rule $\frac{\partial L}{\partial D} = -(1-D)^{-1} = -\frac{1}{1-D}$.",
        "The derivative is -1/(1-D).",
        "Let u = 1 - D. Then dL/dD = -1/u",
        "−1/(1 − D)",
    ],
)
def test_the_same_formula_in_other_dress_is_accepted(answer):
    verdict = SLOPE.check(answer, "-1/(1-D)")
    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize(
    ("answer", "hint"),
    [
        ("1/(1-D)", "sign flipped"),
        ("-(1-D)", "upside down"),
        ("-2/(1-D)", "twice"),
        ("-1/(1+D)", "sign"),
        ("-1/D", ""),
        ("-1", "denominator"),
    ],
)
def test_a_wrong_formula_is_refuted_and_the_usual_slip_is_named(answer, hint):
    verdict = SLOPE.check(answer, "-1/(1-D)")
    assert verdict.outcome == "incorrect"
    assert hint in verdict.feedback
    assert {"D", "yours", "expected"} <= set(verdict.counterexample)


@given(st.integers(-5, 5), st.integers(1, 5))
def test_only_an_equal_polynomial_is_accepted(constant, factor):
    verdict = POLAR.check(f"f(r) = {factor} r {constant:+d}", "2 r + 1")
    assert (verdict.outcome == "correct") == ((factor, constant) == (2, 1))


def test_a_chain_counts_by_its_last_member():
    assert POLAR.check("f(r) = r^2 = 2r", "2r").outcome == "correct"
    assert POLAR.check("f(r) = 2r = r^2", "2r").outcome == "incorrect"


def test_the_last_statement_wins_and_contradictions_go_to_a_person():
    assert POLAR.check("$f(r) = r^2$. Actually, $f(r) = 2r$.", "2r").outcome == "correct"
    assert POLAR.check("$f(r) = r^2$. $f(r) = 2r$.", "2r").outcome == "review"
    assert POLAR.check("$2r$ or $r^2$", "2r").outcome == "review"
    assert POLAR.check("$f(r) = r^2$. $f(r) = 3r$.", "2r").outcome == "incorrect"


def test_the_asked_name_may_have_other_letters():
    assert POLAR.check("f(a) = 2a", "2r").outcome == "correct"
    assert POLAR.check("f(a) = 2r", "2r").outcome == "incorrect"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("W x", "correct"),
        (r"\sum_{j} W_{ij} x_j", "incorrect"),
        ("x^T W^T", "correct"),
        ("2 W x", "incorrect"),
        ("W^T y", "incorrect"),
        ("1", "incorrect"),
    ],
)
def test_vectors_are_compared_as_vectors(answer, outcome):
    found = LINEAR.check(answer, "W x").outcome
    assert found == outcome or (answer.startswith("\\sum") and found in ("correct", "review"))


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (r"N(B \mu, B \Sigma B^T)", "correct"),
        (r"$z \sim \mathcal{N}(B\mu, B \Sigma B^\top)$", "correct"),
        (r"\mathcal{N}(z; B\mu, B \Sigma B^T)", "correct"),
        (r"N(B \mu, B^T \Sigma B)", "incorrect"),
        (r"N(\mu, B \Sigma B^T)", "incorrect"),
        (r"N(B \mu, \Sigma)", "incorrect"),
        (r"B \mu", "incorrect"),
    ],
)
def test_laws_are_compared_by_their_parameters(answer, outcome):
    assert LAW.check(answer, r"N(B \mu, B \Sigma B^T)").outcome == outcome


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("T < 1", "correct"),
        ("Set T to be smaller than 1.", "correct"),
        ("$1 > T$", "correct"),
        ("0 < T < 1", "correct"),
        ("T > 1", "incorrect"),
        ("T = 1", "incorrect"),
        (r"T \le 1", "incorrect"),
        ("T < 2", "incorrect"),
    ],
)
def test_conditions_are_compared_by_where_they_hold(answer, outcome):
    assert CONDITION.check(answer, "T < 1").outcome == outcome


def test_one_of_several_names_may_be_answered():
    values = {"f(r)": "2r", "g(r)": "r^2"}
    assert POLAR.check("g(r) = r r", values).outcome == "correct"
    assert POLAR.check("g(r) = 2r", values).outcome == "incorrect"


@pytest.mark.parametrize("answer", ["", "  "])
def test_nothing_is_blank(answer):
    assert SLOPE.check(answer, "1").outcome == "blank"


@pytest.mark.parametrize("answer", [r"\frac{1}{", "see the notes", "((((", r"$\foo{x}$"])
def test_what_cannot_be_read_is_never_wrong(answer):
    assert SLOPE.check(answer, "1").outcome in ("unreadable", "review")


@pytest.mark.parametrize(
    "answer",
    ["(" * 1000 + "D" + ")" * 1000, "9^{9^{9^9}}", "(D+1)^{100000}", "+".join(["D"] * 10_000)],
    ids=["nested", "tower", "power", "sum"],
)
def test_hostile_formulas_get_a_verdict(answer):
    assert SLOPE.check(answer, "D").outcome in ("incorrect", "review", "unreadable")


NOISY = Formula(let=r"B in R^{k x k}; \mu, \sigma in R^k")
NORMAL = r"N(B \mu, B diag(\sigma^2) B^T)"


@pytest.mark.parametrize(
    "answer",
    [
        "N(Bμ, BΣB^T), Σ = diag(σ²)",
        r"$N(B\mu, B D D B^T)$ with $D = diag(\sigma)$",
        "Gaussian with mean Bμ and covariance B diag(σ²) B^T",
        r"It is normal, with mean $B\mu$ and covariance $B diag(\sigma^2) B^T$.",
        "z = B(mu + sigma ⊙ eps), eps ~ N(0,I)",
        r"$z = B\mu + B diag(\sigma) \epsilon$ with $\epsilon \sim N(0, I)$",
    ],
)
def test_a_law_may_be_told_by_its_moments_its_noise_and_its_definitions(answer):
    verdict = NOISY.check(answer, NORMAL)
    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize(
    "answer",
    [
        "N(Bμ, BΣB^T), Σ = diag(σ)",
        "Gaussian with mean μ and covariance B diag(σ²) B^T",
        "Gaussian with mean Bμ and covariance B diag(σ) B^T",
        "z = mu + B sigma ⊙ eps, eps ~ N(0,I)",
        "z = B(mu + sigma^2 ⊙ eps), eps ~ N(0,I)",
    ],
)
def test_another_law_told_so_is_never_accepted(answer):
    assert NOISY.check(answer, NORMAL).outcome in ("incorrect", "review")


JUDGED = Formula(let="function D(u) in (0,1); function G(z); z real; D stands for D(G(z))")
FLOW = Formula(let="p_Z(z) density; g bijection; X := g(Z)", asks="p_X(x)")
DENSITY = r"p_Z(g^{-1}(x)) |\det \frac{\partial g^{-1}(x)}{\partial x}|"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("-1/(1-x) where x = D(G(z))", "correct"),
        ("-1/(1-x) where x = G(z)", "incorrect"),
        ("-1/x where x = D(G(z))", "incorrect"),
        ("-(1-D)^{-1}", "correct"),
        ("-D^{-1}", "incorrect"),
    ],
)
def test_a_definition_that_the_formula_uses_is_no_answer(answer, outcome):
    assert JUDGED.check(answer, "-1/(1-D)").outcome == outcome


def test_the_inverse_of_a_name_that_stands_for_a_number_is_one_over_it():
    assert JUDGED.check("-D^{-1}", "-1/D").outcome == "correct"
    assert JUDGED.check("D^{-1}", "-1/D").outcome == "incorrect"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (r"\log p_X(x) = \log p_Z(z) - \log |\det J_g(z)|", "correct"),
        (r"\log p_X(x) = \log p_Z(z) + \log |\det J_g(z)|", "incorrect"),
        (r"\frac{p_Z(z)}{|\det \partial g / \partial z|} with z = g^{-1}(x)", "correct"),
        (r"p_Z(z) |\det \partial g / \partial z| with z = g^{-1}(x)", "incorrect"),
        (
            r"$Z \sim p_Z(z)$. The density $p_X(x)$ is $p_X(x) = p_Z(z) |\det J_g(z)|^{-1}$",
            "correct",
        ),
    ],
)
def test_a_density_may_be_told_by_its_logarithm_and_by_either_jacobian(answer, outcome):
    assert FLOW.check(answer, DENSITY).outcome == outcome


SLOPES = Formula(
    let=r"v_1, \ldots, v_n in R^m; y_1, \ldots, y_n in R^m; g_1, \ldots, g_n in R^m; "
    r"q_1, \ldots, q_n in R^d; \alpha_{ij} := \exp(q_i^\top q_j) - 1; "
    r"\frac{\partial L}{\partial y_i} := g_i",
    asks=r"\frac{\partial L}{\partial v_i}",
)


@pytest.mark.parametrize(
    "answer",
    [
        r"\frac{\partial L}{\partial v_j} = \sum_i \alpha_{ij} \frac{\partial L}{\partial y_i}",
        r"\nabla_{v_i} L = \sum_j \alpha_{ji} \nabla_{y_j} L",
        "dL/dv_j = sum_i alpha_ij dL/dy_i",
        "dL/dv_j = Σ_i alpha_{ij} dL/dy_i",
        r"Let $\delta_{ij} = \alpha_{ij}$. Then $dL/dv_i = \sum_j \delta_{ji} dL/dy_j$.",
        r"$dL/dz_i = \sum_j \alpha_{ji} dL/dy_j$, $dL/dv_i = dL/dz_i$",
    ],
)
def test_derivatives_that_are_given_or_found_on_the_way_are_used(answer):
    reference = r"\sum_{j=1}^n \alpha_{ji} \frac{\partial L}{\partial y_j}"
    assert SLOPES.check(answer, reference).outcome == "correct"


@pytest.mark.parametrize(
    "answer",
    [
        r"$dL/dv_i = \sum_j \alpha_{ji} dL/dy_i$",
        r"$dL/dv_i = \sum_j \alpha_{ji} dL/dy_i$ and $dL/dz_i = dL/dy_i$",
    ],
)
def test_a_sum_over_the_wrong_index_is_refused(answer):
    reference = r"\sum_{j=1}^n \alpha_{ji} \frac{\partial L}{\partial y_j}"
    assert SLOPES.check(answer, reference).outcome == "incorrect"


def test_other_derivatives_than_the_one_asked_for_leave_it_open():
    reference = r"\sum_{j=1}^n \alpha_{ji} \frac{\partial L}{\partial y_j}"
    verdict = SLOPES.check(r"$dL/dq_i = \sum_j \alpha_{ij} q_j$, the other likewise", reference)

    assert verdict.outcome == "unreadable"
    assert "only other derivatives are given" in verdict.feedback


@pytest.mark.parametrize(
    ("point", "outcome"),
    [("x_t", "correct"), ("x_{t-1}", "incorrect"), ("x_{t+1}", "incorrect"), ("w", "correct")],
)
def test_a_density_at_another_declared_point_is_another(point: str, outcome: str):
    form = Formula(let=r"x_0, \ldots, x_T in R^2; t integer; a > 0; b > 0")
    answer = rf"\mathcal{{N}}({point}; a x_{{t-1}}, b I)"
    assert form.check(answer, r"\mathcal{N}(x_t; a x_{t-1}, b I)").outcome == outcome
