"""Sums to infinity: geometric and exponential series, the moments of counts.

The terms are added until they no longer matter. Where they do not get there the sum has no
value in that world, be it that it diverges or that it converges slowly.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, TypeGuard

import numpy as np

from checkers.notation.expr import Bind, Compare, Num, Sym
from checkers.notation.grammar.indices import shifted
from checkers.notation.tree import walk
from checkers.worlds.field import Array, Field, Unknown

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator

TERMS, LAST = 512, 8
"""How many are added, and how many of them must be negligible."""
AT = {">=": 0, ">": 1}
"""Relations that tell where a series starts, and how far from what is on their right."""
NEGLIGIBLE = 1e-14
"""In proportion to the largest term."""


def is_series(expr: Bind) -> TypeGuard[Bind]:
    """Whether it is a sum over all integers from some number on."""
    if expr.op != "sum" or len(expr.variables) != 1 or expr.variables[0].index:
        return False
    unbounded = expr.high == Sym("inf") or (expr.high is None and not _is_indexed(expr))
    return unbounded and _start(expr) is not None


def _is_indexed(expr: Bind) -> bool:
    """Whether the letter counts members of a family, which may be finitely many."""
    return any(isinstance(node, Sym) and expr.variables[0] in node.index for node in walk(expr))


def _start(expr: Bind) -> int | None:
    low = expr.low
    below = expr.domain
    if isinstance(below, Compare) and below.left in expr.variables and below.relation in AT:
        low = shifted(below.right, AT[below.relation])
    whole = isinstance(low, Num) and low.value.denominator == 1
    return int(low.value) if whole and isinstance(low, Num) else None


def series(look: Evaluator, expr: Bind) -> Field:
    """The sum of a series, NaN where it is not reached. Unknown: it cannot be evaluated."""
    (variable,) = expr.variables
    if look.world.number(Fraction(1)).data.dtype == object:
        raise Unknown("a series has no exact value")
    axis = f"series of {variable.name}"
    integers = (_start(expr) or 0) + np.arange(float(TERMS))
    body = look.bound({variable: Field(integers[None], (axis,))}).value(expr.body)
    if axis not in body.axes:
        raise Unknown("a sum of infinitely many equal terms")
    place = 1 + body.axes.index(axis)
    axes = tuple(each for each in body.axes if each != axis)
    return Field(_added(np.moveaxis(body.data, place, -1)), axes, body.rank)


def _added(terms: Array) -> Array:
    """The sums along the last axis; what overflows after negligible terms is dropped."""
    sound = np.logical_and.accumulate(np.isfinite(terms), axis=-1)
    terms = np.where(sound, terms, 0.0)
    count = sound.sum(-1, keepdims=True)
    late = np.arange(terms.shape[-1]) >= count - LAST
    sizes = np.abs(terms)
    reached = (sizes * late).max(-1) <= NEGLIGIBLE * sizes.max(-1)
    return np.where(reached & (count[..., 0] > LAST), terms.sum(-1), np.nan)
