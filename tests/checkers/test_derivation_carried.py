"""Laws carried over by a function: however they are written, and whichever they are."""

import pytest

from checkers.derivation import Derivation

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


def test_the_image_under_the_inverse_is_another_law():
    steps = FLOW.check(
        r"$KL(P_X \| F_\# P_U) = KL(F^{-1}_\# P_X \| P_U)$ and "
        r"$KL(P_X \| F_\# P_U) = KL(F_\# P_X \| P_U)$"
    ).steps

    assert [step.status for step in steps] == ["holds", "fails"]


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
