r"""Signs that bind a variable: sums, products, optima, limits.

\sum_{t=1}^T, \sum_{x \in \{0,1\}}, \sum_{j \ne i}, \prod_i^n, \max_\theta, \arg\min, \lim.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from checkers.notation.expr import Apply, Bind, Compare, Density, Expr, Num, Span, Sym
from checkers.notation.grammar.arguments import sections
from checkers.notation.grammar.arithmetic import reached, signed_term, times
from checkers.notation.grammar.cursor import NOT_SPECIAL, Parser
from checkers.notation.grammar.indices import shifted
from checkers.notation.grammar.lists import items_until
from checkers.notation.grammar.postfix import postfix
from checkers.notation.grammar.scripts import range_item

_CAPITALS = {"Pi": "prod", "Sigma": "sum"}
_LINEAR = frozenset(("sum", "int", "argmax", "argmin"))
"""Binders for which a factor without the variable may as well stand inside."""


class Range(Struct):
    """What a subscript binds: variables, and where they run."""

    variables: list[Sym] = []
    low: Expr | None = None
    high: Expr | None = None
    domain: Expr | None = None


def binder(p: Parser) -> Expr:
    """A binding sign and what it reaches over."""
    token = p.take()
    op = token.text or token.kind
    if op in ("max", "min") and (p.kind in ("(", "[", "\\{") or _lists(p)):
        items = [item for _, group in sections(p, (";",)) for item in group]
        return postfix(p, Apply(op, tuple(items)))
    below, above = bounds(p)
    return _reaching(p, op, ranged(p, below, above))


def _reaching(p: Parser, op: str, found: Range) -> Expr:
    """The binder over as much of the term as it reaches, times the rest."""
    rest: list[Expr] = []
    below: Expr | None = None
    bound_here = frozenset(found.variables)
    if op in _LINEAR or not bound_here or p.kind in ("+", "-"):
        body = signed_term(p)
    else:
        body, rest, below = reached(p, bound_here)
    bound = Bind(op, tuple(found.variables), body, found.low, found.high, found.domain)
    if not rest and below is None:
        p.leave_open(bound)
    whole = times([bound, *rest])
    return whole if below is None else Apply("/", (whole, below))


def capital(p: Parser) -> Expr:
    """A capital Pi or Sigma with a range below is the sign that it looks like; so is one that
    nothing declares, over an index of what follows.
    """
    below = p.content(p.index + 2) if p.ahead().kind == "_" else []
    if "relation" not in below and not _runs(p):
        return NOT_SPECIAL
    token = p.token
    p.tokens[p.index] = replace(token, kind="bind", text=_CAPITALS[token.text])
    return binder(p)


def _lists(p: Parser) -> bool:
    """Whether bare braces hold several things: min{1, a}."""
    return p.kind == "{" and "," in p.content(p.index)


def _runs(p: Parser) -> bool:
    """Whether a letter stands below the capital, and again in what comes after."""
    index = p.ahead(2)
    if not p.names.words or p.token.text in p.names.words or p.ahead().kind != "_":
        return False
    after = range(p.index + 3, p.limit)
    return index.kind == "name" and any(
        p.tokens[at].kind == "name" and p.tokens[at].text == index.text for at in after
    )


def bounds(p: Parser) -> tuple[list[Expr], Expr | None]:
    """The items of a subscript, and the superscript, in either order."""
    below: list[Expr] = []
    above: Expr | None = None
    while p.kind in ("_", "^"):
        if p.take().kind == "^":
            above = p.group()
        elif p.kind == "{":
            p.take()
            with p.inside():
                below = items_until(p, "}", _bound_item)
            p.expect("}")
        else:
            below = [p.forms["single"](p)]
    return below, above


def _bound_item(p: Parser) -> Expr:
    """An item below a sign; a <= i <= b as its two halves."""
    found = range_item(p)
    if p.kind == "relation" and isinstance(found, Compare):
        relation = p.take().text
        return Apply("and", (found, Compare(relation, found.right, p.expression())))
    return found


def ranged(p: Parser, below: list[Expr], above: Expr | None) -> Range:
    """What the items below and above a sign bind."""
    found = Range(high=above)
    for item in below:
        _bind_item(p, item, found)
    if above is not None and found.low is None and found.domain is None:
        found.low = Num(Fraction(1))
    return found


def _bind_item(p: Parser, item: Expr, found: Range) -> None:
    if isinstance(item, Compare):
        _bind_condition(p, item, found)
    elif isinstance(item, Apply) and item.head == "and":
        _bind_between(p, item, found)
    elif isinstance(item, Span) and isinstance(item.low, Sym):
        found.variables.append(item.low)
        found.domain = item.high
    elif isinstance(item, Apply) and item.head in ("set", "^"):
        found.domain = item
    elif isinstance(item, Apply) and item.head == "setminus":
        found.variables += spread(p, item.args[0])
        found.domain = Apply("except", tuple(_excluded(p, item.args[1])))
    elif isinstance(found.domain, Apply) and found.domain.head == "except":
        found.domain = Apply("except", (*found.domain.args, *_excluded(p, item)))
    else:
        found.variables += spread(p, item)


def _excluded(p: Parser, item: Expr) -> list[Sym]:
    r"""The variables that a sum leaves out: x_1 of x \setminus x_1, or those of a set."""
    is_set = isinstance(item, Apply) and item.head == "set"
    items = item.args if is_set and isinstance(item, Apply) else (item,)
    return [variable for each in items for variable in spread(p, each)]


def _bind_condition(p: Parser, item: Compare, found: Range) -> None:
    if item.relation == "->":
        found.high = item.right
    elif item.relation == "=":
        found.low = item.right
    elif item.relation == "in":
        found.domain = item.right
    elif item.relation in (">=", ">") and found.high is not None:
        found.low = shifted(item.right, 1 if item.relation == ">" else 0)
    else:
        found.domain = item
    found.variables += spread(p, item.left)[: None if item.relation != "<" else 1]


def _bind_between(p: Parser, item: Apply, found: Range) -> None:
    lower, upper = item.args
    if not isinstance(lower, Compare) or not isinstance(upper, Compare):
        raise p.error("no such range", "a variable and its bounds")
    found.variables += spread(p, lower.right)
    found.low = shifted(lower.left, 1 if lower.relation == "<" else 0)
    found.high = shifted(upper.right, -1 if upper.relation == "<" else 0)


def spread(p: Parser, item: Expr) -> list[Sym]:
    """An item as the variables it names."""
    if isinstance(item, Sym):
        return [item]
    if isinstance(item, Density) and not item.of:
        return [Sym(item.name)]
    if isinstance(item, Apply) and item.head in ("()", "*"):
        return [variable for arg in item.args for variable in spread(p, arg)]
    if isinstance(item, Apply) and item.head in ("norm", "abs"):
        return spread(p, item.args[0])
    raise p.error("nothing to bind", "a variable")
