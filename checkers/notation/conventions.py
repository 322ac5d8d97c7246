r"""Letters that stand for something by convention, where an answer must not define them.

pi and e are numbers beside numbers, I is the identity beside a matrix: A A^T = I is a claim.
Beside anything else they are letters like others: e = x - y, I = H(X) - H(X|Y). \sigma of
something is the logistic function where its value is told by exponentials, B the beta function
where its value is told by gamma functions.
"""

from __future__ import annotations

from functools import reduce
from typing import Literal

from checkers.notation.expr import Apply, Expr, Matrix, Mean, Sym
from checkers.notation.free import occurring
from checkers.notation.tree import of_kind
from checkers.notation.vocabulary import Vocabulary

NUMBERS = frozenset(("pi", "e", "inf"))
IDENTITIES = frozenset(("I", "Id", "ones"))
Shape = Literal["number", "column", "row", "matrix"]
TURNED: dict[Shape, Shape] = {"column": "row", "row": "column"}
PRODUCTS: dict[tuple[Shape, Shape], Shape] = {
    ("column", "row"): "matrix",
    ("row", "column"): "number",
    ("matrix", "column"): "column",
    ("row", "matrix"): "row",
}
ALIKE = ("+", "-", "neg", "^", "odot", "inverse", "/")
"""Operators whose value has the shape of an argument that is no number."""
EXPONENTIALS = frozenset(("exp", "tanh"))
SQUARES = ("diag", "outer")
COVARIANCES = ("Var", "Cov")


def is_conventional(name: str, value: Expr, vocabulary: Vocabulary) -> bool:
    """Whether an undeclared letter beside a value stands for what it always does."""
    if name in vocabulary.symbols or name in vocabulary.variables:
        return False
    if name in NUMBERS:
        return {each.name for each in occurring(value)} <= NUMBERS
    return name in IDENTITIES and shape(value, vocabulary) == "matrix"


def usual_meaning(what: Expr, value: Expr) -> Expr | None:
    """What a function is by convention that an answer says to be this."""
    heads = {node.head for node in of_kind(value, Apply)}
    match what:
        case Apply(head="sigma", args=(at,)) if heads & EXPONENTIALS:
            return Apply("sigmoid", (at,))
        case Apply(head="B", args=(a, b)) if "Gamma" in heads:
            whole = Apply("Gamma", (Apply("+", (a, b)),))
            return Apply("/", (Apply("*", (Apply("Gamma", (a,)), Apply("Gamma", (b,)))), whole))
    return None


def shape(expr: Expr, vocabulary: Vocabulary) -> Shape:
    """What an expression is, as far as its form and the declared shapes tell; a number else."""
    if isinstance(expr, Matrix):
        return "matrix"
    if isinstance(expr, Mean):
        return shape(expr.body, vocabulary)
    if isinstance(expr, Sym):
        return _declared(expr, vocabulary)
    return _applied(expr, vocabulary) if isinstance(expr, Apply) else "number"


def _declared(symbol: Sym, vocabulary: Vocabulary) -> Shape:
    known = vocabulary.symbols.get(symbol.name)
    if known is None or known.takes:
        return "number"
    selected = max(len(symbol.index) - len(known.family), 0)
    kinds: tuple[Shape, ...] = ("number", "column", "matrix")
    return kinds[min(max(len(known.shape) - selected, 0), 2)]


def _applied(expr: Apply, vocabulary: Vocabulary) -> Shape:
    shapes = [shape(arg, vocabulary) for arg in expr.args]
    if expr.head in SQUARES:
        return "matrix"
    if expr.head in COVARIANCES:
        return "matrix" if "column" in shapes else "number"
    if expr.head == "T":
        return TURNED.get(shapes[0], shapes[0])
    if expr.head == "*":
        return reduce(_multiplied, shapes)
    if expr.head in ALIKE:
        return next((each for each in shapes if each != "number"), "number")
    return "number"


def _multiplied(left: Shape, right: Shape) -> Shape:
    if "number" in (left, right):
        return right if left == "number" else left
    return PRODUCTS.get((left, right), "matrix")
