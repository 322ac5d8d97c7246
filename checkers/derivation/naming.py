"""Gives the steps that hold the names of the rules that explain them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as with_changes
from typing import Any

from checkers.derivation.compose import Relation, close, follows
from checkers.derivation.rules import Agreement, rule_of
from checkers.derivation.steps import Judged
from checkers.derivation.values import loose_worlds, nodes
from checkers.notation.expr import Apply, Expr
from checkers.notation.vocabulary import Vocabulary

Claim = tuple[Expr, str, Expr]
CONCLUSION = "conclusion from the steps above"
STRICT = {">=": False, ">": True, "<=": False, "<": True}
"""The inequalities, and whether they are strict."""
WORLDS = 8
"""Loosened worlds: enough to tell rules apart, for the step itself is known to hold."""
LOOKED_BACK = 3
"""Inequalities above one that may be that one rewritten."""


def named(steps: Sequence[Judged], vocabulary: Vocabulary) -> tuple[list[Judged], list[Judged]]:
    """The steps, those that hold with the rule that explains them where one does; and the
    equations by which an inequality is one above it rewritten.
    """
    naming = _Naming(vocabulary)
    found = [
        with_changes(step, rule=naming.rule(step.claim))
        if _is_open(step) and step.claim
        else step
        for step in steps
    ]
    return _with_conclusions(found, naming) if any(map(_is_open, found)) else (found, [])


def _with_conclusions(
    steps: list[Judged], naming: _Naming
) -> tuple[list[Judged], list[Judged]]:
    """The steps, with those that nothing explains but the explained ones before them."""
    claims = [step.claim for step in steps if step.status == "holds" and step.claim]
    sides = [side for left, _, right in claims for side in (left, right)]
    numbers = nodes(sides, naming.vocabulary)
    above: list[Relation] = []
    found: list[Judged] = []
    implied: list[Judged] = []
    for step in steps:
        if step.status == "holds" and step.claim:
            left, relation, right = step.claim
            said = Relation(numbers.number(left), relation, numbers.number(right))
            if _is_open(step) and follows(said, above, numbers):
                step = with_changes(step, rule=CONCLUSION)
            elif _is_open(step) and (equation := _rewritten(step, found, naming)):
                step = with_changes(step, rule=equation.rule)
                implied.append(equation)
            above += [said] if step.rule else []
        found.append(step)
    return found, implied


def _rewritten(step: Judged, above: Sequence[Judged], naming: _Naming) -> Judged | None:
    """The equation by which an inequality is one above it with its terms rewritten."""
    orders = [s for s in above if s.status == "holds" and s.rule and s.relation in STRICT]
    for other in orders[-LOOKED_BACK:] if step.relation in STRICT else ():
        left, right = _excess(other), _excess(step)
        if STRICT[other.relation] >= STRICT[step.relation] and left and right:
            rule = naming.rule((left, "=", right))
            if rule:
                return with_changes(
                    step, left=left, relation="=", right=right, rule=rule, chain=0
                )
    return None


def _excess(step: Judged) -> Expr | None:
    """By how much the larger side of an inequality is larger."""
    if step.claim is None:
        return None
    small, relation, large = step.claim
    if relation in (">=", ">"):
        small, large = large, small
    return Apply("+", (large, Apply("neg", (small,))))


def _is_open(step: Judged) -> bool:
    return step.status == "holds" and not step.rule


class _Naming:
    """The rules of a vocabulary's claims, found in loosened worlds and kept."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        from checkers.worlds.shared import beside

        self.vocabulary = vocabulary
        self._known: dict[Claim, str | None] = beside(vocabulary, named, dict)
        self._ask = Agreement(self._agree, self._agree_defined, self._never_negative)

    def rule(self, claim: Claim) -> str | None:
        """The name of the rule, as it is known or found out now."""
        if claim not in self._known:
            left, relation, right = claim
            found = rule_of((left, right), relation, self.vocabulary, self._ask)
            self._known[claim] = found
        return self._known[claim]

    def _values(self, *exprs: Expr, defined: bool = False) -> list[Any]:
        worlds = loose_worlds(self.vocabulary, WORLDS, normalized=True, defined=defined)
        return worlds.values(exprs)

    def _agree(self, left: Expr, right: Expr) -> bool:
        return _are_alike(left, right, *self._values(left, right))

    def _agree_defined(self, left: Expr, right: Expr) -> bool:
        return _are_alike(left, right, *self._values(left, right, defined=True))

    def _never_negative(self, expr: Expr) -> bool:
        (value,) = self._values(expr)
        return value is not None and bool((value.data >= -1e-12).all())


def _are_alike(left: Expr, right: Expr, one: Any, other: Any) -> bool:
    """Whether two expressions have the same values, or else the same writing."""
    from checkers.worlds.field import combine

    if one is None or other is None or one.shape != other.shape:
        return left == right
    difference = combine(lambda a, b: a - b, one, other).data
    return close(difference, difference * 0.0)
