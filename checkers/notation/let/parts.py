"""What waits for all names: parts of a matrix, its eigenvectors, counts in data."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from fractions import Fraction

from msgspec import Struct
from msgspec.structs import replace

from checkers.notation.expr import Apply, Bind, Expr, Num, Sym
from checkers.notation.let.builder import Builder
from checkers.notation.let.names import Name
from checkers.notation.let.words import NOTHING, Meaning
from checkers.notation.vocabulary import Size, Symbol

HEADS = {
    "columns": "column", "column": "column", "rows": "row", "row": "row",
    "entries": "entry", "entry": "entry", "components": "entry",
    "eigenvectors": "eigenvector", "eigenvector": "eigenvector",
    "eigenvalues": "eigenvalue", "eigenvalue": "eigenvalue",
}  # fmt: skip
IDENTITY = Meaning("number", 2, traits=frozenset(("identity",)))


class Later(Struct):
    """What of the clauses has to wait until all names are declared, in this order."""

    facts: list[tuple[str, Callable[[Builder], None]]] = []
    equations: list[str] = []
    parts: list[Callable[[Builder], None]] = []


def relate(
    builder: Builder, name: Name, part: str, whole: str, *, turned: bool = False
) -> None:
    """Say that the names are parts of a matrix: a definition of each; entries need none.

    `turned`: their transposes are, as in "rows w_j^T".
    """
    head = HEADS.get(part)
    if head is None or name.base == whole or not name.index:
        return
    matrix = whole if _is_matrix(builder, whole) else _unit(builder)
    symbol = _part_symbol(name, head, builder.symbols[matrix])
    value: Expr = Apply(head, (Sym(matrix), *name.index))
    if turned:
        symbol, value = replace(symbol, shape=symbol.shape[1:]), Apply("T", (value,))
    builder.symbols[name.base] = symbol
    builder.definitions.append((Sym(name.base, name.index), value))


def _is_matrix(builder: Builder, name: str) -> bool:
    return name in builder.symbols and len(builder.symbols[name].shape) == 2


def _unit(builder: Builder) -> str:
    """Unit rows and columns are those of an identity matrix."""
    if "I" not in builder.symbols:
        builder.declare(Name("I"), IDENTITY)
    return "I"


def _part_symbol(name: Name, head: str, matrix: Symbol) -> Symbol:
    rows, columns = matrix.shape
    shapes: dict[str, tuple[Size, ...]] = {
        "column": (rows,), "eigenvector": (rows,), "row": (1, columns)
    }  # fmt: skip
    families: dict[str, tuple[Size, ...]] = {"row": (rows,), "entry": (rows, columns)}
    return Symbol(name.base, shapes.get(head, ()), family=families.get(head, (columns,)))


def count(builder: Builder, name: Name, what: str) -> None:
    """Define the number of ones, or of zeros, in the binary data declared last."""
    data = next(
        (s for s in reversed(builder.symbols.values()) if s.values == (0.0, 1.0) and s.family),
        None,
    )
    builder.declare(name, NOTHING)
    if data is None:
        return
    index, one = Sym("i"), Num(Fraction(1))
    body: Expr = Sym(data.name, (index,))
    if what == "zeros":
        body = Apply("+", (one, Apply("neg", (body,))))
    size = data.family[0]
    high: Expr = Num(Fraction(size)) if isinstance(size, int) else Sym(size)
    builder.definitions.append((Sym(name.base), Bind("sum", (index,), body, one, high)))


def numbers(builder: Builder, names: Iterable[Expr]) -> None:
    """Declare the parameters of a law that nothing else declares."""
    for name in names:
        if isinstance(name, Sym) and not name.index and not builder.knows(name.name):
            builder.declare(Name(name.name), Meaning("number"))


def invert(builder: Builder, name: Name, by: Name) -> None:
    """Define the inverse of a function; g^{-1} is known to be that of g."""
    if by.base == name.base:
        return
    builder.declare(by, Meaning("function"))
    point = Sym("y")
    value = Apply("apply", (Apply("inverse", (Sym(name.base),)), point))
    builder.definitions.append((Apply(by.base, (point,)), value))
