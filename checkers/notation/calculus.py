r"""Fractions and derivatives, integrals with their differentials.

\frac{\partial^2 F}{\partial x_j^2}, \frac{d}{dt} f, ∂L/∂v_i, \nabla_\theta J, \partial_j f;
\int f(z) dz, \int dz f(z), \int_{\mathcal X}, and without dz where one variable fits.
"""

from __future__ import annotations

from fractions import Fraction

from checkers.notation.arithmetic import signed_term, times
from checkers.notation.binders import bounds, spread
from checkers.notation.cursor import Parser
from checkers.notation.expr import Apply, Bind, Compare, Density, Derivative, Expr, Num, Sym
from checkers.notation.free import children, names_in
from checkers.notation.lexer import Token
from checkers.notation.scripts import scripts, subscript
from checkers.notation.symbols import NOT_SPECIAL, _indexed, _marked, postfix

MAX_ORDER = 8
_DELTAS = ("d", "delta")


# -- fractions ---------------------------------------------------------------------------


def fraction(p: Parser) -> Expr:
    r"""\frac{a}{b}, or a derivative written as one."""
    start = p.index
    p.take()
    if _is_delta(p, 1 if p.kind == "{" else 0):
        found = _derivative_fraction(p)
        if found is not None:
            return found
        p.index = start + 1
    numerator = p.group()
    return postfix(p, Apply("/", (numerator, p.group())))


def _is_delta(p: Parser, offset: int) -> bool:
    token = p.ahead(offset)
    return token.kind == "partial" or (token.kind == "name" and token.text in _DELTAS)


def _derivative_fraction(p: Parser) -> Expr | None:
    """A derivative, if the denominator begins with the same sign."""
    braced = p.kind == "{"
    below = p.closers.get(p.index, p.index) + 1 if braced else p.index + 1
    opening = p.tokens[below : below + 3]
    sign = p.ahead(1 if braced else 0)
    if [t.kind for t in opening[:1]] != ["{"] or opening[1].kind != sign.kind:
        return None
    if opening[1].text != sign.text or opening[2].kind in ("_", "^", "}", "+", "-"):
        return None
    body = _numerator(p, braced)
    p.expect("{")
    by = _denominators(p, "}")
    p.expect("}")
    return differentiated(p, body, by)


def differentiated(p: Parser, body: Expr | None, by: list[Expr]) -> Expr:
    """The derivative of a body, or of the rest of the term where none was given."""
    if body is not None:
        return postfix(p, Derivative(body, tuple(by)))
    return Derivative(signed_term(p), tuple(by))


def _numerator(p: Parser, braced: bool) -> Expr | None:
    """What is differentiated, its sign and order skipped."""
    p.index += 2 if braced else 1
    if p.accept("^"):
        p.group()
    if not braced:
        return None
    if p.accept("}"):
        return None
    with p.inside():
        body = p.expression()
    p.expect("}")
    return body


def _denominators(p: Parser, closing: str) -> list[Expr]:
    """The variables below, each as often as its order says."""
    by: list[Expr] = []
    with p.inside():
        while p.kind != closing:
            if not _is_delta(p, 0):
                raise p.error("a derivative by what?", "a differential")
            p.take()
            by += _repeated(p, _variable(p))
    return by


def _variable(p: Parser) -> Expr:
    return p.forms["("](p) if p.kind == "(" else p.factor()


def _repeated(p: Parser, variable: Expr) -> list[Expr]:
    if isinstance(variable, Apply) and variable.head == "T":
        return [variable.args[0]]
    if isinstance(variable, Apply) and variable.head == "^":
        base, order = variable.args
        if isinstance(order, Num) and order.value in range(1, MAX_ORDER + 1):
            return [base] * int(order.value)
    return [variable]


# -- partial, nabla, d -------------------------------------------------------------------


def partial(p: Parser) -> Expr:
    r"""\partial_x f, and ∂f/∂x on one line."""
    p.take()
    if p.accept("_"):
        return _partial_by(p, subscript(p))
    if p.accept("^"):
        p.group()
    return _inline(p, "partial")


def _inline(p: Parser, kind: str) -> Expr:
    """∂f/∂x or ∂/∂x f, its first sign already read."""
    body = None if p.kind == "/" else p.factor()
    p.expect("/")
    wrapped = p.accept("(")
    if not _is_delta(p, 0):
        raise p.error("a derivative by what?", "a differential")
    p.take()
    by = _repeated(p, p.factor())
    if wrapped:
        p.expect(")")
    return differentiated(p, body, by)


def _partial_by(p: Parser, items: list[Expr]) -> Expr:
    """A derivative by a variable, or by the component of the function's argument."""
    body = p.factor()
    return postfix(p, Derivative(body, tuple(_component(p, item, body) for item in items)))


def _component(p: Parser, item: Expr, body: Expr) -> Expr:
    letter = item.name.rstrip("'") if isinstance(item, Sym) and not item.index else ""
    index = isinstance(item, Num) or letter in ("i", "j", "k", "l")
    args = body.args if isinstance(body, Apply) else ()
    first = args[1 if isinstance(body, Apply) and body.head == "apply" else 0] if args else None
    if index and isinstance(first, Sym):
        return Sym(first.name, (*first.index, item))
    return item


def nabla(p: Parser) -> Expr:
    r"""\nabla_\theta f over the rest of the term; \nabla^2 twice."""
    p.take()
    by = subscript(p) if p.accept("_") else []
    order = 1
    if p.accept("^"):
        if p.group() != Num(Fraction(2)):
            raise p.error("a power of a gradient", "a gradient or its square")
        order = 2
    if not by and p.accept("_"):
        by = subscript(p)
    body = signed_term(p)
    return Derivative(body, tuple(by or _argument(body)) * order)


def _argument(body: Expr) -> list[Expr]:
    """What a gradient without subscript is by: the one point of the densities or functions."""
    points = _points(body)
    if isinstance(body, Apply) and body.args and isinstance(body.args[0], Sym) and not points:
        return [body.args[0]]
    return list(points) if len(points) == 1 else []


def d_letter(p: Parser) -> Expr:
    """df/dx and d/dx f on one line, where d is no number."""
    over_d = p.ahead().kind == "/" and p.ahead(2).text == "d"
    if over_d and p.ahead(3).kind in ("name", "accent"):
        p.take()
        return _inline(p, "d")
    if p.ahead().kind != "name" or p.ahead().gap:
        return NOT_SPECIAL
    slash = _after_name(p, p.index + 1)
    if slash + 2 < p.limit and p.tokens[slash].kind == "/" and p.tokens[slash + 1].text == "d":
        p.take()
        return _inline(p, "d")
    return NOT_SPECIAL


def _after_name(p: Parser, at: int) -> int:
    """The place after a name with its scripts and arguments."""
    at += 1
    while at < p.limit and p.tokens[at].kind in ("_", "^", "'", "("):
        step = 1 if p.tokens[at].kind in ("'", "(") else 2
        at = p.closers.get(at + step - 1, at + step - 1) + 1
    return at


# -- integrals ---------------------------------------------------------------------------


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
    space = p.tokens[min(p.index + 2, p.limit - 1)] if p.kind == "_" else None
    below, above = bounds(p)
    variables: list[Sym] = []
    weights: list[Expr] = []
    while p.index in places:
        _differential(p, variables, weights)
    if places and not variables:
        body = p.expression()
        while p.index in places:
            _differential(p, variables, weights)
        if not variables:
            raise p.error("the integral's differential is out of place", "d and a variable")
    else:
        body = signed_term(p)
    result = _bound(p, variables, times([body, *weights]), below, above, space)
    if not places or (weights == [] and result.body is body and p.index not in places):
        p.leave_open(result)
    return postfix(p, result) if places else result


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
    base = _marked(p, token.text, found)
    base, index, _ = _indexed(p, base, found.below, False)
    power = () if found.power is None else (found.power,)  # no differential is of a power
    return Sym(base, (*index, *found.above, *power))


def _bound(
    p: Parser,
    variables: list[Sym],
    body: Expr,
    below: list[Expr],
    above: Expr | None,
    space: Token | None,
) -> Bind:
    """The integral, its bounds or domain understood."""
    low, domain = None, None
    if above is not None:
        low = below[0] if below else None
        if _infinite(low) and _infinite(above):
            low = above = None
    elif below:
        variables, domain = _below(p, variables, below, space)
    if not variables:
        variables = [_only_variable(p, body)]
    return Bind("int", tuple(variables), body, low, above, domain)


def _infinite(expr: Expr | None) -> bool:
    return expr is not None and "inf" in names_in(expr)


def _below(
    p: Parser, variables: list[Sym], below: list[Expr], space: Token | None
) -> tuple[list[Sym], Expr | None]:
    r"""A subscript alone: the variable (\int_z), its space (\int_{\mathcal X}), or z \in Z."""
    first = below[0]
    if isinstance(first, Compare) and first.relation == "in":
        found = spread(p, first.left)
        return variables or found, _space(first.right, space)
    names = [each for each in below if isinstance(each, Sym)]
    lower = len(names) == len(below) and all(each.name[0].islower() for each in names)
    if lower and (not variables or set(names) == set(variables)):
        return names, None
    if not variables and isinstance(first, Apply) and first.head == "()":
        return spread(p, first), None
    return variables, _space(first, space)


def _space(domain: Expr, token: Token | None) -> Expr | None:
    r"""A domain; None where it is a whole space: \mathcal{X}, \mathbb{R}^d, \Omega, X."""
    base = domain.args[0] if isinstance(domain, Apply) and domain.head == "^" else domain
    if isinstance(base, Sym) and not base.index and base.name[:1].isupper():
        return None
    return domain


def _only_variable(p: Parser, body: Expr) -> Sym:
    """The variable of an integral that names none: the one that fits."""
    points = _points(body)
    if not points:
        letters = {name for name in names_in(body) if len(name) == 1 and name.isalpha()}
        points = {Sym(name) for name in letters if name not in p.names.symbols}
    if len(points) != 1:
        raise p.error("the integral does not say its variable", "a differential such as dx")
    return points.pop()


def _points(body: Expr) -> set[Sym]:
    """The variables that stand as points of the densities, in conditionals and marginals."""
    found: set[Sym] = set()
    if isinstance(body, Density):
        found |= {entry for entry in body.of if isinstance(entry, Sym)}
    for child in children(body):
        found |= _points(child)
    return found

