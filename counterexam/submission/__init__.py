"""Reading submissions: a file in any of our formats, held against an exam's parts."""

from counterexam.submission.assembly import align
from counterexam.submission.document import (
    Answer,
    Document,
    Entry,
    Line,
    Span,
    Submission,
    Unassigned,
)
from counterexam.submission.reading import read

__all__ = [
    "Answer",
    "Document",
    "Entry",
    "Line",
    "Span",
    "Submission",
    "Unassigned",
    "align",
    "read",
]
