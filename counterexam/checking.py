"""`counterexam check`: one answer, or a stream of them, each met with a verdict.

Three things are asked: is this the answer to that part of an exam; does this derivation hold;
is this answer equivalent to that reference. Each is a row of a batch, told by its keys.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import msgspec
from msgspec import Struct

from counterexam.bank import Bank
from counterexam.contract import PartVerdict
from counterexam.errors import InputError
from counterexam.grading import check, check_derivation, check_equivalent, no_verdict
from counterexam.report.clean import encodable

FORMATS = {"text": "counterexam.report.terminal", "json": "counterexam.report.json"}
MOST_WORDS = 3
"""Of a command line: an exam, a part and an answer."""
LONGEST_ANSWER = 1_000_000
"""Characters; longer than any exam answer, short enough for every checker's time bound."""


class PartAnswer(Struct, forbid_unknown_fields=True):
    """An answer to a part of an exam."""

    exam: str
    part: str
    answer: str
    id: str | int | None = None
    variant: int | None = None

    def verdict(self, bank: Bank) -> PartVerdict:
        """Hold it against the part's reference, in the student's variant of the exam."""
        answer = bounded(self.answer, "answer")
        return check(self.exam, self.part, answer, bank=bank, variant=self.variant)


class Derivation(Struct, forbid_unknown_fields=True):
    """A derivation outside any exam; without `let` its vocabulary is inferred and shown."""

    derivation: str
    let: str | None = None
    id: str | int | None = None

    def verdict(self, bank: Bank) -> PartVerdict:
        """Judge every relation of it."""
        return check_derivation(bounded(self.derivation, "derivation"), self.let)


class Equivalent(Struct, forbid_unknown_fields=True):
    """An answer and the reference that it should be equivalent to."""

    reference: str
    answer: str
    let: str | None = None
    id: str | int | None = None

    def verdict(self, bank: Bank) -> PartVerdict:
        """Hold one against the other."""
        answer = bounded(self.answer, "answer")
        return check_equivalent(bounded(self.reference, "reference"), answer, self.let)


Row = PartAnswer | Derivation | Equivalent
KINDS: dict[str, type[Row]] = {
    "exam": PartAnswer,
    "derivation": Derivation,
    "reference": Equivalent,
}
"""A row is told by the key that only its kind has."""


def batch(source: Path, bank: Bank, complain: Callable[[str], object]) -> Iterator[str]:
    """A verdict a row, in order, as JSON Lines.

    A row that cannot be read is answered too, as unreadable and worth no points, so that rows
    and verdicts stay in step; `complain` hears of it, by file and line. InputError: there is
    no such file.
    """
    for number, line in enumerate(_lines(source), 1):
        if line.strip():
            try:
                verdict = _row_verdict(line, bank)
            except (msgspec.DecodeError, InputError) as error:
                complain(f"{source}:{number}: {error}")
                verdict = no_verdict(str(error))
            yield msgspec.json.encode(verdict).decode()


def _row_verdict(line: str, bank: Bank) -> PartVerdict:
    fields: dict[str, Any] = msgspec.json.decode(line, type=dict[str, Any])
    kind = next((kind for key, kind in KINDS.items() if key in fields), None)
    if kind is None:
        raise InputError(f"a row has one of the keys {', '.join(KINDS)}")
    row = msgspec.convert(fields, kind)
    verdict = row.verdict(bank)
    return msgspec.structs.replace(verdict, id=None if row.id is None else str(row.id))


def asked(
    words: list[str],
    file: Path | None,
    derivation: Path | None,
    reference: str | None,
    let: str | None,
    variant: int | None,
) -> Row:
    """The one row that a command line asks for. InputError: it asks for none, or for two."""
    if len(words) > MOST_WORDS:
        raise InputError(f"check: {words[MOST_WORDS]!r} is too much; put the answer in quotes")
    exam, part, answer = [*words, *[None] * MOST_WORDS][:MOST_WORDS]
    if derivation is not None:
        return Derivation(given_text(None, derivation, "derivation"), let)
    if reference is not None:  # the first word is the answer here
        return Equivalent(reference, given_text(exam, file, "answer"), let)
    if exam is None or part is None:
        raise InputError(
            "check: name an exam and a part, or --derivation, --reference, --batch"
        )
    return PartAnswer(exam, part, given_text(answer, file, "answer"), variant=variant)


def shown(verdict: PartVerdict, format: str) -> str:
    """The verdict in one of the FORMATS."""
    return str(import_module(FORMATS[format]).verdict_text(verdict))


def given_text(text: str | None, file: Path | None, what: str) -> str:
    """A text given in words, in a file, or (``-``) on stdin. InputError: none, or two."""
    if (text is None) == (file is None):
        raise InputError(f"check: give one {what}, as text, as a file, or - for stdin")
    if str(file) == "-" or text == "-":
        return bounded(sys.stdin.read(LONGEST_ANSWER + 1), what)
    return bounded(_read(file) if file else str(text), str(file or what))


def bounded(text: str, place: str) -> str:
    """The text, as UTF-8 can carry it. InputError: it is longer than any answer."""
    if len(text) > LONGEST_ANSWER:
        raise InputError(f"{place}: longer than {LONGEST_ANSWER:,} characters")
    return encodable(text)


def _lines(source: Path) -> Iterable[str]:
    if str(source) == "-":
        yield from sys.stdin
        return
    try:
        with source.open(encoding="utf-8") as file:
            yield from file
    except OSError as error:
        raise InputError(f"{source}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{source}: not UTF-8 at byte {error.start}") from None


def _read(file: Path) -> str:
    try:
        with file.open(encoding="utf-8") as stream:
            return stream.read(LONGEST_ANSWER + 1)
    except OSError as error:
        raise InputError(f"{file}: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise InputError(f"{file}: not UTF-8 at byte {error.start}") from None
