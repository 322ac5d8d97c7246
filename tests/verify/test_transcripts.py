"""The printed keys of real exams agree with the references, but for recorded misprints."""

from collections import Counter

import pytest

from counterexam.bank import bundled
from counterexam.verify.against import compared, exam_of


@pytest.mark.parametrize(
    ("seed", "exam_id", "agree", "recorded"),
    [
        ("001", "gm_midterm_2025", 7, {"5.c"}),
        ("002", "cmu24789_midterm_2025", 12, set()),
    ],
)
def test_a_transcript_differs_where_misprints_are_recorded(
    shared, seed, exam_id, agree, recorded
):
    (path,) = (shared / "seeds").glob(f"{seed}_*.txt")
    rows = compared(bundled().exam(exam_id), path)
    found = Counter(row.agreement for row in rows)

    assert exam_of(path, bundled()) == exam_id
    assert {row.part for row in rows if row.agreement == "misprint"} == recorded
    assert all(row.recorded for row in rows if row.agreement == "misprint")
    assert found["agrees"] >= agree
