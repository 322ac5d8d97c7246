"""Sets of real numbers as unions of intervals: what conditions on one variable come to.

Endpoints are floats; two are the same if they are equal up to rounding.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from math import inf, isclose
from typing import NamedTuple

ROUNDING = 1e-9
"""Relative; endpoints are computed in floating point."""


class Interval(NamedTuple):
    """From `low` to `high`, each of them in it or not."""

    low: float
    high: float
    has_low: bool = False
    has_high: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether no number is in it."""
        point = same(self.low, self.high)
        return (self.low > self.high and not point) or (
            point and not (self.has_low and self.has_high)
        )


LineSet = tuple[Interval, ...]
"""Disjoint intervals in ascending order, none of them empty, as few as may be."""
WHOLE: LineSet = (Interval(-inf, inf),)


def same(one: float, other: float) -> bool:
    """Whether two endpoints are equal up to rounding."""
    return one == other or isclose(one, other, rel_tol=ROUNDING, abs_tol=ROUNDING)


def union(intervals: Iterable[Interval]) -> LineSet:
    """All of them together, joined where they meet."""
    found: list[Interval] = []
    for each in sorted(i for i in intervals if not i.is_empty):
        if found and _meet(found[-1], each):
            found[-1] = _joined(found[-1], each)
        else:
            found.append(each)
    return tuple(found)


def _meet(left: Interval, right: Interval) -> bool:
    if same(left.high, right.low):
        return left.has_high or right.has_low
    return right.low < left.high


def _joined(left: Interval, right: Interval) -> Interval:
    if same(left.high, right.high):
        high, has_high = left.high, left.has_high or right.has_high
    else:
        high, has_high = max((left.high, left.has_high), (right.high, right.has_high))
    has_low = left.has_low or (right.has_low and same(left.low, right.low))
    return Interval(left.low, high, has_low, has_high)


def intersection(one: LineSet, other: LineSet) -> LineSet:
    """The numbers in both."""
    return union(_common(a, b) for a in one for b in other)


def _common(a: Interval, b: Interval) -> Interval:
    low = max(a.low, b.low)
    high = min(a.high, b.high)
    return Interval(
        low,
        high,
        all(each.has_low for each in (a, b) if same(each.low, low)),
        all(each.has_high for each in (a, b) if same(each.high, high)),
    )


def complement(line: LineSet) -> LineSet:
    """The numbers that are not in it."""
    ends = [-inf, *(end for each in line for end in (each.low, each.high)), inf]
    has = [True, *(held for each in line for held in (each.has_low, each.has_high)), True]
    gaps = zip(ends[::2], ends[1::2], has[::2], has[1::2], strict=True)
    return union(
        Interval(low, high, not has_low, not has_high) for low, high, has_low, has_high in gaps
    )


def equal(one: Sequence[Interval], other: Sequence[Interval]) -> bool:
    """Whether they are the same set."""
    return len(one) == len(other) and all(
        same(a.low, b.low) and same(a.high, b.high) and _ends(a) == _ends(b)
        for a, b in zip(one, other, strict=True)
    )


def _ends(each: Interval) -> tuple[bool, bool]:
    return each.has_low, each.has_high


def witness(one: LineSet, other: LineSet) -> float | None:
    """A number, as round as may be, that is in one of them only."""
    apart = union(
        (*intersection(one, complement(other)), *intersection(other, complement(one)))
    )
    return _inside(apart[0]) if apart else None


def _inside(each: Interval) -> float:
    if each.has_low and each.low != -inf:
        return each.low
    if each.has_high and each.high != inf:
        return each.high
    if each.low == -inf:
        return 0.0 if each.high == inf else each.high - 1
    return each.low + 1 if each.high == inf else (each.low + each.high) / 2


def shown(line: LineSet) -> str:
    """The set in the usual notation."""
    if not line:
        return "the empty set"
    return " ∪ ".join(
        f"{'[' if i.has_low else '('}{i.low:.6g}, {i.high:.6g}{']' if i.has_high else ')'}"
        for i in line
    )
