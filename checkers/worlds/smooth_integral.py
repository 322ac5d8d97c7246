r"""Integrals between bounds, such as the one that defines the beta function.

The double-exponential rules of Takahasi and Mori (1974, "Double exponential formulas for
numerical integration") put nodes so close to the ends that singularities there do no harm,
as long as the integrand can be evaluated there in floating point. Whether it can is
measured: where the rule of half the nodes disagrees, or the outermost terms still count, the
integral is not a number in that world.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import reduce
from itertools import pairwise
from typing import NamedTuple

import numpy as np

from checkers.notation.expr import Apply, Bind, Expr, Sym
from checkers.notation.tree import walk
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_indices import key
from checkers.worlds.evaluate_operators import plus
from checkers.worlds.field import Array, Field, Unknown, aligned, combine
from checkers.worlds.smooth_kinks import ascending, kinks, turning

STEPS = 80
"""Nodes on each side of the middle."""
AGREEMENT = 1e-6
"""How far half of the nodes may be off: the error of all is about its square."""
REMAINDER = 1e-12
"""How much the outermost term may still be, of the whole."""
ROUNDING = 1e-15
"""Of nodes: by that share of them a step between them may be off."""
HALF_PI = np.pi / 2


def integral(bind: Bind, look: Evaluator) -> Field | None:
    """The integral, or None for a law's variable over its whole space, which is a sum.

    Without bounds, a variable that is no law's runs over the whole line, if it is one.
    """
    if bind.low is None and (len(bind.variables) != 1 or bind.domain is not None):
        return None
    variable = _variable(bind, look)
    if look.world.space(variable, look) is not None:
        if _is_whole(bind):
            return None
        raise Unknown(f"an integral over a part of the space of {variable.name}")
    if bind.low is not None and bind.high is not None:
        return quadrature(variable, bind.body, (bind.low, bind.high), look)
    declared = look.vocabulary.symbols.get(variable.name)
    if declared is not None and (declared.domain != "real" or declared.shape):
        raise Unknown(f"it is not said over what {variable.name} is integrated")
    return quadrature(variable, bind.body, WHOLE_LINE, look)


def quadrature(variable: Sym, body: Expr, bounds: tuple[Expr, Expr], look: Evaluator) -> Field:
    """The integral of a body between two bounds; NaN where it has not converged."""
    low, high = (_bound(each, look) for each in bounds)
    stretch = Stretch(variable, turning(body, look), (low, high), DOUBLE_EXPONENTIAL)
    return stretch.integral(lambda inside: inside.value(body), look)


class Rule(NamedTuple):
    """Nodes between bounds, along a new axis, with the weights of a fine and of a coarse sum;
    and by how much the sums of all terms may differ, and the outermost terms count, as shares.
    """

    nodes: Callable[[Array, Array], tuple[Array, Array, Array]]
    agreement: float
    remainder: float


Average = Callable[[Evaluator], Field]
"""What is integrated, in the worlds in which the variable has values."""


class Stretch(NamedTuple):
    """Where a number is integrated: from one of `ends` to the next, and apart at the zeros of
    `inners`. `place` makes values of the variable of the nodes, `weight` what they count.
    """

    variable: Sym
    inners: tuple[Expr, ...]
    ends: tuple[Field, ...]
    rule: Rule
    place: Callable[[Field], Field] = lambda nodes: nodes
    weight: Callable[[Array], Array | float] = lambda nodes: 1.0

    def integral(self, body: Average, look: Evaluator) -> Field:
        """The integral of what `body` finds; NaN where it has not converged."""
        low, *between, high = self.ends
        cuts = [
            combine(lambda k, a, b: np.minimum(np.maximum(k, a), b), cut, low, high)
            for cut in self._cuts(look)
        ]
        ends = [low, *ascending([*between, *cuts]), high]
        cut = [False, *[bool(cuts)] * (len(ends) - 2), False]
        found = [
            self._smooth(body, *piece, look, sides)
            for piece, sides in zip(pairwise(ends), pairwise(cut), strict=True)
        ]
        total, doubt, size = (reduce(plus, parts) for parts in zip(*found, strict=True))
        return combine(lambda t, d, s: np.where(d <= s, t, np.nan), total, doubt, size)

    @property
    def axis(self) -> str:
        """The axis of the nodes."""
        return f"|{key(self.variable)}"

    def _cuts(self, look: Evaluator) -> list[Field]:
        if not self.inners:
            return []
        nodes = [self._nodes(*piece)[0] for piece in pairwise(self.ends)]
        data = [np.sort(each.data, axis=1 + each.axes.index(self.axis)) for each in nodes]
        joined = Field(np.concatenate(data, 1 + nodes[0].axes.index(self.axis)), nodes[0].axes)
        return kinks(self.variable, self.inners, joined, self.axis, look, self.place)

    def _nodes(self, low: Field, high: Field) -> tuple[Field, Field, Field]:
        axes, _, (start, end) = aligned(low, high)
        nodes, *weights = self.rule.nodes(*np.broadcast_arrays(start, end))
        own, named = self.weight(nodes), (*axes, self.axis)
        fine, coarse = (_field(each * own, named) for each in weights)
        return _field(nodes, named), fine, coarse

    def _smooth(
        self, body: Average, low: Field, high: Field, look: Evaluator, cut: tuple[bool, bool]
    ) -> tuple[Field, Field, Field]:
        """The integral of a function that is smooth between the bounds, how large one would
        have to be to bear its error, and how large it is. `cut`: which bounds are kinks, where
        a node may lie on the wrong side by rounding.
        """
        nodes, *rules = self._nodes(low, high)
        with np.errstate(all="ignore"):
            values = body(look.bound({self.variable: self.place(nodes)}))
            axes, rank, (terms, at, *weights) = aligned(values, nodes, *rules)
            parts = (terms * weights[0], terms * weights[1], np.abs(terms * at))
        place = 1 + axes.index(self.axis)
        rest = axes[: place - 1] + axes[place:]
        fine, coarse, blur = (np.moveaxis(each, place, -1) for each in parts)
        total, gap, end, size = _added(fine, coarse)
        halves = np.array_split(_ended(blur), 2, axis=-1)
        least = ROUNDING * sum(half.max(-1) * at for half, at in zip(halves, cut, strict=True))
        doubt = np.maximum(
            np.maximum(gap - least, 0) / self.rule.agreement,
            np.maximum(end - least, 0) / self.rule.remainder,
        )
        return Field(total, rest, rank), Field(doubt, rest, rank), Field(size, rest, rank)


def _crowded(low: Array, high: Array) -> tuple[Array, Array, Array]:
    nodes, weights = interval(low, high)
    coarse = np.where(np.arange(weights.shape[-1]) % 2, 0.0, 2 * weights)
    return nodes, weights, coarse


DOUBLE_EXPONENTIAL = Rule(_crowded, AGREEMENT, REMAINDER)
"""For bounds that may be infinite, or where the integrand has no value."""


def _variable(bind: Bind, look: Evaluator) -> Sym:
    """The variable of integration; where the differential is missing, the one new letter."""
    if len(bind.variables) == 1:
        return bind.variables[0]
    symbols = {part for part in walk(bind.body) if isinstance(part, Sym) and not part.index}
    new = [each for each in symbols if each.name not in look.vocabulary.symbols]
    if len(new) != 1:
        raise Unknown("it is not said by which variable this integral is")
    return new[0]


INF = Sym("inf")
WHOLE_LINE = (Apply("neg", (INF,)), INF)
WHOLE = {("0", "1"), ("-inf", "inf"), ("0", "inf")}


def _is_whole(bind: Bind) -> bool:
    return bind.low is None or (_spelled(bind.low), _spelled(bind.high)) in WHOLE


def _spelled(bound: Expr | None) -> str:
    if isinstance(bound, Apply) and bound.head == "neg":
        return "-" + _spelled(bound.args[0])
    return bound.name if isinstance(bound, Sym) else str(getattr(bound, "value", ""))


def _bound(bound: Expr, look: Evaluator) -> Field:
    spelled = _spelled(bound)
    if spelled in ("inf", "-inf"):
        return Field(np.full(1, float(spelled)))
    value = look.value(bound)
    if value.rank or value.data.dtype == object:
        raise Unknown("the bounds of an integral are numbers in floating point")
    return value


def _field(data: Array, axes: tuple[str, ...]) -> Field:
    """A field of numbers from data whose axes may come in any order."""
    order = sorted(range(len(axes)), key=axes.__getitem__)
    return Field(data.transpose(0, *(1 + k for k in order)), tuple(sorted(axes)))


def _added(fine: Array, coarse: Array) -> tuple[Array, Array, Array, Array]:
    """The sum of the fine terms along the last axis, how far the coarse one is from it, the
    outermost term, and the sum of the sizes.
    """
    fine = _ended(fine)
    total = fine.sum(-1)
    gap = np.abs(total - _ended(coarse).sum(-1))
    return total, gap, _outermost(fine), np.abs(fine).sum(-1)


def _ended(terms: Array) -> Array:
    """Terms with 0 for what is no number beyond the first and the last that count."""
    finite = np.isfinite(terms)
    counting = finite & (terms != 0)
    before = np.logical_or.accumulate(counting, axis=-1)
    after = np.logical_or.accumulate(counting[..., ::-1], axis=-1)[..., ::-1]
    lost = (before & after) | ~counting.any(-1, keepdims=True)
    return np.where(finite, terms, np.where(lost, np.nan, 0.0))


def _outermost(terms: Array) -> Array:
    """The larger of the first and the last term that are not zero."""
    there = terms != 0
    first = np.argmax(there, axis=-1)[..., None]
    last = terms.shape[-1] - 1 - np.argmax(there[..., ::-1], axis=-1)[..., None]
    ends = (np.take_along_axis(terms, end, -1)[..., 0] for end in (first, last))
    return np.asarray(np.maximum(*(np.abs(end) for end in ends)))


def interval(low: Array, high: Array) -> tuple[Array, Array]:
    """Nodes and weights over [low, high], each bound of one shape, the nodes along a new axis.

    Unknown: some bounds are infinite and others are not.
    """
    if (low == np.inf).all() and (high < np.inf).all():
        nodes, weights = interval(high, low)
        return nodes, -weights
    t = np.linspace(-1, 1, 2 * STEPS + 1)
    low, high = low[..., None], high[..., None]
    if np.isfinite(low).all() and np.isfinite(high).all():
        return _finite(3.6 * t, low, high)
    if np.isfinite(low).all() and (high == np.inf).all():
        nodes, weights = _half_line(-0.4 + 4.4 * t)
        return low + nodes, np.broadcast_to(weights, (low + nodes).shape)
    if (low == -np.inf).all() and np.isfinite(high).all():
        nodes, weights = _half_line(-0.4 + 4.4 * t)
        return high - nodes, np.broadcast_to(weights, (high - nodes).shape)
    if (low == -np.inf).all() and (high == np.inf).all():
        nodes, weights = _whole_line(3.6 * t)
        shape = (*low.shape[:-1], len(t))
        return np.broadcast_to(nodes, shape), np.broadcast_to(weights, shape)
    raise Unknown("the bounds of an integral are infinite in some worlds only")


def _finite(t: Array, low: Array, high: Array) -> tuple[Array, Array]:
    """Nodes near the lower end keep all digits of their distance from it."""
    bent = HALF_PI * np.sinh(t)
    slope = (t[1] - t[0]) * HALF_PI * np.cosh(t)
    fraction = 1 / (1 + np.exp(-2 * bent))
    width = high - low
    return low + width * fraction, width * slope / (2 * np.cosh(bent) ** 2)


def _half_line(t: Array) -> tuple[Array, Array]:
    nodes = np.exp(HALF_PI * np.sinh(t))
    return nodes, nodes * (t[1] - t[0]) * HALF_PI * np.cosh(t)


def _whole_line(t: Array) -> tuple[Array, Array]:
    bent = HALF_PI * np.sinh(t)
    return np.sinh(bent), (t[1] - t[0]) * HALF_PI * np.cosh(t) * np.cosh(bent)
