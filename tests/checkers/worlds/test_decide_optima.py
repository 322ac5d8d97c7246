"""Where optima lie: over a family of laws, with weights that have no exact value."""

import pytest

from checkers.notation.let import let
from checkers.notation.reader import read_chain
from checkers.worlds.decide import Court

FAMILY = let("p(x); q(x|k); T > 0; r(x)")
COURT = Court(FAMILY)


def judged(text):
    chain = read_chain(text, FAMILY)
    return COURT.judge(chain.parts[0], chain.relations[0], chain.parts[1])


WEIGHTED = r"\arg\min_k E_{x \sim p}[-p(x)^{1/T} \log q(x|k)]"


@pytest.mark.parametrize(
    "right",
    [
        r"\arg\min_k E_{x \sim p}[-p(x)^{2/T} \log q(x|k)]",
        r"\arg\min_k E_{x \sim p}[-e^{p(x)} \log q(x|k)]",
        r"\arg\max_k E_{x \sim p}[-p(x)^{1/T} \log q(x|k)]",
    ],
)
def test_optima_that_lie_elsewhere_now_and_then_are_refuted_in_one_small_world(right):
    found = judged(f"{WEIGHTED} = {right}")
    assert found.status == "fails"
    assert found.evidence.method == "exact"
    assert found.counterexample is not None


@pytest.mark.parametrize(
    "right",
    [
        r"\arg\min_k E_{x \sim p}[-\frac{3}{T} p(x)^{1/T} \log q(x|k)]",
        r"\arg\max_k E_{x \sim p}[T + p(x)^{1/T} \log q(x|k)]",
    ],
)
def test_a_positive_factor_and_a_constant_move_no_optimum(right):
    assert judged(f"{WEIGHTED} = {right}").status == "holds"
