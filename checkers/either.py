"""Either: a question that may be answered in one of several forms, or sets of letters.

    Either((Derivation(let="a real", ...), Derivation(let="function f(x)", ...)))

Each form is asked. The verdict that earns most stands; after that one with a counterexample,
for its form could read what is false; after that one that is open. The reference is a list
with one for each form.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from checkers.form import Form
from checkers.mistakes import Mistake, wrong_kind
from checkers.verdict import Verdict, blank


@dataclass(frozen=True)
class Either:
    """The first form gives its name and placeholder, and what is said where none is met."""

    forms: Sequence[Form]

    @property
    def name(self) -> str:
        """The form as reports name it."""
        return self.forms[0].name

    @property
    def decided_by(self) -> Literal["machine", "person"]:
        """Who has the last word."""
        return self.forms[0].decided_by

    def placeholder(self) -> str:
        """How the answer may be written."""
        return self.forms[0].placeholder()

    def model_answers(self, reference: Sequence[Any]) -> tuple[str, ...]:
        """Those of each form."""
        pairs = zip(self.forms, reference, strict=True)
        return tuple(text for form, value in pairs for text in form.model_answers(value))

    def mistakes(
        self, reference: Sequence[Any], *, evaluate: bool = False
    ) -> Iterator[Mistake]:
        """Those of each form; there must be a reference for each."""
        if not isinstance(reference, list | tuple) or len(reference) != len(self.forms):
            yield wrong_kind(reference, f"a list of {len(self.forms)}, one for each form")
            return
        for form, value in zip(self.forms, reference, strict=True):
            yield from form.mistakes(value, evaluate=evaluate)

    def check(self, answer: str, reference: Sequence[Any]) -> Verdict:
        """The best verdict of all forms: what is right in one of them is right."""
        if not answer.strip():
            return blank()
        pairs = zip(self.forms, reference, strict=True)
        verdicts = [form.check(answer, value) for form, value in pairs]
        return max(verdicts, key=_rank)


def _rank(verdict: Verdict) -> tuple[float, bool, float]:
    return verdict.earned, verdict.counterexample is not None, verdict.pending
