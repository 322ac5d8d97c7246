"""Exams and students' papers for the tests: from exams.yaml, and drawn at random."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import yaml
from hypothesis import strategies as st

from checkers.verdict import Verdict, blank
from counterexam.bank import Bank, LoadedExam
from counterexam.exam import Exam, Part, Question

NOWHERE = Bank(Path("/nowhere"))


@dataclass(frozen=True)
class Form:
    """A form of answer that these tests never check."""

    name: str = "text"
    decided_by: str = "person"

    def check(self, answer: str, reference: object) -> Verdict:
        return blank()

    def placeholder(self) -> str:
        return "any text"


def make_exam(
    statements: Mapping[str, str],
    forms: Mapping[str, str] | None = None,
    exam_id: str = "an_exam",
    title: str = "An exam",
    known_by: Sequence[str] = (),
) -> LoadedExam:
    """An exam with these parts, one point each."""
    questions: dict[int, list[Part]] = {}
    for part_id, statement in statements.items():
        form = Form((forms or {}).get(part_id, "text"))
        part = Part(part_id, 1, statement, form)
        questions.setdefault(int(part_id.partition(".")[0]), []).append(part)
    cover = Exam(title, points=len(statements), known_by=known_by)
    titled = {n: Question(f"Topic {n}", parts) for n, parts in questions.items()}
    return LoadedExam(exam_id, cover, titled, NOWHERE)


def exam_of(shared: Path, exam_id: str) -> LoadedExam:
    """An exam of exams.yaml, each part's statement being what it asks."""
    rows = yaml.safe_load((shared / "exams.yaml").read_text())
    row = next(row for row in rows if row["exam"] == exam_id)
    statements = {part["id"]: part["asks"] for part in row["parts"]}
    forms = {part["id"]: part["form"] for part in row["parts"]}
    return make_exam(statements, forms, exam_id, row["title"])
