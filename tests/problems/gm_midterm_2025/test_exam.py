"""The exam asks what the shared list says it asks."""

from pathlib import Path

import yaml

from counterexam.bank import bundled

EXAM = bundled().exam("gm_midterm_2025")


def test_ids_points_and_forms_are_those_of_the_shared_list(shared: Path):
    exams = yaml.safe_load((shared / "exams.yaml").read_text("utf-8"))
    listed = next(exam for exam in exams if exam["exam"] == EXAM.id)

    assert listed["points"] == EXAM.cover.points
    assert [(p["id"], p["points"], p["form"]) for p in listed["parts"]] == [
        (part.id, part.points, part.form.name) for part in EXAM.parts.values()
    ]


def test_every_problem_has_twenty_points():
    assert {number: 20 for number in range(1, 6)} == {
        number: sum(part.points for part in question.parts)
        for number, question in EXAM.questions.items()
    }


def test_every_datum_is_printed_by_its_statement():
    for part in EXAM.parts.values():
        assert all(f"«{name}»" in part.statement for name in part.given), part.id
