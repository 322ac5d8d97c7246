"""Right derivations are accepted by whatever route; wrong ones that come close are refused."""

from pathlib import Path

import pytest
import yaml

from counterexam.bank import bundled

BANK = bundled()
ANSWERS = yaml.safe_load(Path(__file__).with_name("derivations.yaml").read_text("utf-8"))


@pytest.mark.parametrize("row", ANSWERS, ids=lambda row: f"{row['part']} {row['name']}")
def test_an_answer_is_judged_as_it_deserves(row):
    exam = BANK.exam(row.get("exam", "ift6135_a3_2023"))
    form, reference = exam.part(row["part"]).form, exam.reference(row["part"]).value
    verdict = form.check(row["answer"], reference)

    assert verdict.outcome in row["want"].split("|"), verdict.feedback
