"""Laws built to satisfy what is assumed of them: factorizations and independence.

Each assumption about a law turns its table into one for which it holds: in p(x, y, z) =
p(x) p(y) p(z | x, y) the right side, evaluated with the unconstrained law, becomes the law.
Conditionals there that the law does not determine, as q(z_t | x_{<=t}, z_{<t}), are free. A
function on the right, as in p(x, y, z) = a(x, z) b(y, z), is scaled so that the product sums
to one. Whether everything holds in the end is checked by the court.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from checkers.notation.expr import Apply, Chain, Compare, Density, Expr, Sym
from checkers.notation.vocabulary import Independence, Restricted, Vocabulary
from checkers.worlds import evaluate_integers as integers
from checkers.worlds import evaluate_laws as laws
from checkers.worlds import finite_table as tables
from checkers.worlds.evaluate_indices import OutOfRange, key
from checkers.worlds.field import Field, combine, multiply
from checkers.worlds.finite_cells import Cells, cell, filled, is_cell
from checkers.worlds.finite_table import Names, Table

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator
    from checkers.worlds.finite import FiniteWorld

Equation = tuple[Density, Expr]
"""A density and what it is assumed to be."""


def imposed(world: FiniteWorld, name: str, look: Evaluator) -> list[Table]:
    """The law's tables with every assumption about it built in, in turn."""
    found = world.unconstrained(name)
    cells: dict[tuple[Names, Names], Cells] = {}
    for density, value in equations(world.vocabulary):
        if density.name == name:
            for _, (left, right) in integers.cases((density, value), look, world.sizes):
                if isinstance(left, Density) and is_cell(left):
                    _collect(left, right, cells, world, look)
                elif isinstance(left, Density):
                    found = _built(found, left, right, world, look)
    for (of, given), told in cells.items():
        found = _at_cells(found, of, given, told, world)
    return found


def _collect(
    density: Density,
    value: Expr,
    cells: dict[tuple[Names, Names], Cells],
    world: FiniteWorld,
    look: Evaluator,
) -> None:
    """Add the cell that an equation gives to those of the same variables."""
    try:
        where = _names(density.of, world, look), _names(density.given, world, look)
        told = cell(density, look.value(value), look)
    except OutOfRange:
        return
    cells[where] = cells[where] | told if where in cells else told


def _at_cells(
    found: list[Table], of: Names, given: Names, cells: Cells, world: FiniteWorld
) -> list[Table]:
    """The tables with these cells built in, where they fit one of them."""
    for place, table in enumerate(found):
        before = tables.conditional(table, of, given, world.measure)
        if before is not None:
            field = filled(cells, before, of, world)
            return [*found[:place], _with(table, of, given, field, world), *found[place + 1 :]]
    return found


def equations(vocabulary: Vocabulary) -> Iterator[Equation]:
    """What is assumed or defined of laws, each as one density and its value."""
    names = {law.name for law in vocabulary.laws}
    for left, right in vocabulary.definitions:
        if isinstance(left, Density) and left.name in names and not _is_image(left, vocabulary):
            yield left, right
    for assumption in vocabulary.assumptions:
        if isinstance(assumption, Independence):
            yield from _factorized(assumption, vocabulary)
        elif isinstance(assumption, Chain):
            yield from _equations(assumption, names)


def _is_image(density: Density, vocabulary: Vocabulary) -> bool:
    """Whether a law is of a letter that no declared law is over: p_x beside p_z(z)."""
    letter = getattr(density.variable, "name", None)
    return letter is not None and not any(letter.lower() in law.of for law in vocabulary.laws)


def _equations(chain: Chain, names: set[str]) -> Iterator[Equation]:
    """Each equation of a chain that gives a law's density, the larger side first."""
    for left, relation, right in zip(
        chain.parts, chain.relations, chain.parts[1:], strict=False
    ):
        if relation not in ("=", ":=", "propto"):
            continue
        for density, value in ((left, right), (right, left)):
            if isinstance(density, Density) and density.name in names:
                yield density, value
                break


def assumptions(
    vocabulary: Vocabulary,
) -> Iterator[tuple[Expr, str, Expr, tuple[Expr, ...]]]:
    """Everything assumed, as relations with conditions on their indices."""
    for assumption in vocabulary.assumptions:
        if isinstance(assumption, Independence):
            for density, value in _factorized(assumption, vocabulary):
                yield density, "=", value, ()
            continue
        where = assumption.where if isinstance(assumption, Restricted) else ()
        chain = assumption.chain if isinstance(assumption, Restricted) else assumption
        yield from ((left, relation, right, where) for left, relation, right in links(chain))


def links(chain: Chain) -> Iterator[tuple[Expr, str, Expr]]:
    """Each relation of a chain with its two sides."""
    return zip(chain.parts, chain.relations, chain.parts[1:], strict=False)


def _factorized(independence: Independence, vocabulary: Vocabulary) -> Iterator[Equation]:
    """p(x, y | z) = p(x | z) p(y | z), for every law over all of these."""
    sides = [tuple(map(Sym, side)) for side in (independence.left, independence.right)]
    given = tuple(map(Sym, independence.given))
    wanted = {*independence.left, *independence.right, *independence.given}
    for law in vocabulary.laws:
        if wanted <= {*law.of} and not law.given:
            factors = tuple(Density(law.name, side, given) for side in sides)
            yield Density(law.name, sides[0] + sides[1], given), Apply("*", factors)


def _built(
    found: list[Table], density: Density, value: Expr, world: FiniteWorld, look: Evaluator
) -> list[Table]:
    """The tables with this equation built in, where it fits one of them."""
    try:
        of, given = (_names(each, world, look) for each in (density.of, density.given))
        fitting = [t for t in found if of <= t.of and given <= t.of | t.given]
        if not fitting:
            return found
        field = world.assumed(density.name, value, found, look)
    except OutOfRange:
        return found
    field = _normalized(field, value, of, world)
    return [_with(t, of, given, field, world) if t is fitting[0] else t for t in found]


def _names(entries: tuple[Expr, ...], world: FiniteWorld, look: Evaluator) -> Names:
    """The variables that the entries of a density are, or are values of."""
    symbols = [entry.left if isinstance(entry, Compare) else entry for entry in entries]
    members = [m for s in symbols if isinstance(s, Sym) for m in laws.members(s, look)]
    return world.members(map(key, members))


def _with(table: Table, of: Names, given: Names, field: Field, world: FiniteWorld) -> Table:
    """The table in which `of` given `given` has this density, and the rest is as it was."""
    inner, rest = given & table.of, table.of - of - given
    if inner:
        before = tables.conditional(table, inner, table.given, world.measure)
        field = combine(multiply, before, field) if before else field
    if rest:
        known = of | given | table.given
        after = tables.conditional(table, rest, known, world.measure)
        field = combine(multiply, field, after) if after else field
    return Table(table.of, table.given, field)


def _normalized(field: Field, value: Expr, of: Names, world: FiniteWorld) -> Field:
    """The density, with a function in it scaled where it does not sum to one."""
    total = tables.summed(field, of, world.measure)
    for part in _factors(value):
        if isinstance(part, Apply) and part.head in world.vocabulary.symbols:
            arguments = {key(arg) for arg in part.args if isinstance(arg, Sym)}
            if set(total.axes) <= arguments:
                world.rescale(part.head, total)
                break
    return tables.over(field, total)


def _factors(value: Expr) -> Iterator[Expr]:
    """What a product is made of: what it is scaled with scales the product."""
    if isinstance(value, Apply) and value.head == "*":
        for part in value.args:
            yield from _factors(part)
    elif isinstance(value, Apply) and value.head == "/":
        yield from _factors(value.args[0])
    else:
        yield value
