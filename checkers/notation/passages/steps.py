"""Tokens with their partners, and how to step over what belongs together."""

from __future__ import annotations

from collections.abc import Sequence

from checkers.notation.passages.tokens import Token, partners


class Steps:
    """Places in a sequence of tokens, and what begins there."""

    def __init__(self, tokens: Sequence[Token]) -> None:
        """Find out what closes what."""
        self.tokens = tokens
        self.partner = partners(tokens)

    def skip_space(self, index: int) -> int:
        """The place of the next token that is no space."""
        while index < len(self.tokens) and self.tokens[index].kind == "space":
            index += 1
        return index

    def after_argument(self, index: int) -> int:
        """The place behind the argument in braces that follows, if one does."""
        start = self.skip_space(index + 1)
        return self.past(start) if self.is_braced(start) else start

    def is_braced(self, index: int) -> bool:
        """Whether an argument in braces begins there."""
        if index == len(self.tokens):
            return False
        token = self.tokens[index]
        return token.kind == "group" or (token.text == "{" and index in self.partner)

    def past(self, index: int) -> int:
        """The place behind the token, or behind the bracket that it opens."""
        return self.partner.get(index, index) + 1

    def is_option(self, index: int) -> bool:
        """Whether an argument in square brackets begins there."""
        return index < len(self.tokens) and self.tokens[index].text == "["
