"""The values of expressions side by side, at a few choices of their free indices."""

from __future__ import annotations

import numpy as np

from checkers.notation.expr import Expr
from checkers.worlds.decide_bench import Benches
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.field import Field, Unknown

FAILURES = (ArithmeticError, IndexError, TypeError, ValueError)
"""What arithmetic raises on odd expressions: they have no value, and are not wrong."""
REASONS: tuple[tuple[type[Exception], str], ...] = (
    (np.linalg.LinAlgError, "a matrix in it has no inverse"),
    (ZeroDivisionError, "it divides by zero"),
    (OverflowError, "a number in it is too large"),
)
MOST_CASES = 6
"""Choices of free indices among which those are sought at which all has a value."""


def reason_of(failure: Exception) -> str:
    """What such a failure means, in words for a person who knows no Python."""
    found = (reason for kind, reason in REASONS if isinstance(failure, kind))
    return next(found, "its parts do not fit together")


def cases(benches: Benches, exprs: tuple[Expr, ...], most: int) -> list[list[Field | None]]:
    """The values, None where there is none, at up to `most` choices: the fullest ones."""
    setting = benches.settings(exprs)[0]
    look = benches.look(setting)
    found: list[list[Field | None]] = []
    for chosen in benches.chosen(exprs, setting)[:MOST_CASES]:
        found.append([_value(look, expr) for expr in chosen])
        if sum(None not in values for values in found) == most:
            break
    return sorted(found, key=lambda values: values.count(None))[:most]


def _value(look: Evaluator, expr: Expr) -> Field | None:
    try:
        return look.value(expr)
    except (Unknown, RecursionError, MemoryError, *FAILURES):
        return None
