"""The rubrics rank answers as a teacher would, and are fooled by no list of keywords."""

from itertools import combinations, product
from pathlib import Path

import pytest
import yaml

from counterexam.bank import bundled

EXAM = bundled().exam("cmu24789_midterm_2025")
ANSWERS = yaml.safe_load((Path(__file__).parent / "prose_answers.yaml").read_text("utf-8"))
BETTER_THAN = [
    *combinations(("good", "partial", "wrong"), 2),
    ("good", "salad"),
    ("partial", "salad"),
]


def suggested(part: str, answer: str) -> float:
    verdict = EXAM.part(part).form.check(answer, EXAM.reference(part).value)

    assert (verdict.outcome, verdict.earned, verdict.pending) == ("review", 0.0, 1.0)
    assert verdict.suggested is not None
    return verdict.suggested


def ordered_pairs(part: str) -> list[bool]:
    """For each pair of a better and a worse answer, whether they are suggested in order."""
    scores = {
        kind: [suggested(part, a) for a in texts] for kind, texts in ANSWERS[part].items()
    }
    return [
        better > worse
        for high, low in BETTER_THAN
        for better, worse in product(scores[high], scores[low])
    ]


def test_suggestions_rank_nine_pairs_of_ten_rightly_over_all_parts():
    pairs = [in_order for part in ANSWERS for in_order in ordered_pairs(part)]

    assert len(pairs) > 300
    assert sum(pairs) >= 0.9 * len(pairs)


@pytest.mark.parametrize("part", ANSWERS)
def test_good_answers_are_suggested_most_of_the_points(part: str):
    for answer in ANSWERS[part]["good"]:
        assert suggested(part, answer) >= 0.6, answer


@pytest.mark.parametrize("part", ANSWERS)
def test_keywords_and_shuffled_relations_are_suggested_next_to_nothing(part: str):
    for answer in ANSWERS[part]["salad"] + ANSWERS[part]["wrong"]:
        assert suggested(part, answer) <= 0.2, answer


@pytest.mark.parametrize("part", ANSWERS)
def test_the_question_repeated_is_no_answer(part: str):
    assert suggested(part, EXAM.part(part).statement) <= 0.2


@pytest.mark.parametrize("part", ANSWERS)
def test_the_model_answer_of_the_key_is_suggested_all_but_a_little(part: str):
    assert suggested(part, EXAM.reference(part).because) >= 0.8


def test_a_real_paper_with_good_answers_is_suggested_most_of_the_points(shared: Path):
    paper = (shared / "seeds" / "002_ff4e63b4d5593cb5.txt").read_text("utf-8")
    section = paper[paper.index("1 Short Answer") : paper.index("2 Calculation")]
    for letter, following in zip("abcdefghij", [*"bcdefghij", None], strict=True):
        start = section.index(f"\n({letter}) ")
        end = section.index(f"\n({following}) ") if following else len(section)

        assert suggested(f"1.{letter}", section[start:end]) >= 0.75
