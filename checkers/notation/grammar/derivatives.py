r"""Fractions and derivatives.

\frac{\partial^2 F}{\partial x_j^2}, \frac{d}{dt} f, ∂L/∂v_i, \nabla_\theta J, \partial_j f.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction

from checkers.notation.expr import Apply, Derivative, Expr, Num, Sym
from checkers.notation.free import points_in
from checkers.notation.grammar.arithmetic import signed_term, times
from checkers.notation.grammar.cursor import NOT_SPECIAL, Parser
from checkers.notation.grammar.names import FUNCTION_LETTERS
from checkers.notation.grammar.postfix import postfix
from checkers.notation.grammar.scripts import subscript
from checkers.notation.tree import of_kind

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
    if p.ahead(2 if braced else 1).kind == "_":
        return None
    below = p.closers.get(p.index, p.index) + 1 if braced else p.index + 1
    opening = p.tokens[below : below + 3]
    sign = p.ahead(1 if braced else 0)
    if len(opening) < 3 or opening[0].kind != "{":
        return None
    if opening[1].kind != sign.kind:
        return _sign_forgotten(p) if braced and sign.kind == "partial" else None
    if opening[1].text != sign.text or opening[2].kind in ("_", "^", "}", "+", "-"):
        return None
    order = _order(p, braced)
    body = _numerator(p, braced)
    p.expect("{")
    by = _denominators(p, "}")
    p.expect("}")
    if order not in (None, len(by)):
        raise p.error(f"order {order} above and {len(by)} below", "a derivative of one order")
    return differentiated(p, body, by)


def _order(p: Parser, braced: bool) -> int | None:
    r"""The order that the numerator says: 2 of \partial^2 f; None for a letter."""
    at = 2 if braced else 1
    if p.ahead(at).kind != "^":
        return 1
    number = p.ahead(at + 1 + (p.ahead(at + 1).kind == "{"))
    return int(number.text) if number.kind == "num" and number.text.isdigit() else None


def _sign_forgotten(p: Parser) -> Expr | None:
    r"""\frac{\partial^2 f}{x^2}: a derivative all the same, for nothing else makes sense."""
    body = _numerator(p, True)
    if body is None:
        raise p.error("a derivative by what?", "a differential")
    return differentiated(p, body, _repeated(p, p.group()))


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


def partial(p: Parser) -> Expr:
    r"""\partial_x f, and ∂f/∂x on one line."""
    p.take()
    power = p.group() if p.accept("^") else None
    if not p.accept("_"):
        return _inline(p, "partial")
    by = subscript(p)
    if power is None and p.accept("^"):
        power = p.group()
    return _partial_by(p, _to_order(p, by, power))


def _to_order(p: Parser, by: list[Expr], power: Expr | None) -> list[Expr]:
    r"""What a derivative is by, as often as its order says: \partial_x^2 f."""
    if power is None:
        return by
    order = power.value if isinstance(power, Num) else 0
    if len(by) != 1 or order not in range(1, MAX_ORDER + 1):
        raise p.error("a power of a derivative", "an order")
    return by * int(order)


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
    points = {first} if isinstance(first, Sym) else set(_points_of_calls(p, body))
    point = points.pop() if len(points) == 1 else None
    if index and isinstance(point, Sym):
        return Sym(point.name, (*point.index, item))
    return item


def _points_of_calls(p: Parser, body: Expr) -> Iterator[Expr]:
    """Where declared functions are taken in what is differentiated."""
    for call in of_kind(body, Apply):
        function = call.args[0] if call.head == "apply" else Sym(call.head)
        places = call.args[1:] if call.head == "apply" else call.args
        if isinstance(function, Sym) and p.names.is_function(function.name):
            yield from places[:1]


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
    term = signed_term(p)
    if (found := _given(p, term, by)) is not None:
        return found
    body, rest = _under_gradient(p, term)
    gradient: Expr = Derivative(body, tuple(by or _argument(body)) * order)
    return times([Apply("T", (gradient,)), *rest]) if rest is not None else gradient


def _given(p: Parser, term: Expr, by: list[Expr]) -> Expr | None:
    r"""The gradient of a name of which only gradients are declared, times what is after it:
    \nabla_{q_i} L x_i^T, \nabla_{q_i} L^T v.
    """
    first, *rest = term.args if isinstance(term, Apply) and term.head == "*" else (term,)
    turned = isinstance(first, Apply) and first.head == "T"
    name = first.args[0] if isinstance(first, Apply) and turned else first
    whats = (what for what, _ in p.names.vocabulary.definitions)
    if not (rest or turned) or not any(
        isinstance(w, Derivative) and w.body == name for w in whats
    ):
        return None
    gradient: Expr = Derivative(name, tuple(by))
    return times([Apply("T", (gradient,)) if turned else gradient, *rest])


def _under_gradient(p: Parser, term: Expr) -> tuple[Expr, tuple[Expr, ...] | None]:
    r"""What a gradient is of, and what its transpose is multiplied by: \nabla f(x)^T h."""
    factors = term.args if isinstance(term, Apply) and term.head == "*" else (term,)
    first = factors[0]
    if isinstance(first, Apply) and first.head == "T" and _is_call(p, first.args[0]):
        return first.args[0], factors[1:]
    return term, None


def _is_call(p: Parser, expr: Expr) -> bool:
    """Whether a function stands before its arguments; its value has no transpose."""
    if not isinstance(expr, Apply) or not expr.args:
        return False
    base = expr.head.split("_")[0]
    return expr.head == "apply" or p.names.is_function(expr.head) or base in FUNCTION_LETTERS


def _argument(body: Expr) -> list[Expr]:
    """What a gradient without subscript is by: the one point of the densities or functions."""
    points = points_in(body)
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
    slash = p.after_name(p.index + 1)
    if slash < p.limit and p.tokens[slash].kind == "(":
        slash = p.closers.get(slash, slash) + 1
    if slash + 2 < p.limit and p.tokens[slash].kind == "/" and p.tokens[slash + 1].text == "d":
        p.take()
        return _inline(p, "d")
    return NOT_SPECIAL
