"""A document held against an exam: whose answer every line is, and which lines are nobody's."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import groupby

from counterexam.bank import LoadedExam
from counterexam.errors import InputError
from counterexam.submission.alignment import best_placements
from counterexam.submission.candidates import candidates
from counterexam.submission.document import (
    Answer,
    Document,
    Kind,
    Span,
    Submission,
    Unassigned,
    place,
    runs,
    spans,
    text_of,
)
from counterexam.submission.hypothesis import Phase
from counterexam.submission.outline import Node, Outline, resolve
from counterexam.submission.regions import Split, regions, split
from counterexam.submission.templates import printed_lines


@dataclass(frozen=True)
class _Note:
    """Why a line belongs to no part."""

    kind: Kind
    question: int | None = None


def align(document: Document, exam: LoadedExam) -> Submission:
    """Assign the text of a document to the parts of an exam.

    InputError: two answers to one part, an answer to an unknown one, or more label-like lines
    than a paper can have; the message names file and lines.
    """
    answers, notes = (_read if document.entries is None else _declared)(document, exam)
    ordered = {part: answers[part] for part in exam.parts if part in answers}
    rest = tuple(_unassigned(document, ordered.values(), notes))
    return Submission(document.path, exam.id, ordered, rest)


def _read(document: Document, exam: LoadedExam) -> tuple[dict[str, Answer], dict[int, _Note]]:
    """Answers by the labels in the text."""
    outline = Outline(exam)
    placements = best_placements(list(candidates(document, outline)))
    splits = split(list(regions(document, outline, placements)), outline)
    labelled = [n for n in outline.parts if any(s.region.node == n for s in splits)]
    lines = {str(node.part): _answer_lines(document, node, splits) for node in labelled}
    answers = {part: _answer(document, part, held) for part, held in lines.items()}
    return answers, {i: note for s in splits for i, note in _notes(s, splits)}


def _answer_lines(document: Document, node: Node, splits: Sequence[Split]) -> dict[int, str]:
    """The lines, by index, that answer a part, after the introduction it shares with others."""
    found = [s for s in splits if s.region.node == node and s.text and not _printed(s, splits)]
    if len(found) > 1:
        one, other = (place(_spans(document, s.lines())) for s in found[:2])
        raise InputError(f"{document.path}: two answers to part {node.part}: {one} and {other}")
    if not found:
        return {}
    shared = [s for s in splits if _introduces(s, found[0])]
    return {i: line for s in (*shared, *found) for i, line in s.lines().items()}


def _printed(split: Split, splits: Sequence[Split]) -> bool:
    """Whether it is the question alone, since its answer stands in a block of answers."""
    return split.region.phase is Phase.PAPER and any(
        _covers(other.region.node, split.region.node)
        for other in splits
        if other.region.phase is not Phase.PAPER
    )


def _covers(above: Node | None, node: Node | None) -> bool:
    return above is not None and node is not None and node.within(above)


def _introduces(header: Split, answer: Split) -> bool:
    """Whether a header of an answer block has text that goes with the answers below it."""
    node = header.region.node
    apart = (
        header.region.phase is not Phase.PAPER and header.region.phase == answer.region.phase
    )
    return apart and node is not answer.region.node and _covers(node, answer.region.node)


def _notes(split: Split, splits: Sequence[Split]) -> Iterator[tuple[int, _Note]]:
    """What a region's lines are if no answer takes them: stray if they may be an answer."""
    region = split.region
    question = region.node.question if region.node else None
    paper = region.phase is Phase.PAPER
    header = region.node is None or region.node.part is None
    restated = paper and (split.repeats or _printed(split, splits))
    for index in region.lines:
        title = paper and index == region.lines.start
        stray = header and index in split.answer and not (title or restated)
        yield index, _Note("stray" if stray else "question", question)


def _answer(document: Document, part: str, lines: dict[int, str]) -> Answer:
    """An answer of these lines, as written; typesetting at its ends left out."""
    kept = _without_furniture(document, lines)
    rows = [replace(document.lines[i], text=line) for i, line in kept.items()]
    return Answer(part, text_of(rows), spans(rows))


def _without_furniture(document: Document, lines: dict[int, str]) -> dict[int, str]:
    filled = [i for i, line in lines.items() if line.strip() and i not in document.form_lines]
    return {i: line for i, line in lines.items() if filled and filled[0] <= i <= filled[-1]}


def _spans(document: Document, lines: Iterable[int]) -> tuple[Span, ...]:
    return spans([document.lines[i] for i in lines])


def _declared(
    document: Document, exam: LoadedExam
) -> tuple[dict[str, Answer], dict[int, _Note]]:
    """Answers as a table or a filled-in template pairs them with parts."""
    answers: dict[str, Answer] = {}
    places: dict[str, Span] = {}
    for entry in document.entries or ():
        part = resolve(entry.part, list(exam.parts))
        if part is None:
            known = ", ".join(exam.parts)
            raise InputError(
                f"{document.path}: {place([entry.place])}: no part {entry.part!r} in "
                f"{exam.id}; its parts are {known}"
            )
        if part in answers:
            both = f"{place([places[part]])} and {place([entry.place])}"
            raise InputError(f"{document.path}: two answers to part {part}: {both}")
        places[part] = entry.place
        answers[part] = Answer(part, entry.text.strip(), entry.spans)
    printed = printed_lines(exam, document.format)
    notes = {
        i: _Note("question") for i, x in enumerate(document.lines) if x.text.strip() in printed
    }
    return answers, notes


def _unassigned(
    document: Document, answers: Iterable[Answer], notes: dict[int, _Note]
) -> Iterator[Unassigned]:
    """Every other line that is not blank, neighbours of one kind together."""
    index = {(line.cell, line.number): i for i, line in enumerate(document.lines)}
    held = {
        index[span.cell, number]
        for answer in answers
        for span in answer.spans
        for number in range(span.first, span.last + 1)
    }
    rest = [i for i in range(len(document.lines)) if i not in held]
    note = dict.fromkeys(rest, _Note("stray")) | notes
    note |= dict.fromkeys(document.form_lines, _Note("question"))
    for kind, group in groupby(rest, note.__getitem__):
        for run in runs([document.lines[i] for i in group]):
            text = "\n".join(line.text for line in run)
            span = Span(run[0].number, run[-1].number, run[0].cell)
            yield Unassigned(span, text, kind.kind, kind.question)
