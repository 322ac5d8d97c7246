"""Products beside dots: the powers of nought and one that nobody writes.

C B x_T + C A B x_{T-1} + ... + C A^T B x_0 begins with C A^0 B x_T and C A^1 B x_{T-1}.
"""

from __future__ import annotations

from fractions import Fraction

from checkers.notation.expr import Apply, Expr, Num, Sym
from checkers.notation.grammar.indices import added
from checkers.notation.tree import rebuild

ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))


def grouped(items: list[Expr]) -> Expr:
    """Factors as one expression."""
    return items[0] if len(items) == 1 else Apply("*", tuple(items))


def plain(expr: Expr) -> Expr:
    """With indices in their shortest form, and without powers of nought and one."""
    if isinstance(expr, Num | Sym) and not getattr(expr, "index", ()):
        return expr
    short = added(expr) if isinstance(expr, Apply) and expr.head in ("+", "neg") else None
    if short is not None:
        return short
    shorter: Expr = rebuild(expr, plain)
    if not isinstance(shorter, Apply):
        return shorter
    if shorter.head == "^" and shorter.args[1] == ONE:
        return shorter.args[0]
    if shorter.head == "*":
        kept = [each for each in shorter.args if not _is_power(each, ZERO)]
        return grouped(kept) if kept else ONE
    return shorter


def _is_power(expr: Expr, exponent: Expr) -> bool:
    return isinstance(expr, Apply) and expr.head == "^" and expr.args[1] == exponent


def alike(a: Expr, b: Expr) -> tuple[Expr, Expr]:
    """Both as powers where one is, and as products of as many factors: A^2 x beside A x, x."""
    for one, other in ((a, b), (b, a)):
        filled = _like(one, other)
        if filled is not None:
            return (one, filled) if one is a else (filled, one)
    return a, b


def _like(model: Expr, expr: Expr) -> Expr | None:
    """The expression with the power of one or nought that the model shows, or None."""
    if not isinstance(model, Apply):
        return None
    if model.head == "^" and model.args[0] == expr:
        return Apply("^", (expr, ONE))
    factors = expr.args if isinstance(expr, Apply) and expr.head == "*" else (expr,)
    if model.head != "*" or len(model.args) != len(factors) + 1:
        return None
    for place, factor in enumerate(model.args):
        base = factor.args[0] if isinstance(factor, Apply) and factor.head == "^" else factor
        fixed = (*model.args[:place], *model.args[place + 1 :])
        if all(_is_member(f, g) for f, g in zip(fixed, factors, strict=True)):
            return Apply("*", (*factors[:place], Apply("^", (base, ZERO)), *factors[place:]))
    return None


def _is_member(one: Expr, other: Expr) -> bool:
    """The same thing, or two members of one family."""
    both = isinstance(one, Sym) and isinstance(other, Sym) and one.name == other.name
    return one == other or both
