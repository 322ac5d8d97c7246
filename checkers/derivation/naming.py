"""Gives the steps that hold the names of the rules that explain them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as with_changes
from typing import Any

from checkers.derivation.compose import close
from checkers.derivation.steps import Judged
from checkers.derivation.values import loose_worlds
from checkers.notation.expr import Expr
from checkers.notation.vocabulary import Vocabulary
from checkers.rules import Agreement, rule_of

Claim = tuple[Expr, str, Expr]
WORLDS = 8
"""Loosened worlds: enough to tell rules apart, for the step itself is known to hold."""


def named(steps: Sequence[Judged], vocabulary: Vocabulary) -> list[Judged]:
    """The steps, those that hold with the rule that explains them where one does."""
    from checkers.worlds.shared import beside

    rules: dict[Claim, str | None] = beside(vocabulary, named, dict)
    ask = _Loose(vocabulary).agreement
    return [
        with_changes(step, rule=_rule(step.claim, rules, vocabulary, ask))
        if step.status == "holds" and not step.rule and step.claim
        else step
        for step in steps
    ]


def _rule(
    claim: Claim, known: dict[Claim, str | None], vocabulary: Vocabulary, ask: Agreement
) -> str | None:
    """The name of the rule, as it is known or found out now."""
    if claim not in known:
        left, relation, right = claim
        known[claim] = rule_of((left, right), relation, vocabulary, ask)
    return known[claim]


class _Loose:
    """Loosened worlds in which the rules are tried."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._worlds = loose_worlds(vocabulary, WORLDS, normalized=True)
        self.agreement = Agreement(self._agree, self._never_negative)

    def _values(self, *exprs: Expr) -> list[Any]:
        return self._worlds.values(exprs)

    def _agree(self, left: Expr, right: Expr) -> bool:
        from checkers.worlds.field import combine

        one, other = self._values(left, right)
        if one is None or other is None or one.shape != other.shape:
            return left == right
        difference = combine(lambda a, b: a - b, one, other).data
        return close(difference, difference * 0.0)

    def _never_negative(self, expr: Expr) -> bool:
        (value,) = self._values(expr)
        return value is not None and bool((value.data >= -1e-12).all())
