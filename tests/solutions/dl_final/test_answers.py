"""Right answers in unusual dress are accepted, near misses are refused with a reason."""

from pathlib import Path

import pytest
import yaml

from checkers.verdict import Verdict
from counterexam.bank import bundled

EXAM = bundled().exam("dl_final")
ANSWERS = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text("utf-8"))


def answers(kind: str) -> list[tuple[str, str]]:
    return [(part, answer) for part, kinds in ANSWERS.items() for answer in kinds[kind]]


def judged(part: str, answer: str) -> Verdict:
    return EXAM.part(part).form.check(answer, EXAM.reference(part).value)


def test_every_part_that_a_machine_decides_has_its_near_misses():
    decided = {p.id for p in EXAM.parts.values() if p.form.decided_by == "machine"}

    assert set(ANSWERS) == {part for part in decided if not part.startswith("1.")}


@pytest.mark.parametrize(("part", "answer"), answers("right"))
def test_a_right_answer_is_accepted(part: str, answer: str):
    verdict = judged(part, answer)

    assert (verdict.outcome, verdict.earned) == ("correct", 1), verdict.feedback


@pytest.mark.parametrize(("part", "answer"), answers("wrong"))
def test_a_near_miss_is_refused(part: str, answer: str):
    verdict = judged(part, answer)

    assert verdict.outcome in ("incorrect", "partial"), verdict.feedback
    assert verdict.earned < 1
    assert verdict.feedback
