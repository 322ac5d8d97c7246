r"""Worlds in which a question's assumptions hold: A u = lambda u, E[x] = 0, n = n_0 + n_1.

The numbers that the assumptions depend on are moved, as little as need be, until every
equation holds and every inequality does with a margin: Gauss-Newton steps of least norm for
all worlds at once, on free coordinates (logarithms of positive numbers, logits of
probabilities), with Jacobians by finite differences. Worlds that do not arrive are left out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence

import numpy as np

from checkers.notation.expr import Apply, Chain, Expr
from checkers.worlds.draws import Draws, Given
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.field import Array, Field, Unknown
from checkers.worlds.tensor_coordinates import Coordinates

LookOf = Callable[[Draws], Evaluator]
"""The evaluator of the worlds that are built from some draws."""
STEPS = 25
ARRIVED = 1e-13
"""Largest residual, relative to the sizes of the two sides, of a world in which all hold."""
MARGIN = 0.05
"""By how much an inequality holds that did not hold from the start."""
NUDGE = 1e-7
SOLVED = 48
"""Worlds that are moved; they are repeated to fill the batch."""
MOST_SLOPES = 1 << 16
"""Entries of all Jacobians together: several times what numbers and small matrices need, and
less than what laws that differ at every node of a line do.
"""
FARTHEST = 30.0
"""How far a coordinate may go: e^30 is no number that an assumption means."""
REMAINING = 0.1
"""The share of its length that a vector or matrix must keep."""
FEWEST = 0.1
"""The share of the worlds that must arrive."""


def impose(draws: Draws, look_of: LookOf, chains: Sequence[Chain]) -> Draws:
    """Draws in which every relation of the chains holds, repeated to fill the batch.

    Unknown: a relation cannot be evaluated, or too few worlds can be moved to meet it.
    """
    relations = [each for chain in chains for each in _relations(chain)]
    if not relations:
        return draws
    residual = _residuals(relations, look_of)
    start = residual(draws)
    if _met(start).all():
        return draws
    free = Coordinates(draws)
    coordinates, left = _solved(free, residual)
    moved = free.copies(coordinates, np.arange(len(coordinates)))
    residual(moved)
    lost = _strayed(free.start()[: len(left)], coordinates)
    arrived = _met(left) & ~lost & ~_collapsed(draws, moved, len(left))
    if arrived.mean() < FEWEST:
        raise Unknown("no worlds were found in which all assumptions hold")
    return _filled(moved, np.flatnonzero(arrived), draws)


_DIRECTIONS = {"<": 1.0, "<=": 1.0, ">": -1.0, ">=": -1.0}


def _relations(chain: Chain) -> Iterable[tuple[Expr, str, Expr]]:
    """The relations that must be worked for: x != 0 holds in almost every world."""
    for left, relation, right in zip(
        chain.parts, chain.relations, chain.parts[1:], strict=False
    ):
        if relation in ("=", ":=", *_DIRECTIONS):
            yield left, relation, right
        elif relation != "!=":
            raise Unknown(f"an assumption with {relation} is not imposed")


# --- how far the assumptions are from holding ---------------------------------------------

Residuals = Callable[[Draws], Array]


def _residuals(relations: list[tuple[Expr, str, Expr]], look_of: LookOf) -> Residuals:
    """(batch, relations' entries): the differences of the sides over their sizes."""

    def residual(draws: Draws) -> Array:
        look = look_of(draws)
        with np.errstate(all="ignore"):
            parts = [_residual(look, *relation) for relation in relations]
        rows = [np.broadcast_to(part, (draws.batch, part.shape[1])) for part in parts]
        return np.concatenate(rows, axis=1)

    return residual


def _residual(look: Evaluator, left: Expr, relation: str, right: Expr) -> Array:
    difference = _flat(look.value(Apply("-", (left, right))))
    scale = 1 + np.abs(_flat(look.value(left))).max(1) + np.abs(_flat(look.value(right))).max(1)
    if relation in _DIRECTIONS:
        excess = _DIRECTIONS[relation] * difference
        wanted = np.maximum(excess + MARGIN * scale[:, None], 0)
        difference = np.where(excess < 0, 0, wanted)
    return difference / scale[:, None]


def _flat(field: Field) -> Array:
    data = np.asarray(field.data)
    if data.dtype == object:
        raise Unknown("assumptions are imposed on floating-point numbers")
    return data.real.reshape(len(data), -1)


def _met(residual: Array) -> Array:
    with np.errstate(invalid="ignore"):
        return (np.abs(residual) <= ARRIVED).all(axis=1)


# --- Gauss and Newton ---------------------------------------------------------------------


def _solved(free: Coordinates, residual: Residuals) -> tuple[Array, Array]:
    """Coordinates and residuals of the first worlds after steps of least norm."""
    at = free.start()[:SOLVED]
    now = _at(at, free, residual)
    if now.size * free.count > MOST_SLOPES:
        raise Unknown("what is assumed is of too many numbers to be imposed")
    for _ in range(STEPS):
        if (_met(now) | ~np.isfinite(now).all(1)).all():
            break
        at, now = _shortened(at, now, _step(at, now, free, residual), free, residual)
    return at, now


def _at(coordinates: Array, free: Coordinates, residual: Residuals) -> Array:
    """The residuals at (copies, worlds, unknowns), or at (worlds, unknowns)."""
    worlds = np.arange(coordinates.shape[-2])
    rows = coordinates.reshape(-1, coordinates.shape[-1])
    found = residual(free.copies(rows, np.tile(worlds, len(rows) // len(worlds))))
    return found.reshape(*coordinates.shape[:-1], -1)


def _step(at: Array, now: Array, free: Coordinates, residual: Residuals) -> Array:
    """-J^+ r, where worlds in which r or J is no number stand still."""
    nudged = at + NUDGE * np.eye(free.count)[:, None, :]
    columns = (_at(nudged, free, residual) - now) / NUDGE
    jacobian = np.moveaxis(columns, 0, -1)
    sound = np.isfinite(jacobian).all((1, 2)) & np.isfinite(now).all(1)
    jacobian = np.where(sound[:, None, None], jacobian, 0.0)
    wanted = np.where(sound[:, None], now, 0.0)
    inverse = np.linalg.pinv(jacobian, rcond=1e-6)
    return np.asarray(-(inverse @ wanted[..., None])[..., 0])


def _shortened(
    at: Array, now: Array, step: Array, free: Coordinates, residual: Residuals
) -> tuple[Array, Array]:
    """The step taken where it helps, a third of it where it does not, and so on."""
    for _ in range(5):
        moved = at + step
        after = _at(moved, free, residual)
        with np.errstate(invalid="ignore"):
            better = (after**2).sum(1) < (now**2).sum(1)
        at = np.where(better[:, None], moved, at)
        now = np.where(better[:, None], after, now)
        step = np.where(better[:, None], 0.0, step / 3)
        if (better | _met(now)).all():
            break
    return at, now


def _strayed(start: Array, end: Array) -> Array:
    """Worlds that went far away: towards a solution at infinity, which is none."""
    return np.asarray((np.abs(end - start) > FARTHEST).any(1))


def _collapsed(before: Draws, after: Draws, worlds: int) -> Array:
    """Worlds in which a vector or matrix has shrunk to almost nothing: there A u = lambda u
    holds because u = 0, and so would anything else.
    """
    gone = np.zeros(worlds, dtype=bool)
    for name, primitive in before.record.items():
        if primitive.array.ndim > 1 and primitive.kind == "real":
            start = _length(primitive.array[:worlds])
            gone |= _length(after.record[name].array) < REMAINING * start
    return gone


def _length(array: Array) -> Array:
    return np.asarray(np.sqrt((array**2).reshape(len(array), -1).sum(1)))


def _filled(moved: Draws, places: Array, draws: Draws) -> Draws:
    """The worlds at these places, repeated until the batch is full again."""
    order = places[np.arange(draws.batch) % len(places)]
    chosen = {name: primitive.array[order] for name, primitive in moved.record.items()}
    return Given(chosen, draws)
