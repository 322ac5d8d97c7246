"""Logarithms in proportion: "log f ∝ g" is said of sides that differ by a constant term."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from msgspec.structs import replace

from checkers.notation.expr import Apply
from checkers.notation.tree import walk

CONST = Apply("const", ())


def up_to_constants(statements: Sequence[Any]) -> list[Any]:
    """The statements with such a relation, and those that go on from it, as "log f = g + C"."""
    heads: dict[int, Any] = {}
    for each in statements:
        heads.setdefault(each.chain, each.left)
    return [
        _with_constant(each)
        if each.relation == "propto" and (_is_log(heads[each.chain]) or _is_log(each.left))
        else each
        for each in statements
    ]


def _is_log(expr: Any) -> bool:
    return isinstance(expr, Apply) and expr.head == "log"


def _with_constant(statement: Any) -> Any:
    if statement.right is None:
        return statement
    sides = [*walk(statement.right), *walk(statement.left or statement.right)]
    right = statement.right if CONST in sides else Apply("+", (statement.right, CONST))
    return replace(statement, relation="=", right=right)
