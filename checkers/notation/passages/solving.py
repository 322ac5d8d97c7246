"""An equation as a definition: what stands alone on its left, perhaps under log, power, T."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from checkers.notation.expr import Apply, Density, Expr, Num, Sym
from checkers.notation.vocabulary import Symbol

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


def pointwise(left: Expr, right: Expr, symbols: Mapping[str, Symbol]) -> Definition | None:
    """What f = g^{-1} and f = g define for a declared function g: f at each point."""
    mapped = right.args[0] if isinstance(right, Apply) and right.head == "inverse" else right
    if not isinstance(left, Sym) or not isinstance(mapped, Sym) or left.index:
        return None
    known = symbols.get(mapped.name)
    if known is None or not (known.takes or "bijection" in known.traits):
        return None
    point = Sym("y")
    at_point = (
        Apply(mapped.name, (point,)) if mapped is right else Apply("apply", (right, point))
    )
    return Apply(left.name, (point,)), at_point
