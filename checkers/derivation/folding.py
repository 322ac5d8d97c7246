"""Sides as the definitions join them: N(x; m, s^2) is p(x), if the question says so, and a
divergence is the mean of a log ratio.

So E_p[log N(x; m, s^2) - log N(x; 0, 1)] in a claim is the KL(p || q) of an answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace as with_changes
from typing import Any

from checkers.derivation.canonical import divergence
from checkers.derivation.steps import Judged
from checkers.notation.expr import Apply, Chain, Density, Expr, Sym
from checkers.notation.tree import replace, transform
from checkers.notation.vocabulary import Vocabulary

Fold = Callable[[Expr], Expr]


def as_written(expr: Expr) -> Expr:
    """The expression itself."""
    return expr


def foldings(vocabulary: Vocabulary) -> tuple[Fold, ...]:
    """What writes normal laws by their names, without and with divergences as means; nothing
    where no law is defined to be normal.
    """
    names: dict[Expr, Expr] = {
        value: law
        for law, value in vocabulary.definitions
        if isinstance(law, Density) and isinstance(value, Apply) and value.head == "pdf"
    }
    points = {law.name: law.of for law in vocabulary.laws if not law.given}

    def named(expr: Expr) -> Expr:
        return replace(expr, names)

    def spelled(node: Any) -> Any:
        match node:
            case Apply(head="KL", args=(first, second)):
                q, p = _placed(first, points), _placed(second, points)
                return divergence(q, p) if q and p else node
            case _:
                return node

    return (named, lambda expr: transform(named(expr), spelled)) if names else ()


def _placed(law: Expr, points: Mapping[str, tuple[str, ...]]) -> Density | None:
    """A law at its variables, which are left out in KL(p || q)."""
    if not isinstance(law, Density) or law.of:
        return law if isinstance(law, Density) else None
    at = () if law.given or law.variable else points.get(law.name, ())
    return Density(law.name, tuple(map(Sym, at))) if at else None


def folded(step: Judged, fold: Fold) -> Judged:
    """The step with both its sides folded."""
    left, right = (side and fold(side) for side in (step.left, step.right))
    return with_changes(step, left=left, right=right)


def folded_chain(chain: Chain, fold: Fold) -> Chain:
    """The chain with every part folded."""
    return Chain(tuple(map(fold, chain.parts)), chain.relations, chain.texts)
