"""Pieces -> links: every relation of the answer with the texts of its two sides.

A display or sentence that begins with a relation continues the chain before it. Remarks have
relations of their own, which leave the chain around them alone.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec import Struct

from checkers.notation.passages.joining import joined
from checkers.notation.passages.pieces import BEGINS, ENDS, Piece


class Link(Struct, frozen=True):
    """One relation as written, or (`relation` "") an expression that stands in none.

    `left` or `right` is "" where words stand in its place, or nothing.

    `chain` is shared by the links of one chain; `cue` are the words right before it, `words`
    all that accompany it.
    """

    left: str
    relation: str
    right: str
    at: int
    chain: int
    cue: str = ""
    words: str = ""


CLOSING_LAYOUT = re.compile(r"(?:[\s,;:]|(?<![\w)\]}])!|(?<!\.)\.|\\[,;:! ])$")
DOTS = re.compile(r"\.\.\.|…|⋯|\\[lc]?dots|\.{0,3}")
OPENING_LAYOUT = re.compile(r"(?:[\s,;:]|\.(?!\.)|\\[,;:! ])+")


def links(pieces: Iterable[Piece]) -> list[Link]:
    """The relations of the answer, in reading order."""
    walk = _Walk()
    walk.over((*joined(list(pieces)), Piece("row")))
    return [link.freeze() for link in walk.found]


def trimmed(text: str) -> str:
    """The expression without the punctuation and spacing around it."""
    opening = OPENING_LAYOUT.match(text)
    start, end = opening.end() if opening else 0, len(text)
    while end > start and (layout := CLOSING_LAYOUT.search(text, max(start, end - 2), end)):
        end = layout.start()
    return text[start:end]


class _Growing:
    """A link that still collects the words that accompany it."""

    def __init__(self, left: str, relation: str, at: int, chain: int, words: list[str]) -> None:
        self.left, self.relation, self.at, self.chain = left, relation, at, chain
        self.right = ""
        self.cue = ""
        self.words = words

    def freeze(self) -> Link:
        words = " ".join(self.words)
        left, relation, right = self.left, self.relation, self.right
        if relation == "=:":
            left, relation, right = right, ":=", left
        return Link(left, relation, right, self.at, self.chain, self.cue, words)


class _Walk:
    """One pass: the expression at hand, and the relation that waits for its right side."""

    def __init__(self) -> None:
        self.found: list[_Growing] = []
        self._current = ""
        self._last = ""
        self._named = ""
        self._waiting: _Growing | None = None
        self._main: _Growing | None = None
        self._chains = 0
        self._words: list[str] = []
        self._cue = ""
        self._same_row = False
        self._in_words = False
        self._displayed: _Growing | None = None
        self._in_display = self._begins = False

    def over(self, pieces: Iterable[Piece]) -> None:
        for piece in pieces:
            if piece.kind in ("maths", "mention"):
                self._expression(trimmed(piece.text), piece)
            elif piece.kind == "relation":
                self._relation(piece)
            elif piece.kind == "words":
                self._take_words(piece.text)
            elif piece.kind == "aside":
                self._aside(piece)
            else:
                self._boundary(piece)

    def _expression(self, text: str, piece: Piece) -> None:
        self._in_words = self._begins = False
        if self._waiting is not None:
            self._complete(text)
            return
        if DOTS.fullmatch(text):
            return
        if piece.kind == "maths" or piece.marked:
            self.found.append(_Growing(text, "", piece.at, 0, self._words))
            self._words = []
        self._named = text
        if piece.kind == "mention":
            self._cue = ""
        else:
            self._current = self._last = text

    def _complete(self, right: str) -> None:
        assert self._waiting is not None  # noqa: S101 - called where one waits
        self._waiting.right = right
        self.found.append(self._waiting)
        waited, self._waiting, self._same_row = self._waiting, None, True
        if DOTS.fullmatch(right):  # a < ... < b: what is left out is passed over
            self._current = waited.left
            return
        self._main = waited
        self._displayed = waited if self._in_display else self._displayed
        self._current, self._last, self._named = right, right or self._last, ""

    def _relation(self, piece: Piece) -> None:
        if self._waiting is not None:  # "= =": the first has no right side
            self._complete("")
        self._resume()
        left = "" if self._in_words else self._current or self._named or self._last
        goes_on = self._main is not None and self._main.right == left != ""
        chain = self._main.chain if self._main and goes_on else self._new_chain()
        if self.found and not self.found[-1].relation and self.found[-1].left == left:
            self._words = self.found.pop().words + self._words
        self._waiting = _Growing(left, piece.text, piece.at, chain, self._words)
        self._waiting.cue, self._cue = self._cue, ""
        self._words, self._named, self._in_words = [], "", False

    def _resume(self) -> None:
        """A display that begins with a relation goes on with the display before it, whatever
        was said in between: "= A", by Bayes' rule p(z|x) = p(x,z)/p(x), "= B".
        """
        between = not (self._current or self._named or self._waiting)
        if self._begins and between and self._displayed is not None:
            self._main, self._last = self._displayed, self._displayed.right
        self._begins = False

    def _new_chain(self) -> int:
        self._chains += 1
        return self._chains

    def _take_words(self, text: str) -> None:
        self._words.append(text)
        self._cue = text
        self._current, self._named = "", ""

    def _boundary(self, piece: Piece) -> None:
        if piece.kind == "stop":
            self._in_words = True
            if self._waiting is not None:
                self._complete("")
        if self._waiting is None:
            self._current = ""
        if piece.kind == "row":
            self._begins = piece.text == BEGINS
            self._in_display = self._begins or (self._in_display and piece.text != ENDS)
            self._end_row()
        elif piece.kind == "implies":
            self._words.append("implies")

    def _end_row(self) -> None:
        """Words at the end of a row belong to the relation before them."""
        if self._same_row and self._waiting is None and self._main is not None:
            self._main.words += self._words
            self._words = []
        self._same_row = False

    def _aside(self, piece: Piece) -> None:
        """Walk the remark with what stands before it at hand, then go on as if it were not."""
        kept = self._current, self._last, self._named, self._main, self._waiting
        displayed = self._displayed
        self._waiting, self._current, self._named = None, "", self._current or self._named
        self.over(piece.inner)
        self._current, self._last, self._named, self._main, self._waiting = kept
        self._displayed = displayed
        self._cue = ""
