r"""Theorems on the backward pass of attention.

    s_ij = q_i . k_j,      alpha = softmax(s) by rows,      y_i = sum_j alpha_ij v_j,

with rows q_i, k_i, v_i; L is any function of y, here linear with the gradient wanted. The left
sides differentiate by complex steps, the right sides are the formulas.
"""

from __future__ import annotations

import numpy as np
import sympy as sp

from checkers.claims.arrays import (
    Array,
    Formula,
    gradient,
    library,
    matmul,
    mean,
    softmax,
    total,
    transposed,
)
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import law, real
from checkers.claims.symbols import by_polynomials, require_equal, symbolic_world

N = 3


def _pair(left: Array, right: Array) -> Array:
    """Two answers side by side."""
    n = left.shape[0]
    return library(left).concatenate([left.reshape(n, -1), right.reshape(n, -1)], 1)


@theorem(
    "dL/dv_j = sum_i alpha_ij dL/dy_i,  dL/dalpha_ij = (dL/dy_i) . v_j",
    source="Griewank and Walther, Evaluating Derivatives, 2008, section 3.3 (adjoints)",
    parts=("dl_final 3.1",),
    worlds={"alpha": law(N, N), "v": real(N, 2), "g": real(N, 2)},
    near_misses={
        "dv": {
            "alpha is not transposed": lambda alpha, g: alpha @ g,
            "the sum of dL/dy": lambda alpha, g: g.sum(-2)[..., None, :] + 0 * g,
            "the diagonal weight": lambda alpha, g: g * alpha[..., [0, 1, 2], [0, 1, 2], None],
        },
        "dalpha": {
            "i and j exchanged": lambda v, g: v @ transposed(g),
            "through the softmax already": lambda v, g: (
                g @ transposed(v) - mean(g @ transposed(v))
            ),
            "half": lambda v, g: g @ transposed(v) / 2,
        },
    },
)
def attention_backward_to_values(
    alpha: Array,
    v: Array,
    g: Array,
    dv: Formula = lambda alpha, g: transposed(alpha) @ g,
    dalpha: Formula = lambda v, g: g @ transposed(v),
) -> tuple[Array, ...]:
    """Here g = dL/dy; alpha's entries are taken as free: its softmax comes with the scores."""

    def loss(alpha: Array, v: Array) -> Array:
        return total(g * matmul(alpha, v), 2)

    found = _pair(gradient(lambda v: loss(alpha, v), v), gradient(lambda a: loss(a, v), alpha))
    return found, _pair(dv(alpha, g), dalpha(v, g))


proves(attention_backward_to_values)(by_polynomials)


def dscores(alpha: Array, c: Array) -> Array:
    """dL/ds_ij = alpha_ij (c_ij - sum_t alpha_it c_it), c = dL/dalpha."""
    return alpha * (c - (alpha * c).sum(-1)[..., None])


@theorem(
    "dL/dq_i = sum_j dL/ds_ij k_j,  dL/dk_j = sum_i dL/ds_ij q_i, "
    "dL/ds_ij = alpha_ij (dL/dalpha_ij - sum_t alpha_it dL/dalpha_it)",
    source="Dao et al., FlashAttention, NeurIPS 2022, appendix B.2",
    parts=("dl_final 3.2",),
    worlds={"q": real(N, 2), "k": real(N, 2), "c": real(N, N)},
    near_misses={
        "ds": {
            "no softmax": lambda alpha, c: c,
            "the diagonal of its Jacobian": lambda alpha, c: alpha * (1 - alpha) * c,
            "its first term": lambda alpha, c: alpha * c,
            "the mean is not weighted": lambda alpha, c: alpha * (c - mean(c)),
            "summed over queries": lambda alpha, c: (
                alpha * (c - (alpha * c).sum(-2)[..., None, :])
            ),
            "the sign turned": lambda alpha, c: -dscores(alpha, c),
        },
        "dk": {
            "ds is not transposed for k": lambda ds, q: ds @ q,
        },
    },
)
def attention_backward_to_queries_and_keys(
    q: Array,
    k: Array,
    c: Array,
    ds: Formula = dscores,
    dk: Formula = lambda ds, q: transposed(ds) @ q,
) -> tuple[Array, ...]:
    """Here c = dL/dalpha. Each row of dL/ds sums to zero: a softmax does not see a constant."""

    def loss(q: Array, k: Array) -> Array:
        return total(c * softmax(matmul(q, transposed(k))), 2)

    slopes = ds(softmax(q @ transposed(k)), c)
    found = _pair(gradient(lambda q: loss(q, k), q), gradient(lambda k: loss(q, k), k))
    return found, _pair(slopes @ k, dk(slopes, q))


@proves(attention_backward_to_queries_and_keys)
def through_the_softmax_and_the_product(claim: Claim) -> None:
    """The softmax of a row of scores first; then the scores, which are linear in q and in k."""
    s, c = (np.array([sp.symbols(f"{name}:{N}", real=True)]) for name in "sc")
    by_rule = gradient(lambda s: total(c * softmax(s)), s)
    alpha = softmax(s)
    require_equal(by_rule, alpha * (c - total(alpha * c)[..., None]), "dL/ds of a row")

    world = symbolic_world(claim.worlds)
    q, k, slopes = world["q"], world["k"], world["c"]
    by_q = gradient(lambda q: total(slopes * matmul(q, transposed(k)), 2), q)
    by_k = gradient(lambda k: total(slopes * matmul(q, transposed(k)), 2), k)
    require_equal(by_q, slopes @ k, "dL/dq")
    require_equal(by_k, transposed(slopes) @ q, "dL/dk")


@theorem(
    "dL/dW_Q = sum_i (dL/dq_i) x_i^T, and likewise for W_K and W_V",
    source="Griewank and Walther, Evaluating Derivatives, 2008, section 3.3 (adjoints)",
    parts=("dl_final 3.3",),
    worlds={"X": real(N, 2), "W": real(2, 2), "c": real(N, 2)},
    near_misses={
        "dW": {
            "transposed": lambda X, W, c: transposed(X) @ c,
            "the first token only": lambda X, W, c: transposed(c[..., :1, :]) @ X[..., :1, :],
            "the sums' product": lambda X, W, c: (
                c.sum(-2)[..., :, None] * X.sum(-2)[..., None, :]
            ),
            "a mean over tokens": lambda X, W, c: transposed(c) @ X / N,
            "W takes part": lambda X, W, c: W @ (transposed(c) @ X),
            "entrywise": lambda X, W, c: (X * c).sum(-2)[..., None] + 0 * W,
        }
    },
)
def attention_backward_to_weights(
    X: Array, W: Array, c: Array, dW: Formula = lambda X, W, c: transposed(c) @ X
) -> tuple[Array, ...]:
    """Here c = dL/dq, a row a token; all tokens share a weight, so its gradients add up."""

    def loss(W: Array) -> Array:
        return total(c * matmul(X, transposed(W)), 2)

    return gradient(loss, W), dW(X, W, c)


proves(attention_backward_to_weights)(by_polynomials)
