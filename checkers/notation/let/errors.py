"""What is said of a clause that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from checkers.notation.lexer import ReadError

LONGEST_SHOWN = 200


def brief(text: str) -> str:
    """The text, by its beginning if it is long."""
    return text if len(text) <= LONGEST_SHOWN else text[: LONGEST_SHOWN - 3] + "..."


class LetError(ValueError):
    """A clause that is not understood: `clause` as written, and what would be understood."""

    def __init__(self, clause: str, expected: str) -> None:
        """One line that names the clause, by its beginning if it is long."""
        named = repr(brief(clause.strip()))
        super().__init__(f"cannot read the clause {named}: expected {brief(expected)}")
        self.clause = clause
        self.expected = expected


@contextmanager
def naming(clause: str) -> Iterator[None]:
    """Name the clause in which a name or a formula cannot be read."""
    try:
        yield
    except ReadError as error:
        raise LetError(clause, f"names and what they are, or a formula ({error})") from None
