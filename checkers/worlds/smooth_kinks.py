r"""Corners and steps of what is integrated: |x|, max(x, 1), 1[x > 0], relu(x).

They lie where something turns its sign. That is found between nodes, and bisected, so that
any function may turn: an integral is then a sum of integrals of smooth functions.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import combinations
from typing import NamedTuple

import numpy as np

from checkers.notation.expr import Apply, Compare, Expr, Sym
from checkers.notation.tree import walk
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_operators import is_complex
from checkers.worlds.field import Array, Field, Unknown, aligned, combine, spread

MOST_KINKS = 8
BISECTIONS, SECANTS, STEP = 60, 12, 1e-3
TURNING = ("abs", "relu", "sign", "norm")


def turning(expr: Expr, look: Evaluator) -> tuple[Expr, ...]:
    """What turns its sign at a corner or a step of the expression."""
    if not look.vocabulary.definitions and not any(map(_turns, walk(expr))):
        return ()
    found = (each for node in look.definitions.unfolded(expr) for each in _turns(node))
    return tuple(dict.fromkeys(found))


def _turns(node: Expr) -> tuple[Expr, ...]:
    if isinstance(node, Compare):
        return (Apply("-", (node.left, node.right)),)
    if not isinstance(node, Apply):
        return ()
    if node.head in ("max", "min"):
        return tuple(Apply("-", pair) for pair in combinations(node.args, 2))
    return node.args[:1] if node.head in TURNING else ()


def require_smooth(inners: Iterable[Expr], axis: str, look: Evaluator) -> None:
    """Unknown: a corner or step lies among nodes along the axis, of whose weights the sum is an
    expectation of smooth functions only.
    """
    for inner in inners:
        try:
            value = look.value(inner)
        except Unknown:
            continue  # it is of what is bound inside
        if axis in value.axes and not value.rank and _crosses(value, axis):
            raise Unknown("an expectation across a corner or step in several dimensions")


def _crosses(value: Field, axis: str) -> bool:
    signs = np.moveaxis(np.real(value.data) >= 0, 1 + value.axes.index(axis), -1)
    return bool((signs != signs[..., :1]).any())


class Found(NamedTuple):
    """Nodes, and the signs of `value` there, the nodes' axis last; the other axes."""

    value: Callable[[Field], Field]
    nodes: Array
    signs: Array
    axes: tuple[str, ...]


def kinks(
    variable: Sym,
    inners: Iterable[Expr],
    nodes: Field,
    axis: str,
    look: Evaluator,
    place: Callable[[Field], Field],
) -> list[Field]:
    """Where along `axis`, in ascending order, one of `inners` turns its sign; anywhere in
    worlds that have fewer. `place` makes values of the variable of nodes.
    """
    found: list[Field] = []
    for inner in inners:

        def value(at: Field, inner: Expr = inner) -> Field:
            return look.bound({variable: place(at)}).value(inner)

        try:
            values = value(nodes)
        except Unknown:
            continue  # it is of what is bound inside, and no kink can be told
        if axis in values.axes and not values.rank:
            found += _crossings(_signs(value, nodes, values, axis))
    if len(found) > MOST_KINKS:
        raise Unknown("an integral of a function with many kinks")
    return ascending(found)


def _signs(value: Callable[[Field], Field], nodes: Field, values: Field, axis: str) -> Found:
    axes, _, (at, found) = aligned(nodes, values)
    at, signs = np.broadcast_arrays(at, np.real(found) >= 0)
    place = 1 + axes.index(axis)
    rest = tuple(each for each in axes if each != axis)
    return Found(value, np.moveaxis(at, place, -1), np.moveaxis(signs, place, -1), rest)


def _crossings(found: Found) -> Iterator[Field]:
    """The places, first ones first."""
    turns = found.signs[..., 1:] != found.signs[..., :-1]
    order = np.cumsum(turns, axis=-1)
    for number in range(1, min(order.max(initial=0), MOST_KINKS + 1) + 1):
        here = turns & (order == number)
        place = _bisected(found, np.argmax(here, axis=-1)[..., None])
        anywhere = found.nodes[..., found.nodes.shape[-1] // 2]
        yield Field(np.where(here.any(-1), place, anywhere), found.axes)


def _bisected(found: Found, left: Array) -> Array:
    """The zero between the nodes number `left` and `left` + 1."""
    low, high = (np.take_along_axis(found.nodes, left + step, -1)[..., 0] for step in (0, 1))
    before = np.take_along_axis(found.signs, left, -1)[..., 0]
    for _ in range(BISECTIONS):
        middle = (low + high) / 2
        value = spread(found.value(Field(middle, found.axes)), found.axes, 0)
        same = (np.real(value) >= 0) == before
        low, high = np.where(same, middle, low), np.where(same, high, middle)
    place = np.asarray((low + high) / 2)
    return _polished(found, place) if is_complex(value) else place


def _polished(found: Found, place: Array) -> Array:
    """The complex zero beside one of the real part, by secants: where a parameter goes round a
    contour, so does the place of a kink, and what is integrated up to it stays analytic.
    """

    def excess(at: Array) -> Array:
        return np.asarray(spread(found.value(Field(at, found.axes)), found.axes, 0))

    before, here = place + STEP, place.astype(complex)
    past = excess(before)
    for _ in range(SECANTS):
        now = excess(here)
        change = np.where(now == past, 0, now * (here - before) / (now - past))
        before, past, here = here, now, here - change
    return here


def ascending(fields: list[Field]) -> list[Field]:
    """The fields in the order of their values, in each world."""
    for last in range(len(fields) - 1, 0, -1):
        for k in range(last):
            pair = fields[k : k + 2]
            fields[k : k + 2] = [combine(np.minimum, *pair), combine(np.maximum, *pair)]
    return fields
