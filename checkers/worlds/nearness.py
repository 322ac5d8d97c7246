r"""What ``\approx`` says of sides that differ: that they are near, and how near, nobody says.

A printed number is near what it is the rounding of. Other sides are far apart only where no
reading brings them together: both are exact and made of the same laws, with no sample, size or
small number in them, and they differ grossly in nearly every world, also where laws nearly
agree, and in most where some values are far smaller than others.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from checkers.notation.expr import Apply, Bind, Compare, Density, Draw, Expr, Mean, Num, Sym
from checkers.notation.tree import children
from checkers.worlds.decide_bench import STYLES, Benches
from checkers.worlds.decide_settings import Setting
from checkers.worlds.decide_values import cases
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.field import Array, Unknown, aligned
from checkers.worlds.rounding import is_printed, is_rounded

GROSS, SHRUNK = 1 / 2, 1 / 4
"""How far sides are apart in proportion to the larger one, and what share of the usual distance
must be left where laws nearly agree.
"""
NEARLY_ALL, MOST = 0.9, 0.5
"""In what share of the values they are so far apart: in worlds at large and near to one
another, and in lopsided and sparse ones.
"""
MOST_PARTS = 4000
EXACT = (Apply, Bind, Compare, Density, Draw, Mean, Num, Sym)


def are_near(left: Expr, right: Expr, benches: Benches) -> bool:
    """Whether one side is the other as it is printed; False where they are far apart.

    Unknown: they differ, and how near they ought to be, nobody said.
    """
    if is_printed(left) or is_printed(right):
        return is_rounded(left, right, lambda exprs: cases(benches, tuple(exprs), 1)[0])
    if _are_far_apart(left, right, benches):
        return False
    raise Unknown("the sides differ, and nothing says how near they ought to be")


def _are_far_apart(left: Expr, right: Expr, benches: Benches) -> bool:
    setting = benches.settings((left, right))[0]
    look = benches.look(setting)
    one, other = (_laws(side, look) for side in (left, right))
    if one is None or one != other:
        return False
    try:
        distances = [
            _distances(left, right, benches, setting._replace(style=s)) for s in STYLES
        ]
    except Unknown:
        return False
    plain, near, *others = [(gap >= GROSS * size).mean() for gap, size in distances]
    usual, alike = (np.nanmedian(gap) for gap, _ in distances[:2])
    far = min(plain, near) >= NEARLY_ALL and min(others) >= MOST
    return bool(far and alike >= SHRUNK * usual)


def _distances(
    left: Expr, right: Expr, benches: Benches, setting: Setting
) -> tuple[Array, Array]:
    """The gap between the sides, and the size of the larger one."""
    look = benches.look(setting)
    one, other = look.value(left), look.value(right)
    if one.axes != other.axes or one.rank or other.rank:
        raise Unknown("the sides depend on different variables")
    _, _, (a, b) = aligned(one, other)
    return abs(a - b), np.maximum(abs(a), abs(b))


def _laws(side: Expr, look: Evaluator) -> frozenset[str] | None:
    """The laws that a side is made of; None if it is made of anything else, or of samples."""
    names: set[str] = set()
    for count, part in enumerate(_unfolded(side, look)):
        if count > MOST_PARTS or not isinstance(part, EXACT) or _is_counted(part):
            return None
        if isinstance(part, Apply) and part.head in look.vocabulary.symbols:
            return None
        if isinstance(part, Density):
            names.add(part.name)
        elif isinstance(part, Sym) and look.world.space(part, look) is None:
            return None
    return frozenset(names)


def _unfolded(side: Expr, look: Evaluator) -> Iterator[Expr]:
    """All parts of a side, with what a letter stands for in the place of the letter."""
    stack: list[Expr] = [side]
    while stack:
        part = stack.pop()
        meaning = look.definitions.meaning(part) or _by_name(part, look)
        if meaning is None:
            yield part
        stack += children(part) if meaning is None else (meaning,)


def _by_name(part: Expr, look: Evaluator) -> Expr | None:
    """What a law that stands without arguments is defined as, at whatever arguments."""
    if not isinstance(part, Density | Sym) or (isinstance(part, Density) and part.of):
        return None
    for what, value in look.vocabulary.definitions:
        named = what.head if isinstance(what, Apply) else getattr(what, "name", "")
        if named == part.name and not isinstance(what, Sym):
            return value
    return None


def _is_counted(part: Expr) -> bool:
    """Whether it is a sum over samples, or a limit."""
    return isinstance(part, Bind) and (part.low is not None or part.op == "lim")
