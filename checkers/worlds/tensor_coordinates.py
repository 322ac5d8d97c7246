r"""The free numbers of a batch of worlds as one vector a world, each on the whole line.

Positive numbers become their logarithms, probabilities their logits, so that any vector of
coordinates is a batch of worlds again. Searches move there: for worlds that meet
assumptions, and for worlds that violate an inequality.
"""

from __future__ import annotations

import numpy as np

from checkers.worlds.draws import Draws, Given, Kind
from checkers.worlds.field import Array, Unknown

MAX_COORDINATES = 200
WHOLE: tuple[Kind, ...] = ("integer", "natural")
"""Kinds of numbers that no small step can change."""


class Coordinates:
    """The numbers that some draws have given out, as coordinates (batch, count)."""

    def __init__(self, draws: Draws) -> None:
        """Unknown: nothing can be moved, or too much."""
        free = {name: each for name, each in draws.record.items() if each.kind not in WHOLE}
        self.draws = draws
        self.kinds = {name: each.kind for name, each in free.items()}
        self.shapes = {name: each.array.shape[1:] for name, each in free.items()}
        self.count = sum(map(_size, self.shapes.values()))
        if not 0 < self.count <= MAX_COORDINATES:
            raise Unknown("there are no numbers that can be moved, or too many")

    def start(self) -> Array:
        """Where the draws are."""
        record, batch = self.draws.record, self.draws.batch
        arrays = (freed(record[name].array, kind) for name, kind in self.kinds.items())
        return np.concatenate([array.reshape(batch, -1) for array in arrays], axis=1)

    def at(self, coordinates: Array) -> Draws:
        """The draws with these coordinates, everything else as it was."""
        return Given(self._arrays(coordinates), self.draws)

    def copies(self, coordinates: Array, worlds: Array) -> Draws:
        """As many worlds as there are rows of coordinates, each otherwise like world
        `worlds[row]`; nothing new can be drawn for them.
        """
        record = self.draws.record
        same = {name: record[name].array[worlds] for name in record if name not in self.kinds}
        return Given({**same, **self._arrays(coordinates)}, Draws(len(worlds)))

    def _arrays(self, coordinates: Array) -> dict[str, Array]:
        chosen, start = {}, 0
        for name, kind in self.kinds.items():
            stop = start + _size(self.shapes[name])
            part = coordinates[:, start:stop].reshape(-1, *self.shapes[name])
            chosen[name], start = bound(part, kind), stop
        return chosen


def _size(shape: tuple[int, ...]) -> int:
    return int(np.prod(shape, dtype=int))


def freed(array: Array, kind: Kind) -> Array:
    """Coordinates on the whole line of numbers of a kind."""
    if kind in ("weight", "positive", "nonnegative"):
        return np.log(array)
    return np.log(array / (1 - array)) if kind == "unit" else array


def bound(coordinates: Array, kind: Kind) -> Array:
    """The numbers of a kind with these coordinates."""
    if kind in ("weight", "positive", "nonnegative"):
        return np.exp(coordinates)
    return 1 / (1 + np.exp(-coordinates)) if kind == "unit" else coordinates
