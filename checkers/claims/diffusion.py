r"""Theorems on Gaussian diffusion.

    q(x_t | x_{t-1}) = N(sqrt(1 - beta_t) x_{t-1}, beta_t I)
    alpha_t = 1 - beta_t,      abar_t = alpha_1 ... alpha_t,      0 < beta_t < 1

Coordinates are independent, so one is enough; noise of variance v is written by its v.

Source: Ho, Jain and Abbeel, Denoising Diffusion Probabilistic Models, NeurIPS 2020.
"""

from __future__ import annotations

import sympy as sp

from checkers.claims.arrays import Array, Formula, log, sqrt, stack
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import real, unit
from checkers.claims.symbols import by_algebra, require

HO = "Ho et al., Denoising Diffusion Probabilistic Models, NeurIPS 2020"
STEPS = 5


def _after(beta: Array, x0: Array) -> tuple[Array, Array]:
    """Mean and variance of x_T given x_0, step by step."""
    mean, variance = x0, 0 * x0
    for t in range(beta.shape[-1]):
        mean = sqrt(1 - beta[..., t]) * mean
        variance = (1 - beta[..., t]) * variance + beta[..., t]
    return mean, variance


@theorem(
    "q(x_t | x_0) = N(sqrt(abar_t) x_0, (1 - abar_t) I)",
    source=f"{HO}, equation 4",
    parts=("gm_midterm_2025 5.b", "gm_midterm_2025 5.a", "cmu24789_midterm_2025 2.c"),
    worlds={"beta": unit(STEPS), "x0": real()},
    near_misses={
        "marginal": {
            "abar for its root": lambda abar, x0: (abar * x0, 1 - abar),
            "the variance is abar": lambda abar, x0: (sqrt(abar) * x0, abar),
            "the standard deviation": lambda abar, x0: (sqrt(abar) * x0, sqrt(1 - abar)),
            "the mean is x_0": lambda abar, x0: (x0, 1 - abar),
            "squared": lambda abar, x0: (sqrt(abar) * x0, (1 - abar) ** 2),
            "root of the complement": lambda abar, x0: (sqrt(1 - abar) * x0, 1 - abar),
        },
        "abar_of": {
            "the mean of the alphas": lambda beta: (1 - beta).sum(-1) / STEPS,
            "one step": lambda beta: 1 - beta[..., -1],
            "the product of the betas": lambda beta: beta.prod(-1),
        },
    },
)
def diffusion_marginal(
    beta: Array,
    x0: Array,
    marginal: Formula = lambda abar, x0: (sqrt(abar) * x0, 1 - abar),
    abar_of: Formula = lambda beta: (1 - beta).prod(-1),
) -> tuple[Array, ...]:
    """Independent noises add their variances. As abar_t -> 0, all trace of x_0 goes."""
    return stack(list(_after(beta, x0))), stack(list(marginal(abar_of(beta), x0)))


@proves(diffusion_marginal)
def by_induction(claim: Claim) -> None:
    """From t - 1 to t, for every t; and at t = 0 the mean is x_0, the variance 0."""
    abar, alpha = sp.symbols("abar alpha", positive=True)
    x0 = sp.Symbol("x0", real=True)
    mean = sp.sqrt(alpha) * sp.sqrt(abar) * x0
    require(sp.simplify(mean - sp.sqrt(abar * alpha) * x0) == 0, "the mean")
    variance = alpha * (1 - abar) + 1 - alpha
    require(sp.expand(variance - (1 - abar * alpha)) == 0, "the variance")
    require((sp.sqrt(abar) * x0).subs(abar, 1) == x0, "the mean at t = 0")


def _log_normal(x: Array, mean: Array, variance: Array) -> Array:
    """Log N(x; mean, variance), less the constant -log(2 pi) / 2."""
    return -((x - mean) ** 2) / (2 * variance) - log(variance) / 2


def _posterior_mean(x0: Array, xt: Array, abar: Array, beta: Array) -> Array:
    """(sqrt(abar_{t-1}) beta_t x_0 + sqrt(alpha_t) (1 - abar_{t-1}) x_t) / (1 - abar_t)."""
    after = abar * (1 - beta)
    return (sqrt(abar) * beta * x0 + sqrt(1 - beta) * (1 - abar) * xt) / (1 - after)


def _posterior_variance(abar: Array, beta: Array) -> Array:
    """beta_t (1 - abar_{t-1}) / (1 - abar_t)."""
    return beta * (1 - abar) / (1 - abar * (1 - beta))


@theorem(
    "q(x_{t-1} | x_t, x_0) = N(mu~_t(x_t, x_0), beta~_t I), "
    "beta~_t = (1 - abar_{t-1}) beta_t / (1 - abar_t)",
    source=f"{HO}, equations 6 and 7",
    parts=("gm_midterm_2025 5.c",),
    worlds={"abar": unit(), "beta": unit(), "x0": real(), "x": real(), "xt": real()},
    near_misses={
        "mu": {
            "the weights exchanged": lambda x0, xt, abar, beta: _posterior_mean(
                xt, x0, abar, beta
            ),
            "x_t rescaled": lambda x0, xt, abar, beta: xt / sqrt(1 - beta),
            "x_0 rescaled": lambda x0, xt, abar, beta: sqrt(abar) * x0,
            "no root on alpha": lambda x0, xt, abar, beta: (
                (sqrt(abar) * beta * x0 + (1 - beta) * (1 - abar) * xt)
                / (1 - abar * (1 - beta))
            ),
        },
        "spread": {
            "beta_t": lambda abar, beta: beta,
            "the root": lambda abar, beta: sqrt(_posterior_variance(abar, beta)),
            "upside down": lambda abar, beta: beta * (1 - abar * (1 - beta)) / (1 - abar),
            "the sum of the precisions": lambda abar, beta: 1 / beta + 1 / (1 - abar),
        },
    },
)
def diffusion_posterior(
    abar: Array,
    beta: Array,
    x0: Array,
    x: Array,
    xt: Array,
    mu: Formula = _posterior_mean,
    spread: Formula = _posterior_variance,
) -> tuple[Array, ...]:
    """By Bayes' rule, as densities of x = x_{t-1}; abar is abar_{t-1}.

    At t = 1, abar_0 = 1: the posterior is a point mass on x_0, with variance 0. Both sides are
    compared times beta (1 - abar), which keeps quotients by small variances in bounds.
    """
    after = abar * (1 - beta)
    bayes = (
        _log_normal(xt, sqrt(1 - beta) * x, beta)
        + _log_normal(x, sqrt(abar) * x0, 1 - abar)
        - _log_normal(xt, sqrt(after) * x0, 1 - after)
    )
    density = _log_normal(x, mu(x0, xt, abar, beta), spread(abar, beta))
    scale = beta * (1 - abar)
    return scale * bayes, scale * density


@proves(diffusion_posterior)
def complete_the_square(claim: Claim) -> None:
    """The exponents agree as polynomials in x; so do the normalizers."""
    abar, beta = sp.symbols("abar beta", positive=True)
    x, x0, xt = sp.symbols("x x0 xt", real=True)
    after = abar * (1 - beta)
    mu = (sp.sqrt(abar) * beta * x0 + sp.sqrt(1 - beta) * (1 - abar) * xt) / (1 - after)
    spread = beta * (1 - abar) / (1 - after)
    bayes = (
        (xt - sp.sqrt(1 - beta) * x) ** 2 / beta
        + (x - sp.sqrt(abar) * x0) ** 2 / (1 - abar)
        - (xt - sp.sqrt(abar) * sp.sqrt(1 - beta) * x0) ** 2 / (1 - after)
    )
    require(sp.simplify(bayes - (x - mu) ** 2 / spread) == 0, "the exponents")
    require(sp.simplify(beta * (1 - abar) / (1 - after) - spread) == 0, "the normalizers")


@theorem(
    "Var x_0 = 1 implies Var x_t = 1: the forward step preserves unit variance",
    source=f"{HO}, section 2; Song et al., Score-Based Generative Modeling, ICLR 2021",
    parts=("gm_midterm_2025 5.a", "cmu24789_midterm_2025 3.9"),
    worlds={"beta": unit(STEPS)},
    near_misses={
        "kept": {
            "the signal is not scaled": lambda beta: 1 + 0 * beta,
            "scaled by 1 - beta, not its root": lambda beta: (1 - beta) ** 2,
            "scaled by the root of beta": lambda beta: beta,
        },
        "added": {
            "noise of standard deviation beta": lambda beta: beta**2,
            "no noise": lambda beta: 0 * beta,
            "noise of variance 1": lambda beta: 1 + 0 * beta,
        },
    },
)
def forward_step_preserves_unit_variance(
    beta: Array,
    kept: Formula = lambda beta: 1 - beta,
    added: Formula = lambda beta: beta,
) -> tuple[Array, ...]:
    """Var x_t = (1 - beta_t) Var x_{t-1} + beta_t: images do not brighten as noise comes in."""
    variance = 1 + 0 * beta[..., 0]
    for t in range(STEPS):
        variance = kept(beta[..., t]) * variance + added(beta[..., t])
    return variance, 1 + 0 * variance


proves(forward_step_preserves_unit_variance)(by_algebra)


@theorem(
    "x_0 = (x_t - sqrt(1 - abar_t) eps) / sqrt(abar_t): predicting eps is predicting x_0",
    source=f"{HO}, equation 15",
    parts=("gm_midterm_2025 5.d",),
    worlds={"abar": unit(), "x0": real(), "eps": real()},
    near_misses={
        "predicted": {
            "the noise is added": lambda xt, eps, abar: (
                (xt + sqrt(1 - abar) * eps) / sqrt(abar)
            ),
            "the noise is not scaled": lambda xt, eps, abar: (xt - eps) / sqrt(abar),
            "the signal is not": lambda xt, eps, abar: xt - sqrt(1 - abar) * eps,
            "abar for its root": lambda xt, eps, abar: (xt - (1 - abar) * eps) / abar,
            "multiplied": lambda xt, eps, abar: (xt - sqrt(1 - abar) * eps) * sqrt(abar),
            "the roots exchanged": lambda xt, eps, abar: (
                (xt - sqrt(abar) * eps) / sqrt(1 - abar)
            ),
        }
    },
)
def noise_and_signal_determine_each_other(
    abar: Array,
    x0: Array,
    eps: Array,
    predicted: Formula = lambda xt, eps, abar: (xt - sqrt(1 - abar) * eps) / sqrt(abar),
) -> tuple[Array, ...]:
    """The loss in eps is the loss in x_0 weighted by abar / (1 - abar).

    Compared times sqrt(abar): where no signal is left, eps says nothing of x_0.
    """
    xt = sqrt(abar) * x0 + sqrt(1 - abar) * eps
    return sqrt(abar) * x0, sqrt(abar) * predicted(xt, eps, abar)


proves(noise_and_signal_determine_each_other)(by_algebra)
