"""What is said of a clause that cannot be read."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from textwrap import shorten

from checkers.notation.lexer import ReadError

LONGEST_SHOWN = 100


class LetError(ValueError):
    """A clause that is not understood: `clause` as written, and what would be understood."""

    def __init__(self, clause: str, expected: str) -> None:
        """One line that names the clause, by its beginning if it is long."""
        named = shorten(clause, LONGEST_SHOWN, placeholder=" ...")
        super().__init__(
            f"cannot read the clause {named[:LONGEST_SHOWN]!r}: expected {expected}"
        )
        self.clause = clause
        self.expected = expected


@contextmanager
def naming(clause: str) -> Iterator[None]:
    """Name the clause in which a name or a formula cannot be read."""
    try:
        yield
    except ReadError as error:
        raise LetError(clause, f"names and what they are, or a formula ({error})") from None
