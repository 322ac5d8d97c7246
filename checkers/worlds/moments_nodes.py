"""Variables of laws that have names, as weighted values: all of them, or nodes to sum over.

Sums over the nodes of a law without end are exact up to rounding for smooth functions.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from functools import cache

import numpy as np

from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_special import log_gamma
from checkers.worlds.field import Array, Field, Space, Unknown, combine, total
from checkers.worlds.smooth_integral import AGREEMENT

COUNT, REACH = 61, 3.0
"""Nodes of a uniform variable, and how near its ends they lie: at 2e-14 of its range."""
COUNTS = 64
"""The numbers that a count takes, from 0 on: beyond a rate of 20 they do not do."""
Nodes = tuple[Field, Field]
"""Values along the axis of a variable, and their probabilities."""


@cache
def double_exponential() -> tuple[Array, Array]:
    """Nodes and weights on (0, 1) that crowd at the ends (Takahasi and Mori 1974)."""
    steps = np.linspace(-REACH, REACH, COUNT)
    stretched = np.pi / 2 * np.sinh(steps)
    slopes = np.pi / 4 * np.cosh(steps) / np.cosh(stretched) ** 2
    return 1 / (1 + np.exp(-2 * stretched)), slopes / slopes.sum()


def over_nodes(value: Field, axis: str) -> Field:
    """The mean along a continuous variable's nodes; NaN where every other node has another."""
    _, weights = double_exponential()
    every_other = np.where(np.arange(COUNT) % 2, 0.0, weights)
    fine, coarse, size = (
        total(of, Space(axis, Field(rule[None], (axis,)), Field(rule[None], (axis,))))
        for of, rule in (
            (value, weights),
            (value, every_other / every_other.sum()),
            (value._replace(data=abs(value.data)), weights),
        )
    )
    agreed = abs(fine.data - coarse.data) <= AGREEMENT * size.data
    return fine._replace(data=np.where(agreed, fine.data, np.nan))


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
    "Exponential": _exponential,
    "Poisson": _poisson,
    "Uniform": _uniform,
}
"""The nodes of a law by its name."""
CONTINUOUS = frozenset(("Exponential", "Uniform"))
"""Those whose nodes serve smooth functions only."""
