"""What the grammar asks of a vocabulary: whether a name is a law, a function, a vector."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Hashable
from functools import cached_property
from threading import Lock

from checkers.notation.expr import Chain
from checkers.notation.operators import words
from checkers.notation.tokens import ReadError
from checkers.notation.vocabulary import Law, Symbol, Vocabulary

LAW_LETTERS = frozenset(("p", "q", "P", "Q", "Pr"))
"""Letters that name laws where nothing is declared."""
FUNCTION_LETTERS = words("f g h D G F L J Z H U V K O Gamma ell phi psi sigma delta epsilon")
"""Letters that name functions where nothing is declared and brackets follow."""


class Names:
    """A vocabulary, asked by name."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        """Index the laws by name."""
        self.vocabulary = vocabulary
        self.chains: dict[str, Chain | ReadError] = {}
        """What texts were read as, or why not: lines that many answers share."""
        self.symbols = vocabulary.symbols
        self.variables = vocabulary.variables
        self.laws: dict[str, list[Law]] = {}
        for law in vocabulary.laws:
            self.laws.setdefault(law.name, []).append(law)

    @cached_property
    def words(self) -> frozenset[str]:
        """The declared names' letters, for the lexer."""
        names = [*self.symbols, *self.variables, *self.laws]
        return frozenset(name.split("_")[0].rstrip("'^[]()") for name in names)

    @cached_property
    def has_tensors(self) -> bool:
        """Whether any vector or matrix is declared."""
        return any(symbol.shape for symbol in self.symbols.values())

    def declared(self, name: str) -> bool:
        """Whether the name has any meaning of its own."""
        return name in self.symbols or name in self.laws or name in self.variables

    def symbol(self, name: str) -> Symbol | None:
        """The declared number, vector, matrix or function of that name."""
        return self.symbols.get(name)

    def is_law(self, name: str) -> bool:
        """A declared law; an undeclared p or q."""
        if name in self.laws:
            return True
        if name in self.variables:
            return False
        base = name.split("_")[0]
        return base in LAW_LETTERS and name not in self.symbols and base not in self.symbols

    def is_function(self, name: str) -> bool:
        """Declared with arguments."""
        symbol = self.symbols.get(name)
        return symbol is not None and bool(symbol.takes or "bijection" in symbol.traits)

    def is_tensor(self, name: str) -> bool:
        """A declared vector or matrix."""
        symbol = self.symbols.get(name)
        return symbol is not None and bool(symbol.shape)

    def law_of(self, name: str) -> Law | None:
        """The law of that name, if there is just one."""
        laws = self.laws.get(name, ())
        return laws[0] if len(laws) == 1 else None


KEPT = 32
"""Vocabularies whose readings are remembered."""
_kept: OrderedDict[Hashable, Names] = OrderedDict()
_lock = Lock()


def names_of(vocabulary: Vocabulary) -> Names:
    """The names of a vocabulary, with what was read under it."""
    key = vocabulary.contents
    with _lock:
        found = _kept.pop(key, None) or Names(vocabulary)
        _kept[key] = found
        if len(_kept) > KEPT:
            _kept.popitem(last=False)
    return found
