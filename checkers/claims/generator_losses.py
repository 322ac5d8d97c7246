r"""Theorems on the two losses of a generator.

For a sample z with d = D(G(z)) they are

    saturating       log(1 - d)
    non-saturating   -log d

0 < d < 1. At d = 0 the first is 0 and the second infinite, at d = 1 the other way round.
"""

from __future__ import annotations

import sympy as sp

from checkers.claims.arrays import (
    Array,
    Formula,
    derivative,
    library,
    log,
    sigmoid,
    stack,
    where,
    xlogy,
)
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import real, unit
from checkers.claims.gan import GOODFELLOW
from checkers.claims.symbols import require


def saturating(d: Array) -> Array:
    """The loss log(1 - d) of a sample with d = D(G(z))."""
    return log(1 - d)


def non_saturating(d: Array) -> Array:
    """The loss -log d."""
    return -log(d)


@theorem(
    "log(1 - D(G(z))) and -log D(G(z)) have the same minimizer: the largest D(G(z))",
    source=GOODFELLOW,
    parts=("cs236_midterm_2023 6.a", "ift6135_a3_2023 4.2"),
    worlds={"d": unit(5)},
    near_misses={
        "other": {
            "log D, which the discriminator wants": log,
            "the squared loss": lambda d: log(d) ** 2 * (d - 0.7),
            "the discriminator's log D + log(1 - D)": lambda d: log(d) + log(1 - d),
            "-log(1 - d)": lambda d: -log(1 - d),
            "the distance to the equilibrium 1/2": lambda d: (d - 0.5) ** 2,
            "the entropy of the verdict": lambda d: -xlogy(d, d) - xlogy(1 - d, 1 - d),
        }
    },
)
def generator_losses_share_their_minimizer(
    d: Array, other: Formula = non_saturating
) -> tuple[Array, ...]:
    """Of five generators at one z, both losses pick the one that fools D most.

    Both fall strictly in d. So it is for one z, or where one generator is best for every z;
    the means over z of the two losses may rank generators differently.
    """
    return _chosen(saturating(d), d), _chosen(other(d), d), _chosen(-d, d)


def _chosen(loss: Array, d: Array) -> Array:
    """The largest d among those with the least loss; ties are ties to rounding."""
    least = library(loss).amin(loss, -1)[..., None]
    return library(d).amax(where(loss <= least, d, 0.0), -1)


@proves(generator_losses_share_their_minimizer)
def both_losses_fall(claim: Claim) -> None:
    """Their derivatives are negative on (0, 1); so each is least where d is largest."""
    r = sp.Symbol("r", positive=True)
    d = sp.Symbol("d", positive=True)
    for loss in (sp.log(1 - d), -sp.log(d)):
        slope = sp.simplify(sp.diff(loss, d).subs(d, r / (1 + r)))
        require(slope.is_negative, f"{loss} falls on (0, 1)")


@theorem(
    "d/dD log(1 - D) = -1 / (1 - D)",
    source=GOODFELLOW,
    parts=("cs236_midterm_2023 6.b", "dl_final 5.4"),
    worlds={"d": unit()},
    near_misses={
        "slope": {
            "the sign of the inner derivative": lambda d: 1 / (1 - d),
            "that of the non-saturating loss": lambda d: -1 / d,
            "squared": lambda d: -1 / (1 - d) ** 2,
            "with 1 + D": lambda d: -1 / (1 + d),
            "in the logit": lambda d: -d,
            "D above": lambda d: -d / (1 - d),
        }
    },
)
def slope_of_the_saturating_loss(
    d: Array, slope: Formula = lambda d: -1 / (1 - d)
) -> tuple[Array, ...]:
    """At D = 0, where a poor generator is, only -1; unbounded as D nears 1."""
    return derivative(saturating, d), slope(d)


@theorem(
    "d/dD (-log D) = -1 / D",
    source=GOODFELLOW,
    parts=("cs236_midterm_2023 6.c", "cs236_midterm_2023 6.d"),
    worlds={"d": unit()},
    near_misses={
        "slope": {
            "the sign is lost": lambda d: 1 / d,
            "that of the saturating loss": lambda d: -1 / (1 - d),
            "squared": lambda d: -1 / d**2,
            "the loss itself": non_saturating,
            "in the logit": lambda d: d - 1,
            "the complement above": lambda d: -(1 - d) / d,
        }
    },
)
def slope_of_the_non_saturating_loss(
    d: Array, slope: Formula = lambda d: -1 / d
) -> tuple[Array, ...]:
    """Unbounded as D nears 0, where a poor generator is; -1 at D = 1."""
    return derivative(non_saturating, d), slope(d)


@proves(slope_of_the_saturating_loss, slope_of_the_non_saturating_loss)
def differentiate(claim: Claim) -> None:
    """By SymPy's rules instead of a complex step."""
    d = sp.Symbol("d", positive=True)
    require(sp.simplify(sp.diff(sp.log(1 - d), d) + 1 / (1 - d)) == 0, "saturating")
    require(sp.simplify(sp.diff(-sp.log(d), d) + 1 / d) == 0, "non-saturating")


@theorem(
    "with D = sigmoid(a): d/da log(1 - D) = -D, d/da (-log D) = -(1 - D)",
    source=f"{GOODFELLOW}, section 3",
    parts=("dl_final 5.4", "cs236_midterm_2023 6.d", "ift6135_a3_2023 4.4"),
    worlds={"a": real()},
    near_misses={
        "slopes": {
            "exchanged": lambda D: (D - 1, -D),
            "both with a positive sign": lambda D: (D, 1 - D),
            "as if a were D": lambda D: (-1 / (1 - D), -1 / D),
            "the sigmoid's slope, twice": lambda D: (-D * (1 - D), -D * (1 - D)),
            "squared": lambda D: (-(D**2), -((1 - D) ** 2)),
            "neither vanishes": lambda D: (-1 + 0 * D, -1 + 0 * D),
        }
    },
)
def saturation(a: Array, slopes: Formula = lambda D: (-D, D - 1)) -> tuple[Array, ...]:
    """A strong discriminator has a << 0 on generated x: the saturating loss then has slope
    -D -> 0 and the generator learns nothing, the other has slope -(1 - D) -> -1.

    As printed in dl_final 5.4 the generator's loss is E log D(G(z)), whose slope, 1 - D, does
    not vanish: the statement needs log(1 - D).
    """
    losses = (saturating, non_saturating)
    found = [derivative(lambda a, f=f: f(sigmoid(a)), a) for f in losses]
    return stack(found), stack(list(slopes(sigmoid(a))))


@proves(saturation)
def differentiate_through_the_sigmoid(claim: Claim) -> None:
    """The sigmoid's slope D (1 - D) cancels one factor in each."""
    a = sp.Symbol("a", real=True)
    D = 1 / (1 + sp.exp(-a))
    require(sp.simplify(sp.diff(sp.log(1 - D), a) + D) == 0, "d/da log(1 - D) = -D")
    require(sp.simplify(sp.diff(-sp.log(D), a) + 1 - D) == 0, "d/da (-log D) = -(1 - D)")
    require(sp.limit(D, a, -sp.oo) == 0, "D -> 0 as a -> -oo")
