r"""Integrals: which differential closes which sign, and over what they run.

\int f(z) dz, \int dz f(z), \int_0^1, \int_{\mathcal X}, \int_z, and with no variable named
where just one fits.
"""

from __future__ import annotations

from checkers.notation.expr import Apply, Bind, Compare, Density, Expr, Sym
from checkers.notation.free import names_in, points_in
from checkers.notation.grammar.arithmetic import signed_term, times
from checkers.notation.grammar.binders import bounds, spread
from checkers.notation.grammar.cursor import Parser
from checkers.notation.grammar.postfix import postfix
from checkers.notation.grammar.scripts import scripts
from checkers.notation.grammar.symbols import indexed, marked
from checkers.notation.lexer import Token


def mark_differentials(p: Parser) -> None:
    """Find which differential closes which integral, bracket level by bracket level."""
    levels: list[list[int]] = [[]]
    last_closed: list[int] = [-1]
    for at, token in enumerate(p.tokens):
        if at in p.closers:
            levels.append([])
            last_closed.append(-1)
        elif token.kind in (")", "]", "}", "\\}", "|>", "end") and len(levels) > 1:
            levels.pop()
            last_closed.pop()
        elif token.kind == "relation" and token.text != "in":
            levels[-1], last_closed[-1] = [], -1
        elif token.kind == "int":
            levels[-1].append(at)
        elif _is_differential(p, at) and (levels[-1] or last_closed[-1] >= 0):
            owner = levels[-1].pop() if levels[-1] else last_closed[-1]
            p.differentials.setdefault(owner, []).append(at)
            p.closing.add(at)
            last_closed[-1] = owner


def _is_differential(p: Parser, at: int) -> bool:
    token = p.tokens[at]
    if token.kind != "name" or token.text != "d" or at + 1 >= p.limit:
        return False
    follows = p.tokens[at + 1]
    if follows.kind == "^":
        return True
    return follows.kind in ("name", "accent", "{") and follows.text != "d"


def integral(p: Parser) -> Expr:
    """An integral up to its differential, else over the rest of the term."""
    at = p.index
    p.take()
    places = p.differentials.get(at, [])
    below, above = bounds(p)
    variables: list[Sym] = []
    weights: list[Expr] = []
    while p.index in places:
        _differential(p, variables, weights)
    closed = bool(places) and not variables
    if closed:
        body = p.expression()
        while p.index in places:
            _differential(p, variables, weights)
        if not variables:
            raise p.error("the integral's differential is out of place", "d and a variable")
    else:
        body = signed_term(p)
    result = _bound(p, variables, times([body, *weights]), below, above)
    if not closed:
        p.leave_open(result)
    return postfix(p, result) if closed else result


def _differential(p: Parser, variables: list[Sym], weights: list[Expr]) -> None:
    """dx, d^n x; dP(x) weighs with a law."""
    p.take()
    if p.accept("^"):
        p.group()
    if p.kind == "accent":
        variable = p.factor()
    elif p.kind == "{":
        variable = p.group()
    else:
        variable = _named_variable(p, p.take())
    if isinstance(variable, Density):
        weights.append(variable)
        variables += [entry for entry in variable.of if isinstance(entry, Sym)]
    elif isinstance(variable, Sym):
        variables.append(variable)
    else:
        raise p.error("an integral by what?", "a variable")


def _named_variable(p: Parser, token: Token) -> Expr:
    """A variable with its indices, never applied to what follows."""
    if p.names.is_law(token.text) and p.kind == "(":
        p.index -= 1
        return p.factor()
    found = scripts(p)
    base = marked(p, token.text, found)
    base, index, _ = indexed(p, base, found.below, False)
    power = () if found.power is None else (found.power,)  # no differential is of a power
    return Sym(base, (*index, *found.above, *power))


WHOLE = Apply("neg", (Sym("inf"),)), Sym("inf")
"""The bounds that say nothing."""


def _bound(
    p: Parser,
    variables: list[Sym],
    body: Expr,
    below: list[Expr],
    above: Expr | None,
) -> Bind:
    """The integral, its bounds or domain understood."""
    low, domain = None, None
    if above is not None:
        low = below[0] if below else None
        if (low, above) == WHOLE:
            low = above = None
    elif below:
        variables, domain = _below(p, variables, below)
    if not variables:
        variables = [_only_variable(p, body)]
    return Bind("int", tuple(variables), body, low, above, domain)


def _below(p: Parser, variables: list[Sym], below: list[Expr]) -> tuple[list[Sym], Expr | None]:
    r"""A subscript alone: the variable (\int_z), its space (\int_{\mathcal X}), or z \in Z."""
    first = below[0]
    if isinstance(first, Compare) and first.relation == "in":
        found = spread(p, first.left)
        return variables or found, _space(first.right)
    names = [each for each in below if isinstance(each, Sym)]
    lower = len(names) == len(below) and all(each.name[0].islower() for each in names)
    if lower and (not variables or set(names) == set(variables)):
        return names, None
    if not variables and isinstance(first, Apply) and first.head == "()":
        return spread(p, first), None
    return variables, _space(first)


def _space(domain: Expr) -> Expr | None:
    r"""A domain; None where it is a whole space: \mathcal{X}, \mathbb{R}^d, \Omega, X."""
    base = domain.args[0] if isinstance(domain, Apply) and domain.head == "^" else domain
    if isinstance(base, Sym) and not base.index and base.name[:1].isupper():
        return None
    return domain


def _only_variable(p: Parser, body: Expr) -> Sym:
    """The variable of an integral that names none: the one that fits."""
    points = points_in(body)
    if not points and not isinstance(body, Sym):
        letters = {name for name in names_in(body) if len(name) == 1 and name.isalpha()}
        points = {Sym(name) for name in letters if name not in p.names.symbols}
    if len(points) != 1:
        raise p.error("the integral does not say its variable", "a differential such as dx")
    return points.pop()
