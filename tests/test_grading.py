"""Shares become points, and our own failures cost nobody a mark."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

import counterexam
from checkers.verdict import LISTED, Finding, Verdict, blank, correct, incorrect, review
from counterexam.bank import Bank
from counterexam.exam import Part
from counterexam.grading import judge


class Always:
    """A form whose checker returns what it was made with, or raises it."""

    name, decided_by = "always", "machine"

    def __init__(self, verdict):
        self.verdict = verdict

    def check(self, answer, reference):
        if isinstance(self.verdict, Exception):
            raise self.verdict
        return self.verdict

    def placeholder(self):
        return "anything"


@pytest.fixture
def sums(bank_folder):
    return Bank(bank_folder).exam("sums")


def judged(exam, verdict, answer="an answer", **part):
    return judge(exam, Part("1.a", 4, "?", Always(verdict), **part), answer)


def test_a_right_answer_earns_the_points(sums):
    assert judged(sums, correct("Right.", LISTED)).score == 4


def test_a_wrong_answer_costs_the_penalty_and_a_blank_nothing(sums):
    assert judged(sums, incorrect("Wrong.", LISTED), penalty=1).score == -1
    assert judged(sums, blank(), penalty=1).score == 0
    assert judged(sums, incorrect("never asked", LISTED), answer=" \n", penalty=1).score == 0


@given(shares=st.lists(st.floats(0, 1), min_size=1, max_size=5))
def test_rubric_rows_are_in_points_and_add_up(shares):
    total = sum(shares) or 1
    findings = tuple(Finding("a point", s / total, s / total / 2) for s in shares)
    reference = type("Reference", (), {"value": 0})
    members = {"reference": lambda *_: reference, "vouch": lambda *_: None}
    exam = type("Exam", (), members | {"id": "x", "variant": None})()
    verdict = judged(exam, review("A person decides.", suggested=0.5, rubric=findings))

    assert verdict.suggested == 2
    assert verdict.pending == 4
    assert sum(row.points for row in verdict.rubric) == pytest.approx(
        4 * sum(shares) / total, abs=1e-5
    )
    assert all(r.suggested == pytest.approx(r.points / 2, abs=1e-5) for r in verdict.rubric)


def test_a_checker_that_fails_leaves_the_answer_to_a_person(sums):
    verdict = judged(sums, ZeroDivisionError("in the checker"))

    assert (verdict.verdict, verdict.score, verdict.pending) == ("review", 0, 4)
    assert "ZeroDivisionError: in the checker" in verdict.feedback


def test_partly_decided_points_split_into_score_and_pending(sums):
    verdict = judged(
        sums,
        Verdict(
            outcome="review",
            feedback="",
            evidence=LISTED,
            earned=0.5,
            pending=0.5,
            suggested=0.75,
        ),
    )

    assert (verdict.score, verdict.pending, verdict.suggested) == (2, 2, 3)


def test_the_library_checks_and_grades_from_its_top_level(bank_folder, tmp_path):
    paper = tmp_path / "paper.yaml"
    paper.write_text("exam: sums\nanswers:\n  1.a: A\n  1.b: '3.5'\n")

    report = counterexam.grade(paper, bank=Bank(bank_folder))

    assert (report.score, report.pending, report.points) == (5, 0, 5)
    assert counterexam.check("sums", "1.b", "3.4", bank=Bank(bank_folder)).score == 0


def test_the_top_level_has_no_other_names():
    with pytest.raises(AttributeError, match="no attribute 'mark'"):
        _ = counterexam.mark
