"""The names that occur free in an expression."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from checkers.notation.expr import (
    Apply,
    Bind,
    Cases,
    Compare,
    Density,
    Derivative,
    Draw,
    Expr,
    Matrix,
    Mean,
    Num,
    Span,
    Sym,
)


@lru_cache(maxsize=1 << 12)
def names_in(expr: Expr) -> frozenset[str]:
    """Every name that occurs free: of symbols, laws, functions and operators."""
    found: set[str] = set()
    _collect(expr, found)
    return frozenset(found)


def children(expr: Expr | Draw) -> list[Expr]:
    """The parts of an expression, in reading order."""
    parts: list[Expr | None]
    if isinstance(expr, Apply):
        parts = list(expr.args)
    elif isinstance(expr, Sym):
        parts = list(expr.index)
    elif isinstance(expr, Density):
        parts = [*expr.of, *expr.given, expr.variable]
    elif isinstance(expr, Mean):
        parts = [*(c for draw in expr.draws for c in children(draw)), expr.body]
    elif isinstance(expr, Draw):
        parts = [*expr.variables, expr.law]
    elif isinstance(expr, Bind):
        parts = [*expr.variables, expr.body, expr.low, expr.high, expr.domain]
    elif isinstance(expr, Derivative):
        parts = [expr.body, *expr.by]
    elif isinstance(expr, Span):
        parts = [expr.low, expr.high]
    elif isinstance(expr, Matrix):
        parts = [entry for row in expr.rows for entry in row]
    elif isinstance(expr, Cases):
        parts = [part for branch in expr.branches for part in branch]
    elif isinstance(expr, Compare):
        parts = [expr.left, expr.right]
    else:
        parts = []
    return [part for part in parts if part is not None]


def _collect(expr: Expr | Draw, found: set[str]) -> None:
    if isinstance(expr, Num):
        return
    if isinstance(expr, Bind | Mean):
        _collect_bound(expr, found)
        return
    if isinstance(expr, Apply):
        found.add(expr.head)
    elif isinstance(expr, Sym | Density):
        found.add(expr.name)
    for child in children(expr):
        _collect(child, found)


def _collect_bound(expr: Bind | Mean, found: set[str]) -> None:
    """A binder's own names are not free in its body; its bounds and laws are outside."""
    inner: set[str] = set()
    for child in children(expr):
        _collect(child, inner)
    if isinstance(expr, Bind):
        variables = expr.variables
    else:
        variables = tuple(each for draw in expr.draws for each in draw.variables)
    found |= inner - {variable.name for variable in variables}
    for variable in variables:
        for index in variable.index:
            _collect(index, found)


def occurring(expr: Expr | Draw) -> frozenset[Sym]:
    """The symbols that occur free, x_1 and x_2 told apart, other indices left off."""
    found = frozenset().union(*map(occurring, children(expr)))
    if isinstance(expr, Sym):
        return found | {expr if _numbered(expr) else Sym(expr.name)}
    bound = expr.variables if isinstance(expr, Bind) else ()
    if isinstance(expr, Mean):
        bound = tuple(each for draw in expr.draws for each in draw.variables)
    return frozenset(each for each in found if not meets(bound, {each}))


def meets(bound: Iterable[Sym], free: Iterable[Sym]) -> bool:
    """Whether a bound variable is among the symbols; x without an index stands for all x_k."""
    return any(
        one.name == other.name and (one == other or not (_numbered(one) and _numbered(other)))
        for one in bound
        for other in free
    )


def _numbered(symbol: Sym) -> bool:
    return bool(symbol.index) and all(isinstance(index, Num) for index in symbol.index)


def points_in(body: Expr) -> set[Sym]:
    """The variables that stand as points of the densities, in conditionals and marginals."""
    found: set[Sym] = set()
    if isinstance(body, Density):
        found |= {entry for entry in body.of if isinstance(entry, Sym)}
    for child in children(body):
        found |= points_in(child)
    return found
