"""The rubrics tell good reasons from poor ones, and are fooled by no list of keywords."""

from pathlib import Path

import pytest
import yaml

from counterexam.bank import bundled

EXAM = bundled().exam("cs236_midterm_2023")
ANSWERS = yaml.safe_load((Path(__file__).parent / "prose_answers.yaml").read_text("utf-8"))


def suggested(part: str, answer: str) -> float:
    """The suggested share of what waits for a person."""
    verdict = EXAM.part(part).form.check(answer, EXAM.reference(part).value)

    assert verdict.outcome == "review", verdict.feedback
    assert verdict.suggested is not None
    return (verdict.suggested - verdict.earned) / verdict.pending


@pytest.mark.parametrize("part", ANSWERS)
def test_good_reasons_are_suggested_most_of_the_points(part: str):
    for answer in ANSWERS[part]["good"]:
        assert suggested(part, answer) >= 0.6, answer


@pytest.mark.parametrize("part", ANSWERS)
def test_poor_reasons_and_keywords_are_suggested_little(part: str):
    for answer in ANSWERS[part]["poor"] + ANSWERS[part].get("salad", []):
        assert suggested(part, answer) <= 0.3, answer


def test_every_part_in_prose_has_its_answers():
    prose = {part.id for part in EXAM.parts.values() if part.form.name == "text"}

    assert prose <= set(ANSWERS)
