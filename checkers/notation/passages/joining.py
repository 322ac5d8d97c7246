"""Joins what one expression was broken into: after a comma, or in the next row.

A row continues the expression before it where it must: that one ended in an operator or with
an open bracket, or the row begins with an operator, or behind an alignment mark without any
relation of its own.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from checkers.notation.passages.pieces import BOUNDARIES, Piece

OPERATORS = r"[-+*/·×⊙∘−|]|\\(?:cdot|times|odot|circ|otimes|oplus|pm|mp|mid)(?![A-Za-z])"
LEADING = re.compile(OPERATORS + r"|\\(?:[cl]?dots)(?![A-Za-z])|…|\.\.\.")
TRAILING = re.compile(rf"(?:{OPERATORS})\s*$")
REMARKS = frozenset(("words", "aside", "item", "comma"))


def joined(pieces: Sequence[Piece]) -> list[Piece]:
    """The pieces, every expression whole."""
    joining = _Joining()
    for piece, related in zip(pieces, _related_ahead(pieces), strict=True):
        joining.take(piece, related)
    return joining.result()


def _related_ahead(pieces: Sequence[Piece]) -> list[bool]:
    """For every piece, whether a relation follows before the next boundary."""
    ahead = [False] * len(pieces)
    related = False
    for index in range(len(pieces) - 1, -1, -1):
        kind = pieces[index].kind
        related = kind == "relation" or (related and kind not in BOUNDARIES)
        ahead[index] = related
    return ahead


class _Joining:
    """One pass; `_place` is where the expression stands that may yet go on."""

    def __init__(self) -> None:
        self._pieces: list[Piece] = []
        self._fragments: dict[int, list[str]] = {}
        self._place: int | None = None
        self._rows = 0
        self._open = 0
        self._related = False

    def result(self) -> list[Piece]:
        for place, fragments in self._fragments.items():
            whole = self._pieces[place]
            self._pieces[place] = Piece("maths", "".join(fragments), whole.at)
        return self._pieces

    def take(self, piece: Piece, related: bool) -> None:
        if piece.kind == "aside":
            piece = Piece("aside", piece.text, piece.at, tuple(joined(piece.inner)))
        if piece.kind == "maths" and self._place is not None and self._goes_on(piece, related):
            self._extend(self._place, piece.text)
        else:
            self._add(piece)
        self._note(piece)

    def _goes_on(self, piece: Piece, related: bool) -> bool:
        boundary = self._pieces[-1]
        if boundary.kind == "comma" and self._place == len(self._pieces) - 2:
            return not (related and self._related)
        if boundary.kind != "row" or self._rows > 1:
            return False
        if self._open > 0 or self._hangs():
            return True
        if LEADING.match(piece.text):
            return boundary.marked or not related or piece.text.startswith("+")
        return boundary.marked and not related

    def _hangs(self) -> bool:
        """Whether the expression ends in an operator, or in a bar that closes no other one."""
        assert self._place is not None  # noqa: S101 - asked only of an expression at hand
        fragments = self._fragments[self._place]
        if TRAILING.search(fragments[-1][-12:]) is None:
            return False
        return not fragments[-1].rstrip().endswith("|") or _bars("".join(fragments)) % 2 == 1

    def _extend(self, place: int, text: str) -> None:
        if self._pieces[-1].kind == "comma":
            self._pieces.pop()
            text = ", " + text
        else:
            text = " " + text
        self._fragments[place].append(text)

    def _add(self, piece: Piece) -> None:
        if piece.kind == "maths":
            self._place = len(self._pieces)
            self._fragments[self._place] = [piece.text]
            self._open = 0
        self._pieces.append(piece)

    def _note(self, piece: Piece) -> None:
        """Keep account of what was taken: open brackets, rows passed, relations seen."""
        if piece.kind == "maths":
            self._rows = 0
            self._open = max(0, self._open + _balance(piece.text))
        elif piece.kind == "row":
            self._rows += 1
        elif piece.kind not in REMARKS:
            self._place = None
        if piece.kind in BOUNDARIES and piece.kind != "comma":
            self._related = False
        elif piece.kind == "relation":
            self._related = True


def _bars(text: str) -> int:
    """The bars outside brackets."""
    bars, depth = 0, 0
    for sign in text:
        depth += (sign in "([{") - (sign in ")]}")
        bars += sign == "|" and depth == 0
    return bars


def _balance(text: str) -> int:
    return text.count("(") + text.count("[") - text.count(")") - text.count("]")
