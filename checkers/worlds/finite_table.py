"""Tables of probabilities over named variables: marginals, conditionals, products.

A table is the density of the variables `of` given the variables `given`; its field has an
axis for each. Where a variable's values have weights (a density against a measure), sums
are weighted by `measure`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import NamedTuple

from checkers.notation.vocabulary import Size, Variable
from checkers.worlds.exact_arrays import same
from checkers.worlds.field import Field, Space, Unknown, combine, multiply, total

Names = frozenset[str]
Measure = Callable[[str], Space]


class Table(NamedTuple):
    """A law as numbers: `field` is the density of `of` given `given`."""

    of: Names
    given: Names
    field: Field


def over(left: Field, right: Field) -> Field:
    """The quotient."""
    return combine(lambda a, b: a / b, left, right)


def summed(field: Field, names: Iterable[str], measure: Measure) -> Field:
    """The field summed over the named axes."""
    for name in sorted(names):
        field = total(field, measure(name))
    return field


def normalized(field: Field, names: Names, measure: Measure) -> Field:
    """The field divided by its sum over the named axes."""
    return over(field, summed(field, names, measure))


def conditional(table: Table, of: Names, given: Names, measure: Measure) -> Field | None:
    """The density of `of` given `given` that follows from the table, or None.

    What the table itself is given must be among `given`, or make no difference.
    """
    if of & table.given or not of | given <= table.of | table.given:
        return None
    inner = given & table.of
    field = summed(table.field, table.of - of - inner, measure)
    if inner:
        field = over(field, summed(field, of, measure))
    return _without(field, table.given - given)


def _without(field: Field, names: Names) -> Field | None:
    """The field at the first value of each named axis, if it is constant along them."""
    for name in sorted(names & set(field.axes)):
        place = 1 + field.axes.index(name)
        first = field.data[(slice(None),) * place + (slice(0, 1),)]
        if not same(field.data, first):
            return None
        index = (slice(None),) * place + (0,)
        field = Field(field.data[index], field.axes[: place - 1] + field.axes[place:])
    return field


def joined(tables: Iterable[Table]) -> Table | None:
    """The product of conditionals that compose into one law, or None if they do not."""
    found = list(tables)
    of: set[str] = set()
    for table in found:
        if of & table.of:
            return None
        of |= table.of
    if not _acyclic(found):
        return None
    field = found[0].field
    for table in found[1:]:
        field = combine(multiply, field, table.field)
    given = {name for table in found for name in table.given} - of
    return Table(frozenset(of), frozenset(given), field)


def _acyclic(tables: list[Table]) -> bool:
    """Whether some order lets each table depend on earlier ones only."""
    waiting = list(tables)
    while waiting:
        later = {name for table in waiting for name in table.of}
        ready = [table for table in waiting if not table.given & later]
        if not ready:
            return False
        waiting = [table for table in waiting if table.given & later]
    return True


def opened(declared: Mapping[str, Variable], sizes: Mapping[str, int]) -> dict[str, Variable]:
    """Variables by name, each sequence x as its members x_1, ..., x_T."""
    found: dict[str, Variable] = {}
    for name, variable in declared.items():
        if variable.length is None:
            found[name] = variable
        else:
            last = size(variable.length, sizes)
            found.update({f"{name}_{i}": variable for i in range(1, last + 1)})
    return found


def size(length: Size, sizes: Mapping[str, int]) -> int:
    """A length as a number, by the world's choice."""
    if isinstance(length, int):
        return length
    if length not in sizes:
        raise Unknown(f"the size {length} is not chosen")
    return sizes[length]
