"""What the letters of a theorem stand for: laws, numbers, matrices, orders.

A domain says how a free real number becomes one of its members. Drawing a world is therefore
drawing free numbers, an attack on an inequality moves them, and a proof puts symbols for the
members. Shapes are those of one world; arrays have the worlds in front.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from math import prod
from typing import Literal

from checkers.claims.arrays import (
    Array,
    exp,
    identity,
    library,
    sigmoid,
    symbolic,
    total,
    transposed,
    where,
)

Kind = Literal["weight", "real", "nonzero", "positive", "unit", "order"]
"""Where the entries lie: [0, oo) for weights, the open (0, 1) for units; an order is sorted."""
Finish = Callable[[Array], Array]


def _as_it_is(x: Array) -> Array:
    return x


@dataclass(frozen=True)
class Domain:
    """Entries of a kind, in a shape, and what they are made into."""

    kind: Kind
    shape: tuple[int, ...]
    finish: Finish = _as_it_is

    @property
    def size(self) -> int:
        """How many free numbers a member takes."""
        return prod(self.shape)

    def place(self, free: Array) -> Array:
        """The members that free real numbers, of shape (n, *shape), stand for."""
        return self.finish(_PLACE[self.kind](free))


_PLACE: Mapping[Kind, Finish] = {
    "weight": exp,
    "real": _as_it_is,
    "nonzero": lambda x: x + where(x < 0, -0.125, 0.125),
    "positive": exp,
    "unit": sigmoid,
    "order": lambda x: x.argsort(-1),
}


def law(*shape: int, over: int = 1) -> Domain:
    """Probabilities that sum to one over the last `over` axes; cells may be empty."""

    def normalize(weights: Array) -> Array:
        if not symbolic(weights):
            weights = weights + (_mass(weights, over) == 0)
        return weights / _mass(weights, over)

    return Domain("weight", shape, normalize)


def full_law(*shape: int, over: int = 1) -> Domain:
    """Probabilities of which none is zero."""
    return Domain("positive", shape, lambda w: w / _mass(w, over))


def _mass(weights: Array, over: int) -> Array:
    """What the last `over` axes add up to; they are kept."""
    return total(weights, over)[(..., *[None] * over)]


def real(*shape: int) -> Domain:
    """Any numbers."""
    return Domain("real", shape)


def nonzero(*shape: int) -> Domain:
    """Numbers at least 1/8 away from zero."""
    return Domain("nonzero", shape)


def positive(*shape: int) -> Domain:
    """Numbers above zero."""
    return Domain("positive", shape)


def unit(*shape: int) -> Domain:
    """Numbers strictly between 0 and 1."""
    return Domain("unit", shape)


def order(n: int) -> Domain:
    """A permutation of 0, ..., n - 1."""
    return Domain("order", (n,))


def lower_triangular(n: int) -> Domain:
    """Lower triangular matrices with a diagonal at least 1/8 away from zero."""
    return Domain("nonzero", (n, n), lambda A: A * _lower(n, A))


def invertible(n: int) -> Domain:
    """Matrices L + L^T D, whose determinant stays away from zero: unit L times lower U."""

    def product(A: Array) -> Array:
        eye, lower = identity(n, A), _lower(n, A)
        unit_lower = A * (lower - eye) / n + eye
        upper = A * transposed(lower) / (1 + (n - 1) * (1 - eye))
        return unit_lower @ upper

    return Domain("nonzero", (n, n), product)


def covariance(n: int) -> Domain:
    """Symmetric matrices with no negative eigenvalue, singular ones among them."""
    return Domain("real", (n, n), lambda A: A @ transposed(A))


def _lower(n: int, like: Array) -> Array:
    """Ones on and below the diagonal."""
    return library(like).tril(identity(n, like) * 0 + 1)
