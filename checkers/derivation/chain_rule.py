"""The chain rule as it is written: a derivative that is not yet simplified shows what it is."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, combinations

from checkers.derivation.values import nodes
from checkers.notation.expr import Apply, Derivative, Expr
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Vocabulary

Claim = tuple[Expr, str, Expr]
MOST_FACTORS = 5
"""Of a product whose parts are looked at."""


def is_unsimplified(claim: Claim, same: Sequence[Expr], vocabulary: Vocabulary) -> bool:
    """Whether the claim finds a derivative, and an expression that is the same as its sides
    has the derivative of an inner function as a part: -s (1 - s)/(1 - s) for log(1 - s).
    """
    sides = (claim[0], claim[2])
    inner = list(dict.fromkeys(chain.from_iterable(map(_inner_slopes, sides))))
    others = [expr for expr in same if expr not in sides]
    if not inner or not others:
        return False
    found, given = (list(_parts(exprs)) for exprs in (others, sides))
    numbers = nodes([*inner, *found, *given], vocabulary, defined=True)
    known = set(map(numbers.number, given))
    wanted = set(map(numbers.number, inner)) - known
    return any(numbers.number(part) in wanted for part in found)


def _inner_slopes(side: Expr) -> Iterator[Expr]:
    """The derivatives of the functions within the one that a side derives."""
    if isinstance(side, Derivative) and len(side.by) == 1:
        for node in walk(side.body):
            if isinstance(node, Apply) and node != side.body and side.by[0] in walk(node):
                yield Derivative(node, side.by)


def _parts(exprs: Iterable[Expr]) -> Iterator[Expr]:
    """The functions within expressions, and the products of some factors of a product."""
    for node in chain.from_iterable(map(walk, exprs)):
        if isinstance(node, Apply):
            yield node
        if isinstance(node, Apply) and node.head == "*" and len(node.args) <= MOST_FACTORS:
            for size in range(2, len(node.args)):
                for factors in combinations(node.args, size):
                    yield Apply("*", factors)
