"""Counterexamples that a teacher would give: few values, round numbers, both sides worked out.

A world in which the claim fails is sought among worlds of small round numbers, made simpler
number by number as long as the claim still fails (as Hypothesis shrinks), and confirmed
without rounding.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np

from checkers.worlds.decide_claims import Claim, flags, residual
from checkers.worlds.draws import ROUND, Draws, Given, Primitive, Small
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.field import Array

Look = Callable[[Draws], Evaluator]
"""Sets up worlds from draws."""
Record = Mapping[str, Primitive]
TRIED, ROUNDS, MARGIN = 64, 12, 1e-3


def find(claim: Claim, look: Look, seed: int) -> Record | None:
    """The numbers of one small round world in which the claim fails clearly, or None."""
    draws = Small(TRIED, seed)
    record = _failing(claim, look, draws)
    if record is None:
        return None
    for _ in range(ROUNDS):
        simpler = _simpler(claim, look, record)
        if simpler is None:
            return record
        record = simpler
    return record


def _failing(claim: Claim, look: Look, draws: Draws) -> Record | None:
    """The simplest world of the batch in which the claim fails."""
    found = flags(claim, residual(claim, look(draws)))
    failing = np.broadcast_to(found.worst > MARGIN, (draws.batch,))
    if not failing.any():
        failing = np.broadcast_to(found.violated, (draws.batch,))
    if not failing.any():
        return None
    cost = np.where(failing, _cost(draws.record, draws.batch), np.inf)
    return single(draws.record, int(cost.argmin()))


def single(record: Record, world: int) -> Record:
    """One world of a record."""
    return {
        name: Primitive(kind, array[world : world + 1]) for name, (kind, array) in record.items()
    }


def _cost(record: Record, batch: int) -> Array:
    """How far each world's numbers are from the simplest ones."""
    total = np.zeros(batch)
    for kind, array in record.values():
        total += _rank(kind, array).reshape(batch, -1).sum(1)
    return total


def _rank(kind: Any, array: Array) -> Array:
    return np.argmax(array[..., None] == np.array(ROUND[kind]), -1)


def _simpler(claim: Claim, look: Look, record: Record) -> Record | None:
    """The world with one number made simpler, if the claim fails in such a world."""
    places = list(_places(record))
    if not places:
        return None
    batch = len(places)
    arrays = {name: np.repeat(array, batch, 0) for name, (_, array) in record.items()}
    for world, (name, place, value) in enumerate(places):
        arrays[name].reshape(batch, -1)[world, place] = value
    draws = Given(arrays, Small(batch))
    for name, (kind, array) in record.items():
        draws.draw(name, array.shape[1:], kind)
    return _failing(claim, look, draws)


def _places(record: Record) -> Iterator[tuple[str, int, float]]:
    """Every number that is not the simplest of its kind, with each simpler one."""
    for name, (kind, array) in record.items():
        for place, value in enumerate(array.reshape(-1)):
            simpler = ROUND[kind][: _rank(kind, np.array(value))]
            yield from ((name, place, number) for number in simpler)

