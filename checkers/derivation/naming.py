"""Gives the steps that hold the names of the rules that explain them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as with_changes
from typing import Any

from checkers.derivation.compose import close
from checkers.derivation.loosen import Loosened
from checkers.derivation.steps import Judged
from checkers.notation.expr import Expr
from checkers.notation.vocabulary import Vocabulary
from checkers.rules import Agreement, rule_of

WORLDS = 8
"""Loosened worlds: enough to tell rules apart, for the step itself is known to hold."""


def named(steps: Sequence[Judged], vocabulary: Vocabulary) -> list[Judged]:
    """The steps, those that hold with the rule that explains them where one does."""
    from checkers.worlds.shared import shared_court

    nameless = [
        step for step in steps if step.status == "holds" and not step.rule and step.claim
    ]
    known = shared_court(vocabulary).rules
    rules = {step.index: known[step.claim] for step in nameless if step.claim in known}
    new = [step for step in nameless if step.index not in rules]
    if new:
        ask = _Loose(_asked(new, vocabulary), vocabulary).agreement
        rules |= {step.index: _rule(step, vocabulary, ask) for step in new}
        known.update({step.claim: rules[step.index] for step in new if step.claim})
    return [with_changes(step, rule=rules.get(step.index, step.rule)) for step in steps]


def _rule(step: Judged, vocabulary: Vocabulary, ask: Agreement) -> str | None:
    if step.claim is None:
        return None
    left, relation, right = step.claim
    return rule_of((left, right), relation, vocabulary, ask)


def _asked(steps: Sequence[Judged], vocabulary: Vocabulary) -> list[Expr]:
    """Every expression that the rules will ask about, by asking with "no" as the answer."""
    asked: list[Expr] = []

    def note(left: Expr, right: Expr) -> bool:
        asked.extend((left, right))
        return False

    def note_one(expr: Expr) -> bool:
        asked.append(expr)
        return False

    for step in steps:
        _rule(step, vocabulary, Agreement(note, note_one))
    return asked


class _Loose:
    """Loosened worlds in which the rules are tried."""

    def __init__(self, exprs: Sequence[Expr], vocabulary: Vocabulary) -> None:
        from checkers.worlds.shared import shared_court

        self._loosened = Loosened(vocabulary, exprs)
        self._court = shared_court(self._loosened.vocabulary, WORLDS)
        self.agreement = Agreement(self._agree, self._never_negative)

    def _values(self, *exprs: Expr) -> list[Any]:
        return list(self._court.values([self._loosened.expr(expr) for expr in exprs]))

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
