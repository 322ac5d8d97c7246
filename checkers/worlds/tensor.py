r"""Random numbers, vectors and matrices that obey their declarations.

Everything is drawn for a whole batch of worlds at once: axis 0 is the world, then the ranges
of a family (x_1, ..., x_n), then the tensor's own axes. Sizes such as n and d are concrete
small numbers, the same in one batch and different between batches, so that sums and products
over indices unroll.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from checkers.notation.vocabulary import Domain, Size, Symbol, Vocabulary

Array = NDArray[Any]
Sizes = Mapping[str, int]
"""What n, d, K, ... are in a batch of worlds."""

SMALLEST, LARGEST = 2, 4


def choose_sizes(vocabulary: Vocabulary, rng: Generator) -> dict[str, int]:
    """A number of 2 to 4 for every size that the vocabulary names but does not fix."""
    names = sorted({size for size in _declared_sizes(vocabulary) if isinstance(size, str)})
    return {name: int(rng.integers(SMALLEST, LARGEST + 1)) for name in names}


def _declared_sizes(vocabulary: Vocabulary) -> Iterable[Size]:
    for symbol in vocabulary.symbols.values():
        yield from symbol.shape
        yield from symbol.family
    yield from (v.length for v in vocabulary.variables.values() if v.length is not None)


def dimensions(symbol: Symbol, sizes: Sizes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The concrete family and tensor shape of a symbol. KeyError: an undeclared size."""
    family = tuple(_concrete(size, sizes) for size in symbol.family)
    return family, tuple(_concrete(size, sizes) for size in symbol.shape)


def _concrete(size: Size, sizes: Sizes) -> int:
    return size if isinstance(size, int) else sizes[size]


def sample(symbol: Symbol, sizes: Sizes, batch: int, rng: Generator) -> Array:
    """Values of a symbol in `batch` worlds, of shape (batch, family..., shape...).

    Raises UnknownTraitError where a trait does not apply to the symbol's rank.
    """
    family, shape = dimensions(symbol, sizes)
    traits = symbol.traits & TENSOR_TRAITS
    if not traits:
        return numbers(symbol.domain, (batch, *family, *shape), rng)
    if len(shape) == 1:
        return _vectors(traits, family, numbers(symbol.domain, (batch, *family, *shape), rng))
    if len(shape) == 2:
        entries = numbers(symbol.domain, (batch, *family, *shape), rng)
        return _matrices(traits, entries, rng)
    raise UnknownTraitError(f"{symbol.name}: a number cannot be {', '.join(sorted(traits))}")


class UnknownTraitError(ValueError):
    """A declaration that no world can follow; the message names the symbol and the trait."""


# --- numbers ------------------------------------------------------------------------------

_DRAW: dict[Domain, Callable[[Generator, tuple[int, ...]], Array]] = {
    "real": lambda rng, shape: 1.3 * rng.standard_normal(shape),
    "positive": lambda rng, shape: np.exp(0.7 * rng.standard_normal(shape)),
    "nonnegative": lambda rng, shape: np.exp(0.7 * rng.standard_normal(shape)),
    "nonzero": lambda rng, shape: (
        rng.choice([-1.0, 1.0], shape) * np.exp(0.5 * rng.standard_normal(shape))
    ),
    "unit": lambda rng, shape: 1 / (1 + np.exp(-1.3 * rng.standard_normal(shape))),
    "integer": lambda rng, shape: rng.integers(-3, 5, shape).astype(float),
    "natural": lambda rng, shape: rng.integers(1, 6, shape).astype(float),
}


def numbers(domain: Domain, shape: tuple[int, ...], rng: Generator) -> Array:
    """Independent numbers of a domain, of order 1."""
    return _DRAW[domain](rng, shape)


# --- vectors ------------------------------------------------------------------------------


def _vectors(traits: frozenset[str], family: tuple[int, ...], entries: Array) -> Array:
    """Vectors with traits; ``orthogonal`` and ``orthonormal`` speak of the whole family."""
    if "one-hot" in traits:
        return np.asarray(np.eye(entries.shape[-1])[np.argmax(entries, axis=-1)])
    if "simplex" in traits:
        weights = np.exp(entries)
        return np.asarray(weights / weights.sum(-1, keepdims=True))
    if traits & {"orthogonal", "orthonormal"} and len(family) == 1:
        frame = _orthonormal_columns(np.swapaxes(entries, -1, -2))
        lengths = 1.0 if "orthonormal" in traits else norm(entries)
        return np.swapaxes(frame, -1, -2) * lengths
    if traits & {"unit norm", "orthonormal"}:
        return np.asarray(entries / norm(entries))
    raise UnknownTraitError(f"a vector cannot be {', '.join(sorted(traits))}")


def norm(vectors: Array) -> Array:
    """Euclidean lengths, the last axis kept with size 1."""
    return np.asarray(np.sqrt((vectors**2).sum(-1, keepdims=True)))


# --- matrices -----------------------------------------------------------------------------


def _matrices(traits: frozenset[str], entries: Array, rng: Generator) -> Array:
    """The first trait of the table that is asked for, the strongest standing first."""
    if traits & {"diagonal", "triangular", "lower triangular", "upper triangular"}:
        entries = _regular(traits, entries)
    for trait, shaped in _MATRIX_TRAITS.items():
        if trait in traits:
            return shaped(entries, rng)
    raise UnknownTraitError(f"a matrix cannot be {', '.join(sorted(traits))}")


def _regular(traits: frozenset[str], entries: Array) -> Array:
    """Keep the diagonal off zero where an invertible or positive definite matrix needs it."""
    diagonal = np.eye(*entries.shape[-2:]) > 0
    if "positive definite" in traits:
        return np.where(diagonal, np.exp(entries / 2), entries)
    if "invertible" in traits:
        return np.where(diagonal, np.copysign(np.exp(np.abs(entries) / 2), entries), entries)
    return entries


def transposed(matrices: Array) -> Array:
    """Each matrix transposed, nothing conjugated."""
    return np.swapaxes(matrices, -1, -2)


def _identity(entries: Array, rng: Generator) -> Array:
    return np.broadcast_to(np.eye(*entries.shape[-2:]), entries.shape).copy()


def orthogonal(entries: Array, rng: Generator) -> Array:
    """Matrices with orthonormal columns, or rows where they are wider than high."""
    return _orthonormal_columns(rng.standard_normal(entries.shape))


def _orthonormal_columns(entries: Array) -> Array:
    """Orthonormal columns, or orthonormal rows where the matrix is wider than high."""
    if entries.shape[-2] < entries.shape[-1]:
        return transposed(_orthonormal_columns(transposed(entries)))
    frame, upper = np.linalg.qr(entries)
    signs = np.sign(np.diagonal(upper, axis1=-2, axis2=-1))
    return np.asarray(frame * signs[..., None, :])


def _diagonal(entries: Array, rng: Generator) -> Array:
    return np.asarray(entries * np.eye(*entries.shape[-2:]))


def _positive_definite(entries: Array, rng: Generator) -> Array:
    size = entries.shape[-1]
    return np.asarray(entries @ transposed(entries) / size + 0.3 * np.eye(size))


def _symmetric(entries: Array, rng: Generator) -> Array:
    return np.asarray((entries + transposed(entries)) / 2)


def _triangular(lower: bool | None) -> Callable[[Array, Generator], Array]:
    def shaped(entries: Array, rng: Generator) -> Array:
        below = np.tril(np.ones(entries.shape[-2:]))
        if lower is not None:
            return np.asarray(entries * (below if lower else below.T))
        side = rng.random((*entries.shape[:-2], 1, 1)) < 0.5
        return np.asarray(entries * np.where(side, below, below.T))

    return shaped


def invertible(entries: Array, rng: Generator, stretching: float = 2.0) -> Array:
    """Singular values between 1/stretching and stretching, determinants of either sign."""
    left, right = orthogonal(entries, rng), orthogonal(entries, rng)
    most = np.log(stretching)
    stretch = np.exp(rng.uniform(-most, most, entries.shape[:-1]))
    return np.asarray((left * stretch[..., None, :]) @ right)


def _stochastic(entries: Array, rng: Generator) -> Array:
    weights = np.exp(entries)
    return np.asarray(weights / weights.sum(-1, keepdims=True))


_MATRIX_TRAITS: dict[str, Callable[[Array, Generator], Array]] = {
    "identity": _identity,
    "orthogonal": orthogonal,
    "diagonal": _diagonal,
    "positive definite": _positive_definite,
    "symmetric": _symmetric,
    "lower triangular": _triangular(True),
    "upper triangular": _triangular(False),
    "triangular": _triangular(None),
    "stochastic": _stochastic,
    "invertible": invertible,
}
TENSOR_TRAITS = frozenset(_MATRIX_TRAITS) | {"one-hot", "simplex", "orthonormal", "unit norm"}
