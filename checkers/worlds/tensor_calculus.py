r"""Derivatives and limits of anything that can be evaluated, by evaluating it elsewhere.

A derivative is Cauchy's integral: with v moved to v + r exp(2 pi i k / N), k = 0..N-1, the
weighted mean of the N values is f^(m)(v), with an error of (r / R)^N where R is the distance
to the nearest singularity. No operator needs a rule, every order and every mixture of
variables, vectors and matrices works, and `by` may be any expression: D(G(z)), p(x), x_j. The
same values at half of the nodes tell how well it converged: where they do not agree the
derivative is not a number in that world.

Lyness and Moler 1967, "Numerical differentiation of analytic functions".
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise
from typing import TypeGuard

import numpy as np

from checkers.notation.expr import Apply, Bind, Derivative, Expr, Num, Sym
from checkers.notation.tree import walk
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_indices import OutOfRange, integer
from checkers.worlds.evaluate_operators import KERNELS
from checkers.worlds.field import MAX_ELEMENTS, Array, Field, Unknown, combine, constant
from checkers.worlds.held import holding
from checkers.worlds.tensor_functional import functional
from checkers.worlds.tensor_slopes import of_bijection

NODES = 32
RADIUS = 0.25
"""Of the circle, as a share of the distance to 0 or 1, and of 1."""
CONVERGED = 1e-6
"""How far N and N / 2 nodes may differ: the error of N nodes is about its square."""
SLIGHT = 1e-8
"""The same in proportion to the values, where a derivative is close to zero."""
NOISE, NESTED_NOISE = 4e-15, 1e-12
"""Rounding in proportion to the values: of elementary functions, of derivatives."""
ARGUMENT = Sym("~argument")
"""Stands for the argument of a function that is differentiated or inverted."""
NESTED = Sym("~contour")
"""Bound to the number of the contours around an evaluation."""


def derivative(wanted: Derivative, look: Evaluator) -> Field:
    """The derivative of a body by one expression after another, repeated ones at once."""
    if not wanted.by:
        return _by_argument(wanted.body, look)
    if (pointwise := functional(wanted, look)) is not None:
        return look.value(pointwise)
    if any(isinstance(by, Num) for by in wanted.by):
        raise Unknown("a derivative does not say by which variable")
    look = _partial(wanted, look)
    if len(wanted.by) == 1 and _is_list(by := _plain(wanted.by[0])):
        return _jacobian(wanted.body, by.args, look)
    if (closed := of_bijection(wanted, look)) is not None:
        return look.value(closed)
    first = _plain(wanted.by[-1])
    order = sum(_plain(by) == first for by in wanted.by)
    rest = tuple(by for by in wanted.by if _plain(by) != first)
    body = Derivative(wanted.body, rest) if rest else wanted.body
    return _contour(body, first, order, look)


def _is_list(by: Expr) -> TypeGuard[Apply]:
    return isinstance(by, Apply) and by.head in ("()", "[]") and len(by.args) > 1


def _jacobian(body: Expr, by: Sequence[Expr], look: Evaluator) -> Field:
    """The derivatives by several numbers, (r, theta), side by side."""
    columns = [look.value(Derivative(body, (one,))) for one in by]
    rank = columns[0].rank
    if any(look.value(one).rank for one in by) or any(c.rank != rank for c in columns):
        raise Unknown("a derivative by several vectors at once is not evaluated")
    joined = combine(lambda *arrays: np.stack(np.broadcast_arrays(*arrays), -1), *columns)
    return Field(joined.data, joined.axes, rank + 1)


def _by_argument(body: Expr, look: Evaluator) -> Field:
    """The gradient of a function of one argument, at what stands there: grad g(B w)."""
    order = 1
    while isinstance(body, Derivative) and not body.by:
        body, order = body.body, order + 1
    if not isinstance(body, Apply) or body.head in KERNELS:
        raise Unknown("a gradient does not say by which variable")
    *function, point = body.args
    if len(function) != (body.head == "apply"):
        raise Unknown("a gradient does not say by which variable")
    call = Apply(body.head, (*function, ARGUMENT))
    return look.bound({ARGUMENT: look.value(point)}).value(
        Derivative(call, (ARGUMENT,) * order)
    )


def _partial(wanted: Derivative, look: Evaluator) -> Evaluator:
    """A derivative of J(m, v) by m is by that argument alone, whatever v is defined to be."""
    body = wanted.body
    if not isinstance(body, Apply) or not set(wanted.by) & set(body.args):
        return look
    return look.bound({arg: look.value(arg) for arg in body.args if isinstance(arg, Sym)})


def _plain(by: Expr) -> Expr:
    """By a row x^T is by x; the layout is the gradient's own."""
    return by.args[0] if isinstance(by, Apply) and by.head == "T" else by


def _contour(body: Expr, by: Expr, order: int, look: Evaluator) -> Field:
    if isinstance(by, Sym) and (base := _whole(by, look)) is not None:
        return _component(body, by, base, order, look)
    return _by_whole(body, by, order, look)


def _by_whole(body: Expr, by: Expr, order: int, look: Evaluator) -> Field:
    centre = look.value(by)
    if order > 1 and centre.rank:
        hessian = order == 2 and centre.rank == 1
        if not hessian:
            raise Unknown("derivatives of that order by a vector are not evaluated")
        return _by_whole(Derivative(body, (by,)), by, 1, look)
    depth = _depth(look)
    axis = f"|{depth}"
    radius = _radius(centre)
    moved = _on_circles(centre, radius, axis)
    nested = {by: moved, NESTED: constant(depth + 1.0)}
    around = look.bound(nested | holding(by, centre, look)).value(body)
    if axis not in around.axes:
        return _constant_derivative(around, centre)
    noise = NESTED_NOISE if any(isinstance(p, Derivative) for p in walk(body)) else NOISE
    found = _weighed(around, axis, radius, centre, order, noise)
    return found if depth else Field(found.data.real, found.axes, found.rank)


def _whole(by: Sym, look: Evaluator) -> Sym | None:
    """The vector or matrix whose component `by` is, if it is one."""
    declared = look.vocabulary.symbols.get(by.name)
    if declared is None or not declared.shape:
        return None
    members = len(declared.family)
    if "single" in declared.traits and len(by.index) <= members:
        members = 0
    return Sym(by.name, by.index[:members]) if len(by.index) > members else None


def _component(body: Expr, by: Sym, base: Sym, order: int, look: Evaluator) -> Field:
    """The derivative by v_i: entry i of the derivative by v, as often as is asked."""
    for _ in range(order - 1):
        body = Derivative(body, (by,))
    whole = _by_whole(body, base, 1, look)
    places = tuple(integer(entry) - 1 for entry in by.index[len(base.index) :])
    sizes = whole.shape[whole.rank - len(places) :]
    if not all(0 <= place < size for place, size in zip(places, sizes, strict=True)):
        raise OutOfRange(f"{base.name} has no such component")
    return Field(whole.data[(..., *places)], whole.axes, whole.rank - len(places))


def _depth(look: Evaluator) -> int:
    nested = look.bindings.get(NESTED)
    return int(nested.data[0]) if nested is not None else 0


def _radius(centre: Field) -> Array:
    """Small against the distance to 0 and 1, where logarithms and roots have their ends."""
    size = np.abs(centre.data)
    from_one = np.abs(1 - centre.data)
    return np.asarray(RADIUS * np.clip(np.minimum(size, from_one), 0.1, 1.0))


def _on_circles(centre: Field, radius: Array, axis: str) -> Field:
    """For each component in turn, the value with that component on the circle."""
    circle = np.exp(2j * np.pi * np.arange(NODES) / NODES)
    shape, count = centre.shape, math.prod(centre.shape)
    outer = centre.data.shape[: centre.data.ndim - centre.rank]
    if math.prod(outer) * count * NODES * count > MAX_ELEMENTS:
        raise Unknown("a derivative by too many numbers at once")
    one = np.eye(count).reshape(count, 1, *shape)
    around = circle.reshape(1, NODES, *[1] * centre.rank)
    step = radius.reshape(*outer, 1, 1, *shape) * one * around
    moved = centre.data.reshape(*outer, 1, 1, *shape) + step
    data = moved.reshape(*outer, count * NODES, *shape)
    return _with_axis(Field(data, (*centre.axes, axis), centre.rank))


def _with_axis(field: Field) -> Field:
    """The field with its axes in the order of names, as fields keep them."""
    order = sorted(range(len(field.axes)), key=field.axes.__getitem__)
    places = (0, *(1 + k for k in order), *range(1 + len(order), field.data.ndim))
    axes = tuple(field.axes[k] for k in order)
    return Field(field.data.transpose(places), axes, field.rank)


def _constant_derivative(body: Field, centre: Field) -> Field:
    data = np.zeros((*body.data.shape, *centre.shape))
    return Field(data, body.axes, body.rank + centre.rank)


def _weighed(
    around: Field, axis: str, radius: Array, centre: Field, order: int, noise: float
) -> Field:
    """The coefficients of order `order`, for each component of the centre, as last axes.

    What is no more than the values' own rounding, `noise`, is zero.
    """
    place = 1 + around.axes.index(axis)
    count = math.prod(centre.shape)
    data = np.moveaxis(around.data, place, -1)
    data = data.reshape(*data.shape[:-1], count, NODES)
    fine = _coefficient(data, order)
    coarse = _coefficient(data[..., ::2], order)
    rest = around.axes[: place - 1] + around.axes[place:]
    scale = _matched(radius, centre, rest, around.rank, count) ** order
    largest = np.abs(data).max(-1)
    agreed = np.abs(fine - coarse) <= CONVERGED * np.abs(fine) + SLIGHT * largest
    fine = np.where(np.abs(fine) <= noise * largest, 0, fine)
    fine = np.where(agreed, fine / scale, np.nan)
    shape = (*fine.shape[:-1], *centre.shape)
    return Field(fine.reshape(shape), rest, around.rank + centre.rank)


def _coefficient(values: Array, order: int) -> Array:
    """Taylor's: m! / N times the sum of the values on the unit circle, turned back m times."""
    count = values.shape[-1]
    turns = np.exp(-2j * np.pi * order * np.arange(count) / count)
    return np.asarray(math.factorial(order) * (values @ turns) / count)


def _matched(
    radius: Array, centre: Field, axes: tuple[str, ...], rank: int, count: int
) -> Array:
    """The radii with an axis for each of `axes`, `rank` more, and the components last."""
    sizes = dict(zip(centre.axes, radius.shape[1:], strict=False))
    inner = (sizes.get(axis, 1) for axis in axes)
    return radius.reshape(len(radius), *inner, *[1] * rank, count)


# --- limits -------------------------------------------------------------------------------

FAR = (1e7, 2e7)
HALVINGS = 8
LARGE = 1e12
"""What grows to this at the nearer points, and overflows at the far ones, has no limit."""


def limit(wanted: Bind, look: Evaluator) -> Field:
    """The limit of the body as its variable goes to `high`: infinite where the body grows
    beyond all bounds, NaN where none is seen.
    """
    variable, target = wanted.variables[0], wanted.high
    if isinstance(target, Sym) and target.name == "inf":
        near, nearer = (_at(wanted.body, variable, constant(k), look) for k in FAR)
        slow = [_at(wanted.body, variable, constant(2.0**k), look) for k in range(8, 16)]
    elif target is not None:
        goal = look.value(target)
        steps = [Field(goal.data + 2.0**-k, goal.axes) for k in range(4, 4 + HALVINGS)]
        slow = [_at(wanted.body, variable, step, look) for step in steps]
        near, nearer = slow[-2:]
    else:
        raise Unknown("a limit does not say where its variable goes")
    return Field(_settled(near, nearer, slow), nearer.axes, nearer.rank)


def _at(body: Expr, variable: Sym, value: Field, look: Evaluator) -> Field:
    return look.bound({variable: value}).value(body)


def _settled(near: Field, nearer: Field, slow: list[Field]) -> Array:
    """The far value where it stands still, else what Richardson's table tends to."""
    still = np.abs(near.data - nearer.data) <= 1e-12 * (1 + np.abs(nearer.data))
    table = [field.data for field in slow]
    before = table[-1]
    for order in range(1, len(slow)):
        before = table[-1]
        table = [(2**order * fine - rough) / (2**order - 1) for rough, fine in pairwise(table)]
    best = table[-1]
    tends = np.abs(best - before) <= 1e-9 * (1 + np.abs(best))
    lost = np.where(_grows(near, nearer, slow), nearer.data, np.nan)
    return np.where(still, nearer.data, np.where(tends, best, lost))


def _grows(near: Field, nearer: Field, slow: list[Field]) -> Array:
    """Where the far values overflow, and do so by growth: those before are large already. The
    mean of exponentials in (1/n) log E[exp(n x)] overflows too, beside a limit that is none.
    """
    sizes = [np.where(np.isfinite(field.data), np.abs(field.data), 0.0) for field in slow]
    overflow = np.isinf(near.data) & np.isinf(nearer.data)
    return overflow & (np.max(sizes, axis=0) > LARGE)
