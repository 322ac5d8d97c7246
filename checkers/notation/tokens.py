"""The pieces of a text, and the error that points at one."""

from __future__ import annotations

from msgspec import Struct


class ReadError(ValueError):
    """Text that is no formula: what went wrong, where (an offset), and what was expected."""

    def __init__(self, message: str, position: int = 0, expected: str = "") -> None:
        """Keep the place beside the message."""
        self.message, self.position, self.expected = message, position, expected
        hint = f" (expected {expected})" if expected else ""
        super().__init__(f"{message} at character {position + 1}{hint}")


class Token(Struct, gc=False):
    """A sign or name: `text[start:end]`, after a `gap` of 0 none, 1 space, 2 wide space."""

    kind: str
    text: str
    start: int
    end: int
    gap: int = 0
    font: str = ""
