r"""Decimal numbers as they are printed: what ``\approx 0.69`` says of a value."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from fractions import Fraction

import numpy as np

from checkers.notation.expr import Apply, Expr, Matrix, Num
from checkers.worlds.field import Field, Unknown

Values = Callable[[Sequence[Expr]], list[Field | None]]
"""What gives expressions their values, None where they have none."""
MOST_DIGITS = 15
LIMITS = (Num(Fraction(0)), Num(Fraction(1)))
"""What a quantity is said to be near where it is as small, or as nearly all, as can be."""
TEN = Num(Fraction(10))
BEYOND = 1.0000002
"""How far a value may lie in proportion to the half unit, for the rounding of floats."""


def is_rounded(left: Expr, right: Expr, values: Values) -> bool:
    """Whether one side, the same in all worlds, is the other, a printed number, to the digits
    that it is printed to.

    Unknown: the one side varies, and the other is what it is near in some limit.
    """
    pairs = ((left, right), (right, left))
    printed = [(*pair, half) for pair in pairs if (half := _half_units(pair[1])) is not None]
    found = [values(sides) for sides in printed]
    if any(
        side in LIMITS and _varies(exact)
        for (_, side, _), (exact, *_) in zip(printed, found, strict=True)
    ):
        raise Unknown("one side varies, and whether it is near the other is not said")
    return any(_within(*each) for each in found)


def is_printed(side: Expr) -> bool:
    """Whether it is a number as printed, or several in a vector or matrix."""
    return _half_units(side) is not None


def _varies(exact: Field | None) -> bool:
    """Whether it is not the same in all worlds."""
    return exact is not None and bool(exact.axes or np.ptp(exact.data, 0).max() > 1e-16)


def _half_units(printed: Expr) -> Expr | None:
    """Half a unit in the last place of a printed number, or of each in a vector or matrix;
    None for what is more than printed numbers.
    """
    match printed:
        case Num(value=value):
            places = next((n for n in range(MOST_DIGITS) if value * 10**n % 1 == 0), None)
            return None if places is None else Num(Fraction(1, 2 * 10**places))
        case Apply(head="neg", args=(number,)):
            return _half_units(number)
        case Apply(head="*", args=(number, Apply(head="^", args=(base, _)) as scale)):
            unit = _half_units(number) if base == TEN else None
            return None if unit is None else Apply("*", (unit, scale))
        case Apply(head="()" | "[]" as bracket, args=entries):
            units = _all(entries)
            return None if units is None else Apply(bracket, units)
        case Matrix(rows=rows):
            lines = [_all(row) for row in rows]
            return None if None in lines else Matrix(tuple(line for line in lines if line))
    return None


def _all(entries: Iterable[Expr]) -> tuple[Expr, ...] | None:
    units = [_half_units(entry) for entry in entries]
    return None if None in units else tuple(unit for unit in units if unit is not None)


def _within(exact: Field | None, printed: Field | None, units: Field | None) -> bool:
    if exact is None or printed is None or units is None:
        return False
    if exact.shape != printed.shape or _varies(exact):
        return False
    return bool((abs(exact.data - printed.data) <= BEYOND * units.data).all())
