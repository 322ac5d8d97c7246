"""The exam asks what the shared list says it asks; its official key is marked as right."""

from pathlib import Path

import pytest

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
