"""The meaning of each kind of node, given by fields and by what the world answers."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from inspect import signature
from typing import TYPE_CHECKING, Any

from checkers.notation.expr import (
    Apply,
    Bind,
    Cases,
    Compare,
    Density,
    Derivative,
    Expr,
    Matrix,
    Mean,
    Num,
    Span,
    Sym,
)
from checkers.worlds import evaluate_indices as indices
from checkers.worlds import evaluate_laws as laws
from checkers.worlds.evaluate_binders import bind, filled, mean, terms
from checkers.worlds.evaluate_identity import refitted
from checkers.worlds.evaluate_information import EXPANSIONS
from checkers.worlds.evaluate_matrices import entry, stacked
from checkers.worlds.evaluate_operators import (
    COMPARISONS,
    KERNELS,
    condition,
)
from checkers.worlds.field import Array, Field, Unknown, combine, namespace

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator

ASKED_FIRST = ("log",)
"""Operators that a world may know better: the logarithm of a normal density."""


def _number(look: Evaluator, expr: Num) -> Field:
    return look.world.number(expr.value)


def _symbol(look: Evaluator, expr: Sym) -> Field:
    if any(isinstance(index, Span) for index in expr.index):
        values = [look.value(member) for member in laws.members(expr, look)]
        return (
            stacked([values]) if _is_row(expr, look) else stacked([[each] for each in values])
        )
    field = look.world.symbol(expr, look)
    if field is not None:
        return field
    space = look.world.space(expr, look)
    if space is not None:
        return space.points
    if _is_sequence(expr, look):
        return stacked([[look.value(member)] for member in laws.members(expr, look)])
    if laws.named(expr.name, look):
        return look.value(laws.at(expr, laws.variables(expr, look), look))
    if (called := _at_its_letters(expr, look)) is not None:
        return look.value(called)
    raise Unknown(f"{expr.name} is not declared")


def _is_row(expr: Sym, look: Evaluator) -> bool:
    """Whether a slice of a matrix is of one of its rows: W_{i,:}."""
    declared = look.vocabulary.symbols.get(expr.name)
    matrix = declared is not None and len(declared.shape) == 2 and not declared.family
    return matrix and len(expr.index) == 2 and not isinstance(expr.index[0], Span)


def _is_sequence(expr: Sym, look: Evaluator) -> bool:
    """Whether a letter stands for all members of a sequence: a vector of {0, 1}^n."""
    variable = look.vocabulary.variables.get(expr.name)
    return variable is not None and variable.length is not None and not expr.index


def _at_its_letters(name: Sym, look: Evaluator) -> Expr | None:
    """What Q stands for where Q(m_1, ..., m_K) is defined."""
    whats = (what for what, _ in look.vocabulary.definitions if isinstance(what, Apply))
    own = next((what for what in whats if what.head == name.name and not name.index), None)
    return None if own is None else look.definitions.meaning(own)


def _apply(look: Evaluator, expr: Apply) -> Field:
    head = expr.head
    if head in _FORMS:
        return _FORMS[head](look, expr)
    if head in KERNELS and head not in ASKED_FIRST and head not in look.vocabulary.symbols:
        return _kernel(look, expr)
    field = look.world.function(head, expr.args, look)
    if field is not None:
        return field
    if head in KERNELS:
        return _kernel(look, expr)
    if head in EXPANSIONS and _takes(EXPANSIONS[head], 1 + len(expr.args)):
        return look.value(EXPANSIONS[head](look, *expr.args))
    raise Unknown(f"{head} of {len(expr.args)} arguments has no meaning here")


def _kernel(look: Evaluator, expr: Apply) -> Field:
    try:
        return _operated(look, expr)
    except Unknown as reason:
        return refitted(lambda look: _operated(look, expr), look, reason, expr)


def _operated(look: Evaluator, expr: Apply) -> Field:
    kernel, fields = KERNELS[expr.head], entries(look, expr.args)
    if expr.head == "diag" and len(fields) > 1:
        fields = [stacked([[field] for field in fields])]
    if expr.head == "*" and any(field.rank for field in fields[:-1]):
        fields = _with_rows(expr.args, fields)
    if not _takes(kernel, len(fields)):
        raise Unknown(f"{expr.head} of {len(fields)} arguments has no meaning here")
    return kernel(*fields)


def _with_rows(args: tuple[Expr, ...], fields: list[Field]) -> list[Field]:
    if len(fields) != len(args):
        return fields
    return [*map(_as_row, args, fields, [*fields[1:], None])]


def _as_row(arg: Expr, field: Field, following: Field | None) -> Field:
    """A list before a vector or a matrix of as many rows: (1, 2) v is a row by a column."""
    listed = isinstance(arg, Apply) and arg.head in ("()", "[]") and field.rank == 1
    if not listed or following is None or not following.rank:
        return field
    return KERNELS["T"](field) if following.shape[0] == field.shape[0] else field


def entries(look: Evaluator, args: tuple[Expr, ...]) -> list[Field]:
    """The values of arguments, lists a_1, ..., a_n written out."""
    fields: list[Field] = []
    for arg in args:
        if isinstance(arg, Bind) and arg.op == "list":
            fields += map(look.value, terms(look, arg, arg.variables))
        else:
            fields.append(look.value(arg))
    return fields


def _tuple(look: Evaluator, expr: Apply) -> Field:
    """Numbers in brackets are a column, columns in brackets a matrix."""
    fields = entries(look, filled(look, expr.args))
    vectors = all(field.rank for field in fields)
    return stacked([fields] if vectors else [[field] for field in fields])


def _transposed(look: Evaluator, expr: Apply) -> Field:
    """(a, b)^T is the column that (a, b) already is."""
    (inner,) = expr.args
    if isinstance(inner, Apply) and inner.head == "()":
        return look.value(inner)
    value = look.value(inner)
    if isinstance(inner, Sym) and not value.rank and inner.name in look.vocabulary.variables:
        raise Unknown(f"how many components {inner.name} has is not said")
    return KERNELS["T"](value)


def _entry(look: Evaluator, expr: Apply) -> Field:
    whole, *places = expr.args
    return entry(look.value(whole), *map(indices.integer, places))


def _left_out(look: Evaluator, expr: Apply) -> Field:
    raise Unknown("it cannot be told what the dots stand for")


_FORMS: dict[str, Callable[[Evaluator, Apply], Field]] = {
    "()": _tuple,
    "T": _transposed,
    "entry": _entry,
    "left out": _left_out,
}
"""Operators whose arguments are more than their values."""


@cache
def _takes(function: Callable[..., object], count: int) -> bool:
    """Whether a function can be called with so many arguments."""
    try:
        signature(function).bind(*range(count))
    except TypeError:
        return False
    return True


def _density(look: Evaluator, expr: Density) -> Field:
    if not expr.of:
        return look.value(laws.at(expr, laws.variables(expr, look), look))
    field = look.world.density(expr, look)
    if field is None:
        raise Unknown(f"the law {expr.name} at these arguments is not determined")
    return field


def _compare(look: Evaluator, expr: Compare) -> Field:
    if expr.relation not in COMPARISONS:
        raise Unknown(f"{expr.relation} is not a condition on values")
    return condition(expr.relation, look.value(expr.left), look.value(expr.right))


def _matrix(look: Evaluator, expr: Matrix) -> Field:
    entries = [[look.value(entry) for entry in row] for row in expr.rows]
    if any(entry.rank for row in entries for entry in row):
        from checkers.worlds.tensor_lists import blocks

        return blocks(expr, look)
    return stacked(entries)


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


RULES: dict[type, Callable[[Evaluator, Any], Field]] = {
    Num: _number,
    Sym: _symbol,
    Apply: _apply,
    Density: _density,
    Mean: mean,
    Bind: bind,
    Matrix: _matrix,
    Cases: _cases,
    Compare: _compare,
    Derivative: _derivative,
    Span: _span,
}
