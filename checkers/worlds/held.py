"""What a derivative holds fast: the values of random variables, though their laws move.

The score d/dtheta log p(x; theta) of a variable x with the law N(theta, 1) is taken at the
value that x has. Its mean E[x] moves with theta: an expectation inside lets go.
"""

from __future__ import annotations

from checkers.notation.expr import Apply, Expr
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.field import Field

HELD = "~held"
"""Bound to where an expression was before a contour was laid around it."""


def holding(by: Expr, centre: Field, look: Evaluator) -> dict[Expr, Field]:
    """The binding that says where `by` is held; the first of several contours says it."""
    place = Apply(HELD, (by,))
    return {place: look.bindings.get(place, centre)}


def let_go(look: Evaluator) -> Evaluator:
    """The evaluator inside an expectation, whose laws move with everything around it."""
    return look.without(_places(look))


def held(look: Evaluator) -> Evaluator:
    """The evaluator in which everything is where it is held."""
    places = {each.args[0]: look.bindings[each] for each in _places(look)}
    return look.bound(places) if places else look


def _places(look: Evaluator) -> list[Apply]:
    return [each for each in look.bindings if isinstance(each, Apply) and each.head == HELD]
