r"""Theorems on gradient steps: accumulated, stochastic, adaptive.

g_b is the gradient of example b's loss, g = mean_b g_b that of the mean loss over the batch.
"""

from __future__ import annotations

from checkers.claims.arrays import (
    Array,
    Formula,
    exp,
    gradient,
    library,
    mean,
    sqrt,
    stack,
    tanh,
    times,
)
from checkers.claims.claim import proves, theorem
from checkers.claims.domains import nonzero, positive, real
from checkers.claims.normalization import IOFFE, batch_norm
from checkers.claims.symbols import by_algebra

BATCH = 3


def _loss(w: Array, X: Array, t: Array, within: Formula) -> Array:
    """The mean squared error of tanh(within(X w)) over a batch."""
    a = within(times(X, w)[..., None])[..., 0]
    return mean((tanh(a) - t) ** 2)[..., 0]


@theorem(
    "the mean of the gradients at batch size 1 is the batch's gradient, without batch norm",
    source=f"{IOFFE}, section 3",
    parts=("dl_final 1.13",),
    worlds={"X": real(BATCH, 2), "t": real(BATCH), "w": real(2)},
    near_misses={
        "within": {
            "batch norm": batch_norm,
            "centred over the batch": lambda a: a - mean(a, -2),
            "scaled over the batch": lambda a: a / sqrt(mean(a**2, -2) + 1),
            "a softmax over the batch": lambda a: exp(a) / exp(a).sum(-2)[..., None, :],
            "the batch's mean is added": lambda a: a + mean(a, -2),
            "residual batch norm": lambda a: a + batch_norm(a),
        }
    },
)
def accumulated_gradients_are_the_batch_gradient(
    X: Array, t: Array, w: Array, within: Formula = lambda a: a
) -> tuple[Array, ...]:
    """What normalizes over a batch sees another batch: at size 1, batch norm sees nothing."""
    w = tanh(w)
    whole = gradient(lambda w: _loss(w, X, t, within), w)
    steps = [
        gradient(lambda w, b=b: _loss(w, X[..., b : b + 1, :], t[..., b : b + 1], within), w)
        for b in range(BATCH)
    ]
    return whole, stack(steps).sum(-1) / BATCH


proves(accumulated_gradients_are_the_batch_gradient)(by_algebra)


def _moments(g: Array) -> tuple[Array, Array]:
    """Mean and variance of the mean of two examples drawn with replacement."""
    pairs = (g[..., :, None] + g[..., None, :]) / 2
    flat = pairs.reshape(*pairs.shape[:-2], -1)
    return mean(flat)[..., 0], mean((flat - mean(flat)) ** 2)[..., 0]


def _spread(g: Array) -> Array:
    return mean((g - mean(g)) ** 2)[..., 0]


@theorem(
    "an SGD step at batch size m has the mean of the GD step, and variance Var(g_b) / m, not 0",
    source="Bottou et al., Optimization Methods for Large-Scale Machine Learning, 2018",
    parts=("dl_final 1.14",),
    worlds={"g": real(4)},
    near_misses={
        "moments": {
            "the variance of GD": lambda g: (mean(g)[..., 0], 0 * g[..., 0]),
            "that of one example": lambda g: (mean(g)[..., 0], _spread(g)),
            "divided by the root of m": lambda g: (mean(g)[..., 0], _spread(g) / 2**0.5),
            "divided by m squared": lambda g: (mean(g)[..., 0], _spread(g) / 4),
            "without replacement": lambda g: (mean(g)[..., 0], _spread(g) / 3),
            "a mean twice as large": lambda g: (2 * mean(g)[..., 0], _spread(g) / 2),
        }
    },
)
def minibatch_gradient_is_unbiased(
    g: Array, moments: Formula = lambda g: (mean(g)[..., 0], _spread(g) / 2)
) -> tuple[Array, ...]:
    """Over all 16 batches of two from four examples. At m = the whole set, without replacement,
    SGD is GD.
    """
    return stack(list(_moments(g))), stack(list(moments(g)))


proves(minibatch_gradient_is_unbiased)(by_algebra)


@theorem(
    "the direction of an Adam or AdaGrad step does not change if a coordinate of g is rescaled",
    source="Kingma and Ba, Adam, ICLR 2015, section 2.1; Duchi et al., JMLR 2011",
    parts=("dl_final 1.9",),
    worlds={"g": nonzero(3, 2), "c": positive(2)},
    near_misses={
        "step": {
            "gradient descent": lambda g: g.sum(-2),
            "one rate for all, by the norm": lambda g: (
                g.sum(-2) / sqrt((g**2).sum((-2, -1)))[..., None]
            ),
            "the root is forgotten": lambda g: g[..., -1, :] / (g**2).sum(-2),
            "momentum": lambda g: 0.9 * g[..., 0, :] + 0.1 * g[..., 1, :],
            "an eps of one": lambda g: g[..., -1, :] / (sqrt((g**2).sum(-2)) + 1),
            "the largest coordinate's rate": lambda g: (
                g[..., -1, :] / library(g).amax(abs(g), (-2, -1))[..., None]
            ),
        }
    },
)
def adaptive_steps_are_scale_free(
    g: Array,
    c: Array,
    step: Formula = lambda g: g[..., -1, :] / sqrt((g**2).sum(-2)),
) -> tuple[Array, ...]:
    """Each dimension has its own rate, learnt from its own gradients; eps = 0."""
    return step(g * c[..., None, :]), step(g)


proves(adaptive_steps_are_scale_free)(by_algebra)
