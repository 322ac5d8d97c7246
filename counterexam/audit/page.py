"""An audit as one HTML page without scripts: the rates as a chart, and every failure's text."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import groupby

from jinja2 import Environment, PackageLoader, StrictUndefined
from msgspec import Struct

from counterexam.audit.figures import Audit, Figures, Rate
from counterexam.audit.parts import Judged
from counterexam.audit.showing import GOAL_NAMES, interval, percent
from counterexam.report.clean import each_text, shown

NAMES_WIDTH, PANEL, GAP, ROW, TOP = 210, 200, 40, 17, 46
"""Pixels: of the names' column, of one rate's panel and between panels, of a row, above."""
FULL = 0.5
"""The rate at a panel's right edge; what is greater is drawn there."""


class Mark(Struct, frozen=True):
    """One rate in the chart: its interval and its place, in pixels, and what it says."""

    start: float
    end: float
    at: float
    fails: bool
    title: str


class Line(Struct, frozen=True):
    """One part in the chart."""

    name: str
    y: float
    marks: tuple[Mark | None, ...]


class Panel(Struct, frozen=True):
    """One rate of all parts: where it stands, its goal, its grid."""

    title: str
    x: float
    goal: float
    grid: tuple[tuple[float, str], ...]


class Chart(Struct, frozen=True):
    """Every part's rates."""

    width: float
    height: float
    panels: tuple[Panel, ...]
    lines: tuple[Line, ...]


def as_html(audit: Audit) -> str:
    """The page."""
    cleaned = each_text(audit, shown)
    page = _environment().get_template("audit.html.j2")
    return page.render(
        audit=cleaned, chart=chart(cleaned), goal_names=GOAL_NAMES, by_part=_by_part(cleaned)
    )


def _by_part(audit: Audit) -> list[tuple[str, list[Judged]]]:
    keyed = groupby(audit.failures, lambda row: f"{row.exam} {row.part}")
    return [(name, list(rows)) for name, rows in keyed]


def chart(audit: Audit) -> Chart:
    """Where everything stands, by part and rate."""
    starts = [NAMES_WIDTH + place * (PANEL + GAP) for place in range(len(GOAL_NAMES))]
    panels = tuple(
        Panel(name, x, x + _place(audit.goals[goal]), _grid(x))
        for (goal, name), x in zip(GOAL_NAMES.items(), starts, strict=True)
    )
    lines = tuple(_line(group, place, starts) for place, group in enumerate(audit.parts))
    width = NAMES_WIDTH + len(panels) * (PANEL + GAP)
    return Chart(width, TOP + ROW * len(lines) + 8, panels, lines)


def _grid(x: float) -> tuple[tuple[float, str], ...]:
    shares = (0.0, 0.1, 0.2, 0.3, 0.4, FULL)
    return tuple((x + _place(share), f"{100 * share:.0f}") for share in shares)


def _place(share: float) -> float:
    return PANEL * min(share, FULL) / FULL


def _line(group: Figures, place: int, starts: Sequence[float]) -> Line:
    marks = tuple(
        _mark(getattr(group, goal), x) for goal, x in zip(GOAL_NAMES, starts, strict=True)
    )
    return Line(group.name, TOP + ROW * (place + 0.5), marks)


def _mark(found: Rate, x: float) -> Mark | None:
    if not found.of:
        return None
    title = f"{found.count} of {found.of}: {percent(found.rate)}"
    ends = (x + _place(share) for share in (found.low, found.high, found.rate))
    start, end, at = ends
    return Mark(start, end, at, found.count > 0, title)


def _environment() -> Environment:
    environment = Environment(
        loader=PackageLoader("counterexam.report"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {"percent": percent, "interval": interval}
    return environment
