r"""Theorems on layer and batch normalization.

    LN(x)_i = (x_i - mean_j x_j) / sqrt(var_j x_j + eps)       over one example's features
    BN(x)_bi = (x_bi - mean_b x_bi) / sqrt(var_b x_bi + eps)   over the batch, for each feature

Variances divide by the count. eps > 0 keeps constant inputs from dividing by zero.

Sources: Ba et al., Layer Normalization, 2016; Ioffe and Szegedy, Batch Normalization, 2015.
"""

from __future__ import annotations

import numpy as np
import sympy as sp

from checkers.claims.arrays import Array, Formula, library, mean, sqrt, stack, where
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import nonzero, positive, real
from checkers.claims.symbols import (
    by_algebra,
    require,
    require_equal,
    require_holds,
    symbolic_world,
)

BA = "Ba et al., Layer Normalization, 2016"
IOFFE = "Ioffe and Szegedy, Batch Normalization, ICML 2015"
EPS = 1e-5


def variance(x: Array, axis: int = -1) -> Array:
    """The variance over an axis, which is kept."""
    return mean((x - mean(x, axis)) ** 2, axis)


def normalized(x: Array, axis: int, eps: float = EPS) -> Array:
    """x, centred and scaled over an axis."""
    return (x - mean(x, axis)) / sqrt(variance(x, axis) + eps)


def layer_norm(x: Array) -> Array:
    """Over the last axis, the features."""
    return normalized(x, -1)


def batch_norm(x: Array) -> Array:
    """Over the axis before, the batch."""
    return normalized(x, -2)


@theorem(
    "LN(x) has mean 0 and variance v / (v + eps), v = var(x): 1 but for eps",
    source=f"{BA}, equation 3",
    parts=("gm_midterm_2025 1.d",),
    worlds={"x": real(4)},
    near_misses={
        "norm": {
            "divided by the variance": lambda x: (x - mean(x)) / (variance(x) + EPS),
            "not centred": lambda x: x / sqrt(variance(x) + EPS),
            "the unbiased variance": lambda x: (x - mean(x)) / sqrt(4 / 3 * variance(x) + EPS),
            "the root mean square": lambda x: x / sqrt(mean(x**2) + EPS),
            "the Euclidean norm": lambda x: (x - mean(x)) / sqrt(4 * variance(x) + EPS),
            "the range": lambda x: (x - mean(x)) / (abs(x).sum(-1)[..., None] + EPS),
            "the least for the mean": lambda x: (
                (x - library(x).amin(x, -1)[..., None]) / sqrt(variance(x) + EPS)
            ),
        }
    },
)
def layer_norm_has_mean_0_and_variance_1(
    x: Array, norm: Formula = layer_norm
) -> tuple[Array, ...]:
    """A constant x becomes 0."""
    y, v = norm(x), variance(x)[..., 0]
    return stack([mean(y)[..., 0], variance(y)[..., 0]]), stack([0 * v, v / (v + EPS)])


proves(layer_norm_has_mean_0_and_variance_1)(by_algebra)


@theorem(
    "LN of two different numbers is (1, -1) or (-1, 1), with eps = 0",
    source=BA,
    parts=("gm_midterm_2025 1.d",),
    worlds={"a": real(), "gap": nonzero()},
    near_misses={
        "norm": {
            "the unbiased variance": lambda x: (x - mean(x)) / sqrt(2 * variance(x)),
            "divided by the variance": lambda x: (x - mean(x)) / variance(x),
            "not centred": lambda x: x / sqrt(variance(x)),
            "not scaled": lambda x: x - mean(x),
            "the sign turned": lambda x: (mean(x) - x) / sqrt(variance(x)),
            "divided by the range": lambda x: (x - mean(x)) / abs(x[..., :1] - x[..., 1:]),
        }
    },
)
def layer_norm_of_two(
    a: Array, gap: Array, norm: Formula = lambda x: normalized(x, -1, 0.0)
) -> tuple[Array, ...]:
    """All that is left of two features is which is larger."""
    sign = where(gap > 0, 1.0, -1.0)
    return norm(stack([a + gap, a])), stack([sign, -sign])


@proves(layer_norm_of_two)
def the_deviation_is_half_the_gap(claim: Claim) -> None:
    """For a gap above zero and for one below."""
    world, gap = symbolic_world(claim.worlds), sp.Symbol("gap", positive=True)
    for sign in (1, -1):
        require_holds(claim, {**world, "gap": np.array([sign * gap])})


@theorem(
    "LN(c x + b) = LN(x) for c > 0, with eps = 0",
    source=f"{BA}, table 1",
    parts=("gm_midterm_2025 1.d",),
    worlds={"steps": positive(3), "c": positive(), "b": real()},
    near_misses={
        "norm": {
            "not centred": lambda x: x / sqrt(variance(x)),
            "not scaled": lambda x: x - mean(x),
            "the root mean square": lambda x: x / sqrt(mean(x**2)),
            "divided by the variance": lambda x: (x - mean(x)) / variance(x),
            "eps is not 0": layer_norm,
        },
        "c": {"c < 0": -2.0},
    },
)
def layer_norm_ignores_shift_and_scale(
    steps: Array,
    c: Array,
    b: Array,
    norm: Formula = lambda x: normalized(x, -1, 0.0),
) -> tuple[Array, ...]:
    """For x that is not constant. With c < 0 the sign turns."""
    x = (1 + 9 * steps / (1 + steps)).cumsum(-1)
    c, b = (c + 0 * b)[..., None], b[..., None]
    factor = where(c > 0, 0.1 + 9 * abs(c) / (1 + abs(c)), c)
    return norm(factor * x + b), norm(x)


@proves(layer_norm_ignores_shift_and_scale)
def moments_scale(claim: Claim) -> None:
    """mean(c x + b) = c mean(x) + b, var(c x + b) = c^2 var(x), and sqrt(c^2) = c for c > 0."""
    x, b, c = sp.symbols("x:3", real=True), sp.Symbol("b"), sp.Symbol("c", positive=True)
    row = np.array([x])
    require_equal(mean(c * row + b), c * mean(row) + b, "the mean")
    require_equal(variance(c * row + b), c**2 * variance(row), "the variance")
    require(sp.sqrt(c**2) == c, "the deviation")


@theorem(
    "at batch size 1, BN(x) gamma + beta = beta whatever x is: not layer norm",
    source=f"{IOFFE}, algorithm 1",
    parts=("dl_final 1.17",),
    worlds={"x": real(1, 4), "gamma": real(4), "beta": real(4)},
    near_misses={
        "norm": {
            "layer norm": layer_norm,
            "running statistics": lambda x: (x - 0.3) / sqrt(0.7 + EPS),
            "not centred": lambda x: x / sqrt(variance(x, -2) + EPS),
            "the root mean square": lambda x: x / sqrt(mean(x**2, -2) + EPS),
            "over batch and features together": lambda x: normalized(
                x.reshape(-1, 4), -1
            ).reshape(-1, 1, 4),
            "a skip connection": lambda x: x + batch_norm(x),
        }
    },
)
def batch_norm_of_one_example_is_constant(
    x: Array, gamma: Array, beta: Array, norm: Formula = batch_norm
) -> tuple[Array, ...]:
    """Each feature is its own mean. Over an image's positions too, BN of one image is instance
    norm: still no layer norm, which mixes channels.
    """
    return norm(x) * gamma[..., None, :] + beta[..., None, :], beta[..., None, :]


proves(batch_norm_of_one_example_is_constant)(by_algebra)


@theorem(
    "in evaluation, BN with running statistics treats an example alike in every batch",
    source=f"{IOFFE}, section 3.1",
    parts=("dl_final 1.15",),
    worlds={
        "x": real(1, 3),
        "rest": real(2, 3),
        "others": real(2, 3),
        "m": real(3),
        "v": positive(3),
    },
    near_misses={
        "norm": {
            "batch statistics": lambda x, m, v: batch_norm(x),
            "the batch's mean, the running variance": lambda x, m, v: (
                (x - mean(x, -2)) / sqrt(v + EPS)
            ),
            "the running mean, the batch's variance": lambda x, m, v: (
                (x - m) / sqrt(variance(x, -2) + EPS)
            ),
            "running statistics that are updated first": lambda x, m, v: (
                (x - 0.9 * m - 0.1 * mean(x, -2)) / sqrt(v + EPS)
            ),
            "the batch's largest value": lambda x, m, v: (
                x / (1 + library(x).amax(abs(x), -2)[..., None, :])
            ),
        }
    },
)
def batch_norm_in_evaluation_ignores_the_batch(
    x: Array,
    rest: Array,
    others: Array,
    m: Array,
    v: Array,
    norm: Formula = lambda x, m, v: (x - m) / sqrt(v + EPS),
) -> tuple[Array, ...]:
    """In training it does not: there the example is scaled by its neighbours."""
    m, v = m[..., None, :], v[..., None, :]
    join = library(x).concatenate
    first, second = (norm(join([x, more], -2), m, v)[..., 0, :] for more in (rest, others))
    return first, second


proves(batch_norm_in_evaluation_ignores_the_batch)(by_algebra)
