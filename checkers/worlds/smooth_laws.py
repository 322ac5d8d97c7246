r"""Laws whose variables are numbers, where something is differentiated by one: scores.

A law p(x, z), or p(x|z; theta), is exp(-E)/Z with E a bowl along each of its variables and two
waves over all it depends on, given ones and parameters too. Marginals and conditionals follow
by sums over equally spaced nodes, which are exact to rounding for such functions (see
`smooth`). Everything is entire in all arguments, so that slopes are taken wherever they are
asked for, and logarithms are never those of numbers too small to be told from zero.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

import numpy as np

from checkers.notation.expr import Apply, Density, Expr, Num, Sym
from checkers.notation.tree import of_kind
from checkers.notation.vocabulary import Law, Vocabulary
from checkers.worlds.draws import Draws
from checkers.worlds.evaluate import Evaluator, World
from checkers.worlds.evaluate_indices import key
from checkers.worlds.evaluate_operators import minus, plus
from checkers.worlds.field import Array, Field, Space, Unknown, combine
from checkers.worlds.finite_arguments import root
from checkers.worlds.gaussian import LOGARITHMS
from checkers.worlds.tensor_calls import call

REACH, SPACING = 9.0, 0.3
"""Of the nodes; a density is below 1e-15 at the ends, and as smooth as that."""
WAVES = 2
Points = Mapping[str, Field]
"""The values at which a law's variables, and its parameters, are taken."""


def lines(vocabulary: Vocabulary) -> frozenset[str]:
    """The variables that may be numbers: no values of theirs are declared."""
    found = vocabulary.variables.items()
    return frozenset(n for n, each in found if not each.values and each.length is None)


def confined(exprs: Iterable[Expr], vocabulary: Vocabulary) -> dict[str, int]:
    """The functions in exponents, with the signs they have there: E in exp(-E(x)). They are
    made to grow, so that what is integrated ends. None that has both signs.
    """
    signs: dict[str, set[int]] = {}
    exponents = (node for expr in exprs for node in of_kind(expr, Apply) if node.head == "exp")
    for exponent in exponents:
        for name, sign in _signed(exponent.args[0], 1):
            if (known := vocabulary.symbols.get(name)) and known.takes and not known.shape:
                signs.setdefault(name, set()).add(sign)
    return {name: found.pop() for name, found in signs.items() if len(found) == 1}


def _signed(expr: Expr, sign: int) -> Iterator[tuple[str, int]]:
    """The functions that an expression is a sum of, and whether each is added or taken off."""
    if not isinstance(expr, Apply):
        return
    if expr.head == "neg":
        yield from _signed(expr.args[0], -sign)
    elif expr.head in ("+", "*", "/"):
        for part in expr.args:
            negative = isinstance(part, Num) and part.value < 0
            sign = -sign if negative and expr.head != "+" else sign
        for part in expr.args:
            yield from _signed(part, sign)
    elif expr.head == "-":
        for place, part in enumerate(expr.args):
            yield from _signed(part, sign if place == 0 else -sign)
    else:
        yield expr.head, sign


@lru_cache(maxsize=1)
def nodes() -> Array:
    """Equally spaced, the same along every variable."""
    half = round(REACH / SPACING)
    return SPACING * np.arange(-half, half + 1)


class SmoothLaws(World):
    """The laws of a vocabulary as smooth densities of numbers."""

    def __init__(
        self, vocabulary: Vocabulary, draws: Draws, bowls: Iterable[tuple[str, int]] = ()
    ) -> None:
        """Densities are functions of `draws`; `bowls` are functions that grow, with signs."""
        self.bowls = dict(bowls)
        self.vocabulary = vocabulary
        self.draws = draws
        self.batch = draws.batch
        self.lines = lines(vocabulary)
        self.variables = {name: vocabulary.variables[name] for name in self.lines}
        self.laws = {law.name for law in vocabulary.laws}

    def space(self, variable: Sym, look: Evaluator) -> Space | None:
        """The nodes of the line, for a variable or a copy of it."""
        if root(variable, self.variables) is None:
            return None
        return self._nodes(key(variable))

    def _nodes(self, axis: str) -> Space:
        weights = np.full((1, len(nodes())), SPACING)
        return Space(axis, Field(nodes()[None], (axis,)), Field(weights, (axis,)))

    def density(self, density: Density, look: Evaluator) -> Field | None:
        """A density at any points."""
        if density.name not in self.laws or density.variable is not None:
            return None
        log = self._log(density, look)
        return log._replace(data=np.exp(log.data))

    def function(self, head: str, args: tuple[Expr, ...], look: Evaluator) -> Field | None:
        """A function in an exponent; the logarithm of what is made of densities, by theirs."""
        if head in self.bowls:
            return self._grown(head, args, look)
        if head != "log" or len(args) > 1:
            return None
        (inner,) = args
        if not any(self._is_exponential(node, look) for node in of_kind(inner, Density, Apply)):
            return None
        if (meaning := look.definitions.meaning(inner)) is not None:
            return look.value(Apply("log", (meaning,)))
        if isinstance(inner, Density) and inner.name in self.laws and inner.variable is None:
            return self._log(inner, look)
        if isinstance(inner, Apply) and inner.head in LOGARITHMS:
            return look.value(LOGARITHMS[inner.head](look, *inner.args))
        return None

    def _is_exponential(self, node: Density | Apply, look: Evaluator) -> bool:
        """Whether a node may be too small a number to have a logarithm."""
        if isinstance(node, Apply):
            return node.head == "exp"
        return node.name in self.laws or look.definitions.meaning(node) is not None

    def _grown(self, head: str, args: tuple[Expr, ...], look: Evaluator) -> Field | None:
        """A random smooth function, and a bowl along the variables among its arguments."""
        value = call(head, args, look, self.draws)
        if value is None or value.rank:
            return None
        takes = zip(self.vocabulary.symbols[head].takes, args, strict=False)
        points = [look.value(arg) for name, arg in takes if name in self.lines]
        bowl = (combine(lambda v: -self.bowls[head] * v**2, point) for point in points)
        return plus(value, *bowl)

    # --- densities of some variables given others ---------------------------------------------

    def _log(self, density: Density, look: Evaluator) -> Field:
        factors = [law for law in self.vocabulary.laws if law.name == density.name]
        every = tuple(dict.fromkeys(name for law in factors for name in law.of))
        outer = tuple(name for law in factors for name in law.given if name not in every)
        if not self.lines.issuperset(every + outer):
            raise Unknown(f"a variable of {density.name} is no number that could be moved")
        of = self._points(density.of, every, look)
        others = tuple(name for name in every + outer if name not in of)
        given = self._points(density.given, others, look)
        if of.keys() & given.keys():
            raise Unknown("a variable is given itself")
        own = [law for law in factors if {*law.of} == {*of} and {*law.given} <= given.keys()]
        if own:
            return self._factor(max(own, key=lambda law: len(law.given)), {**given, **of})
        if not {*outer} <= given.keys() | of.keys():
            raise Unknown(f"the law {density.name} at these arguments is not determined")
        joint = self._summed(factors, {**given, **of}, every)
        rest = {name: point for name, point in given.items() if name not in of}
        if not rest.keys() & {*every}:
            return joint
        return minus(joint, self._summed(factors, rest, every))

    def _points(
        self, entries: tuple[Expr, ...], places: tuple[str, ...], look: Evaluator
    ) -> dict[str, Field]:
        """Where each of the variables is taken; what has no place is a parameter."""
        found: dict[str, Field] = {}
        for place, entry in enumerate(entries):
            name = root(entry, self.variables) if isinstance(entry, Sym) else None
            if name not in places:
                left = [each for each in places if each not in found]
                moved = name is not None or isinstance(entry, Apply)
                name = left[0] if left and moved else f"parameter {place}"
            if name in found:
                raise Unknown("a law at the same variable twice")
            found[name] = look.value(entry)
            if found[name].rank:
                raise Unknown("a density of vectors, of numbers only so far")
        return found

    def _summed(self, factors: list[Law], points: Points, every: Iterable[str]) -> Field:
        """The logarithm of the joint density, integrated over what has no point."""
        hidden = {name: self._nodes(f"|{name}") for name in every if name not in points}
        at = {**points, **{name: space.points for name, space in hidden.items()}}
        log = plus(*(self._factor(law, at) for law in factors))
        for space in hidden.values():
            log = _integrated(log, space.axis)
        return log

    def _factor(self, law: Law, points: Points) -> Field:
        """The logarithm of p(of | given), that of a law as it is declared."""
        energy = self._energy(law, points)
        inner = {name: self._nodes(f"|{name} of {law.name}") for name in law.of}
        at = {**points, **{name: space.points for name, space in inner.items()}}
        volume = minus(self._energy(law, at))
        for space in inner.values():
            volume = _integrated(volume, space.axis)
        return minus(minus(energy), volume)

    def _energy(self, law: Law, points: Points) -> Field:
        label = f"{law.name}({','.join(law.of)}|{','.join(law.given)})"
        parameters = [name for name in points if name.startswith("parameter")]
        bowls = [self._bowl(f"{label}.{name}", points[name]) for name in law.of]
        named = (*law.of, *law.given, *parameters)
        waves = [self._wave(f"{label}.{k}", points, named) for k in range(WAVES)]
        return plus(*bowls, *waves)

    def _bowl(self, label: str, at: Field) -> Field:
        centre, width = self._number(f"{label}.centre"), self._number(f"{label}.width")
        return combine(
            lambda v, m, s: (v - 0.5 * m) ** 2 / (2 * (0.8 + 0.2 * s) ** 2), at, centre, width
        )

    def _wave(self, label: str, points: Points, named: Iterable[str]) -> Field:
        angle = combine(lambda b: np.pi * b, self._number(f"{label}.phase"))
        for name in named:
            slope = self._number(f"{label}.{name}")
            angle = plus(angle, combine(lambda w, v: (np.sign(w) + w) * v, slope, points[name]))
        height = self._number(f"{label}.height")
        return combine(lambda a, t: 0.7 * a * np.sin(t), height, angle)

    def _number(self, label: str) -> Field:
        """Between -1 and 1."""
        return Field(2 * self.draws.draw(label, (), "unit") - 1)


def _integrated(log: Field, axis: str) -> Field:
    """The logarithm of the integral of exp along an axis of nodes, on the branch that it has
    near the real line.
    """
    place = 1 + log.axes.index(axis)
    most = np.argmax(log.data.real, axis=place, keepdims=True)
    top = np.take_along_axis(log.data, most, place)
    total = np.log(np.exp(log.data - top).sum(place)) + np.squeeze(top, place)
    rest = log.axes[: place - 1] + log.axes[place:]
    return Field(total + np.log(SPACING), rest)
