"""One answer's steps held against a question: the outcome, what it earns, and why."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cached_property
from itertools import chain
from typing import TYPE_CHECKING, Any

from checkers.derivation.asserted import Claim
from checkers.derivation.folding import Fold, as_written, folded, folded_chain
from checkers.derivation.naming import CONCLUSION
from checkers.derivation.reading import Reading, complaint, question
from checkers.derivation.steps import ASSUMPTION, Judged
from checkers.derivation.work import Work
from checkers.notation.expr import Chain
from checkers.verdict import PERSON, Outcome, Remark, Verdict

if TYPE_CHECKING:
    from checkers.derivation.form import Derivation

UNDECLARED_SHARE = 0.5
"""What a true conclusion over a false step earns at most where milestones earn less."""
WRITING = frozenset(
    {None, "algebra", "definition", "substitution", "multiply and divide"}
    | {"log of a product or quotient", ASSUMPTION, CONCLUSION}
)
"""Rules by which nothing is said but how to write it; None explains nothing."""
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
        self._steps = [folded(step, fold) for step in (*reading.steps, *reading.implied)]
        self._sought = claims
        self.work = Work(self._steps, claims, reading.vocabulary)

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
        if self.unmet and self._leap:
            return self._leaped(self._leap)
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

    @cached_property
    def _leap(self) -> Judged | None:
        """The first step that no rule explains, if what rules explain does not come to the
        claim.
        """
        unexplained = [s for s in self._steps if not self._is_explained(s)]
        if not unexplained:
            return None
        kept = [s for s in self._steps if self._is_explained(s) or self._is_claim(s)]
        work = Work(kept, self._sought, self.reading.vocabulary)
        return None if all(map(work.proves, self.claims)) else unexplained[0]

    @staticmethod
    def _is_explained(step: Judged) -> bool:
        return step.status != "holds" or bool(step.rule)

    def _is_claim(self, step: Judged) -> bool:
        return step.claim is not None and any(
            self.work.is_literally(step.claim, claim) for claim in self.claims
        )

    def _leaped(self, step: Judged) -> Verdict:
        """The claim is reached by a leap past what was to be shown on the way."""
        text = (
            f"Every step holds and they make the claim, but no single rule explains step "
            f"{step.index}; a person must say if the work is there."
        )
        return self._pending("review", text, round(1.0 - sum(self.unmet), 9))

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
            return self._alone()
        text = "Every step holds and the claim is stated; a person must say if it follows."
        return self._pending("review", text, max(self._milestone_share(), UNDECLARED_SHARE))

    def _alone(self) -> Verdict:
        """The steps say the claim and nothing on the way to it."""
        if not self._reasons():
            return self._short("do more than restate the claim")
        text = "Every step holds, but one alone makes the claim: a person says if it may."
        return self._pending("review", text, self._milestone_share())

    def _reasons(self) -> bool:
        """Whether a step makes the claim by a rule, from what others write otherwise."""
        steps = [step for step in self._steps if step.status == "holds" and step.claim]
        return len(steps) > len(self.claims) and any(
            step.claim
            and step.rule not in WRITING
            and not self._is_claim(step)
            and any(self.work.is_said(claim, step.claim) for claim in self.claims)
            for step in steps
        )

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
        the writing tells it from what is to be shown or from another milestone.
        """
        if any(self.work.is_same(claim, other) for other in self._others(claim)):
            return self.work.is_written(claim)
        work = self.work
        return work.establishes(claim) or work.is_scaled(claim) or work.dresses(claim)

    def _others(self, claim: Claim) -> list[Claim]:
        """What is to be shown, and the milestones of which this is none."""
        relations = [
            {relation for target in any_of for relation in relations_of(target)}
            for any_of, _ in self.milestones
        ]
        return [*self.claims, *chain.from_iterable(r for r in relations if claim not in r)]

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
