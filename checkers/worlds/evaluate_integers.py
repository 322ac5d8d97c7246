"""The integers of a claim: sizes that a world chooses, and indices that it must hold for.

In x_t <= sum_{s=1}^T x_s the T is a size: some small number. The t is free: the claim must
hold for every value that x's index may take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import islice, product

from checkers.notation.expr import Bind, Expr, Span, Sym
from checkers.notation.tree import children, walk
from checkers.notation.vocabulary import Size, Vocabulary
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_indices import concrete

CHOICES = ((3, 2, 4), (2, 3, 2))
"""Small numbers that sizes take in turn, in a first and in a second setting."""
MAX_CASES = 64


def sizes(vocabulary: Vocabulary, exprs: Iterable[Expr], setting: int = 0) -> dict[str, int]:
    """A small number for every size name that is declared or bounds a range."""
    found = dict.fromkeys(_declared(vocabulary))
    for expr in exprs:
        found.update(dict.fromkeys(_bounds(expr, vocabulary)))
    cycle = CHOICES[setting]
    return {name: cycle[place % len(cycle)] for place, name in enumerate(found)}


def _declared(vocabulary: Vocabulary) -> Iterator[str]:
    every: list[Size | None] = [v.length for v in vocabulary.variables.values()]
    for symbol in vocabulary.symbols.values():
        every.extend((*symbol.family, *symbol.shape))
    yield from (size for size in every if isinstance(size, str))


def _bounds(expr: Expr, vocabulary: Vocabulary) -> Iterator[str]:
    """Undeclared names and integers that end a range: the k of z_{1:k}, the T of a sum."""
    for part in walk(expr):
        if isinstance(part, Bind | Span) and part.high is not None:
            for name in _names(part.high):
                if _integral(name, vocabulary) and _is_size(part):
                    yield name


def _is_size(part: Bind | Span) -> bool:
    return not isinstance(part, Bind) or part.op in ("sum", "prod", "max", "min", "list")


def _names(expr: Expr) -> Iterator[str]:
    for part in walk(expr):
        if isinstance(part, Sym) and not part.index:
            yield part.name


def _integral(name: str, vocabulary: Vocabulary) -> bool:
    symbol = vocabulary.symbols.get(name)
    if symbol is None:
        return name not in vocabulary.variables and name != "inf"
    return symbol.domain in ("integer", "natural") and not symbol.takes


def free(expr: Expr, vocabulary: Vocabulary, bound: frozenset[str] = frozenset()) -> set[str]:
    """The names that stand in indices and are bound by no sum."""
    if isinstance(expr, Bind):
        bound |= {variable.name for variable in expr.variables if not variable.index}
    found = set()
    if isinstance(expr, Sym):
        found = {name for index in expr.index for name in _names(index)} - bound
        found = {name for name in found if _integral(name, vocabulary)}
    for child in children(expr):
        found |= free(child, vocabulary, bound)
    return found


def cases(
    exprs: tuple[Expr, ...], look: Evaluator, sizes: Mapping[str, int]
) -> Iterator[tuple[Expr, ...]]:
    """The expressions with sizes in place, for every value of their free indices."""
    known = tuple(concrete(expr, sizes) for expr in exprs)
    names = sorted(set().union(*(free(expr, look.vocabulary) for expr in known)))
    ranges = [_range(name, known, look) for name in names]
    for values in islice(product(*ranges), MAX_CASES):
        integers = dict(zip(names, values, strict=True))
        yield tuple(concrete(expr, integers) for expr in known)


def _range(name: str, exprs: tuple[Expr, ...], look: Evaluator) -> range:
    """What a free index runs over: the range of the family that it indexes."""
    for expr in exprs:
        for part in walk(expr):
            if isinstance(part, Sym):
                for place, index in enumerate(part.index):
                    found = look.world.extent(part, place, look)
                    if found is not None and name in _names(index):
                        return found
    return range(1, 4)
