r"""Chains of normal laws: q(x_t | x_{t-1}) := N(x_t; a_t x_{t-1}, b_t I) and all that follows.

Every other density of such a law is normal too: q(x_t | x_0), q(x_{t-1} | x_t, x_0),
q(x_{1:T} | x_0). Its mean and covariance come from running the chain with its noises as
letters: each x_t is affine in them, and what is given is conditioned on.

What nothing is said of may be anything: where a chain starts, x_0 has any normal law; a law
of these variables that nobody declared, p(x_t | x_0), is that of any other chain.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping

import numpy as np

from checkers.notation.expr import Apply, Bind, Density, Expr, Mean, Num, Sym
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Vocabulary
from checkers.worlds.draws import Draws
from checkers.worlds.evaluate import Evaluator, World
from checkers.worlds.evaluate_indices import Undefined, concrete, integer, key
from checkers.worlds.evaluate_operators import plus, times
from checkers.worlds.field import Field, Space, Unknown
from checkers.worlds.gaussian import law_of
from checkers.worlds.gaussian_densities import normal_parameters
from checkers.worlds.gaussian_joint import Moments, conditioned, joined, log_density, split
from checkers.worlds.gaussian_noise import FOLD, Noises, rules
from checkers.worlds.gaussian_normal import averaged, normal_divergence, scaled
from checkers.worlds.smooth_integral import WHOLE_LINE, quadrature
from checkers.worlds.tensor import concrete_size

POINTS = 3
"""Points at which densities are compared along each variable."""


def kernels(vocabulary: Vocabulary) -> list[tuple[Density, Apply]]:
    """The definitions of a variable's density, given others, by a normal one."""
    return [
        (left, right)
        for left, right in vocabulary.definitions
        if isinstance(left, Density) and len(left.of) == 1
        if isinstance(right, Apply) and right.head == "pdf" and _is_normal(right.args[1])
    ]


def build(vocabulary: Vocabulary, draws: Draws, sizes: Mapping[str, int]) -> ChainWorld | None:
    """The world of the vocabulary's normal chains; None if no law is defined as normal."""
    world = ChainWorld(vocabulary, draws, sizes)
    return world if world.names else None


class ChainWorld(World):
    """The laws that are defined by normal densities, and their real variables."""

    def __init__(self, vocabulary: Vocabulary, draws: Draws, sizes: Mapping[str, int]) -> None:
        """Points are functions of `draws`; laws are as they are defined."""
        self.vocabulary = vocabulary
        self.draws = draws
        self.batch = draws.batch
        self.sizes = sizes
        self.kernels = [
            (left, law)
            for left, right in kernels(vocabulary)
            for law in right.args[1:]
            if isinstance(law, Apply)
        ]
        self.laws = {left.name for left, _ in self.kernels}
        self.names = {
            part.name
            for left, _ in self.kernels
            for part in (*left.of, *left.given)
            if isinstance(part, Sym)
        } - {name for name, symbol in vocabulary.symbols.items() if symbol.takes}

    # --- variables ----------------------------------------------------------------------------

    def symbol(self, symbol: Sym, look: Evaluator) -> Field | None:
        """A variable stands for its points."""
        space = self.space(symbol, look)
        return None if space is None else space.points

    def space(self, variable: Sym, look: Evaluator) -> Space | None:
        """A few points on the line or in R^d: enough to compare densities, not to add up."""
        if variable.name not in self.names or not all(
            isinstance(i, Num) for i in variable.index
        ):
            return None
        axis, shape = key(variable), self._shape(variable)
        points = self.draws.draw(f"points of {axis}", (POINTS, *shape), "real")
        return Space(axis, Field(points, (axis,), len(shape)))

    def _shape(self, variable: Sym) -> tuple[int, ...]:
        declared = self.vocabulary.symbols.get(variable.name)
        return tuple(concrete_size(n, self.sizes) for n in declared.shape) if declared else ()

    def bind(self, bind: Bind, look: Evaluator) -> Field | None:
        """Integrals over such a variable, by quadrature where it is a number."""
        ours = [variable for variable in bind.variables if variable.name in self.names]
        if not ours or bind.low is not None:
            return None
        if bind.op not in ("sum", "int") or len(bind.variables) > 1 or self._shape(ours[0]):
            raise Unknown(f"{bind.op} over {ours[0].name}, which is normal, is not evaluated")
        _require_dependence(bind.body, ours[0], look)
        return quadrature(ours[0], bind.body, WHOLE_LINE, look)

    # --- laws ---------------------------------------------------------------------------------

    def density(self, density: Density, look: Evaluator) -> Field | None:
        """The normal density that follows from the definitions, at the variables' points."""
        if not self._owns(density):
            return None
        log = self._log(density, look)
        return Field(np.exp(log.data), log.axes)

    def _log(self, density: Density, look: Evaluator) -> Field:
        moments = self.moments(density, look)
        return log_density(joined(look.value(each) for each in density.of), moments)

    def mean(self, mean: Mean, look: Evaluator) -> Field | None:
        """The expectation over variables that are drawn from such a law."""
        if len(mean.draws) != 1:
            return None
        draw = mean.draws[0]
        law = draw.law
        if not isinstance(law, Density) or not self._owns(law):
            return None
        asked = Density(law.name, draw.variables or law.of, law.given)
        moments = self.moments(asked, look)
        size = moments.mean.shape[0]
        nodes, fine, coarse = rules(size)
        standard = Field(nodes[None], ("|drawn",), 1)
        drawn = plus(moments.mean, scaled(moments.covariance, standard))
        value = look.bound(split(drawn, asked.of, look)).value(mean.body)
        return averaged(value, "|drawn", fine, coarse) if "|drawn" in value.axes else value

    def function(self, head: str, args: tuple[Expr, ...], look: Evaluator) -> Field | None:
        """KL with a law that follows from a chain, and the logarithm of its density."""
        if head == "log" and isinstance(args[0], Density) and self._is_chains(args[0]):
            defined = look.definitions.meaning(args[0])
            return None if defined is not None else self._log(args[0], look)
        if head != "KL" or not any(map(self._is_chains, args)):
            return None
        p, q = (self._parameters(arg, look) for arg in args)
        return None if p is None or q is None else normal_divergence(*p, *q)

    def _parameters(self, law: Expr, look: Evaluator) -> tuple[Field, Field] | None:
        named = law_of(law, look)
        if named is not None:
            return normal_parameters(named, look) if _is_normal(named) else None
        if isinstance(law, Density) and self._is_chains(law):
            return self.moments(law, look)
        return None

    def moments(self, density: Density, look: Evaluator) -> Moments:
        """Mean and covariance of the variables of a density, given what it is given."""
        of, given = _variables(density.of), tuple(dict.fromkeys(_variables(density.given)))
        if set(of) & set(given):
            raise Undefined("a variable has no density given itself")
        if len(set(of)) < len(of):
            raise Undefined("a variable has no joint density with itself")
        name = density.name
        known = {each for each in given if not any(self._above(name, o, each) for o in of)}
        simulated = [each for each in given if each not in known]
        noises = Noises()
        run = _Run(self, name, known, noises, look)
        joint = noises.moments(joined(run.value(each) for each in (*of, *simulated)))
        moments = Moments(*joint)
        if not simulated:
            return moments
        size = sum(look.value(each).shape[0] if look.value(each).rank else 1 for each in of)
        return conditioned(moments, size, joined(look.value(each) for each in simulated))

    def parents(self, name: str, variable: Sym) -> tuple[tuple[Sym, ...], Apply] | None:
        """What a variable is drawn given, and its normal law; None where a chain starts."""
        for left, law in self.kernels:
            integers = _instance(left.of[0], variable)
            if left.name == name and integers is not None:
                given = tuple(concrete(each, integers) for each in left.given)
                found = concrete(law, integers)
                return (_variables(given), found) if isinstance(found, Apply) else None
        return None

    def sources(self, name: str, variable: Sym) -> tuple[Sym, ...]:
        """What a variable is drawn given; under a law without kernels, the one before it."""
        found = self.parents(name, variable)
        if found is not None:
            return found[0]
        return () if name in self.laws else _before(variable)

    def _above(self, name: str, ancestor: Sym, variable: Sym) -> bool:
        """Whether one variable is drawn before another, on its way."""
        sources = self.sources(name, variable)
        return ancestor in sources or any(self._above(name, ancestor, s) for s in sources)

    def _owns(self, law: Density) -> bool:
        """Whether a law is a chain's, or one that nobody declared of a chain's variables."""
        if law.name in self.laws:
            return True
        names = {getattr(entry, "name", "") for entry in (*law.of, *law.given)}
        declared = {*self.vocabulary.symbols, *(each.name for each in self.vocabulary.laws)}
        return bool(law.of) and names <= self.names and law.name not in declared

    def _is_chains(self, law: Expr) -> bool:
        return isinstance(law, Density) and bool(law.of) and self._owns(law)


class _Run:
    """A run of a chain from what is known, each variable affine in the noises."""

    def __init__(
        self, world: ChainWorld, name: str, known: set[Sym], noises: Noises, look: Evaluator
    ) -> None:
        self.world, self.name, self.noises, self.look = world, name, noises, look
        self.values = {each: look.value(each) for each in known}

    def value(self, variable: Sym) -> Field:
        if variable not in self.values:
            self.values[variable] = self._drawn(variable)
        return self.values[variable]

    def _drawn(self, variable: Sym) -> Field:
        found = self.world.parents(self.name, variable)
        if found is None:
            return self._anyhow(variable)
        given, law = found
        bound: dict[Expr, Field] = {each: self.value(each) for each in given}
        mean, covariance = normal_parameters(law, self.look.bound(bound))
        standard = self.noises.standard(key(variable), self.world._shape(variable))
        return plus(mean, scaled(covariance, standard))

    def _anyhow(self, variable: Sym) -> Field:
        """Drawn from a normal law of which nothing is said."""
        shape, label = self.world._shape(variable), f"{self.name}({key(variable)})"
        drawn = self.world.draws.draw
        centre = Field(drawn(f"mean of {label}", shape, "real"), (), len(shape))
        deviation = Field(drawn(f"deviation of {label}", (), "positive"))
        noise = times(deviation, self.noises.standard(key(variable), shape))
        for source in self.world.sources(self.name, variable):
            slope = Field(drawn(f"slope of {label}", (), "nonzero"))
            centre = plus(centre, times(slope, self.value(source)))
        return plus(centre, noise)


def _before(variable: Sym) -> tuple[Sym, ...]:
    """The member of a family before another; none before the first."""
    match variable.index:
        case (Num(value=value),) if value > 0:
            return (Sym(variable.name, (Num(value - 1),)),)
        case _:
            return ()


def _require_dependence(body: Expr, variable: Sym, look: Evaluator) -> None:
    """Undefined: the integral over the whole line of what is the same everywhere."""
    value = look.value(body)
    name = key(variable)
    if name in value.axes or not np.any(value.data):
        return
    if not variable.index:
        raise Unknown(f"over which {name} the integral is, is not said")
    raise Undefined(f"the integral over {name} of what does not depend on {name} is infinite")


def _instance(pattern: Expr, variable: Sym) -> dict[str, int] | None:
    """The indices for which the pattern x_t, or x_{t-1}, is the variable, if it is one."""
    if not isinstance(pattern, Sym) or pattern.name != variable.name:
        return None
    found = dict(FOLD)
    for letter, index in zip(pattern.index, variable.index, strict=True):
        at = integer(index)
        if isinstance(letter, Sym):
            found[letter.name] = at
            if at < 1:
                return None
        elif not isinstance(letter, Num):
            found.update(_shifted(letter, at))
        if concrete(letter, found) != index:
            return None
    return found


def _shifted(letter: Expr, at: int) -> dict[str, int]:
    """The value of t for which t - 1 is `at`."""
    for name in (part.name for part in walk(letter) if isinstance(part, Sym)):
        zero = concrete(letter, {**FOLD, name: 0})
        if isinstance(zero, Num):
            return {name: at - int(zero.value)}
    return {}


def _is_normal(law: Expr) -> bool:
    return isinstance(law, Apply) and law.head == "Normal"


def _variables(entries: Iterable[Expr]) -> tuple[Sym, ...]:
    found = tuple(entry for entry in entries if isinstance(entry, Sym))
    if len(found) < len(tuple(entries)):
        raise Unknown("a normal law is asked for at what is not a variable")
    return found
