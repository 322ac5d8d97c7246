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


@pytest.mark.parametrize("spread", ["x", "x + e", "x e", "(x + 2)^2"])
def test_independent_variables_may_both_bear_on_a_third(spread: str) -> None:
    """The factors part where the variables are independent, and only there."""
    vocabulary = let("random variables x, e, y; x independent of e")

    def status(left: str, right: str) -> str:
        sides = read(left, vocabulary), read(right, vocabulary)
        return Court(vocabulary).judge(sides[0], "=", sides[1]).status

    assert status(r"\mathbb{E}[x^2 e]", r"\mathbb{E}[x^2]\mathbb{E}[e]") == "holds"
    assert (
        status(rf"\mathbb{{E}}[({spread}) y]", rf"\mathbb{{E}}[{spread}]\mathbb{{E}}[y]")
        == "fails"
    )


def test_too_much_dependence_is_not_guessed_at() -> None:
    pairs = "; ".join(f"a_{i} independent of b_{i}" for i in range(1, 13))
    names = ", ".join(f"a_{i}, b_{i}" for i in range(1, 13))
    vocabulary = let(f"random variables {names}; {pairs}")
    sides = read(r"\mathbb{E}[a_1 b_1]", vocabulary), read("0", vocabulary)

    assert Court(vocabulary).judge(sides[0], "=", sides[1]).status == "unknown"


@pytest.mark.parametrize(
    ("declared", "left", "relation", "right", "status"),
    [
        ("standard normal e", "2 e", "~", "N(0, 4)", "holds"),
        ("standard normal e", "2 e", "~", "N(0, 2)", "fails"),
        ("standard normal e; standard normal f", "e + f", "~", "N(0, 2)", "holds"),
        ("standard normal vector e in R^3", r"E[\|e\|^4]", "=", "15", "holds"),
        ("standard normal vector e in R^d", r"\mathrm{Var}[\|e\|^2]", "=", "2 d", "holds"),
        ("standard normal vector e in R^d", r"\mathrm{Var}[\|e\|^2]", "=", "d", "fails"),
        ("standard normal e, f, g", "E[(e + f + g)^4]", "=", "27", "holds"),
    ],
)
def test_a_few_normal_numbers_have_all_their_moments_and_laws(
    declared: str, left: str, relation: str, right: str, status: str
) -> None:
    vocabulary = let(declared)
    sides = read(left, vocabulary), read(right, vocabulary)
    assert Court(vocabulary).judge(sides[0], relation, sides[1]).status == status
