r"""Random variables that are given by no law: x, n_z with finite variances, eps ~ N(0, I).

A random variable is a table of its values over an outcome axis, and an expectation the
weighted sum along it: moments of any order are exact sums. Variables that may depend on each
other share an axis, independent ones have axes of their own. A standard normal variable
stands on the nodes of Gauss and Hermite, on which the moments that occur are those of the
normal law.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import cached_property

import numpy as np

from checkers.notation.expr import Apply, Compare, Density, Expr, Mean, Sym
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Independence, Symbol, Vocabulary
from checkers.worlds.draws import Draws
from checkers.worlds.evaluate import Evaluator, World
from checkers.worlds.evaluate_indices import integer, key
from checkers.worlds.evaluate_operators import plus
from checkers.worlds.field import Field, Space, Unknown, total
from checkers.worlds.gaussian_densities import normal_parameters
from checkers.worlds.gaussian_noise import AXIS as NORMAL
from checkers.worlds.gaussian_noise import Noises, assumed_law, assumed_laws
from checkers.worlds.gaussian_normal import scaled
from checkers.worlds.held import held, let_go
from checkers.worlds.moments_kinked import along, drawn
from checkers.worlds.moments_nodes import CONTINUOUS, NODES, over_nodes
from checkers.worlds.moments_told import moved, told
from checkers.worlds.smooth_kinks import require_smooth, turning
from checkers.worlds.tensor import concrete_size

RANDOM = "random"
EVENTS = frozenset(("P", "Pr"))
OUTCOMES = 3
"""Outcomes of a block of variables beyond the number of their components."""
MOST_BLOCKS = 4
"""That one variable may be in, each an axis of its table."""
OUTCOME = "~"
"""Axes whose names begin so are outcomes."""


def build(vocabulary: Vocabulary, draws: Draws, sizes: Mapping[str, int]) -> MomentWorld | None:
    """The world of a vocabulary's random variables; None if it has none."""
    world = MomentWorld(vocabulary, draws, sizes)
    return world if world.random else None


class MomentWorld(World):
    """The random variables of a vocabulary."""

    def __init__(self, vocabulary: Vocabulary, draws: Draws, sizes: Mapping[str, int]) -> None:
        """All values are functions of `draws`; `sizes` say what n, d, ... are."""
        self.vocabulary = vocabulary
        self.draws = draws
        self.batch = draws.batch
        self.sizes = sizes
        self._weighed: dict[str, Field] = {}
        self._continuous: set[str] = set()
        self.random = {
            name: symbol
            for name, symbol in vocabulary.symbols.items()
            if RANDOM in symbol.traits
        }

    def symbol(self, symbol: Sym, look: Evaluator) -> Field | None:
        """The values of a random variable, or of a component of one, on its outcome axis."""
        declared = self.random.get(symbol.name)
        if declared is None:
            return None
        members = len(declared.family)
        if len(symbol.index) > members:
            whole = look.value(Sym(symbol.name, symbol.index[:members]))
            place = integer(symbol.index[members]) - 1
            return Field(whole.data[..., place], whole.axes, whole.rank - 1)
        if symbol.name not in self._normal_names:
            return moved(
                self._table(symbol, declared),
                told(symbol, self.vocabulary),
                lambda field: self._averaged(field, _outcome_axes(field)),
                look,
            )
        law = assumed_law(symbol, self.vocabulary)
        if law is None:
            return self._given(symbol, declared)
        return self._normal(symbol, declared, law, look)

    def _given(self, symbol: Sym, declared: Symbol) -> Field:
        """Where a recursion starts: x_0 is what it is."""
        shape = self._shape(declared)
        return Field(self.draws.draw(key(symbol), shape, declared.domain), (), len(shape))

    # --- variables with arbitrary tables ------------------------------------------------------

    def _table(self, symbol: Sym, declared: Symbol) -> Field:
        outcomes = self._outcomes(symbol, declared)
        shape = self._shape(declared)
        name = declared.name if _alike(declared) else key(symbol)
        values = self.draws.draw(name, (*outcomes.values(), *shape), declared.domain)
        return Field(values, tuple(outcomes), len(shape))

    def _shape(self, declared: Symbol) -> tuple[int, ...]:
        return tuple(concrete_size(size, self.sizes) for size in declared.shape)

    def _outcomes(self, symbol: Sym, declared: Symbol) -> dict[str, int]:
        """The outcome axes of the blocks a variable belongs to, and how long they are.

        Members of a family are independent of each other: a sample.
        """
        if declared.family:
            return {OUTCOME + key(symbol): OUTCOMES + _size(self._shape(declared))}
        return {
            OUTCOME + ",".join(block): OUTCOMES
            + sum(_size(self._shape(self.random[name])) for name in block)
            for block in self.blocks
            if symbol.name in block
        }

    @cached_property
    def blocks(self) -> list[tuple[str, ...]]:
        """The largest sets of variables of which all may depend on each other. Independent
        ones share none, be it that both depend on a third.
        """
        apart = {
            frozenset(pair)
            for each in self.vocabulary.assumptions
            if isinstance(each, Independence)
            for pair in _pairs(each)
        }
        blocks: set[frozenset[str]] = set()
        for name in sorted(self.random):
            near = {other for other in self.random if {name, other} not in apart}
            blocks |= {(block & near) | {name} for block in blocks} | {frozenset({name})}
            blocks = {each for each in blocks if not any(each < other for other in blocks)}
            if sum(name in block for block in blocks) > MOST_BLOCKS:
                raise Unknown(f"{name} depends on too many variables that are independent")
        return sorted((tuple(sorted(block)) for block in blocks), key=",".join)

    def weights(self, axis: str, outcomes: int) -> Field:
        """The probabilities of the outcomes on an axis."""
        if axis in self._weighed:
            return self._weighed[axis]
        family = self.random.get(axis.removeprefix(OUTCOME).rpartition("_")[0])
        name = OUTCOME + family.name if family is not None and _alike(family) else axis
        raw = self.draws.draw(f"probabilities {name}", (outcomes,), "weight")
        return Field(raw / raw.sum(-1)[:, None], (axis,))

    # --- normal variables ---------------------------------------------------------------------

    @cached_property
    def noises(self) -> Noises:
        """The standard normal variables behind those that are assumed to be normal."""
        normal = [self.random[name] for name in self._normal_names if name in self.random]
        return Noises(None if any(s.family for s in normal) else map(self._shape, normal))

    @cached_property
    def _normal_names(self) -> set[str]:
        return {variable.name for variable in assumed_laws(self.vocabulary)}

    def _normal(self, symbol: Sym, declared: Symbol, law: Expr, look: Evaluator) -> Field:
        """The mean, plus a root of the covariance times standard normal components."""
        look = held(look)
        if isinstance(law, Apply) and law.head in NODES and not declared.shape:
            return self._on_nodes(symbol, law, look)
        if not isinstance(law, Apply) or law.head != "Normal":
            raise Unknown(f"the law of {declared.name} is not normal")
        mean, covariance = normal_parameters(law, look)
        standard = self.noises.standard(key(symbol), self._shape(declared))
        return plus(mean, scaled(covariance, standard))

    def _on_nodes(self, symbol: Sym, law: Apply, look: Evaluator) -> Field:
        """The values that a law with a name takes, or nodes for it, on an axis of its own."""
        parameters = [look.value(each) for each in law.args]
        if any(_is_outcome(axis) for each in parameters for axis in each.axes):
            raise Unknown("a law with random parameters is not evaluated")
        axis = OUTCOME + key(symbol)
        if law.head in CONTINUOUS:
            self._continuous.add(axis)
        place, self._weighed[axis] = NODES[law.head](axis, look, *parameters)
        return place

    def density(self, density: Density, look: Evaluator) -> Field | None:
        """The probability of an event, P(u <= 1/2), as the expectation of its indicator."""
        if density.name not in EVENTS or density.given or not density.of:
            return None
        if not all(isinstance(event, Compare) for event in density.of):
            return None
        letters = (part for event in density.of for part in look.definitions.unfolded(event))
        if not any(isinstance(part, Sym) and part.name in self.random for part in letters):
            return None
        return look.value(Mean((), Apply("indicator", density.of)))

    def law(self, expr: Expr, look: Evaluator) -> Field | None:
        """Mean and covariance of a normal law, or of what is affine in the noises."""
        if isinstance(expr, Apply) and expr.head == "Normal":
            mean, covariance = normal_parameters(expr, look)
            shape = mean.shape or covariance.shape[:1] or self._common_shape()
            noises = Noises()
            return noises.law(plus(mean, scaled(covariance, noises.standard("", shape))))
        value = look.value(expr)
        return self.noises.law(value) if NORMAL in value.axes else None

    def _common_shape(self) -> tuple[int, ...]:
        """Of the normal variables, where they have one: N(0, I) is of any size."""
        shapes = {self._shape(self.random[name]) for name in self._normal_names}
        return shapes.pop() if len(shapes) == 1 else ()

    # --- expectations -------------------------------------------------------------------------

    def mean(self, mean: Mean, look: Evaluator) -> Field | None:
        """E[f] without a law, over all outcomes; E_h[f] over those of h's own block."""
        look = let_go(look)
        if mean.draws:
            return self._over(mean, look)
        if not any(
            isinstance(part, Sym) and part.name in self.random for part in walk(mean.body)
        ):
            return self._after_definitions(mean, look)
        return self._along_kinks(mean.body, look)

    def _along_kinks(self, body: Expr, look: Evaluator) -> Field:
        """The mean over all outcomes, along numbers of named laws apart at what turns there."""
        inners = turning(body, look)
        found = {inner: drawn(inner, self._is_number, look) for inner in inners}
        numbers = list(dict.fromkeys(each for inner in inners for each in found[inner]))
        turns = [(i, max(found[i], key=numbers.index)) for i in inners if found[i]]
        return along(numbers, turns, lambda inside: self._smooth(body, inners, inside), look)

    def _is_number(self, symbol: Sym) -> bool:
        """Whether a symbol is a number that is drawn from a named law."""
        declared = self.random.get(symbol.name)
        if symbol.name not in self._normal_names or declared is None or declared.shape:
            return False
        law = assumed_law(symbol, self.vocabulary)
        discrete = isinstance(law, Apply) and law.head in NODES.keys() - CONTINUOUS
        return not discrete and len(symbol.index) == len(declared.family)

    def _smooth(self, body: Expr, inners: tuple[Expr, ...], look: Evaluator) -> Field:
        value = look.value(body)
        axes = _outcome_axes(value)
        for axis in axes:
            if axis == NORMAL or axis in self._continuous:
                require_smooth(inners, axis, look)
        return self._averaged(value, axes)

    def _over(self, mean: Mean, look: Evaluator) -> Field | None:
        drawn = [variable for draw in mean.draws for variable in draw.variables]
        tables = self.random.keys() - self._normal_names
        if any(draw.law for draw in mean.draws) or not {v.name for v in drawn} <= tables:
            return None
        axes = {axis for v in drawn for axis in self._outcomes(v, self.random[v.name])}
        return self._averaged(look.value(mean.body), sorted(axes))

    def _after_definitions(self, mean: Mean, look: Evaluator) -> Field | None:
        """A body whose random variables show only once definitions are unfolded."""
        if isinstance(mean.body, Apply) and mean.body.head == "given":
            return None
        try:
            value = look.value(mean.body)
        except Unknown:
            return None
        return self._along_kinks(mean.body, look) if _outcome_axes(value) else None

    def _averaged(self, value: Field, axes: Iterable[str]) -> Field:
        for axis in axes:
            if axis == NORMAL:
                value = self.noises.mean(value)
            elif axis in self._continuous and axis in value.axes:
                value = over_nodes(value, axis, self.weights(axis, value.size(axis)))
            elif axis in value.axes:
                weights = self.weights(axis, value.size(axis))
                value = total(value, Space(axis, weights, weights))
        return value


def _alike(declared: Symbol) -> bool:
    """Whether the members of a family have one law."""
    return bool(declared.family) and "identical" in declared.traits


def _pairs(each: Independence) -> Iterable[tuple[str, str]]:
    if each.given:
        raise Unknown("conditional independence of random variables without a law")
    return ((left, right) for left in each.left for right in each.right)


def _is_outcome(axis: str) -> bool:
    """Whether it is an axis of outcomes, and no contour of a derivative."""
    return axis.startswith(OUTCOME) and not axis.removeprefix(OUTCOME).isdigit()


def _outcome_axes(field: Field) -> list[str]:
    return [axis for axis in field.axes if axis.startswith(OUTCOME)]


def _size(shape: tuple[int, ...]) -> int:
    return int(np.prod(shape, dtype=int))
