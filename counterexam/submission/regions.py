"""The text under each label, told apart into the question it may repeat and the answer."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from counterexam.submission.document import Document
from counterexam.submission.hypothesis import Phase, Placement
from counterexam.submission.outline import Node, Outline
from counterexam.submission.restated import (
    CLEAR,
    Asked,
    Habits,
    cut,
    evidence,
    is_statement,
)
from counterexam.submission.similarity import Similarity, stems
from counterexam.submission.units import Unit, units

OPENING = 3
"""Units at the head of a part that show whether its question is repeated there."""
REGULAR = 0.5
"""A habit is what this share of a question's parts shows, and two of them at least."""
UNANSWERED = 0.1
"""A sheet with answers to a smaller share of its parts may be one that was never filled in."""
LEANING = 2
"""How many parts of its own outweigh the rest of the paper in telling a question's habits."""


@dataclass(frozen=True)
class Region:
    """The lines, by index, from a label to the next; `text` begins after the label."""

    node: Node | None
    phase: Phase
    repeats: bool
    lines: range
    text: str
    verbatim: frozenset[int]

    @cached_property
    def units(self) -> list[Unit]:
        """The text in units."""
        return units(self.text, self.verbatim)


@dataclass(frozen=True)
class Split:
    """A region's answer, as text, and the lines it stands on; those above are the question's.

    `repeats`: the parts of this question begin with their question. `is_tail`: the answer goes
    on, unmarked, with a paragraph that the question began.
    """

    region: Region
    text: str
    answer: range
    repeats: bool
    is_tail: bool = False

    def lines(self) -> dict[int, str]:
        """The answer's lines, by their indices in the document."""
        return dict(zip(self.answer, self.text.split("\n"), strict=False)) if self.text else {}

    def emptied(self) -> Split:
        """The same region with no answer in it."""
        stop = self.region.lines.stop
        return replace(self, text="", answer=range(stop, stop), is_tail=False)


def regions(
    document: Document, outline: Outline, placements: Sequence[Placement]
) -> Iterator[Region]:
    """The document cut at its labels. A header with one part below it stands for that part."""
    labelled = {placement.node for placement in placements}
    ends = [*(placement.line for placement in placements), len(document.lines)][1:]
    for placement, end in zip(placements, ends, strict=True):
        node = placement.node and outline.sole_part(placement.node)
        if node in labelled:
            node = placement.node
        yield _region(document, placement, node, end)


def _region(document: Document, placement: Placement, node: Node | None, end: int) -> Region:
    lines = range(placement.line, end)
    below = lines[1:]
    return Region(
        node,
        placement.phase,
        placement.points,
        lines,
        "\n".join([placement.rest, *(document.lines[i].text for i in below)]),
        frozenset(i - placement.line for i in below if document.lines[i].verbatim),
    )


def split(regions: Sequence[Region], outline: Outline) -> list[Split]:
    """Each region with its answer found, by the habits of the whole paper."""
    similarity = Similarity(node.statement for node in outline.nodes)
    asked = [_asked(region, similarity) for region in regions]
    stating = _stating(regions, asked)
    scores = [
        evidence(region.units, what, _question(region) in stating)
        for region, what in zip(regions, asked, strict=True)
    ]
    habits = _habits(regions, scores, stating)
    splits = [
        _split(region, score, habits[_question(region)], what)
        for region, score, what in zip(regions, scores, asked, strict=True)
    ]
    return _without_tails(splits)


def _without_tails(splits: list[Split]) -> list[Split]:
    """On a sheet that nobody filled in, what follows a question in its paragraph is its own."""
    parts = [s for s in splits if s.region.node and s.region.node.part]
    answered = [s for s in parts if s.text]
    if len(answered) > UNANSWERED * len(parts):
        return splits
    return [s.emptied() if s.is_tail else s for s in splits]


def _asked(region: Region, similarity: Similarity) -> Asked:
    node = region.node
    if node is None:
        return Asked(frozenset(), False, similarity)
    return Asked(stems(node.statement), node.is_choice, similarity)


def _stating(regions: Sequence[Region], asked: Sequence[Asked]) -> set[int]:
    """The questions most of whose true-or-false parts begin with the printed statement."""
    sizes: Counter[int] = Counter()
    statements: Counter[int] = Counter()
    for region, what in zip(regions, asked, strict=True):
        if what.is_choice and region.text.strip():
            sizes[_question(region)] += 1
            statements[_question(region)] += is_statement(region.units, what)
    return {q for q, n in statements.items() if n >= max(2, REGULAR * sizes[q])}


def _habits(
    regions: Sequence[Region], scores: Sequence[Sequence[float]], stating: set[int]
) -> dict[int, Habits]:
    """How each question's parts are answered, leaning on the paper where they are few."""
    sizes: Counter[int] = Counter()
    opened: Counter[int] = Counter()
    marked: defaultdict[int, Counter[str]] = defaultdict(Counter)
    for region, score in zip(regions, scores, strict=True):
        if region.node and region.node.part and region.text.strip():
            question = region.node.question
            sizes[question] += 1
            opened[question] += region.repeats or any(s > CLEAR for s in score[:OPENING])
            marked[question].update({u.name for u in region.units if u.kind == "marker"})
    usual = opened.total() / max(1, sizes.total())
    return {
        question: Habits(
            (opened[question] + LEANING * usual) / (sizes[question] + LEANING),
            question in stating,
            frozenset(
                word
                for word, n in marked[question].items()
                if n >= max(2, REGULAR * sizes[question])
            ),
        )
        for question in map(_question, regions)
    }


def _question(region: Region) -> int:
    return region.node.question if region.node else 0


def _split(region: Region, scores: Sequence[float], habits: Habits, asked: Asked) -> Split:
    count = cut(region.units, scores, habits, asked)
    whole = Split(region, region.text, region.lines, habits.repeats > 0.5)
    if count == len(region.units):
        return whole.emptied()
    unit = region.units[count]
    at = unit.end if unit.kind == "marker" else unit.start
    at += len(region.text[at:]) - len(region.text[at:].lstrip())
    above = region.text[:at]
    first = region.lines.start + above.count("\n")
    is_tail = count > 0 and unit.kind != "marker" and not above.rstrip(" \t").endswith("\n\n")
    return replace(
        whole,
        text=region.text[at:].rstrip(),
        answer=range(first, region.lines.stop),
        is_tail=is_tail,
    )
