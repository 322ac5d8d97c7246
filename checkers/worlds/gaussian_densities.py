r"""Densities of laws that have names, as expressions in the point and the parameters.

An expression is evaluated like any other: exactly where the arithmetic allows, at complex
points where a derivative is taken.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction

from checkers.notation.expr import Apply, Compare, Expr, Num, Sym
from checkers.notation.tree import walk
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_indices import substituted
from checkers.worlds.field import Field, Unknown

ZERO, ONE, TWO = Num(Fraction(0)), Num(Fraction(1)), Num(Fraction(2))
INF, PI = Sym("inf"), Sym("circle constant")
"""No letter: pi may be a probability in a question."""
BETA, GAMMA = "beta function", "gamma function"
"""Heads that no letter can take: beta and Gamma may be anything in a question."""


def pdf(point: Expr, law: Apply, look: Evaluator) -> Expr:
    """The density (or probability) of a named law at a point, as an expression."""
    if law.head not in DENSITIES or len(law.args) != PARAMETERS.get(law.head, 2):
        raise Unknown(f"the law {law.head} with {len(law.args)} parameters is not known")
    return DENSITIES[law.head](look, point, *law.args)


def added(*terms: Expr) -> Expr:
    """The sum of the terms."""
    return Apply("+", terms)


def product(*factors: Expr) -> Expr:
    """The product of the factors."""
    return Apply("*", factors)


def quotient(top: Expr, bottom: Expr) -> Expr:
    """The quotient."""
    return Apply("/", (top, bottom))


def power(base: Expr, exponent: Expr) -> Expr:
    """The power."""
    return Apply("^", (base, exponent))


def less(left: Expr, right: Expr) -> Expr:
    """The difference."""
    return Apply("-", (left, right))


def exp(exponent: Expr) -> Expr:
    """The exponential."""
    return Apply("exp", (exponent,))


def log(expr: Expr) -> Expr:
    """The logarithm."""
    return Apply("log", (expr,))


def negative(expr: Expr) -> Expr:
    """The negative."""
    return Apply("neg", (expr,))


def normal_parameters(law: Apply, look: Evaluator) -> tuple[Field, Field]:
    """Mean and covariance; the covariance of rank 0 (c I), 1 (diagonal) or 2."""
    if len(law.args) != 2:
        raise Unknown("a normal law has a mean and a covariance")
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


def normal_density(look: Evaluator, x: Expr, mean: Expr, covariance: Expr) -> Expr:
    """N(x; mean, covariance)."""
    return Apply("exp", (log_normal(look, x, mean, covariance),))


def log_normal(look: Evaluator, x: Expr, mean: Expr, covariance: Expr) -> Expr:
    """The logarithm of the density of a number, or of a vector with a common variance, with
    one a component, or with a covariance matrix.
    """
    covariance = _without_identity(covariance, look)
    away, rank = less(x, mean), look.value(covariance).rank
    count = (look.value(away).shape or look.value(covariance).shape or (1,))[0]
    bowl, volume = _SHAPES[rank](away, covariance, look.value(away).rank)
    scale = product(Num(Fraction(count)), log(product(TWO, PI)))
    volume = product(Num(Fraction(count)), volume) if rank == 0 else volume
    return quotient(negative(added(bowl, scale, volume)), TWO)


Parts = tuple[Expr, Expr]
"""The squared distance in units of the covariance, and the logarithm of its determinant."""


def _common(away: Expr, variance: Expr, rank: int) -> Parts:
    square = power(Apply("norm", (away,)) if rank else away, TWO)
    return quotient(square, variance), log(variance)


def _diagonal(away: Expr, variances: Expr, rank: int) -> Parts:
    matrix = Apply("diag", (variances,))
    return _full(away, matrix, rank)


def _full(away: Expr, covariance: Expr, rank: int) -> Parts:
    inverse = power(covariance, Num(Fraction(-1)))
    return product(Apply("T", (away,)), inverse, away), log(Apply("det", (covariance,)))


_SHAPES: dict[int, Callable[[Expr, Expr, int], Parts]] = {0: _common, 1: _diagonal, 2: _full}


def _bernoulli(look: Evaluator, x: Expr, theta: Expr) -> Expr:
    return product(power(theta, x), power(less(ONE, theta), less(ONE, x)))


def _categorical(look: Evaluator, x: Expr, probabilities: Expr) -> Expr:
    """Of a one-hot vector, row or column."""
    if not look.value(x).rank:
        raise Unknown("Cat is evaluated at one-hot vectors")
    entries = Apply("odot", (Apply("T", (Apply("T", (x,)),)), probabilities))
    return Apply("norm", (entries,))


def beta_density(look: Evaluator, x: Expr, a: Expr, b: Expr) -> Expr:
    """Beta(x; a, b)."""
    shape = product(power(x, less(a, ONE)), power(less(ONE, x), less(b, ONE)))
    return quotient(shape, Apply(BETA, (a, b)))


def _gamma(look: Evaluator, x: Expr, shape: Expr, rate: Expr) -> Expr:
    rise = product(power(rate, shape), power(x, less(shape, ONE)))
    return quotient(product(rise, exp(negative(product(rate, x)))), Apply(GAMMA, (shape,)))


def _exponential(look: Evaluator, x: Expr, rate: Expr) -> Expr:
    return product(rate, exp(negative(product(rate, x))))


def _laplace(look: Evaluator, x: Expr, mean: Expr, scale: Expr) -> Expr:
    away = Apply("abs", (less(x, mean),))
    return quotient(exp(negative(quotient(away, scale))), product(TWO, scale))


def _uniform(look: Evaluator, x: Expr, low: Expr, high: Expr) -> Expr:
    """On the interval; a point outside of it has density 0."""
    inside = [
        Apply("indicator", (_at_most(low, x),)),
        Apply("indicator", (_at_most(x, high),)),
    ]
    return quotient(product(*inside), less(high, low))


def _at_most(left: Expr, right: Expr) -> Expr:
    return Compare("<=", left, right)


def _poisson(look: Evaluator, x: Expr, rate: Expr) -> Expr:
    top = product(power(rate, x), exp(negative(rate)))
    return quotient(top, Apply(GAMMA, (added(x, ONE),)))


DENSITIES: dict[str, Callable[..., Expr]] = {
    "Normal": normal_density,
    "Bernoulli": _bernoulli,
    "Cat": _categorical,
    "Beta": beta_density,
    "Gamma": _gamma,
    "Exponential": _exponential,
    "Laplace": _laplace,
    "Uniform": _uniform,
    "Poisson": _poisson,
}
"""A law's density at a point, by its head; parameters as in Bishop 2006, appendix B."""
PARAMETERS = {"Bernoulli": 1, "Cat": 1, "Exponential": 1, "Poisson": 1}
"""How many parameters a law has, where it is not two."""
FINITE: dict[str, tuple[Expr, ...]] = {"Bernoulli": (ZERO, ONE)}
BOUNDS: dict[str, Callable[..., tuple[Expr, Expr]]] = {
    "Beta": lambda a, b: (ZERO, ONE),
    "Gamma": lambda a, b: (ZERO, INF),
    "Exponential": lambda rate: (ZERO, INF),
    "Uniform": lambda low, high: (low, high),
    "Laplace": lambda mean, scale: (negative(INF), INF),
}
