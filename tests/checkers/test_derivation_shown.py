r"""What shows a claim: unsimplified derivatives, laws in proportion, moments worked out."""

import pytest

from checkers.derivation import Derivation, judge_derivation

SIGMOID = r"a real; \sigma(u) := \frac{1}{1 + e^{-u}}"
SLOPE = r"\frac{\partial}{\partial a} \log(1 - \sigma(a))"
SATURATES = Derivation(let=SIGMOID, claim=rf"{SLOPE} = -\sigma(a)")
SCHEDULE = r"\alpha_t in (0,1); \beta_t := 1 - \alpha_t; \bar\alpha_t := \prod_{s=1}^t \alpha_s"
STEP = r"q(x_t | x_{t-1}) := N(x_t; \sqrt{\alpha_t} x_{t-1}, \beta_t I)"
CHAIN = f"{SCHEDULE}; {STEP}; x_t real; t integer; t > 1"
MARGINAL = Derivation(
    let=CHAIN, claim=r"q(x_t | x_0) = N(x_t; \sqrt{\bar\alpha_t} x_0, (1 - \bar\alpha_t) I)"
)
MERGED = (
    r"q(x_t | x_0) = N(x_t; \sqrt{\alpha_t} \sqrt{\bar\alpha_{t-1}} x_0,"
    r" (\alpha_t (1 - \bar\alpha_{t-1}) + \beta_t) I)"
)
MILESTONES = {"milestones": [{"any_of": [MERGED], "share": 0.5}]}


@pytest.mark.parametrize(
    ("between", "outcome"),
    [
        (r"\frac{-\sigma(a)(1-\sigma(a))}{1-\sigma(a)}", "correct"),
        (r"-\frac{1}{1-\sigma(a)} \sigma(a) (1-\sigma(a))", "correct"),
        (r"-\sigma(a) \sigma(a)/\sigma(a)", "incorrect"),
        (r"\frac{-2 \sigma(a)}{2}", "incorrect"),
        (r"\frac{-\sigma(a)}{1-\sigma(a)}", "incorrect"),
    ],
)
def test_a_derivative_shows_its_inner_one(between, outcome):
    assert SATURATES.check(rf"{SLOPE} = {between} = -\sigma(a)").outcome == outcome


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        ("f''(t) = 1/t > 0", "correct"),
        ("1/t > 0", "incorrect"),
        (r"f'(t) = 1 + \log t > 0", "incorrect"),
    ],
)
def test_a_chain_speaks_of_where_its_members_have_a_value(text, verdict):
    assert judge_derivation(text, r"f(t) := t \log t").outcome == verdict


@pytest.mark.parametrize(
    ("variance", "outcome"),
    [(r"\alpha_t (1-\bar\alpha_{t-1}) + \beta_t", "correct"), (r"1 - \bar\alpha_t", "review")],
)
def test_a_law_may_be_told_by_its_worked_out_moments(variance, outcome):
    answer = (
        r"Its mean is $\sqrt{\alpha_t}\sqrt{\bar\alpha_{t-1}} x_0 = \sqrt{\bar\alpha_t} x_0$"
        rf" and the variance ${variance} = 1 - \bar\alpha_t$. "
        r"So $q(x_t | x_0) = N(x_t; \sqrt{\bar\alpha_t} x_0, (1 - \bar\alpha_t) I)$."
    )
    assert MARGINAL.check(answer, MILESTONES).outcome == outcome


@pytest.mark.parametrize(
    ("last", "outcomes"),
    [
        (r"N(x_{t-1}; m_t, v_t)", {"correct"}),
        (r"N(x_{t-1}; m_t, 2 v_t)", {"partial", "incorrect"}),
        (r"2 N(x_{t-1}; m_t, v_t)", {"partial", "incorrect"}),
    ],
)
def test_laws_in_proportion_are_equal(last, outcomes):
    before = r"N(x_{t-1}; \sqrt{\bar\alpha_{t-1}} x_0, 1 - \bar\alpha_{t-1})"
    form = Derivation(
        let=rf"{CHAIN}; v_t := \frac{{1 - \bar\alpha_{{t-1}}}}{{1 - \bar\alpha_t}} \beta_t; "
        r"m_t := v_t (\frac{\sqrt{\alpha_t}}{\beta_t} x_t"
        r" + \frac{\sqrt{\bar\alpha_{t-1}}}{1 - \bar\alpha_{t-1}} x_0); propto in x_{t-1}",
        claim=r"q(x_{t-1} | x_t, x_0) = N(x_{t-1}; m_t, v_t)",
    )
    answer = (
        r"$q(x_{t-1} | x_t, x_0) \propto q(x_t | x_{t-1}) q(x_{t-1} | x_0)"
        rf" = N(x_t; \sqrt{{\alpha_t}} x_{{t-1}}, \beta_t) {before} \propto {last}$"
    )
    assert form.check(answer).outcome in outcomes


@pytest.mark.parametrize("identity", ["I", ""])
def test_a_covariance_of_components_is_their_variance(identity):
    merged = MERGED.replace(" I)", f" {identity})")
    answer = rf"${merged} = N(x_t; \sqrt{{\bar\alpha_t}} x_0, (1 - \bar\alpha_t) {identity})$"
    assert MARGINAL.check(answer, MILESTONES).outcome == "correct"


@pytest.mark.parametrize(
    ("middle", "outcome"),
    [
        (r"\le \log E[\frac1k \sum_{j=1}^k \frac{p(x,z_j)}{q(z_j|x)}]", "correct"),
        (r"\ge \log E[\frac1k \sum_{j=1}^k \frac{p(x,z_j)}{q(z_j|x)}]", "incorrect"),
        (r"\le \log E[\sum_{j=1}^k \frac{p(x,z_j)}{q(z_j|x)}]", "incorrect"),
    ],
)
def test_a_mean_is_over_what_its_definition_draws(middle, outcome):
    body = r"\log \frac1k \sum_{j=1}^k \frac{p(x,z_j)}{q(z_j|x)}"
    let = rf"p(x,z), q(z|x) densities; L_k := E_{{z_{{1:k}} \sim q(z|x)}}[{body}]"
    found = judge_derivation(rf"L_k = E[{body}] {middle} = \log p(x)", let)
    assert found.outcome == outcome
