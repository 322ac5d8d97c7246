"""Recursions: equations that say what a member of a family is by those before it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from checkers.notation.expr import Expr, Sym
from checkers.notation.free import names_in
from checkers.notation.grammar.indices import distance
from checkers.notation.tree import of_kind

Pair = tuple[Expr, Expr]


def is_recursion(left: Expr, right: Expr) -> bool:
    """Whether x_t stands on the left and only earlier ones on the right: x_{t-1}, x_{t-2}."""
    if not isinstance(left, Sym) or len(left.index) != 1 or not isinstance(left.index[0], Sym):
        return False
    before = [node for node in of_kind(right, Sym) if node.name == left.name]
    return bool(before) and all(
        len(node.index) == 1 and (distance(left.index[0], node.index[0]) or 0) > 0
        for node in before
    )


def recursions(equations: Iterable[tuple[Expr | None, str, Expr | None]]) -> Iterator[Pair]:
    """Those among the relations of a text with which it begins to speak of their families."""
    seen: set[str] = set()
    for left, relation, right in equations:
        fresh = isinstance(left, Sym) and left.name not in seen and relation in ("=", ":=")
        if fresh and left is not None and right is not None and is_recursion(left, right):
            yield left, right
        sides = (side for side in (left, right) if side is not None)
        seen.update(*map(names_in, sides))
