"""What each operator does to fields: arithmetic, elementary functions, matrices.

`KERNELS` maps an operator's head to a function of fields. Elementary functions of exact
values (arrays of objects) are the values' own methods of the same name, as NumPy has it.
Kernels are analytic in their arguments where they can be, with no conjugation and order by
real parts, so that derivatives may be taken along contours in the complex plane.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce as fold
from math import inf
from operator import add, eq, ge, gt, le, lt, ne, sub, truediv

from checkers.worlds.evaluate_matrices import (
    determinant,
    diagonal,
    matmul,
    matrix_power,
    trace,
    transpose,
)
from checkers.worlds.evaluate_special import binomial, erf, factorial
from checkers.worlds.field import (
    Array,
    Field,
    Unknown,
    combine,
    constant,
    multiply,
    namespace,
    reduce,
)

Kernel = Callable[..., Field]


def elementwise(name: str) -> Kernel:
    """The array function `name`, on numbers or on each entry."""

    def kernel(field: Field) -> Field:
        data, axes, rank = field
        return Field(function(name, data)(data), axes, rank)

    return kernel


def function(name: str, array: Array) -> Callable[[Array], Array]:
    """The elementary function `name` for arrays of this kind."""
    if array.dtype == object:
        from checkers.worlds import exact_arrays

        return exact_arrays.function(name)
    found: Callable[[Array], Array] = getattr(namespace(array), name)
    return found


def plus(*terms: Field) -> Field:
    """The sum of numbers, vectors or matrices."""
    return fold(_plus, terms)


def _plus(left: Field, right: Field) -> Field:
    return combine(add, left, right)


def minus(*terms: Field) -> Field:
    """The difference, or the negative of a single term."""
    if len(terms) == 1:
        data, axes, rank = terms[0]
        return Field(-data, axes, rank)
    return fold(_minus, terms)


def _minus(left: Field, right: Field) -> Field:
    return combine(sub, left, right)


def times(*factors: Field) -> Field:
    """The product from left to right; vectors are columns, matrices do not commute."""
    return fold(_times, factors)


def _times(left: Field, right: Field) -> Field:
    if left.rank == 0 or right.rank == 0:
        return combine(multiply, left, right)
    return matmul(left, right)


def over(left: Field, right: Field) -> Field:
    """The quotient by a number."""
    if right.rank:
        raise Unknown("a division by a vector or matrix")
    return combine(truediv, left, right)


def power(base: Field, exponent: Field) -> Field:
    """Powers of numbers, of each entry of a vector, and powers of square matrices."""
    if exponent.rank:
        raise Unknown("a vector or matrix in an exponent")
    if base.rank == 2:
        return matrix_power(base, exponent)
    return combine(_raised, base, exponent)


def _raised(base: Array, exponent: Array) -> Array:
    if base.dtype != object and exponent.dtype != object:
        return base**exponent
    from checkers.worlds import exact_arrays

    return exact_arrays.powers(base, exponent)


def size(field: Field) -> Field:
    """The absolute value of a number, the norm of a vector, the determinant's size."""
    if field.rank == 2:
        return size(determinant(field))
    if field.rank == 1:
        return norm(field)
    if is_complex(field.data):
        return field._replace(data=field.data * namespace(field.data).sign(field.data.real))
    return field._replace(data=abs(field.data))


def norm(field: Field, order: Field | None = None) -> Field:
    """The Euclidean (Frobenius) norm, or the sum or the largest of the sizes of a vector's
    components, as `order` is 1 or infinite.
    """
    if order is None:
        return elementwise("sqrt")(squared_norm(field))
    parts = size(Field(field.data, (*field.axes, "~component")))
    reduction = {1.0: "sum", inf: "max"}.get(float(order.data.flat[0]))
    if field.rank != 1 or reduction is None:
        raise Unknown("a norm that is not evaluated")
    return reduce(reduction, parts, "~component")


def squared_norm(field: Field) -> Field:
    """The sum of the squares of the entries."""
    data = field.data * field.data
    for _ in range(field.rank):
        data = data.sum(-1)
    return Field(data, field.axes)


def inner(left: Field, right: Field) -> Field:
    """The inner product of two vectors; any other product as it is."""
    if left.rank == right.rank == 1:
        left = transpose(left)
    return times(left, right)


def outer(left: Field, right: Field) -> Field:
    """The outer product of two vectors. Unknown: one is a matrix."""
    if max(left.rank, right.rank) > 1:
        raise Unknown("a Kronecker product of matrices is not evaluated")
    return times(left, transpose(right) if left.rank == right.rank == 1 else right)


def root(field: Field, n: Field) -> Field:
    """The n-th root."""
    return power(field, n._replace(data=1 / n.data))


def entrywise(left: Field, right: Field) -> Field:
    """The product entry by entry."""
    return combine(multiply, left, right)


def choose(pick: str) -> Kernel:
    """The larger or smaller of several numbers; of one vector, its largest or smallest."""
    worse = lt if pick == "max" else gt

    def kernel(*fields: Field) -> Field:
        if len(fields) == 1 and fields[0].rank:
            fields = tuple(component(fields[0], i) for i in range(fields[0].shape[0]))
        return fold(lambda a, b: combine(better, a, b), fields)

    def better(x: Array, y: Array) -> Array:
        if x.dtype == object or y.dtype == object:
            from checkers.worlds.exact_arrays import extremes

            return extremes[pick](x, y)
        return namespace(x).where(worse(real(x), real(y)), y, x)

    return kernel


COMPARISONS: dict[str, Callable[[Array, Array], Array]] = {
    "=": eq,
    "!=": ne,
    "<": lt,
    "<=": le,
    ">": gt,
    ">=": ge,
}


def condition(relation: str, left: Field, right: Field) -> Field:
    """1 where the relation holds, 0 elsewhere."""
    return combine(lambda a, b: truth(COMPARISONS[relation], a, b), left, right)


def truth(comparison: Callable[[Array, Array], Array], left: Array, right: Array) -> Array:
    """1 where the comparison of the arrays is true, 0 elsewhere."""
    if left.dtype == object or right.dtype == object:
        from checkers.worlds.exact_arrays import signs

        return (comparison(signs(left, right).astype(int), 0) * 1).astype(object)
    return comparison(real(left), real(right)) * 1


def is_complex(array: Array) -> bool:
    """Whether the array's numbers are complex."""
    return "complex" in str(array.dtype)


def real(array: Array) -> Array:
    """The real parts, by which complex numbers on a contour are ordered."""
    return array.real if is_complex(array) else array


def component(field: Field, *index: int) -> Field:
    """One entry of a vector, one row or entry of a matrix, counted from 0."""
    data = field.data[(..., *index, *([slice(None)] * (field.rank - len(index))))]
    return Field(data, field.axes, field.rank - len(index))


def sigmoid(field: Field) -> Field:
    """1 / (1 + exp(-x))."""
    return field._replace(data=1 / (1 + elementwise("exp")(minus(field)).data))


def softmax(field: Field) -> Field:
    """exp(x) over its sum, along a vector or along each row of a matrix."""
    weights = elementwise("exp")(field).data
    return field._replace(data=weights / weights.sum(-1)[..., None])


def relu(field: Field) -> Field:
    """The positive part."""
    zero = constant(0.0, field.data)
    return choose("max")(field, zero)


def sign(field: Field) -> Field:
    """-1, 0 or 1."""
    return field._replace(data=namespace(field.data).sign(real(field.data)))


KERNELS: dict[str, Kernel] = {
    "+": plus,
    "-": minus,
    "neg": minus,
    "*": times,
    "/": over,
    "^": power,
    "odot": entrywise,
    "dot": inner,
    "otimes": outer,
    "T": transpose,
    "det": determinant,
    "tr": trace,
    "diag": diagonal,
    "abs": size,
    "root": root,
    "norm": norm,
    "sqrt": elementwise("sqrt"),
    "exp": elementwise("exp"),
    "log": elementwise("log"),
    "sin": elementwise("sin"),
    "cos": elementwise("cos"),
    "tanh": elementwise("tanh"),
    "tan": elementwise("tan"),
    "sinh": elementwise("sinh"),
    "cosh": elementwise("cosh"),
    "arcsin": elementwise("arcsin"),
    "arccos": elementwise("arccos"),
    "arctan": elementwise("arctan"),
    "artanh": elementwise("arctanh"),
    "erf": erf,
    "floor": elementwise("floor"),
    "ceil": elementwise("ceil"),
    "factorial": factorial,
    "binom": binomial,
    "sign": sign,
    "max": choose("max"),
    "min": choose("min"),
    "sigmoid": sigmoid,
    "softmax": softmax,
    "relu": relu,
    "indicator": times,
    "and": times,
}
"""Operators by head. Others may add theirs: a kernel takes fields and returns one."""
