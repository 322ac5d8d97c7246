"""Laws that an answer carries from one variable to another, beyond those that it is given.

"D(P_X, P_Y) = D(P_{f(X)}, P_{f(Y)}) for invertible f" is said of any law P_Y and of any
function of which the answer says so. Without these words nothing is known of f.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from checkers.notation.expr import Apply, Density, Expr, Sym
from checkers.notation.tree import of_kind, transform, walk
from checkers.notation.vocabulary import Law, Symbol, Variable, Vocabulary

INVERTIBLE = re.compile(r"(?i)invertib|biject|one-to-one|diffeomorph|可逆|双射")
DENIED = re.compile(r"(?i)(?:\b(?:not|any|non|need)\b|n't)[\w\s-]{0,40}invertib|非可逆|不可逆")


def with_carried(statements: Sequence[Any], vocabulary: Vocabulary) -> Vocabulary:
    """The vocabulary with the laws and functions that such statements bring in."""
    if not any("bijection" in symbol.traits for symbol in vocabulary.symbols.values()):
        return vocabulary
    nodes = [node for quantity in _quantities(statements) for node in walk(quantity)]
    known = _known(vocabulary)
    functions = {name for name in map(_function, nodes) if name} - known
    letters = {node.name for node in nodes if isinstance(node, Sym)} - known - functions
    if not _says_invertible(statements):
        functions = set()
    return _extended(vocabulary, sorted(map(str.lower, letters)), functions)


def as_images(statements: Sequence[Any], vocabulary: Vocabulary) -> list[Any]:
    """The statements with the law of a quantity that nobody gave as that of the image which an
    equation takes it for: in p_Y(y) = p_X(f^{-1}(y)) |det J| the quantity Y is f(X).
    """
    known = _known(vocabulary)
    meant = dict(pair for s in statements for pair in _meant(s, known))
    if not meant:
        return list(statements)

    def change(node: Any) -> Any:
        named = isinstance(node, Density) and isinstance(node.variable, Sym)
        image = meant.get(node.variable) if named else None
        return node if image is None else replace(node, variable=image)

    return [transform(statement, change) for statement in statements]


def _meant(statement: Any, known: set[str]) -> Iterator[tuple[Sym, Expr]]:
    """Quantities that are not known, each with its image among those that are."""
    sides = (statement.left, statement.right)
    for law, other in (sides, sides[::-1]):
        if statement.relation != "=" or not isinstance(law, Density) or other is None:
            continue
        for source in walk(other):
            if isinstance(source, Density) and len(source.of) == len(law.of) == 1:
                function = _taken(source.of[0], law.of[0])
                made, base = law.variable or law.of[0], source.variable
                if function is None or not isinstance(made, Sym) or not isinstance(base, Sym):
                    continue
                if law.variable and made.name not in known and base.name in known:
                    yield made, _image(_turned(function), base)
                elif base.name not in known and made.name in known:
                    yield base, _image(function, made)


def _taken(place: Expr, point: Expr) -> Expr | None:
    """The function that takes the point to a place: f^{-1} of f^{-1}(y)."""
    if not isinstance(place, Apply) or place.args[-1:] != (point,):
        return None
    if place.head == "apply":
        return place.args[0] if len(place.args) == 2 else None
    return Sym(place.head) if len(place.args) == 1 and place.head.isidentifier() else None


def _turned(function: Expr) -> Expr:
    inverted = isinstance(function, Apply) and function.head == "inverse"
    return function.args[0] if inverted else Apply("inverse", (function,))  # type: ignore[union-attr]


def _image(function: Expr, quantity: Sym) -> Expr:
    named = isinstance(function, Sym)
    return Apply(function.name, (quantity,)) if named else Apply("apply", (function, quantity))  # type: ignore[union-attr]


def pointed(node: Apply, vocabulary: Vocabulary) -> Apply:
    """A divergence of laws of quantities with the point at which both are taken written out:
    KL(p_X || p_{F(U)}) as KL(p_X(x) || p_{F(U)}(x)). Of F^{-1}(F(U)) the law is that of U.
    """
    laws = [list(filter(_is_of_quantity, walk(arg))) for arg in node.args]
    found = [law for own in laws for law in own]
    if not all(laws) or not found or all(law.of for law in found):
        return node
    quantities = sorted((undone(law.variable) for law in found), key=_is_made)
    named = (Sym(part.name.lower()) for each in quantities for part in of_kind(each, Sym))
    letters = ((letter,) for letter in named if letter.name in vocabulary.variables)
    of = next((law.of for law in found if law.of), None) or next(letters, ())

    def change(part: Any) -> Any:
        if not _is_of_quantity(part):
            return part
        return replace(part, variable=undone(part.variable), of=part.of or of)

    return Apply(node.head, tuple(transform(arg, change) for arg in node.args))


def _is_made(quantity: Expr) -> bool:
    """Whether a quantity is a function of another one."""
    return not isinstance(quantity, Sym)


def _is_of_quantity(node: Any) -> bool:
    return isinstance(node, Density) and node.variable is not None


def undone(quantity: Expr) -> Expr:
    """The quantity without a function and its inverse, one applied right after the other."""
    match quantity:
        case (
            Apply(
                "apply", (Apply("inverse", (Sym(name=one),)), Apply(head=other, args=(inner,)))
            )
            | Apply(
                head=one, args=(Apply("apply", (Apply("inverse", (Sym(name=other),)), inner)),)
            )
        ):
            return undone(inner) if one == other else quantity
    return quantity


def _quantities(statements: Sequence[Any]) -> Iterator[Expr]:
    """The random quantities whose laws are spoken of."""
    for statement in statements:
        for side in (statement.left, statement.right):
            for node in walk(side) if side is not None else ():
                if isinstance(node, Density) and node.variable is not None:
                    yield node.variable


def _function(node: Any) -> str:
    """The function that makes the quantity: f of f(Y) and of f^{-1}(Y)."""
    if not isinstance(node, Apply) or len(node.args) != 1 + (node.head == "apply"):
        return ""
    if node.head != "apply":
        return "" if node.head == "inverse" else node.head
    inner = [part.name for part in walk(node.args[0]) if isinstance(part, Sym)]
    return inner[0] if len(inner) == 1 else ""


def _known(vocabulary: Vocabulary) -> set[str]:
    """The names that mean something, and the capitals of what laws are over."""
    over = {name for law in vocabulary.laws for name in law.of}
    defined = {part for what, _ in vocabulary.definitions for part in walk(what)}
    named = {part.name for part in defined if isinstance(part, Sym)}
    return {*vocabulary.symbols, *over, *map(str.upper, over), *named}


def _says_invertible(statements: Sequence[Any]) -> bool:
    words = " ".join(statement.words for statement in statements)
    return bool(INVERTIBLE.search(words)) and not DENIED.search(words)


def _extended(vocabulary: Vocabulary, letters: list[str], functions: set[str]) -> Vocabulary:
    if not letters and not functions:
        return vocabulary
    lines = {letter: Variable(letter, "line") for letter in letters}
    bijection = frozenset({"bijection"})
    made = {name: Symbol(name, takes=("x",), traits=bijection) for name in functions}
    return replace(
        vocabulary,
        laws=(*vocabulary.laws, *(Law(vocabulary.laws[0].name, (each,)) for each in letters)),
        variables={**vocabulary.variables, **lines},
        symbols={**vocabulary.symbols, **made},
    )
