"""The meaning of each kind of node, given by fields and by what the world answers."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from fractions import Fraction
from functools import reduce as fold
from typing import TYPE_CHECKING

from checkers.notation.expr import (
    Apply,
    Bind,
    Cases,
    Compare,
    Density,
    Derivative,
    Draw,
    Expr,
    Matrix,
    Mean,
    Num,
    Span,
    Sym,
)
from checkers.notation.tree import walk
from checkers.worlds import evaluate_indices as indices
from checkers.worlds import evaluate_laws as laws
from checkers.worlds.evaluate_information import EXPANSIONS
from checkers.worlds.evaluate_operators import (
    COMPARISONS,
    KERNELS,
    choose,
    condition,
    plus,
    stacked,
    times,
)
from checkers.worlds.field import Array, Field, Unknown, combine, namespace, reduce, total

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator

ONE = Num(Fraction(1))


def _number(look: Evaluator, expr: Num) -> Field:
    return look.world.number(expr.value)


def _symbol(look: Evaluator, expr: Sym) -> Field:
    field = look.world.symbol(expr, look)
    if field is not None:
        return field
    space = look.world.space(expr, look)
    if space is not None:
        return space.points
    if laws.named(expr.name, look):
        return look.value(laws.at(expr, laws.variables(expr, look), look))
    raise Unknown(f"{expr.name} is not declared")


def _apply(look: Evaluator, expr: Apply) -> Field:
    if expr.head in KERNELS and expr.head not in look.vocabulary.symbols:
        return KERNELS[expr.head](*map(look.value, expr.args))
    field = look.world.function(expr.head, expr.args, look)
    if field is not None:
        return field
    if expr.head in EXPANSIONS:
        return look.value(EXPANSIONS[expr.head](look, *expr.args))
    raise Unknown(f"{expr.head} has no meaning here")


def _density(look: Evaluator, expr: Density) -> Field:
    if not expr.of:
        return look.value(laws.at(expr, laws.variables(expr, look), look))
    field = look.world.density(expr, look)
    if field is None:
        raise Unknown(f"the law {expr.name} at these arguments is not determined")
    return field


def _mean(look: Evaluator, expr: Mean) -> Field:
    field = look.world.mean(expr, look)
    if field is not None:
        return field
    body, draws = laws.drawn(expr, look)
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


def _bind(look: Evaluator, expr: Bind) -> Field:
    field = look.world.bind(expr, look)
    if field is not None:
        return field
    if expr.op not in _FOLDS and expr.op not in _ARGUMENTS:
        raise Unknown(f"{expr.op} has no meaning here")
    variables = laws.bound(expr, look)
    if expr.low is None and all(look.world.space(each, look) for each in variables):
        return _over_spaces(look, expr, variables)
    if expr.op in _ARGUMENTS:
        return _argument(look, expr)
    return _folded(expr.op, [look.value(term) for term in terms(look, expr, variables)], look)


def _folded(op: str, fields: list[Field], look: Evaluator) -> Field:
    """The terms put together; an empty sum is 0, an empty product 1."""
    if not fields and op not in ("sum", "prod"):
        raise Unknown(f"a {op} over nothing")
    if not fields:
        return look.world.number(Fraction(int(op == "prod")))
    return fold(_FOLDS[op], fields)


def _over_spaces(look: Evaluator, expr: Bind, variables: tuple[Sym, ...]) -> Field:
    body = look.value(expr.body)
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
            raise Unknown(f"every {variable.name} is an optimum")
        chosen = condition("=", body, reduce(pick, body, space.axis))
        best = reduce("sum", times(chosen, space.points), space.axis)
        alone = condition("=", reduce("sum", chosen, space.axis), look.value(ONE))
        return KERNELS["/"](best, alone)  # where several values are best, none is the best

    return reducer


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
        body = indices.substituted(indices.concrete(expr.body, {}), first, value)
        known = {first.name: value.value.numerator} if value.value.denominator == 1 else {}
        body = indices.concrete(body, known)
        domain = expr.domain and indices.concrete(expr.domain, known)
        if admitted(domain):
            yield from terms(look, Bind(expr.op, rest, body, domain=domain), rest)


def _range(look: Evaluator, expr: Bind, variable: Sym) -> Iterator[Num]:
    if expr.low is not None and expr.high is not None:
        return (Num(Fraction(i)) for i in indices.span(expr.low, expr.high))
    if isinstance(expr.domain, Apply) and expr.domain.head == "set":
        return (value for value in expr.domain.args if isinstance(value, Num))
    for part in walk(expr.body):
        if isinstance(part, Sym) and variable in part.index:
            found = look.world.extent(part, part.index.index(variable), look)
            if found is not None:
                return (Num(Fraction(i)) for i in found)
    raise Unknown(f"what {variable.name} runs over is not known")


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


def _compare(look: Evaluator, expr: Compare) -> Field:
    if expr.relation not in COMPARISONS:
        raise Unknown(f"{expr.relation} is not a condition on values")
    return condition(expr.relation, look.value(expr.left), look.value(expr.right))


def _matrix(look: Evaluator, expr: Matrix) -> Field:
    return stacked([[look.value(entry) for entry in row] for row in expr.rows])


def _cases(look: Evaluator, expr: Cases) -> Field:
    """Later branches are covered by earlier ones where those hold."""
    result: Field | None = None
    for value, when in reversed(expr.branches):
        field = look.value(value)
        if when is None or result is None:
            result = field
        else:
            result = combine(_either, look.value(when), field, result)
    if result is None:
        raise Unknown("a case distinction without cases")
    return result


def _either(when: Array, yes: Array, no: Array) -> Array:
    return namespace(yes).where(when != 0, yes, no)


def _derivative(look: Evaluator, expr: Derivative) -> Field:
    field = look.world.derivative(expr, look)
    if field is None:
        raise Unknown("this derivative cannot be taken in these worlds")
    return field


def _span(look: Evaluator, expr: Span) -> Field:
    raise Unknown("a range of indices is not a value")


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
RULES: dict[type, Callable[[Evaluator, Expr], Field]] = {
    Num: _number,
    Sym: _symbol,
    Apply: _apply,
    Density: _density,
    Mean: _mean,
    Bind: _bind,
    Matrix: _matrix,
    Cases: _cases,
    Compare: _compare,
    Derivative: _derivative,
    Span: _span,
}
