"""Random vectors whose mean and covariance are assumed: E[z] = 0, V[z] = I.

A table of values is moved and stretched so that it has them: x -> m + B A^{-1} (x - mean),
where A and B are the roots of the covariance that the table has and is to have.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from checkers.notation.expr import Apply, Chain, Expr, Mean, Num, Sym
from checkers.notation.vocabulary import Vocabulary
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_identity import fitted
from checkers.worlds.evaluate_operators import minus, plus, times
from checkers.worlds.field import Array, Field, Misshapen, Unknown

SLIGHT = 1e-9
"""Of the largest eigenvalue: what is smaller is rounding."""
Told = tuple[Expr | None, Expr | None]
"""A mean and a covariance, each if it is assumed."""


def told(symbol: Sym, vocabulary: Vocabulary) -> Told:
    """What is assumed of the moments of a random variable."""
    found: dict[Expr, Expr] = {}
    for each in vocabulary.assumptions:
        if isinstance(each, Chain) and each.relations == ("=",):
            found[each.parts[0]] = each.parts[1]
    return found.get(Mean((), symbol)), found.get(Apply("Var", (symbol,)))


def moved(
    values: Field, moments: Told, averaged: Callable[[Field], Field], look: Evaluator
) -> Field:
    """A table of vectors with these moments, in floating point."""
    mean, covariance = moments
    if values.rank != 1 or (mean is None and covariance is None):
        return values
    if values.data.dtype != float:
        raise Unknown("a root of a matrix is no rational number")
    centre = averaged(values)
    target = centre if mean is None else _value(mean, values, look)
    centred = minus(values, centre)
    if covariance is not None:
        here = averaged(times(centred, _row(centred)))
        there = _value(covariance, times(centre, _row(centre)), look)
        stretched = _power(there, 0.5) @ _power(here, -0.5)
        centred = times(Field(stretched, (), 2), centred)
    return plus(target, centred)


def _row(field: Field) -> Field:
    return Field(field.data[..., None, :], field.axes, 2)


def _power(covariance: Field, power: float) -> Array:
    """A power of a positive definite matrix; no number in worlds where it is not that."""
    if covariance.axes or covariance.rank != 2:
        raise Unknown("a covariance is no matrix")
    sizes, axes = np.linalg.eigh(covariance.data)
    sound = np.where(sizes > SLIGHT * sizes[:, -1:], sizes, np.nan) ** power
    return np.asarray((axes * sound[:, None, :]) @ axes.swapaxes(1, 2))


def _value(expr: Expr, like: Field, look: Evaluator) -> Field:
    """The moment, a number 0 or an I as large as what it is the moment of."""
    if isinstance(expr, Num) and not expr.value:
        return Field(np.zeros_like(like.data), like.axes, like.rank)
    if expr == Sym("I"):
        size = like.shape[0]
        return Field(np.broadcast_to(np.eye(size), (len(like.data), size, size)), (), 2)
    value = fitted(lambda look: look.value(expr), look, expr)
    if value.shape != like.shape:
        raise Misshapen("values of different shapes meet")
    return value
