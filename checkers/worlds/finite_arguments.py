"""What the arguments of a law are: variables, copies of variables, or values.

p(x) takes the law at every value of x; p(x_2), where x is the variable, at every value of a
copy of it; p(x = 1) and p(G(z)) at the values given.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from checkers.notation.expr import Apply, Compare, Density, Expr, Num, Sym
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Law, Variable, Vocabulary
from checkers.worlds import evaluate_laws as laws
from checkers.worlds.evaluate_indices import OutOfRange, key
from checkers.worlds.evaluate_operators import condition, is_complex
from checkers.worlds.field import Field, Space, Unknown, combine, multiply, reduce, rename
from checkers.worlds.finite_table import Names

if TYPE_CHECKING:
    from checkers.worlds.evaluate import Evaluator

MARKS = ("_tilde", "_hat", "_prime", "_bar", "_star", "'")
"""A marked letter is another value of the same variable: z', z_tilde."""
Variables = Mapping[str, Variable]


class Slot(NamedTuple):
    """One argument of a law: the law's variable, and the axis or the value it is taken at.

    `copy` is the index of an independent copy: 2 for z_2, where z is the variable.
    """

    variable: str
    axis: str | None = None
    at: Field | None = None
    copy: tuple[Expr, ...] = ()


def root(symbol: Sym, variables: Variables) -> str | None:
    """The declared variable that a symbol is, or is a copy of: z for z_1, z', z_tilde."""
    if not all(isinstance(index, Num) for index in symbol.index):
        return None
    own = key(symbol) if symbol.index else symbol.name
    if own in variables:
        return own
    plain = unmarked(symbol.name)
    marked = key(Sym(plain, symbol.index)) if symbol.index else plain
    others = (symbol.name, marked, plain, symbol.name.lower())
    return next((name for name in others if name in variables), None)


def check_range(symbol: Sym, vocabulary: Vocabulary) -> None:
    """Raise OutOfRange for a member that a sequence does not have."""
    variable = vocabulary.variables.get(symbol.name)
    if variable is not None and variable.length is not None and symbol.index:
        raise OutOfRange(f"{symbol.name} has no such member")


def check_member(name: str, vocabulary: Vocabulary) -> None:
    """The same, for the name of a member: h_0."""
    stem, _, number = name.rpartition("_")
    if number.isdigit():
        check_range(Sym(stem, (Num(Fraction(number)),)), vocabulary)


def unmarked(name: str) -> str:
    """The letter without its marks, numbered as before: x_1 for x'_1."""
    stem, _, number = name.rpartition("_")
    if number.isdigit() and stem:
        return f"{unmarked(stem)}_{number}"
    for mark in MARKS:
        name = name.removesuffix(mark)
    return name


def names(slots: list[Slot]) -> Names:
    """The law's variables that the slots fill."""
    return frozenset(slot.variable for slot in slots)


def slots(
    density: Density, vocabulary: Vocabulary, variables: Variables, look: Evaluator
) -> tuple[list[Slot], list[Slot]] | None:
    """The slots before and after the bar, or None if no such law is declared."""
    law = _meant(density, vocabulary)
    if law is None:
        return None
    if _keys(density.of, look) & _keys(density.given, look):
        raise OutOfRange("a variable is given itself")
    of = _filled(density.of, _said(density) or law.of, law, variables, look)
    others = law.given or tuple(name for name in law.of if name not in names(of))
    given = density.given
    if not _is_step(law):
        given = tuple(e for e in given if not _is_parameter(e, of, variables))
    return of, _filled(given, others, law, variables, look)


def parameters(density: Density, variables: Variables, look: Evaluator) -> tuple[Expr, ...]:
    """What stands behind the bar or semicolon and is no variable: the t of p(x; t)."""
    entries = (m for entry in density.of for m in _opened(entry, look))
    of = [Slot(name) for entry in entries for name in _roots(entry, variables)]
    return tuple(e for e in density.given if _is_parameter(e, of, variables))


def _opened(entry: Expr, look: Evaluator) -> tuple[Expr, ...]:
    """The members of a sequence, else the entry."""
    return laws.members(entry, look) if isinstance(entry, Sym) else (entry,)


def _keys(entries: tuple[Expr, ...], look: Evaluator) -> set[str]:
    symbols = (entry for entry in entries if isinstance(entry, Sym))
    return {key(member) for symbol in symbols for member in laws.members(symbol, look)}


def _is_parameter(entry: Expr, of: list[Slot], variables: Variables) -> bool:
    """Whether an entry has no variable in it, or only one that is asked for: p(m; m_0)."""
    return _roots(entry, variables) <= names(of)


def _roots(entry: Expr, variables: Variables) -> set[str]:
    """The variables in an entry; a sequence by its own name."""
    symbols = [part for part in walk(entry) if isinstance(part, Sym)]
    found = {root(part, variables) or part.name for part in symbols}
    strange = found - variables.keys()
    sequences = {each.name for each in variables.values()} if strange else set()
    return found - (strange - sequences)


def _meant(density: Density, vocabulary: Vocabulary) -> Law | None:
    small = density.name.lower()
    own = [law for law in vocabulary.laws if law.name == density.name]
    own = own or [law for law in vocabulary.laws if law.name == small]
    fitting = [law for law in own if len(law.of) >= len(density.of)]
    return next(iter(fitting or own), None)


def _said(density: Density) -> tuple[str, ...]:
    """The variables that the law's name says it is over: p_Z(x) is the law of z at x."""
    said = density.variable
    if isinstance(said, Sym):
        return (said.name,)
    if isinstance(said, Apply) and said.head == "()":
        return tuple(part.name for part in said.args if isinstance(part, Sym))
    return ()


def _filled(
    entries: tuple[Expr, ...],
    places: tuple[str, ...],
    law: Law,
    variables: Variables,
    look: Evaluator,
) -> list[Slot]:
    """The slots of the entries; an entry that is no variable fills the place it stands in.

    So does a copy of what the law is over: p(x') and, of a law q(x'|x), q(x|x').
    """
    found: list[Slot] = []
    for place, entry in enumerate(entries):
        name = places[place] if place < len(places) else None
        copy = entry if isinstance(entry, Sym) and not is_moved(entry, look) else None
        if name is not None and copy is not None and _is_copy(copy, name, law):
            found.append(Slot(name, axis=key(copy)))
        elif copy is not None and (own := _place_of(copy, places, law)):
            found.append(Slot(own, axis=key(copy)))
        else:
            found.extend(_slot(entry, name, variables, look))
    return found


def _is_copy(entry: Sym, place: str, law: Law) -> bool:
    if entry.index or unmarked(entry.name) != unmarked(place):
        return False
    return _is_step(law) or (entry.name != place and entry.name not in law.of + law.given)


def _place_of(entry: Sym, places: tuple[str, ...], law: Law) -> str | None:
    """The variable that a marked letter is another value of, in whatever order: p(y', x)."""
    plain = unmarked(entry.name)
    marked = plain != entry.name and entry.name not in law.of + law.given
    return plain if marked and not entry.index and plain in places else None


def _is_step(law: Law) -> bool:
    """Whether a law leads from a variable to a copy of it: q(x'|x)."""
    return bool(law.given) and len({*map(unmarked, law.of + law.given)}) == 1


def _slot(entry: Expr, place: str | None, variables: Variables, look: Evaluator) -> list[Slot]:
    if isinstance(entry, Compare) and entry.relation == "=" and isinstance(entry.left, Sym):
        name = root(entry.left, variables)
        if name is None:
            check_range(entry.left, look.vocabulary)
        return [_valued(name, entry.right, variables, look)]
    if isinstance(entry, Sym):
        found = [(each, root(each, variables)) for each in laws.members(entry, look)]
        if all(name for _, name in found) and not any(is_moved(e, look) for e, _ in found):
            return [_variable(each, name) for each, name in found if name]
        check_range(entry, look.vocabulary)
    return [_valued(place, entry, variables, look)]


def is_moved(symbol: Sym, look: Evaluator) -> bool:
    """Whether a variable has been given values that are not its own. Unknown: along a contour,
    for a table has no slope.
    """
    bound = look.bindings.get(symbol)
    if bound is None or bound.axes == (key(symbol),):
        return False
    if is_complex(bound.data):
        raise Unknown(f"what is a table over the values of {symbol.name} has no slope")
    return True


def _variable(symbol: Sym, name: str) -> Slot:
    axis = key(symbol)
    own = key(Sym(unmarked(symbol.name), symbol.index)) if symbol.index else name
    return Slot(name, axis=axis, copy=() if name in (axis, own) else symbol.index)


def _valued(name: str | None, value: Expr, variables: Variables, look: Evaluator) -> Slot:
    found = name and root(Sym(name), variables)
    if not found:
        raise Unknown("which variable an argument of a law belongs to is not said")
    if not variables[found].values:
        raise Unknown(
            f"a law is taken at a value of {found}, but the values of {found} are not declared"
        )
    return Slot(found, at=look.value(value))


def at_values(
    takes: tuple[str, ...], args: tuple[Expr, ...], variables: Variables, look: Evaluator
) -> list[Slot]:
    """The places where a function of variables is taken at numbers: f(0, y)."""
    if len(takes) != len(args):
        return []
    return [
        Slot(name, at=look.value(arg))
        for name, arg in zip(takes, args, strict=True)
        if isinstance(arg, Num) and name in variables and variables[name].values
    ]


def without(
    values: list[Slot], takes: tuple[str, ...], args: tuple[Expr, ...]
) -> tuple[Expr, ...]:
    """The arguments with variables in the place of these values."""
    names = {slot.variable for slot in values}
    pairs = zip(takes, args, strict=True)
    return tuple(Sym(name) if name in names else arg for name, arg in pairs)


def placed(field: Field, slots: list[Slot], measure: Callable[[str], Space]) -> Field:
    """A table over the law's own variables, taken at the slots."""
    for slot in slots:
        if slot.at is not None:
            field = _selected(field, slot.variable, slot.at, measure(slot.variable).points)
    moves = {slot.variable: slot.axis for slot in slots if slot.axis}
    if all(name == axis for name, axis in moves.items()):
        return field
    if len(set(moves.values())) < len(moves):
        raise Unknown("a law at the same variable twice")
    return rename(field, {name: axis for name, axis in moves.items() if axis})


def _selected(field: Field, name: str, at: Field, points: Field) -> Field:
    """The field where the variable has that value; 0 where it never has."""
    chosen = condition("=", at, points)
    return reduce("sum", combine(multiply, field, chosen), name)
