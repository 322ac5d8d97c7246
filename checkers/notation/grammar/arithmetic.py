r"""Sums, products, quotients and powers, and how far a sum sign reaches.

A sum sign reaches to the end of its term, and over later terms that contain its index: they
would mean nothing outside. A product sign reaches to the last factor that contains its
index. So do expectations, integrals and optima that are written without brackets.
"""

from __future__ import annotations

from msgspec.structs import replace

from checkers.notation.expr import Apply, Bind, Expr, Mean, Num, Sym
from checkers.notation.free import meets, names_in, occurring
from checkers.notation.grammar.cursor import DOTS, Parser
from checkers.notation.grammar.ellipsis import filled_product, filled_sum

_OPERATORS = {"odot": "odot", "otimes": "otimes", "circ": "circ", "cup": "cup", "cap": "cap",
              "setminus": "setminus", "and": "and", "or": "or"}  # fmt: skip
_EXPLICIT = frozenset(["*", ".", "/", *_OPERATORS])


def negative(expr: Expr) -> Expr:
    """Minus an expression."""
    return Apply("neg", (expr,))


def total(terms: list[Expr]) -> Expr:
    """The sum of terms."""
    return terms[0] if len(terms) == 1 else Apply("+", tuple(terms))


def times(factors: list[Expr]) -> Expr:
    """The product of factors, nested products in line."""
    if len(factors) == 1:
        return factors[0]
    flat: list[Expr] = []
    for factor in factors:
        if isinstance(factor, Apply) and factor.head == "*":
            flat.extend(factor.args)
        else:
            flat.append(factor)
    return Apply("*", tuple(flat))


# -- sums --------------------------------------------------------------------------------


def sum_of_terms(p: Parser) -> Expr:
    """Terms with their signs."""
    terms: list[Expr] = []
    first_open = len(p.open)
    while True:
        sign = _signs(p)
        if terms and not sign:
            break
        term = p.term()
        terms.append(negative(term) if sign == "-" else term)
        if p.kind not in ("+", "-") or p.kind in p.stops:
            break
    if len(terms) > 1 and (DOTS in terms or negative(DOTS) in terms):
        terms = filled_sum(p, terms)
    if len(terms) > 1 and len(p.open) > first_open:
        terms = _reach(p, terms)
    return total(terms)


def _signs(p: Parser) -> str:
    """The sign that any number of + and - amounts to; empty where there is none."""
    sign = ""
    while p.kind in ("+", "-") and p.kind not in p.stops:
        negated = p.take().kind == "-"
        sign = "-" if negated != (sign == "-") else "+"
    return sign


def _reach(p: Parser, terms: list[Expr]) -> list[Expr]:
    """Let a binder without brackets take the later terms that contain what it binds."""
    frees = [occurring(term) for term in terms]
    last = {free.name: index for index, found in enumerate(frees) for free in found}
    result: list[Expr] = []
    index = 0
    while index < len(terms):
        bound = _open_names(p, terms[index])
        end = max((last.get(each.name, index) for each in bound), default=index)
        while end > index and not meets(bound, frees[end]):
            end -= 1
        if end > index and not p.choose(True):
            end = index
        result.append(_absorb(p, terms[index], terms[index + 1 : end + 1]))
        index = max(index, end) + 1
    return result


def _open_names(p: Parser, term: Expr) -> frozenset[Sym]:
    """What an open binder at the end of the term binds."""
    inner = _last(term)
    if inner is not term:
        return _open_names(p, inner)
    if id(term) not in p.open:
        return frozenset()
    if isinstance(term, Bind):
        return frozenset(term.variables) | _open_names(p, term.body)
    if isinstance(term, Mean):
        return frozenset(v for d in term.draws for v in d.variables)
    return frozenset()


def _last(term: Expr) -> Expr:
    """The factor at the end of a term."""
    if isinstance(term, Apply) and term.head in ("neg", "*"):
        return term.args[-1]
    return term


def _absorb(p: Parser, term: Expr, more: list[Expr]) -> Expr:
    """The term with later terms put under the binder at its end."""
    if not more:
        return term
    if isinstance(term, Apply):
        return Apply(term.head, (*term.args[:-1], _absorb(p, term.args[-1], more)))
    if isinstance(term, Bind) and _nested(p, term, more):
        return replace(term, body=_absorb(p, term.body, more))
    if isinstance(term, Bind | Mean):
        return replace(term, body=total([term.body, *more]))
    return term


def _nested(p: Parser, term: Bind, more: list[Expr]) -> bool:
    """Whether the terms belong under a binder further inside: sum_i sum_j a + b_ij."""
    bound = _open_names(p, term.body)
    return any(meets(bound, occurring(each)) for each in more)


# -- products ----------------------------------------------------------------------------


def product(p: Parser) -> Expr:
    """Factors side by side, or with signs between them."""
    return times(product_factors(p))


def product_factors(p: Parser, past_slash: bool = True) -> list[Expr]:
    """The factors of a product, each as written; they may be read only up to a slash."""
    factors = [p.factor()]
    while True:
        kind = p.kind
        if kind in p.stops:
            break
        if p.starts_factor():
            factors.append(p.factor())
        elif kind in _EXPLICIT and (past_slash or kind != "/"):
            p.take()
            factors = _explicit(p, kind, factors)
        else:
            break
    if len(factors) > 1 and DOTS in factors:
        factors = filled_product(p, factors)
    return factors


def _explicit(p: Parser, kind: str, factors: list[Expr]) -> list[Expr]:
    """The factors after a sign and what it takes."""
    if kind != "*":
        p.nest()
    if kind == "/":
        return [Apply("/", (times(factors), _denominator(p)))]
    if _OPERATORS.get(kind) == "odot":
        rest = [signed_factor(p), *(product_factors(p) if p.starts_factor() else [])]
        return [Apply("odot", (times(factors), times(rest)))]
    right = signed_factor(p)
    if kind == ".":
        return _dotted(p, factors, right)
    if kind == "*":
        return [*factors, right]
    return [*factors[:-1], Apply(_OPERATORS[kind], (factors[-1], right))]


def _dotted(p: Parser, factors: list[Expr], right: Expr) -> list[Expr]:
    """A dot between vectors is their inner product, else a product as any."""
    if is_tensor(p, factors[-1]) and is_tensor(p, right):
        return [*factors[:-1], Apply("dot", (factors[-1], right))]
    return [*factors, right]


def signed_factor(p: Parser) -> Expr:
    """A factor that may have a sign of its own: a * -b."""
    negated = _signs(p) == "-"
    factor = p.factor()
    return negative(factor) if negated else factor


def _denominator(p: Parser) -> Expr:
    r"""What stands under a slash: with 1/2\sigma^2 all that is written without a space."""
    factors = [signed_factor(p)]
    while p.kind in ("name", "num") and p.token.gap == 0 and isinstance(factors[-1], Num | Sym):
        if not p.starts_factor() or not p.choose(True):
            break
        factors.append(p.factor())
    return times(factors)


def signed_term(p: Parser) -> Expr:
    """A term that may have a sign of its own, as the body of a binder."""
    negated = _signs(p) == "-"
    term = p.term()
    return negative(term) if negated else term


def is_tensor(p: Parser, expr: Expr) -> bool:
    """Whether a declared vector or matrix occurs in the expression."""
    return p.names.has_tensors and any(p.names.is_tensor(name) for name in names_in(expr))


# -- the reach of binders ----------------------------------------------------------------


def reached(p: Parser, bound: frozenset[Sym]) -> tuple[Expr, list[Expr], Expr | None]:
    """What a product sign reaches of the term: up to the last factor with its index.

    Returns that, the factors left over, and a denominator left over.
    """
    factors, below = product_factors(p, past_slash=False), None
    while p.kind == "/" and below is None:
        p.take()
        p.nest()
        divisor = _denominator(p)
        if meets(bound, occurring(divisor)):
            factors = [Apply("/", (times(factors), divisor))]
            factors += product_factors(p, past_slash=False) if p.starts_factor() else []
        else:
            below = divisor
    held = [index for index, each in enumerate(factors) if meets(bound, occurring(each))]
    end = held[-1] + 1 if held else len(factors)
    return times(factors[:end]), factors[end:], below
