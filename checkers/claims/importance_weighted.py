r"""Theorems on importance weighted bounds.

w(z) = p(x, z) / q(z | x) for one observed x, z_1, ..., z_k independent from q, and

    L_k = E[log (w(z_1) + ... + w(z_k)) / k],        L_1 = ELBO.

The mean over all k codes is taken exactly, over a table. Codes that q never gives are not in
the mean; q > 0 here wherever p > 0, else E[w] < p(x).

Source: Burda, Grosse and Salakhutdinov, Importance Weighted Autoencoders, ICLR 2016.
"""

from __future__ import annotations

import sympy as sp

from checkers.claims.arrays import Array, Formula, library, log, sqrt, stack, total
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import full_law
from checkers.claims.symbols import require

BURDA = "Burda et al., Importance Weighted Autoencoders, ICLR 2016"
TABLES = {"joint": full_law(3, 2, over=2), "q": full_law(3)}
"""p(z, x), of which x = 0 is observed, and q(z | x = 0)."""


def weights(joint: Array, q: Array) -> Array:
    """w(z) at the observed x."""
    return joint[..., 0] / q


def bound(k: int, w: Array, q: Array) -> Array:
    """L_k: the mean over all k-tuples of codes."""
    sums, chances = w, q
    for _ in range(k - 1):
        sums = sums[..., None] + w.reshape(w.shape[0], *(1,) * (sums.ndim - 1), -1)
        chances = chances[..., None] * q.reshape(q.shape[0], *(1,) * (chances.ndim - 1), -1)
    return total(chances * log(sums / k), k)


def evidence(joint: Array) -> Array:
    """Log p(x) at the observed x."""
    return log(total(joint[..., 0]))


def _ladder(w: Array, q: Array) -> tuple[Array, ...]:
    return bound(3, w, q), bound(2, w, q), bound(1, w, q)


@theorem(
    "log p(x) >= L_3 >= L_2 >= L_1 = ELBO",
    source=f"{BURDA}, theorem 1",
    parts=("ift6135_a3_2023 3.4a", "ift6135_a3_2023 3.4b"),
    relation=">=",
    worlds=TABLES,
    near_misses={
        "ladder": {
            "falling in k": lambda w, q: _ladder(w, q)[::-1],
            "the log of a sum, not of a mean": lambda w, q: (
                bound(2, w, q) + log(0 * w[..., 0] + 2),
            ),
            "the largest weight for the mean": lambda w, q: (_largest(w, q),),
            "the mean of the chi bound": lambda w, q: (log(total(q * w**2)) / 2,),
            "one code, counted twice": lambda w, q: (bound(1, w, q), bound(2, w, q)),
            "L_2 is the mean of L_1 and log p(x)": lambda w, q: (
                bound(2, w, q),
                (log(total(q * w)) + bound(1, w, q)) / 2,
            ),
        }
    },
)
def importance_weighted_bounds_increase(
    joint: Array, q: Array, ladder: Formula = _ladder
) -> tuple[Array, ...]:
    """All are equal where w is constant: where q is the posterior."""
    return evidence(joint), *ladder(weights(joint, q), q)


def _largest(w: Array, q: Array) -> Array:
    """E[log max(w(z_1), w(z_2))]."""
    pairs = library(w).maximum(w[..., :, None], w[..., None, :])
    return total(q[..., :, None] * q[..., None, :] * log(pairs), 2)


@proves(importance_weighted_bounds_increase)
def leaving_one_out(claim: Claim) -> None:
    """A mean of k is the mean of its k means of k - 1, and log is concave (Jensen).

    The means of k - 1 have the law that L_{k-1} takes; E of the mean of k is p(x), whence the
    top. Confirmed: the two identities for k = 2, 3 and the sign of the second derivative.
    """
    t = sp.Symbol("t", positive=True)
    require(sp.diff(sp.log(t), t, 2).is_negative, "log is concave")
    for k in (2, 3):
        w = sp.symbols(f"w:{k}", positive=True)
        without = [sum(w[:i] + w[i + 1 :]) / sp.Integer(k - 1) for i in range(k)]
        require(sp.expand(sum(without) / k - sum(w) / k) == 0, f"leaving one of {k} out")
    p, q = sp.symbols("p q", positive=True)
    require(sp.simplify(q * (p / q) - p) == 0, "E_q[w] = sum p(x, z) = p(x)")


@theorem(
    "log p(x) - L_k <= Var[w] / (2 k min(w)^2), so L_k -> log p(x)",
    source=f"{BURDA}, theorem 1, with a rate for bounded weights",
    parts=("ift6135_a3_2023 3.4a",),
    relation=">=",
    worlds=TABLES,
    near_misses={
        "most": {
            "falling like 1/k^2": lambda spread, least, k: spread / (2 * k**2 * least**2),
            "falling like 4^-k": lambda spread, least, k: spread / (2 * 4**k * least**2),
            "a quarter for a half": lambda spread, least, k: spread / (4 * k * least**2),
            "no gap": lambda spread, least, k: 0 * spread,
            "no least weight": lambda spread, least, k: spread / (2 * k),
            "the standard deviation": lambda spread, least, k: sqrt(spread) / (9 * k * least),
        }
    },
)
def importance_weighted_gap_vanishes(
    joint: Array,
    q: Array,
    most: Formula = lambda spread, least, k: spread / (2 * k * least**2),
) -> tuple[Array, ...]:
    """For k = 1, 2, 3. From log t >= t - 1 - (t - 1)^2 / (2 min(t, 1)^2) at t = mean(w) / p(x).

    Without a positive least weight there need be no rate, and convergence is only almost sure.
    """
    w = weights(joint, q)
    p_x = total(q * w)
    spread, least = total(q * (w - p_x[..., None]) ** 2), library(w).amin(w, -1)
    gaps = [log(p_x) - bound(k, w, q) for k in (1, 2, 3)]
    return stack([most(spread, least, k) for k in (1, 2, 3)]), stack(gaps)


@proves(importance_weighted_gap_vanishes)
def bound_the_logarithm_by_a_parabola(claim: Claim) -> None:
    """Log t >= t - 1 - (t - 1)^2 / (2 min(t, 1)^2), at t = mean(w) / p(x) >= min(w) / p(x).

    E[t] = 1 and E[(t - 1)^2] = Var[w] / (k p(x)^2), whence the bound.
    """
    t = sp.Symbol("t", positive=True)
    above = sp.log(t) - (t - 1) + (t - 1) ** 2 / 2
    below = sp.log(t) - (t - 1) + (t - 1) ** 2 / (2 * t**2)
    for gap in (above, below):
        require(gap.subs(t, 1) == 0, "both sides are 0 at t = 1")
    rise, fall = (sp.factor(sp.diff(gap, t)) for gap in (above, below))
    require(sp.simplify(rise - (t - 1) ** 2 / t) == 0, "the gap rises from t = 1 on")
    slope = -((1 - t) ** 2) * (1 + t) / t**3
    require(sp.simplify(fall - slope) == 0, "the gap falls up to t = 1")
    a, b, q = sp.symbols("a b q", positive=True)
    law = {a: q, b: 1 - q}
    centre = sum(x * p for x, p in law.items())
    spread = sum((x - centre) ** 2 * p for x, p in law.items())
    pairs = sum(law[x] * law[y] * ((x + y) / 2 - centre) ** 2 for x in law for y in law)
    require(sp.expand(pairs - spread / 2) == 0, "Var of a mean of two, whence of k")
