r"""Attacks on inequalities: a search for worlds in which one is violated.

A false bound can hold in almost every random world: KL >= 2.01 TV^2 fails only where the two
laws nearly agree. So every world of a batch climbs, by an evolution strategy with one parent
and one child, towards where the violation is largest in proportion to the terms; the worlds
that climb worst start again next to those that climb best.

Rechenberg 1973 for the rule that adapts the step; a child replaces its parent if it is better.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from checkers.worlds.draws import Draws
from checkers.worlds.field import Array
from checkers.worlds.tensor_coordinates import Coordinates

Margin = Callable[[Draws], Array]
"""For each world by how much the inequality is violated (negative: it holds) in proportion
to the sizes of its terms; NaN where it has no value."""
ROUNDS = 90
RENEWAL = 15
"""The worse half starts again every so many rounds."""
SUCCESS, FAILURE = 1.5, 0.88
"""Factors of the step: in balance where one child in four is better."""
FEW = 3
"""Half of the children change so many coordinates only."""


def strongest(
    draws: Draws, margin: Margin, rounds: int = ROUNDS, seed: int = 0
) -> tuple[Draws, Array]:
    """The worlds of the largest violations found from some draws, and the margins there.

    `draws` must have given out the numbers that the inequality depends on (judge it once
    before). Stops as soon as any world violates it. Unknown: nothing can be moved.
    """
    free = Coordinates(draws)
    rng = np.random.default_rng(seed)
    at, best = free.start(), _valued(margin(draws))
    step = np.full(len(at), 0.7)
    for turn in range(1, rounds + 1):
        if (best > 0).any():
            break
        child = at + step[:, None] * _direction(at.shape, rng)
        value = _valued(margin(free.at(child)))
        better = value > best
        at, best = np.where(better[:, None], child, at), np.where(better, value, best)
        step = np.clip(step * np.where(better, SUCCESS, FAILURE), 1e-6, 3.0)
        if turn % RENEWAL == 0:
            at, best, step = _renewed(at, best, step)
    return free.at(at), best


def _valued(margins: Array) -> Array:
    return np.where(np.isnan(margins), -np.inf, margins)


def _direction(shape: tuple[int, ...], rng: np.random.Generator) -> Array:
    normal = rng.standard_normal(shape)
    sparse = rng.random(shape) < FEW / shape[1]
    alone = np.arange(shape[0])[:, None] % 2 == 0
    return np.where(alone & (shape[1] > FEW), normal * sparse, normal)


def _renewed(at: Array, best: Array, step: Array) -> tuple[Array, Array, Array]:
    """The worse half put where the better half is, with smaller steps."""
    order = np.argsort(-best, kind="stable")
    half = len(order) // 2
    better, worse = order[:half], order[len(order) - half :]
    at, best, step = at.copy(), best.copy(), step.copy()
    at[worse], best[worse], step[worse] = at[better], best[better], step[better] / 2
    return at, best, step
