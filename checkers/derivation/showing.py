"""How one step alone can show a claim: by what a name means, or as a condition solved."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import lru_cache

from checkers.notation.expr import Apply, Density, Expr, Num, Sym
from checkers.notation.operators import FUNCTIONALS
from checkers.notation.tree import of_kind, walk

PLAIN = frozenset({"+", "*", "/", "^", "neg", "log", "exp"})
Claim = tuple[Expr, str, Expr]


def is_put_in(
    claim: Claim, same: Iterable[Expr], definitions: Sequence[tuple[Expr, Expr]]
) -> bool:
    """Whether what a name in the claim is defined as stands in its place in an expression that
    is the same as one of the claim's sides.
    """
    parts = {node for side in (claim[0], claim[2]) for node in walk(side)}
    used = [(name, value) for name, value in definitions if name in parts]
    written = [set(walk(expr)) for expr in same]
    return any(
        name not in nodes and value in nodes for name, value in used for nodes in written
    )


def is_inserted(
    claim: Claim, stated: Iterable[Claim], definitions: Sequence[tuple[Expr, Expr]]
) -> bool:
    """Whether a step says by its definition what a name in the claim makes: D/(1 - D) = f/g.

    All are equations at a point, and true.
    """
    parts = {node for side in (claim[0], claim[2]) for node in walk(side)}
    used = [(name, value) for name, value in definitions if name in parts]
    sides = ((set(walk(a)), set(walk(b))) for a, r, b in stated if _is_at_a_point((a, r, b)))
    return _is_at_a_point(claim) and any(
        name in with_it and name not in without and value in without
        for one, other in sides
        for with_it, without in ((one, other), (other, one))
        for name, value in used
        if value not in (one & other)
    )


def is_solved(claim: Claim, conditions: Sequence[Claim]) -> bool:
    """Whether the claim is an optimality condition in other terms: f/D = g/(1 - D) as
    f = g D/(1 - D). Both are equations at a point, and true.
    """
    asked = names(claim[0]) | names(claim[2])
    return _is_at_a_point(claim) and any(
        asked <= names(one) | names(other) and _is_at_a_point((one, relation, other))
        for one, relation, other in conditions
    )


def _is_at_a_point(claim: Claim) -> bool:
    """Whether an equation has neither expectations nor divergences."""
    nodes = [node for side in (claim[0], claim[2]) for node in walk(side)]
    return claim[1] == "=" and all(
        isinstance(node, Density | Sym | Num)
        or (isinstance(node, Apply) and node.head not in FUNCTIONALS)
        for node in nodes
    )


@lru_cache(maxsize=1 << 12)
def names(expr: Expr) -> frozenset[str]:
    """The laws, functions and symbols that an expression speaks of."""
    found = {node.name for node in of_kind(expr, Density, Sym)}
    return frozenset(found | {node.head for node in of_kind(expr, Apply)} - PLAIN)
