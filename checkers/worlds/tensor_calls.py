r"""What functions give: declared ones, their inverses and derivatives, and parts of matrices.

Apply("F", (x,)), Apply("apply", (Sym("F", (k,)), x))         a declared function, F_k(x)
Apply("apply", (Apply("inverse", (F,)), x))                   F^{-1}(x)
Apply("apply", (Apply("prime", (F,)), t)), ... "jacobian"     F'(t), J_F(u)
Apply("column", (U, i)), row, eigenvalue, eigenvector         from 1, in ascending order
"""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np

from checkers.notation.expr import Apply, Derivative, Expr, Sym
from checkers.notation.vocabulary import Symbol
from checkers.worlds.draws import Draws
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_indices import OutOfRange, integer, key, number
from checkers.worlds.field import Array, Field, Unknown
from checkers.worlds.tensor import concrete_size
from checkers.worlds.tensor_calculus import ARGUMENT
from checkers.worlds.tensor_functions import (
    Bijection,
    ConvexFunction,
    SmoothFunction,
    bijection,
    convex_function,
    smooth_function,
)
from checkers.worlds.tensor_inverse import solved
from checkers.worlds.tensor_lists import entry, joined, stack

BIJECTIVE = frozenset({"bijection", "increasing", "decreasing", "invertible"})


def call(head: str, args: tuple[Expr, ...], look: Evaluator, draws: Draws) -> Field | None:
    """The value of a call, or None where the head is no function of this kind."""
    if head in _PARTS:
        return _PARTS[head](look.value(args[0]), integer(args[1]) - 1)
    if head != "apply":
        return _declared(Sym(head), args, look, draws)
    function, points = args[0], args[1:]
    if isinstance(function, Sym):
        if (found := _declared(function, points, look, draws)) is not None:
            return found
        return None if function.index else _defined(function, points, look)
    if isinstance(function, Apply) and function.head in _OF_FUNCTIONS and len(points) == 1:
        return _OF_FUNCTIONS[function.head](function.args[0], points[0], look, draws)
    return None


def _is_defined(function: Sym, look: Evaluator) -> bool:
    """Whether a function is defined, at other arguments than it is called with."""
    whats = (what for what, _ in look.vocabulary.definitions)
    return any(isinstance(what, Apply) and what.head == function.name for what in whats)


def _defined(function: Sym, points: tuple[Expr, ...], look: Evaluator) -> Field | None:
    """A function by definition: the definition is of F(x), not of F."""
    meaning = look.definitions.meaning(Apply(function.name, points))
    return None if meaning is None else look.value(meaning)


# --- declared functions -------------------------------------------------------------------


def _declared(
    function: Sym, args: tuple[Expr, ...], look: Evaluator, draws: Draws
) -> Field | None:
    """A declared function, a member F_k of several, all members, an entry K_ij of its value.

    Arguments that are left out stand for themselves: G(z) is G(z; theta).
    """
    declared = look.vocabulary.symbols.get(function.name)
    if declared is None or not declared.takes:
        return None
    if _is_defined(function, look):
        raise Unknown(f"what {function.name} is at these arguments is not said")
    members = len(declared.family)
    if "several" in declared.traits and function.index:
        members = len(function.index)
    if len(function.index) < members:
        return _all_members(function, declared, args, look)
    args = (*args, *map(Sym, declared.takes[len(args) :]))
    if len(args) > len(declared.takes):
        raise Unknown(f"{function.name} takes {len(declared.takes)} arguments")
    points = joined([look.value(arg) for arg in args])
    member = Sym(function.name, function.index[:members])
    if declared.traits & BIJECTIVE:
        values = _shaped(_bijection(member, points, declared, draws)(points.data), points)
    else:
        values = _valued(member, declared, points, look, draws)
    return entry(values, *function.index[members:]) if function.index[members:] else values


def _all_members(
    function: Sym, declared: Symbol, args: tuple[Expr, ...], look: Evaluator
) -> Field:
    """F(x) where only the members F_1, ..., F_K are functions: the vector of their values."""
    size = concrete_size(declared.family[len(function.index)], look.world.sizes)
    found = (Sym(function.name, (*function.index, number(k))) for k in range(1, size + 1))
    return stack([look.value(Apply("apply", (each, *args))) for each in found])


def _valued(
    function: Sym, declared: Symbol, points: Field, look: Evaluator, draws: Draws
) -> Field:
    shape = tuple(concrete_size(size, look.world.sizes) for size in declared.shape)
    smooth = _function(function, declared, points.shape[0], math.prod(shape), draws)
    values = smooth(points.data)
    return Field(values.reshape(*values.shape[:-1], *shape), points.axes, len(shape))


def _shaped(values: Array, like: Field) -> Field:
    """A vector of one component as a number."""
    if values.shape[-1] == 1:
        return Field(values[..., 0], like.axes)
    return Field(values, like.axes, 1)


def _bijection(function: Sym, points: Field, declared: Symbol, draws: Draws) -> Bijection:
    size = points.shape[0]
    name = key(function) if size == 1 else f"{key(function)} of {size}"
    return bijection(name, size, draws, "increasing" in declared.traits)


def _function(
    function: Sym, declared: Symbol, inputs: int, outputs: int, draws: Draws
) -> ConvexFunction | SmoothFunction:
    name = key(function)
    curved = declared.traits & {"convex", "concave"}
    if curved and outputs == 1:
        return convex_function(name, inputs, draws, concave="concave" in curved)
    return smooth_function(name, inputs, outputs, declared.domain, draws)


# --- functions made of functions ----------------------------------------------------------


def _prime(function: Expr, point: Expr, look: Evaluator, draws: Draws) -> Field | None:
    """F'(t): the derivative at a point, as a derivative by a letter bound to the point; that of
    a letter for a bijection's inverse in closed form.
    """
    meaning = look.definitions.meaning(_applied(function, ARGUMENT))
    if (
        isinstance(meaning, Apply)
        and meaning.head == "apply"
        and meaning.args[1:] == (ARGUMENT,)
    ):
        inverse = meaning.args[0]
        if isinstance(inverse, Apply) and inverse.head == "inverse":
            return _jacobian(inverse, point, look, draws)
    value = look.value(point)
    slope = Derivative(_applied(function, ARGUMENT), (ARGUMENT,))
    return look.bound({ARGUMENT: value}).value(slope)


def _applied(function: Expr, point: Expr) -> Expr:
    if isinstance(function, Sym) and not function.index:
        return Apply(function.name, (point,))
    return Apply("apply", (function, point))


def _inverse(function: Expr, point: Expr, look: Evaluator, draws: Draws) -> Field | None:
    """F^{-1}(y): of a declared bijection by its own inverse, else by Newton's method."""
    value = look.value(point)
    points = joined([value])
    known = _known(function, points, look, draws)
    if known is not None:
        return _shaped(known.inverse(points.data), points)
    return solved(_applied(function, ARGUMENT), value, look)


def _jacobian(function: Expr, point: Expr, look: Evaluator, draws: Draws) -> Field | None:
    """J_F(u): of a declared bijection, or its inverse, in closed form; else as a derivative."""
    inverted = isinstance(function, Apply) and function.head == "inverse"
    original = function.args[0] if isinstance(function, Apply) and inverted else function
    points = joined([look.value(point)])
    known = _known(original, points, look, draws)
    if known is None:
        return _prime(function, point, look, draws)
    at = known.inverse(points.data) if inverted else points.data
    matrices = np.linalg.inv(known.jacobian(at)) if inverted else known.jacobian(at)
    if points.shape == (1,):
        return Field(matrices[..., 0, 0], points.axes)
    return Field(matrices, points.axes, 2)


def _known(function: Expr, points: Field, look: Evaluator, draws: Draws) -> Bijection | None:
    """The bijection that a letter is declared to be."""
    if not isinstance(function, Sym):
        return None
    declared = look.vocabulary.symbols.get(function.name)
    if declared is None or not declared.traits & BIJECTIVE:
        return None
    return _bijection(function, points, declared, draws)


_OF_FUNCTIONS = {"prime": _prime, "jacobian": _jacobian, "inverse": _inverse}


# --- parts of matrices --------------------------------------------------------------------


def _column(matrix: Field, place: int) -> Field:
    return Field(matrix.data[..., place], matrix.axes, 1)


def _row(matrix: Field, place: int) -> Field:
    """A row is a matrix with one row."""
    return Field(matrix.data[..., place : place + 1, :], matrix.axes, 2)


def _eigen(matrix: Field) -> tuple[Array, Array]:
    """Eigenvalues in ascending order and their eigenvectors; NaN where they are not real."""
    data = np.asarray(matrix.data)
    if np.allclose(data, np.swapaxes(data, -1, -2)):
        return np.linalg.eigh(data)
    values, vectors = np.linalg.eig(data)
    order = np.argsort(values.real, axis=-1)
    values = np.take_along_axis(values, order, -1)
    vectors = np.take_along_axis(vectors, order[..., None, :], -1)
    real = (np.abs(values.imag) == 0).all(-1)
    return (
        np.where(real[..., None], values.real, np.nan),
        np.where(real[..., None, None], vectors.real, np.nan),
    )


def _eigenvalue(matrix: Field, place: int) -> Field:
    return Field(_eigen(matrix)[0][..., place], matrix.axes)


def _eigenvector(matrix: Field, place: int) -> Field:
    """Of a length that differs between worlds, for eigenvectors need not be unit vectors."""
    vectors = _eigen(matrix)[1][..., place]
    trace = np.trace(np.asarray(matrix.data), axis1=-2, axis2=-1)
    lengths = np.sqrt(1 + np.abs(trace)) + (place + 1) / 4
    return Field(vectors * lengths[..., None], matrix.axes, 1)


def _inside(part: Callable[[Field, int], Field], side: int) -> Callable[[Field, int], Field]:
    def checked(matrix: Field, place: int) -> Field:
        if matrix.rank != 2 or not 0 <= place < matrix.shape[side]:
            raise OutOfRange(f"that matrix has no column, row or eigenvalue {place + 1}")
        return part(matrix, place)

    return checked


_PARTS: dict[str, Callable[[Field, int], Field]] = {
    "column": _inside(_column, 1),
    "row": _inside(_row, 0),
    "eigenvalue": _inside(_eigenvalue, 0),
    "eigenvector": _inside(_eigenvector, 0),
}
