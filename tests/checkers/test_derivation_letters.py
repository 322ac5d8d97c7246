"""An answer may use letters of its own; what stands beside them says which are meant."""

import pytest

from checkers.derivation import Derivation, judge_derivation

BOUND = Derivation(
    let="p(x,z), q(z|x)",
    claim=r"\log p(x) \ge E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]",
)
FLOW = Derivation(
    let="p_X(x), p_U(u) densities; F bijection",
    claim=r"D_{KL}(p_X(x) \| p_{F(U)}(x)) = D_{KL}(p_{F^{-1}(X)}(u) \| p_U(u))",
)
GAME = Derivation(
    let="p_0(x), p_1(x) densities; D(x) in (0,1); V := E_{p_1}[\\log D(x)]",
    claim=r"V = \int p_1(x) \log D(x) dx",
)
JENSEN = r"""$$\log p(x) = \log \int p(x,LETTER) dLETTER
= \log E_{LETTER \sim q(LETTER|x)}[\frac{p(x,LETTER)}{q(LETTER|x)}]
\ge E_{LETTER \sim q(LETTER|x)}[\log \frac{p(x,LETTER)}{q(LETTER|x)}]$$"""


@pytest.mark.parametrize("letter", ["z", "z'", "w", "h", r"\zeta", "y"])
def test_a_bound_letter_is_the_variable_in_whose_place_it_stands(letter):
    verdict = BOUND.check(JENSEN.replace("LETTER", letter))

    assert verdict.outcome == "correct", verdict.feedback


def test_two_letters_for_one_variable_stay_apart():
    verdict = BOUND.check(r"$E_{q(z|x)}[\log q(z|x)] = E_{q(w|x)}[\log q(z|x)]$")

    assert verdict.steps[0].status == "fails"


@pytest.mark.parametrize("letter", ["x", "x'", "y"])
def test_integrals_of_carried_laws_are_over_any_letter(letter):
    text = r"$D(p_X \| p_{F(U)}) = \int p_X(L) \log \frac{p_X(L)}{p_{F(U)}(L)} dL$"
    (step,) = FLOW.check(text.replace("L", letter)).steps

    assert step.status == "holds"


@pytest.mark.parametrize("letter", ["x", "y", "u"])
def test_a_letter_of_ones_own_for_a_function_and_a_law(letter):
    (step,) = GAME.check(r"$V = \int p_1(L) \log D(L) dL$".replace("L", letter)).steps

    assert step.status == "holds"


def test_a_bare_divergence_is_the_one_that_the_answer_speaks_of():
    kl = r"D_{KL}(q(z|x) \| p(z|x))"
    elbo = r"E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]"
    right, wrong = (
        BOUND.check(rf"${kl} = \log p(x) - {elbo}$, so $\log p(x) = {elbo} {sign} D_{{KL}}$.")
        for sign in "+-"
    )

    assert [step.status for step in right.steps] == ["holds", "holds"]
    assert [step.status for step in wrong.steps] == ["holds", "fails"]


def test_a_parameter_is_no_other_letter_of_a_variable() -> None:
    told = r"$$\log p(v;\theta) = \log \sum_h p(v, h;\theta)$$"
    assert judge_derivation(told, r"joint p(v, h; \theta)").outcome == "correct"
    turned = r"$$\log p(v;\theta) = \log \sum_h p(h|v;\theta)$$"
    assert judge_derivation(turned, r"joint p(v, h; \theta)").outcome != "correct"


@pytest.mark.parametrize(
    ("text", "verdict"),
    [
        (r"\sum_i w_i = 1", "correct"),
        (r"w_1 + w_2 = (a_1 + a_2)/\sum_i a_i", "correct"),
        (r"w_1 + w_2 = (a_1 + a_2)/a_1", "incorrect"),
    ],
)
def test_a_letter_that_a_definition_binds_is_none_of_its_arguments(text, verdict) -> None:
    let = r"a_1, \ldots, a_n positive; w_i := a_i / \sum_i a_i"
    assert judge_derivation(text, let).outcome == verdict
