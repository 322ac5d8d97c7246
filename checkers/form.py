"""What every form of answer can do, whatever decides it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal, Protocol

from checkers.mistakes import Mistake
from checkers.verdict import Verdict


class Form(Protocol):
    """The shape of an answer, which decides how it is checked."""

    @property
    def name(self) -> str:
        """The form as reports name it: choice, value, text, ..."""

    @property
    def decided_by(self) -> Literal["machine", "person"]:
        """Who has the last word on an answer of this form."""

    def check(self, answer: str, reference: Any) -> Verdict:
        """Hold an answer, as the student wrote it, against the part's reference."""

    def placeholder(self) -> str:
        """One line for submission templates that tells how an answer may be written."""

    def model_answers(self, reference: Any) -> Sequence[str]:
        """The reference written as answers that lack nothing, the first as a key prints it;
        none where the reference does not settle what is right.
        """

    def mistakes(self, reference: Any, *, evaluate: bool = False) -> Iterator[Mistake]:
        """What the author got wrong in the form's declarations or in the reference.

        With `evaluate`, formulas are also given values, which takes longer.
        """
