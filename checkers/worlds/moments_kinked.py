"""Expectations of |x|, max(x, y), 1[x > 0] over random numbers that are drawn from named laws.

Nodes that serve all expectations of a variable sum smooth functions only. Along a number at
which something turns its sign the expectation is an integral, apart at what turns; along
several, each inside those before it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from checkers.notation.expr import Apply, Expr, Sym
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_operators import minus, over
from checkers.worlds.field import Field, Unknown
from checkers.worlds.gaussian_densities import normal_parameters
from checkers.worlds.gaussian_noise import assumed_law
from checkers.worlds.gaussian_normal import normal_mean
from checkers.worlds.smooth_integral import DOUBLE_EXPONENTIAL, Average, Stretch


def drawn(expr: Expr, numbers: Callable[[Sym], bool], look: Evaluator) -> list[Sym]:
    """The random numbers in an expression, by definition too."""
    parts = (part for part in look.definitions.unfolded(expr) if isinstance(part, Sym))
    return list(dict.fromkeys(part for part in parts if numbers(part)))


def along(
    numbers: Sequence[Sym],
    turns: Sequence[tuple[Expr, Sym]],
    average: Average,
    look: Evaluator,
) -> Field:
    """The mean along the first of the numbers of that along the others, `average` innermost.

    `turns` are what turns its sign, each with the last of the numbers in it.
    """
    if not numbers:
        return average(look)
    first, *others = numbers
    inners = tuple(inner for inner, last in turns if last == first)
    rest = partial(along, others, turns, average)
    law = assumed_law(first, look.vocabulary)
    if isinstance(law, Apply) and law.head == "Normal":
        return normal_mean(first, normal_parameters(law, look), inners, rest, look)
    if isinstance(law, Apply) and law.head == "Uniform":
        low, high = (look.value(end) for end in law.args)
        integral = Stretch(first, inners, (low, high), DOUBLE_EXPONENTIAL).integral(rest, look)
        return over(integral, minus(high, low))
    raise Unknown(f"the law of {first.name} is not normal")
