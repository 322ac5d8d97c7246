"""Laws told by their parameters: "with mean a = b and variance c = d; so it is N(b, d)"."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace as changed
from itertools import groupby
from typing import Any

from checkers.derivation.compose import EQUALITIES
from checkers.derivation.steps import Judged
from checkers.notation.expr import Apply, Expr
from checkers.notation.tree import replace


def with_moments(steps: Sequence[Judged], court: Any) -> Iterator[Judged]:
    """That what is said to have a law has it with its parameters as they were worked out, at
    the other end of the chains that come to them.
    """
    worked = dict(_worked(steps))
    for step in steps if worked else ():
        if step.status == "holds" and step.claim and step.relation in EQUALITIES:
            for law in _other_writings(step.claim[2], worked):
                judged = court.judge(step.left, "=", law)
                if judged.status == "holds":
                    yield changed(step, right=law, evidence=judged.evidence, rule=None, chain=0)


def _worked(steps: Sequence[Judged]) -> Iterator[tuple[Expr, Expr]]:
    """The last member of each chain of equations that hold, with the first."""
    for _, group in groupby(steps, lambda step: step.chain):
        chained = list(group)
        first, last = chained[0].left, chained[-1].right
        are_equal = all(s.status == "holds" and s.relation in EQUALITIES for s in chained)
        if are_equal and isinstance(first, Apply) and isinstance(last, Apply):
            yield last, first


def _other_writings(law: Expr, worked: Mapping[Expr, Expr]) -> Iterator[Expr]:
    if isinstance(law, Apply) and law.head == "pdf":
        point, parameters = law.args
        written = replace(parameters, worked)
        if written != parameters:
            yield Apply("pdf", (point, written))
