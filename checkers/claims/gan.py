r"""Theorems on the discriminator of a generative adversarial network.

p1 is the law of the data, p0 that of the generator, D(x) the probability that a discriminator
gives to x being data. It is trained to maximize

    V(D) = E_{p1}[log D(x)] + E_{p0}[log(1 - D(x))].

Everything is said of laws on a finite set: densities enter V point by point. 0 log 0 = 0, so
D = 1 costs nothing where p0 = 0, and D = 0 nothing where p1 = 0.
"""

from __future__ import annotations

from checkers.claims.arrays import Array, Formula, sqrt, stack, total, xdivy, xlogy
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.divergences import jsd, kl, log_of
from checkers.claims.domains import full_law, law, unit
from checkers.claims.symbols import by_algebra, gibbs, require_equal, symbolic_world

GOODFELLOW = "Goodfellow et al., Generative Adversarial Nets, NeurIPS 2014"


def V(D: Array, p0: Array, p1: Array) -> Array:
    """E_{p1}[log D] + E_{p0}[log(1 - D)]."""
    return total(xlogy(p1, D) + xlogy(p0, 1 - D))


def optimum(p0: Array, p1: Array) -> Array:
    """D* = p1 / (p0 + p1); any value does where both are zero, and this one is 0."""
    return xdivy(p1, p0 + p1)


@theorem(
    "V(D*) >= V(D) for every D, where D* = p1 / (p0 + p1)",
    source=f"{GOODFELLOW}, proposition 1",
    parts=("dl_final 5.3", "ift6135_a3_2023 4.6a", "ift6135_a3_2023 4.6b"),
    relation=">=",
    worlds={"p0": law(3), "p1": law(3), "D": unit(3)},
    near_misses={
        "D_star": {
            "the roles are swapped": lambda p0, p1: optimum(p1, p0),
            "a ratio, which may exceed 1": lambda p0, p1: xdivy(p1, p0),
            "the odds are 1% high": lambda p0, p1: xdivy(p1, 0.99 * p0 + p1),
            "clipped to [0.01, 0.99]": lambda p0, p1: optimum(p0, p1).clip(0.01, 0.99),
            "square roots of the densities": lambda p0, p1: optimum(sqrt(p0), sqrt(p1)),
            "the equilibrium's 1/2, whatever the laws": lambda p0, p1: p0 * 0 + 0.5,
        }
    },
)
def optimal_discriminator(
    p0: Array, p1: Array, D: Array, D_star: Formula = optimum
) -> tuple[Array, ...]:
    """A discriminator that tells best gives x the probability that x is data.

    Disjoint supports: D* is 0 or 1 everywhere and V(D*) = 0, the largest value there is.
    """
    return V(D_star(p0, p1), p0, p1), V(D, p0, p1)


@proves(optimal_discriminator)
def the_loss_is_a_divergence_of_coins(claim: Claim) -> None:
    """V(D*) - V(D) = sum_x (p0 + p1) KL(Bernoulli(D*) || Bernoulli(D))."""
    world = symbolic_world(claim.worlds)
    p0, p1, D = world["p0"], world["p1"], world["D"]
    D_star = optimum(p0, p1)
    coins = gibbs(_coin(D_star), _coin(D))
    best, other = claim.sides(**world)
    require_equal(best - other, total((p0 + p1) * coins), claim.statement)


def _coin(D: Array) -> Array:
    return stack([D, 1 - D])


@theorem(
    "V(D*) = 2 JSD(p0, p1) - log 4",
    source=f"{GOODFELLOW}, theorem 1",
    parts=("ift6135_a3_2023 4.6a",),
    worlds={"p0": law(4), "p1": law(4)},
    near_misses={
        "value": {
            "JSD once": lambda p0, p1: jsd(p0, p1) - log_of(4, p0),
            "log 2 for log 4": lambda p0, p1: 2 * jsd(p0, p1) - log_of(2, p0),
            "log 4 added": lambda p0, p1: 2 * jsd(p0, p1) + log_of(4, p0),
            "a KL for the JSD": lambda p0, p1: 2 * kl(p1, p0) - log_of(4, p0),
            "twice the mean of both KL": lambda p0, p1: kl(p0, p1) + kl(p1, p0) - log_of(4, p0),
            "logarithms to base 2": lambda p0, p1: 2 * jsd(p0, p1) / log_of(2, p0) - 2,
        }
    },
)
def value_of_the_optimal_discriminator(
    p0: Array,
    p1: Array,
    value: Formula = lambda p0, p1: 2 * jsd(p0, p1) - log_of(4, p0),
) -> tuple[Array, ...]:
    """A trained discriminator's loss estimates the Jensen-Shannon divergence: V/2 + log 2.

    Equal laws: D* = 1/2 and V = -log 4. Disjoint supports: JSD = log 2 and V = 0.
    """
    return V(optimum(p0, p1), p0, p1), value(p0, p1)


proves(value_of_the_optimal_discriminator)(by_algebra)


@theorem(
    "p1 = p0 D* / (1 - D*) where p0 > 0",
    source="Sugiyama et al., Density Ratio Estimation, 2012, section 4",
    parts=("ift6135_a3_2023 4.6b",),
    worlds={"p0": full_law(4), "p1": law(4)},
    near_misses={
        "density": {
            "the ratio upside down": lambda p0, D: p0 * (1 - D) / D,
            "without p0": lambda p0, D: D / (1 - D),
            "p0 squared, as a footnote mark was read": lambda p0, D: p0**2 * D / (1 - D),
            "without the complement": lambda p0, D: p0 * D,
            "with 1 + D": lambda p0, D: p0 * D / (1 + D),
            "the root of the odds": lambda p0, D: p0 * sqrt(D / (1 - D)),
        }
    },
)
def density_from_the_optimal_discriminator(
    p0: Array, p1: Array, density: Formula = lambda p0, D: p0 * D / (1 - D)
) -> tuple[Array, ...]:
    """A trained discriminator is a density ratio: its odds are p1 / p0.

    Where p0 = 0 < p1, D* = 1 and nothing can be read off; where p1 = 0, D* = 0 and it says so.
    Both sides are compared times 1 - D*, which loses its digits as D* nears 1.
    """
    D = optimum(p0, p1)
    return p1 * (1 - D), density(p0, D) * (1 - D)


proves(density_from_the_optimal_discriminator)(by_algebra)
