"""The values of expressions in loosened worlds, as arrays that can be compared."""

from __future__ import annotations

from collections.abc import Sequence
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


def nodes(exprs: Sequence[Expr], vocabulary: Vocabulary) -> Nodes:
    """The expressions numbered, in worlds where laws are not even normalized."""
    distinct = list(dict.fromkeys(exprs))
    return Nodes(distinct, loose_values(distinct, vocabulary, normalized=False))


def loose_values(
    exprs: Sequence[Expr], vocabulary: Vocabulary, *, normalized: bool
) -> list[Any]:
    """An array for each expression, all of the same leading shape; None where unknown."""
    from checkers.worlds.shared import shared_court

    loosened = Loosened(vocabulary, exprs, normalized=normalized)
    cases = shared_court(loosened.vocabulary, WORLDS).cases(loosened.exprs, CASES)
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
    import numpy as np

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
    return [
        None if array is None else np.broadcast_to(array, full + array.shape[1 + len(axes) :])
        for array in thin
    ]


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
