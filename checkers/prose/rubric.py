"""Rubrics: what a good answer says, in relations that an author reads as sentences.

A pattern is written ``topic : relation > object``. Its terms are alternatives joined by ``|``:

    "encoder* : map*|predict*|output* > distribution*|mean"

- A term is whole words; ``*`` ends a stem (``map*`` covers maps, mapped, mapping). Chinese terms
  stand beside the English ones.
- ``topic :`` is what the sentence speaks about. It may stand in an earlier sentence or a heading,
  unless something it is contrasted with has taken its place.
- ``a > b`` wants them in this order, ``a & b`` in any, ``cause => effect`` in either order if the
  second one is joined by "when", "because", "due to" and the like.

All of it must stand in one sentence (or one and a next that refers back to it), unnegated: "does
not map", "rather than a distribution" and lists of keywords do not match.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Point:
    """One thing a good answer says, and the patterns in which it may be said.

    `share` is its weight; a rubric's weights sum to 1. A pattern of `in_part` earns half of it.
    """

    text: str
    share: float
    says: Sequence[str]
    in_part: Sequence[str] = ()


@dataclass(frozen=True)
class Misconception:
    """A known error and the share that it costs."""

    text: str
    costs: float
    says: Sequence[str]


@dataclass(frozen=True)
class Rubric:
    """The points of a good answer, and known errors.

    `contrasts` are groups of terms that exclude one another as the topic of a sentence: what is
    said of the decoder is not said of the encoder.
    """

    points: Sequence[Point]
    misconceptions: Sequence[Misconception] = ()
    contrasts: Sequence[Sequence[str]] = ()

    def __post_init__(self) -> None:
        """ValueError: the shares do not sum to 1."""
        total = sum(point.share for point in self.points)
        if abs(total - 1) > 1e-6:
            raise ValueError(f"the shares of a rubric's points sum to {total:g}, not to 1")
