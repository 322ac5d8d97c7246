"""Arrays of exact numbers or balls: elementary functions, powers, order, agreement."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

import numpy as np
from flint import arb

from checkers.worlds.exact import Inexact, ball, compared, is_zero
from checkers.worlds.exact_functions import exp, log, power, root
from checkers.worlds.field import Array, namespace

SAME = 1e-11
"""Relative difference below which computed floats are the same."""
RATIONAL: dict[str, Callable[[Any], Any]] = {"log": log, "exp": exp, "sqrt": root}
"""Elementary functions with exact values."""


BALLS: dict[str, Callable[[arb], arb]] = {
    "arcsin": arb.asin,
    "arccos": arb.acos,
    "arctan": arb.atan,
    "arctanh": arb.atanh,
    "factorial": lambda value: (value + 1).gamma(),
}
"""Functions that balls have under another name."""


def _functions(name: str) -> Callable[[Any], Any]:
    rational = RATIONAL.get(name)

    def function(value: Any) -> Any:
        if isinstance(value, arb):
            return BALLS[name](value) if name in BALLS else getattr(value, name)()
        if rational is None:
            raise Inexact(f"{name} of a fraction")
        return rational(value)

    return function


@lru_cache
def function(name: str) -> Callable[[Array], Array]:
    """The elementary function `name` on arrays of exact numbers or balls."""
    whole: Callable[[Array], Array] = np.frompyfunc(_functions(name), 1, 1)
    return whole


def _power(base: Any, exponent: Any) -> Any:
    if isinstance(base, arb) or isinstance(exponent, arb):
        return arb(base) ** exponent
    return power(base, exponent)


powers = np.frompyfunc(_power, 2, 1)
"""Powers on arrays of exact numbers or balls."""


def _larger(left: Any, right: Any) -> Any:
    if isinstance(left, arb) or isinstance(right, arb):
        return arb(left).max(right)
    return right if compared(left, right) < 0 else left


def _smaller(left: Any, right: Any) -> Any:
    return -_larger(-left, -right)


signs = np.frompyfunc(compared, 2, 1)
"""-1, 0 or 1 by order, on arrays of exact numbers or balls."""
extremes = {"max": np.frompyfunc(_larger, 2, 1), "min": np.frompyfunc(_smaller, 2, 1)}
"""The larger or smaller, on arrays of exact numbers or balls."""
balls = np.frompyfunc(ball, 1, 1)
"""Arrays of exact numbers as balls."""


def same(left: Array, right: Array) -> bool:
    """Whether two arrays agree: exactly, or up to rounding where they are floats."""
    if left.dtype == object:
        return all(is_zero(value) for value in np.ravel(left - right))
    module = namespace(left)
    return bool((abs(left - right) <= SAME * (abs(left) + abs(right))).all()) and bool(
        module.isfinite(left).all()
    )
