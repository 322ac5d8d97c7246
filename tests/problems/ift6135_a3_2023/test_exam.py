"""The exam asks what the shared list says it asks; its official key is marked as right."""

from pathlib import Path

import pytest
import yaml

from counterexam.bank import bundled
from counterexam.grading import grade

EXAM = bundled().exam("ift6135_a3_2023")
SEED = Path("seeds") / "003_4f941cd4c2461b20.txt"
DERIVATIONS = [p for p in EXAM.parts.values() if p.form.name == "derivation"]
FIELDS = {
    "1.1": "11-15, 21-23, 31",
    "1.2": "11-15, 21-24, 31, 32",
    "1.3": "11-15, 21-24, 31, 32",
    "1.4": "11-15, 21-24, 31-33",
}
"""Worked out by hand on squared paper."""


def test_ids_and_points_are_those_of_the_shared_list(shared: Path):
    exams = yaml.safe_load((shared / "exams.yaml").read_text("utf-8"))
    listed = next(exam for exam in exams if exam["exam"] == EXAM.id)

    assert [(p["id"], p["points"], p["form"]) for p in listed["parts"]] == [
        (part.id, part.points, part.form.name) for part in EXAM.parts.values()
    ]


def test_every_datum_is_printed_by_its_statement():
    for part in EXAM.parts.values():
        assert all(f"«{name}»" in part.statement for name in part.given), part.id


@pytest.mark.parametrize("part", DERIVATIONS, ids=lambda part: part.id)
def test_our_own_derivation_is_correct(part):
    reference = EXAM.reference(part.id).value
    verdict = part.form.check(reference["derivation"], reference)

    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize("part", DERIVATIONS, ids=lambda part: part.id)
def test_the_bare_claim_earns_nothing(part):
    verdict = part.form.check(part.form.claim, EXAM.reference(part.id).value)

    assert verdict.outcome != "correct"
    assert verdict.earned == 0


@pytest.mark.parametrize("part", FIELDS)
def test_receptive_fields_are_those_worked_out_by_hand(part):
    reference = EXAM.reference(part).value

    assert EXAM.part(part).form.check(FIELDS[part], reference).outcome == "correct"
    assert EXAM.part(part).form.check("11-15, 21-25", reference).outcome == "incorrect"


def test_the_official_key_has_every_formal_part_right(shared: Path):
    report = grade(shared / SEED)
    found = {part.part: part.verdict for part in report.parts}

    assert {found[part.id] for part in DERIVATIONS} == {"correct"}
    assert {found[part] for part in ("3.1", "3.3", "4.1", "4.2", "4.3")} == {"correct"}
