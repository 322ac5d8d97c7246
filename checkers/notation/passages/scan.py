r"""Mathematics between delimiters -> pieces: its rows, items, relations and remarks.

Only what stands outside all brackets, braces and scripts is a relation of the answer:
``p(x=1)``, ``\sum_{t=1}`` and ``E_{z \sim q}`` have none.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import pairwise

from checkers.notation.passages import macros
from checkers.notation.passages.pieces import LONGEST_KEPT, MOST_KEPT, Piece, moved
from checkers.notation.passages.steps import Steps
from checkers.notation.passages.tokens import (
    ARROWS,
    IMPLICATIONS,
    RELATIONS,
    TRANSPARENT,
    Token,
    environment,
    tokenize,
)


def scan(source: str, at: int = 0) -> list[Piece]:
    """The pieces of mathematics; `at` is where the source stands in the answer."""
    cut = _scanned if len(source) <= LONGEST_KEPT else _scanned.__wrapped__
    return moved(cut(source), at)


@lru_cache(maxsize=MOST_KEPT)
def _scanned(source: str) -> tuple[Piece, ...]:
    return tuple(_Scanner(tokenize(source)).pieces())


class _Scanner(Steps):
    """One pass over the tokens; `_buffer` holds the expression that is being collected."""

    def __init__(self, tokens: Sequence[Token], depth: int = 0) -> None:
        super().__init__(tokens)
        self._depth = depth
        self._found: list[Piece] = []
        self._buffer: list[str] = []
        self._begin = 0
        self._related = False

    def pieces(self) -> list[Piece]:
        index = 0
        while index < len(self.tokens):
            index = self._step(index)
        self._flush()
        return self._found

    def _step(self, index: int) -> int:
        """Take the token at the index, with all that belongs to it; the index after it."""
        token = self.tokens[index]
        if token.kind == "row":
            return self._row(index)
        if token.text == "&":
            return self._mark(index)
        if token.kind == "env" and environment(token) in TRANSPARENT:
            return self._transparent(index)
        if index in self.partner:
            return self._group(index)
        if token.text in "_^" or token.kind == "comment":
            return self._script(index) if token.kind == "char" else index + 1
        return self._macro(index) if token.kind == "macro" else self._plain(index)

    def _macro(self, index: int) -> int:
        text = self.tokens[index].text
        if text in macros.WORDS:
            return self._words(index)
        if text in macros.OVER:
            return self._over(index)
        if text in macros.WIDE:
            self._boundary("item")
            return self.after_argument(index) if text == "\\hspace" else index + 1
        if text in macros.DROPPED:
            return index + 1
        if text in macros.LABELLED_ARROWS:
            self._boundary("item")
            return self.after_argument(index)
        if text in macros.DROPPED_WITH_ARGUMENT:
            return self.after_argument(index)
        return self._plain(index)

    def _plain(self, index: int) -> int:
        token = self.tokens[index]
        if token.text in IMPLICATIONS or token.text in ARROWS:
            self._boundary("implies" if token.text in IMPLICATIONS else "item")
            self._unmark()
        elif token.text in RELATIONS and self._is_relation(index):
            name = "=:" if token.text in macros.REVERSED else RELATIONS[token.text]
            self._relation(name, token.at)
        elif token.text in macros.PUNCTUATION:
            self._boundary("comma" if token.text in ",，" else "item")
        elif token.text == "." and self._ends_sentence(index):
            self._boundary("item")
        else:
            self._collect(" " if token.text == "~" else token.text, token.at)
        return index + 1

    # What belongs to an expression

    def _collect(self, text: str, at: int) -> None:
        if self._buffer or not text.isspace():
            self._begin = self._begin if self._buffer else at
            self._buffer.append(text)

    def _flush(self) -> None:
        text = " ".join("".join(self._buffer).split())
        self._buffer = []
        if text.strip(".:\\,;! "):
            self._found.append(Piece("maths", text, self._begin))

    def _group(self, index: int) -> int:
        """A bracket with what it holds: part of an expression, or a remark."""
        end = self.partner[index] + 1
        if self._spans_relation_mark(index, end):
            self._collect(self.tokens[index].text, self.tokens[index].at)
            return index + 1
        if self._is_aside(index, end):
            self._aside(index, end)
        else:
            self._collect(macros.source_of(self.tokens[index:end]), self.tokens[index].at)
        return end

    def _script(self, index: int) -> int:
        r"""``_`` or ``^`` with its argument, be that ``<t`` or ``\le t``."""
        end = self.skip_space(index + 1)
        if end < len(self.tokens) and self.tokens[end].text in RELATIONS:
            end = self.skip_space(end + 1)
        end = self.past(end)
        self._collect(macros.source_of(self.tokens[index:end]), self.tokens[index].at)
        return end

    # Relations

    def _relation(self, name: str, at: int) -> None:
        self._flush()
        self._found.append(Piece("relation", name, at))
        self._related = True

    def _is_relation(self, index: int) -> bool:
        """Not so: the script of an operator in plain text, sum_t=1, and a tie in LaTeX."""
        written = "".join(self._buffer[-12:])
        if macros.SCRIPT_OF.search(written):
            return False
        return self.tokens[index].text != "~" or self._relates(index)

    def _relates(self, index: int) -> bool:
        """Whether a tilde stands between two expressions; elsewhere it is a space."""
        after = self.skip_space(index + 1)
        if not self._buffer or after == len(self.tokens):
            return False
        following = self.tokens[after]
        return following.text not in RELATIONS and following.text not in "&,.;~"

    def _over(self, index: int) -> int:
        r"""``\overset{above}{=}`` is a relation with words; over anything else, a name."""
        first = self.skip_space(index + 1)
        second = self.skip_space(self.past(first))
        end = self.past(second)
        under = macros.source_of(self.tokens[second:end]).strip("{} ")
        if under not in RELATIONS:
            self._collect(macros.source_of(self.tokens[index:end]), self.tokens[index].at)
            return end
        above = macros.source_of(self.tokens[first : self.past(first)])[1:-1].strip()
        self._relation(macros.overset(above, RELATIONS[under]), self.tokens[index].at)
        self._found.append(Piece("words", above, self.tokens[index].at))
        return end

    # Words and remarks

    def _words(self, index: int) -> int:
        r"""``\text{...}``: a name where it is used as one, else words."""
        start = self.skip_space(index + 1)
        end = self.past(start)
        content = macros.source_of(self.tokens[start:end]).strip("{}")
        if self._names(content, end):
            self._collect(macros.source_of(self.tokens[index:end]), self.tokens[index].at)
        else:
            self._boundary("row" if "intertext" in self.tokens[index].text else "item")
            self._found.append(Piece("words", content.strip(), self.tokens[index].at))
        return end

    def _names(self, content: str, end: int) -> bool:
        """One word that touches an operator, a relation, a bracket or a script."""
        word = content.strip()
        if not word or " " in content or word.lower().strip(".,:") in macros.CONNECTIVES:
            return False
        after = self.skip_space(end)
        if after < len(self.tokens) and self._takes_name(self.tokens[after]):
            return True
        if word.isupper() and len(word) > 1:
            return True
        before = "".join(self._buffer[-3:]).strip()
        return bool(macros.BINARY.search(before)) or (not before and self._follows_relation())

    def _takes_name(self, token: Token) -> bool:
        return token.text in RELATIONS or token.text in "_^([+-*/" or token.kind == "left"

    def _follows_relation(self) -> bool:
        return bool(self._found) and self._found[-1].kind == "relation"

    def _is_aside(self, index: int, end: int) -> bool:
        """A parenthesis with words in it, or one that alone fills a separated item."""
        if self.tokens[index].text not in ("(", "["):
            return False
        if self._has_words(index + 1, end - 1):
            return True
        alone = not self._buffer and self._found and self._found[-1].kind == "item"
        after = self.skip_space(end)
        last = after == len(self.tokens) or self.tokens[after].kind in ("row", "env")
        return bool(alone and (last or self.tokens[after].text in "&.,;"))

    def _has_words(self, index: int, end: int) -> bool:
        """Whether words stand between two places, not deeper in brackets."""
        while index < end:
            if self.tokens[index].text in macros.WORDS:
                start = self.skip_space(index + 1)
                after = self.past(start)
                if not self._names(
                    macros.source_of(self.tokens[start:after]).strip("{}"), after
                ):
                    return True
            index = self.past(index)
        return False

    def _aside(self, index: int, end: int) -> None:
        self._flush()
        at = self.tokens[index].at
        if self._depth == macros.DEEPEST:
            self._found.append(Piece("words", macros.source_of(self.tokens[index:end]), at))
            return
        tokens = self.tokens[index + 1 : end - 1]
        inner = _Scanner(tokens, self._depth + 1).pieces()
        self._found.append(Piece("aside", "", at, tuple(inner)))

    # Boundaries

    def _boundary(self, kind: str) -> None:
        self._flush()
        if self._found and self._found[-1].kind not in ("item", "row", "implies"):
            self._related = self._related and kind == "comma"
            self._found.append(Piece(kind))  # type: ignore[arg-type]

    def _unmark(self) -> None:
        """An arrow that begins a row says that its expression is another one."""
        if self._found and self._found[-1].kind == "row":
            self._found[-1] = Piece("row")

    def _row(self, index: int) -> int:
        self._flush()
        following = self.skip_space(index + 1)
        marked = following < len(self.tokens) and self.tokens[following].text == "&"
        self._found.append(Piece("row", marked=marked))
        self._related = False
        return index + 1

    def _transparent(self, index: int) -> int:
        """Enter or leave an environment of rows; its arguments are layout."""
        self._boundary("row")
        index += 1
        while self.is_braced(index) or self.is_option(index):
            index = self.past(index)
        return index

    def _mark(self, index: int) -> int:
        """An alignment mark: layout, or the gap between two columns of equations."""
        if self._related and self._buffer and self._starts_column(index + 1):
            self._boundary("item")
        else:
            self._collect(" ", self.tokens[index].at)
        return index + 1

    def _starts_column(self, index: int) -> bool:
        """Whether the next cell is the left side of a new relation."""
        index = self.skip_space(index)
        start = index
        while index < len(self.tokens) and self.tokens[index].kind != "row":
            text = self.tokens[index].text
            if text in RELATIONS:
                return index > start
            if text == "&" and index == start:
                start += 1
            index = self.skip_space(self.past(index))
        return False

    def _spans_relation_mark(self, index: int, end: int) -> bool:
        """A bracket that would swallow the next row's relation was never closed."""
        inside = self.tokens[index + 1 : end - 1]
        if self.tokens[index].text not in ("(", "[") or not any(t.text == "&" for t in inside):
            return False
        texts = [token.text for token in inside if token.kind != "space"]
        return any(a == "&" and b in RELATIONS for a, b in pairwise(texts))

    def _ends_sentence(self, index: int) -> bool:
        following = index + 1
        return following >= len(self.tokens) or self.tokens[following].kind in (
            "space",
            "row",
        )
