r"""Expectations, divergences, entropies, and families of laws.

\mathbb{E}_{z \sim q(z|x)}[...], E_q[...], \langle ... \rangle_q, expectations without
brackets; D_{KL}(q \| p) in all its spellings; \mathcal{N}(x; \mu, \Sigma).
"""

from __future__ import annotations

from fractions import Fraction

from checkers.notation import operators as op
from checkers.notation.arguments import BARS, PLACE, argument, conditioned, sections
from checkers.notation.arithmetic import signed_term, times
from checkers.notation.cursor import Parser
from checkers.notation.expr import Apply, Compare, Density, Draw, Expr, Mean, Num, Sym
from checkers.notation.lists import items_until
from checkers.notation.scripts import spelled, subscript
from checkers.notation.symbols import NOT_SPECIAL, postfix

_BRACKETS = ("(", "[", "\\{")
_ARITY = {"Normal": 2, "Uniform": 2, "Beta": 2, "Laplace": 2, "Binomial": 2, "Gumbel": 2,
          "Logistic": 2}  # fmt: skip
"""How many parameters a family has, where it is not one."""


# -- expectations ------------------------------------------------------------------------


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
    if p.kind not in _BRACKETS:
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
    """E where it is no other name."""
    return mean(p) if p.ahead().kind in ("_", *_BRACKETS) or _dressed(p) else NOT_SPECIAL


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
            if p.kind == "relation" and p.token.text in ("~", "in"):
                p.take()
                draws.append(Draw(_variables(p, pending), _law_for(p, pending, p.expression())))
                pending = []
            elif p.accept("|", "mid"):
                given = items_until(p, "}", argument)
                draws.append(Draw(_variables(p, pending), _own_law(p, pending, given)))
                pending = []
            if not p.accept(",", ";"):
                break
    p.expect("}")
    return (*draws, *_implied(p, pending))


def _bare_draws(p: Parser) -> tuple[Draw, ...]:
    """A subscript without braces: E_q, E_z, and in plain text E_q(z|x)[...], E_z~q[...]."""
    close = p.closers.get(p.index + 1, 0)
    follows = p.tokens[close + 1].kind if 0 < close < p.limit - 1 else ""
    if p.ahead().kind == "(" and follows in _BRACKETS:
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
            law = _as_law(p, law)
            if isinstance(law, Density):
                draws.append(_from_law(p, law))
            elif isinstance(law, Apply) and law.head == "pdf":
                draws.append(Draw(_variables(p, [law.args[0]]), law.args[1]))
            elif isinstance(law, Apply) and law.head in op.DISTRIBUTIONS.values():
                draws.append(Draw((), law))
            else:
                variables.append(law)
    if variables:
        draws.append(Draw(_variables(p, variables), None))
    return tuple(draws)


def _as_law(p: Parser, item: Expr) -> Expr:
    """A bare name as the law it names."""
    if isinstance(item, Sym) and p.names.is_law(spelled(item)):
        return Density(spelled(item))
    return item


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
    law = _as_law(p, law)
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
    p.expect("|>")
    if len(items) == 2:
        return postfix(p, Apply("dot", (items[0], items[1])))
    draws = draws_below(p) if p.accept("_") else ()
    return postfix(p, Mean(draws, items[0]))


# -- functionals -------------------------------------------------------------------------


def measure(p: Parser) -> Expr:
    """Var, Cov, KL, JSD, TV, cross-entropy, H, I on what stands in brackets."""
    token = p.take()
    return functional(p, token.text)


def functional(p: Parser, head: str) -> Expr:
    """A functional, its name already read."""
    draws = draws_below(p) if p.accept("_") else ()
    if p.kind not in _BRACKETS:
        args: tuple[Expr, ...] = (p.factor(),) if head in ("Var", "Cov") else ()
        return Apply(head, args)
    groups = sections(p, (*BARS, ";"))
    result = _FUNCTIONALS.get(head, _divergence)(p, head, groups)
    return postfix(p, _under(draws, result))


Groups = list[tuple[str, list[Expr]]]


def _divergence(p: Parser, head: str, groups: Groups) -> Apply:
    items = [_as_law(p, item) for _, group in groups for item in group]
    if len(items) != 2:
        raise p.error(f"{head} of {len(items)} laws", "two laws")
    return Apply(head, tuple(items))


def _entropy(p: Parser, head: str, groups: Groups) -> Apply:
    first = [_as_law(p, item) for item in groups[0][1]]
    others = [_as_law(p, item) for _, group in groups[1:] for item in group]
    if any(separator == "||" for separator, _ in groups):
        return Apply("CE", (*first, *others))
    return Apply(head, conditioned(first, others))


def _information(p: Parser, head: str, groups: Groups) -> Apply:
    sides = [items for separator, items in groups if separator in ("", ";")]
    conditions = [item for bar, items in groups if bar not in ("", ";") for item in items]
    if len(sides) == 1:
        sides = [[item] for item in sides[0]]
    joined = [side[0] if len(side) == 1 else Apply("()", tuple(side)) for side in sides]
    return Apply(head, conditioned(joined, conditions))


def _variance(p: Parser, head: str, groups: Groups) -> Apply:
    return Apply(head, conditioned(groups[0][1], [i for _, items in groups[1:] for i in items]))


_FUNCTIONALS = {"H": _entropy, "I": _information, "Var": _variance, "Cov": _variance}


def _under(draws: tuple[Draw, ...], result: Apply) -> Expr:
    """A functional under a law that is named: Var_q[f] = E_q[(f - E_q[f])^2]."""
    if not draws:
        return result
    if result.head not in ("Var", "Cov"):
        return Apply("under", (result, *(d.law for d in draws if d.law is not None)))
    off = [Apply("+", (f, Apply("neg", (Mean(draws, f),)))) for f in result.args]
    square: Expr = times(list(off)) if len(off) == 2 else Apply("^", (off[0], Num(Fraction(2))))
    return Mean(draws, square)


def divergence_letter(p: Parser) -> Expr:
    """D with a subscript that says which divergence, or on two laws parted by bars."""
    kind = p.ahead().kind
    if kind == "_":
        braced = p.ahead(2).kind == "{"
        word = p.ahead(3 if braced else 2)
        if word.text in op.DIVERGENCE_SUBSCRIPTS and word.kind in ("measure", "name"):
            p.index += 5 if braced else 3
            return functional(p, op.DIVERGENCE_SUBSCRIPTS[word.text])
        return _f_divergence(p, 4 if not braced and p.ahead(3).kind in _BRACKETS else 0)
    if kind in _BRACKETS and _parts_laws(p, p.index + 1):
        p.take()
        return functional(p, "KL")
    return NOT_SPECIAL


def _f_divergence(p: Parser, offset: int) -> Expr:
    if not offset or not _parts_laws(p, p.index + 3):
        return NOT_SPECIAL
    p.index += 2
    generator = p.forms["single"](p)
    items = _divergence(p, "fdivergence", sections(p, BARS))
    return postfix(p, Apply("fdivergence", (generator, *items.args)))


def _parts_laws(p: Parser, opening: int) -> bool:
    """Whether the bracket at a place holds two things parted by a double bar."""
    inner = p.content(opening)
    return "||" in inner or inner.count("mid") == 2


def functional_letter(p: Parser) -> Expr:
    """H and I on brackets, where they are no other names."""
    opening = p.index + 1
    if p.ahead().kind == "_":
        if not p.names.is_law(p.ahead(3 if p.ahead(2).kind == "{" else 2).text):
            return NOT_SPECIAL
        opening = p.closers.get(p.index + 2, p.index + 2) + 1
    if opening >= p.limit or p.tokens[opening].kind not in _BRACKETS:
        return NOT_SPECIAL
    inner = set(p.content(opening))
    letter = p.token.text
    if letter == "I" and "relation" in inner:
        return indicator(p)
    if letter == "I" and not inner & {";", ",", ":"}:
        return NOT_SPECIAL
    p.take()
    return functional(p, letter)


# -- families of laws --------------------------------------------------------------------


def law(p: Parser) -> Expr:
    """A family with its parameters: a law; with a point before them, its density there."""
    return family(p, p.take().text)


def family(p: Parser, head: str) -> Expr:
    """A family of laws, its name already read."""
    if p.kind not in _BRACKETS:
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


# -- indicators --------------------------------------------------------------------------


def indicator(p: Parser) -> Expr:
    r"""\mathbb{1}[x > 0], \mathbf{1}_{x > 0}: one where all conditions hold."""
    p.take()
    if p.accept("_"):
        items = subscript(p)
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
