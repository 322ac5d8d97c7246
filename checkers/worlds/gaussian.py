r"""Laws that have names: N(mu, Sigma), Bernoulli, Cat, Beta, Gamma, Uniform and the like.

The density of a named law at a point is an expression in the point and the parameters, and is
evaluated like any other; so are its expectations and divergences: in closed form for normal
laws, as sums over a finite support, as integrals otherwise.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping

import numpy as np

from checkers.notation.expr import Apply, Bind, Density, Expr, Mean, Sym
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Vocabulary
from checkers.worlds.draws import Draws
from checkers.worlds.evaluate import Evaluator, World
from checkers.worlds.evaluate_indices import substituted
from checkers.worlds.evaluate_special import log_gamma
from checkers.worlds.field import Array, Field, Unknown, constant
from checkers.worlds.gaussian_densities import (
    BETA,
    BOUNDS,
    DENSITIES,
    FINITE,
    GAMMA,
    INF,
    PI,
    ZERO,
    added,
    beta_density,
    log,
    log_normal,
    negative,
    normal_density,
    normal_parameters,
    pdf,
    product,
    quotient,
)
from checkers.worlds.gaussian_noise import assumed_law
from checkers.worlds.gaussian_normal import (
    expectation,
    normal_divergence,
    normal_entropy,
    normal_numbers,
)
from checkers.worlds.smooth_integral import WHOLE_LINE

CONSTANTS = {PI: np.pi, Sym("pi"): np.pi, Sym("e"): np.e}


def build(vocabulary: Vocabulary, draws: Draws, sizes: Mapping[str, int]) -> NamedLaws:
    """The world that knows the named laws; it has nothing to draw."""
    return NamedLaws()


class NamedLaws(World):
    """Densities, expectations and divergences of laws by name, and the gamma function."""

    def symbol(self, symbol: Sym, look: Evaluator) -> Field | None:
        """The numbers pi and e, unless the letters are declared otherwise."""
        number = CONSTANTS.get(symbol)
        declared = symbol.name in look.vocabulary.symbols
        return constant(number) if number is not None and not declared else None

    def function(self, head: str, args: tuple[Expr, ...], look: Evaluator) -> Field | None:
        """pdf(x, law), KL, H and CE of named laws, gamma and beta functions."""
        rule = _declared_function(head, len(args), look)
        if rule is None and head not in look.vocabulary.symbols:
            rule = _FUNCTIONS.get((head, len(args)))
        return rule(look, *args) if rule else None

    def law(self, expr: Expr, look: Evaluator) -> Field | None:
        """Mean and covariance of a normal law, as one vector."""
        if not isinstance(expr, Apply) or expr.head != "Normal":
            return None
        return normal_numbers(*normal_parameters(expr, look))

    def mean(self, mean: Mean, look: Evaluator) -> Field | None:
        """The expectation over variables that are drawn from named laws, one after another."""
        if len(mean.draws) > 1 and all(law_of(draw.law, look) for draw in mean.draws):
            return look.value(Mean(mean.draws[:1], Mean(mean.draws[1:], mean.body)))
        if len(mean.draws) != 1 or len(mean.draws[0].variables) != 1:
            return None
        variable, named = mean.draws[0].variables[0], mean.draws[0].law
        law = law_of(assumed_law(variable, look.vocabulary) if named is None else named, look)
        if law is None:
            return _mean_of_mixture(variable, named, mean.body, look)
        return _mean(variable, law, mean.body, look)


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
    return look.value(_over_support(variable, law, product(pdf(variable, law, look), body)))


def _mean_of_mixture(
    variable: Sym, named: Expr | None, body: Expr, look: Evaluator
) -> Field | None:
    """The expectation over what a density is defined by that is made of normal ones."""
    meaning = look.definitions.meaning(named) if isinstance(named, Density) else None
    if meaning is None or look.world.space(variable, look) is not None:
        return None
    if not any(_is_normal_density(part, look) for part in look.definitions.unfolded(meaning)):
        return None
    return look.value(Bind("int", (variable,), product(meaning, body), *WHOLE_LINE))


def _over_support(variable: Sym, law: Apply, body: Expr) -> Expr:
    """The sum or integral of a body over where a law lies."""
    values = FINITE.get(law.head)
    if values is not None:
        terms = tuple(substituted(body, variable, value) for value in values)
        return Apply("+", terms)
    if law.head == "Poisson":
        return Bind("sum", (variable,), body, ZERO, INF)
    if law.head not in BOUNDS:
        raise Unknown(f"an expectation over {law.head} is not evaluated")
    low, high = BOUNDS[law.head](*law.args)
    return Bind("int", (variable,), body, low, high)


# --- divergences and entropies ------------------------------------------------------------

POINT = Sym("~point")


def _divergence(look: Evaluator, p: Expr, q: Expr) -> Field | None:
    """KL(p || q) of two named laws; None where one of them is not."""
    if _point(p) == _point(q):
        p, q = _unpointed(p), _unpointed(q)
    left, right = law_of(p, look), law_of(q, look)
    if left is None or right is None:
        return None
    if left.head == right.head == "Normal":
        return normal_divergence(
            *normal_parameters(left, look), *normal_parameters(right, look)
        )
    at_point = pdf(POINT, left, look), pdf(POINT, right, look)
    integrand = product(at_point[0], log(quotient(*at_point)))
    return look.value(_over_support(POINT, left, integrand))


def _point(law: Expr) -> Expr | None:
    """The letter that a named law is written at: the x of N(x; m, v)."""
    at = law.args[0] if isinstance(law, Apply) and law.head == "pdf" else None
    return at if isinstance(at, Sym) else None


def _unpointed(law: Expr) -> Expr:
    """The law itself, N(m, v), of its density at a letter."""
    return law.args[1] if isinstance(law, Apply) and _point(law) is not None else law


def _entropy(look: Evaluator, expr: Expr) -> Field | None:
    law = law_of(_unpointed(expr), look)
    if law is None:
        return None
    if law.head == "Normal":
        return normal_entropy(*normal_parameters(law, look))
    density = pdf(POINT, law, look)
    surprise = negative(product(density, log(density)))
    return look.value(_over_support(POINT, law, surprise))


def _cross_entropy(look: Evaluator, p: Expr, q: Expr) -> Field | None:
    left, right = law_of(p, look), law_of(q, look)
    if left is None or right is None:
        return None
    return _mean(POINT, left, negative(log(pdf(POINT, right, look))), look)


def _density_at(look: Evaluator, point: Expr, law: Expr) -> Field | None:
    return look.value(pdf(point, law, look)) if isinstance(law, Apply) else None


def _logarithm(look: Evaluator, expr: Expr) -> Field | None:
    """The logarithm of what is made of normal densities, without ever leaving logarithms:
    far from its mean a density is too small for a floating-point number.
    """
    if not any(_is_normal_density(part, look) for part in walk(expr)):
        return None
    if isinstance(expr, Apply) and expr.head in LOGARITHMS:
        return look.value(LOGARITHMS[expr.head](look, *expr.args))
    meaning = look.definitions.meaning(expr)
    return None if meaning is None else look.value(log(meaning))


def _is_normal_density(part: object, look: Evaluator) -> bool:
    if isinstance(part, Apply):
        return part.head == "pdf" and getattr(part.args[1], "head", "") == "Normal"
    law = law_of(part, look) if isinstance(part, Density) else None
    return law is not None and law.head == "Normal"


def _log_density(look: Evaluator, point: Expr, law: Expr) -> Expr:
    if isinstance(law, Apply) and law.head == "Normal":
        return log_normal(look, point, *law.args)
    return log(Apply("pdf", (point, law)))


LOGARITHMS: dict[str, Callable[..., Expr]] = {
    "pdf": _log_density,
    "*": lambda look, *factors: added(*map(log, factors)),
    "/": lambda look, top, bottom: Apply("-", (log(top), log(bottom))),
    "^": lambda look, base, exponent: product(exponent, log(base)),
    "exp": lambda look, exponent: exponent,
}
"""The logarithm of what is made of densities, by head, without ever leaving logarithms."""


# --- the gamma and beta functions ---------------------------------------------------------


def _of_numbers(field: Field) -> Array:
    data = np.asarray(field.data)
    if data.dtype == object:
        raise Unknown("the gamma function has no exact values")
    return np.where(data.real > 0, data, np.nan)


def _gamma_function(look: Evaluator, x: Expr) -> Field:
    field = look.value(x)
    return Field(np.exp(log_gamma(_of_numbers(field))), field.axes, field.rank)


def _beta_function(look: Evaluator, a: Expr, b: Expr) -> Field:
    parts = Apply(GAMMA, (a,)), Apply(GAMMA, (b,)), Apply(GAMMA, (added(a, b),))
    return look.value(quotient(product(*parts[:2]), parts[2]))


_FUNCTIONS: dict[tuple[str, int], Callable[..., Field | None]] = {
    ("pdf", 2): _density_at,
    ("log", 1): _logarithm,
    ("KL", 2): _divergence,
    ("H", 1): _entropy,
    ("CE", 2): _cross_entropy,
    (GAMMA, 1): _gamma_function,
    (BETA, 2): _beta_function,
    ("gamma", 1): _gamma_function,
    ("Gamma", 1): _gamma_function,
    ("beta", 2): _beta_function,
}
"""By head and number of arguments."""
_BY_TRAIT: dict[tuple[str, int], Callable[..., Field | None]] = {
    ("gamma function", 1): _gamma_function,
    ("beta function", 2): _beta_function,
    ("beta density", 3): lambda look, x, a, b: look.value(beta_density(look, x, a, b)),
    ("normal density", 3): lambda look, x, m, c: look.value(normal_density(look, x, m, c)),
}
"""By what a letter is declared to be, and the number of arguments."""


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
