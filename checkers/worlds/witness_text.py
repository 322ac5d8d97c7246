"""A counterexample in words: the world's tables and numbers, and both sides worked out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import islice
from typing import Any

import numpy as np

from checkers.notation.expr import Apply, Bind, Density, Expr, Mean, Num, Span, Sym
from checkers.notation.tree import children, rebuild, walk
from checkers.verdict import Counterexample
from checkers.worlds import evaluate_laws as laws
from checkers.worlds.decide_claims import Claim, residual, side
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_identity import fitted
from checkers.worlds.evaluate_indices import key
from checkers.worlds.exact import ball
from checkers.worlds.field import Array, Field, Unknown

Point = Mapping[str, int]
"""Where along each axis."""
MAX_SHOWN = 10
PI = Sym("pi")
DIGITS = (4, 6, 9, 15)
MOST_NODES = 500
"""Of a long side, what is looked at for something to show."""
MANY = 36
"""Tables with more entries are not shown."""
LONGEST = 6
"""Fractions with more characters are written as decimals."""


def described(claim: Claim, look: Evaluator) -> Counterexample:
    """The symbols of the claim with their values in a batch of one world, and both sides
    where they differ most.
    """
    return fitted(lambda look: _described(claim, look), look, claim.left, claim.right)


def _described(claim: Claim, look: Evaluator) -> Counterexample:
    point = _worst(claim, look)
    shown: Counterexample = {}
    for label, value in _values(claim, look, point):
        if len(shown) < MAX_SHOWN:
            shown.setdefault(label, value)
    sides = [_at(field, point) for field in _sides(claim, look)]
    shown["left"], shown["right"] = _apart(*(_numbers(each.data[0]) for each in sides))
    return shown


def _sides(claim: Claim, look: Evaluator) -> list[Field]:
    """The values of both sides; the numbers of their laws where one is a law."""
    both = claim.left, claim.right
    try:
        return [side(each, look) for each in both]
    except Unknown:
        told = [look.world.law(each, look) for each in both]
        if claim.relation != "~" or None in told:
            raise
        return [law for law in told if law is not None]


def sentence(shown: Counterexample) -> str:
    """The counterexample as a sentence."""
    given = ", ".join(_equation(n, v) for n, v in shown.items() if n not in ("left", "right"))
    sides = f"the left side is {shown['left']}, the right side {shown['right']}"
    return f"take {given}: {sides}" if given else sides


def _equation(name: str, value: str) -> str:
    return f"{name} in {value}" if value.startswith("{") else f"{name} = {value}"


def _worst(claim: Claim, look: Evaluator) -> Point:
    """The point at which the claim fails by most."""
    field = residual(claim, look).field
    if field.data.size == 1:
        return dict.fromkeys(field.axes, 0)
    size = np.vectorize(_float, otypes=[float])(field.data)[0]
    inner = size.reshape((*size.shape[: len(field.axes)], -1))
    value = (inner if claim.ordered else abs(inner)).max(-1)
    where = np.unravel_index(int(np.nanargmax(value)), value.shape)
    return dict(zip(field.axes, map(int, where), strict=True))


def _float(value: Any) -> float:
    return float(value) if isinstance(value, float | int) else float(ball(value))


def _at(field: Field, point: Point) -> Field:
    """The field at a point, its other axes kept."""
    index = tuple(point.get(axis, slice(None)) for axis in field.axes)
    rest = tuple(axis for axis in field.axes if axis not in point)
    return Field(field.data[(slice(None), *index)], rest, field.rank)


def _values(claim: Claim, look: Evaluator, point: Point) -> Iterator[tuple[str, str]]:
    """Variables, then laws and functions and symbols, as the claim names them."""
    sides = (claim.left, claim.right)
    found = (node for side in sides for node in islice(_concrete(side, look), MOST_NODES))
    nodes = [*dict.fromkeys(found)]
    numeric = set(_numeric(claim.left)) | set(_numeric(claim.right))
    for node in nodes:
        if isinstance(node, Sym):
            yield from _variable(node, look, point, node in numeric)
    tables = [each for node in nodes for each in _table(_original(node, look), look, point)]
    yield from tables or _laws(look)


def _concrete(expr: Expr, look: Evaluator) -> Iterator[Expr]:
    """Symbols, laws and functions without running indices, outermost first."""
    for node in _inner(expr):
        if isinstance(node, Sym | Density | Apply):
            symbols = [part for part in walk(node) if isinstance(part, Sym)]
            inner = [part for each in symbols for i in each.index for part in walk(i)]
            if all(isinstance(part, Num | Span) for part in inner):
                yield from laws.members(node, look) if isinstance(node, Sym) else (node,)
            elif isinstance(node, Sym):
                yield from _family(node, look)


def _family(node: Sym, look: Evaluator) -> Iterator[Sym]:
    """The members that were met of what a running index is of: x_0, x_1, x_2 for x_t."""
    declared = look.vocabulary.symbols.get(node.name)
    if declared is None or not declared.family:
        return
    members = (met for met in look.met if isinstance(met, Sym) and met.name == node.name)
    numbered = (m for m in members if all(isinstance(each, Num) for each in m.index))
    yield from sorted(numbered, key=key)


def _inner(expr: Expr) -> Iterator[Any]:
    """The expression and what is in it, but for the quantities in the names of laws."""
    yield expr
    below = (*expr.of, *expr.given) if isinstance(expr, Density) else children(expr)
    for part in below:
        yield from _inner(part)


def _numeric(node: Any) -> Iterator[Sym]:
    """The symbols that stand for their values, not for an argument of a law."""
    if isinstance(node, Sym):
        yield node
    elif isinstance(node, Bind | Mean):
        yield from _numeric(node.body)
    elif isinstance(node, Apply) and node.head == "given":
        yield from _numeric(node.args[0])
    elif isinstance(node, Apply) and node.head in ("H", "I"):
        return
    elif not isinstance(node, Density):
        for child in children(node):
            yield from _numeric(child)


def _variable(
    node: Sym, look: Evaluator, point: Point, numeric: bool
) -> Iterator[tuple[str, str]]:
    """A variable's possible values, or its value at the point."""
    space = look.world.space(node, look)
    if space is None:
        return
    if space.points.size(space.axis) > MANY:
        if space.axis in point:
            yield space.axis, _nested(space.points.data[0][point[space.axis]])
        return
    texts = [str(i) for i in range(space.points.size(space.axis))]
    if numeric or _has_values(node, look):
        texts = [_number(value) for value in _numbers(space.points.data[0])]
    if space.axis in point:
        yield space.axis, texts[point[space.axis]]
    else:
        yield space.axis, "{" + ", ".join(texts) + "}"


def _has_values(node: Sym, look: Evaluator) -> bool:
    variable = look.vocabulary.variables.get(node.name)
    return variable is not None and bool(variable.values)


def _laws(look: Evaluator) -> Iterator[tuple[str, str]]:
    """The whole tables of small laws, where the claim names none that can be shown."""
    for law in look.vocabulary.laws:
        of, given = (tuple(map(Sym, names)) for names in (law.of, law.given))
        yield from _table(Density(law.name, of, given), look, {})


def _original(node: Expr, look: Evaluator) -> Expr:
    """A law at copies of its variables as the law at the variables: q(z|x) for q(z_1|x)."""
    if isinstance(node, Sym) and node.index and node.name in look.vocabulary.variables:
        variable = look.vocabulary.variables[node.name]
        return Sym(node.name) if variable.length is None else node
    if isinstance(node, Density):
        return rebuild(node, lambda part: _original(part, look))  # type: ignore[no-any-return]
    return node


def _table(node: Expr, look: Evaluator, point: Point) -> Iterator[tuple[str, str]]:
    try:
        label = _label(node, look)
        if label is None:
            return
        field = _at(look.value(node), point)
    except Unknown:
        return
    if field.data.size <= MANY:
        yield label, _nested(_ordered(field, node, look))


def _label(node: Expr, look: Evaluator) -> str | None:
    """How a law, function or symbol of the vocabulary is written; None for anything else."""
    named = isinstance(node, Density) or (
        isinstance(node, Apply) and node.head in look.vocabulary.symbols
    )
    if named:
        from checkers.notation.show import show

        return show(node).replace(" | ", "|")
    if isinstance(node, Sym) and _stands_for_a_value(node, look):
        return key(node)
    return None


def _stands_for_a_value(node: Sym, look: Evaluator) -> bool:
    """Whether it is a number of the world, or defined to be one; a constant is neither."""
    defined = look.definitions.meaning(node) is not None
    constant = node == PI and "pi" not in look.vocabulary.symbols
    return defined or (not constant and look.world.symbol(node, look) is not None)


def _ordered(field: Field, node: Expr, look: Evaluator) -> Array:
    """The one world's values, conditions before what they condition."""
    if isinstance(node, Density):
        entries = (e for e in (*node.given, *node.of) if isinstance(e, Sym))
        names = [key(member) for entry in entries for member in laws.members(entry, look)]
        order = sorted(range(len(field.axes)), key=lambda i: _place(field.axes[i], names))
        rest = range(len(order) + 1, field.data.ndim)
        return np.transpose(field.data, (0, *(1 + i for i in order), *rest))[0]
    return field.data[0]


def _place(axis: str, names: list[str]) -> int:
    return names.index(axis) if axis in names else len(names)


def _nested(values: Any) -> str:
    if isinstance(values, np.ndarray) and values.ndim:
        return "(" + ", ".join(_nested(value) for value in values) + ")"
    return _number(values.item() if isinstance(values, np.ndarray) else values)


def _number(value: Any, digits: int = 4) -> str:
    text = str(value)
    if not isinstance(value, float) and "/" in text and len(text) <= LONGEST:
        return text
    return f"{_float(value):.{digits}g}"


def _numbers(values: Any) -> list[Any]:
    return list(np.ravel(np.array(values, dtype=object)))


def _apart(left: list[Any], right: list[Any]) -> tuple[str, str]:
    """Both sides with as many digits as tell them apart."""
    texts = ("", "")
    for digits in DIGITS:
        texts = (_list(left, digits), _list(right, digits))
        if texts[0] != texts[1]:
            break
    return texts


def _list(values: list[Any], digits: int) -> str:
    texts = [f"{_float(value):.{digits}g}" for value in values]
    return texts[0] if len(texts) == 1 else f"({', '.join(texts)})"
