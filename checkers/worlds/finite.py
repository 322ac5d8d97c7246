"""Worlds of finitely many values: every law of the vocabulary is a table.

A joint table gives all its marginals and conditionals; a conditional that is declared free
is a table of its own. Functions of variables are tables too. Values are arbitrary numbers
unless the vocabulary says which. What is assumed of a law (a factorization, independence) is
built into its table.
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from contextlib import contextmanager, suppress
from fractions import Fraction

import numpy as np

from checkers.notation.expr import Density, Expr, Sym
from checkers.notation.vocabulary import Variable, Vocabulary
from checkers.worlds import finite_table as tables
from checkers.worlds.draws import Draws
from checkers.worlds.evaluate import Evaluator, World
from checkers.worlds.evaluate_indices import key
from checkers.worlds.evaluate_operators import is_complex
from checkers.worlds.field import (
    Array,
    Field,
    Space,
    Unknown,
    combine,
    multiply,
    rename,
)
from checkers.worlds.finite_arguments import (
    Slot,
    check_member,
    check_range,
    names,
    parameters,
    placed,
    root,
    slots,
    unmarked,
)
from checkers.worlds.finite_assumptions import equations, imposed
from checkers.worlds.finite_families import anyhow, of_family
from checkers.worlds.finite_functions import called, tabled
from checkers.worlds.finite_table import Names, Table, opened, size


class FiniteWorld(World):
    """A batch of finite worlds for the vocabulary's laws and variables.

    `support` is the number of values of a variable whose values are not declared. Functions
    in `untabled` are taken elsewhere too, and are no tables; laws in `families` have a table
    for every value of their parameters.
    """

    def __init__(
        self,
        vocabulary: Vocabulary,
        draws: Draws,
        sizes: Mapping[str, int],
        support: int = 3,
        untabled: Container[str] = (),
        families: Container[str] = (),
    ) -> None:
        """All values are functions of `draws`."""
        self.vocabulary = vocabulary
        self.draws = draws
        self.batch = draws.batch
        self.sizes = sizes
        self.support = support
        self.untabled = untabled
        self.families = families
        self.members_of: dict[object, list[Table]] = {}
        self.variables = opened(vocabulary.variables, sizes)
        self._spaces: dict[str, Space] = {}
        self._tables: dict[str, list[Table]] = {}
        self._found: dict[tuple[str, Names, Names], Field | None] = {}
        self.scales: dict[str, Field] = {}
        self._parameters: dict[str, tuple[Expr, ...]] = {}
        self._open = ""
        self._built = frozenset(each.name for each, _ in equations(vocabulary))

    def number(self, value: Fraction) -> Field:
        """A number in the arithmetic of the draws."""
        return Field(self.draws.number(value))

    def space(self, variable: Sym, look: Evaluator) -> Space | None:
        """The values of a variable; a copy runs over the same values on its own axis."""
        name = root(variable, self.variables)
        if name is None:
            check_range(variable, self.vocabulary)
            return None
        own, axis = self.measure(name), key(variable)
        if axis == name:
            return own
        weights = own.weights and rename(own.weights, {name: axis})
        return Space(axis, rename(own.points, {name: axis}), weights)

    def measure(self, name: str) -> Space:
        """The values of a declared variable, with weights if it has a density."""
        if name not in self._spaces:
            self._spaces[name] = self._measured(name)
        return self._spaces[name]

    def _measured(self, name: str) -> Space:
        plain = unmarked(name)
        if plain != name and plain in self.variables:  # x' runs where x does
            own = self.measure(plain)
            weights = own.weights and rename(own.weights, {plain: name})
            return Space(name, rename(own.points, {plain: name}), weights)
        variable = self.variables[name]
        points = Field(self._points(variable), (name,))
        weights = None if variable.space == "finite" else self._weights(variable, name)
        return Space(name, points, weights)

    def _points(self, variable: Variable) -> Array:
        if not variable.values:
            kind = variable.domain
            return self.draws.draw(f"values of {variable.name}", (self.support,), kind)
        return np.stack([self.draws.number(Fraction(v)) for v in variable.values], 1)

    def _weights(self, variable: Variable, name: str) -> Field:
        """Arbitrary, so that nothing holds by a density's being at most 1."""
        size = (len(variable.values) or self.support,)
        return Field(self.draws.draw(f"measure of {variable.name}", size, "weight"), (name,))

    def extent(self, symbol: Sym, place: int, look: Evaluator) -> range | None:
        """The indices of a sequence."""
        own = [name for name, of in self.variables.items() if of.name == symbol.name]
        variable = self.vocabulary.variables.get(symbol.name)
        if variable is None or variable.length is None or not own:
            return None
        return range(1, size(variable.length, self.sizes) + 1)

    def density(self, density: Density, look: Evaluator) -> Field | None:
        """The law's table at the points asked for."""
        asked = slots(density, self.vocabulary, self.variables, look)
        if asked is None:
            return None
        if density.of and not asked[0]:
            return self.number(Fraction(1))  # of x_{T+1:T}, which is nothing
        moved = any(is_complex(each.data) for each in look.bindings.values())
        if moved and density.name in self._built:
            with self._moved():
                return self._asked(density, *asked, look)
        return self._asked(density, *asked, look)

    @contextmanager
    def _moved(self) -> Iterator[None]:
        """Tables on a contour: what is assumed of a law may depend on what moves there."""
        kept = self._tables, self._found, self.scales, self._built
        self._tables, self._found, self.scales = {}, {}, dict(self.scales)
        self._built = frozenset()
        try:
            yield
        finally:
            self._tables, self._found, self.scales, self._built = kept

    def _asked(
        self, density: Density, of: list[Slot], given: list[Slot], look: Evaluator
    ) -> Field | None:
        if density.name in self.families:
            own = parameters(density, self.variables, look)
            field = self.follows(of_family(density, own, self, look), names(of), names(given))
            return None if field is None else placed(field, of + given, self.measure)
        self._check_parameters(density, look)
        if len(names(of)) < len(of):
            return self._copies(density.name, of, given, look)
        return self._at(density.name, of, given, look)

    def _check_parameters(self, density: Density, look: Evaluator) -> None:
        """A law has one table: that of the parameters it is always named with."""
        own = parameters(density, self.variables, look)
        if own and self._parameters.setdefault(density.name, own) != own:
            raise Unknown(f"the law {density.name} is taken at two values of its parameters")

    def _at(
        self, name: str, of: list[Slot], given: list[Slot], look: Evaluator
    ) -> Field | None:
        field = self.conditional(name, names(of), names(given), look)
        return None if field is None else placed(field, of + given, self.measure)

    def _copies(
        self, name: str, of: list[Slot], given: list[Slot], look: Evaluator
    ) -> Field | None:
        """The law at several copies of its variables, drawn independently: p(x_1, x_2)."""
        product: Field | None = None
        for copy in dict.fromkeys(slot.copy for slot in of):
            known = [slot for slot in given if slot.copy in ((), copy)]
            field = self._at(name, [slot for slot in of if slot.copy == copy], known, look)
            if field is None or not copy:
                return None
            product = field if product is None else combine(multiply, product, field)
        return product

    def function(self, head: str, args: tuple[Expr, ...], look: Evaluator) -> Field | None:
        """A declared function of variables, as a table."""
        if head == "apply" and args and isinstance(args[0], Sym) and args[0].index:
            return tabled(self, called(args[0], self.vocabulary), args[1:], look)
        return tabled(self, (head, self.vocabulary.symbols.get(head)), args, look)

    def conditional(self, name: str, of: Names, given: Names, look: Evaluator) -> Field | None:
        """The density of some variables of a law given others, over its own axes."""
        asked = (name, of, given)
        if asked not in self._found:
            self._found[asked] = self._derived(name, of, given, look)
        return self._found[asked]

    def _derived(self, name: str, of: Names, given: Names, look: Evaluator) -> Field | None:
        found = self.tables(name, look)
        field = self.follows(found, of, given)
        if field is None and self._open == name:
            return self.random(name, of, given).field
        if field is None and self.vocabulary.open_laws:
            return anyhow(found, name, of, given, self)
        return field

    def follows(self, found: list[Table], of: Names, given: Names) -> Field | None:
        """The density that follows from a law's tables."""
        exact = [table for table in found if (table.of, table.given) == (of, given)]
        whole = tables.joined(found) if len(found) > 1 else None
        for table in (*exact, *found, *([whole] if whole else [])):
            field = tables.conditional(table, of, given, self.measure)
            if field is not None:
                return field
        return None

    def tables(self, name: str, look: Evaluator) -> list[Table]:
        """The tables of all laws of that name, with what is assumed of them built in."""
        if name not in self._tables:
            self._tables[name] = imposed(self, name, look)
        return self._tables[name]

    def unconstrained(self, name: str) -> list[Table]:
        """Random tables for all laws of that name."""
        return [
            self.random(name, self.members(law.of), self.members(law.given))
            for law in self.vocabulary.laws
            if law.name == name
        ]

    def settle(self, look: Evaluator) -> None:
        """Build in what is assumed before anything is evaluated."""
        for density, _ in equations(self.vocabulary):
            with suppress(Unknown):  # raised again when the law is asked for
                self.tables(density.name, look)

    def assumed(self, name: str, value: Expr, found: list[Table], look: Evaluator) -> Field:
        """An expression's value while the law has these tables. Conditionals of the law that
        they do not determine are drawn at random.
        """
        self._tables[name] = found
        self._open = name
        try:
            inner = Evaluator(look.world, self.vocabulary, look.definitions, look.bindings)
            return inner.value(value)
        finally:
            self._open = ""
            del self._tables[name]
            self._found = {
                asked: field for asked, field in self._found.items() if asked[0] != name
            }

    def rescale(self, head: str, total: Field) -> None:
        """Divide a function's values by this."""
        self.scales[head] = total

    def random(self, name: str, of: Names, given: Names) -> Table:
        """A random conditional table, normalized over `of`."""
        field = self.weights(name, of, given)
        return Table(of, given, tables.normalized(field, of, self.measure))

    def weights(self, name: str, of: Names, given: Names) -> Field:
        """The numbers that a random table is made of."""
        axes = tuple(sorted(of | given))
        shape = tuple(self.measure(axis).points.size(axis) for axis in axes)
        label = f"{name}({','.join(sorted(of))}|{','.join(sorted(given))})"
        return Field(self.draws.draw(label, shape, "weight"), axes)

    def members(self, of: Iterable[str]) -> Names:
        """Variables by name, sequences opened."""
        return frozenset(member for name in of for member in self._opened(name))

    def _opened(self, name: str) -> list[str]:
        if name in self.variables:
            return [name]
        own = [member for member, of in self.variables.items() if of.name == name]
        if not own:
            check_member(name, self.vocabulary)
            raise Unknown(f"{name} is not declared as a variable")
        return own
