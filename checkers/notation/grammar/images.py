r"""Laws of images: f(P_X), f_\# P_X and f_* P_X are the law of f(X), as p_{f(X)} is."""

from __future__ import annotations

from msgspec.structs import replace

from checkers.notation.expr import Apply, Density, Expr, Sym
from checkers.notation.grammar.cursor import Parser
from checkers.notation.grammar.postfix import MINUS_ONE
from checkers.notation.grammar.scripts import Scripts, mark_below

PUSHES = "sharp"
"""The mark of a function that carries a law over."""


def image(item: Expr) -> Expr:
    """A function of a law as the law of the function's value; anything else as it is."""
    match item:
        case Apply(head="apply", args=(function, Density(of=()) as law)):
            return _carried(function, law) or item
        case Apply(head=head, args=(Density(of=()) as law,)):
            return _carried(Sym(head), law) or item
        case _:
            return item


def pushed(p: Parser, base: str, found: Scripts) -> Expr | None:
    r"""The law after f_\#, or after f\#, carried over by f; None where nothing is carried."""
    marked = PUSHES in found.marks
    starred = found.marks == ["star"] and p.names.is_function(base)
    carries = marked or p.kind == PUSHES or (starred and p.names.is_law(p.token.text))
    if not carries:
        return None
    p.accept(PUSHES)
    function: Expr = Sym(base)
    if found.power == MINUS_ONE:
        function = Apply("inverse", (function,))
    return _image_under(p, function)


def pushed_by(p: Parser, function: Expr) -> Expr | None:
    r"""The law after (F^{-1})_\#, carried over; None where nothing is carried."""
    if p.kind != "_" or mark_below(p) != PUSHES:
        return None
    p.index += 4 if p.ahead().kind == "{" else 2
    if isinstance(function, Apply) and function.args[1:] == (MINUS_ONE,):
        function = Apply("inverse", function.args[:1])
    return _image_under(p, function)


def _image_under(p: Parser, function: Expr) -> Expr:
    law = p.factor()
    carried = _carried(function, law) if isinstance(law, Density) else None
    if carried is None:
        raise p.error("the image of what is no law", "a law, as P_X")
    return carried


def _carried(function: Expr, law: Density) -> Density | None:
    """The law p_{f(X)} of p_X; None for a law that does not say what it is of."""
    if law.variable is None:
        return None
    if isinstance(function, Sym):
        return replace(law, variable=Apply(function.name, (law.variable,)))
    return replace(law, variable=Apply("apply", (function, law.variable)))
