r"""Vectors and matrices that are written out: (u_1 ... u_n), entries under dots.

Apply("()", (a, b, c))                  a vector of numbers
Bind("list", (i,), x_i, 1, n)           x_1, ..., x_n: a vector; of vectors, their matrix
Matrix(((Bind("list", ...),),))         numbers down a column, vectors side by side
Matrix(((a_1, a_2),))                   vectors and matrices as blocks
Apply("entry", (A, i, j)), Apply("indicator", (x = 1, y = s))
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator

import numpy as np

from checkers.notation.expr import Apply, Bind, Compare, Expr, Matrix, Span
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_binders import filled, terms
from checkers.worlds.evaluate_indices import OutOfRange, integer, number, span
from checkers.worlds.evaluate_matrices import narrowed
from checkers.worlds.evaluate_operators import KERNELS, component
from checkers.worlds.field import Array, Field, Unknown, aligned, spread, union


def is_list(expr: Expr) -> bool:
    """Whether an expression stands for several: x_1, ..., x_n."""
    return isinstance(expr, Bind) and expr.op == "list"


def members(entries: Iterable[Expr], look: Evaluator) -> Iterator[Expr]:
    """The entries, with lists spelled out."""
    for entry in entries:
        if isinstance(entry, Bind) and entry.op == "list":
            yield from terms(look, entry, entry.variables)
        elif isinstance(entry, Span) and entry.low is not None and entry.high is not None:
            yield from map(number, span(entry.low, entry.high))
        else:
            yield entry


def vector(entries: tuple[Expr, ...], look: Evaluator) -> Field:
    """Numbers as the components of a vector, vectors as the columns of a matrix."""
    fields = [look.value(entry) for entry in members(filled(look, entries), look)]
    if not fields:
        raise Unknown("a vector without components")
    if len({field.rank for field in fields}) > 1 or fields[0].rank > 1:
        raise Unknown("numbers, vectors and matrices in one list")
    if fields[0].rank:
        return _beside(fields)
    return Field(_below([_block(field) for field in fields]).data[..., 0], union(*fields), 1)


def rows(entries: Iterable[Expr], look: Evaluator) -> Field:
    """A matrix as programs write it, [[1, 2], [3, 4]]: each inner list is a row."""
    return _below([KERNELS["T"](_block(look.value(entry))) for entry in entries])


def _are_rows(entries: Iterable[Expr]) -> bool:
    return all(isinstance(entry, Apply) and entry.head == "[]" for entry in entries)


def blocks(matrix: Matrix, look: Evaluator) -> Field:
    """A matrix of numbers, vectors (as columns), matrices and lists of them."""
    rows = [_row(row, look) for row in matrix.rows]
    return narrowed(_below(rows))


def _row(row: tuple[Expr, ...], look: Evaluator) -> Field:
    fields = [look.value(entry) for entry in members(row, look)]
    downwards = len(row) == 1 and is_list(row[0]) and all(f.rank == 0 for f in fields)
    return _below(list(map(_block, fields))) if downwards else _beside(fields)


def _block(field: Field) -> Field:
    """A number as a matrix of one entry, a vector as one column."""
    missing = 2 - field.rank
    data = field.data.reshape(*field.data.shape, *[1] * missing)
    return Field(data, field.axes, 2)


def _beside(fields: list[Field]) -> Field:
    return _joined([_block(field) for field in fields], -1)


def _below(fields: list[Field]) -> Field:
    return _joined(fields, -2)


def _joined(matrices: list[Field], side: int) -> Field:
    """Matrices side by side, or one below the other."""
    axes = union(*matrices)
    other = {matrix.shape[-1 - (side + 2)] for matrix in matrices}
    if len(other) > 1:
        raise Unknown("the parts of a matrix have different sizes")
    arrays = [spread(matrix, axes, 2) for matrix in matrices]
    lead = np.broadcast_shapes(*(array.shape[:-2] for array in arrays))
    spreads: list[Array] = [np.broadcast_to(a, (*lead, *a.shape[-2:])) for a in arrays]
    return Field(np.concatenate(spreads, axis=side), axes, 2)


def stack(fields: list[Field]) -> Field:
    """Values of one shape along a new axis, the first of the value's own."""
    axes, rank, arrays = aligned(*fields)
    return Field(np.stack(np.broadcast_arrays(*arrays), axis=-1 - rank), axes, rank + 1)


def entry(field: Field, *places: Expr) -> Field:
    """An entry of a vector or matrix, counted from 1."""
    indices = [integer(place) - 1 for place in places]
    if len(indices) > field.rank:
        raise Unknown("an entry of what has fewer indices")
    if not all(0 <= i < size for i, size in zip(indices, field.shape, strict=False)):
        raise OutOfRange("an entry outside of a matrix")
    return component(field, *indices)


def at(look: Evaluator, expr: Expr, *conditions: Expr) -> Field:
    """An expression where letters have given values: f|_{x=0}."""
    values: dict[Expr, Field] = {}
    for condition in conditions:
        if not isinstance(condition, Compare) or condition.relation != "=":
            raise Unknown("it is not said where an expression is taken")
        values[condition.left] = look.value(condition.right)
    return look.bound(values).value(expr)


def written(head: str, args: tuple[Expr, ...], look: Evaluator) -> Field | None:
    """The value of what is written out, or None where the head means something else."""
    if head == "[]":
        return rows(args, look) if _are_rows(args) else vector(args, look)
    return at(look, *args) if head == "at" and args else None


def joined(arguments: list[Field]) -> Field:
    """All components of all arguments in one vector."""
    axes = union(*arguments)
    arrays = [spread(Field(_flat(each), each.axes, 1), axes, 1) for each in arguments]
    lead = np.broadcast_shapes(*(array.shape[:-1] for array in arrays))
    parts = [np.broadcast_to(array, (*lead, array.shape[-1])) for array in arrays]
    whole = np.concatenate(parts, axis=-1)
    if whole.dtype == object:
        raise Unknown("a declared function has no exact values")
    return Field(whole, axes, 1)


def _flat(field: Field) -> Array:
    data = np.asarray(field.data)
    return data.reshape(*data.shape[: data.ndim - field.rank], math.prod(field.shape))
