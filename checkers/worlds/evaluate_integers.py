"""The integers of a claim: sizes that a world chooses, and indices that it must hold for.

In x_t <= sum_{s=1}^T x_s the T is a size: some small number. The t is free: the claim must
hold for every value that x's index may take.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache
from itertools import islice, product

from checkers.notation.expr import Bind, Expr, Span, Sym
from checkers.notation.tree import children, is_plain, of_kind, walk
from checkers.notation.vocabulary import Size, Vocabulary
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_indices import binds, concrete, is_power_of_set

CHOICES = ((3, 2, 4), (2, 2, 3))
"""Small numbers that sizes take in turn, in a first and in a second setting."""
MAX_CASES = 64
ANY = "any"
"""A size without a name."""


def sizes(vocabulary: Vocabulary, exprs: Iterable[Expr], setting: int = 0) -> dict[str, int]:
    """A small number for every size name that is declared or bounds a range."""
    found = dict.fromkeys(_declared(vocabulary))
    exprs = tuple(exprs)
    running = {name for expr in exprs for name in _members(expr)}
    for expr in exprs:
        ends = (name for name in _bounds(expr) if name not in running)
        found.update(dict.fromkeys(name for name in ends if _integral(name, vocabulary)))
    cycle = CHOICES[setting]
    chosen = {name: cycle[place % len(cycle)] for place, name in enumerate(found)}
    # sizes that are not named are such that most shapes fit
    return (
        {ANY: next(iter(chosen.values()), cycle[0]), **chosen}
        if _unnamed(vocabulary)
        else chosen
    )


def _unnamed(vocabulary: Vocabulary) -> bool:
    symbols = vocabulary.symbols.values()
    return any(ANY in symbol.shape or ANY in symbol.family for symbol in symbols)


def _declared(vocabulary: Vocabulary) -> Iterator[str]:
    """Declared sizes, dimensions first: more vectors than that are rarely meant."""
    every: list[Size | None] = [v.length for v in vocabulary.variables.values()]
    symbols = vocabulary.symbols.values()
    every.extend(size for symbol in symbols for size in symbol.shape)
    every.extend(size for symbol in symbols for size in symbol.family)
    yield from (size for size in every if isinstance(size, str) and size != ANY)


@lru_cache(maxsize=1 << 12)
def _bounds(expr: Expr) -> tuple[str, ...]:
    """The names that end a range: the k of z_{1:k}, the T of a sum."""
    ranges = [p for p in walk(expr) if isinstance(p, Bind | Span) and _ranges(p)]
    domains = (part.domain for part in ranges if isinstance(part, Bind))
    lengths = [domain.args[1] for domain in domains if is_power_of_set(domain)]
    ends = (end for end in (*(part.high for part in ranges), *lengths) if end is not None)
    return tuple(name for end in ends for name in _names(end))


@lru_cache(maxsize=1 << 12)
def _members(expr: Expr) -> frozenset[str]:
    """The names in indices of single members: the t of x_t and x_{t-1}."""
    single = (
        i for symbol in of_kind(expr, Sym) for i in symbol.index if not isinstance(i, Span)
    )
    return frozenset(name for index in single for name in _names(index))


def _ranges(part: Bind | Span) -> bool:
    return not isinstance(part, Bind) or part.op in ("sum", "prod", "max", "min", "list")


def _names(expr: Expr) -> list[str]:
    return [symbol.name for symbol in of_kind(expr, Sym) if not symbol.index]


def _integral(name: str, vocabulary: Vocabulary) -> bool:
    """Whether a name in an index or bound stands for an integer."""
    symbol = vocabulary.symbols.get(name)
    if symbol is None:
        return name not in vocabulary.variables and name != "inf"
    return symbol.domain in ("integer", "natural") and not symbol.takes


def free(expr: Expr, vocabulary: Vocabulary) -> set[str]:
    """The names that stand in indices and are bound by no sum."""
    return {name for name in indexed(expr) if _integral(name, vocabulary)}


@lru_cache(maxsize=1 << 12)
def indexed(expr: Expr) -> frozenset[str]:
    """The names in the indices of an expression, less those it binds."""
    if is_plain(expr):
        return frozenset()
    found = frozenset().union(*map(indexed, children(expr)))
    if isinstance(expr, Sym):
        found |= {name for index in expr.index for name in _names(index)}
    return found - binds(expr)


def cases(
    exprs: tuple[Expr, ...], look: Evaluator, sizes: Mapping[str, int]
) -> Iterator[tuple[dict[str, int], tuple[Expr, ...]]]:
    """Every choice of the free indices, and the expressions with it and the sizes in place."""
    known = tuple(concrete(expr, sizes) for expr in exprs) if sizes else exprs
    names = sorted(set().union(*(free(expr, look.vocabulary) for expr in known)))
    if not names:
        yield {}, known
        return
    ranges = [_range(name, known, look) for name in names]
    for values in islice(product(*ranges), MAX_CASES):
        chosen = dict(zip(names, values, strict=True))
        yield chosen, tuple(concrete(expr, chosen) for expr in known)


def _range(name: str, exprs: tuple[Expr, ...], look: Evaluator) -> range:
    """What a free index runs over: the range of the family that it indexes."""
    for expr in exprs:
        for symbol in of_kind(expr, Sym):
            for place, index in enumerate(symbol.index):
                if name in _names(index):
                    found = look.world.extent(symbol, place, look)
                    if found is not None:
                        return found
    return range(1, 4)
