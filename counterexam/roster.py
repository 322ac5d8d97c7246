"""A class list, and which student sits which variant of an exam.

    id,name                     student,variant         `counterexam variants EXAM roster.csv`
    s1001,Ada                   s1001,482113
    s1002,Emmy                  s1002,77045

A student's number is a hash of exam, seed and id: it is the same on every machine, whoever else
is on the list, and says nothing of the student. Two students can come to have one number, which
harms nothing but their secrecy from each other: of 100 students on a list the chance is one in
two hundred, of 1,000 two in five. `shared` names them.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING

from counterexam.errors import InputError

if TYPE_CHECKING:
    from counterexam.bank import LoadedExam

NUMBERS = 10**6
"""Students' numbers are below this: six digits can be copied by hand."""
MOST_STUDENTS = 100_000
MOST_BYTES = 20_000_000
IDS = ("id", "student", "student id", "student_id", "studentid", "sis user id", "username")
"""What the column of students' ids is called, in order of preference."""
NAMEABLE = re.compile(r"\w(?:[\w.@+ -]{0,98}\w)?")
"""An id that can name a file on every system."""


@dataclass(frozen=True)
class Assignment:
    """Which student sits which variant, as the file `source` says."""

    variants: Mapping[str, int]
    source: Path

    def variant_of(self, paper: Path) -> int:
        """The variant of the student whose id is the paper's name, or a word of it or of its
        folder's: ``s1001.md``, ``hw1_s1001.tex``, ``s1001/paper.ipynb``.

        InputError: there is no such student, or there are two.
        """
        if paper.stem in self.variants:
            return self.variants[paper.stem]
        named = [s for s in self.variants if _names(paper.stem, s)] or [
            s for s in self.variants if _names(paper.parent.name, s)
        ]
        longest = [s for s in named if not any(s != t and _names(t, s) for t in named)]
        if len(longest) != 1:
            found = " and ".join(longest[:2]) or "no student"
            raise InputError(f"{paper}: its name has {found} of {self.source}")
        return self.variants[longest[0]]


def _names(text: str, student: str) -> bool:
    """Whether the id is one of the text's words."""
    return re.search(rf"(?<![^\W_]){re.escape(student)}(?![^\W_])", text) is not None


def variant_of(variant: int | None, table: Path | None) -> Callable[[Path], int | None]:
    """Which variant a paper answers: that one, or what the table says; None if neither is
    given. InputError: both are, or the table cannot be read.
    """
    if table is None:
        return lambda _: variant
    if variant is not None:
        raise InputError("give --variant or --variants, not both")
    return read_assignment(table).variant_of


def hand_out(exam: LoadedExam, roster: Path, seed: str, format: str, folder: Path) -> str:
    """Write each student's paper, named for the student, and ``variants.csv``; tell what came
    of it, and which students have one number.

    InputError: the roster cannot be read, there is no such format, or the folder holds a file
    of that name that is another one, such as a paper that has been filled in.
    """
    variants = assigned(exam.id, seed, read_roster(roster))
    papers = ((s, _paper(exam.varied(number), format)) for s, number in variants.items())
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for student, paper in papers:
            _write_new(folder / f"{student}.{format}", paper)
        _write_new(folder / "variants.csv", as_csv(variants).encode())
    except OSError as error:
        raise InputError(f"-o {folder}: cannot be written ({error.strerror})") from None
    told = [f"{len(variants)} papers and variants.csv in {folder}"]
    told += [f"one variant, {number}: {', '.join(who)}" for number, who in shared(variants)]
    return "\n".join(told)


def _paper(exam: LoadedExam, format: str) -> bytes:
    """A form to fill in where there is one of this format, else the questions in print."""
    from counterexam.key import FORMATS, render
    from counterexam.submission import TEMPLATES, template

    if format in TEMPLATES:
        return template(exam, format).encode()
    if format not in FORMATS:
        known = ", ".join(dict.fromkeys((*TEMPLATES, *FORMATS)))
        raise InputError(f"--format {format}: choose one of {known}")
    return render(exam, format, student=True)


def _write_new(path: Path, content: bytes) -> None:
    if path.exists() and path.read_bytes() != content:
        raise InputError(f"{path}: another file of this name is there; it was left as it is")
    path.write_bytes(content)


def number_of(exam_id: str, seed: str, student: str) -> int:
    """The variant of an exam that a student sits.

    >>> number_of("dl_final", "0", "s1001") == number_of("dl_final", "0", "s1001")
    True
    """
    key = f"{exam_id}\0{seed}\0{student}"
    return int.from_bytes(sha256(key.encode()).digest()) % NUMBERS


def assigned(exam_id: str, seed: str, students: Iterable[str]) -> dict[str, int]:
    """The number of each student."""
    return {student: number_of(exam_id, seed, student) for student in students}


def shared(variants: Mapping[str, int]) -> list[tuple[int, list[str]]]:
    """Numbers that several students have, with these students."""
    by_number: dict[int, list[str]] = defaultdict(list)
    for student, number in variants.items():
        by_number[number].append(student)
    return [(number, who) for number, who in sorted(by_number.items()) if len(who) > 1]


def read_roster(path: Path) -> list[str]:
    """The students' ids of a class list, in its order.

    InputError: it has no column of ids, an id twice, or one that cannot name a file; the
    message names the line.
    """
    rows = _rows(path)
    column = next((name for name in IDS if name in rows[0][1]), None)
    if column is None:
        has = ", ".join(rows[0][1]) or "none"
        raise InputError(f"{path}: no column of ids ({', '.join(IDS)}); its columns are {has}")
    return list(_by_student(path, column, rows))


def read_assignment(path: Path) -> Assignment:
    """The variant of each student, from a table with the columns student and variant.

    InputError: a column is missing, a student stands there twice, or a variant is no number.
    """
    rows = _rows(path)
    for name in ("student", "variant"):
        if name not in rows[0][1]:
            raise InputError(f"{path}: no column {name!r}; `counterexam variants` writes it")
    lines = _by_student(path, "student", rows)
    return Assignment(
        {s: _number(path, n, row["variant"]) for s, (n, row) in lines.items()}, path
    )


def as_csv(variants: Mapping[str, int]) -> str:
    """The table that `read_assignment` reads."""
    page = StringIO()
    csv.writer(page, lineterminator="\n").writerows([("student", "variant"), *variants.items()])
    return page.getvalue()


def _by_student(
    path: Path, column: str, rows: Sequence[tuple[int, dict[str, str]]]
) -> dict[str, tuple[int, dict[str, str]]]:
    found: dict[str, tuple[int, dict[str, str]]] = {}
    lines: dict[str, int] = {}  # without case, as some systems name files
    for line, row in rows:
        student = row[column]
        if not NAMEABLE.fullmatch(student):
            raise InputError(f"{path}: line {line}: {student!r} cannot name a file")
        if (before := lines.setdefault(student.casefold(), line)) != line:
            raise InputError(f"{path}: line {line}: {student} stands on line {before} too")
        found[student] = line, row
    return found


def _number(path: Path, line: int, text: str) -> int:
    if not re.fullmatch("[0-9]{1,9}", text, re.ASCII):
        raise InputError(f"{path}: line {line}: variant {text!r}: expected a number, such as 7")
    return int(text)


def _rows(path: Path) -> list[tuple[int, dict[str, str]]]:
    """The rows of a table with their lines, by the names of its columns in lower case."""
    reader = csv.reader(StringIO(_text(path)), strict=True)
    rows: list[tuple[int, dict[str, str]]] = []
    header: list[str] = []
    try:
        for cells in reader:
            values = [cell.strip() for cell in cells]
            if not header:
                header = [name.lower() for name in values]
            elif any(values):
                padded = [*values, *[""] * (len(header) - len(values))]
                rows.append((reader.line_num, dict(zip(header, padded, strict=False))))
    except csv.Error as failure:
        raise InputError(f"{path}: line {reader.line_num}: not CSV ({failure})") from None
    if not rows:
        raise InputError(f"{path}: no students below a line of column names")
    if len(rows) > MOST_STUDENTS:
        raise InputError(f"{path}: {len(rows)} rows; a class list has at most {MOST_STUDENTS}")
    return rows


def _text(path: Path) -> str:
    from counterexam.submission.files import load

    return load(path)
