"""From a text to judged steps: what both the exam's derivations and ad hoc ones begin with."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from checkers.derivation.by_moments import with_moments
from checkers.derivation.extrema import implied, with_extrema
from checkers.derivation.fresh import completed, places
from checkers.derivation.naming import named
from checkers.derivation.steps import Judged, judged_steps
from checkers.notation.vocabulary import Vocabulary
from checkers.verdict import Counterexample, Evidence, Step

LONGEST = 20_000
"""Characters of a derivation; one that a person writes has a few thousand."""
STRENGTH = {"proved": 0, "exact": 1, "sampled": 2}


@dataclass(frozen=True)
class Reading:
    """The judged relations of one answer, under the vocabulary that its definitions extend."""

    steps: tuple[Judged, ...]
    vocabulary: Vocabulary
    of_places: tuple[int, ...] = ()
    """The steps where "min" is read as "argmin"."""
    implied: tuple[Judged, ...] = ()
    """What the steps imply and the answer leaves to its reader."""

    @cached_property
    def failing(self) -> list[Judged]:
        """The steps that are false, in reading order."""
        return [step for step in self.steps if step.status == "fails"]

    @cached_property
    def unread(self) -> list[Judged]:
        """The steps that could not be read or decided."""
        return [step for step in self.steps if step.status == "unread" and step.matters]

    @property
    def undecided(self) -> list[Judged]:
        """Those that say something definite, which may be false."""
        return [step for step in self.unread if step.claim is not None]

    @property
    def evidence(self) -> Evidence:
        """The weakest that any step rests on."""
        found = [step.evidence for step in self.steps if step.evidence is not None]
        return weakest(found)

    @property
    def counterexample(self) -> Counterexample | None:
        """That of the first false step."""
        return self.failing[0].counterexample if self.failing else None

    @property
    def reported(self) -> tuple[Step, ...]:
        """The steps for the verdict."""
        return tuple(step.step for step in self.steps)


def read_derivation(text: str, given: Vocabulary, *, of_places: bool = False) -> Reading:
    """Segment the text into relations and judge each.

    With `of_places` the question is where optima lie, and "min f = min g" is read as that.
    """
    from checkers.notation.passages import read_passages
    from checkers.worlds.shared import shared_court

    passages = read_passages(text, given)
    completely = completed(passages.statements, passages.vocabulary)
    statements, notes, vocabulary, extrema = with_extrema(*completely, passages.notes)
    changed = [places(statement) for statement in statements] if of_places else statements
    pairs = zip(statements, changed, strict=True)
    lenient = tuple(new.index for old, new in pairs if new is not old and new.index)
    court = shared_court(vocabulary)
    steps = [_lenient(s, lenient) for s in judged_steps(changed, court, given, notes)]
    found, rewritten = named(steps, vocabulary)
    moments = with_moments(steps, court)
    following = (*implied(steps, extrema, court), *rewritten, *moments)
    return Reading(tuple(found), vocabulary, lenient, following)


def _lenient(step: Judged, lenient: Sequence[int]) -> Judged:
    """The step; if it speaks of values and is read as one on places, it is not false for one of
    the places being anywhere.
    """
    if step.index in lenient and step.status == "fails" and step.counterexample is None:
        return replace(step, status="unread")
    return step


def weakest(found: Sequence[Evidence]) -> Evidence:
    """The weakest of several pieces of evidence; over the fewest worlds, if sampled."""
    if not found:
        return Evidence("sampled", 0)
    method = max((evidence.method for evidence in found), key=lambda m: STRENGTH.get(m, 3))
    worlds = [e.worlds for e in found if e.method == method]
    return Evidence(method, min(worlds))


def complaint(step: Judged) -> str:
    """One sentence on a false step, with the place."""
    left, right = step.texts
    shown = f"{_short(left)} {step.relation} {_short(right)}"
    reason = f": {_short(step.why, 300)}" if step.why else "."
    return f"Step {step.index} is false: {shown}{reason}"


def question(step: Judged) -> str:
    """One sentence on a step that could not be read or decided."""
    left, right = step.texts
    shown = f"{_short(left)} {step.relation} {_short(right)}"
    return f"Step {step.index} ({shown}): {_short(step.why, 200)}"


def _short(text: str, most: int = 60) -> str:
    text = " ".join(text.split())
    return text if len(text) <= most else text[: most - 3] + "..."
