"""References and their answers, as people and language models write them: see the table."""

from pathlib import Path

import pytest
import yaml

from checkers.equivalent import equivalent

TABLE = yaml.safe_load(Path(__file__).with_name("equivalent_answers.yaml").read_text("utf-8"))


@pytest.mark.parametrize("row", TABLE, ids=lambda row: row["reference"])
def test_answers_are_told_right_from_wrong(row):
    outcomes = {"right": {"correct"}, "wrong": {"incorrect"}}
    outcomes["undecided"] = {"review", "unreadable", "incorrect"}
    found = {
        (kind, answer): equivalent(row["reference"], answer, row.get("let")).outcome
        for kind in outcomes
        for answer in row.get(kind, ())
    }
    assert {k: v for k, v in found.items() if v not in outcomes[k[0]]} == {}
