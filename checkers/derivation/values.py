"""The values of expressions in loosened worlds, kept between answers, and compared."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from threading import RLock
from typing import Any

from checkers.derivation.compose import Nodes
from checkers.derivation.loosen import Loosened
from checkers.notation.expr import Expr
from checkers.notation.vocabulary import Vocabulary

WORLDS = 24
"""Loosened worlds that tell expressions apart: more than there are steps to combine."""
CASES = 2
"""Choices of free indices: at a single one, x_t may be x_T."""
MOST_ENTRIES = 50_000
"""Entries of an array: along each free variable a few points are enough."""
MOST_EXPRS, MOST_BYTES = 1 << 14, 1 << 22
"""What loosened worlds remember before they begin anew."""


class LooseWorlds:
    """Loosened worlds of one vocabulary: nothing but algebra holds in them.

    All answers under the vocabulary share them; they grow by the laws that answers mention,
    which changes no value.
    """

    def __init__(
        self, vocabulary: Vocabulary, worlds: int, *, normalized: bool, defined: bool = False
    ) -> None:
        """`worlds`: how many; `normalized`, `defined`: what still holds (see `Loosened`)."""
        self._vocabulary, self._worlds = vocabulary, worlds
        self._loosen = partial(Loosened, vocabulary, normalized=normalized, defined=defined)
        self._lock = RLock()
        self._begin()

    def _begin(self) -> None:
        self._loosened = self._loosen()
        self._court: Any = None

    def values(self, exprs: Sequence[Expr]) -> list[Any]:
        """The field of each expression, free indices left; None where it has none."""
        with self._lock:
            loose = self._loose(exprs)
            return list(self._court.values(loose))

    def cases(self, exprs: Sequence[Expr], most: int) -> list[Any]:
        """The fields for so many choices of the free indices."""
        with self._lock:
            loose = self._loose(exprs)
            return list(self._court.cases(loose, most))

    def _loose(self, exprs: Sequence[Expr]) -> list[Expr]:
        """The expressions loosened, and a court that knows their laws."""
        from checkers.worlds.decide import Court

        if len(self._loosened) > MOST_EXPRS:
            self._begin()
        loose = [self._loosened.expr(expr) for expr in exprs]
        vocabulary = self._loosened.vocabulary
        if self._court is None or self._court.vocabulary.laws != vocabulary.laws:
            self._court = Court(vocabulary, worlds=self._worlds)
        self._court.trim(MOST_BYTES)
        return loose


def loose_worlds(
    vocabulary: Vocabulary, worlds: int, *, normalized: bool, defined: bool = False
) -> LooseWorlds:
    """The loosened worlds that are kept for a vocabulary."""
    from checkers.worlds.shared import beside

    found: LooseWorlds = beside(
        vocabulary,
        (LooseWorlds, worlds, normalized, defined),
        lambda: LooseWorlds(vocabulary, worlds, normalized=normalized, defined=defined),
    )
    return found


def nodes(exprs: Sequence[Expr], vocabulary: Vocabulary, *, defined: bool = False) -> Nodes:
    """The expressions numbered, in worlds where laws are not even normalized; `defined`: where
    functions are what they are defined as.
    """
    distinct = list(dict.fromkeys(exprs))
    values = loose_values(distinct, vocabulary, normalized=False, defined=defined)
    return Nodes(distinct, values)


def loose_values(
    exprs: Sequence[Expr], vocabulary: Vocabulary, *, normalized: bool, defined: bool = False
) -> list[Any]:
    """An array for each expression, all of the same leading shape; None where unknown."""
    worlds = loose_worlds(vocabulary, WORLDS, normalized=normalized, defined=defined)
    cases = worlds.cases(exprs, CASES)
    if len(cases) == 1:
        return _arrays(cases[0])
    arrays = [map(_listed, fields, _arrays(fields)) for fields in cases]
    return [_joined(of_one) for of_one in zip(*arrays, strict=True)]


def _listed(field: Any, array: Any) -> Any:
    """The array with worlds and points along one axis."""
    return None if array is None else array.reshape(-1, *field.shape)


def _joined(arrays: Sequence[Any]) -> Any:
    """One array from those of several cases; None where a value is missing."""
    import numpy as np

    if any(array is None for array in arrays):
        return None
    shapes = {array.shape[1:] for array in arrays}
    return np.concatenate(arrays) if len(shapes) == 1 else None


def _arrays(fields: Sequence[Any]) -> list[Any]:
    """The fields spread over all axes that any of them has."""
    from checkers.worlds.field import spread, union

    known = [field for field in fields if field is not None]
    axes = union(*known) if known else ()
    points = _points(len(axes))
    thin = [
        None if f is None else _thinned(spread(f, axes, f.rank), len(axes), points)
        for f in fields
    ]
    shapes = [array.shape[: 1 + len(axes)] for array in thin if array is not None]
    full = tuple(max(sizes) for sizes in zip(*shapes, strict=True))
    return [None if array is None else _grown(array, full) for array in thin]


def _grown(array: Any, full: tuple[int, ...]) -> Any:
    """The array as large as that along its first axes."""
    import numpy as np

    own, rest = array.shape[: len(full)], array.shape[len(full) :]
    return array if own == full else np.broadcast_to(array, full + rest)


def _points(axes: int) -> int:
    """How many points of each axis keep an array small."""
    return max(1, int((MOST_ENTRIES / WORLDS) ** (1 / axes))) if axes else 1


def _thinned(array: Any, axes: int, points: int) -> Any:
    """At most so many points of each free axis, evenly spaced."""
    import numpy as np

    for axis in range(1, 1 + axes):
        size = array.shape[axis]
        if size > points:
            array = array.take(np.linspace(0, size - 1, points, dtype=int), axis=axis)
    return array
