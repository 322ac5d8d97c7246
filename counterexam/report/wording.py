"""What every report says in the same words: verdicts, numbers, and how a score stands."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType
from typing import NamedTuple

from checkers.verdict import Outcome, Status
from counterexam.contract import PartVerdict, Report

EPSILON = 1e-9
"""In points: below this, a difference is the rounding of shares times points."""


class Mark(NamedTuple):
    """How a verdict is shown: a sign and a word that need no colour, and a Rich style."""

    sign: str
    word: str
    style: str


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


def number(value: float) -> str:
    """Points as people write them: at most two decimals, no trailing zeros, no minus zero."""
    return f"{round(value, 2) + 0.0:.2f}".rstrip("0").rstrip(".")


def percent(report: Report) -> float | None:
    """The decided score in percent; None where there is nothing to earn."""
    return 100 * report.score / report.points if report.points else None


def lost(part: PartVerdict) -> float:
    """The points that are decided and gone; 0 where only rounding is left."""
    missing = part.points - part.score - part.pending
    return missing if missing > EPSILON else 0.0


def pends(scored: PartVerdict | Report) -> bool:
    """Whether a person still has to decide."""
    return scored.pending > EPSILON


def score_of(scored: PartVerdict | Report) -> str:
    """The score in one phrase: ``3 of 4``, ``0 of 6, 6 pending, 4 suggested``."""
    return ", ".join([f"{number(scored.score)} of {number(scored.points)}", *waiting(scored)])


def waiting(scored: PartVerdict | Report) -> list[str]:
    """What a person has yet to decide, and what the whole score would then be."""
    if not pends(scored):
        return []
    phrases = [f"{number(scored.pending)} pending"]
    if scored.suggested is not None:
        phrases.append(f"{number(scored.suggested)} suggested")
    return phrases


def lines_of(part: PartVerdict) -> str:
    """Where the answer was read, in one phrase; empty where nothing was."""
    return places(part.lines)


def places(lines: Sequence[str]) -> str:
    """Places in a file in one phrase: ``lines 10-12, 15``."""
    if not lines:
        return ""
    joined = ", ".join(lines)
    return f"line {joined}" if joined.isdigit() else f"lines {joined}"
