r"""Theorems on the Fréchet distance between Gaussians, of which FID is the square.

    FID = |m1 - m2|^2 + tr(S1 + S2 - 2 (S1 S2)^(1/2))

for N(m1, S1) and N(m2, S2). It is the squared 2-Wasserstein distance. The worlds have 2 x 2
covariances, singular ones among them; (S1 S2)^(1/2) is the root with eigenvalues >= 0, and

    tr M^(1/2) = sqrt(tr M + 2 sqrt(det M))        for the eigenvalues of a 2 x 2 matrix M.

Sources: Dowson and Landau, The Fréchet distance between multivariate normal distributions,
1982; Heusel et al., GANs Trained by a Two Time-Scale Update Rule, NeurIPS 2017.
"""

from __future__ import annotations

import sympy as sp

from checkers.claims.arrays import (
    Array,
    Formula,
    det,
    diagonal,
    identity,
    library,
    sqrt,
    stack,
    total,
    trace,
)
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import covariance, real
from checkers.claims.symbols import require

DOWSON = "Dowson and Landau, Journal of Multivariate Analysis 1982"
HEUSEL = "Heusel et al., NeurIPS 2017, equation 6"
PAIR = {"m1": real(2), "S1": covariance(2), "m2": real(2), "S2": covariance(2)}


def _root(x: Array) -> Array:
    """The root of a number that rounding may have made negative."""
    return sqrt(x * (x > 0))


def trace_of_the_root(S1: Array, S2: Array) -> Array:
    """Tr (S1 S2)^(1/2)."""
    M = S1 @ S2
    return _root(trace(M) + 2 * _root(det(S1)) * _root(det(S2)))


def fid(m1: Array, S1: Array, m2: Array, S2: Array) -> Array:
    """The squared Fréchet distance."""
    return total((m1 - m2) ** 2) + trace(S1 + S2) - 2 * trace_of_the_root(S1, S2)


def distance(m1: Array, S1: Array, m2: Array, S2: Array) -> Array:
    """Its root."""
    return _root(fid(m1, S1, m2, S2))


@theorem(
    "tr (S1 S2)^(1/2) = tr (S1^(1/2) S2 S1^(1/2))^(1/2), a sum of roots of eigenvalues",
    source=DOWSON,
    parts=("cmu24789_midterm_2025 2.b",),
    worlds={"S1": covariance(2), "S2": covariance(2)},
    tolerance=1e-6,  # the root of an eigenvalue that is zero to rounding
    near_misses={
        "root": {
            "the roots of the entries": lambda S1, S2: trace(sqrt(abs(S1 @ S2))),
            "the root of the trace": lambda S1, S2: sqrt(trace(S1 @ S2)),
            "the trace of the product": lambda S1, S2: trace(S1 @ S2),
            "the roots of the diagonals": lambda S1, S2: total(
                sqrt(diagonal(S1) * diagonal(S2))
            ),
            "the roots of the traces": lambda S1, S2: sqrt(trace(S1) * trace(S2)),
            "the mean of the covariances": lambda S1, S2: trace(S1 + S2) / 2,
        }
    },
)
def root_of_a_product(
    S1: Array, S2: Array, root: Formula = trace_of_the_root
) -> tuple[Array, ...]:
    """S1 S2 is not symmetric but has the eigenvalues of S1^(1/2) S2 S1^(1/2), none negative."""
    half = _half(S1)
    eigenvalues = library(S1).linalg.eigvalsh(half @ S2 @ half)
    return total(_root(eigenvalues)), root(S1, S2)


def _half(S: Array) -> Array:
    """S^(1/2) = (S + sqrt(det S) I) / sqrt(tr S + 2 sqrt(det S)), by Cayley-Hamilton."""
    d = _root(det(S))[..., None, None]
    t = trace(S)[..., None, None] + 2 * d
    return (S + d * identity(2, S)) / sqrt(t + 1e-300)


@theorem(
    "FID(P, Q) >= 0",
    source=f"{DOWSON}; {HEUSEL}",
    parts=("cmu24789_midterm_2025 2.b",),
    relation=">=",
    worlds=PAIR,
    near_misses={
        "score": {
            "the roots counted three times": lambda m1, S1, m2, S2: (
                fid(m1, S1, m2, S2) - trace_of_the_root(S1, S2)
            ),
            "the trace of the product for its root": lambda m1, S1, m2, S2: (
                total((m1 - m2) ** 2) + trace(S1 + S2 - 2 * S1 @ S2)
            ),
            "the means not squared": lambda m1, S1, m2, S2: (
                total(m1 - m2) + fid(m1, S1, m1, S2)
            ),
            "the covariances subtracted": lambda m1, S1, m2, S2: (
                total((m1 - m2) ** 2) + trace(S1 - S2)
            ),
            "the root's trace is squared": lambda m1, S1, m2, S2: (
                trace(S1 + S2) - 2 * trace_of_the_root(S1, S2) ** 2
            ),
            "at least the means' distance": lambda m1, S1, m2, S2: (
                fid(m1, S1, m2, S2) - total(abs(m1 - m2))
            ),
        }
    },
)
def fid_is_not_negative(
    m1: Array, S1: Array, m2: Array, S2: Array, score: Formula = fid
) -> tuple[Array, ...]:
    """And zero for equal laws only."""
    return score(m1, S1, m2, S2), 0.0


@theorem(
    "FID(P, Q) = FID(Q, P) and FID(P, P) = 0",
    source=f"{DOWSON}; {HEUSEL}",
    parts=("cmu24789_midterm_2025 2.b",),
    worlds=PAIR,
    tolerance=1e-6,  # the root of a determinant that is zero to rounding
    near_misses={
        "score": {
            "without the root's factor 2": lambda m1, S1, m2, S2: (
                fid(m1, S1, m2, S2) + trace_of_the_root(S1, S2)
            ),
            "KL, without its logarithm": lambda m1, S1, m2, S2: (
                total((m1 - m2) ** 2) / (1 + trace(S2))
            ),
            "the product for the root": lambda m1, S1, m2, S2: (
                total((m1 - m2) ** 2) + trace(S1 + S2 - 2 * S1 @ S2)
            ),
            "S1 counted twice": lambda m1, S1, m2, S2: fid(m1, S1, m2, S2) + trace(S1 - S2),
            "the sum of the means": lambda m1, S1, m2, S2: fid(m1, S1, -m2, S2),
            "means not squared": lambda m1, S1, m2, S2: total(m1 - m2) + fid(m1, S1, m1, S2),
        }
    },
)
def fid_is_symmetric(
    m1: Array, S1: Array, m2: Array, S2: Array, score: Formula = fid
) -> tuple[Array, ...]:
    """Though S1 S2 and S2 S1 differ: their eigenvalues are the same."""
    there, back = score(m1, S1, m2, S2), score(m2, S2, m1, S1)
    return stack([there, score(m1, S1, m1, S1)]), stack([back, 0 * back])


@proves(fid_is_symmetric)
def compare_the_invariants(claim: Claim) -> None:
    """Tr S1 S2 = tr S2 S1, det S1 S2 = det S2 S1; and tr (S^2)^(1/2) = tr S for S >= 0."""
    a, b, c, p, q, r = sp.symbols("a b c p q r", real=True)
    S1, S2 = sp.Matrix([[a, b], [b, c]]), sp.Matrix([[p, q], [q, r]])
    require(sp.expand((S1 * S2).trace() - (S2 * S1).trace()) == 0, "traces")
    require(sp.expand((S1 * S2).det() - (S2 * S1).det()) == 0, "determinants")
    squared = (S1 * S1).trace() + 2 * S1.det() - S1.trace() ** 2
    require(sp.expand(squared) == 0, "tr S^2 + 2 det S = (tr S)^2")


@theorem(
    "FID^(1/2) satisfies the triangle inequality",
    source=f"{DOWSON}, section 1",
    parts=("cmu24789_midterm_2025 2.b",),
    relation=">=",
    worlds={**PAIR, "m3": real(2), "S3": covariance(2)},
    tolerance=1e-6,  # the root of a distance that is zero to rounding
    near_misses={
        "metric": {
            "FID itself": fid,
            "FID to the power 3/4": lambda m1, S1, m2, S2: distance(m1, S1, m2, S2) ** 1.5,
            "the means' squared distance": lambda m1, S1, m2, S2: total((m1 - m2) ** 2),
            "squared, halved": lambda m1, S1, m2, S2: fid(m1, S1, m2, S2) / 2,
            "with traces squared": lambda m1, S1, m2, S2: trace(S1 - S2) ** 2,
            "with the product for the root": lambda m1, S1, m2, S2: abs(
                total((m1 - m2) ** 2) + trace(S1 + S2 - 2 * S1 @ S2)
            ),
        }
    },
)
def frechet_distance_is_a_metric(
    m1: Array,
    S1: Array,
    m2: Array,
    S2: Array,
    m3: Array,
    S3: Array,
    metric: Formula = distance,
) -> tuple[Array, ...]:
    """d(P, R) <= d(P, Q) + d(Q, R). FID is d^2, which is no metric."""
    around = metric(m1, S1, m2, S2) + metric(m2, S2, m3, S3)
    return around, metric(m1, S1, m3, S3)


@theorem(
    "FID = |m1 - m2|^2 + sum_i (s1_i - s2_i)^2 for diagonal covariances, s standard deviations",
    source=DOWSON,
    parts=("cmu24789_midterm_2025 2.b",),
    worlds={"m1": real(2), "s1": real(2), "m2": real(2), "s2": real(2)},
    near_misses={
        "score": {
            "variances for deviations": lambda m, a, b: total(m**2 + (a**2 - b**2) ** 2),
            "the difference of variances": lambda m, a, b: total(m**2 + abs(a**2 - b**2)),
            "the means not squared": lambda m, a, b: total(abs(m) + (a - b) ** 2),
            "the means alone": lambda m, a, b: total(m**2),
            "the sum of deviations": lambda m, a, b: total(m**2 + (a + b) ** 2),
            "the root of it": lambda m, a, b: sqrt(total(m**2 + (a - b) ** 2)),
        }
    },
)
def fid_of_independent_features(
    m1: Array,
    s1: Array,
    m2: Array,
    s2: Array,
    score: Formula = lambda m, a, b: total(m**2 + (a - b) ** 2),
) -> tuple[Array, ...]:
    """What a FID of two features is by hand."""
    eye = identity(2, s1)
    S1, S2 = (s[..., None] ** 2 * eye for s in (s1, s2))
    return fid(m1, S1, m2, S2), score(m1 - m2, abs(s1), abs(s2))


@proves(fid_of_independent_features)
def complete_the_squares(claim: Claim) -> None:
    """(tr M^(1/2))^2 = (a p + b q)^2 for M = diag(a^2 p^2, b^2 q^2)."""
    a, b, p, q = sp.symbols("a b p q", nonnegative=True)
    root = a * p + b * q
    require(sp.expand(root**2 - (a * p) ** 2 - (b * q) ** 2 - 2 * a * b * p * q) == 0, "root")
    spread = a**2 + b**2 + p**2 + q**2 - 2 * root
    require(sp.expand(spread - (a - p) ** 2 - (b - q) ** 2) == 0, "squares")
