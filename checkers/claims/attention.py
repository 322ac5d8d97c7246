r"""Theorems on attention.

x_i are the rows of X, q_i = W_Q x_i, k_i = W_K x_i, v_i = W_V x_i, and

    s_ij = q_i . k_j,     alpha_ij = exp(s_ij) / sum_t exp(s_it),     y_i = sum_j alpha_ij v_j.

A factor 1 / sqrt(d) in s_ij may be thought to be in W_Q. dl_final prints the normalizer as
sum_t s_it, without its exponential, and the output as a sum over i: both fail below.

Source: Vaswani et al., Attention Is All You Need, NeurIPS 2017.
"""

from __future__ import annotations

import numpy as np
import sympy as sp

from checkers.claims.arrays import (
    Array,
    Formula,
    exp,
    identity,
    library,
    mean,
    reordered,
    sigmoid,
    softmax,
    stack,
    tensor,
    total,
    transposed,
    where,
)
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import order, real
from checkers.claims.symbols import (
    by_polynomials,
    require,
    require_equal,
    require_holds,
    symbolic_world,
)

VASWANI = "Vaswani et al., Attention Is All You Need, NeurIPS 2017"
WEIGHTS = {"Q": real(2, 2), "K": real(2, 2), "V": real(2, 2)}
N = 3


def scores(X: Array, Q: Array, K: Array) -> Array:
    """s_ij = (W_Q x_i) . (W_K x_j)."""
    return (X @ transposed(Q)) @ transposed(X @ transposed(K))


def attend(X: Array, Q: Array, K: Array, V: Array) -> Array:
    """y, a row a token."""
    return softmax(scores(X, Q, K)) @ (X @ transposed(V))


def _lower(n: int, like: Array) -> Array:
    return library(like).tril(identity(n, like) * 0 + 1)


def _masked(s: Array, mask: Array) -> Array:
    """Scores that a mask of zeros removes."""
    return where(mask > 0, s, -float("inf"))


def causal(X: Array, Q: Array, K: Array, V: Array) -> Array:
    """Attention to the tokens up to one's own."""
    s = scores(X, Q, K)
    return softmax(_masked(s, _lower(X.shape[-2], s))) @ (X @ transposed(V))


def _positions(X: Array) -> Array:
    return tensor([[0.0, 1.0], [0.8, 0.5], [0.9, -0.4], [0.1, -1.0]], X)


def _with_distance(X: Array, Q: Array, K: Array, V: Array) -> Array:
    """Scores that fall with the distance of two tokens (ALiBi)."""
    at = tensor(list(range(X.shape[-2])), X)
    s = scores(X, Q, K) - abs(at[:, None] - at)
    return softmax(s) @ (X @ transposed(V))


@theorem(
    "attention without positions is permutation equivariant: A(P X) = P A(X)",
    source=f"{VASWANI}, section 3.5; Lee et al., Set Transformer, ICML 2019",
    parts=("gm_midterm_2025 1.b", "cmu24789_midterm_2025 3.4"),
    worlds={"X": real(4, 2), **WEIGHTS, "P": order(4)},
    near_misses={
        "layer": {
            "positions are added": lambda X, Q, K, V: attend(X + _positions(X), Q, K, V),
            "a causal mask": causal,
            "scores fall with distance": _with_distance,
            "the first token is every query": lambda X, Q, K, V: (
                X[..., :1, :] + attend(X, Q, K, V)
            ),
            "a running sum of tokens": lambda X, Q, K, V: X.cumsum(-2),
            "each token takes the one before": lambda X, Q, K, V: X[..., [3, 0, 1, 2], :],
        }
    },
)
def attention_is_permutation_equivariant(
    X: Array, Q: Array, K: Array, V: Array, P: Array, layer: Formula = attend
) -> tuple[Array, ...]:
    """So a word's place in the sentence is nothing to it, unless positions are put in."""
    before, after = reordered(X, P, -2), reordered(layer(X, Q, K, V), P, -2)
    return layer(before, Q, K, V), after


@proves(attention_is_permutation_equivariant)
def exchange_two_tokens(claim: Claim) -> None:
    """For exchanges of neighbours, of which every permutation is made."""
    letters = {name: domain for name, domain in claim.worlds.items() if name != "P"}
    for P in ([1, 0, 2, 3], [0, 2, 1, 3], [0, 1, 3, 2]):
        require_holds(claim, {**symbolic_world(letters), "P": np.array([P])})


@theorem(
    "under a causal mask y_i does not change with x_j, j > i",
    source=f"{VASWANI}, section 3.2.3",
    parts=("cmu24789_midterm_2025 2.a", "cmu24789_midterm_2025 1.d"),
    worlds={"X": real(N, 2), "later": real(N, 2), **WEIGHTS},
    near_misses={
        "layer": {
            "no mask": attend,
            "the mask is transposed": lambda X, Q, K, V: _by_mask(X, Q, K, V, transposed),
            "one token ahead is seen": lambda X, Q, K, V: _by_mask(X, Q, K, V, _ahead),
            "masked after the softmax": lambda X, Q, K, V: (
                (softmax(scores(X, Q, K)) * _lower(N, X)) @ (X @ transposed(V))
            ),
            "scores are masked by a zero": lambda X, Q, K, V: (
                softmax(scores(X, Q, K) * _lower(N, X)) @ (X @ transposed(V))
            ),
            "normalized over queries": lambda X, Q, K, V: (
                transposed(softmax(transposed(_masked(scores(X, Q, K), _lower(N, X)))))
                @ (X @ transposed(V))
            ),
            "tokens are centred first": lambda X, Q, K, V: causal(X - mean(X, -2), Q, K, V),
        }
    },
)
def causal_attention_ignores_later_tokens(
    X: Array, later: Array, Q: Array, K: Array, V: Array, layer: Formula = causal
) -> tuple[Array, ...]:
    """Every y_i at once, as in training; x_1 attends to itself alone, with weight 1."""
    rows = tensor([[0.0], [1.0], [2.0]], X)
    kept, changed = [], []
    for i in range(N - 1):
        mixed = where(rows <= i, X, later)
        kept.append(layer(X, Q, K, V)[..., i, :])
        changed.append(layer(mixed, Q, K, V)[..., i, :])
    return stack(kept), stack(changed)


proves(causal_attention_ignores_later_tokens)(by_polynomials)


def _by_mask(X: Array, Q: Array, K: Array, V: Array, change: Formula) -> Array:
    s = scores(X, Q, K)
    return softmax(_masked(s, change(_lower(N, s)))) @ (X @ transposed(V))


def _ahead(mask: Array) -> Array:
    return library(mask).tril(mask * 0 + 1, 1)


def _weights(s: Array) -> Array:
    return softmax(s)


@theorem(
    "y_i is a weighted mean of the v_j: min_j v_j <= y_i <= max_j v_j in every coordinate",
    source=f"{VASWANI}, section 3.2.1",
    parts=("gm_midterm_2025 1.c", "cmu24789_midterm_2025 3.5"),
    relation=">=",
    worlds={"s": real(N, N), "v": real(N, 2)},
    near_misses={
        "alpha": {
            "not normalized": exp,
            "the normalizer without its exponential": lambda s: exp(s) / s.sum(-1)[..., None],
            "normalized over queries": lambda s: transposed(softmax(transposed(s))),
            "scores alone": lambda s: s,
            "scores over their sum": lambda s: s / s.sum(-1)[..., None],
            "a sigmoid each": sigmoid,
        }
    },
)
def attention_averages_values(
    s: Array, v: Array, alpha: Formula = _weights
) -> tuple[Array, ...]:
    """Weights are positive and sum to one over j, whatever the scores."""
    y = alpha(s) @ v
    lib = library(v)
    most, least = lib.amax(v, -2)[..., None, :], lib.amin(v, -2)[..., None, :]
    return most + 0 * y, y, least + 0 * y


@proves(attention_averages_values)
def weights_are_positive_and_sum_to_one(claim: Claim) -> None:
    """With weights alpha_j, y - m has the sign of the v_j - m, m the least or the most."""
    s, d = (np.array([sp.symbols(f"{name}:{N}", real=True)]) for name in "sd")
    m = sp.Symbol("m", real=True)
    alpha = softmax(s)
    require_equal(total(alpha * (m + d)), m + total(alpha * d), "y - m is a mean of v - m")
    for weight in alpha[0]:
        require(weight.is_positive, "alpha > 0")
