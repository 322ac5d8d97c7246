"""What a clause says of parts: columns and entries of a matrix, counts in data, an inverse."""

from __future__ import annotations

from functools import partial

from checkers.notation.let.builder import Builder
from checkers.notation.let.errors import LetError
from checkers.notation.let.items import Item, items
from checkers.notation.let.names import Name, named
from checkers.notation.let.parts import Later, count, invert, relate
from checkers.notation.let.words import IGNORED, NOTHING, WORDS, meaning

NAMES = frozenset(("maths", "family", "equation"))


class Phrases:
    """The items of a clause, how far they are read, and the phrases on parts of a whole."""

    def __init__(self, clause: str, builder: Builder, later: Later) -> None:
        """Nothing is read so far."""
        self._clause = clause
        self._builder = builder
        self._items = items(clause, WORDS)
        self._at = 0
        self._says = NOTHING
        self._ahead = NOTHING
        self._group: list[Name] = []
        self._closed = False
        self._part = ""
        self._whole = ""
        self._later = later
        self._whole_function: Name | None = None
        self._together: dict[str, list[str]] = {"independent": [], "uncorrelated": []}

    def _error(self, expected: str) -> LetError:
        return LetError(self._clause, expected)

    def _next(self) -> Item | None:
        return self._items[self._at] if self._at < len(self._items) else None

    def _names_follow(self) -> bool:
        for item in self._items[self._at :]:
            if item.kind == "word" and (meaning(item.text) or item.text in IGNORED):
                continue
            return item.kind in NAMES
        return False

    def _part_word(self, word: str) -> None:
        """columns, entries, ...: of the matrix before, or (``v_i the columns of V``) named."""
        following = self._next()
        if following is not None and following.kind == "word" and following.text == "of":
            self._at += 1
            whole = self._next()
            if whole is None or whole.kind != "maths":
                raise self._error(f"the matrix whose {word} these are")
            self._at += 1
            self._whole = named(whole.text).base
            self._relate(self._behind(word), word)
        elif word in ("ones", "zeros"):
            self._count(self._behind(word), word)
        elif self._names_follow():
            self._part = word
        else:
            self._relate(self._behind(word), word)

    def _behind(self, word: str) -> Name:
        """The name before a word that needs one."""
        if not self._group:
            raise self._error(f"a name before {word!r}")
        return self._group[-1]

    def _relate(self, name: Name, part: str, *, turned: bool = False) -> None:
        whole = self._whole
        how = partial(relate, name=name, part=part, whole=whole, turned=turned)
        self._later.parts.append(how)

    def _count(self, name: Name, what: str) -> None:
        self._builder.declare(name, NOTHING)
        self._later.parts.append(partial(count, name=name, what=what))

    def _inverse(self) -> None:
        """With inverse g."""
        item = self._items[self._at + 1] if self._at + 1 < len(self._items) else None
        if item is None or item.kind != "maths":
            raise self._error("the name of the inverse")
        self._at += 2
        inverse = partial(invert, name=self._behind("inverse"), by=named(item.text))
        self._later.parts.append(inverse)
