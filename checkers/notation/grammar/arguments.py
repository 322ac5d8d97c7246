"""What stands in the brackets after a name: arguments, and conditions after a bar."""

from __future__ import annotations

from checkers.notation.expr import Apply, Expr, Sym
from checkers.notation.grammar.cursor import Parser
from checkers.notation.grammar.lists import items_until

BRACKETS = ("(", "[", "\\{")
CLOSING = {"(": ")", "[": "]", "\\{": "\\}", "{": "}"}
BARS = ("|", "mid", "||")
PLACE = Sym("·")
"""The place of an argument that is left open: p(.|x)."""


def argument(p: Parser) -> Expr:
    """One argument; it may be a condition (x = 1) or an open place."""
    if p.kind in (".", "dot") and p.ahead().kind in (",", ")", "|", "mid", ";"):
        p.take()
        return PLACE
    return p.condition()


def sections(p: Parser, separators: tuple[str, ...]) -> list[tuple[str, list[Expr]]]:
    """The bracketed items, in groups by the separators before them."""
    closing = CLOSING[p.expect("(", "[", "\\{", "{").kind]
    result: list[tuple[str, list[Expr]]] = []
    separator = ""
    with p.inside(*separators):
        while True:
            items = items_until(p, closing, argument)
            result.append((separator, items))
            if p.kind not in separators:
                break
            separator = p.take().kind
            if separator == "mid" and p.accept("mid"):
                separator = "||"
    p.expect(closing)
    return result


def arguments(p: Parser) -> tuple[list[Expr], list[Expr]]:
    """The arguments, and what stands behind a bar or semicolon."""
    groups = sections(p, ("|", "mid", ";"))
    return groups[0][1], [item for _, items in groups[1:] for item in items]


def conditioned(items: list[Expr], conditions: list[Expr]) -> tuple[Expr, ...]:
    """Items, the last one under its conditions: H(X, Y | Z)."""
    if not conditions:
        return tuple(items)
    return (*items[:-1], Apply("given", (items[-1], *conditions)))
