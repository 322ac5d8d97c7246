"""Divergences, entropies and moments, each by its definition as a sum over values.

Each entry of `EXPANSIONS` rewrites an operator into sums of elementary expressions, which
are then evaluated like any other. Sources: Cover and Thomas, Elements of Information
Theory, 2006, chapter 2; Csiszar 1967 for f-divergences.
"""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING

from checkers.notation.expr import Apply, Bind, Density, Expr, Mean, Num, Sym
from checkers.worlds import evaluate_laws as laws
from checkers.worlds.field import Unknown

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator

Integrand = Callable[[Expr, Expr], Expr]
HALF = Num(Fraction(1, 2))


def _log(expr: Expr) -> Expr:
    return Apply("log", (expr,))


def _over(left: Expr, right: Expr) -> Expr:
    return Apply("/", (left, right))


def _times(*factors: Expr) -> Expr:
    return Apply("*", factors)


def _plus(*terms: Expr) -> Expr:
    return Apply("+", terms)


def _minus(left: Expr, right: Expr) -> Expr:
    return Apply("-", (left, right))


def _relative(p: Expr, q: Expr) -> Expr:
    return _times(p, _log(_over(p, q)))


def _jensen_shannon(p: Expr, q: Expr) -> Expr:
    middle = _times(HALF, _plus(p, q))
    return _times(HALF, _plus(_relative(p, middle), _relative(q, middle)))


def _variation(p: Expr, q: Expr) -> Expr:
    return _times(HALF, Apply("abs", (_minus(p, q),)))


def _chi_squared(p: Expr, q: Expr) -> Expr:
    return _over(Apply("^", (_minus(p, q), Num(Fraction(2)))), q)


def _surprise(p: Expr, q: Expr) -> Expr:
    return Apply("neg", (_times(p, _log(q)),))


def between(integrand: Integrand) -> Callable[..., Expr]:
    """The divergence of two laws with this integrand, summed over the first law's variables."""

    def expansion(look: Evaluator, p: Expr, q: Expr) -> Expr:
        over = laws.variables(p, look) or laws.variables(q, look)
        if not over:
            raise Unknown("a divergence between what are not laws")
        return Bind("sum", over, integrand(laws.at(p, over, look), laws.at(q, over, look)))

    return expansion


def _f_divergence(look: Evaluator, f: Expr, p: Expr, q: Expr) -> Expr:
    """Sum of q f(p / q)."""
    if not isinstance(f, Sym):
        raise Unknown("an f-divergence needs the name of its function")
    return between(lambda a, b: _times(b, Apply(f.name, (_over(a, b),))))(look, p, q)


def _entropy(look: Evaluator, *args: Expr) -> Expr:
    """H of a law, at each value of what it is given; or of variables, on average."""
    from checkers.worlds.gaussian_noise import assumed_law

    law = args[0]
    if isinstance(law, Apply) and law.head == "given":
        return _conditional_entropy(look, law.args[0], law.args[1:])
    if laws.densities(law, look):
        return between(_surprise)(look, law, law)
    drawn = (
        assumed_law(law, look.vocabulary) if isinstance(law, Sym) and len(args) == 1 else None
    )
    if isinstance(drawn, Apply):
        return Apply("H", (drawn,))
    return _mean_surprise(look, _variables(args, look), ())


def _conditional_entropy(look: Evaluator, of: Expr, given: tuple[Expr, ...]) -> Expr:
    return _mean_surprise(look, _variables((of,), look), _variables(given, look))


def _mean_surprise(look: Evaluator, of: laws.Variables, given: laws.Variables) -> Expr:
    joint, conditional = laws.joint(of + given, (), look), laws.joint(of, given, look)
    return Bind("sum", of + given, _surprise(joint, conditional))


def _variables(args: tuple[Expr, ...], look: Evaluator) -> laws.Variables:
    """Random variables among arguments, tuples opened, capital letters read as small."""
    found: list[Sym] = []
    for arg in args:
        if isinstance(arg, Apply) and arg.head == "()":
            found.extend(_variables(arg.args, look))
        elif isinstance(arg, Sym):
            found.extend(laws.members(laws.variable(arg, look), look))
        else:
            raise Unknown("an entropy or information of what is not a variable or law")
    return tuple(found)


def _information(look: Evaluator, *args: Expr) -> Expr:
    """I(x; z) = E log p(x, z) / (p(x) p(z)), and the same given others."""
    *first, last = args
    given: laws.Variables = ()
    if isinstance(last, Apply) and last.head == "given":
        given = _variables(last.args[1:], look)
        last = last.args[0]
    if len(first) != 1:
        raise Unknown("mutual information is between two sides")
    x, z = _variables((first[0],), look), _variables((last,), look)
    both = laws.joint(x + z, given, look)
    one, other = (_marginal(both, each, given, look) for each in (x, z))
    ratio = _over(both, _times(one, other))
    return Bind("sum", x + z + given, _times(laws.joint(x + z + given, (), look), _log(ratio)))


def _marginal(both: Expr, own: laws.Variables, given: laws.Variables, look: Evaluator) -> Expr:
    """The law of one side out of that of both, whatever other laws there are of its letter."""
    if isinstance(both, Density):
        return Density(both.name, own, given)
    return laws.joint(own, given, look)


def _variance(look: Evaluator, body: Expr) -> Expr:
    return _covariance(look, body, body)


def _covariance(look: Evaluator, left: Expr, right: Expr | None = None) -> Expr:
    """The mean of the product of deviations, of one variable from itself if there is one only;
    a matrix for vectors.
    """
    right = left if right is None else right
    left, given = _conditions(left)
    right, more = _conditions(right)
    given = given or more
    second = _deviation(right, given)
    if look.value(_mean(right, given)).rank:
        second = Apply("T", (second,))
    return _mean(_times(_deviation(left, given), second), given)


def _conditions(body: Expr) -> tuple[Expr, tuple[Expr, ...]]:
    if isinstance(body, Apply) and body.head == "given":
        return body.args[0], body.args[1:]
    return body, ()


def _mean(body: Expr, given: tuple[Expr, ...]) -> Expr:
    return Mean((), Apply("given", (body, *given)) if given else body)


def _deviation(body: Expr, given: tuple[Expr, ...]) -> Expr:
    return _minus(body, _mean(body, given))


EXPANSIONS: dict[str, Callable[..., Expr]] = {
    "KL": between(_relative),
    "JSD": between(_jensen_shannon),
    "TV": between(_variation),
    "chi2": between(_chi_squared),
    "CE": between(_surprise),
    "fdivergence": _f_divergence,
    "H": _entropy,
    "I": _information,
    "Var": _variance,
    "Cov": _covariance,
}
"""Operators on laws and random variables, by head."""
