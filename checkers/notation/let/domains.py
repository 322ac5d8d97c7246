"""What words and sets say of functions and of where values lie, put together."""

from __future__ import annotations

from msgspec.structs import replace

from checkers.notation.let.names import Space
from checkers.notation.let.words import Meaning
from checkers.notation.vocabulary import Symbol

APPLIED = frozenset(("convex", "concave", "increasing", "decreasing", "bijection", "smooth"))
"""Traits that only functions have."""


def applied(says: Meaning) -> Meaning:
    """Of a function, invertible means that it is a bijection."""
    if "invertible" not in says.traits:
        return replace(says, kind="function")
    return replace(says, kind="function", traits=says.traits | {"bijection"})


def one_argument(says: Meaning) -> tuple[str, ...]:
    """A function whose arguments are not told takes one."""
    return ("x",) if says.kind == "function" or says.traits & APPLIED else ()


def space_of(symbol: Symbol) -> str:
    """The space of a variable that was declared as a number or a point before."""
    if symbol.values or symbol.domain != "real" or "data" in symbol.traits:
        return "finite"
    return "plane" if symbol.shape == (2,) else "line"


def narrower(domain: object, where: Space) -> object:
    """The domain of values that lie in a set as well."""
    return domain if where.domain in (None, "real") else where.domain
