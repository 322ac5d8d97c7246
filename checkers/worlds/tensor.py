r"""Numbers, vectors and matrices that obey their declarations, made from a world's draws.

Everything is made for a whole batch of worlds at once: axis 0 is the world, then the ranges
of a family (x_1, ..., x_n), then the tensor's own axes. Whatever a declaration asks for is a
function of free numbers (a positive definite matrix is A A^T / n + I / 4), so that the same
code serves random worlds, exact ones and a search that moves the free numbers.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import numpy as np

from checkers.notation.vocabulary import Size, Symbol
from checkers.worlds.draws import Draws
from checkers.worlds.field import Array, Unknown

Sizes = Mapping[str, int]
"""What n, d, K, ... are in a batch of worlds."""


def dimensions(symbol: Symbol, sizes: Sizes) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """The concrete family and tensor shape of a symbol."""
    family = tuple(concrete_size(size, sizes) for size in symbol.family)
    return family, tuple(concrete_size(size, sizes) for size in symbol.shape)


def concrete_size(size: Size, sizes: Sizes) -> int:
    """The number a size stands for. Unknown: no world has chosen it."""
    if isinstance(size, int):
        return size
    if size not in sizes:
        raise Unknown(f"it is not said how large {size} is")
    return sizes[size]


def sample(symbol: Symbol, sizes: Sizes, draws: Draws) -> Array:
    """Values of a symbol, of shape (batch, family..., shape...).

    Unknown: a trait does not apply to the symbol's rank, or not exactly.
    """
    family, shape = dimensions(symbol, sizes)
    if symbol.values:
        return _among(symbol, (*family, *shape), draws)
    entries = draws.draw(symbol.name, (*family, *shape), symbol.domain)
    traits = symbol.traits & TENSOR_TRAITS
    if "ones" in traits:
        return np.asarray(0 * entries + 1)
    if not traits:
        return entries
    if entries.dtype == object and not traits <= EXACT_TRAITS:
        raise Unknown(f"{symbol.name} is not drawn exactly")
    if len(shape) == 2:
        return _matrices(traits, entries)
    return _vectors(traits, len(family), entries) if len(shape) == 1 else entries


def _among(symbol: Symbol, shape: tuple[int, ...], draws: Draws) -> Array:
    """Each entry one of the symbol's values, all alike likely."""
    count = len(symbol.values)
    parts = draws.draw(symbol.name, shape, "unit") * count
    chosen = draws.number(Fraction(symbol.values[0])) + 0 * parts
    for place, value in enumerate(symbol.values[1:], start=1):
        chosen = np.where(parts >= place, draws.number(Fraction(value)), chosen)
    return np.asarray(chosen)


# --- vectors ------------------------------------------------------------------------------


def _vectors(traits: frozenset[str], families: int, entries: Array) -> Array:
    """Vectors with traits; ``orthogonal`` and ``orthonormal`` speak of the whole family."""
    if "one-hot" in traits:
        return np.asarray(np.eye(entries.shape[-1])[np.argmax(entries, axis=-1)])
    if "simplex" in traits:
        weights = np.exp(entries)
        return np.asarray(weights / weights.sum(-1, keepdims=True))
    if traits & {"orthogonal", "orthonormal"} and families == 1:
        frame = orthogonal(transposed(entries))
        lengths = 1.0 if "orthonormal" in traits else norm(entries)
        return transposed(frame) * lengths
    if traits & {"unit norm", "orthonormal"}:
        return np.asarray(entries / norm(entries))
    return entries


def norm(vectors: Array) -> Array:
    """Euclidean lengths, the last axis kept with size 1."""
    return np.asarray(np.sqrt((vectors**2).sum(-1, keepdims=True)))


# --- matrices -----------------------------------------------------------------------------


def _matrices(traits: frozenset[str], entries: Array) -> Array:
    """The first trait of the table that is asked for, the strongest standing first."""
    if traits & {"diagonal", "triangular", "lower triangular", "upper triangular"}:
        entries = _regular(traits, entries)
    for trait, shaped in _MATRIX_TRAITS.items():
        if trait in traits:
            return shaped(entries)
    return entries


def _regular(traits: frozenset[str], entries: Array) -> Array:
    """Keep the diagonal off zero where an invertible or positive definite matrix needs it."""
    diagonal = np.eye(*entries.shape[-2:]) > 0
    if "positive definite" in traits:
        return np.where(diagonal, np.exp(entries / 2), entries)
    if "invertible" in traits:
        return np.where(diagonal, entries + np.sign(entries) / 4, entries)
    return entries


def transposed(matrices: Array) -> Array:
    """Each matrix transposed, nothing conjugated."""
    return np.swapaxes(matrices, -1, -2)


def _identity(entries: Array) -> Array:
    return np.broadcast_to(np.eye(*entries.shape[-2:]), entries.shape).copy()


def _permutation(entries: Array) -> Array:
    """The rows of the identity in the order of the first column's entries."""
    order = np.argsort(entries[..., 0], axis=-1)
    return np.asarray(np.eye(entries.shape[-1], dtype=np.int64)[order] + 0 * entries)


def orthogonal(entries: Array) -> Array:
    """The orthonormal columns (rows, where it is wider than high) of a matrix's QR; NaN where
    its columns (rows) do not tell any.
    """
    if entries.shape[-2] < entries.shape[-1]:
        return transposed(orthogonal(transposed(entries)))
    frame, upper = np.linalg.qr(entries)
    lengths = np.diagonal(upper, axis1=-2, axis2=-1)
    signs = np.where(np.abs(lengths) > 1e-9, np.sign(lengths), np.nan)
    return np.asarray(frame * signs[..., None, :])


def _diagonal(entries: Array) -> Array:
    return np.asarray(entries * np.eye(*entries.shape[-2:], dtype=np.int64))


def _positive_definite(entries: Array) -> Array:
    size = entries.shape[-1]
    return np.asarray(entries @ transposed(entries) / size + np.eye(size) / 4)


def _symmetric(entries: Array) -> Array:
    return np.asarray((entries + transposed(entries)) / 2)


def _lower(entries: Array) -> Array:
    return np.asarray(entries * np.tril(np.ones(entries.shape[-2:], dtype=int)))


def _upper(entries: Array) -> Array:
    return transposed(_lower(transposed(entries)))


def _triangular(entries: Array) -> Array:
    """Lower triangular in some worlds, upper triangular in the others."""
    lower = entries[..., :1, :1] > 0
    return np.where(lower, _lower(entries), _upper(entries))


def invertible(entries: Array) -> Array:
    """Singular values kept at 1/2 or more, determinants of either sign."""
    left, stretch, right = np.linalg.svd(entries)
    return np.asarray((left * np.maximum(stretch, 0.5)[..., None, :]) @ right)


def _diagonalizable(entries: Array) -> Array:
    """Real eigenvalues that differ: U L U^-1 with L the matrix's own diagonal, spread out."""
    size = entries.shape[-1]
    basis = invertible(entries * (1 - np.eye(size)) + np.eye(size))
    values = np.diagonal(entries, axis1=-2, axis2=-1) + 2.0 * np.arange(size)
    return np.asarray((basis * values[..., None, :]) @ np.linalg.inv(basis))


def _stochastic(entries: Array) -> Array:
    weights = np.exp(entries)
    return np.asarray(weights / weights.sum(-1, keepdims=True))


_MATRIX_TRAITS: dict[str, Callable[[Array], Array]] = {
    "identity": _identity,
    "permutation": _permutation,
    "orthogonal": orthogonal,
    "diagonal": _diagonal,
    "positive definite": _positive_definite,
    "symmetric": _symmetric,
    "lower triangular": _lower,
    "upper triangular": _upper,
    "triangular": _triangular,
    "stochastic": _stochastic,
    "diagonalizable": _diagonalizable,
    "invertible": invertible,
}
TENSOR_TRAITS = frozenset(_MATRIX_TRAITS) | {
    "ones",
    "one-hot",
    "simplex",
    "orthonormal",
    "unit norm",
}
EXACT_TRAITS = frozenset(
    {"diagonal", "permutation", "symmetric", "lower triangular", "upper triangular"}
)
"""Traits that arithmetic alone gives, so that they hold for exact numbers too."""
