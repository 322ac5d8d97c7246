"""The name of the rule that explains a step, found by trying, not by matching text.

Worlds can forget (see `loosen`): a step that still holds when p(x), p(x, z) and p(z | x) are
unrelated is algebra; one that holds there only after every conditional is written as a
quotient used Bayes' rule; one that needs p(x) written as a sum over z marginalized. So a rule
is a rewriting of both sides, and it explains the step if the sides then agree.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import chain
from typing import Any, NamedTuple

from msgspec.structs import replace as with_changes

from checkers.derivation.ties import Sides, assumed, by_form, defined, tied, written_out
from checkers.notation.expr import Apply, Bind, Density, Derivative, Expr, Mean, Num, Sym
from checkers.notation.operators import FUNCTIONALS
from checkers.notation.tree import of_kind, transform, walk
from checkers.notation.vocabulary import Vocabulary

ORDERS = frozenset({"<=", ">=", "<", ">"})


class Agreement(NamedTuple):
    """What the rules ask of loosened worlds: agreement of two expressions, there and where
    what is no law is what it is defined as, and a sign.
    """

    agree: Callable[[Expr, Expr], bool]
    agree_defined: Callable[[Expr, Expr], bool]
    never_negative: Callable[[Expr], bool]


def rule_of(sides: Sides, relation: str, vocabulary: Vocabulary, ask: Agreement) -> str | None:
    """The rule that explains a relation that holds, or None where no template does."""
    if relation in ORDERS:
        return _inequality(sides, relation, ask) or _inequality(
            defined(sides, vocabulary), relation, ask
        )
    if ask.agree(*sides):
        return _algebra(sides, vocabulary, ask)
    if (optimized := _optimized(sides)) is not None:
        found = rule_of(optimized, relation, vocabulary, ask)
        return found or ("definition" if ask.agree_defined(*sides) else None)
    ways = chain(tied(sides, vocabulary), assumed(sides, vocabulary))
    return (
        next((name for name, fresh in ways if ask.agree(*fresh)), None)
        or _by_definition(sides, vocabulary, ask)
        or by_form(sides)
    )


def _optimized(sides: Sides) -> Sides | None:
    """What is optimized on both sides, over the same and in the same sense."""
    match sides:
        case (Bind(op="argmin" | "argmax" | "min" | "max") as one, Bind() as other) if (
            one == with_changes(other, body=one.body)
        ):
            return one.body, other.body
        case _:
            return None


def _by_definition(sides: Sides, vocabulary: Vocabulary, ask: Agreement) -> str | None:
    """A step that needs what something is defined as, alone or with ties between laws."""
    if any({*sides} == {*pair} for pair in vocabulary.definitions):
        return "definition"
    if any(ask.agree_defined(*same) for same in (sides, defined(sides, vocabulary))):
        left, right = (_Census(side) for side in sides)
        return "definition" if left.derivatives == right.derivatives else "differentiation"
    ways = tied(written_out(sides, vocabulary), vocabulary)
    return next((name for name, fresh in ways if ask.agree_defined(*fresh)), None)


def _algebra(sides: Sides, vocabulary: Vocabulary, ask: Agreement) -> str:
    """A finer name for a step that needs no tie between laws."""
    left, right = (_Census(side) for side in sides)
    if left.measures != right.measures or _uses_definition(left, right, vocabulary):
        return "definition"
    if left.derivatives != right.derivatives:
        return "differentiation"
    if left.means != right.means:
        return _expectation(left, right)
    if left.logs != right.logs and not ask.agree(*map(_without_logs, sides)):
        return "log of a product or quotient"
    if left.atoms != right.atoms and not (left.means + left.binds):
        return "multiply and divide" if left.atoms ^ right.atoms else "algebra"
    return "multiply and divide" if left.atoms < right.atoms else "algebra"


def _expectation(left: _Census, right: _Census) -> str:
    few, many = sorted((left, right), key=lambda census: census.means)
    if few.means == 0 and few.binds > many.binds:
        return "definition"
    return "linearity of expectation" if few.means else "expectation of a constant"


class _Census:
    """How often what occurs in an expression."""

    def __init__(self, expr: Expr) -> None:
        nodes = list(walk(expr))
        heads = [node.head for node in nodes if isinstance(node, Apply)]
        self.measures = sorted(head for head in heads if head in FUNCTIONALS)
        self.logs = heads.count("log")
        self.means = sum(isinstance(node, Mean) for node in nodes)
        self.binds = sum(isinstance(node, Bind) for node in nodes)
        self.derivatives = sum(isinstance(node, Derivative) for node in nodes)
        self.atoms = {node for node in nodes if isinstance(node, Density)}
        self.names = {node.name for node in nodes if isinstance(node, Sym | Density)}
        self.names |= set(heads)


def _uses_definition(left: _Census, right: _Census, vocabulary: Vocabulary) -> bool:
    defined = {_name(what) for what, _ in vocabulary.definitions}
    return bool((left.names ^ right.names) & defined)


def _name(expr: Expr) -> str:
    return expr.head if isinstance(expr, Apply) else getattr(expr, "name", "")


def _without_logs(expr: Expr) -> Expr:
    """The logarithm replaced by the identity, under which its laws fail."""
    without: Expr = transform(
        expr, lambda n: n.args[0] if isinstance(n, Apply) and n.head == "log" else n
    )
    return without


def _inequality(sides: Sides, relation: str, ask: Agreement) -> str | None:
    small, large = sides if relation in ("<=", "<") else sides[::-1]
    if ask.agree(*sides):
        return "algebra"
    for convex in (False, True):
        for one, other in ((large, small), (small, large)):
            if any(ask.agree(fresh, other) for fresh in _jensen(one, convex)):
                return "Jensen's inequality"
    if _laws(small) == _laws(large) and any(
        ask.agree(fresh, large) for fresh in _logs_outside(small)
    ):
        return "Jensen's inequality"
    left_over = _left_over(small, large, ask.agree)
    if left_over and all(map(ask.never_negative, left_over)):
        return "non-negativity of KL" if _is_logarithmic(sides) else "non-negativity"
    return None


def _left_over(small: Expr, large: Expr, agree: Callable[[Expr, Expr], bool]) -> list[Expr]:
    """The terms by which `large` is more, without those that stand on both sides."""
    less = list(_terms(small))
    more: list[Expr] = []
    for term in _terms(large):
        same = next((other for other in less if agree(term, other)), None)
        if same is None:
            more.append(term)
        else:
            less.remove(same)
    return more + [Apply("neg", (term,)) for term in less]


def _terms(expr: Expr) -> Iterator[Expr]:
    if isinstance(expr, Apply) and expr.head == "+":
        for term in expr.args:
            yield from _terms(term)
    else:
        yield expr


def _is_logarithmic(sides: Sides) -> bool:
    nodes = chain.from_iterable(map(walk, sides))
    heads = {node.head for node in nodes if isinstance(node, Apply)}
    return bool(heads & {"log", "KL", "JSD"})


def _jensen(expr: Expr, convex: bool = False) -> Iterable[Expr]:
    """The expression with a concave (or convex) function taken inside a mean."""
    heads = ("exp", "^") if convex else ("log", "sqrt")
    fresh = transform(expr, lambda node: _inside(node, heads))
    return [fresh] if fresh != expr else []


def _laws(expr: Expr) -> set[str]:
    return {law.name for law in of_kind(expr, Density)}


def _logs_outside(expr: Expr) -> Iterable[Expr]:
    """The expression with means of logarithms as logarithms of means."""
    fresh = transform(expr, _outside)
    return [fresh] if fresh != expr else []


def _outside(node: Any) -> Any:
    match node:
        case Mean(draws=draws, body=Apply(head="log", args=(of,))):
            return Apply("log", (Mean(draws, of),))
        case _:
            return node


def _inside(node: Any, heads: Sequence[str]) -> Any:
    if not isinstance(node, Apply) or node.head not in heads:
        return node
    inner, *rest = node.args
    applied = _averaged(inner, lambda body: Apply(node.head, (body, *rest)))
    return node if applied is None else applied


def _factors(expr: Expr) -> Iterator[Density]:
    """The laws that an expression is a product with."""
    match expr:
        case Density():
            yield expr
        case Apply(head="*", args=args):
            yield from chain.from_iterable(map(_factors, args))
        case Apply(head="/", args=(above, _)):
            yield from _factors(above)


def _averaged(expr: Expr, function: Callable[[Expr], Expr]) -> Expr | None:
    """f(mean of X) as mean of f(X); the mean may be an expectation, an integral against a law
    or a finite average.
    """
    match expr:
        case Mean(draws=draws, body=body):
            return Mean(draws, function(body))
        case Bind(op="int" | "sum", variables=variables, body=body) if laws := [
            factor for factor in _factors(body) if set(factor.of) == set(variables)
        ]:
            law = laws[0]
            applied = function(Apply("/", (body, law)))
            return with_changes(expr, body=Apply("*", (law, applied)))
        case Apply(head="*", args=(Apply() | Num() as weight, Bind(op="sum") as total)):
            return Apply("*", (weight, with_changes(total, body=function(total.body))))
        case Apply(head="*", args=(Apply() | Num() as weight, Apply(head="+", args=terms))):
            return Apply("*", (weight, Apply("+", tuple(map(function, terms)))))
        case Apply(head="/", args=(Apply(head="+", args=terms), Num() as count)):
            return Apply("/", (Apply("+", tuple(map(function, terms))), count))
        case _:
            return None
