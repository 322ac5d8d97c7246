"""Operators that bind variables: expectations, sums, products, integrals, optima.

Over the space of a variable they reduce an axis; over integers they unroll into terms.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import reduce as fold
from itertools import product
from typing import TYPE_CHECKING

import numpy as np

from checkers.notation.expr import Apply, Bind, Compare, Derivative, Draw, Expr, Mean, Num, Sym
from checkers.notation.tree import transform, walk
from checkers.worlds import evaluate_indices as indices
from checkers.worlds import evaluate_laws as laws
from checkers.worlds.chance import has_chance
from checkers.worlds.evaluate_operators import (
    COMPARISONS,
    KERNELS,
    choose,
    condition,
    plus,
    times,
    truth,
)
from checkers.worlds.evaluate_series import is_series, series
from checkers.worlds.field import Arbitrary, Field, Unknown, constant, reduce, total

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator

ONE = Num(Fraction(1))
MOST_TERMS = 20_000
"""Terms of sums inside sums; more are not written out."""
MOST_LISTS = 256
"""Lists of a sum over {0, 1}^n."""
WHOLE = {
    "unit": (Num(Fraction(0)), ONE),
    "positive": (Num(Fraction(0)), Sym("inf")),
    "nonnegative": (Num(Fraction(0)), Sym("inf")),
}
"""The bounds of all values of a kind."""


def mean(look: Evaluator, expr: Mean) -> Field:
    """An expectation: the sum of the values, weighed by the law they are drawn from."""
    field = look.world.mean(expr, look)
    if field is not None:
        return field
    body, draws = laws.drawn(expr, look)
    if not draws and not expr.draws and not has_chance(look.vocabulary):
        raise Unknown("what is random is not said")
    variables = tuple(variable for draw in draws for variable in draw.variables)
    look = _listed(look, variables) or look.without(variables)
    value = look.value(body)
    for draw in reversed(draws):
        value = _weighed(look, draw, value)
    return value


def _weighed(look: Evaluator, draw: Draw, value: Field) -> Field:
    """The sum of the values, each times the density of its draw."""
    value = times(look.value(draw.law), value) if draw.law else value
    for variable in draw.variables:
        value = total(value, laws.space(variable, look))
    return value


def bind(look: Evaluator, expr: Bind) -> Field:
    """A sum, product, integral or optimum, over spaces of variables or over integers."""
    opened = tuple(member for each in expr.variables for member in laws.members(each, look))
    if isinstance(expr.domain, Apply) and expr.domain.head == "except":
        opened = _without(opened, expr, look)
        expr = Bind(expr.op, opened, expr.body)
    if expr.variables and not opened:
        return look.value(expr.body)  # x_3, ..., x_d where d is 2: there is nothing to sum over
    if opened != expr.variables:
        expr = Bind(expr.op, opened, expr.body, expr.low, expr.high, expr.domain)
    if expr.op == "int" and _whole(look, expr):
        return _over_spaces(look, expr, expr.variables)
    field = look.world.bind(expr, look)
    if field is not None:
        return field
    if is_series(expr):
        return series(look, expr)
    if expr.op not in _FOLDS and expr.op not in _ARGUMENTS:
        raise Unknown(f"{expr.op} has no meaning here")
    variables = laws.bound(expr, look)
    if expr.low is None and all(look.world.space(each, look) for each in variables):
        return _over_spaces(look, expr, variables)
    if expr.low is None and expr.domain is None and (listed := _listed(look, variables)):
        return _over_spaces(listed, expr, variables)
    if expr.op in _ARGUMENTS:
        return _argument(look, expr)
    return _folded(expr.op, [look.value(term) for term in terms(look, expr, variables)], look)


def _without(opened: tuple[Sym, ...], expr: Bind, look: Evaluator) -> tuple[Sym, ...]:
    r"""The members of a list but those left out: \sum_{x \setminus x_1}."""
    if opened == expr.variables or not isinstance(expr.domain, Apply):
        raise Unknown(f"what {expr.variables[0].name} is made of is not said")
    symbols = (each for each in expr.domain.args if isinstance(each, Sym))
    left_out = {indices.key(m) for each in symbols for m in laws.members(each, look)}
    return tuple(each for each in opened if indices.key(each) not in left_out)


def _listed(look: Evaluator, variables: tuple[Sym, ...]) -> Evaluator | None:
    from checkers.worlds.evaluate_listed import listing

    return listing(look, variables)


def _whole(look: Evaluator, expr: Bind) -> bool:
    """Whether an integral with bounds is over all of a law's variable: from 0 to 1."""
    if len(expr.variables) != 1 or not (expr.low and expr.high):
        return False
    variable = look.vocabulary.variables.get(expr.variables[0].name)
    bounds = WHOLE.get(variable.domain) if variable else None
    return bounds == (expr.low, expr.high)


def _folded(op: str, fields: list[Field], look: Evaluator) -> Field:
    """The terms put together; an empty sum is 0, an empty product 1."""
    if not fields and op not in ("sum", "prod"):
        raise Unknown(f"a {op} over nothing")
    if not fields:
        return look.world.number(Fraction(int(op == "prod")))
    return fold(_FOLDS[op], fields)


def _over_spaces(look: Evaluator, expr: Bind, variables: tuple[Sym, ...]) -> Field:
    look = look.without(variables)
    within: dict[Expr, Field] = {
        v: laws.space(v, look).points for v in variables if look.world.symbol(v, look)
    }
    body = (look.bound(within) if within else look).value(expr.body)
    if expr.domain is not None and isinstance(expr.domain, Compare):
        body = times(look.value(Apply("indicator", (expr.domain,))), body)
    for variable in variables:
        body = _REDUCERS[expr.op](look, variable, body)
    return body


def _summed(look: Evaluator, variable: Sym, body: Field) -> Field:
    return total(body, laws.space(variable, look))


def _multiplied(look: Evaluator, variable: Sym, body: Field) -> Field:
    space = laws.space(variable, look)
    if space.axis not in body.axes:
        size = look.world.number(Fraction(space.points.size(space.axis)))
        return KERNELS["^"](body, size)
    return fold(times, _slices(body, space.axis))


def _optimum(pick: str) -> Callable[[Evaluator, Sym, Field], Field]:
    def reducer(look: Evaluator, variable: Sym, body: Field) -> Field:
        axis = laws.space(variable, look).axis
        return reduce(pick, body, axis) if axis in body.axes else body

    return reducer


def _best(pick: str) -> Callable[[Evaluator, Sym, Field], Field]:
    """Where along the variable's axis the optimum lies, as the variable's value there."""

    def reducer(look: Evaluator, variable: Sym, body: Field) -> Field:
        space = laws.space(variable, look)
        if space.axis not in body.axes:
            raise Arbitrary(f"every {variable.name} is an optimum")
        chosen = _chosen(pick, body, space.axis)
        best = reduce("sum", times(chosen, space.points), space.axis)
        return KERNELS["/"](best, reduce("sum", chosen, space.axis))

    return reducer


def _chosen(pick: str, body: Field, axis: str) -> Field:
    """1 where the body is the only best along the axis, 0 elsewhere. A ball is not known to
    equal even itself, so exact numbers are compared with the others only.
    """
    if body.data.dtype != object:
        best = condition("=", body, reduce(pick, body, axis))
        return times(best, condition("=", reduce("sum", best, axis), constant(1.0)))
    better = COMPARISONS[{"min": "<", "max": ">"}[pick]]
    values = [each.data for each in _slices(body, axis)]
    beats = [
        [truth(better, one, other) for other in values if other is not one] for one in values
    ]
    place = 1 + body.axes.index(axis)
    return body._replace(data=np.stack([np.prod(row, axis=0) for row in beats], place))


def _slices(field: Field, axis: str) -> Iterator[Field]:
    place = 1 + field.axes.index(axis)
    rest = field.axes[: place - 1] + field.axes[place:]
    for i in range(field.size(axis)):
        index = (slice(None),) * place + (i,)
        yield Field(field.data[index], rest, field.rank)


def terms(look: Evaluator, expr: Bind, variables: tuple[Sym, ...]) -> Iterator[Expr]:
    """The terms of a sum or product over integers, or over a set that is spelled out."""
    if not variables:
        yield expr.body
        return
    first, rest = variables[0], variables[1:]
    for value in _range(look, expr, first):
        body = indices.substituted(_entered(expr.body, first, value), first, value)
        known = _integer(first.name, value)
        body = indices.concrete(body, known)
        domain = expr.domain and indices.concrete(expr.domain, known)
        if admitted(domain):
            yield from terms(look, Bind(expr.op, rest, body, domain=domain), rest)


def _integer(name: str, value: Expr) -> dict[str, int]:
    """The name with the integer that it is set to, if it is one."""
    whole = isinstance(value, Num) and value.value.denominator == 1
    return {name: value.value.numerator} if whole else {}  # type: ignore[union-attr]


def filled(look: Evaluator, entries: tuple[Expr, ...]) -> tuple[Expr, ...]:
    """The entries of a list; one that is repeated under dots, 0, ..., 0, as often as makes the
    list as long as the one size there is.
    """
    dots = [e for e in entries if isinstance(e, Bind) and e.op == "list" and not e.variables]
    if not dots:
        return entries
    sizes = {*look.world.sizes.values()}
    missing = min(sizes, default=0) - len(entries) + 1
    if len(sizes) != 1 or missing < 1:
        raise Unknown("it is not told how many entries the dots stand for")
    at = entries.index(dots[0])
    return (*entries[:at], *[dots[0].body] * missing, *entries[at + 1 :])


def _entered(body: Expr, name: Sym, value: Expr) -> Expr:
    """The body with the entries x_i of a list that x is set to."""
    if not isinstance(value, Apply):
        return body

    def change(node: Expr) -> Expr:
        entry = isinstance(node, Sym) and node.name == name.name and len(node.index) == 1
        return Apply("entry", (value, *node.index)) if entry else node  # type: ignore[union-attr]

    entered: Expr = transform(body, change)
    return entered


def _inner_terms(body: Expr, outer: Sym, most: int) -> int:
    """How many terms the sums inside have together, as far as their bounds are numbers, or
    the outer letter, which is `most` at most.
    """
    count = 1
    for node in walk(body):
        low, high = (node.low, node.high) if isinstance(node, Bind) else (None, None)
        if isinstance(low, Num) and isinstance(high, Num):
            count *= max(1, int(high.value - low.value) + 1)
        elif any(outer == part for end in (low, high) if end for part in walk(end)):
            count *= most
    return count


def _lists(domain: Apply) -> Iterator[Apply]:
    """The lists in {0, 1}^n, once n has a value."""
    base, length = domain.args
    members = base.args if isinstance(base, Apply) else ()
    count = indices.integer(length)
    if count < 1 or count > 8 or len(members) ** count > MOST_LISTS:
        raise Unknown("a sum over too many lists")
    return (Apply("()", entries) for entries in product(members, repeat=count))


def _range(look: Evaluator, expr: Bind, variable: Sym) -> Iterator[Num | Apply]:
    if expr.low is not None and expr.high is not None:
        values = indices.span(expr.low, _end(expr.high, look))
        if len(values) * _inner_terms(expr.body, variable, len(values)) > MOST_TERMS:
            raise Unknown("sums inside sums of too many terms")
        return map(indices.number, values)
    if isinstance(expr.domain, Apply) and expr.domain.head == "set":
        return iter([indices.settled(value) for value in expr.domain.args])
    if indices.is_power_of_set(expr.domain):
        return _lists(expr.domain)
    for part in (inner for each in walk(expr.body) for inner in _spelled(each, look)):
        if isinstance(part, Sym) and variable in part.index:
            found = look.world.extent(part, part.index.index(variable), look)
            if found is not None:
                return map(indices.number, found)
    raise Unknown(f"what {variable.name} runs over is not known")


def _end(high: Expr, look: Evaluator) -> Expr:
    """Where a range ends; n_i that nobody declared are sizes, each unlike the next."""
    known = look.vocabulary.symbols.keys() | look.vocabulary.variables.keys()
    if not isinstance(high, Sym) or not high.index or high.name in known:
        return high
    return indices.number(2 + sum(map(indices.integer, high.index)) % 2)


def _spelled(part: Expr, look: Evaluator) -> Iterator[Expr]:
    """A part, and what it is made of where it is defined: indices of a_{ij} := f(x_i, y_j)."""
    yield part
    meaning = look.definitions.meaning(part) if isinstance(part, Sym | Derivative) else None
    yield from walk(meaning) if meaning is not None else ()


def admitted(domain: Expr | None) -> bool:
    """Whether a condition on concrete integers, such as j != i, lets a term in."""
    if not isinstance(domain, Compare):
        return True
    left, right = domain.left, domain.right
    if not (isinstance(left, Num) and isinstance(right, Num)):
        return True
    return bool(COMPARISONS[domain.relation](left.value, right.value))


def _argument(look: Evaluator, expr: Bind) -> Field:
    raise Unknown(f"{expr.op} over {expr.variables[0].name} is not decided by trying values")


_FOLDS = {
    "sum": plus,
    "int": plus,
    "prod": times,
    "max": choose("max"),
    "min": choose("min"),
}
_ARGUMENTS = ("argmax", "argmin")
_REDUCERS = {
    "sum": _summed,
    "int": _summed,
    "prod": _multiplied,
    "max": _optimum("max"),
    "min": _optimum("min"),
    "argmax": _best("max"),
    "argmin": _best("min"),
}
