"""Expectations of variables that are only said to be random, or uniform."""

import pytest

from checkers.notation.let import let
from checkers.notation.reader import read
from checkers.worlds.decide import Court


@pytest.mark.parametrize(
    ("body", "mean", "status"),
    [
        (r"-\log u", "1", "holds"),
        (r"\log u \log(1 - u)", r"2 - \pi^2/6", "holds"),
        ("u^3", "1/4", "holds"),
        (r"\sin(3 u)", r"(1 - \cos 3)/3", "holds"),
        (r"-\log u", "2", "fails"),
        (r"-\log u", "1.0001", "fails"),
    ],
)
def test_a_uniform_variable_may_have_a_logarithm_at_its_ends(
    body: str, mean: str, status: str
) -> None:
    vocabulary = let("u uniform on [0,1]")
    sides = read(rf"\mathbb{{E}}[{body}]", vocabulary), read(mean, vocabulary)
    assert Court(vocabulary).judge(sides[0], "=", sides[1]).status == status
