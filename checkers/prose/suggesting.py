"""Suggestions: a rubric held against an answer, point by point, with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checkers.prose.likeness import Likeness, features, likeness
from checkers.prose.matching import Group, Window, groups, holds
from checkers.prose.patterns import Pattern, sequences
from checkers.prose.rubric import Point, Rubric
from checkers.prose.sentences import Unit, is_keywords, units
from checkers.verdict import Finding

LONGEST = 50_000
NOT_FOUND = "not found"
QUOTED = 240
RAISES, LOWERS = 0.1, 0.7
"""By how much an answer is moved that speaks only like what is right, or like what is wrong."""
ORDERS = 0.05
"""Of the whole: what orders answers that would else be tied, at the bottom as at the top."""
MOST_WEIGHED = 100
"""Statements among which the one nearest to what is wrong is looked for."""
DOUBTED = -0.3
"""How far an answer has to lean to the wrong side before the person is told."""


@dataclass(frozen=True)
class Suggestion:
    """The share that a person is advised to give, and what each point rests on.

    `leaning`: whether the answer speaks like what is right (1) or like what is wrong (-1).
    """

    share: float
    findings: tuple[Finding, ...]
    feedback: str
    leaning: float


@dataclass(frozen=True, slots=True)
class Statement:
    """What patterns are matched in: one unit with its context, and the words to quote."""

    window: Window
    quote: str


def suggest(answer: str, rubric: Rubric) -> Suggestion:
    """Read the answer's statements and look for each point among them.

    Only the first 50,000 characters are read; the feedback says so where there are more.
    """
    contrasts = groups(rubric.contrasts)
    statements = list(_statements(units(answer[:LONGEST]), contrasts))
    asked = [p for p in rubric.points if p.share > 0]
    found = [_point(p, statements, contrasts) for p in asked]
    known = [p for p in rubric.points if p.share < 0]
    errors = [error for p in known for error in _error(p, statements, contrasts)]
    findings = (*found, *errors)
    alike = likeness(
        tuple(text for p in asked for text in (p.text, *p.like)),
        tuple(text for p in known for text in p.like),
    )
    leaning = alike.leaning(s.window.text for s in statements)
    advice = feedback(findings, answer) + _doubt(leaning, alike, statements)
    return Suggestion(weighed(findings, leaning), findings, advice, leaning)


def weighed(findings: Sequence[Finding], leaning: float) -> float:
    """The share suggested by what was found, moved a little by how the answer speaks.

    Where nothing is stated, leaning is -1, and nothing is suggested.
    """
    said = sum(finding.suggested for finding in findings)
    moved = said + leaning * (RAISES if leaning > 0 else LOWERS)
    bounded = min(1.0, max(0.0, moved))
    return round(ORDERS * (1 + leaning) / 2 + (1 - ORDERS) * bounded, 6)


def _doubt(leaning: float, alike: Likeness, statements: Sequence[Statement]) -> str:
    """Which statement is nearest to what is known to be wrong, if the answer leans there."""
    if leaning > DOUBTED or not statements:
        return ""
    first = statements[:MOST_WEIGHED]
    worst = min(first, key=lambda s: alike.odds(features(s.window.text)))
    return f" It speaks more like known misconceptions: “{_shortened(worst.quote)}”"


def _statements(found: Sequence[Unit], contrasts: Sequence[Group]) -> Iterator[Statement]:
    """Each unit alone, under its heading, and with the unit that it refers back to."""
    topics: dict[Group, frozenset[int]] = {}
    before: Unit | None = None
    for unit in found:
        inherited = dict(topics)
        for group in contrasts:
            mentioned = group.mentions(unit.text)
            if mentioned:
                topics[group] = frozenset({mentioned[0][2]})
        if not unit.asks and not _is_list_of_terms(unit, contrasts):
            yield from _readings(unit, before, inherited)
        before = unit


def _readings(
    unit: Unit, before: Unit | None, inherited: dict[Group, frozenset[int]]
) -> Iterator[Statement]:
    yield Statement(Window(unit.text, inherited), unit.quote)
    if unit.heading:
        yield Statement(Window(f"{unit.heading}: {unit.text}", {}), unit.quote)
    if unit.refers_back and before is not None and not is_keywords(before.text):
        joined = f"{before.text} {unit.text}"
        yield Statement(Window(joined, inherited), f"{before.quote} {unit.quote}")


def _is_list_of_terms(unit: Unit, contrasts: Sequence[Group]) -> bool:
    """Keywords, unless they are notes under a heading that says whose they are."""
    if not is_keywords(unit.text):
        return False
    own = any(group.mentions(unit.text) for group in contrasts)
    return own or not unit.heading


def _point(
    point: Point, statements: Sequence[Statement], contrasts: Sequence[Group]
) -> Finding:
    for patterns, credit in ((point.says, 1.0), (point.in_part, 0.5)):
        quote = _quote(patterns, statements, contrasts)
        if quote is not None:
            reason = "said" if credit == 1 else "said in part"
            return Finding(point.text, point.share, point.share * credit, quote, reason)
    return Finding(point.text, point.share, 0.0, reason=NOT_FOUND)


def _error(
    known: Point, statements: Sequence[Statement], contrasts: Sequence[Group]
) -> Iterator[Finding]:
    quote = _quote(known.says, statements, contrasts)
    if quote is not None:
        yield Finding(known.text, 0.0, known.share, quote, "a known misconception")


def _quote(
    patterns: Sequence[str], statements: Sequence[Statement], contrasts: Sequence[Group]
) -> str | None:
    """The earliest words that one of the patterns is found in."""
    ways = (way for text in patterns for way in sequences(text))
    places = (_place(way, statements, contrasts) for way in ways)
    found = [place for place in places if place is not None]
    return _shortened(statements[min(found)].quote) if found else None


def _place(
    way: Sequence[Pattern], statements: Sequence[Statement], contrasts: Sequence[Group]
) -> int | None:
    """Where the last of the patterns is found, each in a later sentence than the one before."""
    place, quote = -1, None
    for step in way:
        later = range(place + 1, len(statements))
        fresh = (i for i in later if statements[i].quote != quote)
        found = next((i for i in fresh if holds(step, statements[i].window, contrasts)), None)
        if found is None:
            return None
        place, quote = found, statements[found].quote
    return place


def _shortened(quote: str) -> str:
    return quote if len(quote) <= QUOTED else quote[: QUOTED - 1].rstrip() + "…"


def feedback(findings: Sequence[Finding], answer: str) -> str:
    """How many points were found, and how many known misconceptions."""
    points = [finding for finding in findings if finding.share > 0]
    said = sum(finding.reason != NOT_FOUND for finding in points)
    parts = [f"A person decides. Suggested: {said} of {len(points)} rubric points found"]
    if errors := len(findings) - len(points):
        parts.append(f", {errors} known misconception{'s' * (errors > 1)}")
    parts.append(".")
    if len(answer) > LONGEST:
        parts.append(f" Only the first {LONGEST} characters were read.")
    return "".join(parts)
