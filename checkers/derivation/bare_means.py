"""Means that do not say over what: E[log w] where L is defined as E_{z ~ q}[log w]."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checkers.notation.expr import Mean
from checkers.notation.tree import of_kind, symbols, transform, walk
from checkers.notation.vocabulary import Vocabulary


def drawn_as_defined(statements: Sequence[Any], vocabulary: Vocabulary) -> list[Any]:
    """The statements, with means of what definitions take means of over the same draws, where
    all definitions agree on them.
    """
    values = (value for _, value in vocabulary.definitions)
    means = [mean for value in values for mean in of_kind(value, Mean) if mean.draws]
    return [_drawn(statement, means) for statement in statements] if means else [*statements]


def _drawn(statement: Any, means: Sequence[Mean]) -> Any:
    sides = [side for side in (statement.left, statement.right) if side is not None]
    bare = {m for side in sides for m in of_kind(side, Mean) if not m.draws}
    known = {mean: draws for mean in bare if (draws := _draws(mean, means))}
    return transform(statement, lambda node: _put(node, known)) if known else statement


def _put(node: Any, known: dict[Mean, Any]) -> Any:
    return Mean(known[node], node.body) if isinstance(node, Mean) and node in known else node


def _draws(bare: Mean, means: Sequence[Mean]) -> Any:
    """The draws of the defined means of which this one's body is a part."""
    found = {
        mean.draws
        for mean in means
        if bare.body in walk(mean.body) and symbols(bare.body) & _names(mean)
    }
    return found.pop() if len(found) == 1 else None


def _names(mean: Mean) -> set[str]:
    return {variable.name for draw in mean.draws for variable in draw.variables}
