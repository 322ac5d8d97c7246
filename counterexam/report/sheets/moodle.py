"""Moodle's offline grading worksheet, with the report's feedback as comments.

Moodle takes a participant's number from ``Identifier`` by counting characters, so a file's
name must never stand in that column. The number is known where the path says it, as in
Moodle's own download (``<name>_<number>_assignsubmission_...``) or in a file called
``Participant 12``. Elsewhere the cell is empty, which Moodle skips, and ``ID number`` holds
the stem for its general import of grades. A grade is the decided score; the comment says
what is pending, and nothing of what the machine suggests.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from html import escape

from counterexam.contract import PartVerdict, Report
from counterexam.report.clean import each_text, shown
from counterexam.report.sheets import Cell, sheet, student
from counterexam.report.wording import MARKS, earnable, pends, score_for_students

HEADER = (
    *("Identifier", "Full name", "ID number", "Email address", "Status"),
    *("Grade", "Maximum Grade", "Grade can be changed"),
    *("Last modified (submission)", "Last modified (grade)", "Feedback comments"),
)
DOWNLOADED = re.compile(r"([^/\\]{1,200}?)_(\d{1,20})_assignsubmission_")
"""The first in the path: what follows Moodle's own part of a name, the student chose."""
NAMED = re.compile(r"Participant[ _](\d{1,20})")


def write(reports: Sequence[Report], listed: bool) -> str:
    """The worksheet, a row a submission."""
    return sheet(HEADER, map(_row, reports))


def _row(report: Report) -> list[Cell]:
    name, identifier = _participant(report)
    grade = (report.score, earnable(report), "Yes")
    feedback = "<br>".join(_feedback(each_text(report, shown)))
    status = "Submitted for grading"
    return [identifier, name, student(report), None, status, *grade, None, None, feedback]


def _participant(report: Report) -> tuple[str, str | None]:
    """The student's name and Moodle's identifier, as far as the path tells."""
    if match := DOWNLOADED.search(report.submission):
        return match[1], f"Participant {match[2]}"
    name = student(report)
    match = NAMED.fullmatch(name)
    return name, f"Participant {match[1]}" if match else None


def _feedback(report: Report) -> Iterator[str]:
    """Moodle's comments are HTML."""
    yield escape(f"{score_for_students(report)}.")
    yield from map(_line, report.parts)


def _line(part: PartVerdict) -> str:
    said = "" if pends(part) else f" {part.feedback}"
    line = f"{part.part}: {MARKS[part.verdict].word}, {score_for_students(part)}.{said}"
    return escape(line).replace("\n", "<br>")
