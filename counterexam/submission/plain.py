r"""Transcripts, Markdown and LaTeX: lines of text, perhaps with our marks in their comments.

---                                     front matter: exam, and what else a student likes
exam: cmu24789_midterm_2025
variant: 7
---
<!-- counterexam begin 1.a -->          the same in LaTeX: % counterexam begin 1.a
the answer, any text but the end's mark
<!-- counterexam end 1.a -->
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

from counterexam.errors import InputError
from counterexam.submission.document import Document, Entry, Format, Line, Span, spans, text_of
from counterexam.submission.latex import implied_labels, typesetting

MARK = re.compile(
    r"(?:<!--|%+)\s*counterexam\s+(?P<what>exam|begin|end)\s+(?P<id>[^\s>]+)"
    r"(?:\s+variant\s+(?P<variant>[0-9]{1,9})\b)?"
)
MARK_REACH = 200
FRONT_MATTER = 50
"""Lines that front matter may have."""
FIELD = re.compile(r"exam\s*:\s*[\"']?(?P<id>[\w.-]+)[\"']?\s*(?:#.*)?")

FENCE = re.compile(r" {0,3}(?P<fence>`{3,}|~{3,})(?P<info>[^`]*)$")
ENVIRONMENT = (
    r"(?:align(?:ed)?|equation|gather|multline|eqnarray|displaymath|verbatim|lstlisting)\*?"
)
DISPLAY = re.compile(rf"\$\$|\\\[|\\\]|\\begin\{{{ENVIRONMENT}\}}|\\end\{{{ENVIRONMENT}\}}")
FORMATS: dict[str, Format] = {".tex": "latex", ".md": "markdown", ".markdown": "markdown"}


def read_plain(path: Path, text: str) -> Document:
    """The lines of a text file. InputError: a mark that begins an answer has no end."""
    lines = text.split("\n")
    format = FORMATS.get(path.suffix.lower(), "text")
    verbatim = set(_fenced(lines)) | set(_displayed(lines))
    implied = dict(implied_labels(lines)) if format == "latex" else {}
    numbered = [
        Line(i + 1, line, verbatim=i in verbatim, printed=implied.get(i, ""))
        for i, line in enumerate(lines)
    ]
    front = _front_matter(lines)
    entries, marks = _entries(path, numbered)
    marked = _marked_exam(lines)
    exam_id = _front_exam(lines[:front]) or (marked["id"] if marked else None)
    furniture = {*range(front), *marks, *(typesetting(lines) if format == "latex" else ())}
    return Document(
        path,
        format,
        tuple(numbered),
        exam_id,
        entries or None,
        frozenset(furniture),
        int(marked["variant"]) if marked and marked["variant"] else None,
    )


def _mark(line: str) -> re.Match[str] | None:
    return MARK.match(line.lstrip()[:MARK_REACH])


def _marked_exam(lines: Sequence[str]) -> re.Match[str] | None:
    found = (mark for line in lines if "counterexam" in line and (mark := _mark(line)))
    return next((mark for mark in found if mark["what"] == "exam"), None)


def _entries(path: Path, lines: Sequence[Line]) -> tuple[tuple[Entry, ...], set[int]]:
    """The answers between marks, and the indices of the marks."""
    entries: list[Entry] = []
    marks: set[int] = set()
    part, first = "", 0
    for index, line in enumerate(lines):
        mark = _mark(line.text) if "counterexam" in line.text else None
        if mark is None:
            continue
        if mark["what"] == "begin" and not part:
            part, first = mark["id"], index
        elif part and (mark["what"], mark["id"]) == ("end", part):
            entries.append(_entry(part, lines[first], lines[first + 1 : index]))
            marks |= {first, index}
            part = ""
        elif mark["what"] == "exam" and not part:
            marks.add(index)
    if part:
        raise InputError(
            f"{path}: line {first + 1}: the answer to {part} begins here; the mark of its end, "
            f"counterexam end {part}, is missing"
        )
    return tuple(entries), marks


def _entry(part: str, begin: Line, lines: Sequence[Line]) -> Entry:
    return Entry(part, text_of(lines), spans(lines), Span(begin.number, begin.number))


def _front_matter(lines: Sequence[str]) -> int:
    """How many lines at the top are front matter."""
    if lines[0].rstrip() != "---":
        return 0
    closing = (n for n, line in enumerate(lines[1:FRONT_MATTER], 2) if line.rstrip() == "---")
    return next(closing, 0)


def _front_exam(lines: Sequence[str]) -> str | None:
    fields = (FIELD.fullmatch(line.strip()[:MARK_REACH]) for line in lines)
    return next((field["id"] for field in fields if field), None)


def _fenced(lines: Sequence[str]) -> Iterator[int]:
    """The lines of fenced code; a fence that is never closed is none."""
    opened: tuple[int, str] | None = None
    for index, line in enumerate(lines):
        match = FENCE.match(line[:MARK_REACH])
        if match is None:
            continue
        if opened is None:
            opened = index, match["fence"]
        elif match["fence"].startswith(opened[1]) and not match["info"].strip():
            yield from range(opened[0], index + 1)
            opened = None


def _displayed(lines: Sequence[str]) -> Iterator[int]:
    """The lines within displayed formulas, the first left out; a blank line ends any."""
    open_displays: list[str] = []
    for index, line in enumerate(lines):
        if not line.strip():
            open_displays.clear()
        if open_displays:
            yield index
        for match in DISPLAY.finditer(line):
            _toggle(open_displays, match[0])


def _toggle(open_displays: list[str], delimiter: str) -> None:
    if delimiter == "$$" and open_displays[-1:] == ["$$"]:
        open_displays.pop()
    elif delimiter.startswith((r"\]", r"\end")):
        del open_displays[-1:]
    else:
        open_displays.append(delimiter)
