"""Laws that depend on parameters: one table for each value of theta in p(x; theta).

A law that is always taken at the same parameters needs none of this: it is one table. Where
it is taken at two values, as p(x; theta) and p(x; theta_0) are, or is differentiated by them,
its weights are those of one table times exp(f(theta)) with a smooth function f for each cell.
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from typing import TYPE_CHECKING

import numpy as np

from checkers.notation.expr import Density, Derivative, Expr, Sym
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Vocabulary
from checkers.worlds import finite_table as tables
from checkers.worlds.field import Field, Unknown, combine, multiply, permuted
from checkers.worlds.finite_arguments import root
from checkers.worlds.finite_assumptions import equations
from checkers.worlds.finite_table import Names, Table
from checkers.worlds.tensor_functions import smooth_function
from checkers.worlds.tensor_lists import joined

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator
    from checkers.worlds.finite import FiniteWorld


def families(exprs: Iterable[Expr], vocabulary: Vocabulary) -> set[str]:
    """The laws that are taken at several values of their parameters, or differentiated."""
    names = {law.name for law in vocabulary.laws}
    taken = {law.name: {law.given} for law in vocabulary.parametrized}
    by: set[Expr] = set()
    for expr in exprs:
        laws, differentiated = _taken(expr)
        by |= differentiated
        for law in laws:
            if law.name in names:
                known = tuple(e for e in law.given if not _has_variable(e, law, vocabulary))
                taken.setdefault(law.name, set()).update((known,) if known else ())
    return {
        name
        for name, found in taken.items()
        if len(found) > 1 or by & {inner for each in found for e in each for inner in walk(e)}
    }


@lru_cache(maxsize=1 << 12)
def _taken(expr: Expr) -> tuple[frozenset[Density], frozenset[Expr]]:
    """The conditional laws in an expression, and all by which something is differentiated."""
    parts = walk(expr)
    by = (each for part in parts if isinstance(part, Derivative) for each in part.by)
    laws = frozenset(part for part in parts if isinstance(part, Density) and part.given)
    return laws, frozenset(inner for each in by for inner in walk(each))


def _has_variable(expr: Expr, law: Density, vocabulary: Vocabulary) -> bool:
    """Whether a condition has a variable in it; m_0 has none in p(m; m_0), if so declared."""
    variables = vocabulary.variables
    symbols = (part for part in walk(expr) if isinstance(part, Sym))
    found = {root(each, variables) or each.name for each in symbols} & variables.keys()
    told = any(each.name == law.name for each in vocabulary.parametrized)
    own = {each.name for each in law.of if isinstance(each, Sym)} if told else set()
    return not found <= own


def of_family(
    density: Density, own: tuple[Expr, ...], world: FiniteWorld, look: Evaluator
) -> list[Table]:
    """The tables of a law at the parameters `own` that it is named with, or else declared."""
    name = density.name
    told = next((law.given for law in world.vocabulary.parametrized if law.name == name), own)
    own = own or told
    if (
        len(own) != len(told)
        or not own
        or any(each.name == name for each, _ in equations(world.vocabulary))
    ):
        raise Unknown(f"which of the laws {name} is meant is not said")
    at = joined([look.value(each) for each in own])
    key = (name, at.axes, at.data.tobytes())
    if key not in world.members_of:
        found = world.unconstrained(name)
        world.members_of[key] = [member(name, table, at, world) for table in found]
    return world.members_of[key]


def member(name: str, table: Table, at: Field, world: FiniteWorld) -> Table:
    """The table of a law at the parameters `at`, a vector."""
    weights = world.weights(name, table.of, table.given)
    shape = weights.data.shape[1:]
    label = f"{name}({','.join(sorted(table.of))}|{','.join(sorted(table.given))})"
    tilt = smooth_function(label, at.shape[0], math.prod(shape), "real", world.draws)(at.data)
    data = np.exp(tilt).reshape(*tilt.shape[:-1], *shape)
    axes = (*at.axes, *weights.axes)
    order = sorted(range(len(axes)), key=axes.__getitem__)
    moved = permuted(data, (0, *(1 + place for place in order)))
    tilted = combine(multiply, weights, Field(moved, tuple(sorted(axes))))
    return table._replace(field=tables.normalized(tilted, table.of, world.measure))


def anyhow(
    found: list[Table], name: str, of: Names, given: Names, world: FiniteWorld
) -> Field | None:
    """A density under any law of what the declared law is given."""
    own = [table for table in found if table.given]
    if len(found) != 1 or not own:
        return None
    whole = tables.joined([*own, world.random(name, own[0].given, frozenset())])
    return tables.conditional(whole, of, given, world.measure) if whole else None
