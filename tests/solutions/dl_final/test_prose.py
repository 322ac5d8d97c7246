"""The rubrics tell good answers from poor ones, and are fooled by no list of keywords."""

from pathlib import Path

import pytest
import yaml

from counterexam.bank import bundled

EXAM = bundled().exam("dl_final")
ANSWERS = yaml.safe_load((Path(__file__).parent / "prose_answers.yaml").read_text("utf-8"))


def answers(kind: str) -> list[tuple[str, str]]:
    return [(part, answer) for part, kinds in ANSWERS.items() for answer in kinds.get(kind, [])]


def suggested(part: str, answer: str) -> float:
    verdict = EXAM.part(part).form.check(answer, EXAM.reference(part).value)

    assert (verdict.outcome, verdict.pending) == ("review", 1), verdict.feedback
    assert verdict.suggested is not None
    return verdict.suggested


@pytest.mark.parametrize(("part", "answer"), answers("good"))
def test_good_answers_are_suggested_most_of_the_points(part, answer):
    assert suggested(part, answer) >= 0.6


@pytest.mark.parametrize(("part", "answer"), answers("poor") + answers("salad"))
def test_poor_answers_and_keywords_are_suggested_little(part, answer):
    assert suggested(part, answer) <= 0.3


def test_every_part_that_a_person_decides_has_its_answers():
    prose = {part.id for part in EXAM.parts.values() if part.form.decided_by == "person"}

    assert prose <= set(ANSWERS)
