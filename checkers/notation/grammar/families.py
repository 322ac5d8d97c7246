r"""Families of laws and indicators: \mathcal{N}(x; \mu, S), Cat(x; p), \mathbb{1}[x > 0]."""

from __future__ import annotations

from checkers.notation.expr import Apply, Compare, Expr, Sym
from checkers.notation.grammar.arguments import BRACKETS, sections
from checkers.notation.grammar.cursor import NOT_SPECIAL, Parser
from checkers.notation.grammar.postfix import postfix
from checkers.notation.grammar.scripts import subscript

_ARITY = {"Normal": 2, "Uniform": 2, "Beta": 2, "Laplace": 2, "Binomial": 2, "Gumbel": 2,
          "Logistic": 2}  # fmt: skip
"""How many parameters a family has, where it is not one."""


def law(p: Parser) -> Expr:
    """A family with its parameters: a law; with a point before them, its density there."""
    return family(p, p.take().text)


def family(p: Parser, head: str) -> Expr:
    """A family of laws, its name already read."""
    if p.kind not in BRACKETS:
        return Sym(head)
    if p.kind == "\\{":
        return Apply(head, (p.factor(),))
    groups = sections(p, ("|", "mid", ";"))
    first, rest = groups[0][1], [item for _, items in groups[1:] for item in items]
    arity = _ARITY.get(head, 1)
    if len(groups) == 1 and len(first) == arity + 1:
        first, rest = first[:1], first[1:]
    if not rest:
        return postfix(p, Apply(head, tuple(first)))
    point = first[0] if len(first) == 1 else Apply("()", tuple(first))
    return postfix(p, Apply("pdf", (point, Apply(head, tuple(rest)))))


def family_letter(p: Parser) -> Expr:
    r"""N, U, B in calligraphic dress, and N with two or more arguments."""
    token = p.token
    if p.ahead().kind not in ("(", "["):
        return NOT_SPECIAL
    inner = set(p.content(p.index + 1))
    if token.font != "cal" and (token.text == "B" or not inner & {",", ";", "dots"}):
        return NOT_SPECIAL
    p.take()
    return family(p, {"N": "Normal", "U": "Uniform", "B": "Beta"}[token.text])


def indicator(p: Parser) -> Expr:
    r"""\mathbb{1}[x > 0], \mathbf{1}_{x > 0}: one where all conditions hold."""
    p.take()
    if p.accept("_"):
        items = subscript(p)
        if p.kind == "(" and not isinstance(items[0], Compare):
            point = p.forms["("](p)
            return postfix(p, Apply("indicator", (Compare("in", point, items[0]),)))
        return Apply("indicator", tuple(items))
    items = [item for _, group in sections(p, (";",)) for item in group]
    return postfix(p, Apply("indicator", tuple(items)))


def ones(p: Parser) -> Expr:
    """A bold one: an indicator on brackets that hold a condition, else the vector of ones."""
    if "relation" in p.content(p.index + (2 if p.ahead().kind == "_" else 1)):
        return indicator(p)
    p.take()
    return postfix(p, Sym("ones"))


def delta_letter(p: Parser) -> Expr:
    """Kronecker's delta with two indices."""
    if p.ahead().kind != "_":
        return NOT_SPECIAL
    start = p.index
    p.index += 2
    items = subscript(p)
    if len(items) != 2:
        p.index = start
        return NOT_SPECIAL
    return postfix(p, Apply("indicator", (Compare("=", items[0], items[1]),)))
