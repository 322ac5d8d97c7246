"""What worlds a claim needs: sizes, style, and how its letters are to be taken.

Everything that has to be known of a claim before worlds are drawn for it is one `Setting`;
claims with the same setting share their worlds.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from checkers.notation.expr import Apply, Bind, Density, Derivative, Expr, Mean, Num, Span, Sym
from checkers.notation.operators import FUNCTIONALS
from checkers.notation.tree import is_plain, walk
from checkers.notation.vocabulary import Vocabulary
from checkers.worlds import evaluate_integers as integers
from checkers.worlds.draws import Draws, Style
from checkers.worlds.evaluate_indices import key, span
from checkers.worlds.finite_families import families

ARITHMETIC = frozenset({"+", "neg", "*", "/"})


NUMBER = "0"
"""Stands for any number among the arguments of a call."""


class Setting(NamedTuple):
    """What a batch of worlds is drawn for: the sizes chosen, the style, and whether lines
    are lines (1) or planes (2), where variables change; else variables have few values (0).
    `adopted` are undeclared variables that are summed over, `untabled` the functions that
    are taken at more than variables, `families` the laws with several values of parameters.
    `few` worlds are drawn where second derivatives make them slow. With `lines` the variables
    are so many numbers, for something is differentiated by one; `bowls` are functions in
    exponents then, which grow with one sign or the other.
    """

    sizes: tuple[tuple[str, int], ...]
    style: Style = "plain"
    dimension: int = 0
    adopted: tuple[str, ...] = ()
    untabled: tuple[str, ...] = ()
    families: tuple[str, ...] = ()
    few: bool = False
    lines: int = 0
    bowls: tuple[tuple[str, int], ...] = ()


def settings(vocabulary: Vocabulary, exprs: tuple[Expr, ...], smooth: bool) -> list[Setting]:
    """One setting, or two with different sizes where there are sizes to choose.

    `smooth`: laws are carried from one variable to another, on lines and planes.
    """
    exprs += tuple(right for _, right in vocabulary.definitions)
    telling = tuple(expr for expr in exprs if not is_plain(expr))
    sizes = integers.sizes(vocabulary, telling)
    kept = [sizes, integers.sizes(vocabulary, telling, 1)] if sizes else [sizes]
    moved = not smooth and _are_moved(exprs, vocabulary)
    adopted = tuple(sorted(_summed(telling, vocabulary)))
    sloped = _sloped(exprs, adopted, vocabulary) if telling and not smooth else (0, ())
    dimensions = (1, 2) if smooth else (int(moved or sloped[0] > 0),)
    untabled = tuple(sorted(_taken_elsewhere(exprs, adopted, vocabulary)))
    few = any(map(_is_curved, telling))
    several = tuple(sorted(families(telling, vocabulary)))
    taken = (adopted, untabled, several, few, *sloped)
    return [
        Setting(tuple(sorted(sizes.items())), "plain", dimension, *taken)
        for sizes in kept
        for dimension in dimensions
    ]


@lru_cache(maxsize=1 << 12)
def _is_curved(expr: Expr) -> bool:
    """Whether something is differentiated twice."""
    slopes = (part for part in walk(expr) if isinstance(part, Derivative))
    return any(len(part.by) > 1 or _has_slope(part.body) for part in slopes)


@lru_cache(maxsize=1 << 12)
def _differentiated(expr: Expr) -> frozenset[str]:
    """The names of what something is differentiated by."""
    by = (each for part in walk(expr) if isinstance(part, Derivative) for each in part.by)
    return frozenset(filter(None, map(_named, by)))


def _has_slope(expr: Expr) -> bool:
    return any(isinstance(part, Derivative) for part in walk(expr))


def _taken_elsewhere(
    exprs: tuple[Expr, ...], adopted: tuple[str, ...], vocabulary: Vocabulary
) -> Iterator[str]:
    """The functions that some expression applies to more than variables, D(G(z)), or by whose
    arguments something is differentiated.
    """
    functions = {n for n, symbol in vocabulary.symbols.items() if symbol.takes}
    moved = frozenset().union(*map(_differentiated, exprs)) if functions else frozenset()
    variables = {*vocabulary.variables, *adopted} - moved
    listed = {n for n in functions if _are_listed(vocabulary.symbols[n].takes, vocabulary)}
    for expr in exprs if functions else ():
        for head, names in _calls(expr):
            if head in functions and not names <= variables | (listed & {head} and {NUMBER}):
                yield head


def _are_listed(names: tuple[str, ...], vocabulary: Vocabulary) -> bool:
    """Whether all these are variables of a few values, so that f(0) is an entry of a table."""
    known = vocabulary.variables
    return all(name in known and known[name].values for name in names)


@lru_cache(maxsize=1 << 12)
def _calls(expr: Expr) -> tuple[tuple[str, frozenset[str]], ...]:
    """Every operator or function in an expression, with the names of its arguments."""
    applied = {part for part in walk(expr) if isinstance(part, Apply)}
    return tuple((part.head, frozenset(map(_named, part.args))) for part in applied)


def _named(arg: Expr) -> str:
    """The name of a variable, x_1 for x with index 1; that of a sequence for its members."""
    if not isinstance(arg, Sym):
        return NUMBER if isinstance(arg, Num) else ""
    numbered = all(isinstance(index, Num) for index in arg.index)
    return key(arg) if numbered and arg.index else arg.name


def _sloped(
    exprs: tuple[Expr, ...], adopted: tuple[str, ...], vocabulary: Vocabulary
) -> tuple[int, tuple[tuple[str, int], ...]]:
    """How many numbers the variables are, if something is differentiated by one, and the
    functions in exponents.
    """
    by = frozenset().union(*map(_differentiated, exprs))
    if not by & {*vocabulary.variables, *adopted}:
        return 0, ()
    from checkers.worlds.smooth_laws import confined, lines

    found = lines(vocabulary).union(adopted)
    if not found & by:
        return 0, ()
    return len(found), tuple(sorted(confined(exprs, vocabulary).items()))


def is_smooth(vocabulary: Vocabulary) -> bool:
    """Whether laws are carried from one variable to another."""
    from checkers.worlds import smooth_world

    return smooth_world.build(vocabulary, Draws(1), {}) is not None


def _are_moved(exprs: tuple[Expr, ...], vocabulary: Vocabulary) -> bool:
    """Whether a density on the line is taken at what arithmetic makes: p_Z((x - b) / a).

    Where something is integrated too, nodes for all scales would be needed: that is left.
    """
    lines = {n for n, variable in vocabulary.variables.items() if variable.space == "line"}
    return (
        bool(lines)
        and all(lines.issuperset(law.of) and not law.given for law in vocabulary.laws)
        and any(map(_is_moved, exprs))
        and not any(map(_is_integrated, exprs))
    )


@lru_cache(maxsize=1 << 12)
def _is_moved(expr: Expr) -> bool:
    points = (p.of[0] for p in walk(expr) if isinstance(p, Density) and len(p.of) == 1)
    return any(isinstance(at, Apply) and at.head in ARITHMETIC for at in points)


@lru_cache(maxsize=1 << 12)
def _is_integrated(expr: Expr) -> bool:
    return any(
        isinstance(part, Mean)
        or (isinstance(part, Bind) and part.low is None)
        or (isinstance(part, Apply) and part.head in FUNCTIONALS)
        for part in walk(expr)
    )


def _summed(exprs: tuple[Expr, ...], vocabulary: Vocabulary) -> set[str]:
    """Undeclared names that functions take and that are summed over all their values, and
    all others that a function takes beside one of these.
    """
    taken = [set(symbol.takes) for symbol in vocabulary.symbols.values()]
    known = vocabulary.symbols.keys() | vocabulary.variables.keys()
    open_names = {
        name
        for name in set().union(*taken) - known
        if name.rpartition("_")[0] not in vocabulary.variables
    }
    if not open_names:
        return set()
    found = {name for expr in exprs for name in _wholly(expr) & open_names}
    slopes = frozenset().union(*map(_differentiated, exprs))
    for _ in taken:
        beside = (names & open_names - slopes for names in taken if names & found)
        found = found.union(*beside)
    return found


@lru_cache(maxsize=1 << 12)
def _wholly(expr: Expr) -> frozenset[str]:
    """The names that a sum, integral or optimum in an expression takes over all values."""
    binders = (part for part in walk(expr) if isinstance(part, Bind) and part.op != "lim")
    return frozenset(
        _named(variable)
        for part in binders
        if part.low is None and part.domain is None
        for variable in part.variables
    )


def subjects_of(expr: Expr) -> list[str]:
    """The variables of the first density in an expression: z in log p(z|x)."""
    for part in walk(expr):
        if isinstance(part, Density):
            return [name for each in part.of if isinstance(each, Sym) for name in _keys(each)]
    return []


def _keys(symbol: Sym) -> list[str]:
    """The names of the variables that a symbol with concrete indices is: of x_{1:3} three."""
    index = symbol.index[0] if len(symbol.index) == 1 else None
    if isinstance(index, Span) and index.low is not None and index.high is not None:
        return [f"{symbol.name}_{i}" for i in span(index.low, index.high)]
    return [key(symbol)] if single(symbol) else []


def single(symbol: Sym) -> bool:
    """Whether a symbol is one variable, its indices being numbers."""
    return all(isinstance(index, Num) for index in symbol.index)
