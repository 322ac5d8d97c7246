"""Which variant of its exam a submission names, on a line of its own: ``Variant: 7``.

The line may be a heading, emphasized, a comment or a field of front matter. It stands outside
of answers: anywhere in a form, whose marks tell what is an answer, elsewhere at the top.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from pathlib import Path

from counterexam.errors import InputError
from counterexam.submission.document import Document, Line, Span, place

HEAD = 30
"""Lines, blank ones not counted, among which a paper that is no form names its variant."""
LONGEST = 80
NAMED = re.compile(
    r"[\W_]*(?:\\(?:text\w+|(?:sub)*section)\*?\{\s*)?variant\s*"
    r"(?:[:=]|no\b\.?|nr\b\.?|number\b|#)[\s:#*_`{}]*(?P<number>-?(?=[\w.]*[0-9])[\w.]*\w)"
    r"[\W_]*",
    re.IGNORECASE,
)
"""It names something with a digit: "7a" is refused, while "Variant: A" is none of ours."""


def with_variant(document: Document) -> Document:
    """The document with the variant that it names, the naming lines being none of an answer.

    InputError: two lines name two variants, or one names another than the form was made for.
    """
    naming = {
        index: (number, Span(line.number, line.number, line.cell))
        for index, line in _outside_answers(document)
        if (number := _number(document.path, line)) is not None
    }
    number = agreed(document.path, naming.values(), document.variant)
    return replace(document, variant=number, form_lines=document.form_lines | {*naming})


def variant_number(path: Path, declared: object, where: str = "") -> int | None:
    """The number that a field declares. InputError: it is none; `where` is its place."""
    if declared is None:
        return None
    if not re.fullmatch("[0-9]{1,9}", str(declared), re.ASCII):
        raise InputError(f"{path}: {where}variant {declared}: expected a number, such as 7")
    return int(str(declared))


def agreed(
    path: Path, named: Iterable[tuple[int, Span]], declared: int | None = None
) -> int | None:
    """The one number that is named. InputError: there are two; the message tells where."""
    known, source = declared, "the form"
    for number, span in named:
        if known not in (None, number):
            raise InputError(
                f"{path}: {place([span])}: variant {number}, but {source} says {known}"
            )
        known, source = number, place([span])
    return known


def _outside_answers(document: Document) -> Iterable[tuple[int, Line]]:
    """Lines that are no answer, with their indices."""
    lines = enumerate(document.lines)
    if document.entries is None:
        return islice(((i, line) for i, line in lines if not line.blank), HEAD)
    spans = [span for entry in document.entries for span in entry.spans]
    answered = {(s.cell, n) for s in spans for n in range(s.first, s.last + 1)}
    return ((i, line) for i, line in lines if (line.cell, line.number) not in answered)


def _number(path: Path, line: Line) -> int | None:
    match = NAMED.fullmatch(line.text.strip()) if len(line.text) <= LONGEST else None
    where = place([Span(line.number, line.number, line.cell)])
    return variant_number(path, match["number"], f"{where}: ") if match else None
