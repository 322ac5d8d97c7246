"""Elementary functions of exact numbers, as far as their values are exact."""

from __future__ import annotations

from typing import Any

from flint import fmpq

from checkers.worlds.exact import Atom, Exact, Inexact, exact, perfect, product, simplified


def log(value: Any) -> Any:
    """The natural logarithm of a positive rational."""
    value = simplified(value)
    if isinstance(value, Exact):
        raise Inexact("a logarithm of a logarithm or root")
    if value <= 0:
        raise Inexact("a logarithm of what is not positive")
    return Exact({(Atom(value),): fmpq(1)}) if value != 1 else fmpq(0)


def power(base: Any, exponent: Any) -> Any:
    """A rational to a rational power, or anything to a small whole power."""
    base, exponent = simplified(base), simplified(exponent)
    if isinstance(exponent, Exact):
        raise Inexact("a power with a logarithm or root in the exponent")
    p, q = int(fmpq(exponent).p), int(fmpq(exponent).q)
    if abs(p) > 64 or q > 8:
        raise Inexact("a high power")
    if q == 1:
        return _whole_power(base, p)
    if isinstance(base, Exact) or base <= 0:
        raise Inexact("a root of what is not a positive rational")
    rational = perfect(base, p, q)
    if rational is not None:
        return rational
    return Exact({(Atom(base, q),) * (p % q): base ** (p // q)})


def _whole_power(base: Any, p: int) -> Any:
    if not isinstance(base, Exact):
        return base**p
    result = product([base] * abs(p))
    return result if p >= 0 else 1 / result


def exp(value: Any) -> Any:
    """The exponential of a rational combination of logarithms, which is a product of powers."""
    result: Any = fmpq(1)
    value = simplified(value)
    for monomial, coefficient in exact(value).terms.items():
        if len(monomial) != 1 or monomial[0].order:
            raise Inexact("an exponential")
        result = result * power(monomial[0].of, coefficient)
    return result


def root(value: Any) -> Any:
    """The square root of a rational."""
    return power(value, fmpq(1, 2))
