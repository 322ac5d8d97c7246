r"""Inverses of functions that are only defined: g^{-1}(y) for g(t) := log(t / (1 - t)).

Newton's method from several starts, each step shortened until it comes closer; where none
arrives, the inverse is not a number.
"""

from __future__ import annotations

import numpy as np

from checkers.notation.expr import Derivative, Expr
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.field import Array, Field, Unknown
from checkers.worlds.tensor_calculus import ARGUMENT

STARTS = (0.5, 0.0, 1.0, -1.0, 0.1, 0.9, 3.0, -3.0)
NEWTON_STEPS = 60


def solved(body: Expr, goal: Field, look: Evaluator) -> Field:
    """The argument at which the body has the value `goal`, NaN where none is found."""
    if goal.rank:
        raise Unknown("the inverse of that function is not known")
    shape = (look.world.batch, *goal.data.shape[1:])
    goal = goal._replace(data=np.broadcast_to(goal.data, shape))
    best = np.full(shape, np.nan)
    for start in STARTS:
        missing = np.isnan(best)
        if not missing.any():
            break
        found = _newton(body, goal, np.full(goal.data.shape, start), look)
        best = np.where(missing, found, best)
    return Field(best, goal.axes)


def _newton(body: Expr, goal: Field, start: Array, look: Evaluator) -> Array:
    """Newton's method, each step halved until it comes closer."""
    at, excess = start, _excess(body, goal, start, look)
    slope = Derivative(body, (ARGUMENT,))
    for _ in range(NEWTON_STEPS):
        if (np.abs(excess) <= 1e-15 * (1 + np.abs(goal.data))).all():
            break
        here = look.bound({ARGUMENT: Field(at, goal.axes)})
        step = excess / np.real(here.value(slope).data)
        at, excess = _closer(body, goal, at, excess, step, look)
    return np.where(np.abs(excess) <= 1e-13 * (1 + np.abs(goal.data)), at, np.nan)


def _closer(
    body: Expr, goal: Field, at: Array, excess: Array, step: Array, look: Evaluator
) -> tuple[Array, Array]:
    for _ in range(8):
        moved = at - step
        after = _excess(body, goal, moved, look)
        better = np.abs(after) < np.abs(excess)
        at, excess = np.where(better, moved, at), np.where(better, after, excess)
        step = np.where(better, 0.0, step / 4)
        if better.all():
            break
    return at, excess


def _excess(body: Expr, goal: Field, at: Array, look: Evaluator) -> Array:
    with np.errstate(all="ignore"):
        value = look.bound({ARGUMENT: Field(at, goal.axes)}).value(body)
    return np.broadcast_to(value.data, goal.data.shape) - goal.data
