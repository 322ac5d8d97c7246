r"""Theorems on autoregressive and energy-based factorizations.

    p(x_1, ..., x_n) = prod_i p(x_i | x_<i)          p(x) = exp(-E(x)) / Z

0 / 0 = 0: a conditional on what never happens is not asked for.
"""

from __future__ import annotations

from itertools import permutations

import sympy as sp

from checkers.claims.arrays import Array, Formula, exp, log, stack, total
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import full_law, law, real
from checkers.claims.symbols import by_algebra, require

UNIVERSAL = "Bengio and Bengio, Modeling High-Dimensional Discrete Data, NeurIPS 1999"
ORDERS = tuple(permutations((0, 1, 2)))


def _marginal(p: Array, kept: tuple[int, ...]) -> Array:
    """The table summed over the variables not kept, as axes of size 1."""
    gone = tuple(i - 3 for i in range(3) if i not in kept)
    return p.sum(gone, keepdims=True) if gone else p


def _chain(p: Array, i: int, j: int, k: int) -> Array:
    """p(x_i) p(x_j | x_i) p(x_k | x_i, x_j)."""
    first, second = _marginal(p, (i,)), _marginal(p, (i, j))
    return first * (second / first) * (p / second)


def _markov(p: Array, i: int, j: int, k: int) -> Array:
    first, second = _marginal(p, (i,)), _marginal(p, (i, j))
    return second * (_marginal(p, (j, k)) / _marginal(p, (j,))) + 0 * first


@theorem(
    "p(x) = p(x_i) p(x_j | x_i) p(x_k | x_i, x_j) in every order of the variables",
    source=UNIVERSAL,
    parts=("cs236_midterm_2023 1.a", "cs236_midterm_2023 1.j", "cs236_midterm_2023 5.c"),
    worlds={"p": full_law(2, 2, 3, over=3)},
    near_misses={
        "chain": {
            "independent": lambda p, i, j, k: (
                _marginal(p, (i,)) * _marginal(p, (j,)) * _marginal(p, (k,))
            ),
            "the last looks back one step only": _markov,
            "each given all the others": lambda p, i, j, k: (
                p**3 / (_marginal(p, (j, k)) * _marginal(p, (i, k)) * _marginal(p, (i, j)))
            ),
            "the first is missing": lambda p, i, j, k: p / _marginal(p, (i,)),
            "p(x_j) for p(x_j | x_i)": lambda p, i, j, k: (
                _marginal(p, (i,)) * _marginal(p, (j,)) * p / _marginal(p, (i, j))
            ),
            "each given the one before, in a ring": lambda p, i, j, k: (
                _marginal(p, (i, k))
                / _marginal(p, (k,))
                * _markov(p, i, j, k)
                / _marginal(p, (i,))
            ),
        }
    },
)
def any_order_factorizes(p: Array, chain: Formula = _chain) -> tuple[Array, ...]:
    """So every energy-based model has an autoregressive equivalent. The order may change how
    many parameters a model with independences needs, never what it can express.
    """
    return stack([p] * len(ORDERS)), stack([chain(p, *order) for order in ORDERS])


proves(any_order_factorizes)(by_algebra)


def _prefixes(a: Array, b: Array, c: Array) -> tuple[Array, ...]:
    first = a[..., :, None, None]
    second = first * b[..., :, :, None]
    return first + 0 * c, second + 0 * c, second * c


@theorem(
    "p(x_1, ..., x_n) >= p(x_1, ..., x_n, x_{n+1}), discrete variables",
    source=UNIVERSAL,
    parts=("cs236_midterm_2023 1.b",),
    relation=">=",
    worlds={"a": law(2), "b": law(2, 2), "c": law(2, 2, 2)},
    near_misses={
        "prefixes": {
            "densities for probabilities": lambda a, b, c: _prefixes(a, 2 * b, 2 * c),
            "the mean log-probability of a token": lambda a, b, c: tuple(
                log(p) / n for n, p in enumerate(_prefixes(a, b, c), 1)
            ),
            "at most half as probable": lambda a, b, c: (
                _prefixes(a, b, c)[0] / 2,
                _prefixes(a, b, c)[1],
            ),
            "of another prefix": lambda a, b, c: (
                _prefixes(a, b, c)[0][..., [1, 0], :, :],
                _prefixes(a, b, c)[1],
            ),
            "an extension is more probable": lambda a, b, c: _prefixes(a, b, c)[::-1],
            "the conditional of the next token": lambda a, b, c: (
                _prefixes(a, b, c)[0],
                b[..., None] + 0 * c,
            ),
        }
    },
)
def a_prefix_is_at_least_as_probable(
    a: Array, b: Array, c: Array, prefixes: Formula = _prefixes
) -> tuple[Array, ...]:
    """An extension is a prefix times a probability, at most 1. A density may be above 1."""
    return tuple(prefixes(a, b, c))


@proves(a_prefix_is_at_least_as_probable)
def a_probability_is_at_most_one(claim: Claim) -> None:
    """In symbols p - p r / (1 + r) = p / (1 + r) >= 0, for every probability r / (1 + r)."""
    p, r = sp.symbols("p r", nonnegative=True)
    require(sp.simplify(p - p * r / (1 + r)).is_nonnegative, "p >= p q for 0 <= q <= 1")


def _boltzmann(E: Array) -> Array:
    return exp(-E) / total(exp(-E))[..., None]


@theorem(
    "exp(-E) / Z is a law, the same for E + c: energies may have any sign",
    source="LeCun et al., A Tutorial on Energy-Based Learning, 2006, section 1.3",
    parts=("cs236_midterm_2023 1.i",),
    worlds={"E": real(4), "c": real()},
    near_misses={
        "p": {
            "not normalized": lambda E: exp(-E),
            "energies over their sum": lambda E: E / total(E)[..., None],
            "squared energies": lambda E: _boltzmann(E**2),
            "scaled energies": lambda E: _boltzmann(E * abs(E[..., :1])),
            "the inverse of energies": lambda E: (1 / E) / total(1 / E)[..., None],
            "the size of energies": lambda E: _boltzmann(abs(E)),
        }
    },
)
def energies_have_any_sign(E: Array, c: Array, p: Formula = _boltzmann) -> tuple[Array, ...]:
    """A constant cancels in the quotient, so any E can be made positive or negative."""
    one = total(p(E))[..., None]
    return stack([p(E + c[..., None]), 0 * E + 1]), stack([p(E), 0 * E + one])


proves(energies_have_any_sign)(by_algebra)
