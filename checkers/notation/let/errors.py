"""What is said of a clause that cannot be read."""


class LetError(ValueError):
    """A clause that is not understood: `clause` as written, and what would be understood."""

    def __init__(self, clause: str, expected: str) -> None:
        """One line that names the clause."""
        super().__init__(f"cannot read the clause {clause.strip()!r}: expected {expected}")
        self.clause = clause
        self.expected = expected
