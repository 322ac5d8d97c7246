"""Items between separators, and brackets: tuples, intervals, sets, rows."""

from __future__ import annotations

from collections.abc import Callable

from checkers.notation.expr import Expr
from checkers.notation.grammar.cursor import DOTS, Parser
from checkers.notation.grammar.ellipsis import filled_items


def items_until(
    p: Parser,
    closing: str,
    item: Callable[[Parser], Expr],
    separators: tuple[str, ...] = (",",),
) -> list[Expr]:
    """Items up to a closing sign, which is left standing; dots are filled in."""
    items: list[Expr] = []
    while p.kind != closing:
        items.append(item(p))
        if not p.accept(*separators):
            break
    return filled(p, items)


def filled(p: Parser, items: list[Expr]) -> list[Expr]:
    """The items with what dots among them stand for."""
    return filled_items(p, items) if DOTS in items else items
