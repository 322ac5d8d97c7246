"""What an answer is cut into before it is read: mathematics, relations, words, boundaries."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Kind = Literal[
    "maths", "mention", "relation", "words", "aside", "comma", "item", "row", "stop", "implies"
]
BEGINS, ENDS = "display", "end of display"
"""The texts of rows that open and close a display."""
BOUNDARIES = frozenset(("comma", "item", "row", "implies", "words", "aside"))


def words(text: str) -> frozenset[str]:
    """A set of words, for tables."""
    return frozenset(text.split())


class Piece(Struct, frozen=True):
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
