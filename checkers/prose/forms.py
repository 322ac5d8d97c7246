"""Prose: an answer in words, for a person to decide, with a suggestion and its evidence."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import ClassVar, Literal

from checkers.mistakes import Mistake, wrong_kind
from checkers.prose.rubric import Rubric
from checkers.prose.suggesting import suggest
from checkers.verdict import Verdict, blank, review


@dataclass(frozen=True)
class Prose:
    """An answer in words. Its reference is a `Rubric`; the verdict is never final.

    `name` is what the exam calls such an answer: a text, a procedure, a construction.
    """

    name: str = "text"
    decided_by: ClassVar[Literal["person"]] = "person"

    def placeholder(self) -> str:
        """How the answer may be written."""
        return "a few sentences"

    def model_answers(self, reference: Rubric) -> tuple[str, ...]:
        """What the rubric's points say."""
        return (reference.model_answer,)

    def mistakes(self, reference: Rubric, *, evaluate: bool = False) -> Iterator[Mistake]:
        """A reference that is no rubric; a `Rubric` itself refuses what it cannot use."""
        if not isinstance(reference, Rubric):
            yield wrong_kind(reference, "a Rubric: rubric(...)")

    def check(self, answer: str, reference: Rubric) -> Verdict:
        """Suggest a share for a person to decide, point by point."""
        if not answer.strip():
            return blank()
        suggestion = suggest(answer, reference)
        return review(
            suggestion.feedback, suggested=suggestion.share, rubric=suggestion.findings
        )
