r"""Steps whose signs can be read in two ways: \log f(x) g(x), 1/2a, a sum without brackets.

The usual reading is judged first. A step that is false by it, and true by the other, holds as
the other, unless the steps beside it in its chain hold by the usual one alone: g log f =
\log f g = \log f + \log g is true by neither.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice, product
from typing import TYPE_CHECKING, Any

from checkers.notation.expr import Expr
from checkers.notation.reader import ReadError, readings

if TYPE_CHECKING:
    from checkers.derivation.steps import Judged


def read_otherwise(steps: list[Judged], court: Any) -> list[Judged]:
    """The steps, those that fail as they hold by another reading of their sides."""
    found = list(steps)
    for place, step in enumerate(steps):
        if step.status == "fails":
            ways = (_with(found, place, way, court) for way in _ways(found[place], court))
            found = next(filter(None, ways), found)
    return found


def _with(
    steps: list[Judged], place: int, sides: tuple[Expr, Expr], court: Any
) -> list[Judged] | None:
    """The steps with one's sides read so, in its neighbours too; None if any is false then."""
    own, (left, right) = steps[place], sides
    fresh = {place: replace(own, left=left, right=right)}
    before, after = (_beside(steps, place, by) for by in (-1, 1))
    if before is not None and before.right == own.left != left:
        fresh[place - 1] = replace(before, right=left)
    if after is not None and after.left == own.right != right:
        fresh[place + 1] = replace(after, left=right)
    found = list(steps)
    for number, step in fresh.items():
        judged = court.judge(step.left, step.relation, step.right)
        if judged.status != "holds":
            return None
        found[number] = replace(
            step, status="holds", evidence=judged.evidence, counterexample=None, why=""
        )
    return found


def _beside(steps: list[Judged], place: int, by: int) -> Judged | None:
    """The step before or after one in its chain."""
    if not 0 <= place + by < len(steps) or steps[place + by].chain != steps[place].chain:
        return None
    return steps[place + by]


def _ways(step: Judged, court: Any) -> Iterator[tuple[Expr, Expr]]:
    """What the sides of a step may say beside the usual."""
    if step.left is None or step.right is None:
        return
    sides = (step.left, step.texts[0]), (step.right, step.texts[1])
    yield from islice(product(*(_readings(*side, court) for side in sides)), 1, None)


def _readings(side: Expr, text: str, court: Any) -> list[Expr]:
    """What a text may say, the usual first; that alone if it was read in its chain."""
    try:
        found = [chain.parts[0] for chain in readings(text, court.vocabulary)]
    except ReadError:
        return [side]
    return found if found[0] == side else [side]
