"""A student's paper: every part found, every right formal answer accepted, the slip named."""

from pathlib import Path

import pytest

from counterexam.bank import bundled
from counterexam.contract import PartVerdict
from counterexam.grading import grade

SEED = Path("seeds") / "001_375d72e68b471b6d.txt"
EXAM = bundled().exam("gm_midterm_2025")
PROSE = [part.id for part in EXAM.parts.values() if part.form.decided_by == "person"]
CORRECT = ["1.c", "1.d", "2.a", "3.b", "4.a", "5.a", "5.b"]


@pytest.fixture(scope="module")
def found(shared: Path) -> dict[str, PartVerdict]:
    report = grade(shared / SEED)

    assert report.exam == EXAM.id
    return {part.part: part for part in report.parts if part.part}


def test_every_part_has_its_answer(found):
    assert list(EXAM.parts) == list(found)
    assert all(verdict.answer.strip() and verdict.lines for verdict in found.values())


@pytest.mark.parametrize("part", CORRECT)
def test_a_right_answer_is_correct(found, part):
    assert found[part].verdict == "correct", found[part].feedback
    assert found[part].score == EXAM.part(part).points


def test_the_precision_without_alpha_is_named_with_a_counterexample(found):
    posterior = found["5.c"]
    false = [step for step in posterior.steps if step.status == "fails"]

    assert [step.relation for step in false] == ["="]
    assert "tilde" in false[0].left
    assert "alpha" not in false[0].right.partition("+")[0]
    assert false[0].counterexample is not None
    assert "is false" in posterior.feedback
    assert posterior.verdict == "partial"
    assert all(step.status != "unread" for step in posterior.steps)


@pytest.mark.parametrize("part", PROSE)
def test_the_prose_is_suggested_most_of_its_points(found, part):
    assert found[part].verdict == "review"
    assert found[part].suggested >= 0.6 * EXAM.part(part).points
