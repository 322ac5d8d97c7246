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

from checkers.notation.expr import Apply, Bind, Density, Derivative, Expr, Mean, Num, Sym
from checkers.notation.tree import transform, walk
from checkers.notation.vocabulary import Law, Vocabulary

Sides = tuple[Expr, Expr]
MEASURES = frozenset({"KL", "JSD", "H", "CE", "I", "TV", "Var", "Cov", "fdivergence"})
ORDERS = frozenset({"<=", ">=", "<", ">"})


class Agreement(NamedTuple):
    """What the rules ask of loosened worlds: agreement of two expressions, and a sign."""

    agree: Callable[[Expr, Expr], bool]
    never_negative: Callable[[Expr], bool]


def rule_of(sides: Sides, relation: str, vocabulary: Vocabulary, ask: Agreement) -> str | None:
    """The rule that explains a relation that holds, or None where no template does."""
    if relation in ORDERS:
        return _inequality(sides, relation, ask)
    if ask.agree(*sides):
        return _algebra(sides, vocabulary, ask)
    return next(
        (name for name, fresh in _rewritings(sides, vocabulary) if ask.agree(*fresh)), None
    )


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
        self.measures = sorted(head for head in heads if head in MEASURES)
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


def _rewritings(sides: Sides, vocabulary: Vocabulary) -> Iterator[tuple[str, Sides]]:
    """The sides rewritten by each rule that changes them."""
    joints = {law.name: law for law in vocabulary.laws if not law.given}
    bayes = _both(sides, lambda node: _quotient(node, joints))
    summed = _both(sides, lambda node: _marginal(node, joints, vocabulary))
    deepest = _both(bayes, lambda node: _marginal(node, joints, vocabulary))
    for name, fresh in (
        ("Bayes' rule", bayes),
        ("marginalization", summed),
        ("Bayes' rule and marginalization", deepest),
    ):
        if fresh != sides:
            yield name, fresh
    if _nesting(sides[0]) != _nesting(sides[1]):
        yield "tower rule", deepest
    yield from _assumed(sides, vocabulary)


def _both(sides: Sides, change: Callable[[Any], Any]) -> Sides:
    return transform(sides[0], change), transform(sides[1], change)


def _quotient(node: Any, joints: dict[str, Law]) -> Any:
    """p(a | b) as p(a, b) / p(b)."""
    if not isinstance(node, Density) or not node.given or node.name not in joints:
        return node
    whole = Density(node.name, node.of + node.given, (), node.variable)
    return Apply("/", (whole, Density(node.name, node.given)))


def _marginal(node: Any, joints: dict[str, Law], vocabulary: Vocabulary) -> Any:
    """p(a) as the sum, or integral, of the joint over what is missing."""
    law = joints.get(node.name) if isinstance(node, Density) and not node.given else None
    if law is None or not node.of or node.variable is not None:
        return node
    here = {entry.name for entry in node.of if isinstance(entry, Sym)}
    missing = tuple(Sym(name) for name in law.of if name not in here)
    if not missing or len(here) != len(node.of):
        return node
    return Bind("int", missing, Density(node.name, node.of + missing))


def _nesting(expr: Expr) -> int:
    means = [node for node in walk(expr) if isinstance(node, Mean)]
    return sum(any(isinstance(below, Mean) for below in walk(mean.body)) for mean in means)


def _assumed(sides: Sides, vocabulary: Vocabulary) -> Iterator[tuple[str, Sides]]:
    """Definitions of densities, which loosened worlds forget, written out."""
    for what, as_what in vocabulary.definitions:
        fresh = _both(sides, lambda node, a=what, b=as_what: b if node == a else node)  # type: ignore[misc]
        if fresh != sides:
            yield "definition", fresh


def _inequality(sides: Sides, relation: str, ask: Agreement) -> str | None:
    small, large = sides if relation in ("<=", "<") else sides[::-1]
    if ask.agree(*sides):
        return "algebra"
    if any(ask.agree(fresh, small) for fresh in _jensen(large)):
        return "Jensen's inequality"
    if any(ask.agree(fresh, large) for fresh in _jensen(small, convex=True)):
        return "Jensen's inequality"
    if ask.never_negative(Apply("+", (large, Apply("neg", (small,))))):
        return "non-negativity of KL" if _is_logarithmic(sides) else "non-negativity"
    return None


def _is_logarithmic(sides: Sides) -> bool:
    nodes = chain.from_iterable(map(walk, sides))
    heads = {node.head for node in nodes if isinstance(node, Apply)}
    return bool(heads & {"log", "KL", "JSD"})


def _jensen(expr: Expr, convex: bool = False) -> Iterable[Expr]:
    """The expression with a concave (or convex) function taken inside a mean."""
    heads = ("exp", "^") if convex else ("log", "sqrt")
    fresh = transform(expr, lambda node: _inside(node, heads))
    return [fresh] if fresh != expr else []


def _inside(node: Any, heads: Sequence[str]) -> Any:
    if not isinstance(node, Apply) or node.head not in heads:
        return node
    inner, *rest = node.args
    applied = _averaged(inner, lambda body: Apply(node.head, (body, *rest)))
    return node if applied is None else applied


def _averaged(expr: Expr, function: Callable[[Expr], Expr]) -> Expr | None:
    """f(mean of X) as mean of f(X); the mean may be an expectation or a finite average."""
    match expr:
        case Mean(draws=draws, body=body):
            return Mean(draws, function(body))
        case Apply(head="*", args=(Apply() | Num() as weight, Bind(op="sum") as total)):
            body = function(total.body)
            fresh = Bind("sum", total.variables, body, total.low, total.high, total.domain)
            return Apply("*", (weight, fresh))
        case Apply(head="*", args=(Apply() | Num() as weight, Apply(head="+", args=terms))):
            return Apply("*", (weight, Apply("+", tuple(map(function, terms)))))
        case Apply(head="/", args=(Apply(head="+", args=terms), Num() as count)):
            return Apply("/", (Apply("+", tuple(map(function, terms))), count))
        case _:
            return None
