r"""Expectations: what is drawn from what, and what is averaged.

\mathbb{E}_{z \sim q(z|x)}[...], E_q[...], E_z[...], E[x|y], \langle ... \rangle_q, and
expectations without brackets.
"""

from __future__ import annotations

from checkers.notation import operators as op
from checkers.notation.expr import Apply, Bind, Density, Draw, Expr, Mean, Num, Sym
from checkers.notation.grammar.arguments import BRACKETS, PLACE, argument, sections
from checkers.notation.grammar.arithmetic import signed_term
from checkers.notation.grammar.cursor import DOTS, NOT_SPECIAL, Parser
from checkers.notation.grammar.ellipsis import filled_items
from checkers.notation.grammar.images import image
from checkers.notation.grammar.lists import filled, items_until
from checkers.notation.grammar.postfix import postfix
from checkers.notation.grammar.spelling import spelled
from checkers.notation.tree import rebuild


def mean(p: Parser) -> Expr:
    """An expectation, with its draws and its body in brackets or over the rest of the term."""
    p.take()
    exponent = p.group() if p.kind == "^" and p.take() else None
    draws = draws_below(p) if p.accept("_") else ()
    if exponent is None and p.accept("^"):
        exponent = p.group()
    result = _over_body(p, draws)
    return result if exponent is None else Apply("^", (result, exponent))


def _over_body(p: Parser, draws: tuple[Draw, ...]) -> Expr:
    if p.kind not in BRACKETS:
        result = Mean(draws, signed_term(p))
        p.leave_open(result)
        return result
    body, conditions = _body(p)
    if conditions:
        body = Apply("given", (body, *conditions))
    return postfix(p, Mean(draws, body))


def _body(p: Parser) -> tuple[Expr, list[Expr]]:
    """What stands in the brackets, and the conditions behind a bar."""
    groups = sections(p, ("|", "mid"))
    first = groups[0][1]
    if len(first) != 1:
        raise p.error("an expectation of several things", "one expression")
    return first[0], [item for _, items in groups[1:] for item in items]


def mean_letter(p: Parser) -> Expr:
    """E where it is no other name: no E_{ij} that nothing follows."""
    close = p.closers.get(p.index + 2, p.index + 2)
    if p.ahead().kind == "_" and p.token.font == "bf" and close + 1 >= p.limit:
        return NOT_SPECIAL
    return mean(p) if p.ahead().kind in ("_", *BRACKETS) or _dressed(p) else NOT_SPECIAL


def _dressed(p: Parser) -> bool:
    return p.token.font in ("bb", "rm")


def draws_below(p: Parser) -> tuple[Draw, ...]:
    r"""The subscript of an expectation: q, z \sim q(z|x), q(z|x), z, or several."""
    if p.kind != "{":
        return _bare_draws(p)
    p.take()
    draws: list[Draw] = []
    pending: list[Expr] = []
    with p.inside("|", "mid"):
        while p.kind != "}":
            pending.append(p.expression())
            if DOTS in pending[:-1]:
                pending = filled_items(p, pending)
            if p.kind == "relation" and p.token.text in ("~", "in"):
                p.take()
                pending = filled(p, pending)
                draws.append(Draw(_variables(p, pending), _law_for(p, pending, p.expression())))
                pending = []
            elif p.accept("|", "mid"):
                given = items_until(p, "}", argument)
                draws.append(Draw(_variables(p, pending), _own_law(p, pending, given)))
                pending = []
            if not p.accept(",", ";"):
                break
    p.expect("}")
    return (*draws, *_implied(p, filled(p, pending)))


def _bare_draws(p: Parser) -> tuple[Draw, ...]:
    """A subscript without braces: E_q, E_z, and in plain text E_q(z|x)[...], E_z~q[...]."""
    close = p.closers.get(p.index + 1, 0)
    follows = p.tokens[close + 1].kind if 0 < close < p.limit - 1 else ""
    if p.ahead().kind == "(" and follows in BRACKETS:
        return _implied(p, [p.factor()])
    first = p.forms["single"](p)
    if p.kind == "relation" and p.token.text == "~" and p.token.gap == 0:
        p.take()
        law = p.forms["single"](p) if p.ahead().kind != "(" else p.factor()
        return (Draw(_variables(p, [first]), _law_for(p, [first], law)),)
    return _implied(p, [first])


def _implied(p: Parser, items: list[Expr]) -> tuple[Draw, ...]:
    """The draws that a list of laws or of variables means."""
    draws: list[Draw] = []
    variables: list[Expr] = []
    for item in items:
        laws = list(item.args) if isinstance(item, Apply) and item.head == "*" else [item]
        for law in laws:
            law = as_law(p, law)
            if isinstance(law, Density):
                draws.append(_from_law(p, law))
            elif isinstance(law, Apply) and law.head == "pdf":
                draws.append(Draw(_variables(p, [law.args[0]]), law.args[1]))
            elif _is_named(law) or (isinstance(law, Bind) and isinstance(law.body, Density)):
                draws.append(Draw((), law))
            else:
                variables.append(law)
    if variables:
        draws.append(Draw(_variables(p, variables), None))
    return tuple(draws)


def _is_named(law: Expr) -> bool:
    return isinstance(law, Apply) and law.head in op.DISTRIBUTIONS.values()


def as_law(p: Parser, item: Expr) -> Expr:
    """A bare name as the law it names, a function of a law as the law of its value."""
    if isinstance(item, Sym) and p.names.is_law(spelled(item)):
        return Density(spelled(item))
    return image(item)


def mixed(p: Parser, item: Expr) -> Expr:
    """A law, or a mixture of laws: (f(P) + Q)/2."""
    if isinstance(item, Apply) and item.head in ("+", "*", "/", "neg"):
        return rebuild(item, lambda part: mixed(p, part))  # type: ignore[no-any-return]
    return as_law(p, item)


def _from_law(p: Parser, law: Density) -> Draw:
    """The draw from a law by its arguments, or by its declaration where it has none."""
    declared = p.names.law_of(law.name)
    if not law.of and declared is not None and law.variable is None:
        of = tuple(Sym(each) for each in declared.of)
        given = tuple(Sym(each) for each in declared.given)
        return Draw(of, Density(law.name, of, law.given or given))
    points = [entry for entry in law.of if isinstance(entry, Sym) and entry != PLACE]
    return Draw(tuple(points), law)


def _law_for(p: Parser, variables: list[Expr], law: Expr) -> Expr:
    """The law after ~; without arguments it is that of the variables."""
    law = as_law(p, law)
    if isinstance(law, Density) and not law.of:
        declared = p.names.law_of(law.name)
        given = law.given or tuple(Sym(each) for each in (declared.given if declared else ()))
        return Density(law.name, _variables(p, variables), given, law.variable)
    return law


def _own_law(p: Parser, variables: list[Expr], given: list[Expr]) -> Expr:
    """E_{z|x}: the conditional of the one joint law declared, or of p."""
    name = next(iter(p.names.laws)) if len(p.names.laws) == 1 else "p"
    return Density(name, tuple(variables), tuple(given))


def _variables(p: Parser, items: list[Expr]) -> tuple[Sym, ...]:
    """Items as variables; z_{1,2} are two."""
    result: list[Sym] = []
    for item in items:
        if isinstance(item, Density) and not item.of:
            item = Sym(item.name)
        if isinstance(item, Apply) and item.head in ("()", "*", "given"):
            result += _variables(p, list(item.args))
        elif not isinstance(item, Sym):
            raise p.error("only variables are drawn", "a variable")
        elif len(item.index) > 1 and all(isinstance(each, Num) for each in item.index):
            result += [Sym(item.name, (each,)) for each in item.index]
        else:
            result.append(item)
    return tuple(result)


def angle(p: Parser) -> Expr:
    r"""\langle f \rangle_q is an expectation, \langle u, v \rangle an inner product."""
    p.take()
    with p.inside():
        items = items_until(p, "|>", argument, (",", "|", "mid"))
    if not items:
        raise p.error("empty brackets", "an expression")
    p.expect("|>")
    if len(items) == 2:
        return postfix(p, Apply("dot", (items[0], items[1])))
    draws = draws_below(p) if p.accept("_") else ()
    return postfix(p, Mean(draws, items[0]))
