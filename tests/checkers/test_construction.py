"""Constructions: whatever has the property passes, whatever lacks it fails in a world."""

import pytest

from checkers.construction import Construction

FORM = Construction(
    unknown="A",
    let=r"A in R^{n x n}; x in R^n; \mu(x) real",
    properties=(r"\mu(A x) = \mu(x)",),
)
ROOT = Construction(unknown="a", let="a > 0", properties=("a^2 = 2",))


@pytest.mark.parametrize(
    "answer",
    [
        "A = I",
        "Choose A to be the identity matrix",
        "Choosing A as identity recovers the first family.",
        "Set A to the identity",
        "$A = I$, so the second family contains the first",
        "取 A 为单位矩阵",
        "A = diag(1, …, 1)",
        r"A = \operatorname{diag}(1, 1, \dots, 1)",
        "the identity",
        "The identity matrix.",
        "With A being the identity matrix",
        "$A = 2I$ would not do; take $A = I$.",
    ],
)
def test_any_wording_of_an_object_with_the_property_passes(answer):
    assert FORM.check(answer).outcome == "correct"


@pytest.mark.parametrize(
    "answer", ["A = 2 I", "A = 0", "A = -I", "A = diag(2, ..., 2)", "the zero matrix"]
)
def test_an_object_without_the_property_fails_in_a_world(answer):
    verdict = FORM.check(answer)
    assert verdict.outcome == "incorrect"
    assert verdict.counterexample


def test_the_property_decides_and_not_likeness():
    assert ROOT.check(r"a = \sqrt{2}").outcome == "correct"
    assert ROOT.check(r"a = 2^{1/2}").outcome == "correct"
    assert ROOT.check(r"a = 2 / \sqrt{2}").outcome == "correct"
    assert ROOT.check("a = 3/2").outcome == "incorrect"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [("", "blank"), ("yes we can", "unreadable"), ("not the identity", "unreadable")],
)
def test_no_choice_is_never_wrong(answer, outcome):
    assert FORM.check(answer).outcome == outcome


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (r"\boxed{A = I}", "correct"),
        ("单位矩阵", "correct"),
        ("I", "correct"),
        ("Choose A to be the D x D identity.", "correct"),
        ("A = np.eye(D)", "correct"),
        (r"A = \mathbb{1}_{D}", "correct"),
        ("A = E, the identity matrix", "correct"),
        (r"\boxed{A = 2I}", "incorrect"),
        ("A = -np.eye(D)", "incorrect"),
        ("A is not the identity", "unreadable"),
        ("A = I " * 4000, "unreadable"),
    ],
)
def test_the_identity_in_other_dress(answer, outcome):
    form = Construction(
        unknown="A",
        let="A in R^{D x D}; x in R^D; identity I in R^{D x D}",
        properties=("A x = x",),
    )
    verdict = form.check(answer)
    assert verdict.outcome == outcome, verdict.feedback
