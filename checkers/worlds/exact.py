"""Exact numbers: fractions, their logarithms and roots, and sums and products of these.

Arrays of objects hold FLINT's fractions `fmpq` while values are rational, `Exact` once a
logarithm or root has come in, or FLINT's real balls `arb` where neither is enough. An Exact
is a polynomial with rational coefficients in atoms log(a) and a^(m/n). To decide whether it
is zero, the arguments of all atoms are written over one base of coprime integers; logarithms
of coprime integers are linearly independent over the rationals (unique factorization), so a
combination of logarithms is zero exactly if every coefficient is. A polynomial of higher
degree with a coefficient left is called nonzero only if its ball excludes zero.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import reduce as fold
from itertools import groupby
from typing import Any

import flint
from flint import arb, fmpq

from checkers.worlds.exact_coprimes import coprime_base, valuation
from checkers.worlds.field import Unknown

PRECISION = 160
"""Bits of the balls."""


class Inexact(Unknown):
    """An operation leads out of the exact numbers; balls must do."""


class Atom:
    """log(of), or the root of order `order` of it. Equal only to itself: what atoms have in
    common is seen when it matters, over a base of coprimes.
    """

    __slots__ = ("of", "order")

    def __init__(self, of: Any, order: int = 0) -> None:
        """`order` 0: a logarithm."""
        self.of = of
        self.order = order


Monomial = tuple[Atom, ...]
"""A product of atoms, in the order of their identities."""
Terms = dict[Monomial, Any]


class Exact:
    """A polynomial in logarithms and roots of rationals: coefficient by monomial."""

    __slots__ = ("terms",)

    def __init__(self, terms: Terms) -> None:
        """Coefficients may be zero: they are cleared when it matters."""
        self.terms = terms

    def __add__(self, other: Any) -> Any:
        terms = dict(self.terms)
        more = other.terms if isinstance(other, Exact) else {(): other}
        for monomial, coefficient in more.items():
            known = terms.get(monomial)
            terms[monomial] = coefficient if known is None else known + coefficient
        return Exact(terms)

    __radd__ = __add__

    def __neg__(self) -> Exact:
        return Exact({monomial: -c for monomial, c in self.terms.items()})

    def __sub__(self, other: Any) -> Any:
        return self + (-other)

    def __rsub__(self, other: Any) -> Any:
        return -self + other

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, Exact):
            return Exact({m: c * other for m, c in self.terms.items()})
        result: Any = Exact({})
        for left, c in self.terms.items():
            for right, d in other.terms.items():
                factor, monomial = merged(left + right)
                result = result + Exact({monomial: factor * c * d})
        return result

    __rmul__ = __mul__

    def __truediv__(self, other: Any) -> Any:
        if isinstance(other, Exact):
            return self * reciprocal(other)
        return self * (1 / fmpq(other))

    def __rtruediv__(self, other: Any) -> Any:
        return other * reciprocal(self)

    def __abs__(self) -> Any:
        return -self if self < 0 else self

    def __lt__(self, other: Any) -> bool:
        return compared(self, other) < 0

    def __le__(self, other: Any) -> bool:
        return compared(self, other) <= 0

    def __gt__(self, other: Any) -> bool:
        return compared(self, other) > 0

    def __ge__(self, other: Any) -> bool:
        return compared(self, other) >= 0

    def __eq__(self, other: object) -> bool:
        return is_zero(self - other)

    __hash__ = None  # type: ignore[assignment]


def simplified(value: Any) -> Any:
    """Without zero terms; a rational if nothing else is left."""
    if not isinstance(value, Exact):
        return value
    terms = {monomial: c for monomial, c in value.terms.items() if c != 0}
    if not terms:
        return fmpq(0)
    return terms[()] if len(terms) == 1 and () in terms else Exact(terms)


def merged(atoms: Monomial) -> tuple[Any, Monomial]:
    """A product of atoms in order, with whole powers of roots taken out as a factor."""
    factor: Any = fmpq(1)
    kept: list[Atom] = []
    for atom, run in groupby(sorted(atoms, key=id)):
        count = len(list(run))
        if atom.order:
            factor *= atom.of ** (count // atom.order)
            count %= atom.order
        kept.extend([atom] * count)
    return factor, tuple(kept)


def reciprocal(value: Exact) -> Any:
    """1 / value, where value is rational or a single product of roots."""
    value = simplified(value)
    if not isinstance(value, Exact):
        return 1 / value
    if len(value.terms) == 1:
        [(monomial, coefficient)] = value.terms.items()
        if all(atom.order for atom in monomial):
            upside_down = (atom for atom in monomial for _ in range(atom.order - 1))
            factor, rest = merged(tuple(upside_down))
            return Exact({rest: factor / coefficient / product(a.of for a in monomial)})
    raise Inexact("a quotient by a sum of logarithms or roots")


def perfect(base: Any, p: int, q: int) -> Any:
    """base^(p/q) where that is rational, else None."""
    roots = [number.root(q) for number in (base.p, base.q)]
    if any(root**q != number for root, number in zip(roots, (base.p, base.q), strict=True)):
        return None
    return fmpq(*roots) ** p


def exact(value: Any) -> Exact:
    """A rational as an Exact."""
    return value if isinstance(value, Exact) else Exact({(): fmpq(value)} if value else {})


def ball(value: Any) -> Any:
    """The value as a real ball."""
    if isinstance(value, arb):
        return value
    if not isinstance(value, Exact):
        return arb(value)
    return sum((_monomial_ball(m) * arb(c) for m, c in value.terms.items()), arb(0))


def _monomial_ball(monomial: Monomial) -> Any:
    return product(
        arb(atom.of).root(atom.order) if atom.order else arb(atom.of).log() for atom in monomial
    )


def compared(left: Any, right: Any) -> int:
    """The sign of left - right. Raises Inexact where it is too close to tell."""
    if left is right:
        return 0
    value = difference = left - right
    if not isinstance(difference, arb):
        if is_zero(difference):
            return 0
        with flint.ctx.workprec(PRECISION):
            value = ball(difference)
    if value > 0:
        return 1
    if value < 0:
        return -1
    raise Inexact("two values are too close to compare")


def is_zero(value: Any) -> bool:
    """Whether an exact value is zero (see the module), or a ball may be."""
    if isinstance(value, arb):
        return bool(value.contains(0))
    if not isinstance(value, Exact):
        return bool(value == 0)
    reduced = simplified(grouped(value))
    if isinstance(reduced, Exact):
        reduced = simplified(over_coprimes(reduced))
    if not isinstance(reduced, Exact):
        return bool(reduced == 0)
    return not _linear(reduced) and _ball_is_zero(reduced)


def _linear(value: Exact) -> bool:
    """Whether a value is a rational combination of logarithms, and so not zero."""
    return all(len(m) < 2 and not any(atom.order for atom in m) for m in value.terms)


def _ball_is_zero(value: Exact) -> bool:
    with flint.ctx.workprec(PRECISION):
        if ball(value).contains(0):
            raise Inexact("a polynomial in logarithms or roots that is too close to zero")
    return False


def grouped(value: Exact) -> Exact:
    """The same value, with one atom for each logarithm or root."""
    known: dict[tuple[int, int, int], Atom] = {}
    result: Terms = {}
    for monomial, coefficient in value.terms.items():
        atoms = [known.setdefault((int(a.of.p), int(a.of.q), a.order), a) for a in monomial]
        fresh = tuple(sorted(atoms, key=id))
        result[fresh] = result.get(fresh, 0) + coefficient
    return Exact(result)


def is_positive(value: Any) -> bool:
    """Whether a value is certainly positive."""
    with flint.ctx.workprec(PRECISION):
        return not is_zero(value) and bool(ball(value) > 0)


def over_coprimes(value: Exact) -> Any:
    """The same value, all atoms over one base of coprime integers."""
    terms = value.terms
    atoms = {atom for monomial in terms for atom in monomial}
    base = coprime_base({int(n) for atom in atoms for n in (atom.of.p, atom.of.q)})
    shared = {
        (b, order): Atom(fmpq(b), order) for b in base for order in {a.order for a in atoms}
    }
    spelled = {atom: _over(atom, base, shared) for atom in atoms}
    result = Exact({})
    for monomial, coefficient in terms.items():
        result = result + product(spelled[atom] for atom in monomial) * coefficient
    return result


def product(factors: Iterable[Any]) -> Any:
    """The product of several numbers."""
    found = list(factors)
    return fold(lambda a, b: a * b, found) if found else fmpq(1)


def _over(atom: Atom, base: list[int], shared: dict[tuple[int, int], Atom]) -> Any:
    """One atom over the base: a sum of logarithms, or a product of roots."""
    p, q = int(atom.of.p), int(atom.of.q)
    powers = {b: valuation(p, b) - valuation(q, b) for b in base}
    if not atom.order:
        return Exact({(shared[b, 0],): fmpq(n) for b, n in powers.items() if n})
    return product(_root(shared[b, atom.order], n) for b, n in powers.items() if n)


def _root(atom: Atom, n: int) -> Any:
    """The n-th power of a root."""
    rational = perfect(atom.of, n, atom.order)
    if rational is not None:
        return rational
    whole, rest = divmod(n, atom.order)
    return Exact({(atom,) * rest: atom.of**whole})
