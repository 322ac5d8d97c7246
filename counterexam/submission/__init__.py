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
from counterexam.submission.recognition import recognise
from counterexam.submission.templates import TEMPLATES, template

__all__ = [
    "TEMPLATES",
    "Answer",
    "Document",
    "Entry",
    "Line",
    "Span",
    "Submission",
    "Unassigned",
    "align",
    "read",
    "recognise",
    "template",
]
