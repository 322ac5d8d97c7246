"""What an answer is cut into before it is read: mathematics, relations, words, boundaries."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from msgspec import Struct

Kind = Literal[
    "maths", "mention", "relation", "words", "aside", "comma", "item", "row", "stop", "implies"
]
BEGINS, ENDS = "display", "end of display"
"""The texts of rows that open and close a display."""
LONGEST_KEPT, MOST_KEPT = 2000, 256
"""Texts whose pieces are remembered, for answers to one question have much in common."""
BOUNDARIES = frozenset(("comma", "item", "row", "implies", "words", "aside"))


def words(text: str) -> frozenset[str]:
    """A set of words, for tables."""
    return frozenset(text.split())


class Piece(Struct, frozen=True, gc=False):
    """One piece, in reading order; `at` is its place in the answer.

    `maths` is an expression or a part of one, `mention` one that a sentence only names;
    `relation` has the name of `expr.Chain` as its text; `aside` is a parenthesis with its own
    `inner` pieces, which leaves the chain around it alone. `comma`, `item` and `row` are
    boundaries of growing strength; a `row` that is `marked` begins with an alignment mark, a
    `mention` that is `marked` is a formula and no lone letter in a sentence.
    `stop` tells that words stand in the place of an expression; `implies` stands between two
    statements.
    """

    kind: Kind
    text: str = ""
    at: int = 0
    inner: tuple[Piece, ...] = ()
    marked: bool = False


def moved(pieces: Iterable[Piece], by: int) -> list[Piece]:
    """The pieces of a text that stands so much further on in the answer."""
    if not by:
        return list(pieces)
    return [
        Piece(p.kind, p.text, p.at + by, tuple(moved(p.inner, by)) if p.inner else (), p.marked)
        for p in pieces
    ]
