r"""Theorems on divergences between two laws p and q on a finite set.

    KL(p || q) = sum_x p log(p / q)
    JSD(p, q)  = KL(p || m) / 2 + KL(q || m) / 2,  m = (p + q) / 2
    TV(p, q)   = sum_x |p - q| / 2

0 log 0 = 0: an outcome that p never has weighs nothing. KL is infinite where p has an outcome
that q never has; disjoint supports have JSD = log 2 and TV = 1, the most there is.
"""

from __future__ import annotations

import sympy as sp

from checkers.claims.arrays import Array, Formula, log, stack, tensor, total, xlogy
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import law
from checkers.claims.symbols import gibbs, require, require_equal, symbolic_world

COVER = "Cover and Thomas, Elements of Information Theory, 2006"


def kl(p: Array, q: Array) -> Array:
    """KL(p || q), over the last axis."""
    return total(xlogy(p, p) - xlogy(p, q))


def jsd(p: Array, q: Array) -> Array:
    """JSD(p, q), over the last axis."""
    m = (p + q) / 2
    return (kl(p, m) + kl(q, m)) / 2


def tv(p: Array, q: Array) -> Array:
    """TV(p, q), over the last axis."""
    return total(abs(p - q)) / 2


def log_of(number: int, like: Array) -> Array:
    """The logarithm of a whole number, as an array like another."""
    return log(tensor(number, like))


@theorem(
    "KL(p || q) >= 0",
    source=f"{COVER}, theorem 2.6.3 (Gibbs)",
    parts=("gm_midterm_2025 2.a", "cs236_midterm_2023 1.d"),
    relation=">=",
    worlds={"p": law(4), "q": law(4)},
    near_misses={
        "divergence": {
            "it exceeds its reverse": lambda p, q: kl(p, q) - kl(q, p),
            "at least TV": lambda p, q: kl(p, q) - tv(p, q),
            "at least a thousandth": lambda p, q: kl(p, q) - 0.001,
            "every term is": lambda p, q: p * log(p / q),
            "without its logarithm's quotient": lambda p, q: total(xlogy(p, p)),
            "weighted by q": lambda p, q: total(xlogy(q, p) - xlogy(q, q)),
        }
    },
)
def kl_is_not_negative(p: Array, q: Array, divergence: Formula = kl) -> tuple[Array, ...]:
    """Zero where p = q, infinite where p has what q never has, and never in between below 0."""
    return divergence(p, q), 0.0


@proves(kl_is_not_negative)
def every_term_is_not_negative(claim: Claim) -> None:
    """KL = sum p (t - 1 - log t) with t = q / p, and log t <= t - 1."""
    world = symbolic_world(claim.worlds)
    require_equal(claim.sides(**world)[0], gibbs(world["p"], world["q"]), claim.statement)


@theorem(
    "KL(p || q) >= 2 TV(p, q)^2",
    source=f"{COVER}, lemma 11.6.1 (Pinsker, Csiszár, Kullback)",
    relation=">=",
    worlds={"p": law(3), "q": law(3)},
    near_misses={
        "bound": {
            "2.01 for 2": lambda p, q: 2.01 * tv(p, q) ** 2,
            "TV itself": tv,
            "TV of total mass 2": lambda p, q: 2 * (2 * tv(p, q)) ** 2,
            "cubed, 4 for 2": lambda p, q: 4 * tv(p, q) ** 3,
            "without the square, halved": lambda p, q: tv(p, q) / 2,
            "twice the JSD": lambda p, q: 3 * jsd(p, q),
        }
    },
)
def pinsker(
    p: Array, q: Array, bound: Formula = lambda p, q: 2 * tv(p, q) ** 2
) -> tuple[Array, ...]:
    """The constant 2 is the best: it is met to any precision by laws that almost agree.

    Disjoint supports: KL is infinite, TV is 1.
    """
    return kl(p, q), bound(p, q)


@proves(pinsker)
def merge_to_two_outcomes(claim: Claim) -> None:
    """Merge the outcomes with p >= q, and the others: TV stays, KL falls by a divergence.

    For two outcomes, d/db [KL - 2 (a - b)^2] has the sign of b - a, and KL = 0 at b = a.
    """
    world = symbolic_world(claim.worlds)
    p, q = world["p"], world["q"]
    within = [x[..., :2] / total(x[..., :2])[..., None] for x in (p, q)]
    merged = [stack([total(x[..., :2]), x[..., 2]]) for x in (p, q)]
    fallen = total(p[..., :2]) * gibbs(*within)
    require_equal(kl(p, q), kl(*merged) + fallen, "merging two of three outcomes")
    a, r = sp.symbols("a r", positive=True)
    b = sp.Symbol("b", positive=True)
    excess = a * sp.log(a / b) + (1 - a) * sp.log((1 - a) / (1 - b)) - 2 * (a - b) ** 2
    slope = (b - a) * (1 - 2 * b) ** 2 / (b * (1 - b))
    require(sp.simplify(sp.diff(excess, b) - slope) == 0, "the slope in b")
    require((b * (1 - b)).subs(b, r / (1 + r)).simplify().is_positive, "b (1 - b) > 0")
    require(excess.subs(b, a) == 0, "nothing at b = a")


@theorem(
    "0 <= JSD(p, q) <= log 2, and = log 2 for disjoint supports",
    source="Lin, Divergence measures based on the Shannon entropy, 1991, theorem 3",
    parts=("ift6135_a3_2023 4.6a",),
    relation=">=",
    worlds={"p": law(4), "q": law(4)},
    near_misses={
        "most": {
            "at most 1/2": lambda p: 0.5 + p[..., 0] * 0,
            "at most log 2, less a hundredth": lambda p: log_of(2, p) - 0.01 + p[..., 0] * 0,
        },
        "divergence": {
            "of the summed, not mean, divergences": lambda p, q: 2 * jsd(p, q),
            "of KL": kl,
            "of chi squared": lambda p, q: total((p - q) ** 2 / (q + 1e-300)),
            "of JSD with m = p + q": lambda p, q: jsd(p, q) - log_of(2, p),
        },
    },
)
def jsd_is_bounded(
    p: Array,
    q: Array,
    most: Formula = lambda p: log_of(2, p) + p[..., 0] * 0,
    divergence: Formula = jsd,
) -> tuple[Array, ...]:
    """So laws with disjoint supports are equally far, however far apart: no gradient there."""
    return most(p), divergence(p, q), 0.0


@proves(jsd_is_bounded)
def both_bounds_are_sums_of_terms(claim: Claim) -> None:
    """JSD is a sum of divergences; log 2 - JSD is a mean of -log p / (p + q), none negative."""
    world = symbolic_world(claim.worlds)
    p, q = world["p"], world["q"]
    above, middle, _ = claim.sides(**world)
    m = (p + q) / 2
    require_equal(middle, (gibbs(p, m) + gibbs(q, m)) / 2, "JSD >= 0")
    doubt = -total(p * log(p / (p + q)) + q * log(q / (p + q))) / 2
    require_equal(above - middle, doubt, "log 2 - JSD")
    a, b = sp.symbols("a b", positive=True)
    require(sp.simplify(1 - a / (a + b)).is_positive, "p / (p + q) < 1, so its log is negative")
