"""The rubrics tell good answers from poor ones, and are fooled by no list of keywords."""

from pathlib import Path

import pytest
import yaml

from counterexam.bank import bundled

EXAM = bundled().exam("gm_midterm_2025")
ANSWERS = yaml.safe_load((Path(__file__).parent / "prose_answers.yaml").read_text("utf-8"))


def suggested(part: str, answer: str) -> float:
    verdict = EXAM.part(part).form.check(answer, EXAM.reference(part).value)

    assert verdict.outcome == "review", verdict.feedback
    assert verdict.suggested is not None
    return verdict.suggested


@pytest.mark.parametrize("part", ANSWERS)
def test_good_answers_are_suggested_most_of_the_points(part: str):
    for answer in ANSWERS[part]["good"]:
        assert suggested(part, answer) >= 0.7, answer


@pytest.mark.parametrize("part", ANSWERS)
def test_poor_answers_and_keywords_are_suggested_little(part: str):
    for answer in ANSWERS[part]["poor"] + ANSWERS[part]["salad"]:
        assert suggested(part, answer) <= 0.2, answer


def test_every_part_that_a_person_decides_has_its_answers():
    decided = {p.id for p in EXAM.parts.values() if p.form.decided_by == "person"}

    assert decided == set(ANSWERS)
