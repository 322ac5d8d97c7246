r"""Independent standard normal variables, and equality in law of what is affine in them.

All noises of a world share one outcome axis. Its nodes are those of Gauss and Hermite where
there are one or two numbers; else +- r q_j along the rows q_j of two orthogonal frames, on
which moments to order three are the normal law's. Either way there are two rules, and an
expectation that they do not agree on is not a number.

    x_t = sqrt(a) x_{t-1} + sqrt(1 - a) eps    two such expressions are equal in law
                                               if their means and covariances are
"""

from __future__ import annotations

import math
from collections.abc import Iterable
from functools import lru_cache
from itertools import count as counting

import numpy as np

from checkers.notation.expr import Chain, Expr, Num, Sym
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Vocabulary
from checkers.worlds.evaluate_definitions import Definitions
from checkers.worlds.evaluate_indices import concrete
from checkers.worlds.field import Array, Field, Unknown
from checkers.worlds.gaussian_normal import AGREEMENT, averaged, hermite

AXIS = "~normal"
FOLD = {"~": 0}
"""No index is called so: t - 1 is only folded where t has its value."""
SLOTS = 24
"""The most components that noises may have together."""
SIDES = {1: (40, 32), 2: (14, 12), 3: (8, 7)}
"""Nodes along each number of the two product rules."""


def assumed_laws(vocabulary: Vocabulary) -> dict[Sym, Expr]:
    """What is assumed with ``~``: eps ~ N(0, I), x_t ~ N(x_{t-1}, b_t)."""
    return {
        chain.parts[0]: chain.parts[1]
        for chain in vocabulary.assumptions
        if isinstance(chain, Chain) and chain.relations[:1] == ("~",)
        if isinstance(chain.parts[0], Sym)
    }


def assumed_law(variable: Sym, vocabulary: Vocabulary) -> Expr | None:
    """The law that a variable is assumed to have; where a recursion starts, none: x_0."""
    law = Definitions(assumed_laws(vocabulary).items()).meaning(variable)
    if law is None or (_at_start(variable) and _recursive(law, variable)):
        return None
    return concrete(law, FOLD)


def _at_start(variable: Sym) -> bool:
    return any(isinstance(index, Num) and index.value < 1 for index in variable.index)


def _recursive(law: Expr, variable: Sym) -> bool:
    return any(isinstance(part, Sym) and part.name == variable.name for part in walk(law))


class Noises:
    """The standard normal variables of a world, each with places in the nodes of `AXIS`."""

    def __init__(self, shapes: Iterable[tuple[int, ...]] | None = None) -> None:
        """`shapes` of all that are random with a normal law; None: they are not all known."""
        count = 0 if shapes is None else sum(map(math.prod, shapes))
        self.slots = count if count in SIDES else SLOTS
        self.nodes, self.fine, self.coarse = rules(self.slots)
        self._places: dict[str, int] = {}
        self._next = counting()

    def standard(self, name: str, shape: tuple[int, ...]) -> Field:
        """A standard normal number or vector of that name."""
        if len(shape) > 1:
            raise Unknown(f"{name} is a random matrix")
        columns = [self._place(f"{name}[{i}]") for i in range(shape[0] if shape else 1)]
        data = self.nodes[None][..., columns] if shape else self.nodes[None, :, columns[0]]
        return Field(data, (AXIS,), len(shape))

    def _place(self, component: str) -> int:
        if component not in self._places:
            self._places[component] = next(self._next)
        if self._places[component] >= self.slots:
            raise Unknown(f"more than {self.slots} normal components")
        return self._places[component]

    def mean(self, value: Field) -> Field:
        """The expectation over all noises; NaN where the two rules disagree."""
        return averaged(value, AXIS, self.fine, self.coarse)

    def law(self, value: Field) -> Field:
        """Mean and covariance, in one vector, of a value that is affine in the noises.

        Unknown: it depends on other random variables. NaN: it is not affine.
        """
        if any(axis.startswith("~") for axis in value.axes if axis != AXIS):
            raise Unknown("only laws of normal variables are compared")
        vector = value if value.rank else Field(value.data[..., None], value.axes, 1)
        mean, covariance = self.moments(vector)
        flat = covariance.data.reshape(*covariance.data.shape[:-2], -1)
        return Field(np.concatenate([mean.data, flat], axis=-1), mean.axes, 1)

    def moments(self, value: Field) -> tuple[Field, Field]:
        """Mean and covariance of a vector that is affine in the noises; NaN where it is not."""
        if value.rank > 1:
            raise Unknown("the law of a random matrix")
        if AXIS not in value.axes:
            axes = (*value.axes, AXIS)
            value = Field(value.data[..., None, :], axes, 1)
        place = 1 + value.axes.index(AXIS)
        rest = value.axes[: place - 1] + value.axes[place:]
        data = np.moveaxis(value.data, place, -1)
        data = np.broadcast_to(data, (*data.shape[:-1], len(self.nodes)))
        inner = data[..., : len(self.fine)]
        mean = inner @ self.fine
        slopes = (inner * self.fine) @ self.nodes[: len(self.fine)]
        fitted = mean[..., None] + slopes @ self.nodes.T
        size = np.abs(data).max(-1, keepdims=True)
        affine = (np.abs(fitted - data) <= AGREEMENT * size).all((-1, -2))[..., None]
        covariance = slopes @ np.swapaxes(slopes, -1, -2)
        return (
            Field(np.where(affine, mean, np.nan), rest, 1),
            Field(np.where(affine[..., None], covariance, np.nan), rest, 2),
        )


@lru_cache(maxsize=16)
def rules(slots: int) -> tuple[Array, Array, Array]:
    """Nodes (count, slots) and the weights of the two rules, each over its own nodes."""
    if slots in SIDES:
        fine, coarse = (hermite(side, slots) for side in SIDES[slots])
    else:
        fine, coarse = (_frame(slots, seed) for seed in (1, 2))
    return np.concatenate([fine[0], coarse[0]]), fine[1], coarse[1]


def _frame(slots: int, seed: int) -> tuple[Array, Array]:
    """+- r q_j and the origin: exact to order three, as sum_j q_j q_j^T = I."""
    rows, _ = np.linalg.qr(np.random.default_rng(seed).standard_normal((slots, slots)))
    radius = np.sqrt(slots) * (1.0 if seed == 1 else 0.75)
    points = radius * np.concatenate([rows, -rows, np.zeros((1, slots))])
    outer = 1 / (2 * radius**2)
    weights = np.full(2 * slots + 1, outer)
    weights[-1] = 1 - 2 * slots * outer
    return points, weights
