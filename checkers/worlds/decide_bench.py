"""Batches of worlds set up for judging: drawn, constrained as assumed, kept for reuse."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from checkers.notation.expr import Density, Expr, Sym
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Vocabulary
from checkers.worlds import decide_integers as integers
from checkers.worlds.decide_claims import Claim
from checkers.worlds.draws import Draws, Primitive, Rational, Sampled, Style
from checkers.worlds.evaluate import Evaluator, Product, World
from checkers.worlds.evaluate_indices import OutOfRange, concrete
from checkers.worlds.finite import FiniteWorld, opened

STYLES: tuple[Style, ...] = ("plain", "near", "lopsided", "sparse")
"""In what worlds an inequality is tried; equalities in the first."""
MAX_CELLS = 100
"""Variables have three values each as long as all their combinations are fewer than this."""
EXACT_WORLDS = 3


class Setting(NamedTuple):
    """What a batch of worlds is drawn for: the sizes chosen and the style."""

    sizes: tuple[tuple[str, int], ...]
    style: Style = "plain"


class Benches:
    """Evaluators by setting, made when first asked for."""

    def __init__(self, vocabulary: Vocabulary, seed: int, worlds: int) -> None:
        self.vocabulary = vocabulary
        self.seed = seed
        self.worlds = worlds
        self._looks: dict[object, Evaluator] = {}
        self._draws: dict[object, Draws] = {}

    def settings(self, exprs: tuple[Expr, ...]) -> list[Setting]:
        """One setting, or two with different sizes where there are sizes to choose."""
        defined = tuple(right for _, right in self.vocabulary.definitions)
        found = [integers.sizes(self.vocabulary, exprs + defined, n) for n in range(2)]
        kept = found if found[0] else found[:1]
        return [Setting(tuple(sorted(sizes.items()))) for sizes in kept]

    def look(self, setting: Setting) -> Evaluator:
        """Floating-point worlds."""
        if setting not in self._looks:
            self._draws[setting] = Sampled(self.worlds, self.seed, setting.style)
            self._looks[setting] = self.fresh(self._draws[setting], setting)
        return self._looks[setting]

    def record(self, setting: Setting) -> Mapping[str, Primitive]:
        """The numbers that the floating-point worlds were drawn with."""
        return self._draws[setting].record

    def exact(self, setting: Setting) -> Evaluator:
        """A few rational worlds of two values a variable."""
        asked = ("exact", setting.sizes)
        if asked not in self._looks:
            self._looks[asked] = self.fresh(Rational(EXACT_WORLDS, self.seed), setting, 2)
        return self._looks[asked]

    def fresh(self, draws: Draws, setting: Setting, values: int | None = None) -> Evaluator:
        """Worlds from these draws, with `values` values to a variable."""
        world = self._world(draws, setting, values or self.support(setting))
        return Evaluator(world, self.vocabulary)

    def support(self, setting: Setting) -> int:
        """How many values a variable has: three, or two where there are many variables."""
        if setting.style == "sparse":
            return 2
        count = len(opened(self.vocabulary.variables, dict(setting.sizes)))
        return 3 if 3**count < MAX_CELLS else 2

    def _world(self, draws: Draws, setting: Setting, values: int) -> World:
        sizes = dict(setting.sizes)
        parts: list[World] = [FiniteWorld(self.vocabulary, draws, sizes, values)]
        if self.vocabulary.symbols:
            from checkers.worlds import tensor_world

            found = tensor_world.build(self.vocabulary, draws, sizes)
            parts.extend([found] if found else [])
        return Product(parts) if len(parts) > 1 else parts[0]

    def sized(self, expr: Expr, setting: Setting) -> Expr:
        """The expression with the sizes in place."""
        return concrete(expr, dict(setting.sizes))

    def claims(
        self, left: Expr, relation: str, right: Expr, setting: Setting
    ) -> Iterator[Claim]:
        """The claim for every value of its free indices that is within range."""
        look = self.look(setting)
        outside: OutOfRange | None = None
        found = False
        for a, b in integers.cases((left, right), look, dict(setting.sizes)):
            try:
                look.value(a), look.value(b)
            except OutOfRange as error:
                outside = error
                continue
            found = True
            yield Claim(a, relation, b, self._along(a, relation, b, look))
        if outside and not found:
            raise outside

    def _along(self, left: Expr, relation: str, right: Expr, look: Evaluator) -> tuple[str, ...]:
        """The axes in which sides are proportional or differ by a constant."""
        claim = Claim(left, relation, right)
        if relation != "propto" and not claim.constant:
            return ()
        if self.vocabulary.proportional_in:
            return self.vocabulary.proportional_in
        return tuple(_subjects(left) or _subjects(right))


def _subjects(expr: Expr) -> list[str]:
    """The variables of the first density in an expression: z in log p(z|x)."""
    for part in walk(expr):
        if isinstance(part, Density):
            return [entry.name for entry in part.of if isinstance(entry, Sym)]
    return []
