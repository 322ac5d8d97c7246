r"""Laws that have names: N(mu, Sigma), Bernoulli, Cat, Beta, Gamma, Uniform and the like.

The density of a named law at a point is an expression in the point and the parameters, and is
evaluated like any other; so are its expectations and divergences: in closed form for normal
laws, as sums over a finite support, as integrals otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

import numpy as np

from checkers.notation.expr import Apply, Bind, Density, Expr, Mean, Num, Sym
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Vocabulary
from checkers.worlds.draws import Draws
from checkers.worlds.evaluate import Evaluator, World
from checkers.worlds.evaluate_indices import substituted
from checkers.worlds.field import Array, Field, Unknown
from checkers.worlds.gaussian_noise import assumed_law
from checkers.worlds.gaussian_normal import expectation, normal_divergence, normal_entropy

ZERO, ONE, TWO, INF = Num(Fraction(0)), Num(Fraction(1)), Num(Fraction(2)), Sym("inf")


def build(vocabulary: Vocabulary, draws: Draws, sizes: Mapping[str, int]) -> NamedLaws:
    """The world that knows the named laws; it has nothing to draw."""
    return NamedLaws()


class NamedLaws(World):
    """Densities, expectations and divergences of laws by name, and the gamma function."""

    def function(self, head: str, args: tuple[Expr, ...], look: Evaluator) -> Field | None:
        """pdf(x, law), KL, H and CE of named laws, gamma and beta functions."""
        rule = _FUNCTIONS.get(head) or _declared_function(head, len(args), look)
        return rule(look, *args) if rule else None

    def mean(self, mean: Mean, look: Evaluator) -> Field | None:
        """The expectation over one variable that is drawn from a named law."""
        if len(mean.draws) != 1 or len(mean.draws[0].variables) != 1:
            return None
        variable, named = mean.draws[0].variables[0], mean.draws[0].law
        law = law_of(assumed_law(variable, look.vocabulary) if named is None else named, look)
        return None if law is None else _mean(variable, law, mean.body, look)


def law_of(expr: Expr | None, look: Evaluator) -> Apply | None:
    """The named law that an expression is, or that a density is defined to be."""
    if isinstance(expr, Apply):
        return expr if expr.head in DENSITIES else None
    if isinstance(expr, Density | Sym):
        meaning = look.definitions.meaning(expr)
        if isinstance(meaning, Apply) and meaning.head == "pdf":
            return law_of(meaning.args[1], look)
        return law_of(meaning, look) if meaning is not None else None
    return None


def _mean(variable: Sym, law: Apply, body: Expr, look: Evaluator) -> Field:
    if law.head == "Normal":
        mean, covariance = normal_parameters(law, look)
        return expectation(variable, mean, covariance, body, look)
    return look.value(
        _over_support(variable, law, Apply("*", (pdf(variable, law, look), body)))
    )


def _over_support(variable: Sym, law: Apply, body: Expr) -> Expr:
    """The sum or integral of a body over where a law lies."""
    values = _FINITE.get(law.head)
    if values is not None:
        terms = tuple(substituted(body, variable, value) for value in values)
        return Apply("+", terms)
    if law.head not in _BOUNDS:
        raise Unknown(f"an expectation over {law.head} is not evaluated")
    low, high = _BOUNDS[law.head](*law.args)
    return Bind("int", (variable,), body, low, high)


def pdf(point: Expr, law: Apply, look: Evaluator) -> Expr:
    """The density (or probability) of a named law at a point, as an expression."""
    if law.head not in DENSITIES:
        raise Unknown(f"the law {law.head} is not known")
    return DENSITIES[law.head](look, point, *law.args)


# --- densities ----------------------------------------------------------------------------


def _sum(*terms: Expr) -> Expr:
    return Apply("+", terms)


def _product(*factors: Expr) -> Expr:
    return Apply("*", factors)


def _over(top: Expr, bottom: Expr) -> Expr:
    return Apply("/", (top, bottom))


def _power(base: Expr, exponent: Expr) -> Expr:
    return Apply("^", (base, exponent))


def _less(left: Expr, right: Expr) -> Expr:
    return Apply("-", (left, right))


def _exp(exponent: Expr) -> Expr:
    return Apply("exp", (exponent,))


def _neg(expr: Expr) -> Expr:
    return Apply("neg", (expr,))


def normal_parameters(law: Apply, look: Evaluator) -> tuple[Field, Field]:
    """Mean and covariance; the covariance of rank 0 (c I), 1 (diagonal) or 2."""
    mean, covariance = law.args
    return look.value(mean), look.value(_without_identity(covariance, look))


def _without_identity(covariance: Expr, look: Evaluator) -> Expr:
    """As a covariance, c I with an undeclared I is the number c: I may have any size."""
    identity = Sym("I")
    if "I" in look.vocabulary.symbols or identity not in walk(covariance):
        return covariance
    plain = substituted(covariance, identity, ONE)
    if look.value(plain).rank:
        raise Unknown("the size of I is not declared")
    return plain


def _normal(look: Evaluator, x: Expr, mean: Expr, covariance: Expr) -> Expr:
    """Of a number, a vector with a common variance, one a component, or a covariance."""
    covariance = _without_identity(covariance, look)
    rank, away = look.value(covariance).rank, _less(x, mean)
    shape = look.value(away).shape
    turn = _product(TWO, Sym("pi"))
    if rank == 2:
        inverse = _power(covariance, Num(Fraction(-1)))
        bowl = _product(Apply("T", (away,)), inverse, away)
        volume = _product(_power(turn, Num(Fraction(shape[0]))), Apply("det", (covariance,)))
    elif rank == 1:
        roots = Apply("sqrt", (covariance,))
        ones = _over_entries(away, roots)
        bowl = _power(Apply("norm", (ones,)), TWO)
        size = Num(Fraction(look.value(covariance).shape[0]))
        diagonal = Apply("det", (Apply("diag", (covariance,)),))
        volume = _product(_power(turn, size), diagonal)
    else:
        size = Num(Fraction(shape[0] if shape else 1))
        square = Apply("norm", (away,)) if shape else away
        bowl = _over(_power(square, TWO), covariance)
        volume = _power(_product(turn, covariance), size)
    return _over(_exp(_over(_neg(bowl), TWO)), Apply("sqrt", (volume,)))


def _over_entries(vector: Expr, divisors: Expr) -> Expr:
    inverse = _power(Apply("diag", (divisors,)), Num(Fraction(-1)))
    return _product(inverse, vector)


def _bernoulli(look: Evaluator, x: Expr, theta: Expr) -> Expr:
    return _product(_power(theta, x), _power(_less(ONE, theta), _less(ONE, x)))


def _categorical(look: Evaluator, x: Expr, probabilities: Expr) -> Expr:
    """Of a one-hot vector, row or column."""
    if not look.value(x).rank:
        raise Unknown("Cat is evaluated at one-hot vectors")
    entries = Apply("odot", (Apply("T", (Apply("T", (x,)),)), probabilities))
    return Apply("norm", (entries,))


def _beta(look: Evaluator, x: Expr, a: Expr, b: Expr) -> Expr:
    shape = _product(_power(x, _less(a, ONE)), _power(_less(ONE, x), _less(b, ONE)))
    return _over(shape, Apply("beta", (a, b)))


def _gamma(look: Evaluator, x: Expr, shape: Expr, rate: Expr) -> Expr:
    rise = _product(_power(rate, shape), _power(x, _less(shape, ONE)))
    return _over(_product(rise, _exp(_neg(_product(rate, x)))), Apply("gamma", (shape,)))


def _exponential(look: Evaluator, x: Expr, rate: Expr) -> Expr:
    return _product(rate, _exp(_neg(_product(rate, x))))


def _laplace(look: Evaluator, x: Expr, mean: Expr, scale: Expr) -> Expr:
    away = Apply("abs", (_less(x, mean),))
    return _over(_exp(_neg(_over(away, scale))), _product(TWO, scale))


def _uniform(look: Evaluator, x: Expr, low: Expr, high: Expr) -> Expr:
    """On the interval; a point outside of it has density 0."""
    inside = [
        Apply("indicator", (_at_most(low, x),)),
        Apply("indicator", (_at_most(x, high),)),
    ]
    return _over(_product(*inside), _less(high, low))


def _at_most(left: Expr, right: Expr) -> Expr:
    from checkers.notation.expr import Compare

    return Compare("<=", left, right)


def _poisson(look: Evaluator, x: Expr, rate: Expr) -> Expr:
    top = _product(_power(rate, x), _exp(_neg(rate)))
    return _over(top, Apply("gamma", (_sum(x, ONE),)))


DENSITIES: dict[str, Callable[..., Expr]] = {
    "Normal": _normal,
    "Bernoulli": _bernoulli,
    "Cat": _categorical,
    "Beta": _beta,
    "Gamma": _gamma,
    "Exponential": _exponential,
    "Laplace": _laplace,
    "Uniform": _uniform,
    "Poisson": _poisson,
}
"""A law's density at a point, by its head; parameters as in Bishop 2006, appendix B."""
_FINITE: dict[str, tuple[Expr, ...]] = {"Bernoulli": (ZERO, ONE)}
_BOUNDS: dict[str, Callable[..., tuple[Expr, Expr]]] = {
    "Beta": lambda a, b: (ZERO, ONE),
    "Gamma": lambda a, b: (ZERO, INF),
    "Exponential": lambda rate: (ZERO, INF),
    "Uniform": lambda low, high: (low, high),
}


# --- divergences and entropies ------------------------------------------------------------

POINT = Sym("~point")


def _divergence(look: Evaluator, p: Expr, q: Expr) -> Field | None:
    """KL(p || q) of two named laws; None where one of them is not."""
    left, right = law_of(p, look), law_of(q, look)
    if left is None or right is None:
        return None
    if left.head == right.head == "Normal":
        return normal_divergence(
            *normal_parameters(left, look), *normal_parameters(right, look)
        )
    at_point = pdf(POINT, left, look), pdf(POINT, right, look)
    integrand = _product(at_point[0], Apply("log", (_over(*at_point),)))
    return look.value(_over_support(POINT, left, integrand))


def _entropy(look: Evaluator, *laws: Expr) -> Field | None:
    law = law_of(laws[0], look) if len(laws) == 1 else None
    if law is None:
        return None
    if law.head == "Normal":
        return normal_entropy(*normal_parameters(law, look))
    density = pdf(POINT, law, look)
    surprise = _neg(_product(density, Apply("log", (density,))))
    return look.value(_over_support(POINT, law, surprise))


def _cross_entropy(look: Evaluator, p: Expr, q: Expr) -> Field | None:
    left, right = law_of(p, look), law_of(q, look)
    if left is None or right is None:
        return None
    return _mean(POINT, left, _neg(Apply("log", (pdf(POINT, right, look),))), look)


def _density_at(look: Evaluator, point: Expr, law: Expr) -> Field | None:
    return look.value(pdf(point, law, look)) if isinstance(law, Apply) else None


# --- the gamma and beta functions ---------------------------------------------------------

LANCZOS = (
    0.99999999999980993,
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7,
)
"""Lanczos 1964 with g = 7 and nine coefficients: 15 digits for Re x > 1/2."""


def log_gamma(x: Array) -> Array:
    """Logarithm of Gamma(x) for Re x > 0, analytic."""
    small = x.real < 0.5
    z = np.where(small, x + 1, x) - 1
    series = LANCZOS[0] + sum(c / (z + k) for k, c in enumerate(LANCZOS[1:], start=1))
    top = z + 7.5
    value = 0.5 * np.log(2 * np.pi) + (z + 0.5) * np.log(top) - top + np.log(series)
    return np.asarray(np.where(small, value - np.log(x), value))


def _of_numbers(field: Field) -> Array:
    data = np.asarray(field.data)
    if data.dtype == object:
        raise Unknown("the gamma function has no exact values")
    return np.where(data.real > 0, data, np.nan)


def _gamma_function(look: Evaluator, x: Expr) -> Field:
    field = look.value(x)
    return Field(np.exp(log_gamma(_of_numbers(field))), field.axes, field.rank)


def _beta_function(look: Evaluator, a: Expr, b: Expr) -> Field:
    parts = Apply("gamma", (a,)), Apply("gamma", (b,)), Apply("gamma", (_sum(a, b),))
    return look.value(_over(_product(*parts[:2]), parts[2]))


_FUNCTIONS: dict[str, Callable[..., Field | None]] = {
    "pdf": _density_at,
    "KL": _divergence,
    "H": _entropy,
    "CE": _cross_entropy,
    "gamma": _gamma_function,
    "beta": _beta_function,
}
_BY_TRAIT: dict[tuple[str, int], Callable[..., Field | None]] = {
    ("gamma function", 1): _gamma_function,
    ("beta function", 2): _beta_function,
    ("beta density", 3): lambda look, x, a, b: look.value(_beta(look, x, a, b)),
    ("normal density", 3): lambda look, x, m, c: look.value(_normal(look, x, m, c)),
}


def _declared_function(
    head: str, count: int, look: Evaluator
) -> Callable[..., Field | None] | None:
    """A letter that is declared to be the gamma or beta function, or such a density."""
    declared = look.vocabulary.symbols.get(head)
    if declared is None:
        return None
    for trait in declared.traits:
        if (trait, count) in _BY_TRAIT:
            return _BY_TRAIT[trait, count]
    return None
