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

from collections import defaultdict
from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from typing import Any, NamedTuple

import flint
import numpy as np
from flint import arb, fmpq, fmpz

from checkers.worlds.field import Array, Unknown, namespace

PRECISION = 160
"""Bits of the balls."""
SAME = 1e-11
"""Relative difference below which computed floats are the same."""


class Inexact(Unknown):
    """An operation leads out of the exact numbers; balls must do."""


class Atom(NamedTuple):
    """log(of) or a root of it."""

    kind: str
    of: Any


Monomial = tuple[tuple[Atom, Fraction], ...]
Terms = dict[Monomial, Any]


class Exact:
    """A polynomial in logarithms and roots of rationals: coefficient by monomial."""

    __slots__ = ("terms",)

    def __init__(self, terms: Terms) -> None:
        """No coefficient may be zero."""
        self.terms = terms

    def __add__(self, other: Any) -> Any:
        terms = dict(self.terms)
        for monomial, coefficient in exact(other).terms.items():
            terms[monomial] = terms.get(monomial, 0) + coefficient
        return simplified(terms)

    __radd__ = __add__

    def __neg__(self) -> Exact:
        return Exact({monomial: -c for monomial, c in self.terms.items()})

    def __sub__(self, other: Any) -> Any:
        return self + (-other)

    def __rsub__(self, other: Any) -> Any:
        return -self + other

    def __mul__(self, other: Any) -> Any:
        if not isinstance(other, Exact):
            return simplified({m: c * other for m, c in self.terms.items()})
        terms: Terms = defaultdict(fmpq)
        for left, c in self.terms.items():
            for right, d in other.terms.items():
                factor, monomial = merged(left, right)
                terms[monomial] += factor * c * d
        return simplified(terms)

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


def exact(value: Any) -> Exact:
    """A rational as an Exact."""
    return value if isinstance(value, Exact) else Exact({(): fmpq(value)} if value else {})


def simplified(terms: Terms) -> Any:
    """Without zero terms; a rational if nothing else is left."""
    terms = {monomial: c for monomial, c in terms.items() if c != 0}
    if not terms:
        return fmpq(0)
    return terms[()] if len(terms) == 1 and () in terms else Exact(terms)


def merged(left: Monomial, right: Monomial) -> tuple[Any, Monomial]:
    """The product of two monomials: a rational factor and what is left."""
    if not left or not right:
        return fmpq(1), left or right
    exponents: dict[Atom, Fraction] = defaultdict(Fraction)
    for atom, exponent in left + right:
        exponents[atom] += exponent
    return normal(exponents)


def normal(exponents: dict[Atom, Fraction]) -> tuple[Any, Monomial]:
    """Whole powers of roots' arguments taken out as a rational factor."""
    factor, kept = fmpq(1), []
    for atom, exponent in exponents.items():
        if atom.kind == "root":
            whole = exponent.numerator // exponent.denominator
            factor *= atom.of**whole
            exponent -= whole
        if exponent:
            kept.append((atom, exponent))
    return factor, tuple(sorted(kept))


def reciprocal(value: Exact) -> Any:
    """1 / value, where value is a single product of roots."""
    if len(value.terms) == 1:
        [(monomial, coefficient)] = value.terms.items()
        if all(atom.kind == "root" for atom, _ in monomial):
            factor, rest = normal({atom: -exponent for atom, exponent in monomial})
            return simplified({rest: factor / coefficient})
    raise Inexact("a quotient by a sum of logarithms or roots")


def log(value: Any) -> Any:
    """The natural logarithm of a positive rational."""
    if isinstance(value, Exact):
        raise Inexact("a logarithm of a logarithm or root")
    if value <= 0:
        raise Inexact("a logarithm of what is not positive")
    return Exact({((Atom("log", value), Fraction(1)),): fmpq(1)}) if value != 1 else fmpq(0)


def power(base: Any, exponent: Any) -> Any:
    """A rational to a rational power, or anything to a small whole power."""
    if isinstance(exponent, Exact):
        raise Inexact("a power with a logarithm or root in the exponent")
    p, q = int(fmpq(exponent).p), int(fmpq(exponent).q)
    if abs(p) > 64 or q > 8:
        raise Inexact("a high power")
    if q == 1:
        return _whole_power(base, p)
    if isinstance(base, Exact) or base <= 0:
        raise Inexact("a root of what is not a positive rational")
    factor, rest = normal({Atom("root", base): Fraction(p, q)})
    return perfect(base, p, q) or simplified({rest: factor})


def _whole_power(base: Any, p: int) -> Any:
    if not isinstance(base, Exact):
        return base**p
    result: Any = fmpq(1)
    for _ in range(abs(p)):
        result = result * base
    return result if p >= 0 else 1 / result


def perfect(base: Any, p: int, q: int) -> Any:
    """base^(p/q) where that is rational, else None."""
    roots = [number.root(q) for number in (base.p, base.q)]
    if any(root**q != number for root, number in zip(roots, (base.p, base.q), strict=True)):
        return None
    return fmpq(*roots) ** p


def exp(value: Any) -> Any:
    """The exponential of a rational combination of logarithms, which is a product of powers."""
    result: Any = fmpq(1)
    for monomial, coefficient in exact(value).terms.items():
        if len(monomial) != 1 or monomial[0][0].kind != "log" or monomial[0][1] != 1:
            raise Inexact("an exponential")
        result = result * power(monomial[0][0].of, coefficient)
    return result


def ball(value: Any) -> Any:
    """The value as a real ball."""
    if isinstance(value, arb):
        return value
    if not isinstance(value, Exact):
        return arb(value)
    return sum((_monomial_ball(m) * arb(c) for m, c in value.terms.items()), arb(0))


def _monomial_ball(monomial: Monomial) -> Any:
    result = arb(1)
    for atom, exponent in monomial:
        power = arb(fmpq(exponent.numerator, exponent.denominator))
        result *= arb(atom.of) ** power if atom.kind == "root" else arb(atom.of).log() ** power
    return result


def compared(left: Any, right: Any) -> int:
    """The sign of left - right. Raises Inexact where it is too close to tell."""
    difference = left - right
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
    return not value.terms or not over_coprimes(value).terms


def is_positive(value: Any) -> bool:
    """Whether a value is certainly positive."""
    with flint.ctx.workprec(PRECISION):
        return not is_zero(value) and bool(ball(value) > 0)


def over_coprimes(value: Exact) -> Exact:
    """The same value, all atoms over one base of coprime integers."""
    arguments = {atom.of for monomial in value.terms for atom, _ in monomial}
    base = coprime_base(n for a in arguments for n in (a.p, a.q))
    result: Any = fmpq(0)
    for monomial, coefficient in value.terms.items():
        result = result + coefficient * _product(_over(atom, e, base) for atom, e in monomial)
    return exact(result)


def _product(factors: Iterable[Any]) -> Any:
    result: Any = fmpq(1)
    for factor in factors:
        result = result * factor
    return result


def _over(atom: Atom, exponent: Fraction, base: list[Any]) -> Any:
    """One atom to its exponent, over the base."""
    powers = {b: valuation(atom.of.p, b) - valuation(atom.of.q, b) for b in base}
    powers = {b: n for b, n in powers.items() if n}
    if atom.kind == "root":
        return _product(
            power(fmpq(b), fmpq(n * exponent.numerator, exponent.denominator))
            for b, n in powers.items()
        )
    terms = {((Atom("log", fmpq(b)), Fraction(1)),): fmpq(n) for b, n in powers.items()}
    return _whole_power(Exact(terms), int(exponent))


def valuation(number: Any, base: Any) -> int:
    """How often `base` divides `number`."""
    count = 0
    while number % base == 0:
        number //= base
        count += 1
    return count


def coprime_base(numbers: Iterable[Any]) -> list[Any]:
    """Pairwise coprime integers above 1, of which every given one is a product of powers."""
    base: list[Any] = []
    waiting = [fmpz(n) for n in numbers if n > 1]
    while waiting:
        number = waiting.pop()
        for place, other in enumerate(base):
            common = number.gcd(other)
            if common > 1:
                del base[place]
                waiting.extend(n for n in (number // common, common, other // common) if n > 1)
                break
        else:
            base.append(number)
    return base


def same(left: Array, right: Array) -> bool:
    """Whether two arrays agree: exactly, or up to rounding where they are floats."""
    if left.dtype == object:
        return all(is_zero(value) for value in np.ravel(left - right))
    module = namespace(left)
    return bool((abs(left - right) <= SAME * (abs(left) + abs(right))).all()) and bool(
        module.isfinite(left).all()
    )


def root(value: Any) -> Any:
    """The square root of a rational."""
    return power(value, fmpq(1, 2))


RATIONAL: dict[str, Callable[[Any], Any]] = {"log": log, "exp": exp, "sqrt": root}
"""Elementary functions with exact values."""


def _functions(name: str) -> Callable[[Any], Any]:
    rational = {"log": log, "exp": exp, "sqrt": lambda value: power(value, fmpq(1, 2))}.get(
        name
    )

    def function(value: Any) -> Any:
        if isinstance(value, arb):
            return getattr(value, name)()
        if rational is None:
            raise Inexact(f"{name} of a fraction")
        return rational(value)

    return function


@lru_cache
def function(name: str) -> Callable[[Array], Array]:
    """The elementary function `name` on arrays of exact numbers or balls."""
    return np.frompyfunc(_functions(name), 1, 1)


def _power(base: Any, exponent: Any) -> Any:
    if isinstance(base, arb) or isinstance(exponent, arb):
        return arb(base) ** exponent
    return power(base, exponent)


powers = np.frompyfunc(_power, 2, 1)
"""Powers on arrays of exact numbers or balls."""
balls = np.frompyfunc(ball, 1, 1)
"""Arrays of exact numbers as balls."""
