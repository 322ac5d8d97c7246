"""A row a submission, for a spreadsheet: its totals, then the decided score of every part.

Columns: ``submission, exam, score, pending, points, suggested, percent``, then one a part,
empty while points of that part are pending.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from counterexam.contract import PartVerdict, Report
from counterexam.report.sheets import Cell, sheet
from counterexam.report.wording import earnable, pends

TOTALS = ("submission", "exam", "score", "pending", "points", "suggested", "percent")
Key = tuple[str, str]
"""An exam and one of its parts."""


def write(reports: Sequence[Report], listed: bool) -> str:
    """The sheet; where it mixes exams, a part's column names its exam."""
    keys = list(dict.fromkeys(key for report in reports for key in _scores(report)))
    mixed = len({exam for exam, _ in keys}) > 1
    columns = [f"{exam} {part}" if mixed else part for exam, part in keys]
    return sheet([*TOTALS, *columns], (list(_row(report, keys)) for report in reports))


def _row(report: Report, keys: Sequence[Key]) -> Iterator[Cell]:
    yield from (report.submission, report.exam, report.score, report.pending, earnable(report))
    yield report.suggested
    yield 100 * report.score / earnable(report) if earnable(report) else None
    scores = _scores(report)
    yield from map(scores.get, keys)


def _scores(report: Report) -> Mapping[Key, float | None]:
    return {(report.exam, part.part or ""): _decided(part) for part in report.parts}


def _decided(part: PartVerdict) -> float | None:
    return None if pends(part) else part.score
