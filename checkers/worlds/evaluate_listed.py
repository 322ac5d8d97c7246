"""Sums over letters of a few values that are no law's variables: h_1, ..., h_n in {0, 1}."""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from checkers.notation.expr import Num, Sym
from checkers.worlds.evaluate import Evaluator, Product, World
from checkers.worlds.evaluate_indices import key
from checkers.worlds.field import Field, Space


class Listed(World):
    """A world in which these letters run over their values."""

    def __init__(self, spaces: Mapping[Sym, Space]) -> None:
        """By the letter, its values."""
        self.spaces = spaces

    def symbol(self, symbol: Sym, look: Evaluator) -> Field | None:
        """All values of the letter, on its axis."""
        space = self.spaces.get(symbol)
        return space.points if space is not None else None

    def space(self, variable: Sym, look: Evaluator) -> Space | None:
        """Where the letter runs."""
        return self.spaces.get(variable)


def listing(look: Evaluator, variables: tuple[Sym, ...]) -> Evaluator | None:
    """The evaluator in which these letters run over their values; None if one has none."""
    spaces = {each: _space(each, look) for each in variables}
    found = {each: space for each, space in spaces.items() if space is not None}
    if len(found) < len(spaces) or not found:
        return None
    world = Product([Listed(found), look.world])
    within = Evaluator(world, look.vocabulary, look.definitions, look.bindings)
    return within.without(variables)


def _space(variable: Sym, look: Evaluator) -> Space | None:
    declared = look.vocabulary.symbols.get(variable.name)
    if declared is None or not declared.values or declared.takes:
        return None
    single = len(variable.index) == len(declared.family) + len(declared.shape)
    if not single or not all(isinstance(index, Num) for index in variable.index):
        return None
    axis = key(variable)
    values = [look.world.number(Fraction(value)).data for value in declared.values]
    return Space(axis, Field(np.stack(values, 1), (axis,)))
