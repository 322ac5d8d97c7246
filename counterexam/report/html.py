"""Reports as one HTML page that needs nothing else: no script, no font, no network.

Formulas are MathML. Everything a student wrote is escaped by Jinja2, or passes through
`typeset`, and the page's own policy forbids scripts and every request.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined

from counterexam.contract import PartVerdict, Report, Unassigned
from counterexam.report import wording
from counterexam.report.clean import each_text, shown
from counterexam.report.typeset import Typesetter


def write(reports: Sequence[Report], listed: bool) -> str:
    """A page for one report, or one page with a table of scores and every report under it."""
    cleaned = [each_text(report, shown) for report in reports]
    title = _list_title(cleaned) if listed else f"{cleaned[0].submission}: {cleaned[0].title}"
    page = _environment().get_template("report.html.j2")
    sheets = [(report, Typesetter()) for report in cleaned]
    return page.render(title=title, listed=listed, sheets=sheets)


def _list_title(reports: Sequence[Report]) -> str:
    titles = sorted({report.title for report in reports})
    return ", ".join(titles) if len(titles) == 1 else "Exam reports"


@dataclass(frozen=True)
class _Question:
    """The parts of one question, each with its place in the report, from 1."""

    title: str
    parts: list[tuple[int, PartVerdict]]
    score: float
    pending: float
    points: float
    suggested: None = None


def _questions(report: Report) -> list[_Question]:
    """The report's parts in order, in runs of the same question: 2.a and 2.b, 3.1a and 3.2."""
    runs = groupby(
        enumerate(report.parts, 1), lambda row: (row[1].part or "").partition(".")[0]
    )
    return [_question(name, list(rows)) for name, rows in runs]


def _question(name: str, rows: list[tuple[int, PartVerdict]]) -> _Question:
    return _Question(
        f"Question {name}".strip(),
        rows,
        sum(part.score for _, part in rows),
        sum(part.pending for _, part in rows),
        sum(part.points for _, part in rows),
    )


def _share(report: Report, of: str) -> str:
    """A width in percent of all points, for the bar."""
    possible = wording.earnable(report)
    share = getattr(report, of) / possible if possible else 0.0
    return wording.number(100 * min(max(share, 0.0), 1.0))


def _line_count(blocks: Iterable[Unassigned]) -> int:
    return sum(wording.line_count(block.text) for block in blocks)


@cache
def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("counterexam.report"),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
    environment.filters |= {
        "basis": wording.basis,
        "line_count": _line_count,
        "own_counterexample": wording.own_counterexample,
        "pends": wording.pends,
        "percent": wording.percent,
        "total": wording.total,
        "places": wording.places,
        "points": wording.number,
        "questions": _questions,
        "score": wording.score_of,
        "share": _share,
    }
    environment.globals |= {
        "marks": wording.MARKS,
        "step_class": {"holds": "correct", "fails": "incorrect", "unread": "unreadable"},
        "step_signs": wording.STEP_SIGNS,
    }
    return environment
