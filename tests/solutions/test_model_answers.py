"""Every reference, written as an answer, passes its own checker and lacks nothing."""

import pytest

from checkers.debatable import Debatable
from counterexam.bank import bundled

PARTS = [(exam, part) for exam in bundled().exam_ids for part in bundled().exam(exam).parts]


@pytest.mark.parametrize(("exam_id", "part_id"), PARTS)
def test_a_model_answer_loses_no_point(exam_id: str, part_id: str):
    exam = bundled().exam(exam_id)
    form, reference = exam.part(part_id).form, exam.reference(part_id).value
    answers = form.model_answers(reference)

    assert answers or isinstance(reference, Debatable)
    for answer in answers:
        verdict = form.check(answer, reference)
        by_machine = verdict.outcome == "correct"
        by_person = verdict.outcome == "review" and verdict.evidence.method == "person"
        explained = form.decided_by == "person" or getattr(form, "explain", 0)
        assert by_machine or (by_person and explained), (answer, verdict.feedback)
        assert verdict.earned + verdict.pending == pytest.approx(1)
        assert verdict.counterexample is None
