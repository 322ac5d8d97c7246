r"""Sums over pairs: ``\sum_{i<j}`` and ``\sum_{i \neq j}`` bind both letters, if they can."""

from __future__ import annotations

from msgspec.structs import replace

from checkers.notation.expr import Bind, Compare, Expr, Sym
from checkers.notation.free import names_in
from checkers.notation.tree import of_kind, transform

ORDERED = frozenset(("<", ">", "!=", "<=", ">="))


def paired(*sides: Expr) -> tuple[Expr, ...]:
    r"""The sides of one relation, their sums over pairs bound.

    In ``s = \sum_{i<j} w_{ij}`` both letters run; in ``s_j = \sum_{i<j} w_{ij}`` one does.
    """
    others = {_other(each) for side in sides for each in of_kind(side, Bind)} - {None}
    if not others:
        return sides
    opened = [transform(side, _opened) for side in sides]
    free = frozenset().union(*map(names_in, opened))
    return sides if free & others else tuple(opened)


def _opened(node: Expr) -> Expr:
    other = _other(node) if isinstance(node, Bind) else None
    if other is None or not isinstance(node, Bind):
        return node
    return replace(node, variables=(*node.variables, Sym(other)))


def _other(bind: Bind) -> str | None:
    """The letter that the one letter of a sum or product is compared with in its body."""
    domain = bind.domain
    if bind.op not in ("sum", "prod") or len(bind.variables) != 1 or bind.low is not None:
        return None
    if not isinstance(domain, Compare) or domain.relation not in ORDERED:
        return None
    other = domain.right if domain.left == bind.variables[0] else domain.left
    if not isinstance(other, Sym) or other.index or other in bind.variables:
        return None
    return other.name if other.name in names_in(bind.body) else None
