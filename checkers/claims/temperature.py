r"""Theorems on scaling the temperature of a joint law.

    p^T(x) = p(x)^(1/T) / Z(T),      Z(T) = sum_x p(x)^(1/T),      T > 0.

x stands for a whole sequence. p > 0 throughout; outcomes that p never has, p^T never has.
"""

from __future__ import annotations

import sympy as sp

from checkers.claims.arrays import Array, Formula, exp, log, stack, total
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.divergences import kl
from checkers.claims.domains import full_law, law, unit
from checkers.claims.information import entropy
from checkers.claims.symbols import require

GUO = "Guo et al., On Calibration of Modern Neural Networks, ICML 2017"
SHIH = "Shih et al., Long Horizon Temperature Scaling, ICML 2023"


def Z(p: Array, T: Array) -> Array:
    """The partition function."""
    return total(p ** (1 / T))


def _some_temperature(T: Array) -> Array:
    """From (0, 1) to (1/4, 17/4)."""
    return (4 * T + 0.25)[..., None]


def tempered(p: Array, T: Array) -> Array:
    """p^T, with T of shape (..., 1)."""
    weights = p ** (1 / T)
    return weights / total(weights)[..., None]


@theorem(
    "Z(1) = 1",
    source=SHIH,
    parts=("cs236_midterm_2023 7.a",),
    worlds={"p": law(4)},
    near_misses={
        "weights": {
            "Z(2)": lambda p: p**0.5,
            "Z(1/2)": lambda p: p**2,
            "one for each outcome": lambda p: 0 * p + 1,
            "the logarithms": log,
            "exponentials of probabilities": exp,
        }
    },
)
def partition_function_at_1(
    p: Array, weights: Formula = lambda p: p ** (1 / 1)
) -> tuple[Array, ...]:
    """The law p is normalized already; at T -> oo, Z counts the outcomes, at T -> 0 it is 0."""
    return total(weights(p)), 1.0


@proves(partition_function_at_1)
def a_law_sums_to_one(claim: Claim) -> None:
    """w_1 / W + ... + w_n / W = W / W."""
    w = sp.symbols("w:4", positive=True)
    require(sp.simplify(sum(x / sum(w) for x in w)) == 1, claim.statement)


def _objective(p: Array, q: Array, power: Array) -> Array:
    """E_{x ~ p}[-p(x)^power log q(x)]."""
    return -total(p * p**power * log(q))


@theorem(
    "argmin_q KL(p^T || q) = argmin_q E_p[-p^((1-T)/T) log q]: "
    "the two differ by a factor and a constant",
    source=SHIH,
    parts=("cs236_midterm_2023 7.f", "cs236_midterm_2023 7.g"),
    worlds={"p": full_law(4), "q": full_law(4), "r": full_law(4), "T": unit()},
    near_misses={
        "power": {
            "1/T": lambda T: 1 / T,
            "(T-1)/T": lambda T: (T - 1) / T,
            "1 - T": lambda T: 1 - T,
            "T": lambda T: T,
            "no weight": lambda T: 0 * T,
            "(1-T)/(2T)": lambda T: (1 - T) / (2 * T),
        },
        "divergence": {"the reverse KL": lambda pT, q: kl(q, pT)},
    },
)
def joint_temperature_objective(
    p: Array,
    q: Array,
    r: Array,
    T: Array,
    power: Formula = lambda T: (1 - T) / T,
    divergence: Formula = kl,
) -> tuple[Array, ...]:
    """KL(p^T || q) - KL(p^T || r) = (J(q) - J(r)) / Z(T) for all models q and r.

    J is a mean under p, which can be sampled, of what p and q can evaluate: a sample's term is
    unbiased, though Z(T) is never known.
    """
    T = _some_temperature(T)
    pT = tempered(p, T)
    left = divergence(pT, q) - divergence(pT, r)
    return left, (_objective(p, q, power(T)) - _objective(p, r, power(T))) / Z(p, T)


@proves(joint_temperature_objective)
def the_weight_is_an_importance_weight(claim: Claim) -> None:
    """p^T = p p^((1-T)/T) / Z(T), term by term; log p^T does not depend on q."""
    p, T, Z_T = sp.symbols("p T Z", positive=True)
    importance = p * p ** ((1 - T) / T) / Z_T
    require(sp.simplify(importance - p ** (1 / T) / Z_T) == 0, "importance weights")


@theorem(
    "T < 1 raises E[log p(x)] and lowers the entropy of p^T",
    source=f"{SHIH}; {GUO}, appendix",
    parts=("cs236_midterm_2023 7.c",),
    relation=">=",
    worlds={"p": full_law(4), "T": unit()},
    near_misses={
        "cooled": {
            "T > 1": lambda p, T: tempered(p, 1 / T),
            "not normalized": lambda p, T: 2 * p ** (1 / T),
            "half of the mass drawn at random": lambda p, T: (p + 0.25) / 2,
            "turned over": lambda p, T: tempered(1 / p, 1 + 0 * T),
            "T = oo": lambda p, T: 0 * p + 0.25,
        },
        "power": {"T for 1/T": lambda T: 1 / T},
    },
)
def cooling_sharpens(
    p: Array,
    T: Array,
    cooled: Formula = tempered,
    power: Formula = lambda T: T,
) -> tuple[Array, ...]:
    """Both by degrees: d/dbeta E_{p^beta}[log p] is the variance of log p, beta = 1/T.

    The uniform law does not change.
    """
    pT = cooled(p, power((0.2 + 0.8 * T)[..., None]))
    return (
        stack([total(pT * log(p)), entropy(p)]),
        stack([total(p * log(p)), entropy(pT)]),
    )


@proves(cooling_sharpens)
def the_slope_is_a_variance(claim: Claim) -> None:
    """dm/dbeta = Var[log p] >= 0, m = E_{p^beta}[log p], and dH/dbeta = -beta Var[log p].

    So m rises and H falls with beta = 1/T, here for laws on four points.
    """
    beta = sp.Symbol("beta", positive=True)
    logs = sp.symbols("l:4", real=True)  # log p(x), not normalized: a constant cancels
    weights = [sp.exp(beta * x) for x in logs]
    Z_beta = sum(weights)
    points = [(w / Z_beta, x) for w, x in zip(weights, logs, strict=True)]
    m = sum(p * x for p, x in points)
    variance = sum(p * q * (x - y) ** 2 for p, x in points for q, y in points) / 2
    require(sp.simplify(sp.diff(m, beta) - variance) == 0, "dm/dbeta = Var[log p]")
    H = sp.log(Z_beta) - beta * m
    require(sp.simplify(sp.diff(H, beta) + beta * variance) == 0, "dH/dbeta = -beta Var")
