r"""Theorems on the layers of a normalizing flow, and on its training.

A flow is a chain of invertible layers whose Jacobians have cheap determinants. W is triangular
with a nonzero diagonal; a zero on it makes the layer singular, and nothing undoes it.
"""

from __future__ import annotations

import sympy as sp

from checkers.claims.arrays import (
    Array,
    Formula,
    det,
    diagonal,
    exp,
    jacobian,
    log,
    relu,
    sqrt,
    stack,
    tanh,
    times,
    total,
    where,
)
from checkers.claims.change_of_variables import PAPAMAKARIOS
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import full_law, lower_triangular, positive, real
from checkers.claims.symbols import by_algebra, require


def _layer(x: Array, W: Array, b: Array, slope: float = 0.25) -> Array:
    return relu(times(W, x) + b, slope)


@theorem(
    "x -> s(W x + b), W triangular: det J = prod_i s'(a_i) W_ii",
    source=f"{PAPAMAKARIOS}, section 3.1",
    parts=("gm_midterm_2025 4.b",),
    worlds={"W": lower_triangular(3), "b": real(3), "x": real(3)},
    near_misses={
        "determinant": {
            "without the activation": lambda W, slopes: diagonal(W).prod(-1),
            "without the weights": lambda W, slopes: slopes.prod(-1),
            "a sum for the product": lambda W, slopes: (diagonal(W) * slopes).sum(-1),
            "its inverse": lambda W, slopes: 1 / (diagonal(W) * slopes).prod(-1),
            "its size": lambda W, slopes: abs((diagonal(W) * slopes).prod(-1)),
            "every weight": lambda W, slopes: (W.sum(-1) * slopes).prod(-1),
        }
    },
)
def determinant_of_a_triangular_layer(
    W: Array,
    b: Array,
    x: Array,
    determinant: Formula = lambda W, slopes: (diagonal(W) * slopes).prod(-1),
) -> tuple[Array, ...]:
    """In linear time instead of cubic. At a kink s' is the left one; kinks have no volume."""
    a = times(W, x) + b
    slopes = where(a > 0, 1.0, 0.25)
    J = jacobian(lambda x: _layer(x, W[..., None, :, :], b[..., None, :]), x)
    return det(J), determinant(W, slopes)


@proves(determinant_of_a_triangular_layer)
def the_jacobian_is_triangular(claim: Claim) -> None:
    """J = diag(s') W is lower triangular, whatever the slopes."""
    W = sp.Matrix(3, 3, lambda i, j: sp.Symbol(f"w{i}{j}") if j <= i else 0)
    slopes = sp.symbols("s:3")
    claimed = sp.prod(s * W[i, i] for i, s in enumerate(slopes))
    require(sp.expand((sp.diag(*slopes) * W).det() - claimed) == 0, claim.statement)


def _solved(y: Array, W: Array, b: Array, slope: float) -> Array:
    """The x with s(W x + b) = y, row by row."""
    a = where(y > 0, y, y / slope) - b
    x: list[Array] = []
    for i in range(W.shape[-1]):
        known = sum((W[..., i, j] * x[j] for j in range(i)), 0 * a[..., 0])
        x.append((a[..., i] - known) / W[..., i, i])
    return stack(x)


@theorem(
    "x -> LeakyReLU(W x + b), W triangular with a nonzero diagonal, is undone row by row",
    source=f"{PAPAMAKARIOS}, section 3.1",
    parts=("gm_midterm_2025 4.b", "dl_final 1.11"),
    worlds={"W": lower_triangular(3), "b": real(3), "x": real(3)},
    near_misses={
        "layer": {
            "ReLU": lambda x, W, b: _layer(x, W, b, 0.0),
            "the absolute value": lambda x, W, b: _layer(x, W, b, -1.0),
            "the square": lambda x, W, b: (times(W, x) + b) ** 2,
            "W with an empty column": lambda x, W, b: _layer(x, W * (W[..., :1, :] != 0), b),
            "W loses its last diagonal entry": lambda x, W, b: _layer(
                stack([x[..., 0], x[..., 1], 0 * x[..., 2]]), W, b
            ),
            "x is clipped first": lambda x, W, b: _layer(tanh(x), W, b),
        }
    },
)
def triangular_layer_is_invertible(
    W: Array, b: Array, x: Array, layer: Formula = _layer
) -> tuple[Array, ...]:
    """ReLU sends all of a < 0 to 0, so nothing undoes it; b may be anything."""
    return x, _solved(layer(x, W, b), W, b, 0.25)


@proves(triangular_layer_is_invertible)
def solve_row_by_row(claim: Claim) -> None:
    """The slopes 1 and 1/4 are positive, so the sign of y is that of a; then W x = a - b."""
    n = 3
    x, b = sp.symbols(f"x:{n}"), sp.symbols(f"b:{n}")
    W = sp.Matrix(n, n, lambda i, j: sp.Symbol(f"w{i}{j}", nonzero=True) if j <= i else 0)
    a = W * sp.Matrix(x) + sp.Matrix(b)
    found: list[sp.Expr] = []
    for i in range(n):
        known = sum(W[i, j] * found[j] for j in range(i))
        found.append(sp.simplify((a[i] - b[i] - known) / W[i, i]))
        require(sp.simplify(found[i] - x[i]) == 0, f"row {i} gives back x_{i}")
    t, slope = sp.symbols("t slope", positive=True)
    require((slope * t).is_positive and (slope * -t).is_negative, "the sign is kept")


def _coupled(x: Array, s: Array, t: Array) -> Array:
    a, b = x[..., 0], x[..., 1]
    scale = s[..., 0] * a + s[..., 1] * a**2
    return stack([a, b * exp(scale) + t[..., 0] * a + t[..., 1] * a**2])


@theorem(
    "(a, b) -> (a, b exp(s(a)) + t(a)): log det J = s(a), whatever s and t are",
    source="Dinh et al., Density Estimation Using Real NVP, ICLR 2017, section 3.3",
    parts=("dl_final 1.11", "gm_midterm_2025 4.c"),
    worlds={"x": real(2), "s": real(2), "t": real(2)},
    near_misses={
        "logdet": {
            "t counts too": lambda s, t, a: s[..., 0] * a + s[..., 1] * a**2 + t[..., 0],
            "its exponential": lambda s, t, a: exp(s[..., 0] * a + s[..., 1] * a**2),
            "minus": lambda s, t, a: -s[..., 0] * a - s[..., 1] * a**2,
            "the slope of s": lambda s, t, a: s[..., 0] + 2 * s[..., 1] * a,
            "volume is kept": lambda s, t, a: 0 * a,
            "twice, once a half": lambda s, t, a: 2 * (s[..., 0] * a + s[..., 1] * a**2),
        }
    },
)
def determinant_of_a_coupling_layer(
    x: Array,
    s: Array,
    t: Array,
    logdet: Formula = lambda s, t, a: s[..., 0] * a + s[..., 1] * a**2,
) -> tuple[Array, ...]:
    """Neither s nor t is ever inverted, so the networks in them may use ReLU."""
    x, s = tanh(x), tanh(s)
    J = jacobian(lambda x: _coupled(x, s[..., None, :], t[..., None, :]), x)
    return log(det(J)), logdet(s, t, x[..., 0])


proves(determinant_of_a_coupling_layer)(by_algebra)


@theorem(
    "KL[P_X || P_F(U)] = KL[P_F^-1(X) || P_U] for densities and an invertible F",
    source="Papamakarios et al., Normalizing Flows, JMLR 2021, section 2.3.3",
    parts=("ift6135_a3_2023 2.1", "gm_midterm_2025 4.c"),
    worlds={"x": full_law(4), "u": full_law(4), "cells": positive(4), "slopes": positive(4)},
    near_misses={
        "data": {
            "no Jacobian on the data": lambda x, slopes: x,
            "the Jacobian upside down": lambda x, slopes: x / slopes,
            "its root": lambda x, slopes: x * sqrt(slopes),
        },
        "model": {
            "no Jacobian on the model": lambda u, slopes: u,
            "the Jacobian of F itself": lambda u, slopes: u * slopes,
            "the squared Jacobian": lambda u, slopes: u / slopes**2,
        },
    },
)
def kl_moves_through_a_flow(
    x: Array,
    u: Array,
    cells: Array,
    slopes: Array,
    data: Formula = lambda x, slopes: x * slopes,
    model: Formula = lambda u, slopes: u / slopes,
) -> tuple[Array, ...]:
    """Densities on four cells of given widths, F linear on each cell with its slope |det J_F|.

    p_F(U) = p_U / slope and p_F^-1(X) = p_X slope; the width of a cell grows by its slope. The
    slopes cancel in the quotient of densities and in density times width.
    """
    wide = cells * slopes
    f_x, f_u = x / wide, u / cells  # densities, of X on the image's cells and of U on its own
    left = total(wide * f_x * log(f_x / model(f_u, slopes)))
    f_back = data(f_x, slopes)
    return left, total(cells * f_back * log(f_back / f_u))


proves(kl_moves_through_a_flow)(by_algebra)
