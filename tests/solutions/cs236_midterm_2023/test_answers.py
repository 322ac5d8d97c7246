"""Right answers in unusual dress are accepted, near misses are refused with a reason."""

from pathlib import Path

import pytest
import yaml

from checkers.verdict import Verdict
from counterexam.bank import bundled

EXAM = bundled().exam("cs236_midterm_2023")
ANSWERS = yaml.safe_load((Path(__file__).parent / "answers.yaml").read_text("utf-8"))


def answers(kind: str) -> list[tuple[str, str]]:
    return [(part, answer) for part, kinds in ANSWERS.items() for answer in kinds[kind]]


def judged(part: str, answer: str) -> Verdict:
    return EXAM.part(part).form.check(answer, EXAM.reference(part).value)


def test_every_part_that_a_machine_decides_at_once_has_its_near_misses():
    decided = {p.id for p in EXAM.parts.values() if p.form.decided_by == "machine"}
    derivations = {p.id for p in EXAM.parts.values() if p.form.name == "derivation"}
    similar = {f"1.{letter}" for letter in "acefghij"} | {"2.d"}

    assert set(ANSWERS) == decided - derivations - similar


@pytest.mark.parametrize(("part", "answer"), answers("right"))
def test_a_right_answer_is_accepted(part: str, answer: str):
    verdict = judged(part, answer)
    explained = getattr(EXAM.part(part).form, "explain", 0.0)

    assert verdict.earned == 1 - explained, verdict.feedback


@pytest.mark.parametrize(("part", "answer"), answers("wrong"))
def test_a_near_miss_is_refused(part: str, answer: str):
    verdict = judged(part, answer)

    assert (verdict.outcome, verdict.earned) == ("incorrect", 0), verdict.feedback
    assert verdict.feedback


@pytest.mark.parametrize("part", ["6.b", "6.c", "4.d"])
def test_a_wrong_formula_is_met_with_numbers(part: str):
    verdict = judged(part, ANSWERS[part]["wrong"][0])

    assert verdict.counterexample is not None
    assert {"yours", "expected"} <= set(verdict.counterexample)
