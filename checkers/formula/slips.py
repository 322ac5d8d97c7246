"""The usual slips, recognised by making them on the reference and comparing."""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import lru_cache
from itertools import islice
from typing import Any

from checkers.notation.expr import Apply, Bind, Chain, Expr, Num
from checkers.notation.tree import replace, walk
from checkers.notation.vocabulary import Vocabulary

SWAPPED = frozenset({"KL", "CE", "/"})
LARGEST = 400
MOST = 60
"""Slips tried on one answer; a long reference has more places than anyone waits for."""


def slip(answer: Chain, reference: Chain, vocabulary: Vocabulary) -> str | None:
    """What the answer is in terms of the reference: "the reference with its sign flipped"."""
    from checkers.worlds.shared import shared_court

    if answer.relations or reference.relations or _is_large(answer, reference):
        return None
    court = shared_court(vocabulary)
    tried = _tried(reference.parts[0])
    given, *values = court.values([answer.parts[0], *(wrong for _, wrong in tried)])
    for (description, wrong), value in zip(tried, values, strict=True):
        if _close(given, value) and court.judge(answer.parts[0], "=", wrong).status == "holds":
            return description
    return None


@lru_cache(maxsize=128)
def _tried(reference: Expr) -> tuple[tuple[str, Expr], ...]:
    """The slips that are tried: many answers are held against one reference."""
    return tuple(islice(_slips(reference), MOST))


def _close(given: Any, value: Any) -> bool:
    """Whether two fields agree in the worlds where both have a value."""
    import numpy as np

    if given is None or value is None or given.axes != value.axes or given.shape != value.shape:
        return False
    one, other = given.data, value.data
    if (
        one.size == len(one)
        and one.dtype == other.dtype == float
        and _differ(one.item(0), other.item(0))
    ):
        return False
    with np.errstate(all="ignore"):
        places = slice(0, 1), slice(None)  # most that differ do so in the first world
        return all(
            np.isclose(one[p], other[p], rtol=1e-9, equal_nan=True).all() for p in places
        )


def _differ(one: float, other: float) -> bool:
    """Whether two numbers are far apart for certain; told sooner than arrays tell it."""
    return abs(one - other) > 1e-7 + 1e-8 * abs(other)


def _is_large(*chains: Chain) -> bool:
    """Whether looking for slips would take longer than anyone waits."""
    nodes = (node for chain in chains for part in chain.parts for node in walk(part))
    return any(number > LARGEST for number, _ in enumerate(nodes))


def _slips(reference: Expr) -> Iterator[tuple[str, Expr]]:
    yield "the reference with its sign flipped", Apply("neg", (reference,))
    for factor, words in ((2, "twice"), (Fraction(1, 2), "half")):
        yield f"{words} the reference", Apply("*", (Num(Fraction(factor)), reference))
    yield "the reference turned upside down", Apply("/", (Num(Fraction(1)), reference))
    yield "the reference transposed", Apply("T", (reference,))
    yield from _local(reference)


def _local(reference: Expr) -> Iterator[tuple[str, Expr]]:
    """Slips at one place of the reference."""
    for node in dict.fromkeys(walk(reference)):
        if isinstance(node, Apply | Bind):
            for words, wrong in _at(node):
                yield f"the reference with {words}", replace(reference, {node: wrong})


def _at(node: Apply | Bind) -> Iterator[tuple[str, Expr]]:
    from checkers.notation.show import show

    if isinstance(node, Bind):
        if node.op == "sum":
            yield f"{show(node)} without its sum", node.body
        return
    if node.head in SWAPPED and len(node.args) == 2:
        a, b = node.args
        yield f"the two sides of {show(node)} swapped", Apply(node.head, (b, a))
    if node.head == "neg":
        yield f"the sign of {show(node)} flipped", node.args[0]
    if node.head in ("T", "sqrt", "exp", "log"):
        name = {"T": "transpose", "sqrt": "root", "exp": "exponential", "log": "logarithm"}
        yield f"the {name[node.head]} of {show(node.args[0])} missing", node.args[0]
    if node.head == "/":
        yield f"the denominator {show(node.args[1])} missing", node.args[0]
    if node.head in ("*", "+") and len(node.args) > 1:
        yield from _changed(node)


def _changed(node: Apply) -> Iterator[tuple[str, Expr]]:
    """A factor missing, inverted or transposed; a term missing or with the other sign."""
    from checkers.notation.show import show

    what = "factor" if node.head == "*" else "term"
    for place, part in enumerate(node.args):
        before, after = node.args[:place], node.args[place + 1 :]
        yield f"the {what} {show(part)} missing", Apply(node.head, before + after)
        for words, other in _variants(part, node.head):
            yield f"{show(part)} {words}", Apply(node.head, (*before, other, *after))


def _variants(part: Expr, head: str) -> Iterator[tuple[str, Expr]]:
    if head == "+":
        yield "with the other sign", Apply("neg", (part,))
        return
    yield "inverted", Apply("^", (part, Num(Fraction(-1))))
    yield "transposed", Apply("T", (part,))
