"""Likeness: whether an answer speaks like what is right or like what is known to be wrong.

A rubric's sentences (those that a right answer may say, and those of its misconceptions) are
counted by their concepts, and by pairs of concepts that stand close in one clause, in order. An
answer leans to the side on which its concepts are more frequent: the log-odds of a naive Bayes
classifier. That is weak evidence, which orders answers that the rubric's patterns leave tied.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from checkers.prose.concepts import Concept, clauses

Feature = Concept | tuple[str, str, bool]
"""A concept, or two in their order and whether their signs agree."""

WINDOW = 3
"""Concepts up to which two stand close."""
SMOOTHING = 0.05
UNHEARD = 0.2
"""What a concept of neither side costs: most of what is right is known beforehand."""
SCALE = 10.0
"""Log-odds at which an answer leans clearly to one side."""


@dataclass(frozen=True)
class Likeness:
    """How many of the right and of the wrong sentences have each feature, as shares."""

    right: dict[Feature, float]
    wrong: dict[Feature, float]

    def leaning(self, statements: Iterable[str]) -> float:
        """From -1, like what is wrong or nothing at all, to 1, like what is right."""
        said = {feature for statement in statements for feature in features(statement)}
        return math.tanh(self.odds(said) / SCALE) if said else -1.0

    def odds(self, said: Iterable[Feature]) -> float:
        """The log-odds that features come from the right side; of none, 0."""
        return sum(map(self._odds, said))

    def _odds(self, feature: Feature) -> float:
        right, wrong = self.right.get(feature, 0.0), self.wrong.get(feature, 0.0)
        if right or wrong:
            return math.log((right + SMOOTHING) / (wrong + SMOOTHING))
        return -UNHEARD if isinstance(feature, Concept) else 0.0


@lru_cache(maxsize=512)
def likeness(right: Sequence[str], wrong: Sequence[str]) -> Likeness:
    """The likeness to right and to wrong sentences, given as tuples."""
    return Likeness(_shares(right), _shares(wrong))


def _shares(sentences: Sequence[str]) -> dict[Feature, float]:
    counts = Counter(feature for s in sentences for feature in features(s))
    return {feature: count / len(sentences) for feature, count in counts.items()}


def features(text: str) -> set[Feature]:
    """The concepts of a text, and the pairs of them that stand close in one clause."""
    return {feature for clause in clauses(text) for feature in _features(clause)}


def _features(clause: Sequence[Concept]) -> Iterator[Feature]:
    for i, concept in enumerate(clause):
        yield concept
        for other in clause[i + 1 : i + 1 + WINDOW]:
            if other.name != concept.name:
                yield concept.name, other.name, concept.is_affirmed == other.is_affirmed
