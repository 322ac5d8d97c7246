"""What is right in one set of letters is right; what is false in one is not left open."""

import pytest

from checkers.either import Either
from checkers.formula import Formula

FORM = Either((Formula(let="a, b > 0"), Formula(let="u, v > 0")))


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("a + b", "correct"),
        ("v + u", "correct"),
        ("a - b", "incorrect"),
        ("u - v", "incorrect"),
        ("r + s", "review"),
        ("", "blank"),
    ],
)
def test_the_best_verdict_stands(answer, outcome):
    assert FORM.check(answer, ["a + b", "u + v"]).outcome == outcome


def test_the_first_form_speaks_for_all():
    assert (FORM.name, FORM.decided_by) == ("formula", "machine")
    assert FORM.placeholder() == FORM.forms[0].placeholder()
