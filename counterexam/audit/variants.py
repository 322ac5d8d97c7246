"""What audits are made of: answers that are known to be right, or wrong, and by what change."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Literal, NamedTuple

Truth = Literal["wrong", "equivalent", "unknown"]
"""What an oracle says of a mutant: it is wrong, it says the same (or another truth), or the
oracle cannot tell.
"""
Kind = Literal["wrong", "right"]


def surely() -> Truth:
    """The oracle of mutants that are wrong by their making."""
    return "wrong"


def nobody() -> Truth:
    """The oracle of mutants of which nothing is known."""
    return "unknown"


class Variant(NamedTuple):
    """An answer by the operator that made it. `truth` is asked of wrong ones only."""

    operator: str
    text: str
    truth: Callable[[], Truth] = surely

    def within(self, frame: Callable[[str], str]) -> Variant:
        """The same, as a part of a longer answer."""
        return self._replace(text=frame(self.text))


def worst(found: Iterable[Truth]) -> Truth:
    """What is made of parts: wrong if one is, equivalent if all are."""
    truths = set(found)
    if "wrong" in truths:
        return "wrong"
    return "unknown" if "unknown" in truths else "equivalent"


def distinct(variants: Iterable[Variant], *besides: str) -> Iterator[Variant]:
    """The variants, each text once, without those that change nothing."""
    seen = set(besides)
    for variant in variants:
        if variant.text not in seen:
            seen.add(variant.text)
            yield variant
