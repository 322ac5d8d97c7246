"""Claims as numbers: a relation between two expressions becomes a residual to be judged.

An equality, a proportionality, an equality up to a constant all say that some residual is
zero; an inequality says that one is nowhere positive. The same code computes the residual in
floats, in exact numbers and in balls.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

import numpy as np

from checkers.notation.expr import Apply, Bind, Expr, Sym
from checkers.notation.tree import children, of_kind, walk
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_identity import fitted
from checkers.worlds.evaluate_indices import number
from checkers.worlds.field import Array, Field, Unknown, aligned, combine, multiply, namespace

RELATIVE, ABSOLUTE = 1e-9, 1e-12
"""Residuals up to this are rounding, relative to the terms they come from, and outright."""
DEFINED = 1 / 8
"""The share of worlds in which a claim must have a value to be accepted."""
CONSTANT = "const"
"""The head of a constant that nobody names, with what it may depend on: C, C(x_t, x_0)."""
FRACTIONS = (Fraction(6, 7), Fraction(1, 3), Fraction(3, 5))
"""Of a parameter, each as likely to be in its domain as the parameter itself."""
LONG = 4000
"""Symbols, numbers and operators of a claim that is not shrunk or confirmed exactly."""
MAX_TERMS = 64
"""Of so many terms the sizes are taken into account when rounding is judged."""
ORDERED = {"<=": 1, "<": 1, ">=": -1, ">": -1}


class Claim(NamedTuple):
    """A relation between concrete expressions. `along` are the axes in which a
    proportionality or a constant is meant.
    """

    left: Expr
    relation: str
    right: Expr
    along: tuple[str, ...] = ()

    @property
    def ordered(self) -> bool:
        """Whether this is an inequality."""
        return self.relation in ORDERED

    @property
    def long(self) -> bool:
        """Whether the sides are so long that the claim is evaluated as seldom as can be."""
        return _length(self.left) + _length(self.right) > LONG

    @property
    def constant(self) -> bool:
        """Whether the sides are compared up to an additive constant."""
        return _adds_constant(self.left) or _adds_constant(self.right)

    @property
    def proportional(self) -> bool:
        """Whether they are compared up to a factor: f ∝ g, f = exp(g + C)."""
        return self.relation == "propto" or (bool(self.constants) and not self.constant)

    @property
    def constants(self) -> tuple[Apply, ...]:
        """The constants that nobody names."""
        return _constants(self.left) + _constants(self.right)


@lru_cache(maxsize=1 << 12)
def _length(expr: Expr) -> int:
    return sum(1 for _ in walk(expr))


class Residual(NamedTuple):
    """What must vanish (or not be positive) at every point, and the size of its terms."""

    field: Field
    scale: Field | None


def residual(claim: Claim, look: Evaluator) -> Residual:
    """The residual of a claim. Raises Unknown where a side has no value."""
    if claim.constants and claim.ordered:
        raise Unknown("how large a constant is that nobody names is not known")
    if claim.along == () and (claim.constant or claim.proportional):
        raise Unknown("in which variables the sides are compared is not said")
    return fitted(lambda look: _residual(claim, look), look, claim.left, claim.right)


def _residual(claim: Claim, look: Evaluator) -> Residual:
    relation = "propto" if claim.proportional else claim.relation
    rule = _RESIDUALS.get(CONSTANT if claim.constant else relation)
    if rule is None:
        raise Unknown(f"the relation {claim.relation} is not one that worlds can judge")
    meaning = _law if claim.relation == "~" or _of_laws(claim) else side
    look = _varied(look, claim.along)
    left, right = meaning(claim.left, look), meaning(claim.right, look)
    if claim.along and not {*left.axes, *right.axes} & {*claim.along}:
        raise Unknown(f"neither side depends on {', '.join(claim.along)}")
    field = rule(left, right, claim.along)
    if field.data.dtype == object:
        return Residual(field, None)
    return Residual(field, _scale(claim, left, right, look))


def _varied(look: Evaluator, along: tuple[str, ...]) -> Evaluator:
    """The evaluator in which parameters in which a proportionality is meant take several
    values, on axes of their own, as variables do.
    """
    bindings: dict[Expr, Field] = {}
    for name in along:
        if look.world.space(Sym(name), look) is None:
            for turn, parameter in enumerate(_members(name, look)):
                bindings[parameter] = _several(parameter, name, turn, look)
    return look.bound(bindings) if bindings else look


def _members(name: str, look: Evaluator) -> list[Sym]:
    """The members of a family of that name, else the name alone."""
    declared = look.vocabulary.symbols.get(name)
    if declared is None or len(declared.family) != 1 or "single" in declared.traits:
        return [Sym(name)]
    found = look.world.extent(Sym(name, (number(1),)), 0, look)
    return [Sym(name, (number(k),)) for k in found or ()]


def _several(parameter: Sym, axis: str, turn: int, look: Evaluator) -> Field:
    """Fractions of the parameter's value; plain numbers if it is not declared. Members of a
    family take them in turn, so that no power of all together is a constant of each.
    """
    turned = FRACTIONS[turn % len(FRACTIONS) :] + FRACTIONS[: turn % len(FRACTIONS)]
    fractions = [look.world.number(value).data for value in turned]
    own = look.world.symbol(parameter, look)
    if own is None:
        own = look.world.number(Fraction(1))
    values = [own.data * value.reshape((1,) * own.data.ndim) for value in fractions]
    return Field(namespace(own.data).stack(values, 1), (axis,), own.rank)


def _of_laws(claim: Claim) -> bool:
    """Whether both sides are normal laws: N(a, B) = N(c, D)."""
    sides = (claim.left, claim.right)
    return all(isinstance(side, Apply) and side.head == "Normal" for side in sides)


def _law(expr: Expr, look: Evaluator) -> Field:
    found = look.world.law(expr, look)
    if found is None:
        raise Unknown("the law of a side is not known")
    return found


def side(expr: Expr, look: Evaluator) -> Field:
    """The value of a side, with the unnamed constant left out."""
    if constants := _constants(expr):
        zero = look.value(number(0))
        look = look.bound(dict.fromkeys(constants, zero))
    return look.value(expr)


@lru_cache(maxsize=1 << 12)
def _constants(expr: Expr) -> tuple[Apply, ...]:
    return tuple(node for node in of_kind(expr, Apply) if node.head == CONSTANT)


@lru_cache(maxsize=1 << 12)
def _adds_constant(expr: Expr) -> bool:
    """Whether a constant stands elsewhere than in an exponent."""
    if isinstance(expr, Apply) and expr.head in (CONSTANT, "exp"):
        return expr.head == CONSTANT
    return bool(_constants(expr)) and any(map(_adds_constant, children(expr)))


def difference(left: Field, right: Field, along: tuple[str, ...] = ()) -> Field:
    """Left - right; infinities have no distance, and are no values."""
    return combine(lambda a, b: a - b, left, right)


def _reverse(left: Field, right: Field, along: tuple[str, ...]) -> Field:
    return difference(right, left)


def _proportional(left: Field, right: Field, along: tuple[str, ...]) -> Field:
    """Left right_0 - left_0 right, with 0 the first point along the axes."""
    forward = combine(multiply, left, first(right, along))
    return difference(forward, combine(multiply, first(left, along), right))


def _up_to_constant(left: Field, right: Field, along: tuple[str, ...]) -> Field:
    whole = difference(left, right)
    return difference(whole, first(whole, along))


def first(field: Field, along: Iterable[str]) -> Field:
    """The field at the first point along some axes."""
    for axis in along:
        if axis in field.axes:
            place = 1 + field.axes.index(axis)
            data = field.data[(slice(None),) * place + (0,)]
            field = Field(data, field.axes[: place - 1] + field.axes[place:], field.rank)
    return field


_RESIDUALS: dict[str, Callable[[Field, Field, tuple[str, ...]], Field]] = {
    "=": difference,
    ":=": difference,
    "approx": difference,
    "!=": difference,
    "~": difference,
    "<=": difference,
    "<": difference,
    ">=": _reverse,
    ">": _reverse,
    "propto": _proportional,
    CONSTANT: _up_to_constant,
}


def _scale(claim: Claim, left: Field, right: Field, look: Evaluator) -> Field:
    """The sum of the sizes of both sides and of the terms they are sums of."""
    if claim.proportional:
        return _sizes([combine(multiply, left, right)])
    if claim.relation == "~":
        return _sizes([left, right])
    terms = [*_terms(claim.left), *_terms(claim.right)][:MAX_TERMS]
    known = (look.value(term) for term in terms if not _constants(term))
    return _sizes([left, right, *known])


def _sizes(fields: list[Field]) -> Field:
    total = fields[0]._replace(data=abs(fields[0].data))
    for field in fields[1:]:
        total = combine(lambda a, b: a + abs(b), total, field)
    return total


def _terms(expr: Expr) -> list[Expr]:
    if isinstance(expr, Apply) and expr.head in ("+", "-", "neg"):
        return [term for part in expr.args for term in (_terms(part) or [part])]
    return []


class Flags(NamedTuple):
    """For each world: whether the claim is violated there, the largest gap beyond rounding
    in proportion to its terms, and whether it has a value.
    """

    violated: Array
    worst: Array
    defined: Array


def flags(claim: Claim, look: Evaluator) -> Flags:
    """Where a claim fails in floating-point worlds."""
    with np.errstate(all="ignore"):
        return _flags(claim, look, residual(claim, look))


def _flags(claim: Claim, look: Evaluator, found: Residual) -> Flags:
    _, _, spread = aligned(found.field, found.scale or found.field)
    value, scale = map(np.asarray, spread)
    gap = (value if claim.ordered else abs(value)) - RELATIVE * scale - ABSOLUTE
    relative = np.where(scale == 0, np.sign(gap), gap / scale)
    if _takes_limit(claim.left) or _takes_limit(claim.right):
        relative = np.where(np.isinf(value), value if claim.ordered else np.inf, relative)
    relative = _flat(relative)
    if len(relative) < look.world.batch:
        relative = np.broadcast_to(relative, (look.world.batch, relative.shape[1]))
    defined = ~np.isnan(relative).any(1)
    worst = np.where(defined, relative.max(1, initial=-np.inf), -np.inf)
    return Flags(worst > 0, worst, defined)


@lru_cache(maxsize=1 << 12)
def _takes_limit(expr: Expr) -> bool:
    """Whether there is a limit in it: an infinite one is no value that is missing."""
    return any(binder.op == "lim" for binder in of_kind(expr, Bind))


def _flat(array: Array) -> Array:
    return array.reshape(array.shape[0], -1)


def holding(claim: Claim, look: Evaluator) -> Array:
    """In which worlds the claim holds: up to rounding in floats, in exact numbers exactly."""
    found = residual(claim, look)
    if found.scale is not None:
        judged = flags(claim, look)
        return judged.defined & (judged.violated == (claim.relation == "!="))
    from checkers.worlds.exact import is_positive, is_zero

    fails = is_positive if claim.ordered else lambda value: not is_zero(value)
    rows = _flat(found.field.data)
    holds = np.array([any(map(fails, row)) == (claim.relation == "!=") for row in rows])
    return np.broadcast_to(holds, (look.world.batch,))
