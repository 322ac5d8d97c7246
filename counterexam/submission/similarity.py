"""How alike two texts are in their words, each word weighing more the rarer it is in the exam.

A paper's printed question and our statement of it share only part of their words, so the
measure is a cosine over word stems (Salton & Buckley, 1988), not a comparison of strings.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from math import log, sqrt

WORD = re.compile(r"[a-z]{2,}|[\u4e00-\u9fff]{2}")
SUFFIX = re.compile(r"(?:ations?|ings?|ities|ity|ally|tion|ment|ness|ers?|ed|es|ly|s|e)$")
COMMON = frozenset(
    """the of to and in is for that as with by on are be this it from an or if at we you can
    which what how why does do your their its not following show give let explain""".split()  # noqa: SIM905
)
LONGEST = 1000
"""Characters of a text that are looked at."""


class Similarity:
    """The cosine of texts, under the word weights of a collection."""

    def __init__(self, collection: Iterable[str]) -> None:
        """Weigh the words of these texts."""
        texts = [stems(text) for text in collection]
        holding = Counter(stem for text in texts for stem in text)
        self._count = len(texts) + 1
        self._weights = {stem: self._weight(held) for stem, held in holding.items()}

    def between(self, one: frozenset[str], other: frozenset[str]) -> float:
        """In [0, 1]: the weight of the shared stems, against that of each text's own."""
        shared = self._norm(one & other)
        return shared / sqrt(self._norm(one) * self._norm(other)) if shared else 0.0

    def _norm(self, text: frozenset[str]) -> float:
        unseen = self._weight(0)
        return sum(self._weights.get(stem, unseen) ** 2 for stem in text)

    def _weight(self, held: int) -> float:
        return log(1 + self._count / (1 + held))


def stems(text: str, longest: int = LONGEST) -> frozenset[str]:
    """The stems of a text's words, common words left out, within its first characters.

    >>> sorted(stems("Masking the pixels, and masked pixel"))
    ['mask', 'pixel']
    """
    words = WORD.findall(text[:longest].lower())
    return frozenset(stem(word) for word in words if word not in COMMON)


def stem(word: str) -> str:
    """A word without its inflection, as long as three letters remain."""
    short = SUFFIX.sub("", word)
    return short if len(short) >= 3 else word
