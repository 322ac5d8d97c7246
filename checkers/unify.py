"""Names up to their letters: p_X(y) is what was asked as p_X(x), with y for x.

Only plain variables may differ, each one consistently: an index, an argument, a bound letter.
Substitution keeps bound letters apart from those that are put in.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from msgspec import Struct

from checkers.notation.expr import Apply, Bind, Density, Expr, Mean, Sym
from checkers.notation.tree import rebuild, walk

Renaming = dict[Expr, Expr]


def unified(pattern: Expr, other: Expr) -> Renaming | None:
    """The renaming of the pattern's places that makes it `other`; None where none does.

    Places are what stands as an index or argument: a variable there may have any name.
    """
    renaming: Renaming = {}
    return renaming if _unify(pattern, other, renaming, place=False) else None


def _unify(pattern: Any, other: Any, renaming: Renaming, place: bool) -> bool:
    if place and isinstance(pattern, Sym) and not pattern.index and isinstance(other, Struct):
        return renaming.setdefault(pattern, other) == other  # type: ignore[arg-type]
    if isinstance(pattern, tuple):
        return (
            isinstance(other, tuple)
            and len(pattern) == len(other)
            and all(_unify(p, o, renaming, place) for p, o in zip(pattern, other, strict=True))
        )
    if type(pattern) is not type(other):
        return False
    if not isinstance(pattern, Struct):
        return bool(pattern == other)
    return all(
        _unify(getattr(pattern, n), getattr(other, n), renaming, _is_place(pattern, n))
        for n in pattern.__struct_fields__
    )


def _is_place(node: Any, name: str) -> bool:
    """Whether the field holds indices or arguments of a name."""
    return (type(node), name) in {
        (Sym, "index"),
        (Density, "of"),
        (Density, "given"),
        (Apply, "args"),
    }


def substitute(expr: Expr, renaming: Mapping[Expr, Expr]) -> Expr:
    """The expression under the renaming, its bound variables renamed where they would clash."""
    renaming = {old: new for old, new in renaming.items() if old != new}
    return _substituted(expr, renaming) if renaming else expr


def _substituted(node: Any, renaming: Mapping[Expr, Expr]) -> Any:
    if node in renaming:
        return renaming[node]
    if isinstance(node, Bind | Mean):
        node = apart(node, renaming)
        renaming = {old: new for old, new in renaming.items() if old not in bound(node)}
    return rebuild(node, lambda child: _substituted(child, renaming))


def bound(node: Bind | Mean) -> set[Expr]:
    """The variables that a binder binds."""
    if isinstance(node, Bind):
        return set(node.variables)
    return {variable for draw in node.draws for variable in draw.variables}


def apart(node: Bind | Mean, renaming: Mapping[Expr, Expr]) -> Any:
    """The binder with a prime on each bound variable that is also put in."""
    entering = {below for new in renaming.values() for below in walk(new)}
    clashing = [v for v in bound(node) if v in entering and isinstance(v, Sym)]
    primed = {v: Sym(v.name + "'", v.index) for v in clashing}
    return rebuild(node, lambda child: _renamed(child, primed)) if primed else node


def _renamed(node: Any, primed: Mapping[Any, Any]) -> Any:
    return primed[node] if node in primed else rebuild(node, lambda c: _renamed(c, primed))
