"""The exam form: a derivation of a stated claim, with milestones that earn partial marks."""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Any, ClassVar, Literal

from checkers.derivation.fresh import over_families
from checkers.derivation.reading import LONGEST, Reading, complaint, question, read_derivation
from checkers.derivation.sampled import as_law
from checkers.derivation.steps import Judged
from checkers.derivation.work import Claim, Work
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
from checkers.verdict import PERSON, Outcome, Remark, Verdict, blank, unreadable

_NEGLIGIBLE = re.compile(r"(?:\\approx|\\simeq|≈|≃)\s*0(?![.\d])")
UNDECLARED_SHARE = 0.5
"""What a true conclusion over a false step earns at most where milestones earn less."""
Milestones = Sequence[Mapping[str, Any]]


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
        return _Marking(self, reading, (reference or {}).get("milestones", ())).verdict()

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

        return tuple(_relations(self._said(read_chain(self.claim, self.vocabulary))))

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


def _relations(chain: Chain) -> list[Claim]:
    return list(zip(chain.parts, chain.relations, chain.parts[1:], strict=False))


class _Marking:
    """One answer held against one question."""

    def __init__(self, form: Derivation, reading: Reading, milestones: Milestones) -> None:
        self.form, self.reading = form, reading
        self.milestones = [
            ([form.target(text) for text in m["any_of"]], float(m["share"])) for m in milestones
        ]
        targets = [target for any_of, _ in self.milestones for target in any_of]
        claims = [*form.claims, *(claim for target in targets for claim in _as_claims(target))]
        if form.origin is not None:
            claims.append((form.origin, "=", form.origin))
        self.work = Work((*reading.steps, *reading.implied), claims, reading.vocabulary)

    def verdict(self) -> Verdict:
        """The outcome with the share it earns and the sentence that explains it."""
        proved = all(self.work.proves(claim) for claim in self.form.claims)
        needed = self.reading.undecided or not proved or self.reading.failing
        if self.reading.unread and needed:
            return self._unread()
        if self.reading.failing:
            return self._failing()
        if proved and not self._starts():
            return self._short("start where the question does")
        return self._proved() if proved else self._unproved()

    def _unread(self) -> Verdict:
        """Steps that the proof may need could not be read or decided: a person reads them."""
        unread, failing = self.reading.unread, self.reading.failing
        reasons = " ".join([*map(complaint, failing[:1]), *map(question, unread)])
        if len(unread) == len(self.reading.steps):
            return self._pending("unreadable", reasons)
        return self._pending("review", reasons, self._milestone_share())

    def _failing(self) -> Verdict:
        """A false step: what was reached on the way still counts."""
        earned = self._milestone_share()
        held = 1 - len(self.reading.failing) / len(self.reading.steps)
        if all(map(self.work.concludes, self.form.claims)):
            earned = max(earned, UNDECLARED_SHARE * held)
        return self._partly(min(earned, round(held, 9)), complaint(self.reading.failing[0]))

    def _proved(self) -> Verdict:
        """The claim follows. Where no steps lead through it, the milestones are the work."""
        if self.unmet and all(map(self._needs_milestones, self.form.claims)):
            return self._left_out(1.0 - sum(self.unmet))
        unread = len(self.reading.unread)
        count = len(self.reading.steps) - unread
        shown = "The step holds and makes" if count == 1 else f"All {count} steps hold and make"
        aside = f" Not read, and not needed: {unread}." if unread else ""
        return self._as("correct", 1.0, f"{shown} the claim.{aside}")

    @cached_property
    def unmet(self) -> list[float]:
        """The shares of the milestones that the answer does not have."""
        met = ((any(map(self._is_met, any_of)), share) for any_of, share in self.milestones)
        return [share for is_met, share in met if not is_met]

    def _left_out(self, earned: float) -> Verdict:
        """The work is not as the question knows it: other work than that is for a person."""
        given = any(map(self._is_given, self.form.claims))
        if given and len(self.reading.steps) > len(self.form.claims):
            text = "Every step holds and the claim is stated; a person must say if it follows."
            return self._pending("review", text, max(earned, UNDECLARED_SHARE))
        return self._partly(earned, "Every step holds, but some are left out.")

    def _needs_milestones(self, claim: Claim) -> bool:
        if self._is_given(claim):
            return True
        return self.work.is_algebra(claim) and not self.work.leads(claim)

    def _is_given(self, claim: Claim) -> bool:
        """Whether the question itself defines one side of the claim as the other."""
        left, _, right = claim
        return any(
            {left, right} == {what, value} for what, value in self.form.vocabulary.definitions
        )

    def _unproved(self) -> Verdict:
        stated = all(map(self.work.establishes, self.form.claims))
        if not stated:
            return self._short(f"reach the claim, {self.form.claim}")
        restated = any(map(self.work.only_restates, self.form.claims))
        if self.milestones and not self.unmet and not restated:
            return self._as("correct", 1.0, "Every step holds, and none is left out.")
        if restated or not any(map(self.work.bears_on, self.form.claims)):
            return self._short("do more than restate the claim")
        text = "Every step holds and the claim is stated; a person must say if it follows."
        return self._pending("review", text, max(self._milestone_share(), UNDECLARED_SHARE))

    def _short(self, of_what: str) -> Verdict:
        text = f"Every step holds, but they do not {of_what}."
        return self._partly(self._milestone_share(), text)

    def _partly(self, earned: float, text: str) -> Verdict:
        return self._as("partial" if earned > 0 else "incorrect", earned, text)

    def _starts(self) -> bool:
        return self.form.origin is None or self.work.mentions(self.form.origin)

    def _milestone_share(self) -> float:
        if any(map(self.work.only_restates, self.form.claims)):
            return 0.0
        met = (share for any_of, share in self.milestones if any(map(self._is_met, any_of)))
        return round(sum(met), 9)

    def _is_met(self, target: Chain) -> bool:
        if not target.relations:
            return self.work.mentions(target.parts[0])
        return all(map(self._is_stated, _relations(target)))

    def _is_stated(self, claim: Claim) -> bool:
        """Whether a milestone's relation stands in the answer; as it is written, where only
        the writing tells it from what is to be shown.
        """
        if any(self.work.is_same(claim, asked) for asked in self.form.claims):
            return self.work.is_written(claim)
        return self.work.establishes(claim) or self.work.dresses(claim)

    def _as(self, outcome: Outcome, earned: float, feedback: str) -> Verdict:
        return Verdict(
            outcome=outcome,
            feedback=feedback,
            evidence=self.reading.evidence,
            earned=earned,
            counterexample=self.reading.counterexample,
            steps=self.reading.reported,
            remarks=(
                *map(_aside, self.reading.unread),
                *(Remark(f"step {k}", "min", "argmin") for k in self.reading.of_places),
            ),
        )

    def _pending(
        self, outcome: Outcome, feedback: str, suggested: float | None = None
    ) -> Verdict:
        return Verdict(
            outcome=outcome,
            feedback=feedback,
            evidence=PERSON,
            pending=1.0,
            suggested=suggested,
            counterexample=self.reading.counterexample,
            steps=self.reading.reported,
        )


def _aside(step: Judged) -> Remark:
    left, right = step.texts
    place = f"step {step.index}"
    return Remark(place, f"{left} {step.relation} {right}", f"nothing hangs on it ({step.why})")


def _as_claims(target: Chain) -> list[Claim]:
    if target.relations:
        return _relations(target)
    return [(target.parts[0], "=", target.parts[0])]
