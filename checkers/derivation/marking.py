"""One answer's steps held against a question: the outcome, what it earns, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Any

from checkers.derivation.folding import Fold, as_written, folded, folded_chain
from checkers.derivation.reading import Reading, complaint, question
from checkers.derivation.steps import Judged
from checkers.derivation.work import Claim, Work
from checkers.notation.expr import Chain
from checkers.verdict import PERSON, Outcome, Remark, Verdict

if TYPE_CHECKING:
    from checkers.derivation.form import Derivation

UNDECLARED_SHARE = 0.5
"""What a true conclusion over a false step earns at most where milestones earn less."""
Milestones = Sequence[Mapping[str, Any]]


def relations_of(chain: Chain) -> list[Claim]:
    """The chain's relations, one by one."""
    return list(zip(chain.parts, chain.relations, chain.parts[1:], strict=False))


class Marking:
    """One answer held against one question."""

    def __init__(
        self,
        form: Derivation,
        reading: Reading,
        milestones: Milestones,
        fold: Fold = as_written,
    ) -> None:
        """`fold`: how to write the sides of all relations."""
        self.form, self.reading = form, reading
        self.claims = [
            (fold(left), relation, fold(right)) for left, relation, right in form.claims
        ]
        self.origin = form.origin and fold(form.origin)
        self.milestones = [
            ([folded_chain(form.target(text), fold) for text in m["any_of"]], float(m["share"]))
            for m in milestones
        ]
        targets = [target for any_of, _ in self.milestones for target in any_of]
        claims = [*self.claims, *(claim for target in targets for claim in _as_claims(target))]
        if self.origin is not None:
            claims.append((self.origin, "=", self.origin))
        steps = [folded(step, fold) for step in (*reading.steps, *reading.implied)]
        self.work = Work(steps, claims, reading.vocabulary)

    @property
    def is_stated(self) -> bool:
        """Whether the steps say the claim."""
        return all(map(self.work.establishes, self.claims))

    @cached_property
    def is_proved(self) -> bool:
        """Whether the claim follows from the steps."""
        return all(map(self.work.proves, self.claims))

    def verdict(self) -> Verdict:
        """The outcome with the share it earns and the sentence that explains it."""
        proved = self.is_proved
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
        if all(map(self.work.concludes, self.claims)):
            earned = max(earned, UNDECLARED_SHARE * held)
        return self._partly(min(earned, round(held, 9)), complaint(self.reading.failing[0]))

    def _proved(self) -> Verdict:
        """The claim follows. Where no steps lead through it, the milestones are the work."""
        if self.unmet and all(map(self._needs_milestones, self.claims)):
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
        given = any(map(self._is_given, self.claims))
        if given and len(self.reading.steps) > len(self.claims):
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
        if not self.is_stated:
            return self._short(f"reach the claim, {self.form.claim}")
        restated = any(map(self.work.only_restates, self.claims))
        if self.milestones and not self.unmet and not restated:
            return self._as("correct", 1.0, "Every step holds, and none is left out.")
        if restated or not any(map(self.work.bears_on, self.claims)):
            return self._short("do more than restate the claim")
        text = "Every step holds and the claim is stated; a person must say if it follows."
        return self._pending("review", text, max(self._milestone_share(), UNDECLARED_SHARE))

    def _short(self, of_what: str) -> Verdict:
        text = f"Every step holds, but they do not {of_what}."
        return self._partly(self._milestone_share(), text)

    def _partly(self, earned: float, text: str) -> Verdict:
        return self._as("partial" if earned > 0 else "incorrect", earned, text)

    def _starts(self) -> bool:
        return self.origin is None or self.work.mentions(self.origin)

    def _milestone_share(self) -> float:
        if any(map(self.work.only_restates, self.claims)):
            return 0.0
        met = (share for any_of, share in self.milestones if any(map(self._is_met, any_of)))
        return round(sum(met), 9)

    def _is_met(self, target: Chain) -> bool:
        if not target.relations:
            return self.work.mentions(target.parts[0])
        return all(map(self._is_stated, relations_of(target)))

    def _is_stated(self, claim: Claim) -> bool:
        """Whether a milestone's relation stands in the answer; as it is written, where only
        the writing tells it from what is to be shown.
        """
        if any(self.work.is_same(claim, asked) for asked in self.claims):
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
        return relations_of(target)
    return [(target.parts[0], "=", target.parts[0])]
