"""Prose -> pieces: the mathematics in sentences and undelimited lines, and the words between.

What stands between words is a run of mathematics. A run with a relation is cut like any
other mathematics; one without is only mentioned, unless it fills its line.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from functools import lru_cache
from itertools import accumulate

from checkers.notation.passages.blocks import Block
from checkers.notation.passages.lone import formulas, unmarked
from checkers.notation.passages.macros import DEEPEST, WORDS
from checkers.notation.passages.pieces import LONGEST_KEPT, MOST_KEPT, Piece, moved, words
from checkers.notation.passages.prose_tokens import prose_tokens
from checkers.notation.passages.scan import scan
from checkers.notation.passages.tokens import RELATIONS, TOKEN, Token, partners

AFTER_NAME = frozenset(("(", "_", "^", "[", "\\left", "\\big", "\\Big", "\\!"))
"""What stands after a word that is the name of a function."""
LONGEST_LABEL = 4
NUMBERED = re.compile(r"\d{1,3}[a-z]?|\*|†")
VERB = re.compile(r"\b(?:is|are|be)(?: \w+)?$")
PRONOUN = re.compile(
    r"\b(?:this|it|which|that|these|above|expression|latter|result)\b", re.IGNORECASE
)
CONTINUING = words(
    """and so thus hence therefore then get gives give obtain obtains have yields yield becomes
    equals equal simplifies to follows as finally implies"""
)


def prose(blocks: Iterable[Block], known: Collection[str]) -> list[Piece]:
    """The pieces of a paragraph of prose and inline mathematics."""
    paragraph = tuple(blocks)
    alone = _alone(paragraph)
    if alone:
        return alone
    start = paragraph[0].at if paragraph else 0
    by_itself = tuple(block._replace(at=block.at - start) for block in paragraph)
    short = sum(len(block.text) for block in paragraph) <= LONGEST_KEPT
    cut = _paragraph if short else _paragraph.__wrapped__
    return moved(cut(by_itself, frozenset(known)), start)


def _alone(paragraph: tuple[Block, ...]) -> list[Piece]:
    """The pieces of a paragraph that is a formula a line; none where it may be more."""
    if len(paragraph) != 1 or paragraph[0].kind != "prose":
        return []
    (_, text, at) = paragraph[0]
    row = Piece("row")
    lines = formulas(text)
    return [piece for place, line in lines for piece in (*scan(line, at + place), row)]


@lru_cache(maxsize=MOST_KEPT)
def _paragraph(blocks: tuple[Block, ...], known: frozenset[str]) -> tuple[Piece, ...]:
    plain = [b._replace(text=unmarked(b.text)) if b.kind == "prose" else b for b in blocks]
    return tuple(_Prose(prose_tokens(plain, known)).pieces())


class _Prose:
    """One pass over the tokens; `_run` collects mathematics, `_words` what is between."""

    def __init__(self, tokens: Sequence[Token], depth: int = 0) -> None:
        self._tokens = tokens
        self._depth = depth
        self._partner = partners(tokens)
        self._wordy = _totals(tokens, "word")
        self._relating = _totals(tokens, "relation", "span")
        self._dropped: set[int] = set()
        self._found: list[Piece] = []
        self._run: list[Token] = []
        self._words: list[Token] = []
        self._sentence = ""
        self._line = 0
        self._line_has_words = False

    def pieces(self) -> list[Piece]:
        index = 0
        while index < len(self._tokens):
            index = self._step(index)
        self._end_line()
        return self._found

    def _step(self, index: int) -> int:
        token = self._tokens[index]
        if index in self._partner:
            return self._group(index)
        if token.kind == "line":
            self._end_line()
        elif token.kind == "stop":
            self._end_sentence()
        elif token.kind == "implies":
            self._end_run()
            self._end_words()
            self._found.append(Piece("implies"))
        elif self._is_name(index):
            end = self._partner[index + 1] + 1
            self._maths_all(self._tokens[index:end])
            return end
        elif token.kind == "word" or (token.kind == "comma" and self._parts(index)):
            self._word(token)
        elif index not in self._dropped:
            self._maths(token)
        return index + 1

    def _group(self, index: int) -> int:
        """A bracket: part of a run, or a remark with words or a relation of its own."""
        end = self._partner[index] + 1
        wordy = self._wordy[end] > self._wordy[index]
        relating = self._relates(index, end)
        attached = bool(self._run) and self._run[-1].kind != "space"
        if not attached and self._is_label(index, end):
            return end
        if wordy and not attached and self._tokens[index].text == "{":
            self._dropped.add(end - 1)
            return index + 1
        if (wordy or relating) and not attached and self._tokens[index].text in "([（":
            self._aside(index, end)
        else:
            self._maths_all(self._tokens[index:end])
        return end

    def _relates(self, index: int, end: int) -> bool:
        """Whether a relation stands in the bracket, and not only below a sign: E_{x ~ p}."""
        if self._relating[end] == self._relating[index]:
            return False
        below = [
            (start, self._partner[start] + 1)
            for start in range(index + 1, end)
            if start in self._partner and self._tokens[start - 1].text in ("_", "^")
        ]
        inside = sum(self._relating[last] - self._relating[first] for first, last in below)
        return self._relating[end] - self._relating[index] > inside

    def _is_label(self, index: int, end: int) -> bool:
        """``(1)`` at the end of a line with a formula: its number, not a factor."""
        last = self._last_solid()
        if end - index > LONGEST_LABEL or last is None or last.text[-1:].isdigit():
            return False
        inside = "".join(token.text for token in self._tokens[index + 1 : end - 1])
        following = [t.kind for t in self._tokens[end : end + 2] if t.kind != "space"]
        return bool(NUMBERED.fullmatch(inside)) and following[:1] in ([], ["line"])

    def _is_name(self, index: int) -> bool:
        r"""``\text{nondesc}(a)``: a word that is applied or has a script."""
        if self._tokens[index].text not in WORDS or index + 1 not in self._partner:
            return False
        end = self._partner[index + 1] + 1
        following = self._tokens[end].text if end < len(self._tokens) else ""
        return end == index + 4 and following in AFTER_NAME

    def _aside(self, index: int, end: int) -> None:
        self._end_run()
        self._end_words()
        tokens = self._tokens[index + 1 : end - 1]
        if self._depth == DEEPEST:
            self._words += tokens
            return
        inner = _Prose(tokens, self._depth + 1).pieces()
        self._found.append(Piece("aside", "", self._tokens[index].at, tuple(inner)))

    # Mathematics

    def _maths_all(self, tokens: Sequence[Token]) -> None:
        for token in tokens:
            self._maths(token)

    def _maths(self, token: Token) -> None:
        if token.kind in ("space", "line", "comma") and not self._run:
            return
        if self._parted(token):
            self._end_run()
        self._end_words()
        if self._begins_in_words(token):
            self._found.append(Piece("stop"))
        self._run.append(token)

    def _parted(self, token: Token) -> bool:
        """Two spans, or a span and a letter, with only a space between are two runs."""
        last = self._last_solid()
        if last is None or "span" not in (token.kind, last.kind):
            return False
        return token.kind in ("maths", "span") and last.kind in ("maths", "span")

    def _last_solid(self) -> Token | None:
        return next((t for t in reversed(self._run) if t.kind != "space"), None)

    def _parts(self, index: int) -> bool:
        """Whether a comma stands before a word, or at inline mathematics."""
        following = (t.kind for t in self._tokens[index + 1 : index + 3] if t.kind != "space")
        last = self._last_solid()
        at_span = last is not None and last.kind == "span"
        return at_span or next(following, "line") in ("word", "line", "span")

    def _end_run(self) -> None:
        run, self._run = self._run, []
        if any(token.kind in ("maths", "span", "relation") for token in run):
            self._found += _cut(run)
            self._sentence = ""

    # Words and boundaries

    def _word(self, token: Token) -> None:
        last = self._last_solid()
        self._end_run()
        if last is not None and last.kind == "relation":
            self._found.append(Piece("stop"))
        self._words.append(token)
        self._line_has_words = True

    def _end_words(self) -> None:
        if not self._words:
            return
        words, at = " ".join(token.text for token in self._words), self._words[0].at
        self._words = []
        self._found.append(Piece("words", words.replace(" ,", ",").replace(" - ", "-"), at))
        self._sentence += " " + words

    def _begins_in_words(self, token: Token) -> bool:
        """Whether a sentence goes from words to a relation of which they are the left side."""
        if self._last_solid() is not None or not self._sentence or not _is_relating(token):
            return False
        if VERB.search(self._sentence):
            return not PRONOUN.search(self._sentence)
        return self._sentence.split()[-1].lower() not in CONTINUING | {","}

    def _end_sentence(self) -> None:
        self._end_run()
        self._end_words()
        self._sentence = ""
        if self._found and self._found[-1].kind != "row":
            self._found.append(Piece("row"))

    def _end_line(self) -> None:
        """A line's end; an expression that fills the line is more than a mention."""
        self._end_run()
        self._end_words()
        if not self._line_has_words:
            for place in range(self._line, len(self._found)):
                self._found[place] = _stated(self._found[place])
        self._found.append(Piece("row"))
        self._line, self._line_has_words, self._sentence = len(self._found), False, ""


def _totals(tokens: Iterable[Token], *kinds: str) -> list[int]:
    return list(accumulate((token.kind in kinds for token in tokens), initial=0))


def _cut(run: Sequence[Token]) -> list[Piece]:
    """The pieces of a run, its expressions mentions where it has no relation."""
    pieces = scan("".join(token.text for token in run), run[0].at)
    if any(piece.kind in ("relation", "aside") for piece in pieces):
        return pieces
    stated = any(token.kind == "span" for token in run) or _is_composed(run)
    return [
        Piece("mention", p.text, p.at, marked=stated) if p.kind == "maths" else p
        for p in pieces
    ]


def _is_composed(run: Sequence[Token]) -> bool:
    """Unmistakably a formula: two pieces of mathematics under an operator or in brackets."""
    pieces = sum(token.kind == "maths" for token in run)
    return pieces > 1 and any(token.kind in ("operator", "bracket") for token in run)


def _is_relating(token: Token) -> bool:
    """A relation, or inline mathematics that begins with one."""
    if token.kind != "span":
        return token.kind == "relation"
    first = TOKEN.match(token.text.lstrip())
    return first is not None and first[0] in RELATIONS


def _stated(piece: Piece) -> Piece:
    return Piece("maths", piece.text, piece.at) if piece.kind == "mention" else piece
