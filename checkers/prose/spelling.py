"""Where one alternative of a term stands in a text.

A rubric has thousands of alternatives, and an answer meets a few hundred of them, once each: an
expression of its own for each of them would take longer to compile than to search with. So all
of them share the few expressions that tell how a word goes on.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

Span = tuple[int, int]

CHINESE = re.compile("[\u3400-\u9fff]")
SEPARATORS = re.compile(r"[\s-]+")
LETTERS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789")
BETWEEN, AFTER = "[ -]", r"(?![a-z0-9]|['’]t)"
INFLECTIONS = {"stem": "[a-z]*", "word": "(?:s|es|'s)?", "short": ""}
INNER = {kind: re.compile(ending + BETWEEN) for kind, ending in INFLECTIONS.items()}
LAST = {kind: re.compile(ending + AFTER) for kind, ending in INFLECTIONS.items()}
ANYTHING = re.compile("")


class Word(NamedTuple):
    """Letters, and what may follow them up to the next word."""

    letters: str
    ending: re.Pattern[str]


class Spelling(NamedTuple):
    """An alternative of a term, word by word; Chinese ones may stand within others."""

    words: tuple[Word, ...]
    stands_alone: bool

    def found_in(self, text: str) -> Iterator[Span]:
        """Every place of it in a text of lower case, be it within another one."""
        first = self.words[0].letters
        start = text.find(first)
        while start >= 0:
            inside = self.stands_alone and start > 0 and text[start - 1] in LETTERS
            end = None if inside else self._end(text, start)
            if end is not None:
                yield start, end
            start = text.find(first, start + 1)

    def _end(self, text: str, place: int) -> int | None:
        for letters, ending in self.words:
            if not text.startswith(letters, place):
                return None
            found = ending.match(text, place + len(letters))
            if found is None:
                return None
            place = found.end()
        return place


@lru_cache(maxsize=1 << 14)
def spelling(alternative: str) -> Spelling:
    """How ``predict*`` or ``latent space`` is written: as a stem, or with its plural."""
    if CHINESE.search(alternative):
        return Spelling((Word(alternative, ANYTHING),), stands_alone=False)
    *inner, last = SEPARATORS.split(alternative)
    words = [_word(word, INNER) for word in inner]
    return Spelling((*words, _word(last, LAST)), stands_alone=True)


def _word(text: str, endings: dict[str, re.Pattern[str]]) -> Word:
    if text.endswith("*"):
        return Word(text[:-1], endings["stem"])
    return Word(text, endings["word" if len(text) > 2 else "short"])
