r"""Theorems on discrete diffusion.

x_t is one of K states, as a one-hot row; q(x_t | x_{t-1}) = Cat(x_{t-1} Q_t) with Q_t row
stochastic, and Qbar_t = Q_1 ... Q_t. 0 log 0 = 0.

Source: Austin et al., Structured Denoising Diffusion Models in Discrete State-Spaces (D3PM),
NeurIPS 2021.
"""

from __future__ import annotations

from checkers.claims.arrays import Array, Formula, identity, tensor, total, transposed
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.divergences import log_of
from checkers.claims.domains import full_law, law, unit
from checkers.claims.information import entropy
from checkers.claims.symbols import (
    by_algebra,
    by_polynomials,
    gibbs,
    require_equal,
    symbolic_world,
)

AUSTIN = "Austin et al., D3PM, NeurIPS 2021"
K = 3


def _paths(Q: Array) -> Array:
    """q(x_3 | x_0) as a table, by summing over all paths x_0, x_1, x_2, x_3."""
    first, second, third = Q[..., 0, :, :], Q[..., 1, :, :], Q[..., 2, :, :]
    path = first[..., :, :, None, None] * second[..., None, :, :, None]
    return (path * third[..., None, None, :, :]).sum((-3, -2))


def _steps(Q: Array) -> list[Array]:
    return [Q[..., t, :, :] for t in range(Q.shape[-3])]


@theorem(
    "q(x_T | x_0) = Cat(x_0 Q_1 Q_2 ... Q_T)",
    source=f"{AUSTIN}, equation 3",
    parts=("dl_final 6.1",),
    worlds={"Q": law(3, K, K)},
    near_misses={
        "Qbar": {
            "in reverse": lambda Q: Q[2] @ Q[1] @ Q[0],
            "the last step alone": lambda Q: Q[2],
            "entrywise products": lambda Q: Q[0] * Q[1] * Q[2],
            "the mean of the matrices": lambda Q: (Q[0] + Q[1] + Q[2]) / 3,
            "one step too few": lambda Q: Q[0] @ Q[1],
            "columns for rows": lambda Q: transposed(Q[0] @ Q[1] @ Q[2]),
            "a power of the first": lambda Q: Q[0] @ Q[0] @ Q[0],
        }
    },
)
def discrete_marginal(
    Q: Array, Qbar: Formula = lambda Q: Q[0] @ Q[1] @ Q[2]
) -> tuple[Array, ...]:
    """Rows are x_0: the row vector multiplies from the left (Chapman-Kolmogorov)."""
    return _paths(Q), Qbar(_steps(Q))


proves(discrete_marginal)(by_polynomials)


def _bayes(before: Array, step: Array) -> Array:
    """x_T Q_T^T * x_0 Qbar_{T-1} / (x_0 Qbar_T x_T^T), at [x_0, x_T, x_{T-1}]."""
    likely = before[..., :, None, :] * transposed(step)[..., None, :, :]
    return likely / (before @ step)[..., :, :, None]


@theorem(
    "q(x_{T-1} | x_T, x_0) = Cat(x_T Q_T^T * x_0 Qbar_{T-1} / (x_0 Qbar_T x_T^T))",
    source=f"{AUSTIN}, equation 3",
    parts=("dl_final 6.2",),
    worlds={"Q": full_law(3, K, K)},
    near_misses={
        "posterior": {
            "Q_T for its transpose": lambda before, step: (
                before[..., :, None, :]
                * step[..., None, :, :]
                / (before @ step)[..., :, :, None]
            ),
            "not normalized": lambda before, step: (
                before[..., :, None, :] * transposed(step)[..., None, :, :]
            ),
            "Bayes without the past": lambda before, step: (
                0 * before[..., :, None, :]
                + (transposed(step) / transposed(step).sum(-1)[..., None])[..., None, :, :]
            ),
            "the past alone": lambda before, step: (
                before[..., :, None, :] + 0 * step[..., None, :, :]
            ),
            "the sum for the product": lambda before, step: (
                (before[..., :, None, :] + transposed(step)[..., None, :, :]) / 2
            ),
            "normalized by the past": lambda before, step: (
                before[..., :, None, :]
                * transposed(step)[..., None, :, :]
                / before[..., :, :, None]
            ),
        }
    },
)
def discrete_posterior(Q: Array, posterior: Formula = _bayes) -> tuple[Array, ...]:
    """From the joint law of paths, conditioned; where x_T cannot be reached there is none.

    The normalizer is a number: x_0 Qbar_T at x_T.
    """
    first, second, third = _steps(Q)
    paths = (first @ second)[..., :, :, None] * third[..., None, :, :]
    ends = paths.sum(-2)[..., :, None, :]
    conditioned = transposed(paths / ends)
    return conditioned, posterior(first @ second, third)


proves(discrete_posterior)(by_polynomials)


def _blurred(beta: Array, Q: Array) -> Array:
    """(1 - beta) I + beta 1 1^T / K."""
    eye = identity(K, Q)
    return (1 - beta[..., None, None]) * eye + beta[..., None, None] / K


@theorem(
    "H(x_0) <= H(x_0 Q_1) <= H(x_0 Q_1 Q_2) <= log K "
    "for Q_t = (1 - beta_t) I + beta_t 1 1^T / K",
    source=f"{AUSTIN}, section 3.1; Cover and Thomas, theorem 4.4.1",
    parts=("dl_final 6.3",),
    relation=">=",
    worlds={"p": law(K), "beta": unit(2), "Q": law(K, K)},
    near_misses={
        "step": {
            "any stochastic matrix": lambda beta, Q: Q,
            "an absorbing state": lambda beta, Q: (
                (1 - beta[..., None, None]) * identity(K, Q)
                + beta[..., None, None] * tensor([[0, 0, 1]] * K, Q)
            ),
            "rows that do not sum to one": lambda beta, Q: _blurred(beta, Q) / 2,
            "columns mixed by a law": lambda beta, Q: transposed(Q),
            "halfway to any law": lambda beta, Q: (identity(K, Q) + Q[..., :1, :]) / 2,
            "a step back": lambda beta, Q: 2 * identity(K, Q) - _blurred(beta / 4, Q),
        }
    },
)
def uniform_noise_raises_entropy(
    p: Array, beta: Array, Q: Array, step: Formula = _blurred
) -> tuple[Array, ...]:
    """Strictly, but for the uniform law, which stays. Any doubly stochastic Q_t will do."""
    once = (p[..., :, None] * step(beta[..., 0], Q)).sum(-2)
    twice = (once[..., :, None] * step(beta[..., 1], Q)).sum(-2)
    return log_of(K, p) + 0 * p[..., 0], entropy(twice), entropy(once), entropy(p)


@proves(uniform_noise_raises_entropy)
def a_gain_is_three_divergences(claim: Claim) -> None:
    """H(p') - H(p) = (1 - b) KL(p || p') + b KL(u || p') + b KL(p || u), p' = (1 - b) p + b u.

    u is the uniform law; and log K - H(p) = KL(p || u).
    """
    world = symbolic_world(claim.worlds)
    p, b = world["p"], world["beta"][..., :1]
    u = total(p)[..., None] / K + 0 * p
    after = (p[..., :, None] * _blurred(b[..., 0], p)).sum(-2)
    require_equal(after, (1 - b) * p + b * u, "a step mixes with the uniform law")
    b = b[..., 0]
    gain = (1 - b) * gibbs(p, after) + b * gibbs(u, after) + b * gibbs(p, u)
    require_equal(entropy(after) - entropy(p), gain, "a step")
    require_equal(log_of(K, p) - entropy(p), gibbs(p, u), "the most there is")


@theorem(
    "x_0 Q_1 ... Q_T = abar_T x_0 + (1 - abar_T) 1/K for uniform noise, "
    "abar_T = prod_t (1 - beta_t)",
    source=f"{AUSTIN}, appendix A.2.1",
    parts=("dl_final 6.3", "dl_final 6.1"),
    worlds={"p": law(K), "beta": unit(3)},
    near_misses={
        "kept": {
            "a sum of the betas": lambda beta: 1 - beta.sum(-1),
            "the product of the betas": lambda beta: 1 - beta.prod(-1),
            "the last step": lambda beta: 1 - beta[..., -1],
            "its root": lambda beta: (1 - beta).prod(-1) ** 0.5,
            "nothing is kept": lambda beta: 0 * beta[..., 0],
        }
    },
)
def uniform_noise_marginal(
    p: Array, beta: Array, kept: Formula = lambda beta: (1 - beta).prod(-1)
) -> tuple[Array, ...]:
    """Like the Gaussian's abar_t: the chance that no step replaced the state."""
    x = p
    for t in range(3):
        x = (x[..., :, None] * _blurred(beta[..., t], p)).sum(-2)
    abar = kept(beta)[..., None]
    return x, abar * p + (1 - abar) * total(p)[..., None] / K


proves(uniform_noise_marginal)(by_algebra)
