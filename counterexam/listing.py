"""`counterexam exams`: what the bank holds, and who decides what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Literal, get_args

from msgspec import Struct

from counterexam.bank import Bank, LoadedExam
from counterexam.contract import to_json
from counterexam.exam import Established, Part

HOW: tuple[Established, ...] = get_args(Established)
"""How an answer can be known: proved, checked, argued."""


class ListedPart(Struct, frozen=True):
    """A part: its form, who decides it, how its reference is known (null: none here)."""

    id: str
    form: str
    points: float
    decided_by: Literal["machine", "person"]
    established: Established | None


class ListedExam(Struct, frozen=True):
    """An exam and its parts in paper order."""

    exam: str
    title: str
    points: float
    parts: tuple[ListedPart, ...]


def listed(bank: Bank) -> list[ListedExam]:
    """Every exam of the bank. BankError: a module is not as it must be."""
    return [_exam(bank.exam(exam_id)) for exam_id in bank.exam_ids]


def as_json(exams: Sequence[ListedExam]) -> str:
    """The contract's JSON."""
    return to_json(list(exams))


def as_text(exams: Sequence[ListedExam]) -> str:
    """A table of at most 80 columns, and how the answers of all exams are known."""
    from io import StringIO

    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table("Exam", "Title", box=None, pad_edge=False, header_style="bold")
    for title in ("Parts", "By machine", "Points"):
        table.add_column(title, justify="right")
    for exam in exams:
        machine = sum(part.decided_by == "machine" for part in exam.parts)
        figures = (len(exam.parts), machine, f"{exam.points:g}")
        table.add_row(exam.exam, exam.title, *map(str, figures))
    page = StringIO()
    console = Console(file=page, width=80)
    console.print(table)
    console.print(Text(f"\n{_total(exams)}"))
    return page.getvalue()


def _total(exams: Sequence[ListedExam]) -> str:
    parts = [part for exam in exams for part in exam.parts]
    machine = sum(part.decided_by == "machine" for part in parts)
    known = Counter(part.established for part in parts)
    how = ", ".join(f"{known[how]} {how}" for how in HOW)
    return (
        f"{len(parts)} parts in {len(exams)} exam{'s' * (len(exams) != 1)}, "
        f"{machine} of them decided by machine.\n"
        f"How their answers are known: {how}."
    )


def _exam(exam: LoadedExam) -> ListedExam:
    parts = tuple(_part(exam, part) for part in exam.parts.values())
    return ListedExam(exam.id, exam.cover.title, exam.cover.points, parts)


def _part(exam: LoadedExam, part: Part) -> ListedPart:
    form = part.form
    return ListedPart(
        part.id, form.name, part.points, form.decided_by, _established(exam, part.id)
    )


def _established(exam: LoadedExam, part_id: str) -> Established | None:
    """How the reference is known; a student's copy of the bank has no solutions."""
    if not exam.bank.has_solutions(exam.id):
        return None
    return exam.established[part_id]
