"""Where an answer begins, after the question's own text if that is repeated before it.

Every cut between two units of a part's text is scored: the units above by how much they read
like a question, the unit below by whether it is a marker ("Answer:") that this paper sets
answers off by. The best cut wins. What can be told only weakly stays in the answer: a checker
reads past a question, but cannot bring back an answer that was lost.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate

from counterexam.submission.similarity import Similarity, stems
from counterexam.submission.units import TICKED, Unit

MOST = 400
"""Units that are looked at: a question longer than that is not found."""
LOOKED_AT = 600
"""Characters of a unit that are looked at, at either end."""

ASKS = re.compile(r"[?？][\s*_\]\"'”}]*$")
REQUESTED = (
    "derive|deduce|show|prove|explain|describe|discuss|justify|argue|design|compare|propose"
)
WORKED = (
    "calculate|compute|give|state|find|determine|suggest|list|name|specify|evaluate|write|sketch"
    "|report|perform|verify|establish|identify|provide|define|express|choose|select"
)
POLITE = r"\W*(?:(?:please|briefly|now|then|also|finally|hence)\W+){0,2}"
REQUESTS = re.compile(
    rf"{POLITE}(?:{REQUESTED})\b|\W*请|\W*(?:证明|说明|解释|推导)", re.IGNORECASE
)
WORKS = re.compile(rf"{POLITE}(?:{WORKED})\b|\W*(?:求|写出|计算|给出)", re.IGNORECASE)
EMBEDS = re.compile(
    rf"(?:[,:;]|\band)\s+(?:please\s+|briefly\s+)?(?:{REQUESTED}|{WORKED})\s+"
    r"(?:that|how|why|whether|the|your|a|an)\b|(?-i:\s(?:Show|Prove|Explain|Derive)\s)",
    re.IGNORECASE,
)
OWN_VOICE = re.compile(
    r"\W*(?:we|i|it|this|these|thus|hence|so|then|therefore|by|since|because)\b", re.IGNORECASE
)
ADDRESSES = re.compile(
    r"\byou (?:are|were) (?:asked|given|expected|training|going|to)\b|\byou want\b"
    r"|\bin th(?:is|e following) (?:question|problem)\b|\bthis question\b|\bwhich of the"
    r"(?:se)?\b"
    r"|\byour (?:answer|solution|review|opinion|construction)\b|\bselect all\b|\bplease\b"
    r"|\byou (?:may|might|can|should) (?:assume|use|need|show|ask)\b|\bsuppose (?:that )?you\b"
    r"|\btrue or false\b|^\W*(?:hint|note)\W|\bfor you\b",
    re.IGNORECASE,
)
LIMITS = re.compile(
    r"\b(?:just|only|no|at most|a few|brief|short|\d(?:-\d)?)\b[^.]{0,40}"
    r"\b(?:facts|opinions?|sentences?|words|lines|needed|required|necessary|suffices?|sufficient)\b",
    re.IGNORECASE,
)
SETS = re.compile(
    r"\W*(?:suppose|consider|let|assume|given|for (?:each|this)|recall|where|in a)\b",
    re.IGNORECASE,
)
REMARK = re.compile(r"\s*\(.*\)\s*", re.DOTALL)
OPENING = re.compile(r"\W*(?:given|known)\W{0,4}:", re.IGNORECASE)
VERDICT = re.compile(
    r"^\W*(?:true|false|yes|no|[TF]|[A-H](?:\s*,\s*[A-H])*|对|错|正确|错误|是|否)(?:\W|$)"
    r"|(?:[.!?:;)(\[\s*_-]|\{)(?:true|false|[TF]|对|错)\W*$",
    re.IGNORECASE,
)

# Evidence that a unit is the question's, in units of "a sentence that requests".
PLAIN, DISPLAY, SETTING, EMBEDDED, REQUEST, QUESTION = -0.4, -0.3, -0.2, 1.2, 1.6, 2.2
ADDRESS, REMARKED, STATED = 1.2, 0.1, 1.5
LIKENESS, CHANCE_LIKENESS = 2.5, 0.25
OPTIONS, VERDICT_GIVEN = 2.0, -2.0
CLEAR = 0.5
"""From here on a unit surely reads like a question."""

# What a marker adds to the cut above it.
REGULAR, OCCASIONAL, WEAK = 6.0, 2.5, 0.8
WEAK_MARKERS = ("proof", "证明")

# What a cut must reach: in a paper that repeats no questions, and in one that repeats all.
UNUSUAL, USUAL = 3.2, 0.5
NOTHING_LEFT = 0.2
"""And above that, if the cut leaves no answer."""


@dataclass(frozen=True)
class Habits:
    """How a question's parts are answered on this paper.

    `repeats`: the share that begin with their question. `states`: they repeat statements, to
    be judged true or false. `markers`: the words that set off the answers.
    """

    repeats: float
    states: bool
    markers: frozenset[str]


@dataclass(frozen=True)
class Asked:
    """What a part asks for: the stems of its statement, and whether it is a choice."""

    stems: frozenset[str]
    is_choice: bool
    similarity: Similarity

    def likeness(self, unit: Unit) -> float:
        """How alike a unit is to the statement, in [0, 1]."""
        return self.similarity.between(stems(unit.text[:LOOKED_AT]), self.stems)


def evidence(units: Sequence[Unit], asked: Asked, states: bool) -> list[float]:
    """For each unit, how much it reads like the question rather than like an answer."""
    runs = _runs(units) if asked.is_choice else {}
    scores: list[float] = []
    for index, unit in enumerate(units[:MOST]):
        after_question = any(score >= CLEAR for score in scores)
        score = runs[index] if index in runs else _score(unit, asked, after_question)
        scores.append(score)
    if states and asked.is_choice:
        for index in _first_line(units):
            scores[index] += STATED
    return scores


def _first_line(units: Sequence[Unit]) -> Iterator[int]:
    """The sentences that follow one another from the start, up to a verdict."""
    end = 0
    for index, unit in enumerate(units[:MOST]):
        if unit.start != end or unit.kind != "sentence" or VERDICT.search(unit.text.strip()):
            return
        yield index
        end = unit.end


def is_statement(units: Sequence[Unit], asked: Asked) -> bool:
    """Whether a part to be judged true or false begins with the statement, not the verdict."""
    first = units[0] if units else None
    if first is None or first.kind != "sentence" or VERDICT.search(first.text.strip()):
        return False
    return asked.is_choice and asked.likeness(first) > CHANCE_LIKENESS


def cut(units: Sequence[Unit], scores: Sequence[float], habits: Habits, asked: Asked) -> int:
    """How many units are the question's; the answer follows, or its marker does."""
    needed = UNUSUAL + (USUAL - UNUSUAL) * habits.repeats
    above = [0.0, *accumulate(scores)]
    clear = [False, *accumulate((s >= CLEAR for s in scores), lambda one, more: one or more)]
    for count, unit in enumerate(units[: len(scores)]):
        if clear[count] or asked.is_choice or habits.repeats > 0.5 or count == 0:
            above[count] += _bonus(unit, habits)
    best = max(range(len(above)), key=above.__getitem__)
    bar = needed if asked.is_choice else needed + NOTHING_LEFT
    if best == len(units) and above[best] < bar:
        best = max(range(best), key=above.__getitem__, default=0)
    return best if above[best] >= needed else 0


def _score(unit: Unit, asked: Asked, after_question: bool) -> float:
    """A unit's own evidence. Likeness alone makes no question, but of a statement to judge."""
    if unit.kind == "display":
        return DISPLAY
    text = unit.text.strip()
    if asked.is_choice and VERDICT.search(text):
        return VERDICT_GIVEN
    voice = _voice(text[:LOOKED_AT], text[-LOOKED_AT:], after_question)
    score = voice + LIKENESS * max(0.0, asked.likeness(unit) - CHANCE_LIKENESS)
    if voice >= CLEAR or (asked.is_choice and not after_question):
        return score
    return min(score, 0.0)


def _voice(head: str, tail: str, after_question: bool) -> float:
    """How a sentence speaks: it asks, requests, addresses a reader, sets a scene, or states."""
    if ASKS.search(tail):
        score = QUESTION
    elif REQUESTS.match(head) or (WORKS.match(head) and not after_question):
        score = REQUEST
    elif EMBEDS.search(head) and not OWN_VOICE.match(head):
        score = EMBEDDED
    elif REMARK.fullmatch(head):
        score = REMARKED
    else:
        score = SETTING if SETS.match(head) else PLAIN
    addresses = ADDRESSES.search(head) or LIMITS.search(head)
    return score + ADDRESS if addresses else score


def _bonus(unit: Unit, habits: Habits) -> float:
    """What cutting above a unit gains if it marks the answer."""
    if unit.kind != "marker":
        return WEAK if OPENING.match(unit.text[:LOOKED_AT]) else 0.0
    if unit.name in WEAK_MARKERS:
        return WEAK
    return REGULAR if unit.name in habits.markers else OCCASIONAL


def _runs(units: Sequence[Unit]) -> dict[int, float]:
    """The evidence of options: a run of them is the question's, unless some are ticked."""
    scores: dict[int, float] = {}
    for run in _options(units):
        ticked = sum(bool(TICKED.search(units[i].text.strip())) for i in run)
        chosen = 0 < ticked < len(run)
        scores |= dict.fromkeys(run, (VERDICT_GIVEN if chosen else OPTIONS) / len(run))
    return scores


def _options(units: Sequence[Unit]) -> Iterator[list[int]]:
    """Runs of at least three options, lettered from A."""
    run: list[int] = []
    for index, unit in enumerate(units):
        follows = unit.kind == "option" and unit.name == chr(ord("a") + len(run))
        if not follows:
            if len(run) >= 3:
                yield run
            run = []
        if unit.kind == "option" and (follows or unit.name == "a"):
            run.append(index)
    if len(run) >= 3:
        yield run
