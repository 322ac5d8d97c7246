"""Laws that a text differentiates by the parameter below their names depend on it."""

import pytest

from checkers.derivation import judge_derivation

FREE = r"density p_\theta(x); function f(x)"
TOLD = r"density p_\theta(x), \theta real; function f(x)"
POLICY = (
    r"policy \pi_\theta(a|s); functions b(s), Q(s,a);"
    r" V(s) := E_{a ~ \pi_\theta(a|s)}[Q(s,a)]"
)
SLOPE = r"\nabla_\theta E_{p_\theta(x)}[f(x)]"
SCORED = r"E_{p_\theta(x)}[f(x) \nabla_\theta \log p_\theta(x)]"
UNWEIGHTED = r"E_{p_\theta(x)}[\nabla_\theta \log p_\theta(x)]"
VALUE = r"\nabla_\theta V(s)"
DRAWN = r"E_{a \sim \pi_\theta(a|s)}"
RIGHT = [
    *((let, rf"{SLOPE} = {SCORED}") for let in (FREE, TOLD)),
    (FREE, r"E_{p_\theta(x)}[\nabla_\theta \log p_\theta(x)] = 0"),
    (
        POLICY,
        rf"\nabla_\theta V(s) = {DRAWN}[\nabla_\theta \log \pi_\theta(a|s) (Q(s,a) - b(s))]",
    ),
]
WRONG = [
    *((let, rf"{SLOPE} = {UNWEIGHTED}") for let in (FREE, TOLD)),
    (TOLD, rf"{SLOPE} = 0 \cdot f(x)"),
    (POLICY, rf"{VALUE} = {DRAWN}[\log \pi_\theta(a|s) (Q(s,a) - b(s))]"),
]


@pytest.mark.parametrize(
    ("let", "statement", "outcome"),
    [*((*each, "correct") for each in RIGHT), *((*each, "incorrect") for each in WRONG)],
)
def test_a_gradient_moves_the_laws_at_its_parameter(let: str, statement: str, outcome: str):
    assert judge_derivation(f"${statement}$", let).outcome == outcome
