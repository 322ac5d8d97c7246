"""Where a pattern holds in a statement: its words, in order, of its topic, affirmed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from checkers.prose.patterns import Pattern, Term, stands_in, term
from checkers.prose.spelling import Span

REACH = 150
"""Characters between two terms of one relation: about 25 English words."""
OCCURRENCES = 12
NEGATION = re.compile(
    r"\b(?:not(?! (?:only|just|merely|simply))|\w+n't|never|no(?! doubt)|without|cannot|neither"
    r"|nor|hardly|barely|fail\w* to|unable to|lack\w*|instead of|rather than|non(?=\W?$)|unlike"
    r"|incapable of)\b"
    r"|不(?!断|仅|同|只|但|是因)|没有?|无(?!监督|条件|论)|未(?!来)|而非|并非|而不是|无法"
)
WEAKENING = re.compile(
    r"\b(?:less|lower|low|poor\w*|worse|bad\w*|avoid\w*|prevent\w*|mitigat\w*|reduc\w*|free of"
    r"|eliminat\w*|remov\w*|difficult to|hard to|without|than)\b|避免|防止|减少|较低|难以"
)
CLAUSE_BREAK = re.compile(r"[.,;:!?()]|\bbut\b|\band then\b|[,。;]")
ARTICLES = r"\W+(?:(?:the|an?|that|those|its|standard|vanilla|plain|normal)\W+){0,2}$"
CONTRASTED = "unlike|than|by|instead of|rather than|compared (?:to|with)|contrast to|from|not"
SET_ASIDE = re.compile(rf"\b(?:{CONTRASTED}){ARTICLES}")
"""Before what a sentence is not about."""
ANY_ASIDE = re.compile(rf"\b(?:{CONTRASTED}|of|in|to|for|with|without|under){ARTICLES}")
"""Before what a sentence is about only if it has no better subject: ``in the decoder``."""
PLACED = re.compile(r"(?:for|in|of|with|by|under|at|during|using|via|from)\W+(?:\w+\W+){0,2}$")
AGENT = re.compile(r"^\W*(?:\w+\W+){0,8}?by\W+(?:the\W+|an?\W+)?$")
JOINED = re.compile(r"^[\s,/&、]*(?:(?:and|or|和|与|及)\W*(?:the\W+|an?\W+)?)?$")
NEW_SUBJECT = re.compile(
    r"[,;:，；]\W*(?:(?:and|while|but|whereas|or)\W+)?(?:(?:the|an?)\W+)?$"
)
PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|gets?)\W+(?:\w+\W+){0,2}$|被\W*$")


@dataclass(frozen=True, slots=True)
class Group:
    """Terms that exclude one another as a topic."""

    members: tuple[Term, ...]

    def mentions(self, text: str) -> list[tuple[int, int, int]]:
        """Start, end and member of each mention, in order; the longest where two overlap."""
        found = [
            (start, -end, i)
            for i, member in enumerate(self.members)
            for start, end in member.found_in(text)
        ]
        kept: list[tuple[int, int, int]] = []
        for start, minus_end, i in sorted(found):
            if not kept or start >= kept[-1][1]:
                kept.append((start, -minus_end, i))
        return kept

    def accepts(self, topic: Term) -> frozenset[int]:
        """The members that a topic stands for."""
        return frozenset(
            i for i, m in enumerate(self.members) if m.alternatives & topic.alternatives
        )


def group_of(topic: Term, groups: Sequence[Group]) -> Group:
    """The group that a topic belongs to; one of its own where no contrast names it."""
    return next((g for g in groups if g.accepts(topic)), Group((topic,)))


@dataclass(frozen=True, slots=True)
class Window:
    """Text to match in, and the topics that it inherits: members by group."""

    text: str
    inherited: dict[Group, frozenset[int]]


def holds(pattern: Pattern, window: Window, groups: Sequence[Group]) -> bool:
    """Whether the statement says what the pattern says."""
    if not all(stands_in(t, window.text) for t in pattern.orders[0]):
        return False
    return any(
        pattern.topic is None or _is_about(pattern.topic, spans, window, groups)
        for order in pattern.orders
        for spans in _affirmed(order, window.text, groups)
    ) or _holds_passively(pattern, window, groups)


def nearness(pattern: Pattern, window: Window) -> float:
    """The share of the pattern's terms that the statement has, in whatever relation.

    A term on its own is no relation, and half of one at most.
    """
    terms = (*pattern.orders[0], *((pattern.topic,) if pattern.topic else ()))
    return sum(stands_in(t, window.text) for t in terms) / max(len(terms), 2)


def _affirmed(
    order: Sequence[Term], text: str, groups: Sequence[Group]
) -> Iterator[tuple[Span, ...]]:
    """The ways in which the terms stand in this order, each near the last and not negated."""
    places = [list(t.found_in(text))[:OCCURRENCES] for t in order]

    def extend(spans: tuple[Span, ...]) -> Iterator[tuple[Span, ...]]:
        if len(spans) == len(order):
            yield spans
            return
        last = spans[-1][1] if spans else 0
        for start, end in places[len(spans)]:
            near = not spans or last <= start <= last + REACH
            if (
                near
                and not is_negated(text, last, start)
                and not (
                    spans and _is_displaced(order[len(spans) - 1], text[last:start], groups)
                )
            ):
                yield from extend((*spans, (start, end)))

    return extend(())


def is_negated(text: str, since: int, start: int) -> bool:
    """Whether a negation stands before `start` in its clause, not before `since`."""
    before = text[max(since, start - 60) : start]
    clause = CLAUSE_BREAK.split(before)[-1]
    near = (
        clause if re.search("[\u3400-\u9fff]", clause[-8:]) else " ".join(clause.split()[-5:])
    )
    nearest = clause[-5:] if near is clause else " ".join(clause.split()[-2:])
    return bool(NEGATION.search(near[-40:]) or WEAKENING.search(nearest))


def _is_displaced(named: Term, between: str, groups: Sequence[Group]) -> bool:
    """A rival of the term, between it and what is said of it, takes its place."""
    group = next((g for g in groups if g.accepts(named)), None)
    if group is None:
        return False
    own = group.accepts(named)
    return any(member not in own for _, _, member in group.mentions(between))


def _is_about(
    topic: Term, spans: Sequence[Span], window: Window, groups: Sequence[Group]
) -> bool:
    group = group_of(topic, groups)
    own = group.accepts(topic)
    if not topics_at(group, window, spans[0]) & own:
        return False
    if any(start == spans[0][0] for start, _, _ in group.mentions(window.text)):
        return False  # "discriminat*" is no relation where it is the name of the discriminator
    said = window.text[spans[0][1] : spans[-1][0]]
    return not any(
        member not in own and NEW_SUBJECT.search(said[:start])
        for start, _, member in group.mentions(said)
    )


def topics_at(group: Group, window: Window, relation: Span) -> frozenset[int]:
    """What a relation at this place is said of: its agent, its subject, or what came before."""
    text, mentions = window.text, group.mentions(window.text)
    agent = _agent(group, text, relation[1])
    if agent:
        return agent
    before = [m for m in mentions if m[1] <= relation[0]]
    for aside in (ANY_ASIDE, SET_ASIDE):
        subjects = list(_subjects(before, text, aside))
        if subjects:
            return _coordinated(subjects, text)
    if before and not window.inherited.get(group):
        return frozenset({before[-1][2]})
    after = [
        m
        for m in mentions
        if m[0] >= relation[0] and PLACED.search(text[max(0, m[0] - 60) : m[0]])
    ]
    if after and not before:
        return frozenset({after[0][2]})
    return window.inherited.get(group, frozenset())


def _subjects(
    mentions: Sequence[tuple[int, int, int]], text: str, set_aside: re.Pattern[str]
) -> Iterator[tuple[int, int, int]]:
    """The mentions not set aside: not ``of X``, nor the Y of ``of X and Y``."""
    aside_until = -1
    for start, end, member in mentions:
        joined = aside_until >= 0 and JOINED.match(text[aside_until:start])
        if joined or set_aside.search(text[max(0, start - 60) : start]):
            aside_until = end
        else:
            yield start, end, member


def _coordinated(subjects: Sequence[tuple[int, int, int]], text: str) -> frozenset[int]:
    """The last subject, with those that are joined to it: ``GANs and VAEs``."""
    chosen = {subjects[-1][2]}
    for (_, end, member), (start, _, _) in zip(
        reversed(subjects[:-1]), reversed(subjects), strict=False
    ):
        if not JOINED.match(text[end:start]):
            break
        chosen.add(member)
    return frozenset(chosen)


def _holds_passively(pattern: Pattern, window: Window, groups: Sequence[Group]) -> bool:
    """``The discriminator is fooled by the generator`` says that the generator fools it."""
    topic, text = pattern.topic, window.text
    if topic is None:
        return False
    return any(
        _is_passive(start, thing, text)
        and _agent(group_of(topic, groups), text, end) & group_of(topic, groups).accepts(topic)
        for relation, thing in (order for order in pattern.orders if len(order) == 2)
        for start, end in relation.found_in(text)
    )


def _is_passive(relation: int, thing: Term, text: str) -> bool:
    """Whether the thing stands before the relation, which is done to it."""
    before = text[max(0, relation - REACH) : relation]
    affirmed = not is_negated(text, 0, relation)
    return affirmed and bool(PASSIVE.search(before[-60:]) and any(thing.found_in(before)))


def _agent(group: Group, text: str, since: int) -> frozenset[int]:
    """Who does it: the member of the group named in "by ..." after this place."""
    after = text[since : since + REACH]
    named = (m for m in group.mentions(after) if AGENT.match(after[: m[0]]))
    return frozenset(member for _, _, member in list(named)[:1])


def groups(contrasts: Sequence[Sequence[str]]) -> list[Group]:
    """The contrasts of a rubric, compiled."""
    return [Group(tuple(term(member) for member in members)) for members in contrasts]
