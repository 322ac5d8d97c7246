"""`counterexam check`: one answer, or a stream of them, each met with a verdict."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

import msgspec
from msgspec import Struct

from counterexam.bank import Bank
from counterexam.contract import PartVerdict, to_json
from counterexam.errors import InputError
from counterexam.grading import check

LONGEST_ANSWER = 1_000_000
"""Characters; longer than any exam answer, short enough for every checker's time bound."""


class Row(Struct, forbid_unknown_fields=True):
    """One line of a batch."""

    exam: str
    part: str
    answer: str
    id: str | int | None = None


def one(exam: str, part: str, answer: str | None, file: Path | None, bank: Bank) -> PartVerdict:
    """The verdict on an answer given on the command line, in a file or on stdin."""
    if (answer is None) == (file is None):
        raise InputError("check: give one answer, as text, as --file FILE, or - for stdin")
    text = _read(file) if file else _stdin() if answer == "-" else str(answer)
    return check(exam, part, _bounded(text, str(file or "the answer")), bank=bank)


def batch(source: Path, bank: Bank) -> Iterator[str]:
    """A verdict a row, in order, as JSON Lines.

    InputError names the first row that cannot be read; verdicts before it are lost to
    nobody, for they were given already.
    """
    decoder = msgspec.json.Decoder(Row)
    for number, line in enumerate(_lines(source), 1):
        if line.strip():
            yield msgspec.json.encode(
                _row_verdict(decoder, line, f"{source}:{number}", bank)
            ).decode()


def _row_verdict(
    decoder: msgspec.json.Decoder[Row], line: str, place: str, bank: Bank
) -> PartVerdict:
    try:
        row = decoder.decode(line)
        verdict = check(row.exam, row.part, _bounded(row.answer, "the answer"), bank=bank)
    except (msgspec.DecodeError, InputError) as error:
        raise InputError(f"{place}: {error}") from None
    return msgspec.structs.replace(verdict, id=None if row.id is None else str(row.id))


def _lines(source: Path) -> Iterable[str]:
    if str(source) == "-":
        return sys.stdin
    try:
        return source.open(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{source}: {error.strerror}") from None


def _read(file: Path) -> str:
    try:
        return file.read_text(encoding="utf-8")
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 at byte {error.start}") from None


def _stdin() -> str:
    return sys.stdin.read(LONGEST_ANSWER + 1)


def _bounded(answer: str, place: str) -> str:
    if len(answer) > LONGEST_ANSWER:
        raise InputError(f"{place}: longer than {LONGEST_ANSWER:,} characters")
    return answer


def as_json(verdict: PartVerdict) -> str:
    """The contract's JSON of one verdict."""
    return to_json(verdict)


def as_text(verdict: PartVerdict) -> str:
    """A verdict for a terminal."""
    from io import StringIO

    from rich.console import Console

    from counterexam.report import terminal

    console = Console(file=StringIO(), width=80)
    console.print(terminal.part_view(verdict))
    return console.file.getvalue()
