"""Claims name exam parts that exist."""

import pytest
import yaml

from checkers.claims import all_claims
from counterexam.grading import default_bank

CLAIMS = all_claims()
BANK = default_bank()
PARTS = sorted({part for claim in CLAIMS for part in claim.parts})


@pytest.mark.parametrize("part", PARTS)
def test_a_part_that_a_claim_names_exists(part, request):
    """In the bank, or, while its exam is not encoded yet, in the list of real exams."""
    exam, _, part_id = part.partition(" ")
    if exam in BANK.exam_ids:
        known = {*BANK.exam(exam).parts}
    else:
        exams = yaml.safe_load((request.getfixturevalue("shared") / "exams.yaml").read_text())
        known = {p["id"] for e in exams if e["exam"] == exam for p in e["parts"]}

    assert part_id in known


def test_claims_reach_every_bundled_exam():
    assert {*BANK.exam_ids} <= {part.partition(" ")[0] for part in PARTS}
