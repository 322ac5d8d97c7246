"""What every checker returns: a verdict, what it rests on, and where a wrong answer fails.

A checker knows no exam, so it speaks in shares of a part's points: `earned` is decided,
`pending` waits for a person, the rest is lost. The application turns shares into points.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

Outcome = Literal["correct", "partial", "incorrect", "blank", "unreadable", "review"]
Method = Literal["proved", "exact", "sampled", "listed", "person"]
Status = Literal["holds", "fails", "unread"]
Counterexample = dict[str, str]
"""A concrete world in which the answer fails: the values of its symbols, as text, with what
the answer gives there under ``yours`` and what it should give under ``expected``."""


class Evidence(Struct, frozen=True):
    """What a verdict rests on.

    `proved`: closed symbolically, or every step an instance of a checked rule. `exact`: no
    rounding, over `worlds` rational worlds. `sampled`: floating point, over `worlds` worlds.
    `listed`: compared with a stated key. `person`: for a person to decide.
    """

    method: Method
    worlds: int = 0


class Step(Struct, frozen=True):
    """One relation of a derivation, by its place in reading order from 1."""

    index: int
    relation: str
    left: str
    right: str
    status: Status
    rule: str | None = None
    counterexample: Counterexample | None = None


class Remark(Struct, frozen=True):
    """A slip that costs nothing: where it is, what was written, what was exact."""

    place: str
    given: str
    expected: str


class Finding(Struct, frozen=True):
    """One rubric point held against an answer.

    `share` is the point's weight in its part: those of a whole rubric sum to what a person
    decides there. `suggested` is as much of it as the machine would give, `quote` the words of
    the answer that this rests on.
    """

    point: str
    share: float
    suggested: float
    quote: str | None = None
    reason: str = ""


class Verdict(Struct, frozen=True, kw_only=True):
    """What a checker says of one answer. Shares lie in [0, 1] and earned + pending <= 1."""

    outcome: Outcome
    feedback: str
    evidence: Evidence
    earned: float = 0.0
    pending: float = 0.0
    suggested: float | None = None
    """The whole share a person is advised to give; None where nothing is pending."""
    counterexample: Counterexample | None = None
    steps: tuple[Step, ...] | None = None
    remarks: tuple[Remark, ...] = ()
    rubric: tuple[Finding, ...] = ()


LISTED = Evidence("listed")
PERSON = Evidence("person")


def correct(feedback: str, evidence: Evidence, remarks: tuple[Remark, ...] = ()) -> Verdict:
    """The whole share is earned."""
    return Verdict(
        outcome="correct", feedback=feedback, evidence=evidence, earned=1.0, remarks=remarks
    )


def incorrect(
    feedback: str, evidence: Evidence, counterexample: Counterexample | None = None
) -> Verdict:
    """Nothing is earned, and the counterexample shows why."""
    return Verdict(
        outcome="incorrect",
        feedback=feedback,
        evidence=evidence,
        counterexample=counterexample,
    )


def blank() -> Verdict:
    """There is no answer."""
    return Verdict(outcome="blank", feedback="No answer was found.", evidence=LISTED)


def unreadable(feedback: str) -> Verdict:
    """Reading stopped; `feedback` says where, and what was expected. A person decides."""
    return Verdict(outcome="unreadable", feedback=feedback, evidence=PERSON, pending=1.0)


def review(
    feedback: str,
    *,
    suggested: float | None = None,
    rubric: tuple[Finding, ...] = (),
) -> Verdict:
    """A person decides the whole share; `feedback` says why the machine does not."""
    return Verdict(
        outcome="review",
        feedback=feedback,
        evidence=PERSON,
        pending=1.0,
        suggested=suggested,
        rubric=rubric,
    )
