"""Intervals of numbers that are no domain of their own: rho in (-1, 1) is -1 < rho < 1."""

from __future__ import annotations

from collections.abc import Sequence

from checkers.notation.let.builder import Builder
from checkers.notation.let.items import Item
from checkers.notation.let.names import Name, spelled

OPENING, CLOSING = {"(": "<", "[": "<="}, {")": "<", "]": "<="}


def bounded(builder: Builder, group: Sequence[Name], item: Item | None) -> list[str]:
    """The bounds of each name as a chain; none where the item is no interval."""
    bounds = _ends(item.text) if item is not None else None
    if bounds is None or any(builder.is_law(name.base) for name in group):
        return []
    low, below, above, high = bounds
    return [f"{low} {below} {spelled(name)} {above} {high}" for name in group]


def _ends(text: str) -> tuple[str, str, str, str] | None:
    """The ends of an interval, with the relations to them: -1, <, <=, 1 of (-1, 1]."""
    inner = text.strip()
    low, comma, high = inner[1:-1].partition(",")
    if inner[:1] not in OPENING or inner[-1:] not in CLOSING or not comma or not low.strip():
        return None
    return low.strip(), OPENING[inner[0]], CLOSING[inner[-1]], high.strip()
