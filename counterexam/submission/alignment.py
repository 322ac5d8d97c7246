"""Which label-like lines begin which part: the best assignment over the whole document.

Each such line is a part's label, a header's, or noise (a list within an answer, an option, an
equation's number). A hypothesis is one reading of the lines so far; every reading of the next
line extends it, and the best survive. This is Viterbi's recursion with a beam, over states that
remember which parts were read. Scores add up, in units of "one plain label in its place".
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from heapq import nlargest

from counterexam.submission.hypothesis import (
    Candidate,
    Choice,
    Dress,
    Hypothesis,
    Phase,
    Placement,
)
from counterexam.submission.outline import Node

BEAM, HOPELESS = 16, 12.0
"""Hypotheses kept at each line, and how far behind the best one they may be."""

# What a label gains or loses by how it stands to the labels read before it. The sizes were
# set on the five papers and on random ones (tests/submission): what matters is their order.
NEXT, NEXT_AGAIN, FIRST_TIME = 0.6, 0.2, 1.0
SKIPPED, MOST_SKIPPED = 0.25, 1.5  # a part passed over, and at most so many
BACK, BACK_IN_FULL = 2.0, 0.6
AGAIN, AGAIN_DECORATED, AGAIN_IN_FULL, RESTART = 6.0, 1.8, 3.0, 2.0
NO_QUESTION, NO_QUESTION_AFTER_FULL, NO_ITEM = 7.0, 10.0, 2.0  # a header that is not there
UNLIKE, UNLIKE_BUT_CONSISTENT = 3.0, 0.5
SAME_DRESS, OTHER_DRESS, UNLIKE_SIBLING = 0.5, -0.5, -3.0
SETTLED, LOOSENED = 8, 3  # labels after which a dress is settled, and below a clear header
# What noise costs: nothing as the next item of a list, a little as the first of one.
LIST_BEGINS, LIST_OF_ONE, NO_LIST = 0.3, 0.7, 1.8
NOBODYS = 1.0  # right below a question's header, a list belongs to no answer


def best_placements(candidates: Sequence[Candidate]) -> list[Placement]:
    """The labels of the reading with the highest total score, in the order of the document."""
    beam = [Hypothesis()]
    for candidate in candidates:
        best: dict[tuple[object, ...], Hypothesis] = {}
        for hypothesis in beam:
            for after in _extensions(hypothesis, candidate):
                held = best.get(after.state)
                if held is None or held.score < after.score:
                    best[after.state] = after
        beam = nlargest(BEAM, best.values(), key=lambda h: h.score)
        beam = [h for h in beam if h.score > beam[0].score - HOPELESS]
    return _trail(beam[0])


def _trail(last: Hypothesis | None) -> list[Placement]:
    placements = []
    while last is not None:
        if last.placement is not None:
            placements.append(last.placement)
        last = last.before
    return placements[::-1]


def _extensions(h: Hypothesis, candidate: Candidate) -> Iterator[Hypothesis]:
    yield _as_noise(h, candidate)
    for choice in candidate.choices:
        if choice.node is None:
            yield _as_section(h, candidate, choice)
        else:
            yield _as_label(h, candidate, choice, choice.node)


def _as_noise(h: Hypothesis, candidate: Candidate) -> Hypothesis:
    """A line of a list continues the list of its style, or begins one, or fits nowhere."""
    held = dict(h.lists).get(candidate.style, 0)
    others = tuple(pair for pair in h.lists if pair[0] != candidate.style)
    if held + 1 in candidate.ordinals and held:
        cost, at = 0.0, held + 1
    elif 1 in candidate.ordinals:
        cost, at = LIST_BEGINS, 1
    else:
        cost, at = (0.0 if candidate.doubtful else NO_LIST), held
    lists = (*others[-2:], (candidate.style, at)) if at else h.lists
    if h.node is not None and h.node.part is None and not candidate.doubtful:
        cost += NOBODYS
    score = h.score - cost - candidate.silence
    return replace(h, score=score, lists=lists, placement=None, before=h)


def _as_section(h: Hypothesis, candidate: Candidate, choice: Choice) -> Hypothesis:
    """From here on answers only, to questions that may all have been printed before."""
    placement = Placement(candidate.line, choice.reading.rest, None, Phase.SECTION)
    score = h.score + choice.merit
    return Hypothesis(score, phase=Phase.SECTION, ever=h.ever, placement=placement, before=h)


def _as_label(h: Hypothesis, candidate: Candidate, choice: Choice, node: Node) -> Hypothesis:
    phase = _phase(h, choice, node)
    anew = _starts_anew(h, choice, node, phase)
    seen = h.seen & ~_below(node) if anew else h.seen
    repeated = anew and phase == h.phase and h.seen >> node.index & 1
    dress, worn = _dress(h, choice, node)
    gain = choice.merit + worn + _order(h, choice, node, seen)
    cost = _missing_headers(h, choice, node) + _unlikeness(h, choice, node)
    cost += LIST_OF_ONE * sum(at == 1 for _, at in h.lists) + (RESTART if repeated else 0.0)
    bit = 1 << node.index
    reading = choice.reading
    return Hypothesis(
        score=h.score + gain - cost,
        node=node,
        phase=phase,
        seen=seen | bit,
        ever=h.ever | bit,
        dresses=(*_kept(h, choice, node), dress),
        placement=Placement(candidate.line, reading.rest, node, phase, reading.points),
        before=h,
    )


def _phase(h: Hypothesis, choice: Choice, node: Node) -> Phase:
    if h.phase is Phase.SECTION:
        return Phase.SECTION
    if choice.reading.word == "answer":
        return Phase.BLOCK
    same_question = h.node is not None and h.node.question == node.question
    return h.phase if same_question and choice.reading.word != "question" else Phase.PAPER


def _starts_anew(h: Hypothesis, choice: Choice, node: Node, phase: Phase) -> bool:
    """Whether a label opens a second pass: of answers, or through a question printed before."""
    if phase is Phase.BLOCK and choice.reading.word == "answer":
        return True
    return choice.is_announced and node.part is None and bool(h.seen >> node.index & 1)


def _below(node: Node) -> int:
    """The bits of a node and of all that stands below it."""
    return ((1 << node.extent) - 1) << node.index


def _missing_headers(h: Hypothesis, choice: Choice, node: Node) -> float:
    """What it costs that the question or item which the label leaves out was not printed."""
    unread = node.path[: len(node.path) - len(choice.reading.names)]
    held = h.node.path[: len(unread)] if h.node else ()
    if held == unread:
        return 0.0
    if held[:1] == unread[:1] or (h.node is None and not node.before):
        return NO_ITEM
    return NO_QUESTION_AFTER_FULL if _was_in_full(h) else NO_QUESTION


def _was_in_full(h: Hypothesis) -> bool:
    """Whether the last part's label named its question too."""
    return any(d.in_full for d in h.dresses if h.node and d.depth == len(h.node.path) > 1)


def _order(h: Hypothesis, choice: Choice, node: Node, seen: int) -> float:
    """What the label's place in the order of the paper is worth."""
    if seen >> node.index & 1:
        return -_repetition(choice, node)
    again = bool(h.ever >> node.index & 1)
    first_time = FIRST_TIME if node.part and not again else 0.0
    if h.node and node.index < h.node.index:
        return first_time - (BACK_IN_FULL if choice.in_full else BACK)
    passed = h.node.before | 1 << h.node.index if h.node else 0
    skipped = (node.before & ~passed & ~seen).bit_count()
    if not skipped:
        following = NEXT_AGAIN if again else NEXT
        return first_time + (following if node.part else 0.0)
    return first_time - min(SKIPPED * skipped, MOST_SKIPPED)


def _repetition(choice: Choice, node: Node) -> float:
    """What it costs to read a label again: less the less it can be mistaken for a list's."""
    if choice.reading.doubtful:
        return AGAIN
    if choice.in_full and (node.part or choice.is_announced):
        return AGAIN_IN_FULL
    return AGAIN_DECORATED if choice.reading.is_decorated else AGAIN


def _dress(h: Hypothesis, choice: Choice, node: Node) -> tuple[Dress, float]:
    """Labels of one depth look alike, and the more of them did the more the next one will."""
    dress = Dress(len(node.path), choice.dress, choice.in_full, 1)
    held = _worn(h, node)
    if held is None:
        return dress, 0.0
    if (held.dress, held.in_full) == (dress.dress, dress.in_full):
        return replace(dress, count=min(held.count + 1, SETTLED)), SAME_DRESS
    if choice.reading.chosen and held.in_full and choice.in_full:
        return held, OTHER_DRESS  # "1.13 F" below "1.12) T": its mark was forgotten
    siblings = h.node is not None and h.node.path[:-1] == node.path[:-1]
    shorter = held.in_full and not dress.in_full and held.count > 1
    unlike = siblings and (shorter or (held.dress != dress.dress and not choice.reading.word))
    return dress, OTHER_DRESS * held.count + (UNLIKE_SIBLING if unlike else 0.0)


def _worn(h: Hypothesis, node: Node) -> Dress | None:
    """The dress of the last label as deep as this one."""
    return next((d for d in h.dresses if d.depth == len(node.path)), None)


def _kept(h: Hypothesis, choice: Choice, node: Node) -> Iterator[Dress]:
    """The dresses at other depths; below a clear header, parts may be dressed anew."""
    for dress in h.dresses:
        if choice.is_announced and dress.depth > len(node.path):
            yield replace(dress, count=min(dress.count, LOOSENED))
        elif dress.depth != len(node.path):
            yield dress


def _unlikeness(h: Hypothesis, choice: Choice, node: Node) -> float:
    """``(1)`` for part a: readily under the part's header, or after a sibling so dressed."""
    if not choice.unlike:
        return 0.0
    held = h.node.path if h.node else ()
    under_header = held == node.path[:-1] and bool(held)
    worn = _worn(h, node) if held[:-1] == node.path[:-1] else None
    like_sibling = worn is not None and worn.dress == choice.dress
    consistent = under_header or like_sibling or choice.reading.word
    return choice.unlike * (UNLIKE_BUT_CONSISTENT if consistent else UNLIKE)
