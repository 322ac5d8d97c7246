r"""Equalities up to terms of an order: J(w + e h) = J(w) + e h.grad J(w) + O(e^2).

They say that the Taylor coefficients of the difference in e, below that order, are zero: a
derivative of each order at e = 0 is an equality like any other.
"""

from __future__ import annotations

from fractions import Fraction

from checkers.notation.expr import Apply, Compare, Derivative, Expr, Num, Sym
from checkers.notation.tree import replace, walk
from checkers.worlds.field import Unknown

ZERO = Num(Fraction(0))
LARGEST_ORDER = 4


def orders(left: Expr, right: Expr) -> list[tuple[Expr, Expr]]:
    """The equalities that an equality with O(e^k), or o(e^k), stands for; [] without one.

    Unknown: the terms left out are not of a small whole order in one letter.
    """
    terms = [part for side in (left, right) for part in walk(side) if _is_order(part)]
    if not terms:
        return []
    letter, below = min((_order(term) for term in terms), key=lambda found: found[1])
    if any(_order(term)[0] != letter for term in terms):
        raise Unknown("terms are left out in more than one letter")
    kept = {term: ZERO for term in terms}
    difference = Apply("-", (replace(left, kept), replace(right, kept)))
    where = Compare("=", letter, ZERO)
    return [(_coefficient(difference, letter, m, where), ZERO) for m in range(below)]


def _is_order(part: object) -> bool:
    return isinstance(part, Apply) and part.head in ("O", "o") and len(part.args) == 1


def _order(term: Apply) -> tuple[Sym, int]:
    """The letter, and the first order in it that may be left out."""
    base, power = term.args[0], 1
    if isinstance(base, Apply) and base.head == "^":
        base, exponent = base.args
        power = int(exponent.value) if isinstance(exponent, Num) else 0
    if not isinstance(base, Sym) or not 1 <= power <= LARGEST_ORDER:
        raise Unknown("the order of the terms left out is not understood")
    return base, power + (term.head == "o")


def _coefficient(difference: Expr, letter: Sym, order: int, where: Compare) -> Expr:
    slope = Derivative(difference, (letter,) * order) if order else difference
    return Apply("at", (slope, where))
