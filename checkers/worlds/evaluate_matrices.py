"""What operators do to matrices: products, inverses, determinants, in floats or exactly.

A vector is a column. The transpose of a vector is a row: a matrix with one row.
"""

from __future__ import annotations

from functools import reduce as fold

import numpy as np

from checkers.worlds.field import (
    Array,
    Field,
    Misshapen,
    Unknown,
    combine,
    namespace,
    spread,
    union,
)

LARGEST_POWER = 8
LARGEST_EXACT = 6
"""Rows of a matrix whose determinant is expanded, term by term."""
SYMMETRIC = 1e-9


def matmul(left: Field, right: Field) -> Field:
    """The matrix product. A row times a column is a number; a column times a row a matrix."""
    a, b = _matrix(left), _matrix(right)
    if a.shape[1] != b.shape[0]:
        raise Misshapen(f"a matrix of shape {a.shape} cannot multiply one of shape {b.shape}")
    axes = union(a, b)
    return narrowed(Field(spread(a, axes, 2) @ spread(b, axes, 2), axes, 2))


def _matrix(field: Field) -> Field:
    return Field(field.data[..., None], field.axes, 2) if field.rank == 1 else field


def narrowed(field: Field) -> Field:
    """A matrix with one column as a vector, one with one entry as a number."""
    if field.rank == 2 and field.shape[1] == 1:
        field = Field(field.data[..., 0], field.axes, 1)
    return Field(field.data[..., 0], field.axes) if field.shape == (1,) else field


def identity(like: Field) -> Field:
    """The identity matrix of the same size."""
    module = namespace(like.data)
    return Field(module.eye(like.shape[0], dtype=like.data.dtype)[None], (), 2)


def matrix_power(base: Field, exponent: Field) -> Field:
    """A small whole power of a square matrix, or another small one of a symmetric matrix."""
    small = range(-LARGEST_POWER, LARGEST_POWER + 1)
    n = next((k for k in small if (exponent.data == k).all()), None)
    if n is None and exponent.data.size == 1 and abs(exponent.data.flat[0]) <= LARGEST_POWER:
        return symmetric_power(base, float(exponent.data.flat[0]))
    if n is None:
        raise Unknown("only small powers of a matrix have a value")
    factor = inverse(base) if n < 0 else base
    return fold(matmul, [factor] * abs(n), identity(base))


def transpose(field: Field) -> Field:
    """The transpose: a vector's is a row."""
    if field.rank == 0:
        return field
    return Field(_matrix(field).data.swapaxes(-1, -2), field.axes, 2)


def inverse(field: Field) -> Field:
    """The inverse of a square matrix, the reciprocal of a number."""
    if field.rank == 0:
        return field._replace(data=1 / field.data)
    _square(field)
    if field.data.dtype == object:
        return combine(lambda x, y: x / y, adjugate(field), determinant(field))
    return field._replace(data=_inverted(field.data))


def _inverted(data: Array) -> Array:
    """The inverses, NaN for singular matrices."""
    try:
        return namespace(data).linalg.inv(data)
    except np.linalg.LinAlgError:
        singular = np.linalg.det(data) == 0
        filled = np.where(singular[..., None, None], np.eye(data.shape[-1]), data)
        return np.where(singular[..., None, None], np.nan, np.linalg.inv(filled))


def determinant(field: Field) -> Field:
    """The determinant; a number is its own."""
    if field.rank == 0:
        return field
    _square(field)
    if field.data.dtype == object:
        return Field(_leibniz(field.data), field.axes)
    return Field(namespace(field.data).linalg.det(field.data), field.axes)


def _leibniz(data: Array) -> Array:
    """Determinants of matrices of exact numbers, along the first row."""
    n = data.shape[-1]
    if n > LARGEST_EXACT:
        raise Unknown(f"an exact determinant of {n} rows takes too long")
    if n == 1:
        return data[..., 0, 0]
    terms = ((-1) ** k * data[..., 0, k] * _leibniz(_minor(data, 0, k)) for k in range(n))
    return fold(lambda a, b: a + b, terms)


def _minor(data: Array, row: int, column: int) -> Array:
    return np.delete(np.delete(data, row, -2), column, -1)


def adjugate(field: Field) -> Field:
    """The matrix that, divided by the determinant, is the inverse; for exact numbers."""
    n = field.shape[0]
    if n == 1:
        return identity(field)
    entries = [
        (-1) ** (i + j) * _leibniz(_minor(field.data, j, i)) for i in range(n) for j in range(n)
    ]
    data = np.stack(entries, -1)
    return Field(data.reshape((*data.shape[:-1], n, n)), field.axes, 2)


def trace(field: Field) -> Field:
    """The sum of the diagonal; a number is its own."""
    if field.rank == 0:
        return field
    _square(field)
    return Field((field.data * identity(field).data).sum(-1).sum(-1), field.axes)


def _square(field: Field) -> None:
    if field.rank != 2 or field.shape[0] != field.shape[1]:
        raise Misshapen("a determinant, trace or inverse of what is not a square matrix")


def diagonal(field: Field) -> Field:
    """The diagonal matrix of a vector; of a matrix, the vector of its diagonal."""
    if field.rank == 0:
        return field
    if field.rank == 2:
        return Field((field.data * identity(field).data).sum(-1), field.axes, 1)
    eye = identity(field)
    return Field(field.data[..., None] * eye.data[0], field.axes, 2)


def symmetric_power(field: Field, exponent: float) -> Field:
    """The symmetric power of a symmetric matrix, as its root S^{1/2}; not a number where it is
    not positive.
    """
    data = field.data
    if data.dtype == object:
        raise Unknown("the root of a matrix of fractions")
    if not (abs(data - data.swapaxes(-1, -2)) <= SYMMETRIC * abs(data).max()).all():
        raise Unknown("the root of a matrix that is not symmetric")
    values, vectors = namespace(data).linalg.eigh(data)
    scaled = vectors * (values**exponent)[..., None, :]
    return field._replace(data=scaled @ vectors.swapaxes(-1, -2))


def stacked(rows: list[list[Field]]) -> Field:
    """A matrix from its blocks: numbers, columns or matrices; one column makes a vector."""
    blocks = [[_block(entry) for entry in row] for row in rows]
    axes = union(*(entry for row in blocks for entry in row))
    spreads = [[spread(entry, axes, 2) for entry in row] for row in blocks]
    arrays = [array for row in spreads for array in row]
    shape = np.broadcast_shapes(*(array.shape[:-2] for array in arrays))
    module = namespace(arrays[0])
    lines = [
        module.concatenate(
            [module.broadcast_to(array, (*shape, *array.shape[-2:])) for array in row], -1
        )
        for row in spreads
    ]
    if len({line.shape[-1] for line in lines}) > 1:
        raise Unknown("a matrix whose rows have different lengths")
    return narrowed(Field(module.concatenate(lines, -2), axes, 2))


def _block(field: Field) -> Field:
    if field.rank == 0:
        return Field(field.data[..., None, None], field.axes, 2)
    return _matrix(field)


def entry(field: Field, *places: int) -> Field:
    """An entry of a matrix by row and column, or of a vector, counted from 1."""
    sizes = zip(places, field.shape, strict=False)
    if field.rank != len(places) or not all(0 < i <= size for i, size in sizes):
        raise Unknown(f"there is no entry {places}")
    return Field(field.data[(..., *(i - 1 for i in places))], field.axes)
