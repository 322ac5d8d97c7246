"""Integer indices made concrete: t - 1 becomes 2, x_{1:k} becomes x_1, x_2, x_3.

Worlds choose small numbers for sizes and free indices, so that sums, products and families
unroll; what remains of an index in a concrete expression is a number.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import lru_cache
from typing import TypeGuard

from checkers.notation.expr import Apply, Bind, Expr, Mean, Num, Sym
from checkers.notation.tree import kept, rebuild
from checkers.worlds.field import Unknown

MAX_RANGE = 4096
"""The longest range of an index that is unrolled."""


class OutOfRange(Unknown):
    """An index that its family does not have, as x_{t-1} at the first t."""


class Undefined(OutOfRange):
    """What has no value by its very form, as the density of x_2 given x_2."""


def concrete(expr: Expr, integers: Mapping[str, int]) -> Expr:
    """`expr` with the named integers in place and the arithmetic of its indices done."""
    return _concrete(expr, tuple(sorted(integers.items()))) if integers else expr


@lru_cache(maxsize=1 << 14)
def _concrete(expr: Expr, integers: tuple[tuple[str, int], ...]) -> Expr:
    known = dict(integers)
    if isinstance(expr, Sym) and not expr.index and expr.name in known:
        return number(known[expr.name])
    bound = binds(expr) & known.keys()
    inner = tuple(pair for pair in integers if pair[0] not in bound)
    return folded(rebuild(expr, lambda part: _concrete(part, inner)))


def is_power_of_set(domain: Expr | None) -> TypeGuard[Apply]:
    """Whether a domain holds the lists of so many members of a set: {0, 1}^n."""
    if not isinstance(domain, Apply) or domain.head != "^":
        return False
    base = domain.args[0]
    return isinstance(base, Apply) and base.head == "set"


def binds(expr: Expr) -> set[str]:
    """The plain letters that a sum or an expectation binds."""
    if isinstance(expr, Bind):
        return {variable.name for variable in expr.variables if not variable.index}
    if isinstance(expr, Mean):
        drawn = (variable for draw in expr.draws for variable in draw.variables)
        return {variable.name for variable in drawn if not variable.index}
    return set()


def folded(expr: Expr) -> Expr:
    """Sums, differences and products of integers, as they stand in indices, are done."""
    if not isinstance(expr, Apply) or expr.head not in _FOLD:
        return expr
    numbers = [part.value for part in expr.args if isinstance(part, Num)]
    if len(numbers) < len(expr.args) or any(n.denominator != 1 for n in numbers):
        return expr
    return number(int(_FOLD[expr.head](numbers)))


def _product(numbers: list[Fraction]) -> Fraction:
    result = Fraction(1)
    for number in numbers:
        result *= number
    return result


def _difference(numbers: list[Fraction]) -> Fraction:
    return numbers[0] - sum(numbers[1:]) if len(numbers) > 1 else -numbers[0]


_FOLD: dict[str, Callable[[list[Fraction]], Fraction]] = {
    "+": lambda numbers: sum(numbers, Fraction(0)),
    "-": _difference,
    "neg": _difference,
    "*": _product,
}


def integer(expr: Expr) -> int:
    """The integer a concrete index stands for."""
    if isinstance(expr, Num) and expr.value.denominator == 1:
        return expr.value.numerator
    raise Unknown("an index has no definite value")


def settled(expr: Expr) -> Num:
    """A number that an expression of numbers is: -1."""
    found = concrete(expr, {"": 0})
    if not isinstance(found, Num):
        raise Unknown("a set of what are not numbers")
    return found


def span(low: Expr, high: Expr) -> range:
    """The integers from `low` to `high`, both included."""
    found = range(integer(low), integer(high) + 1)
    if len(found) > MAX_RANGE:
        raise Unknown(f"a range of {len(found)} terms is too long to unroll")
    return found


@lru_cache(maxsize=1 << 12)
def key(symbol: Sym) -> str:
    """The name of one concrete symbol: ``x_2`` for x with index 2."""
    return "_".join([symbol.name, *(str(integer(part)) for part in symbol.index)])


@kept
def substituted(expr: Expr, old: Expr, new: Expr) -> Expr:
    """`expr` with `new` wherever `old` stands (not where it is bound)."""

    def visit(part: Expr) -> Expr:
        if part == old:
            return new
        if isinstance(old, Sym) and old.name in binds(part):
            return part
        changed: Expr = rebuild(part, visit)
        return changed

    return visit(expr)


@lru_cache(maxsize=1 << 12)
def number(value: int) -> Num:
    """An integer as an expression; one object for one integer."""
    return Num(Fraction(value))


def product(factors: list[Expr]) -> Expr:
    """The product of several expressions."""
    return factors[0] if len(factors) == 1 else Apply("*", tuple(factors))
