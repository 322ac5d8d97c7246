"""Counts of what became of rows, as rates with Wilson intervals, against the goals."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from math import sqrt

from msgspec import Struct

from counterexam.audit.parts import COUNTED, Judged

CONFIDENCE = 1.96
"""Standard deviations: intervals hold with probability 95%."""
GOALS = {"false_accepts": 0.005, "false_rejects": 0.01, "open": 0.03}
"""The most that the rates over all formal parts may be."""


class Rate(Struct, frozen=True):
    """`count` of `of`, with the Wilson interval of the rate (0 to 1 where none was tried)."""

    count: int
    of: int
    rate: float
    low: float
    high: float


def rate(count: int, of: int) -> Rate:
    """The rate with its interval: E. B. Wilson, JASA 22 (1927), p. 209."""
    if of == 0:
        return Rate(0, 0, 0.0, 0.0, 1.0)
    z2 = CONFIDENCE**2
    share = count / of
    centre = (share + z2 / (2 * of)) / (1 + z2 / of)
    half = CONFIDENCE * sqrt(share * (1 - share) / of + z2 / (4 * of**2)) / (1 + z2 / of)
    return Rate(count, of, share, max(0.0, centre - half), min(1.0, centre + half))


class Figures(Struct, frozen=True):
    """The rates of a group of rows. `open`: unread and undecided ones together."""

    name: str
    wrong: int
    right: int
    false_accepts: Rate
    false_rejects: Rate
    unread: Rate
    undecided: Rate
    open: Rate
    equivalent: int
    oracle_undecided: int


class Audit(Struct, frozen=True):
    """A whole audit. `failures` are the rows that were judged otherwise than they should be,
    `for_eyes` the mutants of which the oracle cannot tell and the checker accepted.
    """

    seed: int
    limit: int | None
    total: Figures
    goals: dict[str, float]
    missed: tuple[str, ...]
    forms: tuple[Figures, ...]
    parts: tuple[Figures, ...]
    operators: tuple[Figures, ...]
    left_open: tuple[str, ...]
    failures: tuple[Judged, ...]
    for_eyes: tuple[Judged, ...]


def audit(
    rows: Sequence[Judged], seed: int, limit: int | None, left_open: Sequence[str]
) -> Audit:
    """The figures of these rows."""
    total = figures("all", rows)
    missed = tuple(goal for goal, most in GOALS.items() if getattr(total, goal).rate > most)
    return Audit(
        seed,
        limit,
        total,
        GOALS,
        missed,
        grouped(rows, lambda row: row.form),
        grouped(rows, lambda row: f"{row.exam} {row.part}"),
        grouped(rows, lambda row: f"{row.kind}: {row.operator}"),
        tuple(left_open),
        tuple(row for row in rows if row.fate in COUNTED[1:]),
        tuple(r for r in rows if r.fate == "oracle undecided" and r.outcome == "correct"),
    )


def grouped(rows: Iterable[Judged], name: Callable[[Judged], str]) -> tuple[Figures, ...]:
    """The figures of each group, in the order in which they first occur."""
    groups: dict[str, list[Judged]] = defaultdict(list)
    for row in rows:
        groups[name(row)].append(row)
    return tuple(figures(group, found) for group, found in groups.items())


def figures(name: str, rows: Sequence[Judged]) -> Figures:
    """The figures of some rows."""
    fates: Counter[tuple[str, str]] = Counter((row.kind, row.fate) for row in rows)
    wrong = sum(fates["wrong", fate] for fate in COUNTED)
    right = sum(fates["right", fate] for fate in COUNTED)
    unread, undecided = (
        fates["wrong", fate] + fates["right", fate] for fate in ("unread", "undecided")
    )
    return Figures(
        name,
        wrong,
        right,
        rate(fates["wrong", "false accept"], wrong),
        rate(fates["right", "false reject"], right),
        rate(unread, wrong + right),
        rate(undecided, wrong + right),
        rate(unread + undecided, wrong + right),
        fates["wrong", "equivalent"],
        fates["wrong", "oracle undecided"],
    )
