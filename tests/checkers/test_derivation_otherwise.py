"""Signs that can be read in two ways mean what is true, and the same all along a chain."""

import pytest

from checkers.derivation import judge_derivation

LET = "positive functions f(x), g(x); a > 0"
INSIDE, OUTSIDE = r"\log f(x) + \log g(x)", r"g(x) \log f(x)"
CHAINS = [
    (rf"\log f(x) g(x) = {INSIDE}", "correct"),
    (rf"\log f(x) g(x) = {OUTSIDE}", "correct"),
    (rf"{INSIDE} = \log f(x) g(x) = {INSIDE} = \log g(x) f(x)", "correct"),
    (rf"{OUTSIDE} = \log f(x) g(x) = {INSIDE}", "incorrect"),
    (r"\log f(x) g(x) = \log f(x) - \log g(x)", "incorrect"),
    (r"1/2a = \frac{1}{2 a}", "correct"),
    (r"1/2a = \frac{a}{2}", "correct"),
    (r"1/2a = \frac{2}{a}", "incorrect"),
    (r"\frac{a}{2} = 1/2a = \frac{1}{2 a}", "incorrect"),
]


@pytest.mark.parametrize(("chain", "outcome"), CHAINS)
def test_a_chain_means_one_thing(chain: str, outcome: str):
    assert judge_derivation(f"${chain}$", LET).outcome == outcome
