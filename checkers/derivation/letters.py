"""Letters of an answer's own for the variables that the question names.

Whether an integral is over z or w changes nothing. A letter that nobody declared or defined
is the variable in whose place it stands: the w of q(w|x) and p(x, w) is z where q(z|x) and
p(x, z) are given, the y of D(y) is x. Where z stands beside w, w is a copy z' of it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from msgspec.structs import replace

from checkers.derivation.parameters import PARAMETERS
from checkers.notation.expr import Apply, Density, Expr, Sym
from checkers.notation.tree import of_kind, symbols, transform
from checkers.notation.vocabulary import Vocabulary

GREEK = frozenset(letter for letter in PARAMETERS if len(letter) > 1)
"""Letters of parameters, which variables hardly go by."""


def in_given_letters(
    statements: Sequence[Any], vocabulary: Vocabulary
) -> tuple[list[Any], Vocabulary]:
    """The statements and the vocabulary's definitions with every such letter replaced, as far
    as they tell its place.
    """
    sides = [side for s in statements for side in (s.left, s.right) if side is not None]
    exprs = [*sides, *(value for _, value in vocabulary.definitions)]
    places = _Places(vocabulary)
    meant = _meant(exprs, places) if any(map(places.is_open, _names(exprs))) else {}
    if not meant:
        return list(statements), vocabulary
    definitions = tuple(_spelled(pair, meant) for pair in vocabulary.definitions)
    said = [_said(statement, meant) for statement in statements]
    return said, replace(vocabulary, definitions=definitions)


def _names(exprs: Iterable[Expr]) -> frozenset[str]:
    return frozenset().union(*map(symbols, exprs))


def _meant(exprs: Sequence[Expr], places: _Places) -> dict[str, str]:
    """The letters with the one variable that each must be: as a law's, else as a function's
    argument, else, where a law is carried over, any.
    """
    meant: dict[str, str] = {}
    nodes = {node for expr in exprs for node in of_kind(expr, Apply, Density)}
    for among in (places.of_images, places.of_functions, places.of_laws):
        found: dict[str, set[str]] = defaultdict(set)
        for node in nodes:
            for letter, name in among(node):
                found[letter].add(name)
        meant |= {letter: min(names) for letter, names in found.items() if len(names) == 1}
    return {letter: name for letter, name in meant.items() if letter != name}


class _Places:
    """What stands where, in laws and functions that are given."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._symbols = vocabulary.symbols
        self._laws = vocabulary.laws
        self._known = {*_names(what for what, _ in vocabulary.definitions)}
        self._known |= {*vocabulary.symbols, *vocabulary.variables}
        self._sequences = {n for n, v in vocabulary.variables.items() if v.length is not None}

    def of_functions(self, node: Any) -> Iterator[tuple[str, str]]:
        """The letters among a function's arguments, with what it is declared to take."""
        if isinstance(node, Apply) and node.head in self._symbols:
            takes = self._symbols[node.head].takes
            for entry, name in zip(node.args, takes, strict=False):
                for letter in self._open((entry,)):
                    yield letter, name

    def of_images(self, node: Any) -> Iterator[tuple[str, str]]:
        """Letters at which a law that is carried over is taken."""
        if isinstance(node, Density) and isinstance(node.variable, Apply):
            for letter in self._open(node.of):
                yield letter, self._laws[0].of[0]

    def of_laws(self, node: Any) -> Iterator[tuple[str, str]]:
        """The one variable of the law that no other argument is."""
        if not isinstance(node, Density):
            return
        entries = (*node.of, *node.given)
        letters = set(self._open(entries))
        named = {getattr(entry, "name", "") for entry in entries} - letters
        free = {frozenset(over) - named for over in self._over(node)}
        if len(letters) == len(free) == len(min(free, default=())) == 1:
            yield letters.pop(), min(min(free))

    def _over(self, node: Density) -> list[tuple[str, ...]]:
        """The variables of the laws that a density can belong to."""
        if isinstance(node.variable, Sym):
            own = node.variable.name.lower()
            return [law.of for law in self._laws if law.of == (own,)]
        laws = [] if node.variable else [law for law in self._laws if law.name == node.name]
        over = ((*law.of, *law.given) for law in laws)
        return [names for names in over if self._sequences.isdisjoint(names)]

    def _open(self, entries: tuple[Expr, ...]) -> list[str]:
        """The small letters among the entries that are no variables of the question."""
        names = (entry.name for entry in entries if isinstance(entry, Sym))
        return [name for name in names if self.is_open(name)]

    def is_open(self, name: str) -> bool:
        """Whether it is a small letter that nobody declared or defined, and no parameter: the
        theta of p(v; theta) is not the h of p(v, h).
        """
        return name[0].islower() and name not in self._known and name not in GREEK


def _said(statement: Any, meant: dict[str, str]) -> Any:
    """The statement in the question's letters."""
    left, right = _spelled((statement.left, statement.right), meant)
    return replace(statement, left=left, right=right)


def _spelled(sides: tuple[Any, Any], meant: dict[str, str]) -> tuple[Any, Any]:
    """Both sides of a relation in the question's letters, or in copies of those in use."""
    names = _names(side for side in sides if side is not None)
    letters: dict[str, str] = {}
    taken = {*names} - meant.keys()
    for letter in sorted(names & meant.keys()):
        name = meant[letter]
        while name in taken:
            name += "'"
        letters[letter] = name
        taken.add(name)
    left, right = (_renamed(side, letters) for side in sides)
    return left, right


def _renamed(side: Any, letters: dict[str, str]) -> Any:
    def change(node: Any) -> Any:
        named = isinstance(node, Sym) and node.name in letters
        return replace(node, name=letters[node.name]) if named else node

    return transform(side, change) if letters and side is not None else side
