"""Whether a vocabulary has anything random in it; of numbers, an expectation says nothing."""

from __future__ import annotations

from checkers.notation.expr import Chain, Density
from checkers.notation.vocabulary import Vocabulary


def has_chance(vocabulary: Vocabulary) -> bool:
    """Laws, random variables, or relations that may tell of some."""
    return bool(
        vocabulary.laws
        or any("random" in symbol.traits for symbol in vocabulary.symbols.values())
        or any(isinstance(what, Density) for what, _ in vocabulary.definitions)
        or any(isinstance(each, Chain) for each in vocabulary.assumptions)
    )
