r"""Functions written as words, and how far they reach without brackets.

\log takes the factors that follow up to a sign, another logarithm or the end of the term:
\log \frac1k \sum_j w_j, \log p(x|z) p(z), log p(x)/q(x). In brackets it takes just those.
"""

from __future__ import annotations

from checkers.notation.expr import Apply, Bind, Density, Expr, Num, Sym, numeral
from checkers.notation.free import names_in
from checkers.notation.grammar.arguments import BRACKETS, sections
from checkers.notation.grammar.arithmetic import negative, signed_factor, times
from checkers.notation.grammar.cursor import NOT_SPECIAL, Parser
from checkers.notation.grammar.postfix import MINUS_ONE, postfix
from checkers.unify import substitute

ONE = numeral("1")

ARGUMENT = Sym("·")
_ODDS = Apply("/", (ARGUMENT, Apply("+", (ONE, Apply("neg", (ARGUMENT,))))))
SHORT: dict[str, Expr] = {
    "softplus": Apply("log", (Apply("+", (ONE, Apply("exp", (ARGUMENT,)))),)),
    "logit": Apply("log", (_ODDS,)),
    "silu": Apply("*", (ARGUMENT, Apply("sigmoid", (ARGUMENT,)))),
}
"""Functions that are short for others, at an argument."""
_ARC = {"sin": "arcsin", "cos": "arccos", "tan": "arctan", "tanh": "artanh"}
_BINDERS = frozenset(("sum", "prod", "int", "bind", "mean"))
_SUMS = frozenset(("sum", "prod", "int"))
_REACHING = frozenset(("log", "det", "tr"))
ENDS = ("end of text", "newline", "relation", ")", "]", "}", ",", "dot", ";")
"""Where a sum ends."""
_JOINED = frozenset(("/", "^", "T", "sqrt", "*", "+", "neg"))
"""Heads of composite factors that are no calls."""


def function(p: Parser) -> Expr:
    """A named function on its argument."""
    head = p.take().text
    exponent: Expr | None = None
    base: Expr | None = None
    while p.kind in ("^", "_"):
        if p.take().kind == "^":
            exponent = p.group()
        else:
            base = p.group()
    if exponent == MINUS_ONE and head in _ARC:
        head, exponent = _ARC[head], None
    return _completed(p, _value(p, head), base, exponent)


def _completed(p: Parser, value: Expr, base: Expr | None, exponent: Expr | None) -> Expr:
    r"""The value in its base, to its power: \log_2 x, \sin^2 x."""
    if base is not None and isinstance(value, Apply) and value.head == "log":
        value = Apply("/", (value, Apply("log", (base,))))
    elif base is not None and isinstance(value, Apply) and value.head == "softmax":
        value = _component(value, base)
    return value if exponent is None else Apply("^", (value, exponent))


def _component(whole: Apply, index: Expr) -> Expr:
    r"""\softmax_j(s_j) is exp s_j over its sum over j; of a vector it is the entry j."""
    if len(whole.args) != 1 or not isinstance(index, Sym):
        return whole
    (score,) = whole.args
    if index.name not in names_in(score):
        return Apply("entry", (whole, index))
    other = Sym(f"{index.name}'")
    total = Bind("sum", (other,), Apply("exp", (substitute(score, {index: other}),)))
    return Apply("/", (Apply("exp", (score,)), total))


def _value(p: Parser, head: str) -> Expr:
    if p.kind in BRACKETS and not _power_inside(p, head):
        args = [item for _, items in sections(p, (";",)) for item in items]
        return postfix(p, _called(head, *args))
    if p.kind == "-":
        p.take()
        return _called(head, negative(times(_reached(p, head))))
    return _called(head, times(_reached(p, head)))


def _called(head: str, *args: Expr) -> Expr:
    """The function's value; one that is short for others as these."""
    if head not in SHORT or len(args) != 1:
        return Apply(head, args)
    return substitute(SHORT[head], {ARGUMENT: args[0]})


def _power_inside(p: Parser, head: str) -> bool:
    r"""\log (1-a)^n is the logarithm of a power."""
    end = p.closers.get(p.index, -1)
    raised = 0 <= end < p.limit - 1 and p.tokens[end + 1].kind == "^"
    return head in _REACHING and raised and p.choose(head == "log")


def _reached(p: Parser, head: str) -> list[Expr]:
    """The factors that the function takes."""
    factors = [p.factor()]
    while p.kind not in p.stops:
        if p.kind == "/" and _divides_inside(p, factors):
            p.take()
            factors = [Apply("/", (times(factors), signed_factor(p)))]
        elif not p.starts_factor() or _ends(p, head) or _completed_before(p, factors):
            break
        else:
            factors.append(p.factor())
    return factors


def _ends(p: Parser, head: str) -> bool:
    """Whether the next factor is no longer the function's argument: nor is a derivative."""
    ahead = [p.ahead(offset).kind for offset in (0, 1, 2)]
    if ahead[0] in ("nabla", "partial") or ahead == ["frac", "{", "partial"]:
        return True
    if head in _REACHING:
        return p.kind == "function" and p.token.text == head
    return p.kind in ("function", "measure", *_BINDERS) or p.kind in BRACKETS


def _completed_before(p: Parser, factors: list[Expr]) -> bool:
    """Whether the argument is complete: log D(x) p(x) and log a sum_i x_i are products, log
    p(x|z) p(z) is that of a joint.
    """
    last = factors[-1]
    if isinstance(last, Sym) and p.kind in _SUMS:
        return p.choose(True)
    calls = isinstance(last, Density) or (isinstance(last, Apply) and last.head not in _JOINED)
    if not calls or p.kind not in ("name", "(", "[", "\\{", "accent"):
        return False
    both = isinstance(last, Density) and p.kind == "name" and p.names.is_law(p.token.text)
    return not p.choose(both)


def _divides_inside(p: Parser, factors: list[Expr]) -> bool:
    """Log p(x)/q(x) is the logarithm of a ratio of laws, log p(x)/T a logarithm over T."""
    ahead = p.ahead()
    law_above = any(isinstance(factor, Density) for factor in factors)
    law_below = ahead.kind in ("(", "{") or p.names.is_law(ahead.text)
    if ahead.kind in ("num", "function"):
        return False
    return p.choose(law_below if law_above else ahead.kind == "name")


def root(p: Parser) -> Expr:
    r"""\sqrt{x}, \sqrt[3]{x}, √x."""
    sign = p.take()
    order: Expr | None = None
    if p.text[sign.start] == "√" and p.kind == "name":
        return Apply("sqrt", (p.factor(),))
    if p.kind == "[":
        p.take()
        with p.inside():
            order = p.expression()
        p.expect("]")
    inner = _bracketed(p) if p.kind in BRACKETS else p.group()
    result = Apply("sqrt", (inner,)) if order is None else Apply("root", (inner, order))
    return postfix(p, result)


def _bracketed(p: Parser) -> Expr:
    """The one thing in the brackets."""
    items = [item for _, group in sections(p, ()) for item in group]
    if len(items) != 1:
        raise p.error(f"a root of {len(items)} things", "one expression")
    return items[0]


def binomial(p: Parser) -> Expr:
    r"""\binom{n}{k}."""
    p.take()
    return postfix(p, Apply("binom", (p.group(), p.group())))


def number(p: Parser) -> Expr:
    """A number as written, exactly."""
    return postfix(p, numeral(p.take().text))


def euler(p: Parser) -> Expr:
    """The letter e with an exponent is the exponential function, alone a name as any."""
    if p.token.font == "bf" or p.ahead().kind != "^":
        return NOT_SPECIAL
    p.index += 2
    if p.kind in ("-", "+"):
        sign = p.take().kind
        exponent = p.forms["single"](p)
        return Apply("exp", (negative(exponent) if sign == "-" else exponent,))
    return Apply("exp", (p.group(),))


def constant(p: Parser) -> Expr:
    """const: whatever does not depend on what matters."""
    p.take()
    p.accept("dot")
    return Apply("const", ())


def constant_letter(p: Parser) -> Expr:
    """C at the end of a sum is a constant, where it is nothing else; C(x_t, x_0) one that may
    depend on these.
    """
    added = p.index > 0 and p.tokens[p.index - 1].kind == "+"
    if p.token.font or not added:
        return NOT_SPECIAL
    start = p.index
    p.take()
    numbered = not p.accept("_") or isinstance(p.group(), Num)
    args: list[Expr] = []
    if numbered and p.kind == "(":
        args = [item for _, items in sections(p, (";",)) for item in items]
    if numbered and p.kind in ENDS and all(isinstance(arg, Sym) for arg in args):
        p.accept("dot")
        return Apply("const", tuple(args))
    p.index = start
    return NOT_SPECIAL


def jacobian_letter(p: Parser) -> Expr:
    """J with the name of a function below: its Jacobian."""
    if p.ahead().kind != "_":
        return NOT_SPECIAL
    start = p.index
    p.index += 2
    mapped = p.group()
    if isinstance(mapped, Apply) and mapped.head == "^" and mapped.args[1] == MINUS_ONE:
        mapped = Apply("inverse", mapped.args[:1])
    names_function = isinstance(mapped, Apply) and mapped.head == "inverse"
    if isinstance(mapped, Sym):
        names_function = mapped.name[0] in "FfGgTh" or p.names.is_function(mapped.name)
    if not names_function:
        p.index = start
        return NOT_SPECIAL
    field: Expr = Apply("jacobian", (mapped,))
    if p.kind == "(":
        args = [item for _, items in sections(p, (";",)) for item in items]
        field = Apply("apply", (field, *args))
    return postfix(p, field)
