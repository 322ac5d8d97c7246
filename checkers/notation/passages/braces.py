r"""What stands under braces: names, claims as ``_{= 0}``, and numbers.

A number is what the expression over it comes to, ``\underbrace{\sum_z p(z|x)}_{1}``, unless it
counts: numbers that go on from 1 or from the last one tell terms apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from checkers.notation.passages.tokens import RELATIONS, Token, partners, tokenize

COMPARING = frozenset(("=", "<=", ">=", "<", ">"))
NUMBER = re.compile(r"(?:\\(?:boldsymbol|mathbf|bm|pmb)\s*)?\{?\s*(\d+)\s*\}?")
Claimed = tuple[str, str]
"""A relation, and its other side."""


class Braces:
    """Reads the braces of an answer in order: how far numbers have counted matters."""

    def __init__(self) -> None:
        """Nothing has been counted yet."""
        self._counted = 0

    def told(self, side: str) -> Iterator[tuple[str, str, Claimed | None]]:
        """What stands over each brace, its label, and what that claims, if it does."""
        found = list(_underbraces(side))
        numbers = [int(match[1]) for _, label in found if (match := _number(label))]
        counts = self._goes_on(numbers)
        if counts:
            self._counted = numbers[-1]
        for body, label in found:
            is_value = _number(label) and not counts
            yield body, label, ("=", label.strip()) if is_value else _claimed(label)

    def _goes_on(self, numbers: list[int]) -> bool:
        """Whether the numbers count terms: 1, 2, 3, or on from where the last side ended."""
        starts = numbers[:1] in ([1], [self._counted + 1])
        return starts and numbers == list(range(numbers[0], numbers[0] + len(numbers)))


def _number(label: str) -> re.Match[str] | None:
    return NUMBER.fullmatch(label.strip())


def _claimed(label: str) -> Claimed | None:
    """The relation that a label begins with, and its other side."""
    tokens = tokenize(label.strip())
    if len(tokens) < 2 or RELATIONS.get(tokens[0].text) not in COMPARING:
        return None
    sign = tokens[0].text
    return RELATIONS[sign], label.strip().removeprefix(sign).strip()


def _underbraces(text: str) -> Iterator[tuple[str, str]]:
    """What stands over each brace, and its label."""
    tokens = tokenize(text)
    partner = partners(tokens)
    for index, token in enumerate(tokens):
        if token.text == "\\underbrace":
            body, end = _argument(tokens, partner, index + 1)
            if end < len(tokens) and tokens[end].text == "_":
                yield body, _argument(tokens, partner, end + 1)[0]


def _argument(
    tokens: Sequence[Token], partner: Mapping[int, int], start: int
) -> tuple[str, int]:
    """The text of an argument without its braces, and the place behind it."""
    end = partner.get(start, start) + 1
    text = "".join(token.text for token in tokens[start:end]).strip()
    return (text[1:-1] if text.startswith("{") else text), end
