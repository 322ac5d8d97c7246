r"""Integrals between bounds, such as the one that defines the beta function.

The double-exponential rules of Takahasi and Mori (1974, "Double exponential formulas for
numerical integration") put nodes so close to the ends that singularities there do no harm,
as long as the integrand can be evaluated there in floating point. Whether it can is
measured: where the rule of half the nodes disagrees, or the outermost terms still count, the
integral is not a number in that world.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from functools import reduce
from itertools import pairwise

import numpy as np

from checkers.notation.expr import Apply, Bind, Compare, Expr, Sym
from checkers.notation.tree import children, walk
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_indices import key
from checkers.worlds.evaluate_operators import plus
from checkers.worlds.field import Array, Field, Unknown, aligned, combine

STEPS = 80
"""Nodes on each side of the middle."""
AGREEMENT = 1e-6
"""How far half of the nodes may be off: the error of all is about its square."""
REMAINDER = 1e-12
"""How much the outermost term may still be, of the whole."""
MOST_KINKS, LINEAR = 1, 1e-12
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
    found = kinks(variable, body, look)
    if len(found) > MOST_KINKS:
        raise Unknown("an integral of a function with many kinks")
    ends = [low, *(_clipped(kink, low, high) for kink in found), high]
    parts = [_between(variable, body, *pair, look) for pair in pairwise(ends)]
    return reduce(plus, parts)


def _clipped(kink: Field, low: Field, high: Field) -> Field:
    return combine(lambda k, a, b: np.minimum(np.maximum(k, a), b), kink, low, high)


def _between(variable: Sym, body: Expr, low: Field, high: Field, look: Evaluator) -> Field:
    """The integral of a function that is smooth between the bounds."""
    axes, _, (start, end) = aligned(low, high)
    nodes, weights = interval(*np.broadcast_arrays(start, end))
    axis = f"~{key(variable)}"
    points = _field(nodes, (*axes, axis))
    with np.errstate(all="ignore"):
        values = look.bound({variable: points}).value(body)
        _, rank, (terms, steps) = aligned(values, _field(weights, (*axes, axis)))
        weighed = terms * steps
    union = tuple(sorted({*values.axes, *axes, axis}))
    place = 1 + union.index(axis)
    rest = union[: place - 1] + union[place:]
    return Field(_added(np.moveaxis(weighed, place, -1)), rest, rank)


def kinks(variable: Sym, body: Expr, look: Evaluator) -> list[Field]:
    """Where the body has a corner or a step: at the zeros of what stands in |..| and of the
    two sides of a condition, as far as these are affine in the variable.
    """
    found: dict[Expr, Field] = {}
    for inner in _turning(variable, body, look):
        values = [
            look.bound({variable: look.world.number(Fraction(at))}).value(inner)
            for at in (0, 1, 2)
        ]
        affine = combine(
            lambda a, b, c: abs(a - 2 * b + c) <= LINEAR * (abs(a) + abs(c)), *values
        )
        if not affine.rank and np.all(affine.data):
            found[inner] = combine(lambda a, b, c: a / (a - b), *values)
    return list(found.values())


def _turning(variable: Sym, expr: Expr, look: Evaluator) -> Iterator[Expr]:
    """What turns its sign at a kink."""
    meaning = look.definitions.meaning(expr)
    if meaning is not None:
        yield from _turning(variable, meaning, look)
        return
    if isinstance(expr, Apply) and expr.head == "abs" and variable in walk(expr):
        yield expr.args[0]
    if isinstance(expr, Compare) and variable in walk(expr):
        yield Apply("-", (expr.left, expr.right))
    for part in children(expr):
        yield from _turning(variable, part, look)


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


def _added(terms: Array) -> Array:
    """The sum along the last axis; NaN where it has not converged."""
    terms = _ended(terms)
    fine, coarse = terms.sum(-1), 2 * terms[..., ::2].sum(-1)
    size = np.abs(terms).sum(-1)
    sound = (np.abs(fine - coarse) <= AGREEMENT * size) & (
        _outermost(terms) <= REMAINDER * size
    )
    return np.where(sound | (size == 0), fine, np.nan)


def _ended(terms: Array) -> Array:
    """Terms with 0 for those at the ends that are no numbers any more."""
    finite = np.isfinite(terms)
    before = np.logical_or.accumulate(finite, axis=-1)
    after = np.logical_or.accumulate(finite[..., ::-1], axis=-1)[..., ::-1]
    return np.where(finite, terms, np.where(before & after, np.nan, 0.0))


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
        nodes, weights = _whole_line(2.9 * t)
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
