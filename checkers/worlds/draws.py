"""Where the numbers of random worlds come from.

A world is built from named draws and arithmetic on them, and from nothing else. So a world
can be drawn again with some of its numbers kept (`Given`): one world of a batch in exact
rationals, another law with the same functions, a perturbed neighbour, a rounder witness.
"""

from __future__ import annotations

import zlib
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from math import prod
from typing import Any, Literal, NamedTuple

import numpy as np

from checkers.worlds.field import Array

Kind = Literal[
    "weight", "real", "positive", "nonnegative", "nonzero", "unit", "integer", "natural"
]
"""Where the numbers lie. `weight`: positive, to be normalised into probabilities; ``unit``:
the open interval (0, 1); the others as in `vocabulary.Domain`.
"""
Style = Literal["plain", "near", "lopsided", "sparse"]
"""How worlds are chosen: at large; near to one another, so that laws almost agree; with
some numbers far smaller than others; plain, with few values a variable.
"""
NEAR, LOPSIDED = 0.05, 6.0
PLAINEST = 0.95
"""The share of the simplest numbers in the last of a batch of small worlds."""


MOST_KEPT, MOST_NUMBERS = 512, 1 << 12
"""The arrays that are kept, for every court draws the same ones, and how large they may be."""


def kept(fresh: Callable[..., Array]) -> Callable[..., Array]:
    """Keeps the arrays that a function of (batch, name, shape, ...) draws; nobody writes in
    them.
    """

    def drawn(*what: Any) -> Array:
        array = fresh(*what)
        array.setflags(write=False)
        return array

    remembered = lru_cache(maxsize=MOST_KEPT)(drawn)
    return lambda *what: (remembered if what[0] * prod(what[2]) <= MOST_NUMBERS else drawn)(
        *what
    )


class Primitive(NamedTuple):
    """A named array of free numbers, and where they lie."""

    kind: Kind
    array: Array


class Draws:
    """A source of numbers for `batch` worlds. `record` holds what has been drawn."""

    def __init__(self, batch: int) -> None:
        """`batch`: for how many worlds each array is drawn."""
        self.batch = batch
        self.record: dict[str, Primitive] = {}

    def draw(self, name: str, shape: tuple[int, ...], kind: Kind) -> Array:
        """Numbers of shape (batch, *shape); the same name gives the same numbers."""
        if name not in self.record:
            self.record[name] = Primitive(kind, self._fresh(name, shape, kind))
        return self.record[name].array

    def _fresh(self, name: str, shape: tuple[int, ...], kind: Kind) -> Array:
        raise NotImplementedError

    def number(self, value: Fraction) -> Array:
        """A number as written, the same in all worlds: an array of shape (1,)."""
        return np.array([float(value)])


class Sampled(Draws):
    """Floating-point numbers; the same for the same seed and names, in whatever order."""

    def __init__(self, batch: int, seed: int = 0, style: Style = "plain") -> None:
        """See the class."""
        super().__init__(batch)
        self.seed = seed
        self.style = style

    def _fresh(self, name: str, shape: tuple[int, ...], kind: Kind) -> Array:
        return _sampled(self.batch, name, shape, kind, self.seed, self.style)


@kept
def _sampled(
    batch: int, name: str, shape: tuple[int, ...], kind: Kind, seed: int, style: Style
) -> Array:
    generator = _generator(seed, name)
    normal = generator.standard_normal((batch, *shape))
    spread = (batch,) + (1,) * len(shape)
    if style == "near":
        common = _generator(seed, str(shape)).standard_normal(normal.shape)
        normal = common + NEAR * normal * generator.random(spread)
    if style == "lopsided":
        normal = normal * LOPSIDED * generator.random(spread)
    return shaped(normal, kind)


def _generator(seed: int, name: str) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64([seed, zlib.crc32(name.encode())]))


def shaped(normal: Array, kind: Kind) -> Array:
    """Numbers on the whole line brought to where the kind lies, one to one if it can be."""
    if kind in ("weight", "positive", "nonnegative"):
        return np.exp(normal)
    if kind == "unit":
        return 1 / (1 + np.exp(-normal))
    if kind == "nonzero":
        return normal + np.sign(normal) / 8
    if kind == "integer":
        return np.round(2 * normal)
    return np.ceil(np.abs(2 * normal)) if kind == "natural" else normal


class Rational(Draws):
    """Small random fractions, exact."""

    def __init__(self, batch: int, seed: int = 0, top: int = 97) -> None:
        """Numerators lie below `top`."""
        super().__init__(batch)
        self.seed = seed
        self.top = top

    def _fresh(self, name: str, shape: tuple[int, ...], kind: Kind) -> Array:
        return _rational(self.batch, name, shape, kind, self.seed, self.top)

    def number(self, value: Fraction) -> Array:
        """The exact number."""
        return exact(np.array([value.numerator]), value.denominator)


@kept
def _rational(
    batch: int, name: str, shape: tuple[int, ...], kind: Kind, seed: int, top: int
) -> Array:
    generator = _generator(seed, name)
    size = (batch, *shape)
    numerators = generator.integers(1, top, size)
    if kind == "weight":
        return exact(numerators, 1)
    if kind == "unit":
        return exact(numerators, top)
    if kind in ("real", "nonzero", "integer"):
        numerators *= generator.choice((-1, 1), size)
    whole = kind in ("integer", "natural")
    return exact(numerators // 16, 1) if whole else exact(numerators, 32)


def exact(numerators: Array, denominator: int) -> Array:
    """An array of exact fractions."""
    from flint import fmpq

    return np.frompyfunc(lambda n: fmpq(int(n), denominator), 1, 1)(numerators)


class Given(Draws):
    """Numbers already chosen, and others from `rest` where a name is new."""

    def __init__(self, chosen: Mapping[str, Array], rest: Draws) -> None:
        """See the class."""
        super().__init__(rest.batch)
        self.chosen = chosen
        self.rest = rest

    def _fresh(self, name: str, shape: tuple[int, ...], kind: Kind) -> Array:
        given = self.chosen.get(name)
        return self.rest.draw(name, shape, kind) if given is None else given

    def number(self, value: Fraction) -> Array:
        """In the arithmetic of the rest."""
        return self.rest.number(value)


class Small(Draws):
    """Worlds of small round numbers, in exact floats: where counterexamples are sought. Each
    has more of the simplest numbers than those before it.
    """

    def __init__(self, batch: int, seed: int = 0) -> None:
        """See the class."""
        super().__init__(batch)
        self.seed = seed

    def _fresh(self, name: str, shape: tuple[int, ...], kind: Kind) -> Array:
        return _small(self.batch, name, shape, kind, self.seed)


@kept
def _small(batch: int, name: str, shape: tuple[int, ...], kind: Kind, seed: int) -> Array:
    generator = _generator(seed, name)
    numbers = generator.choice(ROUND[kind], (batch, *shape))
    share = np.linspace(0, PLAINEST, batch).reshape(-1, *(1 for _ in shape))
    return np.where(generator.random(numbers.shape) < share, ROUND[kind][0], numbers)


ROUND: dict[Kind, tuple[float, ...]] = {
    "weight": (1.0, 2.0, 3.0, 4.0),
    "real": (1.0, 2.0, -1.0, 3.0, 0.5, -2.0),
    "positive": (1.0, 2.0, 3.0, 0.5),
    "nonnegative": (1.0, 2.0, 0.0, 3.0),
    "nonzero": (1.0, 2.0, -1.0, 3.0, 0.5, -2.0),
    "unit": (0.5, 0.25, 0.75),
    "integer": (1.0, 2.0, 0.0, -1.0),
    "natural": (1.0, 2.0, 3.0),
}
"""The roundest numbers of each kind, the simplest first."""


class One(Draws):
    """One world of a recorded batch, its floats taken as the fractions they are."""

    def __init__(self, record: Mapping[str, Primitive], world: int, rest: Draws) -> None:
        """World number `world` of `record`; from `rest` where a name is new."""
        super().__init__(1)
        self.source = record
        self.world = world
        self.rest = rest

    def _fresh(self, name: str, shape: tuple[int, ...], kind: Kind) -> Array:
        if name not in self.source:
            return self.rest.draw(name, shape, kind)
        return fractions(self.source[name].array[self.world : self.world + 1])

    def number(self, value: Fraction) -> Array:
        """The exact number."""
        return exact(np.array([value.numerator]), value.denominator)


class Balls(Draws):
    """The worlds of exact draws, in ball arithmetic."""

    def __init__(self, base: Draws) -> None:
        """See the class."""
        super().__init__(base.batch)
        self.base = base

    def _fresh(self, name: str, shape: tuple[int, ...], kind: Kind) -> Array:
        from checkers.worlds.exact_arrays import balls

        return balls(self.base.draw(name, shape, kind))

    def number(self, value: Fraction) -> Array:
        """The number as a ball."""
        from checkers.worlds.exact_arrays import balls

        return balls(self.base.number(value))


class Floats(Draws):
    """The worlds of exact draws, in floats."""

    def __init__(self, base: Draws) -> None:
        """See the class."""
        super().__init__(base.batch)
        self.base = base

    def _fresh(self, name: str, shape: tuple[int, ...], kind: Kind) -> Array:
        array = self.base.draw(name, shape, kind)
        return np.frompyfunc(lambda q: int(q.p) / int(q.q), 1, 1)(array).astype(float)


def fractions(array: Array) -> Array:
    """Floats as the exact fractions they stand for."""
    from flint import fmpq

    return np.frompyfunc(lambda x: fmpq(*float(x).as_integer_ratio()), 1, 1)(array)
