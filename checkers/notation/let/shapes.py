"""The shape that an expression has under a vocabulary, where it can be told."""

from __future__ import annotations

from checkers.notation.expr import Apply, Bind, Expr, Matrix, Mean, Num, Span, Sym
from checkers.notation.vocabulary import Size, Vocabulary

Shape = tuple[Size, ...]
SAME = frozenset(("+", "-", "neg", "odot", "sqrt", "exp", "log"))
NUMBER = frozenset(("det", "tr", "norm", "abs", "dot"))


def shape_of(expr: Expr, vocabulary: Vocabulary) -> Shape | None:
    """The shape of the value, () for a number; None where it cannot be told."""
    if isinstance(expr, Num):
        return ()
    if isinstance(expr, Sym):
        return _symbol_shape(expr, vocabulary)
    if isinstance(expr, Mean) or (isinstance(expr, Bind) and expr.op in ("sum", "int")):
        return shape_of(expr.body, vocabulary)
    if isinstance(expr, Matrix):
        return _matrix_shape(expr, vocabulary)
    return _applied_shape(expr, vocabulary) if isinstance(expr, Apply) else None


def _matrix_shape(expr: Matrix, vocabulary: Vocabulary) -> Shape:
    """A column of numbers is a vector; vectors side by side are the columns of a matrix."""
    first = shape_of(expr.rows[0][0], vocabulary)
    if len(expr.rows) == 1 and first is not None and len(first) == 1:
        return (first[0], len(expr.rows[0]))
    columns = len(expr.rows[0])
    return (len(expr.rows),) if columns == 1 else (len(expr.rows), columns)


def _symbol_shape(expr: Sym, vocabulary: Vocabulary) -> Shape | None:
    symbol = vocabulary.symbols.get(expr.name)
    if symbol is None:
        return None
    beyond = max(0, len(expr.index) - len(symbol.family))
    return symbol.shape[beyond:]


def _applied_shape(expr: Apply, vocabulary: Vocabulary) -> Shape | None:
    shapes = [shape_of(arg, vocabulary) for arg in expr.args]
    if expr.head in NUMBER:
        return ()
    if None in shapes or not shapes:
        return _called_shape(expr, vocabulary)
    known = [shape for shape in shapes if shape is not None]
    if expr.head in SAME:
        return max(known, key=len)
    if expr.head in ("^", "/"):
        return known[0]
    if expr.head == "T":
        return known[0][::-1] if len(known[0]) == 2 else (1, *known[0])
    if expr.head == "*":
        return _product(known)
    if expr.head in ("Var", "Cov"):
        return known[0] * 2
    return _called_shape(expr, vocabulary)


def _called_shape(expr: Apply, vocabulary: Vocabulary) -> Shape | None:
    """The shape of a declared function's values; a diagonal matrix of a family."""
    if expr.head == "diag":
        size = _count(expr.args[0], vocabulary)
        return (size, size)
    symbol = vocabulary.symbols.get(expr.head)
    return symbol.shape if symbol is not None and symbol.takes else None


def _count(expr: Expr, vocabulary: Vocabulary) -> Size:
    """How many entries a family or a vector has."""
    high: Expr | None = None
    if isinstance(expr, Bind):
        high = expr.high
    elif isinstance(expr, Sym) and expr.index and isinstance(expr.index[-1], Span):
        high = expr.index[-1].high
    if high is not None:
        return int(high.value) if isinstance(high, Num) else getattr(high, "name", "any")
    shape = shape_of(expr, vocabulary)
    return shape[0] if shape else "any"


def _product(shapes: list[Shape]) -> Shape | None:
    """Rows of the first, columns of the last; numbers scale."""
    tensors = [shape for shape in shapes if shape]
    if not tensors:
        return ()
    result = tensors[0]
    for shape in tensors[1:]:
        if len(result) == 1 and len(shape) == 2:
            result = (*result, shape[1])
        elif len(result) == 2:
            result = (result[0], *shape[1:])
        else:
            return None
    return () if result == (1,) else result
