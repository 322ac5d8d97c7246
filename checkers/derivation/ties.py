"""What ties laws to one another, written out: by Bayes' rule, by marginals, by definitions.

Worlds that forget these ties (see `loosen`) tell which of them a step needs: the step's sides
agree there once the tie is written out.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import chain
from typing import Any

from checkers.derivation.canonical import divergence
from checkers.notation.expr import Apply, Bind, Chain, Density, Derivative, Expr, Mean, Sym
from checkers.notation.tree import transform, walk
from checkers.notation.vocabulary import Law, Vocabulary

Sides = tuple[Expr, Expr]
MOST_NESTED = 3
"""How often definitions are written out that stand in one another."""


def tied(sides: Sides, vocabulary: Vocabulary) -> Iterator[tuple[str, Sides]]:
    """The sides with a tie written out, and the rule that this is."""
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


def assumed(sides: Sides, vocabulary: Vocabulary) -> Iterator[tuple[str, Sides]]:
    """Definitions of densities, which loosened worlds forget, written out."""
    for what, as_what in _given(vocabulary):
        fresh = _both(sides, lambda node, a=what, b=as_what: b if node == a else node)  # type: ignore[misc]
        if fresh != sides:
            yield "definition", fresh


def _given(vocabulary: Vocabulary) -> list[tuple[Expr, Expr]]:
    """What the vocabulary says that things are: definitions, and laws that equal another."""
    chains = [each for each in vocabulary.assumptions if isinstance(each, Chain)]
    said = [each.parts for each in chains if each.relations == ("=",)]
    laws = [(left, right) for left, right in said if isinstance(left, Density)]
    return [*filter(_is_unlisted, vocabulary.definitions), *laws]


def _is_unlisted(pair: tuple[Expr, Expr]) -> bool:
    """Whether it is no list x = (x_1, x_2), whose members stand where it is bound."""
    what, value = pair
    return not (isinstance(what, Sym) and isinstance(value, Apply) and value.head == "()")


def written_out(sides: Sides, vocabulary: Vocabulary) -> Sides:
    """The sides with laws as what they are defined as, divergences as means, and means as
    integrals against their laws.
    """
    return _both(_both(defined(sides, vocabulary), _as_mean), _as_integral)


def defined(sides: Sides, vocabulary: Vocabulary) -> Sides:
    """The sides with every name as what it is defined as."""
    values = dict(_given(vocabulary))
    for _ in range(MOST_NESTED):
        sides = _both(sides, lambda node: values.get(node, node))
    return sides


def _as_mean(node: Any) -> Any:
    match node:
        case Apply(head="KL", args=(Density(of=(_, *_)) as q, Density(of=(_, *_)) as p)):
            return divergence(q, p)
        case _:
            return node


def _as_integral(node: Any) -> Any:
    if not isinstance(node, Mean):
        return node
    body = node.body
    for draw in reversed(node.draws):
        if not isinstance(draw.law, Density) or not draw.law.of:
            return node
        body = Bind("int", draw.variables, Apply("*", (draw.law, body)))
    return body


def by_form(sides: Sides) -> str | None:
    """The rule of an equation of laws that ties of other kinds make true, as it looks."""
    if any(_has_jacobian(side) for side in sides):
        return "change of variables"
    for law, other in (sides, sides[::-1]):
        if isinstance(law, Density) and _is_of_laws(other, law.name):
            return "marginalization" if isinstance(other, Bind) else "Bayes' rule"
    return None


def _has_jacobian(side: Expr) -> bool:
    """Whether a Jacobian stands in a side, or the size of a derivative."""
    found = [node for node in walk(side) if isinstance(node, Apply)]
    sizes = chain.from_iterable(walk(node) for node in found if node.head in ("abs", "det"))
    return any(node.head == "jacobian" for node in found) or any(map(_is_slope, sizes))


def _is_slope(node: Any) -> bool:
    return isinstance(node, Derivative) or (isinstance(node, Apply) and node.head == "prime")


def _is_of_laws(expr: Expr, name: str) -> bool:
    """Whether an expression is a product or quotient of laws of one family, or an integral of
    one.
    """
    match expr:
        case Bind(op="int" | "sum", body=body):
            return _is_of_laws(body, name)
        case Apply(head="*" | "/", args=args):
            return all(_is_of_laws(arg, name) for arg in args)
        case Density():
            return expr.name == name
        case _:
            return False
