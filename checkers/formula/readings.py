r"""Readings of a formula that a question allows: entries for a vector, a density for a law.

``\sum_j A_{ij} x_j`` is the entry i of A x; ``|A|`` is a matrix's determinant as well as the
size of it; the density of a law says which law it is.
"""

from __future__ import annotations

from typing import Any

from msgspec import structs

from checkers.notation.expr import Apply, Bind, Density, Expr, Sym
from checkers.notation.free import names_in
from checkers.notation.tree import replace, walk
from checkers.notation.vocabulary import Symbol, Vocabulary


def free_indices(expr: Expr, vocabulary: Vocabulary) -> list[str]:
    """The letters that choose an entry and are neither declared nor bound, in order."""
    nodes = list(walk(expr))
    bound = {v for node in nodes if isinstance(node, Bind) for v in node.variables}
    found = dict.fromkeys(
        place.name
        for node in nodes
        for place in _places(node)
        for place in walk(place)
        if isinstance(place, Sym) and place not in bound and not place.index
    )
    known = {*vocabulary.symbols, *vocabulary.variables}
    return sorted(name for name in found if name not in known)


def _places(node: Any) -> tuple[Expr, ...]:
    if isinstance(node, Sym):
        return node.index
    is_entry = isinstance(node, Apply) and node.head == "entry"
    return node.args[1:] if is_entry else ()


def with_determinants(expr: Expr, court: Any) -> Expr | None:
    """The expression with |A| as det A where A is a matrix; None where there is none."""
    from checkers.formula.agreement import values

    sizes = [n for n in walk(expr) if isinstance(n, Apply) and n.head == "abs"]
    inner = values(court, [node.args[0] for node in sizes]) if sizes else []
    matrices = [
        node for node, field in zip(sizes, inner, strict=True) if field and field.rank == 2
    ]
    if not matrices:
        return None
    return replace(expr, {node: Apply("det", node.args) for node in matrices})


def density_point(answer: Expr, law: Apply, vocabulary: Vocabulary) -> str | None:
    """The one letter, a number, at which an answer gives a density rather than the law."""
    if isinstance(answer, Density | Sym):
        return None
    letters = {n.name for n in walk(answer) if isinstance(n, Sym)} & names_in(answer)
    points = sorted(letters - names_in(law) - {"pi", "e", "inf"})
    known = vocabulary.symbols.get(points[0]) if points else None
    is_number = len(points) == 1 and (known is None or not known.shape)
    return points[0] if is_number else None


def with_number(vocabulary: Vocabulary, name: str) -> Vocabulary:
    """The vocabulary in which the letter is a number, if it was nothing."""
    if name in vocabulary.symbols or name in vocabulary.variables:
        return vocabulary
    symbols = dict(vocabulary.symbols) | {name: Symbol(name)}
    return structs.replace(vocabulary, symbols=symbols)
