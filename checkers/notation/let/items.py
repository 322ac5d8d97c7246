r"""A clause -> its items: words, names, ranges, equations, in order.

``orthogonal matrix \mathbf{U} in R^{n x n} with columns \mathbf{u}_i`` has the words
orthogonal, matrix, in, with, columns and the names U, R^{n x n}, u_i; ``x_1, \ldots, x_n`` is
one family, ``k = 1, \ldots, K`` one range.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Literal, NamedTuple

from checkers.notation.passages.tokens import RELATIONS, Token, partners, tokenize

Kind = Literal["word", "comma", "maths", "family", "range", "equation", "set"]


class Item(NamedTuple):
    """One item of a clause. `text` as written; `parts` for what has several.

    family: (first, last). range: (index, low, high). equation: its sides, every second one
    the relation between.
    """

    kind: Kind
    text: str
    parts: tuple[str, ...] = ()


DOTS = frozenset(("...", "…", "⋯", "\\ldots", "\\dots", "\\cdots"))
COUNTER = re.compile(r"[ijkl]'?")
SETS = re.compile(
    r"(?:\\mathbb\s*\{\s*[RNZ]\s*\}|\\R|[RℝNℕZℤ])(?:\s*\^\s*(?:\{[^{}]*\}|\\?\w+))?(?:_\{?[+>0]+\}?)?"
    r"|[\[(][^()\[\]]*[\])]|\\?\{.*\}|[A-Z]|\\mathcal\s*\{\s*[A-Z]\s*\}"
)


def clauses(text: str) -> Iterator[str]:
    """The clauses of a text: it is cut at every ; that stands outside brackets."""
    for piece in cut(text, (";", "；", "\n")):
        if piece.strip(" .,;\t"):
            yield piece.strip(" .,;\t")


def cut(text: str, signs: tuple[str, ...]) -> Iterator[str]:
    """The pieces of a text between signs that stand outside brackets."""
    tokens = tokenize(text.replace("%", "\\%"))
    closing = partners(tokens)
    start = index = 0
    while index < len(tokens):
        token = tokens[index]
        if token.text.strip(" \t") in signs:
            yield "".join(t.text for t in tokens[start:index])
            start = index + 1
        index = closing.get(index, index) + 1
    yield "".join(t.text for t in tokens[start:])


def items(clause: str, words: frozenset[str]) -> list[Item]:
    """The items of a clause; `words` are those that the language knows."""
    found = list(_grouped(_chunks(clause, words)))
    for place in reversed(range(len(found) - 2)):
        if found[place].kind == "maths" and COUNTER.fullmatch(found[place].text):
            found[place] = _together(found[place], *found[place + 1 : place + 3])
    return found


def _together(letter: Item, comma: Item, following: Item) -> Item:
    r"""A letter before a range has that range, too: ``i, j = 1, \ldots, d``."""
    if comma.kind != "comma" or following.kind != "range":
        return letter
    return Item("range", letter.text, (letter.text, *following.parts[1:]))


def _chunks(clause: str, words: frozenset[str]) -> Iterator[Item]:
    """Words, commas, and the stretches of mathematics between them."""
    tokens = tokenize(clause)
    closing = partners(tokens)
    stretch: list[str] = []
    index = 0
    while index < len(tokens):
        token, end = tokens[index], closing.get(index, index) + 1
        word, after = _word_at(tokens, index)
        if word and word.lower() in words and not _is_scripted(tokens, after, stretch):
            yield from _maths(stretch)
            stretch = []
            yield Item("word", word.lower())
            end = after
        elif token.text in (",", "，", "、"):
            yield from _maths(stretch)
            stretch = []
            yield Item("comma", ",")
        else:
            end = max(end, after)
            stretch.append("".join(t.text for t in tokens[index:end]))
        index = end
    yield from _maths(stretch)


def _word_at(tokens: list[Token], index: int) -> tuple[str, int]:
    """The run of letters here, and where it ends; empty inside a longer name or a macro."""
    end = index
    while end < len(tokens) and tokens[end].kind == "char" and (
        tokens[end].text.isalpha() or (tokens[end].text == "-" and end > index)
    ):  # fmt: skip
        end += 1
    return "".join(t.text for t in tokens[index:end]), max(end, index + 1)


def _is_scripted(tokens: list[Token], after: int, stretch: list[str]) -> bool:
    """Whether the run of letters is part of a name: it has a script, or is one."""
    following = tokens[after].text if after < len(tokens) else ""
    return following in ("_", "^", "(") or bool(stretch and stretch[-1] in ("_", "^"))


def _maths(stretch: list[str]) -> Iterator[Item]:
    text = "".join(stretch).strip()
    sides = _sides(text) if text else []
    if len(sides) == 3 and sides[1] == "in":
        yield Item("maths", sides[0])
        yield Item("word", "in")
        yield Item("maths", sides[2])
    elif text:
        yield Item("maths", text)


# What belongs together


def _grouped(chunks: Iterator[Item]) -> Iterator[Item]:
    """Families, ranges and equations out of the chunks and commas that make them."""
    pending = list(chunks)
    index = 0
    while index < len(pending):
        found, used = _family(pending[index : index + 5])
        yield found
        index += used


def _family(window: list[Item]) -> tuple[Item, int]:
    r"""``a_1, \ldots, a_n`` and ``k = 1, \ldots, K``, with or without their commas."""
    first = window[0]
    if first.kind != "maths":
        return first, 1
    inside = _elided(_opened(first.text))
    if inside is not None:
        return _between(first.text, *inside), 1
    shape = [(item.kind, item.text if item.text in DOTS else "") for item in window]
    spread = (
        [("maths", ""), ("comma", ""), ("maths", window[2].text)] if len(window) > 2 else []
    )
    if len(window) == 5 and shape[:3] == spread and window[2].text in DOTS and (
        window[3].kind == "comma" and window[4].kind == "maths"
    ):  # fmt: skip
        return _between(first.text, first.text, window[4].text), 5
    return _single(first), 1


def _opened(text: str) -> str:
    r"""What brackets around a list with dots hold: (x_1, \ldots, x_n)."""
    inner = text.strip()
    listed = inner.startswith("(") and inner.endswith(")") and any(d in inner for d in DOTS)
    return inner[1:-1] if listed else text


def _elided(text: str) -> tuple[str, str] | None:
    r"""The ends of ``1 \ldots K`` or ``x_1 ... x_n`` written without commas."""
    tokens = tokenize(text)
    closing = partners(tokens)
    index = 0
    while index < len(tokens):
        if tokens[index].text in DOTS:
            low = "".join(t.text for t in tokens[:index]).strip()
            high = "".join(t.text for t in tokens[index + 1 :]).strip()
            low, high = low.rstrip(", "), high.lstrip(", ")
            return (low, high) if low and high else None
        index = closing.get(index, index) + 1
    return None


def _between(text: str, first: str, last: str) -> Item:
    index, equals, low = first.partition("=")
    if equals and re.fullmatch(r"\s*\\?\w'?\s*", index):
        return Item("range", text, (index.strip(), low.strip(), last))
    return Item("family", text, (first, last))


def _single(item: Item) -> Item:
    sides = _sides(item.text)
    if len(sides) > 1:
        return Item("equation", item.text, tuple(sides))
    return item


def _sides(text: str) -> list[str]:
    """The sides of a chain of relations and the relations, alternating."""
    tokens = tokenize(text)
    closing = partners(tokens)
    sides, index = [""], 0
    while index < len(tokens):
        end = closing.get(index, index) + 1
        token = tokens[index]
        if token.text in RELATIONS and not sides[-1].rstrip().endswith(("_", "^")):
            sides += [RELATIONS[token.text], ""]
        else:
            sides[-1] += "".join(t.text for t in tokens[index:end])
        index = end
    return [side.strip() for side in sides]
