"""The few functions theorems are written in, for NumPy, torch and SymPy alike.

An array is a NumPy array, a torch tensor, or a NumPy array of SymPy expressions; axis 0 is the
world. So one statement is tried on one world, swept over millions, and proved in symbols.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from functools import reduce
from operator import add
from typing import Any

import numpy as np

Array = Any
"""A NumPy array, a torch tensor, or a NumPy array of SymPy expressions."""
Formula = Callable[..., Any]
"""A piece of a statement that a near miss replaces."""
TINY = 1e-30
"""The step of a complex-step derivative: nothing cancels, so it may be this small."""


def library(x: Array) -> Any:
    """The library whose functions take `x`."""
    return sys.modules["torch"] if type(x).__module__.startswith("torch") else np


def symbolic(x: Array) -> bool:
    """Whether `x` holds SymPy expressions."""
    return isinstance(x, np.ndarray) and x.dtype.kind == "O"


def _elementwise(name: str) -> Callable[[Array], Array]:
    def function(x: Array) -> Array:
        if symbolic(x):
            import sympy

            return np.frompyfunc(getattr(sympy, name), 1, 1)(x)
        return getattr(library(x), name)(x)

    return function


log, exp, sqrt = _elementwise("log"), _elementwise("exp"), _elementwise("sqrt")
sin, cos, sinh, tanh = map(_elementwise, ("sin", "cos", "sinh", "tanh"))


def where(condition: Array, yes: Array, no: Array) -> Array:
    """`yes` where the condition holds, else `no`; either may be a number."""
    return library(condition).where(condition, yes, no)


def xlogy(x: Array, y: Array) -> Array:
    """The product x log y, and 0 log y = 0: what never happens weighs nothing."""
    return x * log(y) if symbolic(x) or symbolic(y) else x * log(y + (x == 0))


def xdivy(x: Array, y: Array) -> Array:
    """The quotient x / y, and 0 / 0 = 0."""
    return x / y if symbolic(y) else where(x == 0, x * 0.0, x / where(x == 0, y * 0 + 1, y))


def total(x: Array, axes: int = 1) -> Array:
    """The sum over the last `axes` axes."""
    if library(x) is np or x.ndim == axes + 1:
        return x.sum(tuple(range(-axes, 0)))
    for _ in range(axes):  # torch's own sum would lay the worlds out anew
        x = reduce(add, x.unbind(-1))
    return x


def mean(x: Array, axis: int = -1) -> Array:
    """The mean over an axis, which is kept."""
    return x.sum(axis, keepdims=True) / x.shape[axis]


def sigmoid(x: Array) -> Array:
    """1 / (1 + exp(-x)); complex x too."""
    return 1 / (1 + exp(-x))


def relu(x: Array, slope: float = 0.0) -> Array:
    """max(x, slope x): with slope > 0 the leaky one. The kink lies in the real part."""
    return where(x.real > 0, x, slope * x)


def softmax(scores: Array) -> Array:
    """exp(scores), normalized over the last axis."""
    if symbolic(scores):
        weights = exp(scores)
    else:
        weights = exp(scores - library(scores).amax(scores.real, -1)[..., None])
    return weights / weights.sum(-1)[..., None]


def transposed(x: Array) -> Array:
    """The last two axes exchanged."""
    return x.swapaxes(-1, -2)


def times(A: Array, x: Array) -> Array:
    """The matrices A applied to the vectors x."""
    return (A * x[..., None, :]).sum(-1)


def matmul(A: Array, B: Array) -> Array:
    """A @ B for small matrices, where one may be complex and the other not."""
    return (A[..., :, :, None] * B[..., None, :, :]).sum(-2)


def stack(parts: list[Array], axis: int = -1) -> Array:
    """Arrays joined along a new axis."""
    return library(parts[0]).stack(parts, axis)


def trace(A: Array) -> Array:
    """The sum of the diagonal of each matrix."""
    return diagonal(A).sum(-1)


def diagonal(A: Array) -> Array:
    """The diagonal of each matrix."""
    return library(A).diagonal(A, 0, -2, -1)


def det(A: Array) -> Array:
    """The determinant of each matrix."""
    if symbolic(A):
        import sympy

        flat = [sympy.Matrix(a).det() for a in A.reshape(-1, *A.shape[-2:])]
        return np.array(flat, dtype=object).reshape(A.shape[:-2])
    return library(A).linalg.det(A)


def inverse(A: Array) -> Array:
    """The inverse of each matrix; LinAlgError where one is singular."""
    if symbolic(A):
        import sympy

        flat = [np.array(sympy.Matrix(a).inv()) for a in A.reshape(-1, *A.shape[-2:])]
        return np.array(flat, dtype=object).reshape(A.shape)
    return library(A).linalg.inv(A)


def identity(n: int, like: Array) -> Array:
    """The n x n identity, in the library and on the device of `like`."""
    if library(like) is np:
        return np.eye(n, dtype=object if symbolic(like) else float)
    return library(like).eye(n, dtype=like.real.dtype, device=like.device)


def tensor(values: Any, like: Array) -> Array:
    """Constants as an array in the library and on the device of `like`."""
    if library(like) is np:
        return np.array(values, dtype=object if symbolic(like) else float)
    return library(like).tensor(values, dtype=like.real.dtype, device=like.device)


def reordered(x: Array, order: Array, axis: int = -1) -> Array:
    """An array with its entries along `axis` in a given order, (n, size), one a world."""
    at = order.reshape((order.shape[0],) + (1,) * (x.ndim - 2) + (order.shape[1],))
    at = at.swapaxes(axis, -1)
    shape = list(x.shape)
    shape[axis] = order.shape[1]
    if library(x) is np:
        return np.take_along_axis(x, np.broadcast_to(at, shape), axis)
    return library(x).take_along_dim(x, at.expand(shape), axis)


def derivative(f: Formula, x: Array, along: Array = 1.0) -> Array:
    """The derivative of an analytic f at x in a direction, to rounding (complex step).

    Squire and Trapp, Using complex variables to estimate derivatives, 1998.
    """
    if symbolic(x):
        import sympy

        t = sympy.Dummy(real=True)
        return np.frompyfunc(lambda y: sympy.diff(y, t).subs(t, 0), 1, 1)(f(x + t * along))
    return f(x + (TINY * 1j) * along).imag / TINY


def jacobian(f: Formula, x: Array) -> Array:
    """J[..., i, j] = d f_i / d x_j at vectors x: (..., m), f acting on the last axis."""
    along = identity(x.shape[-1], x)
    return transposed(derivative(f, x[..., None, :], along))


def gradient(f: Formula, x: Array) -> Array:
    """The gradient of a scalar f at x: (n, ...), f taking (n, ...) to (n,)."""
    entries = int(np.prod(x.shape[1:]))
    along = identity(entries, x).reshape(entries, 1, *x.shape[1:])
    columns = [derivative(f, x, along[i]) for i in range(entries)]
    return stack(columns).reshape(x.shape)
