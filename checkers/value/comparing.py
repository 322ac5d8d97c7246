"""Whether printed numbers are the reference's, to the tolerance that their digits claim."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from checkers.value.arithmetic import Number
from checkers.verdict import Remark

PRINTED = 4
"""Significant digits of a key: what a calculation by hand reaches."""
FLOATING = 1e-12
"""Relative to the largest entry: what float64 loses on the way to an exact result."""


@dataclass(frozen=True, slots=True)
class Tolerance:
    """How far a number may be from its reference.

    `relative` to the value, or half a unit of the last printed digit if the number has at least
    `digits` significant ones, whichever is larger.
    """

    relative: float = 0.001
    digits: int = 1

    def admits(self, given: Number, expected: float, scale: float = 0.0) -> bool:
        """Whether `given` stands for `expected`; never so where it is not finite."""
        allowed = self.relative * abs(expected) + FLOATING * max(scale, abs(expected))
        if given.unit and given.digits >= self.digits:
            allowed = max(allowed, given.unit / 2 * (1 + 1e-9))
        return math.isfinite(given.value) and abs(given.value - expected) <= allowed


def at_precision(value: float, unit: float | None) -> str:
    """A value as it prints with that unit in its last place; six digits where it has none."""
    if not unit or not math.isfinite(value) or not math.isfinite(unit):
        return f"{value:.6g}"
    decimals = -math.floor(math.log10(unit) + 0.5)
    if not 0 <= decimals <= 20:
        return f"{value:.{max(1, min(17, 1 + _magnitude(value) + decimals))}g}"
    return f"{value:.{decimals}f}"


def printed(item: Any) -> str:
    """A number to four significant digits, an array of them as a LaTeX matrix."""
    if not isinstance(item, Sequence):
        return _rounded(float(item))
    rows = [row if isinstance(row, Sequence) else [row] for row in item]
    if all(len(row) == 1 for row in rows):
        rows = [[row[0] for row in rows]]
    body = r" \\ ".join(" & ".join(map(printed, row)) for row in rows)
    return rf"\begin{{pmatrix}} {body} \end{{pmatrix}}"


def _rounded(value: float) -> str:
    decimals = max(0, PRINTED - 1 - _magnitude(value))
    text = f"{value:.{decimals}f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _magnitude(value: float) -> int:
    return math.floor(math.log10(abs(value))) if value else 0


def as_given(number: Number) -> str:
    """A number in the digits that it was given in."""
    return at_precision(number.value, number.unit)


def place(name: str, index: Sequence[int]) -> str:
    """``x_1[1,2]``: an entry by row and column, counted from 1 as mathematics does."""
    return f"{name}[{','.join(str(i + 1) for i in index)}]" if index else name


def slip(name: str, given: Number, expected: float) -> Remark | None:
    """A number whose printed digits are not those of the reference rounded to as many."""
    if not given.unit or abs(given.value - expected) <= given.unit / 2 * (1 + 1e-9):
        return None
    return Remark(name, as_given(given), at_precision(expected, given.unit))


def expected_for(given: Number, expected: float) -> str:
    """The reference in the given digits, or in as many more as show it to a thousandth."""
    unit = given.unit
    for _ in range(8):
        text = at_precision(expected, unit)
        shown = abs(float(text) - expected) <= 0.001 * abs(expected)
        if not unit or (shown and text != as_given(given)):
            return text
        unit /= 10
    return f"{expected:.6g}"


def entries(item: Any, index: tuple[int, ...] = ()) -> Iterator[tuple[tuple[int, ...], Any]]:
    """The leaves of a nested list with their places."""
    if isinstance(item, list):
        for i, inner in enumerate(item):
            yield from entries(inner, (*index, i))
    else:
        yield index, item


def shape(item: Any) -> tuple[int, ...] | None:
    """The shape of a nested list; None if its rows differ in length."""
    if not isinstance(item, list):
        return ()
    inner = {shape(row) for row in item} or {()}
    only = inner.pop()
    return None if inner or only is None else (len(item), *only)
