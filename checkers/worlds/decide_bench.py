"""Batches of worlds set up for judging: drawn, constrained as assumed, kept for reuse."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

import numpy as np
from msgspec.structs import replace

from checkers.notation.expr import Chain, Expr, Num, Span, Sym
from checkers.notation.tree import of_kind, rebuild
from checkers.notation.vocabulary import Variable, Vocabulary
from checkers.worlds import evaluate_integers as integers
from checkers.worlds import (
    gaussian,
    gaussian_chain,
    moments,
    smooth_laws,
    smooth_world,
    tensor_world,
)
from checkers.worlds.decide_claims import Claim, holding
from checkers.worlds.decide_settings import Setting, is_smooth, settings, single, subjects_of
from checkers.worlds.draws import Draws, Primitive, Rational, Sampled, Style
from checkers.worlds.evaluate import Evaluator, Product, World
from checkers.worlds.evaluate_binders import admitted
from checkers.worlds.evaluate_definitions import Definitions
from checkers.worlds.evaluate_indices import OutOfRange, Undefined, concrete, key
from checkers.worlds.field import Array, Unknown
from checkers.worlds.finite import FiniteWorld
from checkers.worlds.finite_assumptions import assumptions
from checkers.worlds.finite_table import opened

STYLES: tuple[Style, ...] = ("plain", "near", "lopsided", "sparse")
"""In what worlds an inequality is tried; equalities in the first."""
MAX_CELLS = 100
"""Variables have three values each as long as all their combinations are fewer than this."""
EXACT_WORLDS = 2
MOST_SETTINGS = 2048
PLANE = 2
BATCHES = {0: 1 << 20, 1: 32, PLANE: 8}
"""The most worlds of a batch, by dimension: those of densities on the plane are large."""
FEW = 24
BUILDERS = (tensor_world.build, moments.build, gaussian.build)
"""Of worlds of numbers and functions, of random variables, of named laws."""
ENOUGH = 1 / 4
"""The share of worlds that may be left when those that break an assumption are set aside."""


class Benches:
    """Evaluators by setting, made when first asked for."""

    def __init__(self, vocabulary: Vocabulary, seed: int, worlds: int) -> None:
        """`worlds`: how many are drawn for each batch of floating-point worlds."""
        self.vocabulary = vocabulary
        self.seed = seed
        self.worlds = worlds
        self._smooth = is_smooth(vocabulary)
        self._settings: dict[tuple[Expr, ...], list[Setting]] = {}
        self._looks: dict[object, Evaluator] = {}
        self._draws: dict[object, Draws] = {}
        self._assumed: dict[object, list[Claim]] = {}
        self._defined: dict[object, Definitions] = {}
        self.solved: set[Setting] = set()

    def settings(self, exprs: tuple[Expr, ...]) -> list[Setting]:
        """What worlds must be drawn for, to judge these expressions."""
        if exprs not in self._settings:
            if len(self._settings) >= MOST_SETTINGS:
                self._settings.clear()
            self._settings[exprs] = settings(self.vocabulary, exprs, self._smooth)
        return self._settings[exprs]

    def look(self, setting: Setting) -> Evaluator:
        """Floating-point worlds in which the assumptions hold."""
        if setting not in self._looks:
            draws = self._drawn(setting)
            self._draws[setting] = draws
            self._looks[setting] = self.fresh(draws, setting)
        return self._looks[setting]

    @property
    def nbytes(self) -> int:
        """The memory that all remembered values take."""
        return sum(look.nbytes for look in self._looks.values())

    def forget(self) -> None:
        """Give up all worlds; those that are asked for are drawn again, the same."""
        self._looks.clear()
        self._draws.clear()

    def _drawn(self, setting: Setting) -> Draws:
        draws = Sampled(self.batch(setting), self.seed, setting.style)
        if not self.vocabulary.assumptions:
            return draws
        look = self.fresh(draws, setting)
        if self.valid(look, setting).mean() >= ENOUGH:
            return draws
        from checkers.worlds.tensor_constraints import impose

        self.solved.add(setting)
        chains = [
            Chain((claim.left, claim.right), (claim.relation,))
            for claim in self.assumed(look, setting)
            if claim.relation != "propto"
        ]
        return impose(draws, lambda moved: self.fresh(moved, setting), chains)

    def batch(self, setting: Setting) -> int:
        """How many worlds are drawn at once."""
        most = BATCHES[setting.dimension] if setting.lines < 2 else BATCHES[PLANE]
        return min(self.worlds, most, FEW if setting.few else most)

    def valid(self, look: Evaluator, setting: Setting) -> Array:
        """In which of these worlds all assumptions hold."""
        valid = np.ones(look.world.batch, dtype=bool)
        for claim in self.assumed(look, setting):
            valid &= holding(claim, look)
        return valid

    def assumed(self, look: Evaluator, setting: Setting) -> list[Claim]:
        """The assumptions as claims, for these sizes and every value of their indices."""
        sizes = dict(setting.sizes)
        if setting.sizes not in self._assumed:
            self._assumed[setting.sizes] = [
                Claim(a, relation, b, along)
                for left, relation, right, where in assumptions(self.vocabulary)
                if not _is_built_in(left, relation)
                for chosen, (a, b, *rest) in self._cases((left, right, *where), look, setting)
                if all(map(admitted, rest)) and not _impossible(a, relation, b)
                if not _outside((a, b), look)
                for along in (self._along(a, relation, b, sizes | chosen),)
            ]
        return self._assumed[setting.sizes]

    def _cases(
        self, exprs: tuple[Expr, ...], look: Evaluator, setting: Setting
    ) -> Iterator[tuple[dict[str, int], tuple[Expr, ...]]]:
        return integers.cases(exprs, look, dict(setting.sizes))

    def _excluded(self, chosen: dict[str, int], setting: Setting) -> bool:
        """Whether an assumption cannot be met at these indices: |l_j| < |l_1| at j = 1."""
        known = dict(setting.sizes) | chosen
        return any(
            _impossible(concrete(left, known), relation, concrete(right, known))
            for left, relation, right, where in assumptions(self.vocabulary)
            if not where
        )

    def record(self, setting: Setting) -> Mapping[str, Primitive]:
        """The numbers that the floating-point worlds were drawn with."""
        return self._draws[setting].record

    def exact(self, setting: Setting) -> Evaluator:
        """A few rational worlds of two values a variable."""
        asked = ("exact", setting)
        if asked not in self._looks:
            self._looks[asked] = self.fresh(Rational(EXACT_WORLDS, self.seed), setting, 2)
        return self._looks[asked]

    def fresh(self, draws: Draws, setting: Setting, values: int | None = None) -> Evaluator:
        """Worlds from these draws, with `values` values to a variable."""
        vocabulary, sizes = self._adopting(setting), dict(setting.sizes)
        support = values or self.support(setting)
        own = (setting.untabled, setting.families)
        finite = FiniteWorld(vocabulary, draws, sizes, support, *own)
        worlds = [*self._first(draws, setting), finite, *self._last(draws, setting)]
        look = Evaluator(Product(worlds), vocabulary, self._definitions(setting))
        finite.settle(look)
        return look

    def _adopting(self, setting: Setting) -> Vocabulary:
        """The vocabulary with the undeclared variables that are summed over."""
        if not setting.adopted:
            return self.vocabulary
        more = {name: Variable(name) for name in setting.adopted}
        return replace(self.vocabulary, variables={**self.vocabulary.variables, **more})

    def _definitions(self, setting: Setting) -> Definitions:
        """The definitions with the sizes in place, but for those that a pattern is over."""
        if setting.sizes not in self._defined:
            sizes = dict(setting.sizes)
            pairs = []
            for left, right in self.vocabulary.definitions:
                over = integers.indexed(left) - _lengths(left, self.vocabulary)
                known = {name: sizes[name] for name in sizes.keys() - over}
                pairs.append((left, concrete(right, known)))
            self._defined[setting.sizes] = Definitions(pairs)
        return self._defined[setting.sizes]

    def _first(self, draws: Draws, setting: Setting) -> list[World]:
        """Worlds that own their laws: normal chains, densities that are carried over."""
        sizes = dict(setting.sizes)
        built: list[World | None] = [gaussian_chain.build(self.vocabulary, draws, sizes)]
        if setting.lines:
            adopting = self._adopting(setting)
            built.append(smooth_laws.SmoothLaws(adopting, draws, setting.bowls))
        elif setting.dimension:
            dimension = setting.dimension
            built.append(smooth_world.SmoothWorld(self.vocabulary, draws, dimension))
        return [world for world in built if world is not None]

    def _last(self, draws: Draws, setting: Setting) -> list[World]:
        """Worlds of numbers, functions, random variables and named laws."""
        vocabulary, sizes = self._adopting(setting), dict(setting.sizes)
        built = [build(vocabulary, draws, sizes) for build in BUILDERS]
        return [world for world in built if world is not None]

    def support(self, setting: Setting) -> int:
        """How many values a variable has: three, or two where there are many variables."""
        if setting.style == "sparse":
            return 2
        count = len(opened(self.vocabulary.variables, dict(setting.sizes)))
        return 3 if 3**count < MAX_CELLS else 2

    def chosen(self, exprs: tuple[Expr, ...], setting: Setting) -> list[tuple[Expr, ...]]:
        """The expressions with the sizes and free indices in place, large ones first: where
        an index is large, those before it exist.
        """
        found = list(self._cases(exprs, self.look(setting), setting))[::-1]
        admitted = [case for chosen, case in found if not self._excluded(chosen, setting)]
        return admitted or [case for _, case in found[:1]]

    def claims(
        self, left: Expr, relation: str, right: Expr, setting: Setting
    ) -> Iterator[Claim]:
        """The claim for every value of its free indices that is within range."""
        look = self.look(setting)
        found = False
        reason: Unknown = OutOfRange("no index is within range")
        if setting.dimension:
            left, right = (smooth_world.tied(each, self.vocabulary) for each in (left, right))
        for chosen, (a, b) in self._cases((left, right), look, setting):
            outside = _outside((a, b), look)
            if isinstance(outside, Undefined):
                reason = outside
            if outside or self._excluded(chosen, setting):
                continue
            found = True
            along = self._along(a, relation, b, dict(setting.sizes) | chosen)
            yield Claim(a, relation, b, along)
        if not found:
            raise reason

    def _along(
        self, left: Expr, relation: str, right: Expr, integers: Mapping[str, int]
    ) -> tuple[str, ...]:
        """The axes in which sides are proportional or differ by a constant."""
        claim = Claim(left, relation, right)
        if not claim.proportional and not claim.constant:
            return ()
        shown = (concrete(each, integers) for each in self.vocabulary.proportional_at)
        at = [key(each) for each in shown if isinstance(each, Sym) and single(each)]
        said = (*self.vocabulary.proportional_in, *at)
        if claim.constant:
            said = self.vocabulary.free_of or said
        own = {key(arg) for constant in claim.constants for arg in of_kind(constant, Sym)}
        found = said or tuple(subjects_of(left) or subjects_of(right))
        members = (each for name in found for each in self._members(name, integers))
        return tuple(name for name in members if name not in own)

    def _members(self, name: str, integers: Mapping[str, int]) -> Iterable[str]:
        """The members of a whole sequence, else the name."""
        variable = self.vocabulary.variables.get(name)
        return (name,) if variable is None else opened({name: variable}, integers)


def _lengths(pattern: Expr, vocabulary: Vocabulary) -> set[str]:
    """The sizes that only say how long whole families in a pattern are: the K of Q(m_{1:K})."""
    families = {name: symbol.family for name, symbol in vocabulary.symbols.items()}
    return {
        index.high.name
        for part in of_kind(pattern, Sym)
        for index in part.index
        if isinstance(index, Span) and isinstance(index.high, Sym)
        if families.get(part.name) == (index.high.name,)
    }


def _is_built_in(left: Expr, relation: str) -> bool:
    """Whether a letter is said to have a law: it is made so that it has."""
    return relation == "~" and isinstance(left, Sym)


def _impossible(left: Expr, relation: str, right: Expr) -> bool:
    """Whether a thing is said to differ from itself."""
    return relation in ("<", ">", "!=") and _by_key(left) == _by_key(right)


def _by_key(expr: Expr) -> Expr:
    """Members of families by their names alone: x_1 is x with index 1."""
    if isinstance(expr, Sym) and all(isinstance(index, Num) for index in expr.index):
        return Sym(key(expr))
    return rebuild(expr, _by_key)  # type: ignore[no-any-return]


def _outside(exprs: tuple[Expr, ...], look: Evaluator) -> OutOfRange | None:
    """Why an index of the expressions does not exist, if one does not."""
    try:
        for expr in exprs:
            look.value(expr)
    except OutOfRange as reason:
        return reason
    except Unknown:
        return None
    return None
