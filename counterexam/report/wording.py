"""What every report says in the same words: verdicts, numbers, and how a score stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple, Protocol

from checkers.verdict import Counterexample, Evidence, Method, Outcome, Status
from counterexam.contract import PartVerdict

EPSILON = 1e-9
"""In points: below this, a difference is the rounding of shares times points."""


class Mark(NamedTuple):
    """How a verdict is shown: a sign and a word that need no colour, and a Rich style."""

    sign: str
    word: str
    style: str


class Scored(Protocol):
    """Whatever has points: a part, a question, a report."""

    @property
    def score(self) -> float:
        """Points that are decided."""

    @property
    def pending(self) -> float:
        """Points that wait for a person."""

    @property
    def points(self) -> float:
        """Points there are."""

    @property
    def suggested(self) -> float | None:
        """The whole score proposed to that person."""


MARKS: Mapping[Outcome, Mark] = MappingProxyType(
    {
        "correct": Mark("✓", "correct", "green"),
        "partial": Mark("~", "partly correct", "yellow"),
        "incorrect": Mark("✗", "incorrect", "red"),
        "blank": Mark("–", "no answer", "magenta"),
        "unreadable": Mark("!", "unreadable: a person decides", "cyan"),
        "review": Mark("?", "a person decides", "cyan"),
    }
)
STEP_SIGNS: Mapping[Status, str] = MappingProxyType({"holds": "✓", "fails": "✗", "unread": "?"})
BASES: Mapping[Method, str] = MappingProxyType(
    {
        "proved": "proved",
        "exact": "exact",
        "sampled": "sampled",
        "listed": "compared with the stated key",
        "person": "for a person to decide",
    }
)


def basis(evidence: Evidence) -> str:
    """What a verdict rests on, in one phrase: ``exact, in 256 worlds``."""
    noun = "world" if evidence.worlds == 1 else "worlds"
    worlds = f", in {evidence.worlds:,} {noun}" if evidence.worlds else ""
    return BASES[evidence.method] + worlds


def own_counterexample(part: PartVerdict) -> Counterexample | None:
    """The part's counterexample, unless it is that of a step, which shows it in its place."""
    of_steps = [step.counterexample for step in part.steps or ()]
    return None if part.counterexample in of_steps else part.counterexample


def number(value: float) -> str:
    """Points as people write them: at most two decimals, no trailing zeros, no minus zero."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def earnable(scored: Scored) -> float:
    """The points that can be earned here: all but those of questions that are lost."""
    return scored.points - getattr(scored, "missing", 0.0)


def percent(scored: Scored) -> str:
    """The decided score in percent of what can be earned; empty where that is nothing."""
    possible = earnable(scored)
    return f"{number(100 * scored.score / possible)}%" if possible else ""


def lost(part: PartVerdict) -> float:
    """The points that are decided and gone; 0 where only rounding is left."""
    missing = part.points - part.score - part.pending
    return missing if missing > EPSILON else 0.0


def pends(scored: Scored) -> bool:
    """Whether a person still has to decide."""
    return scored.pending > EPSILON


def score_of(scored: Scored) -> str:
    """The score in one phrase: ``3 of 4``, ``0 of 6, 6 pending, 4 suggested``."""
    return ", ".join([_of(scored), *waiting(scored)])


def score_for_students(scored: Scored) -> str:
    """The same without what the machine suggests to the person who decides."""
    return ", ".join([_of(scored), *waiting(scored)[:1]])


def waiting(scored: Scored) -> list[str]:
    """What a person has yet to decide, and what the whole score would then be."""
    if not pends(scored):
        return []
    phrases = [f"{number(scored.pending)} pending"]
    if scored.suggested is not None:
        phrases.append(f"{number(scored.suggested)} suggested")
    return phrases


def _of(scored: Scored) -> str:
    return f"{number(scored.score)} of {total(scored)}"


def total(scored: Scored) -> str:
    """The points there are; where questions of the paper are lost, how many remain."""
    possible = earnable(scored)
    if scored.points - possible <= EPSILON:
        return number(scored.points)
    return f"{number(possible)} (of {number(scored.points)} on paper)"


def places(lines: Sequence[str]) -> str:
    """Places in a file in one phrase: ``lines 10-12, 15``, ``cell 3, 1-4; cell 5, 2``."""
    if any(line.startswith("cell") for line in lines):
        return "; ".join(lines)
    joined = ", ".join(lines)
    return f"{'line' if joined.isdigit() else 'lines'} {joined}" if joined else ""


def line_count(text: str) -> int:
    """How many lines of a text have something on them."""
    return sum(bool(line.strip()) for line in text.splitlines())
