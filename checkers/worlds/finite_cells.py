"""Laws whose probabilities are given one by one: p(h = 1) = 0.3, p(v = 1 | h = 0) = 0.2.

The cells that are given take their values; what is left of each condition's probability is
shared among the others in the proportions that they had.
"""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from checkers.notation.expr import Compare, Density
from checkers.worlds import finite_table as tables
from checkers.worlds.evaluate_operators import condition, minus, over, plus, times
from checkers.worlds.field import Field
from checkers.worlds.finite_table import Names

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator
    from checkers.worlds.finite import FiniteWorld


class Cells(NamedTuple):
    """1 at the cells that are given, 0 elsewhere; and their values, 0 elsewhere."""

    given: Field
    values: Field

    def __or__(self, other: Cells) -> Cells:
        """These and others."""
        return Cells(plus(self.given, other.given), plus(self.values, other.values))


def is_cell(density: Density) -> bool:
    """Whether a density is taken at values: p(x = 1 | y)."""
    return all(isinstance(entry, Compare) for entry in density.of)


def cell(density: Density, value: Field, look: Evaluator) -> Cells:
    """The cell of a density at values, one for each value of what it is given besides."""
    entries = (entry for entry in (*density.of, *density.given) if isinstance(entry, Compare))
    here = times(*map(look.value, entries))
    return Cells(here, times(here, value))


def filled(cells: Cells, before: Field, of: Names, world: FiniteWorld) -> Field:
    """The conditional law of the variables `of` that has these cells, and was `before`."""
    one, zero = (world.number(Fraction(n)) for n in (1, 0))
    measure = world.measure
    free = times(before, minus(one, cells.given))
    left = minus(one, tables.summed(cells.values, of, measure))
    total = tables.summed(free, of, measure)
    nothing = condition("=", total, zero)
    return plus(cells.values, over(times(free, left), plus(total, nothing)))
