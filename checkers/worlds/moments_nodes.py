"""Variables of laws that have names, as weighted values: all of them, or nodes to sum over.

Sums over the nodes of a law without end are exact up to rounding for smooth functions.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from operator import truediv

import numpy as np

from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_special import log_gamma
from checkers.worlds.field import Array, Field, Space, Unknown, combine, multiply, total
from checkers.worlds.smooth_integral import AGREEMENT

COUNT, REACH = 61, 3.0
"""Nodes of a uniform variable, and how near its ends they lie: at 2e-14 of its range."""
COUNTS = 64
"""The numbers that a count takes, from 0 on: beyond a rate of 20 they do not do."""
MISSED = 1e-12
"""How much of a law nodes may miss."""
Nodes = tuple[Field, Field]
"""Values along the axis of a variable, and their probabilities."""


@cache
def double_exponential() -> tuple[Array, Array]:
    """Nodes and weights on (0, 1) that crowd at the ends (Takahasi and Mori 1974)."""
    steps = np.linspace(-REACH, REACH, COUNT)
    stretched = np.pi / 2 * np.sinh(steps)
    slopes = np.pi / 4 * np.cosh(steps) / np.cosh(stretched) ** 2
    return 1 / (1 + np.exp(-2 * stretched)), slopes / slopes.sum()


def over_nodes(value: Field, axis: str, weights: Field) -> Field:
    """The mean along a continuous variable's nodes; NaN where every other node has another."""
    others = combine(multiply, weights, Field(np.arange(COUNT)[None] % 2 == 0, (axis,)))
    coarse = combine(truediv, _sum(value, others, axis), _summed(others, axis))
    fine, size = _sum(value, weights, axis), _sum(_size(value), weights, axis)
    return combine(_agreed, fine, coarse, size)


def _sum(value: Field, weights: Field, axis: str) -> Field:
    return total(value, Space(axis, weights, weights))


def _summed(weights: Field, axis: str) -> Field:
    ones = Field(np.ones((1, weights.size(axis))), (axis,))
    return total(weights, Space(axis, ones, ones))


def _size(value: Field) -> Field:
    return value._replace(data=abs(value.data))


def _agreed(fine: Array, coarse: Array, size: Array) -> Array:
    return np.where(abs(fine - coarse) <= AGREEMENT * size, fine, np.nan)


def _bernoulli(axis: str, look: Evaluator, success: Field) -> Nodes:
    zero, one = (look.world.number(Fraction(n)).data for n in (0, 1))
    ends = Field(np.stack([zero, one], 1), (axis,))
    return ends, combine(lambda v, p: v * p + (1 - v) * (1 - p), ends, success)


def _uniform(axis: str, look: Evaluator, low: Field, high: Field) -> Nodes:
    """Nodes at which smooth functions of the variable, and such as have a logarithm at an end,
    have their expectations up to rounding.
    """
    place, weights = _unit(axis, low, high)
    return combine(lambda a, b, t: a + (b - a) * t, low, high, place), weights


def _exponential(axis: str, look: Evaluator, rate: Field) -> Nodes:
    place, weights = _unit(axis, rate)
    return combine(lambda r, t: -np.log(t) / r, rate, place), weights


def _beta(axis: str, look: Evaluator, one: Field, other: Field) -> Nodes:
    """Nodes on (0, 1), weighed; NaN where they miss some of the law near an end."""
    place, weights = _unit(axis, one, other)
    rest = place._replace(data=place.data[:, ::-1])
    found = combine(_beta_mass, one, other, place, rest, weights)
    whole = _summed(found, axis)
    return place, combine(lambda w, m: np.where(abs(w - 1) < MISSED, m, np.nan), whole, found)


def _beta_mass(a: Array, b: Array, t: Array, rest: Array, weight: Array) -> Array:
    constant = log_gamma(a + b) - log_gamma(a) - log_gamma(b)
    return np.exp((a - 1) * np.log(t) + (b - 1) * np.log(rest) + constant) * weight


def _binomial(axis: str, look: Evaluator, trials: Field, success: Field) -> Nodes:
    """The counts; NaN where there are more."""
    _require_floats(trials, success)
    counts = Field(np.arange(float(COUNTS))[None], (axis,))
    return counts, combine(_binomial_mass, trials, success, counts)


def _binomial_mass(n: Array, p: Array, k: Array) -> Array:
    within = np.minimum(k, n.real)
    ways = log_gamma(n + 1) - log_gamma(within + 1) - log_gamma(n - within + 1)
    mass = np.exp(ways + within * np.log(p) + (n - within) * np.log(1 - p))
    return np.where(n.real < COUNTS, np.where(k <= n.real, mass, 0.0), np.nan)


def _unit(axis: str, *parameters: Field) -> Nodes:
    _require_floats(*parameters)
    nodes, weights = double_exponential()
    return Field(nodes[None], (axis,)), Field(weights[None], (axis,))


def _poisson(axis: str, look: Evaluator, rate: Field) -> Nodes:
    """The first counts; NaN where the others are not negligible."""
    _require_floats(rate)
    counts = Field(np.arange(float(COUNTS))[None], (axis,))
    few = np.where(rate.data.real < COUNTS / 4, rate.data, np.nan)
    known = rate._replace(data=few)
    return counts, combine(
        lambda r, k: np.exp(k * np.log(r) - r - log_gamma(k + 1)), known, counts
    )


def _require_floats(*parameters: Field) -> None:
    if any(each.data.dtype == object for each in parameters):
        raise Unknown("nodes give no expectation without rounding")


NODES: dict[str, Callable[..., Nodes]] = {
    "Bernoulli": _bernoulli,
    "Beta": _beta,
    "Binomial": _binomial,
    "Exponential": _exponential,
    "Poisson": _poisson,
    "Uniform": _uniform,
}
"""The nodes of a law by its name."""
CONTINUOUS = frozenset(("Beta", "Exponential", "Uniform"))
"""Those whose nodes serve smooth functions only."""
