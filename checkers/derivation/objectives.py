"""Objectives with the same optimum: those that equations make alike up to what is free of it.

A(q) = c + k B(q), with c and k free of q, shows that A and B have their optima at the same q.
That k is positive is what the claim itself, which holds, says.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from fractions import Fraction
from typing import Any

from msgspec.structs import replace

from checkers.derivation.compose import EQUALITIES
from checkers.derivation.fresh import member_of
from checkers.notation.expr import Apply, Bind, Density, Expr, Num, Sym
from checkers.notation.operators import FUNCTIONALS
from checkers.notation.tree import transform, walk

ONE = Num(Fraction(1))
Claim = tuple[Expr, str, Expr]
Key = Callable[[Expr], Hashable]


def objective(optimum: Bind) -> Expr:
    """What is optimized; of a member of a family of laws, as it is written of any law."""
    plain: Expr = transform(optimum.body, member_of)
    return plain


def objectives(claim: Claim) -> list[Expr]:
    """What a claim on places of optima has optimized on its sides; of another claim nothing."""
    sides = (claim[0], claim[2])
    optima = [s for s in sides if isinstance(s, Bind) and s.op in ("argmin", "argmax")]
    return [objective(optimum) for optimum in optima] if len(optima) == 2 else []


def is_alike(claim: Claim, stated: Sequence[Claim], same: Key, key: Key) -> bool:
    """Whether equations lead from one objective to the other, up to constants. Expressions are
    equal by `same`, and of one writing by `key`.
    """
    left, _, right = claim
    if not isinstance(left, Bind) or not isinstance(right, Bind):
        return False
    chosen = _chosen(left)
    first, second = (_reached(objective(side), stated, same) for side in (left, right))
    forms = ({_core(expr, chosen, key) for expr in exprs} for exprs in (first, second))
    common = set.intersection(*forms) - {None}
    return len(first) + len(second) > 2 and bool(common)


def _bare(node: Any) -> Any:
    """A divergence of whole laws without the point at which they are taken."""
    if not isinstance(node, Apply) or node.head not in FUNCTIONALS:
        return node
    laws = (isinstance(arg, Density) and not arg.given for arg in node.args)
    if not all(laws):
        return node
    return Apply(node.head, tuple(replace(law, of=()) for law in node.args))


def _chosen(optimum: Bind) -> frozenset[str]:
    """The names of what is chosen: a variable, or a law with members."""
    laws = {node for node in walk(optimum.body) if isinstance(node, Density)}
    families = {member_of(law).name for law in laws if member_of(law) != law}
    return frozenset(families or {v.name for v in optimum.variables if isinstance(v, Sym)})


def _reached(start: Expr, stated: Sequence[Claim], same: Key) -> list[Expr]:
    """What equations say that the expression equals, itself first."""
    edges = [(a, b) for a, relation, b in stated if relation in EQUALITIES]
    reached = [start]
    for expr in reached:
        here = same(expr)
        for one, other in (pair for a, b in edges for pair in ((a, b), (b, a))):
            if same(one) == here and other not in reached:
                reached.append(other)
    return reached


def _core(expr: Expr, chosen: frozenset[str], key: Key, negative: bool = False) -> Hashable:
    """The one term that the choice is in, with its sign, without factors that it is not in."""
    terms = [term for term in _terms(expr, negative) if _mentions(term[1], chosen)]
    if len(terms) != 1:
        return None
    sign, term = terms[0]
    factors = [factor for factor in _factors(term) if _mentions(factor, chosen)]
    if len(factors) != 1:
        return None
    (factor,) = factors
    inner = isinstance(factor, Apply) and factor.head in ("+", "neg") and factor != expr
    return _core(factor, chosen, key, sign) if inner else (sign, key(transform(factor, _bare)))


def _terms(expr: Expr, negative: bool) -> Iterator[tuple[bool, Expr]]:
    match expr:
        case Apply("+", args):
            for arg in args:
                yield from _terms(arg, negative)
        case Apply("neg", (only,)):
            yield from _terms(only, not negative)
        case _:
            yield negative, expr


def _factors(term: Expr) -> Iterator[Expr]:
    match term:
        case Apply("*", args):
            for arg in args:
                yield from _factors(arg)
        case Apply("/", (above, below)):
            yield from _factors(above)
            yield Apply("/", (ONE, below))
        case _:
            yield term


def _mentions(expr: Expr, chosen: frozenset[str]) -> bool:
    return any(isinstance(n, Density | Sym) and n.name in chosen for n in walk(expr))
