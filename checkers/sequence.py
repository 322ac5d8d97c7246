r"""Sequences: the members in order, with dots where a pattern goes on.

    z_1, x_1, z_2, x_2, \ldots, z_T, x_T

Two sequences are the same if their members are, for several lengths. Words between members
do not count, so "first z_1, then x_1, then z_2, ..." is the same sequence.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from checkers.mistakes import Mistake, wrong_kind
from checkers.notation.operators import LETTERS, UNICODE_LETTERS
from checkers.verdict import Evidence, Verdict, blank, correct, incorrect, unreadable

LONGEST = 10_000
MOST_MEMBERS = 200
"""Members and dots that are written; nobody writes more."""
LENGTHS = (5, 6)
"""Values that the last index takes: two, so that a pattern shows."""
_SIGNS = {name: sign for sign, name in reversed(UNICODE_LETTERS.items()) if "Ͱ" <= sign <= "Ͽ"}
_GREEK = {spelt: _SIGNS[name] for spelt, name in LETTERS.items() if name in _SIGNS}
_GREEK |= {sign: _SIGNS[name] for sign, name in UNICODE_LETTERS.items() if name in _SIGNS}
_SPELT = re.compile(rf"\\?(?<![A-Za-z])({'|'.join(_GREEK)})(?=_|\[|\d|\}}|[₀-₉])")
"""A Greek letter as LaTeX, plain text or a keyboard has it, where it is indexed."""
_MEMBER = re.compile(
    r"\.\.\.|…|\\[lc]?dots"
    r"|(?<![A-Za-z\\])([A-Za-zͰ-Ͽ])_\{?([0-9]{1,2}|[A-Za-z])(?: ?([+-]) ?1)?\}?(?![A-Za-z])"
)
_UNMARKED = re.compile(r"(?<![A-Za-z\\_])([A-Za-zͰ-Ͽ])([0-9]{1,2}|T)(?![A-Za-z0-9])")
_DRESS = re.compile(r"\\(?:mathbf|mathrm|boldsymbol|bm|text)\{([A-Za-zͰ-Ͽ])\}")
_SUBSCRIPTS = str.maketrans("₀₁₂₃₄₅₆₇₈₉", "0123456789")
_CONDITION = re.compile(
    r"(?:~|\\sim|\bfrom|\bgiven) ?\$?[pq](?:_\{?\\?\w{1,9}\}?)?\([^()]{0,200}\)"
    r"|\b(?:given|conditioned on|based on|from)\b[^.;\n]{0,200}?"
    r"(?=, ?(?:then|and then)|[;.\n]|, \.|$)"
    r"|\b[a-z] ?= ?1[ ,.]{0,3}(?:\\[lc]?dots|\.{2,3}|…|to)[ ,]{0,3}[A-Za-z]\b"
)
"""What a member is drawn given, and what an index runs over; these are no members."""
_SUBSCRIPTED = re.compile(r"(?<![A-Za-z\\])([A-Za-zͰ-Ͽ])\[([0-9]{1,2}|[A-Za-z])\]")
_ONWARDS = re.compile(
    r"(?i)\b(?:and so on|and so forth|etc\.?|以此类推)(?:,? (?:until|up to|to))?"
)
_PARTS = re.compile(r"[:：\n;]|(?<=[^.])\.(?=\s)")
Member = tuple[str, str, int]
"""A letter, its index (a number or a letter) and what is added to the index."""


@dataclass(frozen=True)
class Sequence:
    """Members such as ``z_t``; `last` is the letter of the last index."""

    last: str = "T"
    name: ClassVar[str] = "formula"
    decided_by: ClassVar[Literal["machine"]] = "machine"

    def check(self, answer: str, reference: str) -> Verdict:
        """Correct if the answer's members are the reference's, in the same order."""
        if not answer.strip():
            return blank()
        verdict = self._judged(answer, reference)
        parts = [part for part in _PARTS.split(answer) if self._is_list(part)]
        if verdict.outcome != "incorrect" or len(parts) < 2:
            return verdict
        said = [self._judged(part, reference) for part in parts]
        return said[-1] if all(each.outcome == "correct" for each in said) else verdict

    def _is_list(self, part: str) -> bool:
        """Whether the part of an answer lists several members on its own."""
        return sum(match[1] is not None for match in _MEMBER.finditer(_plain(part))) > 1

    def _judged(self, answer: str, reference: str) -> Verdict:
        for length in LENGTHS:
            yours, expected = self._members(answer, length), self._members(reference, length)
            if not yours:
                return unreadable(
                    "No sequence was found; expected members such as z_1, x_1, ..."
                )
            if expected is None or yours != expected:
                return self._differing(yours, expected or [], length)
        return correct("The order is right.", Evidence("exact", len(LENGTHS)))

    def placeholder(self) -> str:
        """How to write a sequence."""
        return f"the members in order, such as a_1, a_2, ..., a_{self.last}"

    def model_answers(self, reference: str) -> tuple[str, ...]:
        """The members in order."""
        return (f"${reference}$",)

    def mistakes(self, reference: str, *, evaluate: bool = False) -> Iterator[Mistake]:
        """A reference in which no members are found, or whose dots have no pattern."""
        if not isinstance(reference, str):
            yield wrong_kind(reference, r"text such as z_1, x_1, \ldots, z_T, x_T")
        elif not all(self._members(reference, length) for length in LENGTHS):
            remedy = f"write letters with indices, such as a_1, a_2, ..., a_{self.last}"
            yield Mistake(f"no sequence can be read in {reference!r}", remedy, reference)

    def _members(self, text: str, length: int) -> list[str] | None:
        """The members for one length; None where the dots have no pattern to go on."""
        tokens = [self._member(match) for match in _MEMBER.finditer(_plain(text[:LONGEST]))]
        if len(tokens) > MOST_MEMBERS:
            return None
        tokens = self._unrolled(tokens)
        if any(token and not token[1].isdigit() and token[1] != self.last for token in tokens):
            return None
        members: list[str] = []
        for place, token in enumerate(tokens):
            if token is None:
                period = _period(tokens, place)
                if period is None:
                    return None
                members = _filled(members, period, length, tokens[place + 1 :])
            else:
                members.append(_at(token, length))
        return members

    def _unrolled(self, tokens: list[Member | None]) -> list[Member | None]:
        """A loop, "z_t, then x_t, for t = 1 to T", as its first turn, dots, its last turn."""
        letters = {token[1] for token in tokens if token} - {self.last}
        looped = len(letters) == 1 and not any(letter.isdigit() for letter in letters)
        if not looped or None in tokens or any(token[2] for token in tokens if token):
            return tokens
        turn = [token for token in tokens if token and token[1] != self.last]
        first: list[Member | None] = [(letter, "1", 0) for letter, _, _ in turn]
        return [*first, None, *((letter, self.last, 0) for letter, _, _ in turn)]

    def _member(self, match: re.Match[str]) -> Member | None:
        if match[1] is None:
            return None
        shift = {"+": 1, "-": -1}.get(match[3] or "", 0)
        return match[1], match[2], shift

    def _differing(self, yours: list[str], expected: list[str], length: int) -> Verdict:
        place = next(
            (k for k, (a, b) in enumerate(zip(yours, expected, strict=False)) if a != b),
            min(len(yours), len(expected)),
        )
        given = yours[place] if place < len(yours) else "nothing"
        right = expected[place] if place < len(expected) else "nothing"
        return incorrect(
            f"With {self.last} = {length}, member {place + 1} is {given}, expected is {right}.",
            Evidence("exact", 1),
            {self.last: str(length), "yours": given, "expected": right},
        )


def _plain(text: str) -> str:
    text = _SPELT.sub(lambda match: _GREEK[match[1]], _CONDITION.sub(" ", text))
    text = _SUBSCRIPTED.sub(r"\1_\2", text)
    text = _ONWARDS.sub(" ... ", text)
    return _UNMARKED.sub(r"\1_\2", _DRESS.sub(r"\1", text.translate(_SUBSCRIPTS)))


def _at(member: Member, length: int) -> str:
    letter, index, shift = member
    return f"{letter}_{int(index) + shift if index.isdigit() else length + shift}"


def _period(tokens: list[Member | None], place: int) -> list[str] | None:
    """The letters that repeat: those of the members right before the dots, one index each.

    Dots that break a turn off, as in ``z_1, x_1, z_2, ...``, repeat the turn before.
    """
    before = [token for token in tokens[:place] if token is not None]
    if not before or not before[-1][1].isdigit():
        return None
    last = int(before[-1][1])
    turn, whole = ([a for a, b, _ in before if b == str(k)] for k in (last, last - 1))
    return whole if turn == whole[: len(turn)] else turn


def _filled(
    members: list[str], period: list[str], length: int, rest: list[Member | None]
) -> list[str]:
    """The members that the dots stand for: up to the first one written after them."""
    letter, at = members[-1].split("_")
    index, begun = int(at), period.index(letter) + 1
    after = next((_at(token, length) for token in rest if token is not None), None)
    filled = list(members)
    while index < length or begun < len(period):
        index, begun = (index, begun) if begun < len(period) else (index + 1, 0)
        member = f"{period[begun]}_{index}"
        if member == after:
            return filled
        filled.append(member)
        begun += 1
    return filled
