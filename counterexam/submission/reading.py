"""A file in any of our formats, read into a document."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from counterexam.errors import InputError
from counterexam.submission.document import Document
from counterexam.submission.files import load
from counterexam.submission.naming import with_variant
from counterexam.submission.plain import read_plain


def read(path: Path) -> Document:
    """Read a submission, by its suffix: a transcript (.txt), Markdown (.md, .markdown), LaTeX
    (.tex), a notebook (.ipynb), or an answer table (.yaml, .yml, .json, .jsonl).

    InputError: the file cannot be read as what it says it is, or names two variants of its
    exam; the message names the file and the place.
    """
    text = load(path)
    reader = READERS.get(path.suffix.lower())
    if reader is None:
        known = " ".join(READERS)
        raise InputError(
            f"{path}: its name must end with one of {known}, which says what it is"
        )
    return with_variant(reader(path, text))


def _notebook(path: Path, text: str) -> Document:
    from counterexam.submission.notebook import read_notebook

    return read_notebook(path, text)


def _table(path: Path, text: str) -> Document:
    from counterexam.submission.table import read_table

    return read_table(path, text)


READERS: dict[str, Callable[[Path, str], Document]] = {
    **dict.fromkeys((".txt", ".md", ".markdown", ".tex"), read_plain),
    ".ipynb": _notebook,
    **dict.fromkeys((".yaml", ".yml", ".json", ".jsonl"), _table),
}
