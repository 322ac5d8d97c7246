"""The paper as it was written down has questions only, and each part is blank."""

from pathlib import Path

from counterexam.bank import bundled
from counterexam.grading import grade

EXAM = bundled().exam("dl_final")


def test_the_paper_is_recognised_and_no_question_is_taken_for_an_answer(shared: Path):
    report = grade(shared / "seeds" / "000_4a768ea8638aca8e.txt")

    assert report.exam == EXAM.id
    assert [(part.part, part.verdict) for part in report.parts] == [
        (part, "blank") for part in EXAM.parts
    ]
    assert (report.score, report.pending, report.points, report.missing) == (0, 0, 88, 8)
