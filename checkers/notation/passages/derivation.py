"""Statements -> a derivation: every side read, under a vocabulary that its definitions extend.

Definitions hold for the whole answer: "x = a r, where r = p/q" uses r before it tells.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from typing import get_args

from msgspec import Struct
from msgspec.structs import replace

from checkers.notation import operators as op
from checkers.notation.conventions import IDENTITIES, NUMBERS, is_conventional, usual_meaning
from checkers.notation.expr import Apply, Density, Expr, Num, Sym
from checkers.notation.lexer import ReadError
from checkers.notation.passages.links import Link
from checkers.notation.passages.solving import pointwise, solved
from checkers.notation.passages.statements import (
    DEFINING,
    Head,
    Role,
    Roled,
    Standing,
    is_of_differentials,
    statements,
)
from checkers.notation.reader import read
from checkers.notation.vocabulary import Symbol, Vocabulary

DIFFERENTIALS = "what differentials measure is judged under an integral only"
DEFINED = frozenset({"defined"})
"""The trait of names that the answer defines, and the question does not declare."""


class Statement(Struct, frozen=True):
    """A relation of the answer, or (`kind` "expression") a formula that stands in none.

    `index` counts the relations in reading order from 1; it is None for expressions, for
    conditions ("x in R", "t = 1, ..., T") and for the names under braces. `kind`: a claim; a
    definition, of either side; an assumption ("if t > 0", "where eps ~ N(0, I)"); a remark,
    one of whose sides is words. A side is None where it cannot be read (`unread` says why) or
    where words stand. `chain` is shared by the relations of one chain; `words` accompany it.
    """

    index: int | None
    kind: Role
    left_text: str
    relation: str
    right_text: str
    left: Expr | None
    right: Expr | None
    unread: str = ""
    words: str = ""
    line: int = 1
    chain: int = 0


class Derivation(Struct, frozen=True):
    """The statements of an answer, and the vocabulary with what they define."""

    statements: tuple[Statement, ...]
    vocabulary: Vocabulary
    notes: tuple[Statement, ...] = ()
    """What stands under braces as a claim, with the index of the relation that holds it."""


def derivation(links: Sequence[Link], text: str, vocabulary: Vocabulary) -> Derivation:
    """Read every link of the answer `text`."""
    roled = list(statements(links, _Known(vocabulary)))
    reading = _Reading(_extended(vocabulary, roled))
    breaks = [found.start() for found in re.finditer("\n", text)]
    found: list[Statement] = []
    notes: list[Statement] = []
    index = 0
    for item in roled:
        counts = bool(item.link.chain) and item.role != "condition"
        index += counts
        line = bisect_right(breaks, item.link.at) + 1
        if item.role == "note":
            notes.append(reading.statement(item, index, line))
        else:
            found.append(reading.statement(item, index if counts else None, line))
    return Derivation(tuple(found), reading.vocabulary, tuple(notes))


class _Known:
    """What a vocabulary makes of a bare name."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self._vocabulary = vocabulary
        self._defined = {_base(what) for what, _ in vocabulary.definitions}
        self._laws = {law.name for law in vocabulary.laws}
        symbols = vocabulary.symbols.values()
        self._random = {each.name for each in symbols if "random" in each.traits}

    def __call__(self, head: Head) -> Standing:
        what = _head(head, self._vocabulary)
        measured = self._laws | self._vocabulary.variables.keys() | self._random
        if what is None or (_base(what) in ("H", "I") and measured & {*head.arguments}):
            return "declared"
        return max(
            (self._standing(name) for name in (_base(what), _numbered(what))),
            key=get_args(Standing).index,
        )

    def _standing(self, name: str) -> Standing:
        symbol = self._vocabulary.symbols.get(name)
        if symbol is not None and ("index" in symbol.traits or symbol.domain == "natural"):
            return "index"
        if symbol is not None or name in self._defined or name in self._laws:
            return "declared"
        return "variable" if name in self._vocabulary.variables else "unknown"


def _head(head: Head, vocabulary: Vocabulary) -> Expr | None:
    """The bare name as the reader reads it; None if it is no name to the reader."""
    try:
        what = read(head.name, vocabulary)
    except ReadError:
        return None
    if isinstance(what, Apply) and what.head == "^":
        what = what.args[0]
    return what if isinstance(what, Sym | Density) else None


def _base(what: Expr) -> str:
    if isinstance(what, Apply):
        return what.head
    return what.name if isinstance(what, Sym | Density) else ""


def _numbered(what: Expr) -> str:
    """``u_1`` for u with the index 1: how a vocabulary names what it declares one by one."""
    if not isinstance(what, Sym) or not all(isinstance(i, Num) for i in what.index):
        return _base(what)
    return "_".join([what.name, *(str(i.value) for i in what.index if isinstance(i, Num))])


def _extended(vocabulary: Vocabulary, roled: Sequence[Roled]) -> Vocabulary:
    """The vocabulary with the functions and the words that the answer defines."""
    symbols = dict(vocabulary.symbols)
    for item in roled:
        what = _head(item.head, vocabulary) if item.head else None
        if item.head is None or not isinstance(what, Sym) or what.name in symbols:
            continue
        word = what.name.split("_")[0]
        lone = item.head.arguments or (len(word) > 1 and word not in op.GREEK)
        if (lone or _is_constant(what, item.link)) and what.name not in IDENTITIES | NUMBERS:
            arguments = (_head(Head(a), vocabulary) for a in item.head.arguments)
            takes = tuple(_base(argument) for argument in arguments if argument)
            symbols[what.name] = Symbol(what.name, takes=takes, traits=DEFINED)
    known = len(symbols) == len(vocabulary.symbols)
    return vocabulary if known else replace(vocabulary, symbols=symbols)


def _is_constant(what: Sym, link: Link) -> bool:
    """Whether this says what a constant is that else nobody names: f = g + C with C = log Z."""
    return what.name == "C" and not any(word in link.right for word in op.CONSTANTS)


class _Reading:
    """Reads sides, each text once, and collects the definitions."""

    def __init__(self, vocabulary: Vocabulary) -> None:
        self.vocabulary = vocabulary
        self._read: dict[str, Expr | str] = {}

    def statement(self, item: Roled, index: int | None, line: int) -> Statement:
        link = item.link
        left: Expr | str | None = DIFFERENTIALS
        right: Expr | str | None = DIFFERENTIALS
        if not is_of_differentials(link):
            left, right = self._side(link.left), self._side(link.right)
        unread = next((side for side in (left, right) if isinstance(side, str)), "")
        left, right = (None if isinstance(side, str) else side for side in (left, right))
        role = item.role
        if role == "definition" and left is not None and right is not None:
            what, value = (right, left) if self._is_reversed(item) else (left, right)
            told = link.relation == ":=" or DEFINING.search(link.cue)
            usual = None if told else usual_meaning(what, value)
            if usual is not None:
                self._define(what, usual)
            if usual is not None or is_conventional(_base(what), value, self.vocabulary):
                role = "claim"
            else:
                self._define(what, value)
        return Statement(
            index, role, link.left, link.relation, link.right, left, right,
            unread, link.words, line, link.chain,
        )  # fmt: skip

    def _side(self, text: str) -> Expr | str | None:
        """The expression, or why there is none; None where nothing is written."""
        if text and text not in self._read:
            try:
                self._read[text] = read(text, self.vocabulary)
            except ReadError as error:
                self._read[text] = f"{text!r}: {error}"
        return self._read.get(text)

    def _is_reversed(self, item: Roled) -> bool:
        """Whether the right side is what is defined."""
        return item.head is not None and not item.link.left.startswith(item.head.name)

    def _define(self, what: Expr, value: Expr) -> None:
        known = self.vocabulary.symbols
        definition = pointwise(what, value, known) or solved(what, value) or (what, value)
        definitions = (*self.vocabulary.definitions, definition)
        self.vocabulary = replace(self.vocabulary, definitions=definitions)
