"""Comparisons of one letter with numbers, solved: 2 T < 2 and |T| <= 1 as sets of numbers."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from fractions import Fraction
from math import inf, isfinite

from checkers.formula.intervals import (
    WHOLE,
    Interval,
    LineSet,
    complement,
    intersection,
    same,
    union,
)
from checkers.notation.expr import Apply, Expr, Num, Sym
from checkers.notation.tree import walk
from checkers.unify import substitute

Comparison = tuple[Expr, str, Expr]
MIRRORED = {"<": ">", ">": "<", "<=": ">=", ">=": "<=", "=": "=", "!=": "!="}
CONSTANTS = frozenset(("inf", "pi", "e"))
PROBES = (0, 1, 2, 7)
"""Where a side is evaluated to tell whether it is linear in the letter."""


def line_of(comparisons: Sequence[Comparison]) -> tuple[str, LineSet] | None:
    """The one letter that is compared and the set in which all comparisons are true; None
    where they are not of this kind.
    """
    names = {s.name for left, _, right in comparisons for s in _letters((left, right))}
    lines = [_solved(*each) for each in comparisons] if len(names) == 1 else []
    solved = [line for line in lines if line is not None]
    return (names.pop(), common(solved)) if lines and len(solved) == len(lines) else None


def common(lines: Iterable[LineSet]) -> LineSet:
    """The numbers in all of the sets."""
    found = WHOLE
    for line in lines:
        found = intersection(found, line)
    return found


def _letters(exprs: Iterable[Expr]) -> set[Sym]:
    found = (node for expr in exprs for node in walk(expr) if isinstance(node, Sym))
    return {node for node in found if node.name not in CONSTANTS}


def _solved(left: Expr, relation: str, right: Expr) -> LineSet | None:
    """Where the comparison is true, if one side is a number and the other a x + b or its
    absolute value.
    """
    if _value(left) is not None:
        left, relation, right = right, MIRRORED[relation], left
    bound = _value(right)
    if bound is None:
        return None
    if isinstance(left, Apply) and left.head == "abs":
        return _around(left.args[0], relation, bound)
    line = _affine(left)
    return None if line is None else _half(*line, relation, bound)


def _half(slope: float, offset: float, relation: str, bound: float) -> LineSet:
    """Where slope x + offset compares so with the bound."""
    end = (bound - offset) / slope
    relation = relation if slope > 0 else MIRRORED[relation]
    if relation in ("=", "!="):
        point = union([Interval(end, end, True, True)])
        return point if relation == "=" else complement(point)
    has = relation in ("<=", ">=") and isfinite(end)
    if relation in ("<", "<="):
        return union([Interval(-inf, end, has_high=has)])
    return union([Interval(end, inf, has)])


def _around(inner: Expr, relation: str, bound: float) -> LineSet | None:
    """Where |inner| compares so with a bound that is not negative."""
    line = _affine(inner)
    if line is None or relation in ("=", "!=") or bound < 0:
        return None
    above, below = _half(*line, relation, bound), _half(*line, MIRRORED[relation], -bound)
    return intersection(above, below) if relation in ("<", "<=") else union((*above, *below))


def _affine(expr: Expr) -> tuple[float, float] | None:
    """The slope and the offset of a x + b."""
    names = _letters([expr])
    if len(names) != 1:
        return None
    letter = names.pop()
    values = [_value(substitute(expr, {letter: Num(Fraction(at))})) for at in PROBES]
    known = [value for value in values if value is not None and isfinite(value)]
    if len(known) < len(PROBES):
        return None
    slope, offset = known[1] - known[0], known[0]
    straight = all(
        same(value, offset + at * slope) for at, value in zip(PROBES, known, strict=True)
    )
    return (slope, offset) if straight and slope else None


def _value(expr: Expr) -> float | None:
    """The value of an expression without letters, or an infinity."""
    from checkers.notation.vocabulary import Vocabulary
    from checkers.worlds.shared import shared_court

    infinite = Sym("inf")
    if expr in (infinite, Apply("neg", (infinite,))):
        return inf if expr == infinite else -inf
    if isinstance(expr, Num):
        return float(expr.value)
    if _letters([expr]):
        return None
    (field,) = shared_court(Vocabulary(), 1).values([expr])
    is_number = field is not None and not field.axes and field.data.size == 1
    return float(field.data.flat[0]) if is_number and field is not None else None
