"""Declared functions of variables, as tables over their values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from checkers.notation.expr import Expr, Sym
from checkers.notation.vocabulary import Symbol, Vocabulary
from checkers.worlds import finite_table as tables
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_indices import key
from checkers.worlds.field import Field, Unknown, permuted, rename
from checkers.worlds.finite_arguments import at_values, is_moved, placed, root, without

if TYPE_CHECKING:
    from checkers.worlds.finite import FiniteWorld

Called = tuple[str, Symbol | None]
"""The name of a function or of a member of a family of them, and what is declared of it."""


def called(member: Sym, vocabulary: Vocabulary) -> Called:
    """A member of a family of functions: f_1 by itself, or of all f_k."""
    own, symbols = key(member), vocabulary.symbols
    symbol = symbols.get(own, symbols.get(member.name))
    fits = symbol is not None and (
        "several" in symbol.traits or len(symbol.family) in (0, len(member.index))
    )
    return own, symbol if fits else None


def tabled(
    world: FiniteWorld, function: Called, args: tuple[Expr, ...], look: Evaluator
) -> Field | None:
    """The table of a function at variables; None where it is no table."""
    head, symbol = function
    if symbol is None or not symbol.takes or symbol.shape or head in world.untabled:
        return None
    values = at_values(symbol.takes, args, world.variables, look)
    if values:
        within = look.without(Sym(slot.variable) for slot in values)
        whole = tabled(world, function, without(values, symbol.takes, args), within)
        return whole and placed(whole, values, world.measure)
    moves = _moves(world, args, look)
    if moves is None:
        return None
    label = f"{head}({','.join(moves)})"
    shape = tuple(world.measure(name).points.size(name) for name in moves)
    data, axes = world.draws.draw(label, shape, symbol.domain), tuple(moves.values())
    order = sorted(range(len(axes)), key=axes.__getitem__)
    places = (0, *(1 + place for place in order))
    field = Field(permuted(data, places), tuple(axes[place] for place in order))
    scale = world.scales.get(head)
    return tables.over(field, rename(scale, moves)) if scale else field


def _moves(
    world: FiniteWorld, args: tuple[Expr, ...], look: Evaluator
) -> dict[str, str] | None:
    """The axis for each variable among the arguments; None if one is no variable here."""
    moves: dict[str, str] = {}
    for arg in args:
        name = root(arg, world.variables) if isinstance(arg, Sym) else None
        if name is None or name in moves or not isinstance(arg, Sym):
            return None
        space = look.world.space(arg, look)
        if space is None:
            return None
        if is_moved(arg, look):
            raise Unknown(f"a function is a table over the values of {name} only")
        if space.points.data is not world.measure(name).points.data:
            return None  # another world says where the variable runs
        moves[name] = space.axis
    return moves
