"""Right answers in unusual dress are accepted, near misses are refused with a reason."""

from pathlib import Path

import pytest
import yaml

from checkers.verdict import Verdict
from counterexam.bank import bundled

ANSWERS = {
    path.parent.name: yaml.safe_load(path.read_text("utf-8"))
    for path in sorted(Path(__file__).parent.glob("*/answers.yaml"))
}
ELSEWHERE = {
    "cs236_midterm_2023": {
        *(f"1.{letter}" for letter in "acefghij"),
        "2.d",
        "5.d",
        "6.a",
        "7.f",
    },
    "dl_final": {f"1.{number}" for number in range(1, 23)},
}
"""Parts whose answers are tried in tests of their own, or read like those of another part."""
BARE = [
    (exam, part.id)
    for exam in bundled().exam_ids
    for part in bundled().exam(exam).parts.values()
    if part.form.name == "derivation" and hasattr(part.form, "claim")
]


def answers(kind: str) -> list[tuple[str, str, str]]:
    return [
        (exam, part, answer)
        for exam, parts in ANSWERS.items()
        for part, kinds in parts.items()
        for answer in kinds.get(kind, ())
    ]


def judged(exam_id: str, part: str, answer: str) -> Verdict:
    exam = bundled().exam(exam_id)
    return exam.part(part).form.check(answer, exam.reference(part).value)


@pytest.mark.parametrize("exam", ANSWERS)
def test_every_part_that_a_machine_decides_has_its_near_misses(exam: str):
    parts = bundled().exam(exam).parts.values()
    decided = {part.id for part in parts if part.form.decided_by == "machine"}

    assert set(ANSWERS[exam]) == decided - ELSEWHERE.get(exam, set())


@pytest.mark.parametrize(("exam", "part", "answer"), answers("right"))
def test_a_right_answer_is_accepted(exam: str, part: str, answer: str):
    verdict = judged(exam, part, answer)
    explained = getattr(bundled().exam(exam).part(part).form, "explain", 0.0)

    assert verdict.earned == 1 - explained, verdict.feedback


@pytest.mark.parametrize(("exam", "part", "answer"), answers("wrong"))
def test_a_near_miss_is_refused_with_a_reason(exam: str, part: str, answer: str):
    verdict = judged(exam, part, answer)

    assert verdict.outcome in ("incorrect", "partial"), verdict.feedback
    assert verdict.earned < 1
    assert verdict.feedback


@pytest.mark.parametrize(("exam", "part", "answer"), answers("open"))
def test_what_some_untold_choice_makes_right_is_for_a_person(exam: str, part: str, answer: str):
    verdict = judged(exam, part, answer)

    assert (verdict.outcome, verdict.earned, verdict.suggested) == ("review", 0, 1)


@pytest.mark.parametrize(
    ("exam", "part"),
    [
        *(("cs236_midterm_2023", part) for part in ("4.d", "6.b", "6.c")),
        *(("gm_midterm_2025", part) for part in ("1.c", "4.a", "5.a")),
    ],
)
def test_a_wrong_formula_earns_nothing_and_is_met_with_numbers(exam: str, part: str):
    for answer in ANSWERS[exam][part]["wrong"]:
        assert judged(exam, part, answer).earned == 0

    shown = judged(exam, part, ANSWERS[exam][part]["wrong"][0]).counterexample
    assert shown is not None
    assert {"yours", "expected"} <= set(shown)


@pytest.mark.parametrize(("exam", "part"), BARE)
def test_the_bare_claim_earns_nothing(exam: str, part: str):
    verdict = judged(exam, part, bundled().exam(exam).part(part).form.claim)

    assert verdict.outcome != "correct"
    assert verdict.earned == 0
