"""What reading yields: a document as it lies in its file, and a submission as it is graded.

A `Document` knows no exam: its lines by their numbers in the file, and, where the file itself
says which text answers which part (an answer table, a filled-in template), those entries. A
`Submission` is a document held against an exam. No line is lost between the two: each
non-blank line is in an answer's spans (in several only if they have an introduction in common)
or in one unassigned piece.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import groupby, pairwise
from pathlib import Path
from typing import Literal

Format = Literal["text", "markdown", "latex", "notebook", "table"]
Kind = Literal["question", "stray"]
"""Text read as no part's answer: the paper's own (labels, restated questions, typesetting),
or anything else."""


@dataclass(frozen=True, order=True)
class Span:
    """Lines `first` to `last`, counted from 1, of the file or of a notebook's cell.

    >>> print(Span(12, 18), Span(7, 7), Span(1, 4, cell=3), sep=" / ")
    12-18 / 7 / cell 3, 1-4
    """

    first: int
    last: int
    cell: int | None = None

    def __str__(self) -> str:
        lines = f"{self.first}" if self.first == self.last else f"{self.first}-{self.last}"
        return lines if self.cell is None else f"cell {self.cell}, {lines}"


@dataclass(frozen=True)
class Line:
    """One line: its number in the file, or in its notebook cell; cells too count from 1.

    `verbatim` lines (code, displayed mathematics) hold no part labels. `code`: of a code cell.
    `printed`: what typesetting makes of the line, where it numbers it.
    """

    number: int
    text: str
    cell: int | None = None
    verbatim: bool = False
    code: bool = False
    printed: str = ""

    @property
    def blank(self) -> bool:
        """Whether there is nothing on it."""
        return not self.text.strip()


@dataclass(frozen=True)
class Entry:
    """A part and its answer, as the file itself pairs them; `place` is where it says so."""

    part: str
    text: str
    spans: tuple[Span, ...]
    place: Span


@dataclass(frozen=True)
class Document:
    """A file, read. `exam_id`, `variant` and `entries` are what it declares; None where it
    does not.

    `form_lines` holds the indices of lines that are the file's own furniture: front matter,
    a template's marks, a table's keys.
    """

    path: Path
    format: Format
    lines: tuple[Line, ...]
    exam_id: str | None = None
    entries: tuple[Entry, ...] | None = None
    form_lines: frozenset[int] = frozenset()
    variant: int | None = None

    @property
    def text(self) -> str:
        """All of it, as one text."""
        return "\n".join(line.text for line in self.lines)


@dataclass(frozen=True)
class Answer:
    """What a student answered to a part, and the lines it stands on.

    A part with a label and nothing under it has an empty text and no spans. An introduction
    that parts of an answer block have in common is in the text and the spans of each.
    """

    part: str
    text: str
    spans: tuple[Span, ...]


@dataclass(frozen=True)
class Unassigned:
    """A piece of the file that is no part's answer, and the question it stands under."""

    span: Span
    text: str
    kind: Kind
    question: int | None = None


@dataclass(frozen=True)
class Submission:
    """A document held against an exam: answers by part id, in the order of the paper."""

    path: Path
    exam_id: str
    answers: Mapping[str, Answer]
    unassigned: tuple[Unassigned, ...] = field(default=())


def text_of(lines: Sequence[Line]) -> str:
    """These lines as one answer: as written, a notebook's code between Markdown's fences."""
    blocks = groupby(lines, lambda line: line.code)
    return "\n".join(
        _block([line.text for line in block], code) for code, block in blocks
    ).strip()


def _block(lines: list[str], code: bool) -> str:
    text = "\n".join(lines)
    if not code:
        return text
    fence = "`" * max(3, 1 + max(map(len, re.findall("`+", text)), default=0))
    return f"{fence}python\n{text.strip(chr(10))}\n{fence}\n"


def place(spans: Sequence[Span]) -> str:
    """Where these are, for a message.

    >>> place([Span(7, 7)]), place([Span(1, 4, cell=3), Span(1, 1, cell=4)])
    ('line 7', 'cell 3, lines 1-4')
    """
    span = spans[0]
    lines = replace(span, cell=None)
    words = f"line {lines}" if span.first == span.last else f"lines {lines}"
    return words if span.cell is None else f"cell {span.cell}, {words}"


def spans(lines: Sequence[Line]) -> tuple[Span, ...]:
    """The runs of neighbouring lines among these, blank ones at the ends of a run left out."""
    return tuple(Span(run[0].number, run[-1].number, run[0].cell) for run in runs(lines))


def runs(lines: Sequence[Line]) -> Iterator[Sequence[Line]]:
    """These lines in runs of neighbours; each run begins and ends with a line not blank."""
    breaks = [i for i, (a, b) in enumerate(pairwise(lines), 1) if not _neighbours(a, b)]
    for first, last in pairwise([0, *breaks, len(lines)]):
        filled = [i for i in range(first, last) if not lines[i].blank]
        if filled:
            yield lines[filled[0] : filled[-1] + 1]


def _neighbours(above: Line, below: Line) -> bool:
    return above.cell == below.cell and above.number + 1 == below.number
