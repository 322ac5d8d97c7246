"""Counterexamples that a teacher would give: few values, round numbers, both sides worked out.

A world in which the claim fails is sought among worlds of small round numbers, made simpler
number by number as long as the claim still fails (as Hypothesis shrinks), and confirmed
without rounding.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import numpy as np

from checkers.worlds.decide_bench import Benches
from checkers.worlds.decide_claims import Claim, flags
from checkers.worlds.decide_settings import Setting
from checkers.worlds.draws import ROUND, Draws, Given, Primitive, Small
from checkers.worlds.field import Array

Record = Mapping[str, Primitive]
TRIED, ROUNDS, MARGIN = 128, 12, 1e-3


def find(claim: Claim, benches: Benches, setting: Setting) -> Record | None:
    """The numbers of one small round world in which the claim fails clearly, or None."""

    def failing(draws: Draws) -> Record | None:
        look = benches.fresh(draws, setting, 2)
        worst = np.where(benches.valid(look, setting), flags(claim, look).worst, -np.inf)
        return _simplest(draws, worst)

    draws = Small(min(TRIED, benches.batch(setting)), benches.seed)
    record = failing(draws)
    for _ in range(0 if claim.long else ROUNDS):
        simpler = _variants(record) if record else None
        found = failing(simpler) if simpler else None
        if found is None:
            break
        record = found
    return record


def _simplest(draws: Draws, worst: Array) -> Record | None:
    """The simplest world of the batch in which the claim fails, clearly if there is one."""
    failing = worst > (MARGIN if (worst > MARGIN).any() else 0)
    if not failing.any():
        return None
    cost = np.where(failing, _cost(draws.record, draws.batch), np.inf)
    return single(draws.record, int(cost.argmin()))


def single(record: Record, world: int) -> Record:
    """One world of a record."""
    return {
        name: Primitive(kind, array[world : world + 1])
        for name, (kind, array) in record.items()
    }


def _cost(record: Record, batch: int) -> Array:
    """How far each world's numbers are from the simplest ones."""
    total = np.zeros(batch)
    for kind, array in record.values():
        total += _rank(kind, array).reshape(batch, -1).sum(1)
    return total


def _rank(kind: Any, array: Array) -> Array:
    return np.argmax(array[..., None] == np.array(ROUND[kind]), -1)


def _variants(record: Record) -> Draws | None:
    """A world for every number of the record that can be made simpler, in every simpler way."""
    places = list(_places(record))
    if not places:
        return None
    arrays = {name: np.repeat(array, len(places), 0) for name, (_, array) in record.items()}
    for world, (name, place, value) in enumerate(places):
        arrays[name].reshape(len(places), -1)[world, place] = value
    draws = Given(arrays, Small(len(places)))
    for name, (kind, array) in record.items():
        draws.draw(name, array.shape[1:], kind)
    return draws


def _places(record: Record) -> Iterator[tuple[str, int, float]]:
    """Every number that is not the simplest of its kind, with each simpler one."""
    for name, (kind, array) in record.items():
        for place, rank in enumerate(_rank(kind, array.reshape(-1))):
            yield from ((name, place, number) for number in ROUND[kind][:rank])
