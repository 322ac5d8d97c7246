"""Laws built to satisfy what is assumed of them: factorizations and independence.

Each assumption about a law turns its table into one for which it holds: the right side of
p(x, y, z) = p(x) p(y) p(z | x, y) is evaluated with the unconstrained law, and is the new
law. Whether all assumptions hold in the end is checked by the court, for every assumption.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkers.notation.expr import Chain, Density, Expr, Sym
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Independence, Restricted
from checkers.worlds import finite_table as tables
from checkers.worlds.evaluate_indices import concrete
from checkers.worlds.field import Field, Unknown, combine, multiply
from checkers.worlds.finite_arguments import names, slots
from checkers.worlds.finite_table import Names, Table

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator
    from checkers.worlds.finite import FiniteWorld


def imposed(world: FiniteWorld, name: str, look: Evaluator) -> list[Table]:
    """The law's tables with every assumption about it built in, in turn."""
    found = list(world._tables[name])
    return found
