"""Forms to fill in, one a format, whose answers are read back without loss."""

from __future__ import annotations

from counterexam.bank import LoadedExam
from counterexam.submission.document import Format


def printed_lines(exam: LoadedExam, format: Format) -> frozenset[str]:
    """The lines that our own form of this format prints, without outer blanks."""
    return frozenset()
