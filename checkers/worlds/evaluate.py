"""The one evaluator: what an expression's value is, in a whole batch of worlds at once.

A `World` says what the letters mean: symbols, laws, functions, the spaces of variables. The
`Evaluator` gives meaning to everything else, and is the same for all kinds of world. Equal
subexpressions are evaluated once: the memo is shared by all steps of a derivation.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from fractions import Fraction
from typing import TypeVar

from checkers.notation.expr import Bind, Density, Derivative, Expr, Mean, Sym
from checkers.notation.vocabulary import Vocabulary
from checkers.worlds.evaluate_definitions import Definitions
from checkers.worlds.evaluate_rules import RULES
from checkers.worlds.field import Field, Space, constant

Answer = TypeVar("Answer")


class World:
    """A batch of worlds of one kind. Each hook answers None to what is not its own.

    `sizes` are the small integers the batch has chosen for size names (n, T, K). Symbols
    arrive concrete: their indices are numbers.
    """

    batch: int = 1
    sizes: Mapping[str, int] = {}

    def number(self, value: Fraction) -> Field:
        """A number as written, in the kind of arithmetic of this world."""
        return constant(float(value))

    def symbol(self, symbol: Sym, look: Evaluator) -> Field | None:
        """The value of a parameter, vector, matrix or member of a family."""
        return None

    def space(self, variable: Sym, look: Evaluator) -> Space | None:
        """Where a variable runs when it is summed, integrated, drawn, or free."""
        return None

    def density(self, density: Density, look: Evaluator) -> Field | None:
        """A law at a point, with an axis for each variable the point depends on."""
        return None

    def function(self, head: str, args: tuple[Expr, ...], look: Evaluator) -> Field | None:
        """A declared function at its arguments."""
        return None

    def extent(self, symbol: Sym, place: int, look: Evaluator) -> range | None:
        """The values that index number `place` of a family (or vector) runs over."""
        return None

    def mean(self, mean: Mean, look: Evaluator) -> Field | None:
        """An expectation that is more than a weighted sum over its drawn variables."""
        return None

    def bind(self, bind: Bind, look: Evaluator) -> Field | None:
        """A sum, integral or optimum that this world computes in its own way."""
        return None

    def derivative(self, derivative: Derivative, look: Evaluator) -> Field | None:
        """A derivative, by the world's own means."""
        return None

    def law(self, expr: Expr, look: Evaluator) -> Field | None:
        """Numbers that determine the law of a random value, or a law that is named."""
        return None


class Product(World):
    """Several kinds of world at once: the first that answers is believed."""

    def __init__(self, worlds: Sequence[World]) -> None:
        """The worlds in the order in which they are asked."""
        self.worlds = tuple(worlds)
        self.batch = max(world.batch for world in worlds)
        self.sizes = {name: n for world in worlds for name, n in world.sizes.items()}

    def _first(self, ask: Callable[[World], Answer | None]) -> Answer | None:
        for world in self.worlds:
            answer = ask(world)
            if answer is not None:
                return answer
        return None

    def number(self, value: Fraction) -> Field:
        """See `World`."""
        return self.worlds[0].number(value)

    def symbol(self, symbol: Sym, look: Evaluator) -> Field | None:
        """See `World`."""
        return self._first(lambda world: world.symbol(symbol, look))

    def space(self, variable: Sym, look: Evaluator) -> Space | None:
        """See `World`."""
        return self._first(lambda world: world.space(variable, look))

    def density(self, density: Density, look: Evaluator) -> Field | None:
        """See `World`."""
        return self._first(lambda world: world.density(density, look))

    def function(self, head: str, args: tuple[Expr, ...], look: Evaluator) -> Field | None:
        """See `World`."""
        return self._first(lambda world: world.function(head, args, look))

    def extent(self, symbol: Sym, place: int, look: Evaluator) -> range | None:
        """See `World`."""
        return self._first(lambda world: world.extent(symbol, place, look))

    def mean(self, mean: Mean, look: Evaluator) -> Field | None:
        """See `World`."""
        return self._first(lambda world: world.mean(mean, look))

    def bind(self, bind: Bind, look: Evaluator) -> Field | None:
        """See `World`."""
        return self._first(lambda world: world.bind(bind, look))

    def derivative(self, derivative: Derivative, look: Evaluator) -> Field | None:
        """See `World`."""
        return self._first(lambda world: world.derivative(derivative, look))

    def law(self, expr: Expr, look: Evaluator) -> Field | None:
        """See `World`."""
        return self._first(lambda world: world.law(expr, look))


class Evaluator:
    """Evaluates expressions in one batch of worlds.

    `bindings` give some expressions a value beforehand: they are looked up before anything
    else, at every node. Raises `Unknown` where the worlds have no answer.
    """

    def __init__(
        self,
        world: World,
        vocabulary: Vocabulary,
        definitions: Definitions | None = None,
        bindings: Mapping[Expr, Field] | None = None,
    ) -> None:
        """`definitions`: those of the vocabulary, if they are indexed already."""
        self.world = world
        self.vocabulary = vocabulary
        self.definitions = definitions or Definitions(vocabulary.definitions)
        self.bindings = dict(bindings or {})
        self._memo: dict[Expr, Field] = dict(self.bindings)
        self.nbytes = 0
        """The memory that remembered values take."""

    def bound(self, bindings: Mapping[Expr, Field]) -> Evaluator:
        """The evaluator in which these expressions have these values as well."""
        merged = {**self.bindings, **bindings}
        return Evaluator(self.world, self.vocabulary, self.definitions, merged)

    def without(self, variables: Iterable[Expr]) -> Evaluator:
        """The evaluator inside what binds these variables: they run over their own spaces."""
        hidden = self.bindings.keys() & {*variables}
        if not hidden:
            return self
        rest = {expr: field for expr, field in self.bindings.items() if expr not in hidden}
        return Evaluator(self.world, self.vocabulary, self.definitions, rest)

    @property
    def met(self) -> tuple[Expr, ...]:
        """The expressions whose values are remembered."""
        return tuple(self._memo)

    def value(self, expr: Expr) -> Field:
        """The field of a concrete expression, remembered."""
        found = self._memo.get(expr)
        if found is None:
            meaning = self.definitions.meaning(expr)
            found = RULES[type(expr)](self, expr) if meaning is None else self.value(meaning)
            self._memo[expr] = found
            self.nbytes += found.data.nbytes
        return found
