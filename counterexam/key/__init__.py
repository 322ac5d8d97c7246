"""Answer keys, and with ``--student`` the question paper alone, in every format.

`render` gives the bytes of one file. The same exam gives the same bytes.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

from counterexam.errors import InputError

if TYPE_CHECKING:
    from counterexam.bank import LoadedExam
    from counterexam.key.model import Key

WRITERS: Mapping[str, str] = MappingProxyType(
    {
        "md": "counterexam.key.markdown",
        "tex": "counterexam.key.latex",
        "html": "counterexam.key.html",
        "pdf": "counterexam.key.pdf",
        "ipynb": "counterexam.key.notebook",
        "json": "counterexam.key.json",
    }
)
FORMATS = tuple(WRITERS)


def render(
    exam: LoadedExam, format: str, part: str | None = None, *, student: bool = False
) -> bytes:
    """The key of an exam, or of one part, as a file of that format.

    InputError: no such format or part, no solutions for a key, or nothing here that writes it.
    """
    if format not in WRITERS:
        raise InputError(f"no format {format!r}; the formats are {', '.join(FORMATS)}")
    from counterexam.key.build import key

    write: Callable[[Key], str | bytes] = import_module(WRITERS[format]).write
    written = write(key(exam, part, student=student))
    return written.encode() if isinstance(written, str) else written
