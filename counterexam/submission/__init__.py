"""Reading submissions: a file in any of our formats, held against an exam's parts."""

from counterexam.submission.document import (
    Answer,
    Document,
    Entry,
    Line,
    Span,
    Submission,
    Unassigned,
)

__all__ = ["Answer", "Document", "Entry", "Line", "Span", "Submission", "Unassigned"]
