r"""Tokens of mathematics as far as segmenting needs them: brackets, relations, separators.

This is not the reader's lexer: it knows nothing of expressions. It tells which tokens open and
close, so that a relation inside ``p(x=1)`` or ``\sum_{t=1}`` is left alone, and it never backs
up: one pass, linear in the text.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from checkers.notation import operators as op
from checkers.notation.passages.pieces import words


class Token(NamedTuple):
    """A piece of the source. `kind` is a group of `TOKEN`; `at` its place in the source.

    A ``group`` is a pair of braces with little inside, one token for speed.
    """

    kind: str
    text: str
    at: int


TOKEN = re.compile(
    r"(?P<comment>(?<!\\)%[^\n]*)"
    r"|(?P<row>\\\\(?:[ \t]*\[[^\]\n]{0,20}\])?)"
    r"|(?P<env>\\(?:begin|end)[ ]?\{[A-Za-z]{1,20}\*?\})"
    r"|(?P<left>\\left[ ]?(?:\\[A-Za-z]+|\\.|.))"
    r"|(?P<right>\\right[ ]?(?:\\[A-Za-z]+|\\.|.))"
    r"|(?P<macro>\\[A-Za-z]+\*?|\\.)"
    r"|(?P<group>\{(?:[^{}\\&%]|\\[A-Za-z]+|\{[^{}\\&%]*+\})*+\})"
    r"|(?P<number>\d+(?:\.\d+)?|\.\d+)"
    r"|(?P<dots>\.\.\.|…|⋯)"
    r"|(?P<relation><=>|<->|:=|=:|::=|=>|=<|<=|>=|!=|==|->|<<|>>|/=|~=|[=<>≤≥⩽⩾≠∝≈≃∼~≔≜≡⇒⟹⇔⟺→↦∈∉⊂⊆←∴])"
    r"|(?P<space>\s+)"
    r"|(?P<char>[A-Za-z]+|.)",
    re.DOTALL,
)
RELATIONS = {
    sign: name
    for sign, name in op.RELATIONS.items()
    if name in op.CHAINED and name not in ("=>", "<=>")
}
"""Every way to write a relation, and its name in `expr.Chain`."""
IMPLICATIONS = frozenset(s for s, name in op.RELATIONS.items() if name in ("=>", "<=>"))
ARROWS = frozenset(s for s, name in op.RELATIONS.items() if name == "->")
OPENING = dict(
    zip(
        [r"(", r"（", r"[", r"{", r"\{", r"⟨", r"\langle", r"\lbrace", r"\lbrack"],
        [r")", r"）", r"]", r"}", r"\}", r"⟩", r"\rangle", r"\rbrace", r"\rbrack"],
        strict=True,
    )
)
STRUCTURES = frozenset(("left", "right", "env"))
HALF_OPEN = {("[", ")"), ("(", "]")}
TRANSPARENT = words(
    """align aligned alignat alignedat eqnarray equation gather gathered multline multlined
    split flalign displaymath math IEEEeqnarray dmath dgroup subequations"""
)
"""Environments whose rows are rows of the derivation; all others are one expression."""


def tokenize(source: str) -> list[Token]:
    """All tokens of the source, which they cover without gaps."""
    make = Token._make
    return [make((m.lastgroup, m[0], m.start())) for m in TOKEN.finditer(source)]


def partners(tokens: Sequence[Token]) -> dict[int, int]:
    """For each opening token that is closed, the index of its closing token.

    A bracket closes the nearest open one of its kind; half-open intervals may mix round and
    square. Braces and environments are stronger: what is left open inside them stays open.
    """
    brackets = _Brackets()
    for index, token in enumerate(tokens):
        if token.text in OPENING:
            brackets.open(token.text, index)
        elif token.text in OPENER:
            brackets.close(token.text, index)
        elif token.kind in STRUCTURES:
            brackets.structure(token, index)
    return brackets.closing


class _Brackets:
    """What is open at the moment, and what has been closed by what."""

    def __init__(self) -> None:
        self.closing: dict[int, int] = {}
        self._open: list[tuple[str, int]] = []
        self._count: Counter[str] = Counter()

    def open(self, kind: str, index: int) -> None:
        self._open.append((kind, index))
        self._count[kind] += 1

    def close(self, kind: str, index: int) -> None:
        opener = OPENER.get(kind, kind.replace("end ", "begin "))
        if self._open and (self._open[-1][0] == opener or self._half_open(kind)):
            self.closing[self._pop()] = index
        elif _is_strong(opener) and self._count[opener]:
            while self._open[-1][0] != opener:
                self._pop()
            self.closing[self._pop()] = index

    def structure(self, token: Token, index: int) -> None:
        r"""``\left`` and ``\right``, ``\begin`` and ``\end``."""
        if token.kind == "left":
            self.open("left", index)
        elif token.kind == "right":
            self.close("right", index)
        elif token.text.startswith("\\begin"):
            self.open(f"begin {environment(token)}", index)
        else:
            self.close(f"end {environment(token)}", index)

    def _half_open(self, kind: str) -> bool:
        return (self._open[-1][0], kind) in HALF_OPEN

    def _pop(self) -> int:
        kind, index = self._open.pop()
        self._count[kind] -= 1
        return index


OPENER = {closes: opens for opens, closes in OPENING.items()} | {"right": "left"}


def _is_strong(opener: str) -> bool:
    return opener in ("{", "left") or opener.startswith("begin ")


def environment(token: Token) -> str:
    r"""The name in \begin{name}, without its star."""
    return token.text[token.text.index("{") + 1 : -1].rstrip("*")
