r"""Theorems on f-divergences between two laws p and q on a finite set.

    D_f(p || q) = sum_x q f(p / q),      f convex on (0, oo), f(1) = 0

f(0) is the limit of f there. Where q = 0 < p, D_f is infinite for some f and finite for others;
the laws here share their support.
"""

from __future__ import annotations

import numpy as np
import sympy as sp

from checkers.claims.arrays import Array, Formula, log, reordered, sqrt, stack, total
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.divergences import COVER, kl
from checkers.claims.domains import full_law, order
from checkers.claims.symbols import (
    at,
    by_algebra,
    require,
    require_holds,
    symbolic_world,
    vanishes,
)

CSISZAR = "Csiszár, Information-type measures of difference of distributions, 1967"


FS: dict[str, Formula] = {
    "KL": lambda t: t * log(t),
    "reverse KL": lambda t: -log(t),
    "Jensen-Shannon": lambda t: (t * log(t) - (1 + t) * log((1 + t) / 2)) / 2,
    "chi squared": lambda t: (t - 1) ** 2,
    "squared Hellinger": lambda t: (sqrt(t) - 1) ** 2,
}
"""Convex f with f(1) = 0, by the divergence they give."""


def f_divergence(f: Formula, p: Array, q: Array) -> Array:
    """D_f(p || q) of laws with full support, over the last axis."""
    return total(q * f(p / q))


def all_divergences(p: Array, q: Array) -> Array:
    """D_f(p || q) for every f of FS, along a new last axis."""
    return stack([f_divergence(f, p, q) for f in FS.values()])


@theorem(
    "KL(p || q) = D_f(p || q) with f(t) = t log t",
    source=CSISZAR,
    parts=("gm_midterm_2025 3.b",),
    worlds={"p": full_law(4), "q": full_law(4)},
    near_misses={
        "f": {
            "the reverse's f": lambda t: -log(t),
            "log t alone": log,
            "the sign turned": lambda t: -t * log(t),
            "t log t - t": lambda t: t * log(t) - t,
            "t (log t)^2": lambda t: t * log(t) ** 2,
            "half": lambda t: t * log(t) / 2,
        }
    },
)
def kl_is_an_f_divergence(
    p: Array, q: Array, f: Formula = lambda t: t * log(t)
) -> tuple[Array, ...]:
    """Here f is convex on (0, oo), f(1) = 0, and f(0) = 0 by continuity.

    f(t) + c (t - 1) gives the same divergence for every c.
    """
    return kl(p, q), f_divergence(f, p, q)


@proves(kl_is_an_f_divergence)
def the_quotient_cancels(claim: Claim) -> None:
    """Term by term, and f'' = 1/t > 0, f(1) = 0."""
    by_algebra(claim)
    t = sp.Symbol("t", positive=True)
    require(sp.diff(t * sp.log(t), t, 2).is_positive, "t log t is convex")


@theorem(
    "D_f(p || q) >= 0 for convex f with f(1) = 0",
    source=CSISZAR,
    parts=("gm_midterm_2025 3.b",),
    relation=">=",
    worlds={"p": full_law(3), "q": full_law(3)},
    near_misses={
        "divergences": {
            "f is concave": lambda p, q: f_divergence(lambda t: sqrt(t) - 1, p, q),
            "f(1) < 0": lambda p, q: f_divergence(lambda t: t * t - 1.01, p, q),
            "f is neither": lambda p, q: f_divergence(lambda t: (t - 1) ** 3, p, q),
            "log t, which is concave": lambda p, q: f_divergence(log, p, q),
            "every term is": lambda p, q: q * FS["KL"](p / q),
            "weighted by p": lambda p, q: total(p * -FS["KL"](p / q)),
        }
    },
)
def f_divergence_is_not_negative(
    p: Array, q: Array, divergences: Formula = all_divergences
) -> tuple[Array, ...]:
    """By Jensen: sum q f(p / q) >= f(sum q p / q) = f(1) = 0."""
    return divergences(p, q), 0.0


@proves(f_divergence_is_not_negative)
def a_convex_function_lies_above_its_tangent(claim: Claim) -> None:
    """f(t) >= f'(1) (t - 1), as f'' >= 0; and sum q (p / q - 1) = 0."""
    t, p, q = sp.symbols("t p q", positive=True)
    for name, formula in FS.items():
        f = at(formula, t)
        require(f.subs(t, 1) == 0, f"{name}: f(1) = 0")
        require(sp.factor(sp.diff(f, t, 2)).is_positive, f"{name}: f is convex")
    require(vanishes(q * (p / q - 1) - (p - q)), "the tangents add up to sum p - sum q = 0")


def _pushed(p: Array, F: Array) -> Array:
    """The law of F(X): outcome i of the image is F^-1(i), and F stands for its inverse."""
    return reordered(p, F)


@theorem(
    "D_f(F(X) || F(Y)) = D_f(X || Y) for every bijection F, KL forward and reverse included",
    source="Liese and Vajda, On divergences and informations, 2006, theorem 14",
    parts=("ift6135_a3_2023 2.1",),
    worlds={"p": full_law(4), "q": full_law(4), "F": order(4)},
    near_misses={
        "pushed": {
            "two values become one": lambda p, F: _merged(_pushed(p, F)),
            "a constant map": lambda p, F: p.sum(-1)[..., None],
            "mass that is dropped": lambda p, F: _pushed(p, F)[..., :-1],
            "squared masses": lambda p, F: _pushed(p, F) ** 2,
            "values that are doubled": lambda p, F: _pushed(p, F) * 2,
        },
        "after": {
            "the laws exchanged": lambda p, q: all_divergences(q, p),
        },
    },
)
def divergences_are_invariant(
    p: Array, q: Array, F: Array, pushed: Formula = _pushed, after: Formula = all_divergences
) -> tuple[Array, ...]:
    """A bijection renames outcomes, and a divergence does not read their names.

    Not so for a map that is not injective: see `divergences_shrink`.
    """
    return all_divergences(p, q), after(pushed(p, F), pushed(q, F))


@proves(divergences_are_invariant)
def exchange_two_outcomes(claim: Claim) -> None:
    """For exchanges of neighbours, of which every bijection of a finite set is made."""
    for i in range(3):
        world = symbolic_world({"p": claim.worlds["p"], "q": claim.worlds["q"]})
        F = [*range(4)]
        F[i : i + 2] = [i + 1, i]
        require_holds(claim, {**world, "F": np.array([F])})


def _merged(p: Array) -> Array:
    """The law of a value that no longer tells outcomes 0 and 1 apart."""
    return stack([p[..., 0] + p[..., 1], *(p[..., i] for i in range(2, p.shape[-1]))])


def _through(p: Array, T: Array) -> Array:
    return (p[..., None] * T).sum(-2)


@theorem(
    "D_f(T(X) || T(Y)) <= D_f(X || Y) for every channel T(y | x)",
    source=f"{CSISZAR}; {COVER}, section 2.8 (data processing)",
    parts=("ift6135_a3_2023 2.1",),
    relation=">=",
    worlds={"p": full_law(3), "q": full_law(3), "T": full_law(3, 3)},
    near_misses={
        "processed": {
            "twice the mass": lambda p, T: 2 * _through(p, T),
            "T is normalized over x": lambda p, T: _through(p, T / T.sum(-2)[..., None, :]),
            "squared and normalized": lambda p, T: p**2 / total(p**2)[..., None],
            "given that it is not 0": lambda p, T: p[..., 1:] / total(p[..., 1:])[..., None],
            "two independent copies": lambda p, T: _flat(p[..., None] * p[..., None, :]),
        }
    },
)
def divergences_shrink(
    p: Array, q: Array, T: Array, processed: Formula = _through
) -> tuple[Array, ...]:
    """What is done to both alike cannot tell them apart better.

    T may be a map, with ones and zeros: see `merging_loses_the_divergence_within`.
    """
    return all_divergences(p, q), all_divergences(processed(p, T), processed(q, T))


@proves(divergences_shrink)
def the_perspective_is_sublinear(claim: Claim) -> None:
    """g(a, b) = b f(a / b) is convex and g(t a, t b) = t g(a, b), so g of a sum is at most the
    sum of g: sum_y g(sum_x T p, sum_x T q) <= sum_y sum_x T(y|x) g(p, q) = sum_x g(p, q).
    """
    a, b, t = sp.symbols("a b t", positive=True)
    for name, f in FS.items():
        g = b * at(f, a / b)
        require(vanishes(g.subs({a: t * a, b: t * b}, simultaneous=True) - t * g), "degree 1")
        curvature = sp.factor(sp.diff(at(f, t), t, 2))
        require(curvature.is_positive, f"{name}: f is convex")
        bend = sp.diff(g, a, 2) - curvature.subs(t, a / b) / b
        require(
            sp.simplify(bend) == 0, f"{name}: g bends up along a, and along a ray not at all"
        )


def _flat(table: Array) -> Array:
    return table.reshape(*table.shape[:-2], -1)


def _within(p: Array) -> Array:
    """The law of X given that it is 0 or 1."""
    return p[..., :2] / total(p[..., :2])[..., None]


@theorem(
    "KL(p || q) = KL after a map merges 0 and 1, + (p_0 + p_1) KL of the laws within",
    source=f"{COVER}, theorem 2.5.3 (chain rule)",
    parts=("ift6135_a3_2023 2.1", "cs236_midterm_2023 4.b"),
    worlds={"p": full_law(4), "q": full_law(4)},
    near_misses={
        "lost": {
            "nothing is lost": lambda p, q: 0 * p[..., 0],
            "weighted by q": lambda p, q: total(q[..., :2]) * kl(_within(p), _within(q)),
            "not weighted": lambda p, q: kl(_within(p), _within(q)),
            "the reverse within": lambda p, q: total(p[..., :2]) * kl(_within(q), _within(p)),
            "half the weight": lambda p, q: total(p[..., :2]) / 2 * kl(_within(p), _within(q)),
            "the laws within, not normalized": lambda p, q: kl(p[..., :2], q[..., :2]),
        }
    },
)
def merging_loses_the_divergence_within(
    p: Array,
    q: Array,
    lost: Formula = lambda p, q: total(p[..., :2]) * kl(_within(p), _within(q)),
) -> tuple[Array, ...]:
    """So KL is not invariant under a map that is not injective, but where p_0/p_1 = q_0/q_1."""
    return kl(p, q), kl(_merged(p), _merged(q)) + lost(p, q)


proves(merging_loses_the_divergence_within)(by_algebra)
