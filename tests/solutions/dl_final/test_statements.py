"""True or false: wrong answers cost a point, blanks and what is open cost nothing."""

import pytest

from counterexam.bank import bundled
from counterexam.grading import check, grade

EXAM = bundled().exam("dl_final")
TRUE, FALSE = {3, 9, 10, 16, 21}, {5, 6, 8, 13, 14, 15, 17, 20, 22}
OPEN = {1, 2, 4, 7, 11, 12, 18, 19}


@pytest.mark.parametrize("number", sorted(TRUE | FALSE))
def test_a_right_answer_earns_a_point_and_a_wrong_one_costs_a_point(number):
    right, wrong = ("True", "False") if number in TRUE else ("False", "True")

    assert check(EXAM.id, f"1.{number}", right).score == 1
    assert check(EXAM.id, f"1.{number}", wrong).score == -1
    assert check(EXAM.id, f"1.{number}", " ").score == 0


@pytest.mark.parametrize("number", sorted(OPEN))
@pytest.mark.parametrize("answer", ["True", "F"])
def test_what_is_open_waits_for_the_setter(number, answer):
    verdict = check(EXAM.id, f"1.{number}", answer)

    assert (verdict.verdict, verdict.score, verdict.pending) == ("review", 0, 1)
    assert verdict.suggested is None
    assert "The setter has not ruled" in verdict.feedback


def test_every_statement_is_of_one_kind():
    assert {f"1.{n}" for n in TRUE | FALSE | OPEN} == {p for p in EXAM.parts if p[:2] == "1."}


def test_a_paper_of_wrong_guesses_has_a_negative_total(tmp_path):
    paper = tmp_path / "guesses.yaml"
    rows = "".join(f"  '1.{n}': {'F' if n in TRUE else 'T'}\n" for n in sorted(TRUE | FALSE))
    paper.write_text(f"exam: {EXAM.id}\nanswers:\n{rows}")
    report = grade(paper)

    assert (report.score, report.pending) == (-14, 0)


def test_the_steps_of_adam_and_adagrad_are_those_of_their_formulas():
    steps = bundled().solution(EXAM.id, 1)

    assert steps._adagrad([(3.0, 4.0)]) == pytest.approx([1, 1])
    assert steps._adam([(3.0, -4.0)]) == pytest.approx([1, -1])
