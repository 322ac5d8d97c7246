"""The exam form: a derivation of a stated claim, with milestones that earn partial marks."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, ClassVar, Literal

from checkers.derivation.asserted import Claim
from checkers.derivation.folding import foldings
from checkers.derivation.fresh import over_families
from checkers.derivation.marking import Marking, relations_of
from checkers.derivation.reading import LONGEST, read_derivation
from checkers.derivation.sampled import as_law
from checkers.mistakes import (
    Mistake,
    Notation,
    labelled,
    misread,
    misread_all,
    weighed,
    wrong_kind,
)
from checkers.notation.expr import Bind, Chain, Expr
from checkers.notation.vocabulary import Vocabulary
from checkers.verdict import Verdict, blank, unreadable

_NEGLIGIBLE = re.compile(r"(?:\\approx|\\simeq|≈|≃)\s*0(?![.\d])")


@dataclass(frozen=True)
class Derivation:
    """A chain of steps to `claim`, from `start` where one is prescribed.

    `let` and `assume` declare the symbols and what may be used; `claim` is a relation or a
    chain of them, `start` an expression. All are written in the notation of answers. With
    `vanishing` the question is about what becomes small: "approx 0" says so and is no step.
    """

    let: str
    claim: str
    start: str = ""
    assume: str = ""
    vanishing: bool = False
    name: ClassVar[str] = "derivation"
    decided_by: ClassVar[Literal["machine"]] = "machine"

    def check(self, answer: str, reference: Mapping[str, Any] | None = None) -> Verdict:
        """Correct if every step holds and the steps make the claim.

        The reference has our own ``derivation`` and ``milestones``: mappings with ``any_of``
        (statements or expressions, in the notation of answers) and a ``share``. For the
        key it may name ``reasons`` of its steps, by their number as text: ``{"2": "..."}``.
        """
        if not answer.strip():
            return blank()
        if len(answer) > LONGEST:
            return unreadable(f"The answer has {len(answer):,} characters; at most {LONGEST}.")
        answer = _NEGLIGIBLE.sub(r" \\to 0", answer) if self.vanishing else answer
        reading = read_derivation(answer, self.vocabulary, of_places=self.of_places)
        if not reading.steps:
            return unreadable("No relation was found; expected a chain of steps, left = right.")
        milestones = (reference or {}).get("milestones", ())
        written = Marking(self, reading, milestones)
        if written.is_stated:
            return written.verdict()
        folds = foldings(self.vocabulary)
        stated = [
            m for m in (Marking(self, reading, milestones, f) for f in folds) if m.is_stated
        ]
        proved = [marking for marking in stated if marking.is_proved]
        return next(iter([*proved, *stated, written])).verdict()

    def placeholder(self) -> str:
        """How to write a derivation."""
        return "the steps, one relation a line, in LaTeX or plain text; words between them"

    def model_answers(self, reference: Mapping[str, Any]) -> tuple[str, ...]:
        """Our own derivation."""
        return (inspect.cleandoc(reference["derivation"]),)

    def mistakes(
        self, reference: Mapping[str, Any], *, evaluate: bool = False
    ) -> Iterator[Mistake]:
        """Clauses, the claim, the start or milestones that cannot be read or have no value;
        milestones worth more than the part.
        """
        wanted = "a mapping with a derivation and milestones"
        if not isinstance(reference, Mapping) or not isinstance(
            reference.get("derivation"), str
        ):
            yield wrong_kind(reference, wanted)
            return
        yield from labelled(reference, ("derivation", "milestones", "reasons"), "the key")
        reasons = reference.get("reasons", {})
        if not isinstance(reasons, Mapping) or not all(map(str.isdigit, reasons)):
            yield wrong_kind(reasons, 'reasons by the number of their step, {"2": "..."}')
        milestones = reference.get("milestones", ())
        if not all(_is_milestone(milestone) for milestone in milestones):
            yield wrong_kind(milestones, 'milestones like {"any_of": ["..."], "share": 0.5}')
            return
        yield from weighed([milestone["share"] for milestone in milestones], "milestones")
        asked = [Notation(text, "question") for text in (self.claim, self.start) if text]
        yield from misread(self, asked, evaluate=evaluate)
        stated = [[Notation(text) for text in one["any_of"]] for one in milestones]
        yield from misread(self, chain.from_iterable(stated))
        if evaluate:
            yield from misread_all(self, stated)

    @cached_property
    def vocabulary(self) -> Vocabulary:
        """What the question declares. LetError: it cannot be read."""
        from checkers.notation.let import assume, let

        declared = let(self.let)
        return assume(self.assume, declared) if self.assume else declared

    @cached_property
    def claims(self) -> tuple[Claim, ...]:
        """The claim's relations, one by one. ReadError: the question's own mistake."""
        from checkers.notation.reader import read_chain

        return tuple(relations_of(self._said(read_chain(self.claim, self.vocabulary))))

    def target(self, text: str) -> Chain:
        """A milestone's statement, read once. ReadError: the question's own mistake."""
        from checkers.notation.reader import read_chain

        if text not in self._targets:
            self._targets[text] = self._said(read_chain(text, self.vocabulary))
        return self._targets[text]

    def _said(self, chain: Chain) -> Chain:
        """As the answers' steps say it."""
        parts = tuple(over_families(part, self.vocabulary) for part in chain.parts)
        return as_law(Chain(parts, chain.relations, chain.texts), self.vocabulary)

    @cached_property
    def _targets(self) -> dict[str, Chain]:
        return {}

    @cached_property
    def of_places(self) -> bool:
        """Whether the claim is about where optima are attained."""
        sides = [side for left, _, right in self.claims for side in (left, right)]
        return any(isinstance(s, Bind) and s.op in ("argmin", "argmax") for s in sides)

    @cached_property
    def origin(self) -> Expr | None:
        """The expression to start from, if one is prescribed."""
        from checkers.notation.reader import read

        return read(self.start, self.vocabulary) if self.start else None


def _is_milestone(milestone: Any) -> bool:
    return (
        isinstance(milestone, Mapping)
        and set(milestone) == {"any_of", "share"}
        and isinstance(milestone["any_of"], list | tuple)
        and isinstance(milestone["share"], int | float)
    )
