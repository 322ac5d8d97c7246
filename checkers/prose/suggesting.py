"""Suggestions: a rubric held against an answer, point by point, with the words it rests on."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checkers.prose.matching import Group, Window, groups, holds, nearness
from checkers.prose.patterns import Pattern, sequences
from checkers.prose.rubric import Point, Rubric
from checkers.prose.sentences import Unit, is_keywords, units
from checkers.verdict import Finding

LONGEST = 50_000
NOT_FOUND = "not found"
QUOTED = 240
TOUCHED = 0.01
"""Of a point that is not said: what a statement of its terms in no such relation adds.

It orders answers which would else be tied: the one that speaks of the matter is the better one
more often than not.
"""


@dataclass(frozen=True)
class Suggestion:
    """The share that a person is advised to give, and what each point rests on."""

    share: float
    findings: tuple[Finding, ...]
    feedback: str


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
    said = sum(finding.suggested for finding in findings)
    share = said + _touched(asked, found, statements)
    bounded = round(min(1.0, max(0.0, share)), 6)
    return Suggestion(bounded, findings, feedback(findings, answer))


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


def _touched(
    points: Sequence[Point], findings: Sequence[Finding], statements: Sequence[Statement]
) -> float:
    """What the points that are not said add, by the words of theirs that a statement has."""
    missed = [p for p, f in zip(points, findings, strict=True) if f.reason == NOT_FOUND]
    near = (p.share * _nearness((*p.says, *p.in_part), statements) for p in missed)
    return TOUCHED * sum(near)


def _nearness(patterns: Sequence[str], statements: Sequence[Statement]) -> float:
    """How much of one of the patterns stands in one of the statements, as words alone."""
    steps = {step for text in patterns for way in sequences(text) for step in way}
    return max((nearness(step, s.window) for step in steps for s in statements), default=0.0)


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
