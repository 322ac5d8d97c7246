"""Every reference is such as its form takes, and loses no point at its own checker."""

import pytest

from counterexam.bank import bundled
from counterexam.verify.parts import verified

PARTS = [(exam, part) for exam in bundled().exam_ids for part in bundled().exam(exam).parts]


@pytest.mark.parametrize(("exam_id", "part_id"), PARTS)
def test_a_reference_is_sound(exam_id: str, part_id: str):
    exam = bundled().exam(exam_id)
    row, faults = verified(exam, part_id, variants=(0,))

    assert faults == []
    assert row is not None
    machine = exam.part(part_id).form.decided_by == "machine"
    explained = getattr(exam.part(part_id).form, "explain", 0)
    is_open = exam.cover.rulings.get(part_id, "none") is None
    expected = "open" if is_open else "accepted" if machine and not explained else "recognised"
    assert row.outcome in (expected, "accepted")
