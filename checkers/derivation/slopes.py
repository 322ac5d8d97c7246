"""Derivatives of elementary expressions, written out."""

from __future__ import annotations

from fractions import Fraction

from checkers.notation.expr import Apply, Expr, Num
from checkers.notation.tree import walk

ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))


def slope(body: Expr, by: Expr) -> Expr | None:
    """The derivative of a body by a letter, or by a function's value that it contains; None
    where it is made of more than sums, products, quotients, powers, logarithms, exponentials.
    """
    if body == by:
        return ONE
    if by not in walk(body):
        return ZERO
    match body:
        case Apply(head="+" | "neg", args=args):
            return _each(body.head, args, by)
        case Apply(head="*", args=(one,)):
            return slope(one, by)
        case Apply(head="*", args=(one, *others)):
            rest = others[0] if len(others) == 1 else Apply("*", tuple(others))
            return _sum(_scaled(rest, slope(one, by)), _scaled(one, slope(rest, by)))
        case Apply(head="/", args=(above, below)) if by not in walk(below):
            return _over(slope(above, by), below)
        case Apply(head="/", args=(above, below)):
            changed = _over(
                _scaled(above, slope(below, by)), Apply("^", (below, Num(Fraction(2))))
            )
            return _sum(_over(slope(above, by), below), changed and Apply("neg", (changed,)))
        case Apply(head="^", args=(base, Num(value=power))):
            less = Apply("^", (base, Num(power - 1)))
            return _scaled(Apply("*", (Num(power), less)), slope(base, by))
        case Apply(head="log", args=(of,)):
            return _over(slope(of, by), of)
        case Apply(head="exp", args=(of,)):
            return _scaled(body, slope(of, by))
        case _:
            return None


def _each(head: str, args: tuple[Expr, ...], by: Expr) -> Expr | None:
    """A linear operator, term by term."""
    slopes = [slope(arg, by) for arg in args]
    terms = [term for term in slopes if term is not None and term != ZERO]
    if None in slopes:
        return None
    return Apply(head, tuple(terms)) if len(terms) > 1 or head == "neg" else terms[0]


def _sum(*terms: Expr | None) -> Expr | None:
    if None in terms:
        return None
    others = tuple(term for term in terms if term is not None and term != ZERO)
    return Apply("+", others) if len(others) > 1 else (*others, ZERO)[0]


def _scaled(factor: Expr, of: Expr | None) -> Expr | None:
    if of is None or of == ZERO:
        return of
    return factor if of == ONE else Apply("*", (factor, of))


def _over(above: Expr | None, below: Expr) -> Expr | None:
    return above if above is None or above == ZERO else Apply("/", (above, below))
