"""What a question leaves to the answer: the formula has to be right of what is chosen."""

import pytest

from checkers.formula import Formula, Premise

FORM = Formula(
    let="p(x); q(x); free r(x'|x)",
    premises=(
        Premise("r(x'|x) = r(x|x')", says=("symmetric*",)),
        Premise("r(x'|x) = p(x')", says=("independent* > target*",)),
    ),
)
REFERENCE = r"\frac{p(x') r(x|x')}{p(x) r(x'|x)}"


@pytest.mark.parametrize(
    "answer",
    [
        REFERENCE,
        "r is symmetric, so $p(x') / p(x)$",
        "$r(x'|x) = r(x|x')$, so $p(x') / p(x)$",
        "$p(x') / p(x)$ where $r(x'|x) = 1/V$",
        "$r(x'|x) = q(x')$: $p(x') q(x) / (p(x) q(x'))$",
        "independent draws from the target, so $1$",
        "$r(x'|x) = p(x')$, so the rate is 1",
    ],
)
def test_a_formula_is_right_of_what_is_chosen(answer):
    verdict = FORM.check(answer, REFERENCE)

    assert (verdict.outcome, verdict.earned) == ("correct", 1.0), verdict.feedback


@pytest.mark.parametrize(
    "answer",
    [
        "r is symmetric, so $p(x) / p(x')$",
        "r is not symmetric, so $p(x') / p(x)$",
        "$r(x'|x) = q(x')$, so $p(x') / p(x)$",
        "$r(x'|x) \\ne r(x|x')$, so $p(x') / p(x)$",
        "$r(x'|x) = p(x')$, so $p(x') / p(x)$",
        "$p(x') r(x'|x) / (p(x) r(x|x'))$",
        "r(x'|x)",
    ],
)
def test_a_formula_is_wrong_of_what_is_chosen(answer):
    assert FORM.check(answer, REFERENCE).outcome == "incorrect"


def test_a_person_decides_which_choice_is_meant_where_none_is_told():
    verdict = FORM.check("p(x') / p(x)", REFERENCE)

    assert (verdict.outcome, verdict.suggested) == ("review", 1.0)
    assert "r(x'|x) = r(x|x')" in verdict.feedback


def test_without_premises_equations_of_a_law_are_statements():
    form = Formula(let="p(x); free r(x'|x)")

    assert form.check("$r(x'|x) = p(x')$ so $p(x')$", REFERENCE).outcome != "correct"
