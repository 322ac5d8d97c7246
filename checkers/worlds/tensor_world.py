r"""Worlds of numbers, vectors, matrices, families and functions, drawn as they are declared.

Every member of a family has a value of its own, drawn when it is first asked for, so that the
order of evaluation changes nothing. Components (v_i, U_ik) are taken from the value of the
whole, so that whoever changes the whole changes them.
"""

from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction
from functools import cached_property

from msgspec import structs

from checkers.notation.expr import Bind, Density, Derivative, Expr, Num, Span, Sym
from checkers.notation.vocabulary import Symbol, Vocabulary
from checkers.worlds.draws import Draws
from checkers.worlds.evaluate import Evaluator, World
from checkers.worlds.evaluate_indices import OutOfRange, concrete, integer, key
from checkers.worlds.evaluate_laws import members
from checkers.worlds.field import Field, Space, Unknown, constant
from checkers.worlds.tensor import concrete_size, sample
from checkers.worlds.tensor_lists import stack

JOINT_TRAITS = frozenset({"orthogonal", "orthonormal"})
"""What a family of vectors is as a whole, so that its members cannot be drawn one by one."""
POINTS = 4
"""Points of a variable in which sides are proportional."""


def build(vocabulary: Vocabulary, draws: Draws, sizes: Mapping[str, int]) -> TensorWorld:
    """The world of a vocabulary's symbols and functions."""
    return TensorWorld(vocabulary, draws, sizes)


class TensorWorld(World):
    """The symbols and functions of a vocabulary, except random ones."""

    def __init__(self, vocabulary: Vocabulary, draws: Draws, sizes: Mapping[str, int]) -> None:
        """All values are functions of `draws`; `sizes` say what n, d, K, ... are."""
        self.vocabulary = vocabulary
        self.draws = draws
        self.batch = draws.batch
        self.sizes = sizes

    def symbol(self, symbol: Sym, look: Evaluator) -> Field | None:
        """A declared number, vector or matrix, a member, several stacked, a component."""
        if symbol.index:
            symbol = Sym(symbol.name, tuple(concrete(i, self.sizes) for i in symbol.index))
            if any(isinstance(part, Span) for part in symbol.index):
                return self._several(symbol, look)
        if symbol.name in self.sizes and not symbol.index:
            return constant(float(self.sizes[symbol.name]))
        if (
            symbol.name not in self.vocabulary.symbols
            and key(symbol) in self.vocabulary.symbols
        ):
            symbol = Sym(key(symbol))  # g_t at t = 1, where g_1, g_2, g_3 are declared
        declared = self._declared(symbol, look)
        if declared is None or declared.takes or "random" in declared.traits:
            return None
        members, given = len(declared.family), len(symbol.index)
        if "several" in declared.traits and symbol.index:
            return self._member(symbol, declared)
        if given > members:
            return self._component(symbol, members, look)
        if given < members and "single" not in declared.traits:
            return self._stacked(symbol, look)
        return self._member(symbol, declared)

    def _declared(self, symbol: Sym, look: Evaluator) -> Symbol | None:
        """An undeclared name is a number where a function takes it, psi(x; theta), or a law
        that is defined, p(x) := ...; x_c is one where phi_c takes it.
        """
        symbols = self.vocabulary.symbols
        if symbol.name in symbols or symbol.name in self.vocabulary.variables:
            return symbols.get(symbol.name)
        if symbol.index:
            takes = (each.family for each in symbols.values() if symbol.name in each.takes)
            family = next((each for each in takes if len(each) == len(symbol.index)), None)
            return Symbol(symbol.name, family=family) if family else None
        taken = symbol.name in self._taken
        return Symbol(symbol.name) if taken and not look.world.space(symbol, look) else None

    @cached_property
    def _taken(self) -> set[str]:
        """The names that declared functions and defined laws take."""
        found = {name for each in self.vocabulary.symbols.values() for name in each.takes}
        laws = {law.name for law in self.vocabulary.laws}
        for left, _ in self.vocabulary.definitions:
            if isinstance(left, Density) and left.name not in laws:
                plain = (entry for entry in (*left.of, *left.given) if isinstance(entry, Sym))
                found |= {entry.name for entry in plain if not entry.index}
        return found

    def _member(self, symbol: Sym, declared: Symbol) -> Field:
        if declared.traits & JOINT_TRAITS and len(declared.shape) == 1 and symbol.index:
            return self._of_frame(symbol, declared)
        name, alone = key(symbol), declared
        if declared.family or declared.name != name:
            alone = structs.replace(declared, name=name, family=())
        data = sample(alone, self.sizes, self.draws)
        if len(declared.shape) == 2 and declared.shape[1] == 1:
            return Field(data[..., 0], (), 1)  # a column is a vector, as products give it
        return Field(data, (), len(declared.shape))

    def _of_frame(self, symbol: Sym, declared: Symbol) -> Field:
        """A member of a family of vectors that are orthogonal to each other."""
        whole = sample(declared, self.sizes, self.draws)
        place = integer(symbol.index[0]) - 1
        if not 0 <= place < whole.shape[1]:
            raise OutOfRange(f"{declared.name} has no member {place + 1}")
        return Field(whole[:, place], (), 1)

    def _component(self, symbol: Sym, members: int, look: Evaluator) -> Field:
        whole = look.value(Sym(symbol.name, symbol.index[:members]))
        places = [integer(part) - 1 for part in symbol.index[members:]]
        sizes = zip(places, whole.shape, strict=False)
        if len(places) > whole.rank or not all(0 <= place < size for place, size in sizes):
            raise OutOfRange(f"{key(symbol)} is outside of {symbol.name}")
        rank = whole.rank - len(places)
        entries = whole.data[(..., *places, *[slice(None)] * rank)]
        return Field(entries, whole.axes, rank)

    def _several(self, symbol: Sym, look: Evaluator) -> Field:
        """The members in a span: x_{1:n}."""
        found = members(symbol, look)
        return stack([look.value(member) for member in found])

    def _stacked(self, symbol: Sym, look: Evaluator) -> Field:
        """All members in one array: x = (x_1, ..., x_n)."""
        span = self.extent(symbol, len(symbol.index), look)
        if span is None:
            raise Unknown(f"it is not said how many {symbol.name} there are")
        indices = ((*symbol.index, Num(Fraction(k))) for k in span)
        return stack([look.value(Sym(symbol.name, at)) for at in indices])

    def space(self, variable: Sym, look: Evaluator) -> Space | None:
        """A few points of (0, 1) for a letter that is only said to be the one in which sides
        are proportional: analytic functions that are so there are so wherever they are defined.
        """
        if variable.index or variable.name not in self._arguments:
            return None
        points = self.draws.draw(variable.name, (POINTS,), "unit")
        return Space(variable.name, Field(points, (variable.name,)))

    @cached_property
    def _arguments(self) -> set[str]:
        known = {*self.vocabulary.symbols, *self.vocabulary.variables}
        of_laws = {name for law in self.vocabulary.laws for name in (*law.of, *law.given)}
        return {*self.vocabulary.proportional_in} - known - of_laws

    def extent(self, symbol: Sym, place: int, look: Evaluator) -> range | None:
        """1..n for a family or a component of that size; None if it is not told."""
        declared = self._declared(symbol, look)
        if declared is None:
            return None
        families = () if "single" in declared.traits else declared.family
        ranges = (*families, *declared.shape)
        if place >= len(ranges) or (place < len(families) and ranges[place] == "any"):
            return None
        return range(1, 1 + concrete_size(ranges[place], self.sizes))

    # --- what is asked by name: the work is done in modules of their own ---------------------

    def function(self, head: str, args: tuple[Expr, ...], look: Evaluator) -> Field | None:
        """A declared function, its inverse, derivative or Jacobian; columns, eigenvectors."""
        from checkers.worlds.tensor_calls import call
        from checkers.worlds.tensor_lists import written

        found = call(head, args, look, self.draws)
        return written(head, args, look) if found is None else found

    def derivative(self, derivative: Derivative, look: Evaluator) -> Field | None:
        """By contours in the complex plane."""
        from checkers.worlds.tensor_calculus import derivative as along_contours

        return along_contours(derivative, look)

    def bind(self, bind: Bind, look: Evaluator) -> Field | None:
        """Lists, limits, and integrals between bounds."""
        if bind.op == "list":
            from checkers.worlds.tensor_lists import vector

            return vector((bind,), look)
        if bind.op == "lim":
            from checkers.worlds.tensor_calculus import limit

            return limit(bind, look)
        if bind.op == "int":
            from checkers.worlds.smooth_integral import integral

            return integral(bind, look)
        return None
