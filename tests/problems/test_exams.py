"""Every exam asks what the shared list says it asks."""

from pathlib import Path

import pytest
import yaml

from counterexam.bank import bundled

EXAMS = bundled().exam_ids


@pytest.mark.parametrize("exam_id", EXAMS)
def test_ids_points_and_forms_are_those_of_the_shared_list(exam_id: str, shared: Path):
    exam = bundled().exam(exam_id)
    exams = yaml.safe_load((shared / "exams.yaml").read_text("utf-8"))
    listed = next(entry for entry in exams if entry["exam"] == exam_id)

    assert listed["points"] == exam.cover.points
    assert [(p["id"], p["points"], p["form"]) for p in listed["parts"]] == [
        (part.id, part.points, part.form.name) for part in exam.parts.values()
    ]


@pytest.mark.parametrize("exam_id", EXAMS)
def test_every_datum_is_printed_by_its_statement(exam_id: str):
    for question in bundled().exam(exam_id).questions.values():
        for part in question.parts:
            asked = question.statement + part.statement
            assert all(f"«{name}»" in asked for name in part.given), part.id
