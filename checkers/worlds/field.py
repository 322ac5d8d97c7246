"""Values over a batch of worlds: arrays whose axes are named.

A field's array has axis 0 for the worlds (size 1 where all agree), then one axis for each
variable it depends on, in the order of their names, then the axes of the value itself: none
for a number, one for a vector, two for a matrix. Axes of outcomes begin with ``~``, those of
nodes of integrals and contours with ``|``. Arrays are NumPy's (of floats, complex
numbers or exact objects) or torch's; every operation asks the array's own module.
"""

from __future__ import annotations

import sys
from functools import lru_cache
from math import isfinite, prod
from typing import Any, NamedTuple

import numpy as np

Array = Any
"""A NumPy or torch array."""
MAX_ELEMENTS = 1 << 23
"""Larger fields are refused: 64 MB of floats."""


class Unknown(Exception):  # noqa: N818 - not an error: the honest third answer
    """What the worlds cannot say; the message is the reason, for a person to read."""


class Misshapen(Unknown):
    """Vectors and matrices whose shapes do not fit: a column times a column."""


class Arbitrary(Unknown):
    """An optimum that is attained everywhere, so that it has no place."""


class Field(NamedTuple):
    """Values of shape (worlds, one axis a variable of `axes`, `rank` axes of the value)."""

    data: Array
    axes: tuple[str, ...] = ()
    rank: int = 0

    @property
    def shape(self) -> tuple[int, ...]:
        """The shape of one value: () for a number."""
        return tuple(self.data.shape[len(self.data.shape) - self.rank :])

    def size(self, axis: str) -> int:
        """How many points the axis has."""
        return int(self.data.shape[1 + self.axes.index(axis)])


class Space(NamedTuple):
    """Where a variable runs: its axis, the values along it, their weights in sums and
    integrals (None: each counts once).
    """

    axis: str
    points: Field
    weights: Field | None = None


def namespace(array: Array) -> Any:
    """The module the array belongs to: torch or NumPy."""
    return sys.modules["torch"] if type(array).__module__ == "torch" else np


def constant(value: Any, like: Array | None = None) -> Field:
    """A number, the same in all worlds."""
    if like is not None and namespace(like) is not np:
        return Field(namespace(like).full((1,), value, dtype=like.dtype, device=like.device))
    array = np.empty(1, dtype=float if isinstance(value, (int, float)) else object)
    array[0] = value
    return Field(array)


def spread(field: Field, axes: tuple[str, ...], rank: int) -> Array:
    """The field's array with an axis of size 1 for each of `axes` it lacks, and for the
    axes that a number lacks beside a vector or matrix.
    """
    return field.data[_place((field.axes, field.rank, field.data.shape), axes, rank)]


Kind = tuple[tuple[str, ...], int, tuple[int, ...]]
"""The axes and the rank of a field, and the shape of its array."""


@lru_cache(maxsize=1 << 12)
def _place(kind: Kind, axes: tuple[str, ...], rank: int) -> tuple[Any, ...]:
    """The index that spreads an array of this kind over the axes and to the rank."""
    own, less, shape = kind
    if less not in (0, rank):
        inner = tuple(shape[len(shape) - less :])
        raise Misshapen(f"a value of shape {inner} meets one of another shape")
    named = (slice(None) if axis in own else None for axis in axes)
    return (slice(None), *named, *(None for _ in range(rank - less)))


def union(*fields: Field) -> tuple[str, ...]:
    """All axes of the fields, in the order of names."""
    return _union(*{field.axes for field in fields})


@lru_cache(maxsize=1 << 10)
def _union(first: tuple[str, ...], *others: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(sorted({*first}.union(*others))) if others else first


def aligned(*fields: Field) -> tuple[tuple[str, ...], int, list[Array]]:
    """The common axes and rank, and the arrays spread over them, ready to broadcast."""
    axes, rank, places = _alignment(*[(a, r, data.shape) for data, a, r in fields])
    return axes, rank, [field.data[at] for field, at in zip(fields, places, strict=True)]


Alignment = tuple[tuple[str, ...], int, list[Any]]
"""The axes and the rank that fields have in common, and the index that spreads each array."""


@lru_cache(maxsize=1 << 12)
def _alignment(*kinds: Kind) -> Alignment:
    axes = _union(*{own for own, _, _ in kinds})
    rank = max(rank for _, rank, _ in kinds)
    shapes = {shape[len(shape) - rank :] for _, own, shape in kinds if own == rank}
    if rank and len(shapes) > 1:
        raise Misshapen("values of different shapes meet")
    return axes, rank, [_place(kind, axes, rank) for kind in kinds]


@lru_cache(maxsize=1 << 12)
def _broadcast(*kinds: Kind) -> Alignment:
    """The alignment of fields whose variables run over the same spaces, and are not too large
    together.
    """
    axes, rank, places = _alignment(*kinds)
    elements = 1
    spread = [
        np.broadcast_to(0, kind[2])[at].shape for kind, at in zip(kinds, places, strict=True)
    ]
    for sizes in zip(*spread, strict=True):
        if not {1, max(sizes)}.issuperset(sizes):
            raise Unknown("one variable is taken to run over two different spaces")
        elements *= max(sizes)
    if elements > MAX_ELEMENTS:
        raise Unknown("too many values at once: fewer or smaller variables are needed")
    return axes, rank, places


def combine(operation: Any, *fields: Field) -> Field:
    """`operation` on the aligned arrays, element by element."""
    if len(fields) == 2:
        (one, own, rank), (other, axes, also) = fields
        inner = one.shape[1:]
        alike = own == axes and rank == also and inner == other.shape[1:]
        if alike and max(len(one), len(other)) * prod(inner) <= MAX_ELEMENTS:
            return Field(operation(one, other), own, rank)
    axes, rank, places = _broadcast(*[(a, r, data.shape) for data, a, r in fields])
    arrays = [field.data[at] for field, at in zip(fields, places, strict=True)]
    return Field(operation(*arrays), axes, rank)


def total(field: Field, space: Space) -> Field:
    """The weighted sum along the space's axis, where the field may be constant."""
    weighed = field
    if space.weights is not None:
        weighed = combine(multiply, field, space.weights)
    if space.axis in weighed.axes:
        return reduce("sum", weighed, space.axis)
    return Field(weighed.data * space.points.size(space.axis), weighed.axes, weighed.rank)


def reduce(operation: str, field: Field, axis: str) -> Field:
    """`operation` (sum, max or min) along an axis the field has."""
    place = 1 + field.axes.index(axis)
    axes = field.axes[: place - 1] + field.axes[place:]
    if operation == "sum":
        return Field(field.data.sum(place), axes, field.rank)
    if field.data.dtype == object:
        from checkers.worlds.exact_arrays import extremes

        return Field(extremes[operation].reduce(field.data, place), axes, field.rank)
    reducer = {"max": "amax", "min": "amin"}[operation]
    return Field(getattr(namespace(field.data), reducer)(field.data, place), axes, field.rank)


def multiply(left: Array, right: Array) -> Array:
    """The product, with 0 times infinity taken as 0, as in 0 log 0."""
    product = left * right
    if product.dtype == object or _all_finite(product):
        return product
    module = namespace(product)
    zero = (left == 0) | (right == 0)
    return module.where(zero, module.zeros_like(product), product)


def _all_finite(array: Array) -> bool:
    if array.dtype == float:
        return isfinite(np.add.reduce(array, None))
    return bool(namespace(array).isfinite(array.sum()))


def rename(field: Field, names: dict[str, str]) -> Field:
    """The field with its axes renamed, put back in the order of names."""
    fresh = tuple(names.get(axis, axis) for axis in field.axes)
    order = sorted(range(len(fresh)), key=fresh.__getitem__)
    if order == list(range(len(fresh))):
        return Field(field.data, fresh, field.rank)
    tail = range(len(fresh) + 1, len(field.data.shape))
    places = (0, *(1 + place for place in order), *tail)
    return Field(
        permuted(field.data, places), tuple(fresh[place] for place in order), field.rank
    )


def permuted(array: Array, places: tuple[int, ...]) -> Array:
    """The array with its axes in the order of `places`."""
    return (np.transpose if namespace(array) is np else namespace(array).permute)(array, places)
