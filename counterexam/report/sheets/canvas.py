"""The sheet that Canvas imports: ``Student,ID,SIS User ID,SIS Login ID,Section,<title>``.

Canvas finds a student by ID, by SIS login or by name, and the file's stem may be either of
the last two. It finds the assignment by its title. A grade is the decided score.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from counterexam.contract import Report
from counterexam.report.sheets import Cell, sheet, student
from counterexam.report.wording import earnable

STUDENT = ("Student", "ID", "SIS User ID", "SIS Login ID", "Section")
POINTS_POSSIBLE = "    Points Possible"


def write(reports: Sequence[Report], listed: bool) -> str:
    """One assignment an exam; a submission's cells for other exams are empty: no grade."""
    exams = {report.exam: report for report in reports}
    points: list[Cell] = [earnable(report) for report in exams.values()]
    header = [*STUDENT, *(report.title for report in exams.values())]
    rows = [_row(report, exams) for report in reports]
    return sheet(header, [[POINTS_POSSIBLE, None, None, None, None, *points], *rows])


def _row(report: Report, exams: Mapping[str, Report]) -> list[Cell]:
    name = student(report)
    grades = [report.score if exam == report.exam else None for exam in exams]
    return [name, None, None, name, None, *grades]
