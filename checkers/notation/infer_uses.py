"""How single expressions use their names: what is applied, what has to be positive."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from functools import lru_cache
from itertools import pairwise
from typing import Any

from checkers.notation import operators as op
from checkers.notation.expr import Apply, Compare, Density, Expr, Num, Sym
from checkers.notation.passages.pieces import words
from checkers.notation.vocabulary import Domain, Size

OPERATORS = words("T H I E")
"""Heads of one letter that are operators."""


def needed(argument: Expr) -> tuple[str | None, Domain]:
    """The name that has to be positive, or, in 1 - D, between 0 and 1."""
    if isinstance(argument, Apply) and argument.head == "+" and len(argument.args) == 2:
        first, second = argument.args
        if isinstance(first, Num) and isinstance(second, Apply) and second.head == "neg":
            return bare(second.args[0]), "unit"
    return bare(argument), "positive"


def domains(nodes: Iterable[Apply]) -> dict[str, Domain]:
    """Where logarithms and roots need their arguments to lie."""
    found: dict[str, Domain] = {}
    for node in nodes:
        if node.head in ("log", "sqrt"):
            name, domain = needed(node.args[0])
            if name and found.get(name) != "unit":
                found[name] = domain
    return found


def bare(expr: Expr) -> str | None:
    """The name of a plain symbol or of a function applied to plain things."""
    if isinstance(expr, Sym):
        return expr.name
    return expr.head if isinstance(expr, Apply) and is_function(expr.head) else None


def applied(node: Apply) -> tuple[str | None, tuple[str, ...], frozenset[str]]:
    """The function that a node applies, its arguments' names, and what else it must be."""
    arguments = node.args
    traits: frozenset[str] = frozenset()
    if node.head == "apply":
        inner: Any = node.args[0]
        arguments = node.args[1:]
        while isinstance(inner, Apply) and inner.args:
            traits |= TRAITS.get(inner.head, frozenset())
            inner = inner.args[0]
        name = inner.name if isinstance(inner, Sym) else None
    else:
        name = node.head if is_function(node.head) else None
    takes = tuple(
        a.name if isinstance(a, Sym) else letter
        for a, letter in zip(arguments, "xyzuvwst", strict=False)
    )
    return name, takes, traits


TRAITS = {
    "inverse": frozenset(("bijection",)),
    "jacobian": frozenset(("bijection",)),
    "prime": frozenset(("smooth",)),
}


@lru_cache(maxsize=1 << 10)
def is_function(head: str) -> bool:
    """A letter, perhaps with a mark, that is no operator."""
    base = head.split("_")[0].rstrip("'")
    return head not in OPERATORS and ((len(base) == 1 and base.isalpha()) or base in op.GREEK)


def entries(density: Density) -> tuple[Expr, ...]:
    """The arguments of a law; of ``x = 1`` the variable."""
    entries = (*density.of, *density.given)
    return tuple(e.left if isinstance(e, Compare) else e for e in entries)


def base(what: Expr) -> str:
    """The letters of what a definition defines."""
    if isinstance(what, Apply):
        inner = what.args[0] if what.head == "apply" else None
        return inner.name if isinstance(inner, Sym) else what.head
    return what.name if isinstance(what, Sym | Density) else ""


def ordered(names: Iterable[str]) -> tuple[str, ...]:
    """Each name once, in the order of its first use."""
    return tuple(dict.fromkeys(names))


def shapes(nodes: Sequence[Apply]) -> dict[str, tuple[Size, ...]]:
    """Capitals under T, det, tr or an inverse are matrices, small letters under T vectors.

    So is what stands beside a matrix in a product: capitals are matrices, and a small letter
    right behind one is a vector.
    """
    found: dict[str, tuple[Size, ...]] = {}
    for node in nodes:
        if node.head in TENSOR_HEADS or (node.head == "^" and node.args[1] == MINUS_ONE):
            _note(node.args[0], found, capitals_only=node.head != "T")
    products = [node.args for node in nodes if node.head == "*"]
    size = -1
    while size < len(found):
        size = len(found)
        for factors in products:
            _spread(factors, found)
    numbers = {name for factors in products for name in _scaling(factors, found)}
    return {name: shape for name, shape in found.items() if name not in numbers}


TENSOR_HEADS = words("T det tr")
MINUS_ONE = Apply("neg", (Num(Fraction(1)),))


def _spread(factors: Sequence[Expr], found: dict[str, tuple[Size, ...]]) -> None:
    """Give the neighbours of matrices in a product their shapes."""
    for left, right in pairwise(factors):
        if len(_shape(left, found)) == 2:
            _note(right, found, capitals_only=False)
        if _shape(right, found):
            _note(left, found, capitals_only=True)


def _scaling(factors: Sequence[Expr], found: dict[str, tuple[Size, ...]]) -> Iterator[str]:
    """Small letters before a matrix scale it, for a vector would be transposed there."""
    for left, right in pairwise(factors):
        if isinstance(left, Sym) and left.name[:1].islower() and len(_shape(right, found)) == 2:
            yield left.name


def _shape(expr: Expr, found: dict[str, tuple[Size, ...]]) -> tuple[Size, ...]:
    inner = expr.args[0] if isinstance(expr, Apply) and expr.args else expr
    return found.get(inner.name, ()) if isinstance(inner, Sym) else ()


def _note(expr: Expr, found: dict[str, tuple[Size, ...]], *, capitals_only: bool) -> None:
    if isinstance(expr, Sym) and not expr.index:
        if expr.name[:1].isupper():
            found.setdefault(expr.name, ("n", "n"))
        elif not capitals_only:
            found.setdefault(expr.name, ("n",))
