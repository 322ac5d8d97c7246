"""An equation as a definition: what stands alone on its left, perhaps under log, power, T."""

from __future__ import annotations

from fractions import Fraction

from checkers.notation.expr import Apply, Density, Expr, Num, Sym

Definition = tuple[Expr, Expr]


def solved(left: Expr, right: Expr) -> Definition | None:
    """What the equation defines and as what, if its left side is one name in simple dress.

    S^2 = e defines S as the root of e, V^T = e defines V, log p(x) = e defines p(x).
    """
    if isinstance(left, Apply) and left.head == "^" and left.args[1] == Num(Fraction(2)):
        return solved(left.args[0], Apply("sqrt", (right,)))
    if isinstance(left, Apply) and left.head == "T":
        return solved(left.args[0], Apply("T", (right,)))
    if isinstance(left, Apply) and left.head == "log":
        return solved(left.args[0], Apply("exp", (right,)))
    return (left, right) if _is_definable(left) else None


def _is_definable(left: Expr) -> bool:
    """A name, a density, or a function at letters."""
    if isinstance(left, Sym | Density):
        return True
    return isinstance(left, Apply) and all(isinstance(arg, Sym) for arg in left.args)
