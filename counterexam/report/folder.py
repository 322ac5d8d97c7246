"""A folder of submissions at a glance: the table of its scores and their histogram."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from rich.console import Group, RenderableType
from rich.table import Table
from rich.text import Text

from counterexam.contract import Report
from counterexam.report.clean import shown
from counterexam.report.wording import earnable, number, pends, percent

BINS = 10
BAR_WIDTH = 40


def overview(reports: Sequence[Report]) -> RenderableType:
    """The table of scores and, under it, their histogram."""
    return Group(Text(), scores_table(reports), Text(), histogram(reports))


def scores_table(reports: Sequence[Report]) -> Table:
    """One row a submission: decided score, pending, points, and the score in percent."""
    table = Table("Submission", box=None, pad_edge=False, header_style="bold")
    table.columns[0].overflow = "fold"
    for title in ("Score", "Pending", "Points", "Percent"):
        table.add_column(title, justify="right", no_wrap=True)
    for report in reports:
        table.add_row(*map(Text, _row(report)))
    return table


def _row(report: Report) -> list[str]:
    return [
        shown(report.submission).replace("\n", " "),
        number(report.score),
        number(report.pending) if pends(report) else "",
        number(earnable(report)),
        percent(report),
    ]


def histogram(reports: Sequence[Report]) -> Text:
    """How many decided scores fall into each tenth of the points, as plain characters."""
    counts = Counter(map(_bin, filter(earnable, reports)))
    scale = BAR_WIDTH / max(counts.values(), default=1)
    rows = [_bar(index, counts[index], scale) for index in range(BINS)]
    return Text("\n".join(["Decided score, percent", *rows, *_note(reports)]))


def _bin(report: Report) -> int:
    return min(max(int(report.score * BINS / earnable(report)), 0), BINS - 1)


def _bar(index: int, count: int, scale: float) -> str:
    low, high = index * 100 // BINS, (index + 1) * 100 // BINS
    bar = "#" * max(round(count * scale), count > 0)
    return f"{low:3}-{high:<3} | {bar} {count or ''}".rstrip()


def _note(reports: Sequence[Report]) -> list[str]:
    waiting = sum(map(pends, reports))
    return [f"{waiting} of {len(reports)} have points pending."] if waiting else []
