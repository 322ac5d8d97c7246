"""Jupyter notebooks: markdown and code cells as they stand, never run; outputs are left out.

A cell of our form says in its metadata which part it answers, ``{"counterexam": {"part":
"1.a"}}``, or that it prints a question. Cells that a student adds below belong to the answer
above.
"""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator, Sequence
from itertools import groupby
from pathlib import Path
from typing import Any

from counterexam.errors import InputError
from counterexam.submission.document import Document, Entry, Line, Span, spans, text_of
from counterexam.submission.naming import variant_number

MOST_CELLS = 2000
CURRENT = 4
"""The version of the notebook format that cells are read by."""


def read_notebook(path: Path, text: str) -> Document:
    """The lines of a notebook's cells. InputError: not JSON, or not a notebook."""
    notebook = _valid(path, _parsed(path, text))
    cells = notebook["cells"]
    lines = [line for number, cell in enumerate(cells, 1) for line in _lines(number, cell)]
    declared = _ours(notebook["metadata"])
    return Document(
        path,
        "notebook",
        tuple(lines),
        declared.get("exam"),
        _entries(path, cells, lines),
        frozenset(i for i, line in enumerate(lines) if _is_printed(cells, line)),
        variant_number(path, declared.get("variant")),
    )


def _parsed(path: Path, text: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as failure:
        raise InputError(
            f"{path}: line {failure.lineno}: a notebook is JSON; {failure.msg}"
        ) from None
    except RecursionError:
        raise InputError(f"{path}: nested too deeply to be a notebook") from None


def _valid(path: Path, data: Any) -> Any:
    """The notebook in the current version of the format."""
    from nbformat import ValidationError, convert, from_dict, validate

    cells = data.get("cells") if isinstance(data, dict) else None
    if isinstance(cells, list) and len(cells) > MOST_CELLS:
        raise InputError(f"{path}: {len(cells)} cells; a submission has at most {MOST_CELLS}")
    bad = (ValidationError, ValueError, KeyError, TypeError, AttributeError)
    try:
        with warnings.catch_warnings(action="ignore"):  # cells without an id are none of ours
            notebook = convert(from_dict(data), CURRENT)
            validate(notebook)
    except bad as failure:
        reason = str(failure).strip().partition("\n")[0][:200]
        raise InputError(f"{path}: not a valid notebook: {reason}") from None
    return notebook


def _lines(number: int, cell: Any) -> Iterator[Line]:
    """A cell's lines, and a blank one that keeps it apart from the next cell."""
    code = cell["cell_type"] == "code"
    source = "".join(cell["source"])  # one text, or a list of its lines
    source = source.replace("\r\n", "\n").replace("\r", "\n").rstrip("\n")
    for at, line in enumerate(source.split("\n"), 1):
        # the first line of a code cell may be a comment that labels it
        yield Line(at, line, number, verbatim=code and at > 1, code=code)
    yield Line(source.count("\n") + 2, "", number, verbatim=True)


def _ours(metadata: Any) -> dict[str, Any]:
    found = metadata.get("counterexam")
    return found if isinstance(found, dict) else {}


def _is_printed(cells: Sequence[Any], line: Line) -> bool:
    return line.cell is not None and "question" in _ours(cells[line.cell - 1]["metadata"])


def _entries(
    path: Path, cells: Sequence[Any], lines: Sequence[Line]
) -> tuple[Entry, ...] | None:
    """The cells that answer a part by their metadata, with those added below; or None."""
    owners: list[str] = []
    part = ""
    for cell in cells:
        ours = _ours(cell["metadata"])
        if ours:
            part = str(ours.get("part", ""))
        owners.append(part)
    if not any(owners):
        return None
    by_owner = groupby(lines, lambda line: owners[(line.cell or 1) - 1])
    return tuple(_entry(part, list(held)) for part, held in by_owner if part)


def _entry(part: str, lines: list[Line]) -> Entry:
    return Entry(part, text_of(lines), spans(lines), Span(1, lines[-1].number, lines[0].cell))
