"""What uses tell of names: the size of a vector, the values of variables, what a matrix is."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checkers.notation.expr import Apply, Chain, Compare, Density, Expr, Num, Sym
from checkers.notation.let.names import variable_name
from checkers.notation.let.shapes import shape_of
from checkers.notation.tree import of_kind
from checkers.notation.vocabulary import Size, Variable

if TYPE_CHECKING:
    from checkers.notation.let.builder import Builder

ANY = "any"
BINARY = frozenset((Fraction(0), Fraction(1)))


def as_used(builder: Builder) -> None:
    """Take in what the uses of names tell of them."""
    membered(builder)
    binary(builder)
    measured(builder)


def stretched(
    variable: Variable, values: tuple[float, ...], shape: tuple[Size, ...] | None
) -> Variable:
    """The variable with as many components as a vector of a few values has: {0, 1}^n."""
    vector = values and shape and len(shape) == 1
    return replace(variable, length=shape[0]) if vector and shape else variable


def membered(builder: Builder) -> None:
    """Tell variables x_1, x_2, and v of p(v), the values that x_i and v_i are said to have."""
    for name, symbol in [*builder.symbols.items()]:
        if not symbol.values or len(symbol.family) != 1 or symbol.shape:
            continue
        numbered = re.compile(rf"{re.escape(name)}_\d+")
        members = [each for each in builder.variables if numbered.fullmatch(each)]
        whole = [name] if name in builder.variables else []
        for each in members + whole:
            builder.variables[each] = replace(builder.variables[each], values=symbol.values)
        if members or whole:
            del builder.symbols[name]


def binary(builder: Builder) -> None:
    """Variables that assumptions take at 0 or 1, and at nothing else, have these values."""
    taken: dict[str, set[Fraction]] = {}
    for name, value in _taken(builder):
        taken.setdefault(name, set()).add(value)
    for name, values in taken.items():
        old = builder.variables.get(name)
        if old and values <= BINARY and old.space == "finite" and not old.values:
            builder.variables[name] = replace(old, values=(0.0, 1.0))


def _taken(builder: Builder) -> Iterator[tuple[str, Fraction]]:
    """The variables that laws and functions of them are taken at, and where."""
    for each in builder.assumptions:
        if not isinstance(each, Chain):
            continue
        for node in of_kind(each, Density):
            for entry in of_kind(node, Compare):
                if isinstance(entry.left, Sym) and isinstance(entry.right, Num):
                    yield variable_name(entry.left) or "", entry.right.value
        for node in of_kind(each, Apply):
            takes = builder.symbols[node.head].takes if node.head in builder.symbols else ()
            for name, arg in zip(takes, node.args, strict=False):
                if isinstance(arg, Num):
                    yield name, arg.value


def measured(builder: Builder) -> None:
    """Give vectors the size of what they are multiplied with, or added to."""
    for what in (*builder.definitions, *builder.assumptions):
        for node in of_kind(what, Apply):
            if node.head == "*":
                _measure(node.args, builder)
            elif node.head == "+":
                _add(node.args, builder)


def _measure(factors: tuple[Expr, ...], builder: Builder) -> None:
    """Give vectors the size of what they are multiplied with: W h, v^T W, a^T v."""
    for left, right in itertools.pairwise(factors):
        turned = isinstance(left, Apply) and left.head == "T"
        if turned:
            _resize(_inner(left), _shape(right, builder)[:1], builder)
        _resize(right, _shape(left, builder)[-1:], builder)


def _shape(factor: Expr, builder: Builder) -> tuple[Size, ...]:
    """The declared shape of a name, turned around where it is transposed."""
    inner = _inner(factor)
    symbol = builder.symbols.get(inner.name) if isinstance(inner, Sym) else None
    shape = symbol.shape if symbol is not None else ()
    return shape if inner is factor else shape[::-1]


def _resize(vector: Expr, size: tuple[Size, ...], builder: Builder) -> None:
    """Make a vector of any size, or a variable of a few values, one of that size."""
    if not isinstance(vector, Sym) or not size:
        return
    variable, symbol = builder.variables.get(vector.name), builder.symbols.get(vector.name)
    if variable and variable.values and variable.length is None:
        builder.variables[vector.name] = replace(variable, length=size[0])
    elif symbol and symbol.shape == (ANY,) != size:
        builder.symbols[vector.name] = replace(symbol, shape=size)


def _add(terms: tuple[Expr, ...], builder: Builder) -> None:
    """Give vectors of any size the size of what they are added to."""
    shapes = (shape_of(each, builder.vocabulary) for each in terms)
    sizes = {shape for shape in shapes if shape and len(shape) == 1} - {(ANY,)}
    for each in terms if len(sizes) == 1 else ():
        _resize(each, next(iter(sizes)), builder)


def spreading(builder: Builder) -> None:
    """A matrix that is the covariance of a random vector is positive definite."""
    for each in builder.assumptions:
        if not isinstance(each, Chain) or each.relations != ("=",):
            continue
        left, right = each.parts
        symbol = builder.symbols.get(right.name) if isinstance(right, Sym) else None
        if not isinstance(left, Apply) or left.head != "Var" or len(left.args) != 1:
            continue
        if symbol and len(symbol.shape) == 2 and "identity" not in symbol.traits:
            traits = symbol.traits | {"symmetric", "positive definite"}
            own = _shape(left.args[0], builder) * 2 if ANY in symbol.shape else symbol.shape
            builder.symbols[symbol.name] = replace(symbol, shape=own, traits=traits)


def _inner(factor: Expr) -> Expr:
    return factor.args[0] if isinstance(factor, Apply) and factor.head == "T" else factor
