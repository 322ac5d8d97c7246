"""Laws carried over by a function: however they are written, and whichever they are."""

import pytest

from checkers.derivation import Derivation, judge_derivation

FLOW = Derivation(
    let="p_X(x), p_U(u) densities; F bijection",
    claim=r"D_{KL}(p_X(x) \| p_{F(U)}(x)) = D_{KL}(p_{F^{-1}(X)}(u) \| p_U(u))",
)


@pytest.mark.parametrize(
    "image", [r"F_\# P_U", r"F_{\#} p_U", r"F_* P_U", r"F_\sharp P_U", "F(P_U)", r"F\# P_U"]
)
def test_the_image_of_a_law_is_the_law_of_the_image(image):
    (step,) = FLOW.check(rf"$KL({image} \| P_X) = KL(P_{{F(U)}} \| P_X)$").steps

    assert step.status == "holds"


@pytest.mark.parametrize("inverse", [r"F^{-1}_\#", r"(F^{-1})_\#", r"(F^{-1})_{\#}"])
def test_the_image_under_the_inverse_is_another_law(inverse):
    steps = FLOW.check(
        rf"$KL(P_X \| F_\# P_U) = KL({inverse} P_X \| P_U)$ and "
        r"$KL(P_X \| F_\# P_U) = KL(F_\# P_X \| P_U)$"
    ).steps

    assert [step.status for step in steps] == ["holds", "fails"]


MIXED = (
    r"$KL(\frac{1}{2} (P_{F(U)} + P_X) \| P_X) = KL(\frac12 (P_U + P_{F^{-1}(X)}) \| OTHER)$"
)


@pytest.mark.parametrize(
    ("text", "status"),
    [
        (MIXED.replace("OTHER", "P_{F^{-1}(X)}"), "holds"),
        (MIXED.replace("OTHER", "P_U"), "fails"),
        (r"$KL(P_{F(U)} \| 2 F(P_U)) = KL(P_U \| P_U) - \log 2$", "holds"),
        (r"$KL(P_{F(U)} \| 2 F(P_U)) = KL(P_U \| P_U)$", "fails"),
        (r"$KL(2 P_{F(U)} \| P_X) = KL(P_U \| P_{F^{-1}(X)})$", "fails"),
        (r"$KL(P_{F(U)} \| P_X) = KL(P_U \| 2 P_{F^{-1}(X)})$", "fails"),
    ],
)
def test_mixtures_and_multiples_of_laws_are_taken_at_the_same_point(text, status):
    (step,) = FLOW.check(text).steps

    assert step.status == status


@pytest.mark.parametrize("said", ["if $f$ is invertible", "for every bijection f", "f 可逆"])
def test_what_is_said_of_any_law_and_any_invertible_function_is_decided(said):
    right = rf"$KL(P_X \| P_Y) = KL(f(P_X) \| f(P_Y))$ {said}"
    turned = rf"$KL(P_X \| P_Y) = KL(f(P_Y) \| f(P_X))$ {said}"

    assert [s.status for s in FLOW.check(right).steps] == ["holds"]
    assert [s.status for s in FLOW.check(turned).steps] == ["fails"]


@pytest.mark.parametrize("said", ["", "for any f, even if f is not invertible"])
def test_of_a_function_nobody_calls_invertible_nothing_is_known(said):
    (step,) = FLOW.check(rf"$KL(P_X \| P_Y) = KL(f(P_X) \| f(P_Y))$ {said}").steps

    assert step.status == "unread"


def test_a_substitution_of_points_is_no_identity():
    steps = FLOW.check("Substitute $x = F(u)$, so $u = F^{-1}(x)$, but $x = u$.").steps

    assert [step.status for step in steps] == ["holds", "holds", "fails"]


@pytest.mark.parametrize(
    ("right", "outcome"), [("d", "incorrect"), ("4d", "correct"), ("t", "correct")]
)
def test_no_step_sets_a_size_to_something(right, outcome):
    let = r"iid random variables q_1, \ldots, q_d with variance 1"
    left = r"\sum_{i=1}^d \mathrm{Var}[2 q_i]"

    assert judge_derivation(f"${left} = {right}$", let).outcome == outcome


def test_a_letter_is_not_set_to_what_it_stands_in():
    assert judge_derivation(r"$\sum_{i=1}^d q_i = d$", "q > 0").outcome != "correct"


@pytest.mark.parametrize(
    ("text", "let"),
    [
        (r"p_Y(y) = p_X(f^{-1}(y)) |\det J_{f^{-1}}(y)|", "p_X(x) density; f bijection"),
        (r"p_y(y) = p_x(f^{-1}(y)) |\det \frac{d f^{-1}(y)}{dy}|", None),
        (r"p(y) = p_x(f^{-1}(y)) |\det J_{f^{-1}}(y)|", None),
    ],
)
def test_the_law_that_nobody_gave_is_that_of_the_image_it_is_said_to_be(text, let):
    assert judge_derivation(f"${text}$", let).outcome == "correct"
    (step,) = judge_derivation(f"${text} + 1$", let).steps

    assert step.status == "fails"


@pytest.mark.parametrize(
    "line", [r"dx = |\det J| du", r"\mathrm{d}x = |\det J_F(u)| \mathrm{d}u"]
)
def test_what_differentials_measure_neither_fails_nor_blocks(line):
    verdict = FLOW.check(rf"Let ${line}$. $KL(F_\# P_U \| P_X) = KL(P_{{F(U)}} \| P_X)$")

    assert [step.status for step in verdict.steps] == ["unread", "holds"]
    assert judge_derivation(f"${line}$").outcome == "unreadable"


def test_a_law_carried_there_and_back_again_proves_nothing():
    form = Derivation(
        let="p_X(x), p_U(u) densities; F bijection",
        claim=r"D_{KL}(p_X(x) \| p_{F(U)}(x)) = D_{KL}(p_{F^{-1}(X)}(u) \| p_U(u))",
    )
    for middle in (r"P_{F^{-1}(X)} \| P_{F^{-1}(F(U))}", r"P_{F(F^{-1}(X))} \| P_{F(U)}"):
        chain = (r"P_X \| P_{F(U)}", middle, r"P_{F^{-1}(X)} \| P_U")
        verdict = form.check(" = ".join(f"D_{{KL}}({laws})" for laws in chain))

        assert verdict.earned == 0.0
        assert verdict.outcome == "incorrect", verdict.feedback
