"""Proofs by SymPy: a claim's own statement, evaluated on symbols.

What is proved is the claim for every world of its family, so for tables and matrices of the
sizes it declares, and for cells that are not empty; empty ones are limits.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import pairwise
from typing import Any

import numpy as np
import sympy as sp

from checkers.claims.arrays import Array, Formula
from checkers.claims.claim import Claim, NotProvedError
from checkers.claims.domains import Domain, Kind

_ASSUMED: Mapping[Kind, dict[str, bool]] = {
    "weight": {"positive": True},
    "positive": {"positive": True},
    "unit": {"positive": True},
    "real": {"real": True},
    "nonzero": {"real": True, "nonzero": True},
}


def symbolic_world(
    worlds: Mapping[str, Domain], *, normalized: bool = True
) -> dict[str, Array]:
    """One world of symbols. A number of (0, 1) is r / (1 + r) for a positive r.

    Not normalized: the symbols themselves, of which laws are a special case.
    """
    return {name: _letter(name, domain, normalized) for name, domain in worlds.items()}


def _letter(name: str, domain: Domain, normalized: bool) -> Array:
    symbols = np.empty((1, *domain.shape), dtype=object)
    for index in np.ndindex(domain.shape):
        label = name + "".join(map(str, index))
        symbols[(0, *index)] = sp.Symbol(label, **_ASSUMED[domain.kind])
    if domain.kind == "unit":
        symbols = symbols / (1 + symbols)
    return domain.finish(symbols) if normalized else symbols


def require(fact: bool | None, step: str) -> None:
    """Pass a step only if SymPy confirms it; None is SymPy's "cannot tell"."""
    if fact is not True and fact != sp.true:
        raise NotProvedError(f"not confirmed: {step}")


def require_equal(left: Any, right: Any, step: str) -> None:
    """Pass a step only if every entry of both sides is the same expression."""
    for difference in np.ravel(left - right):
        require(vanishes(difference), step)


def vanishes(expression: Any) -> bool:
    """Whether an expression in logarithms of positive rational functions is zero.

    Logarithms are taken apart into those of irreducible factors and of primes, which are then
    independent letters; what is left is a rational function, zero if its numerator is.
    """
    exact = sp.nsimplify(expression, rational=True)  # floats as the decimals they print as
    apart = exact.replace(sp.log, _log_apart)
    letters = {atom: sp.Dummy(positive=True) for atom in apart.atoms(sp.log)}
    numerator = sp.fraction(sp.together(apart.xreplace(letters)))[0]
    return bool(sp.expand(numerator) == 0)


def _log_apart(argument: Any) -> Any:
    over, under = sp.fraction(sp.together(argument))
    return _log_of_polynomial(over) - _log_of_polynomial(under)


def _log_of_polynomial(polynomial: Any) -> Any:
    """Signs are dropped: the whole is positive, so they cancel."""
    constant, factors = sp.factor_list(polynomial)
    primes = sp.factorrat(abs(constant))
    whole = sum(power * sp.log(prime) for prime, power in primes.items() if prime != 1)
    return whole + sum(power * sp.log(_upright(factor)) for factor, power in factors)


def _upright(factor: Any) -> Any:
    return -factor if factor.could_extract_minus_sign() else factor


def at(formula: Formula, *points: Any) -> Any:
    """The expression that a formula of arrays gives at symbols."""
    return formula(*(np.array([point], dtype=object) for point in points))[0]


def by_algebra(claim: Claim) -> None:
    """Prove an equality by showing that its sides are the same expression."""
    require_holds(claim, symbolic_world(claim.worlds))


def by_polynomials(claim: Claim) -> None:
    """Prove an equality that needs nobody's probabilities to sum to one."""
    require_holds(claim, symbolic_world(claim.worlds, normalized=False))


def require_holds(claim: Claim, world: Mapping[str, Array]) -> None:
    """Pass only if a claim's sides are the same expressions in this world of symbols."""
    sides = claim.sides(**world)
    for left, right in pairwise(sides):
        require_equal(left, right, claim.statement)


def logarithm_is_below_its_tangent() -> None:
    """Log t <= t - 1 for t > 0: t - 1 - log t has its one stationary point, its least, at 1."""
    t = sp.Symbol("t", positive=True)
    gap = t - 1 - sp.log(t)
    require(sp.solve(sp.diff(gap, t), t) == [1] and gap.subs(t, 1) == 0, "touches at t = 1")
    require(sp.diff(gap, t, 2).is_positive, "t - 1 - log t is convex")


def gibbs(p: Array, q: Array) -> Array:
    """KL(p || q) in symbols, as a sum of terms p (t - 1 - log t), t = q / p, none negative.

    Confirms that the sum is the divergence: the terms p (t - 1) = q - p add up to nothing.
    """
    logarithm_is_below_its_tangent()
    divergence = (p * (np.frompyfunc(sp.log, 1, 1)(p / q))).sum(-1)
    terms = p * (q / p - 1 - np.frompyfunc(sp.log, 1, 1)(q / p))
    require_equal(terms.sum(-1), divergence, "KL = sum p (t - 1 - log t)")
    return divergence
