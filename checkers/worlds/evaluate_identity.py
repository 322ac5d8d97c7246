"""The identity matrix where its size is not told: as large as what it meets needs."""

from __future__ import annotations

from collections.abc import Callable
from fractions import Fraction
from typing import TYPE_CHECKING, TypeVar

import numpy as np

from checkers.notation.expr import Expr, Matrix, Sym
from checkers.notation.tree import of_kind, walk
from checkers.worlds.field import Field, Unknown

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator

Answer = TypeVar("Answer")
IDENTITY = Sym("I")


def fitted(evaluate: Callable[[Evaluator], Answer], look: Evaluator, *exprs: Expr) -> Answer:
    """The answer; where it is none for the size of an I among the expressions, that for the
    first of the world's sizes which fits.
    """
    try:
        return evaluate(look)
    except Unknown as reason:
        return refitted(evaluate, look, reason, *exprs)


def refitted(
    evaluate: Callable[[Evaluator], Answer], look: Evaluator, reason: Unknown, *exprs: Expr
) -> Answer:
    """The answer for the first size of I that fits, where there was none for this reason."""
    if not _is_open(look) or not any(IDENTITY in walk(expr) for expr in exprs):
        raise reason
    for size in sorted(_sizes(look, exprs)):
        try:
            return evaluate(look.bound({IDENTITY: _identity(size, look)}))
        except Unknown:
            continue
    raise reason


def _sizes(look: Evaluator, exprs: tuple[Expr, ...]) -> set[int]:
    """The sizes that worlds choose, that are declared, and of matrices that are spelled out."""
    declared = (size for symbol in look.vocabulary.symbols.values() for size in symbol.shape)
    spelled = (len(part.rows) for expr in exprs for part in of_kind(expr, Matrix))
    return {*look.world.sizes.values(), *(n for n in declared if isinstance(n, int)), *spelled}


def _is_open(look: Evaluator) -> bool:
    """Whether I is the identity, and of no size so far."""
    declared = look.vocabulary.symbols.get(IDENTITY.name)
    plain = declared is None or "identity" in declared.traits
    return (
        plain and IDENTITY not in look.bindings and look.definitions.meaning(IDENTITY) is None
    )


def _identity(size: int, look: Evaluator) -> Field:
    one, zero = (look.world.number(Fraction(n)).data for n in (1, 0))
    diagonal = np.eye(size, dtype=bool)[None]
    return Field(np.where(diagonal, one[:, None, None], zero[:, None, None]), (), 2)
