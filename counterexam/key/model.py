"""A key as data: built once from an exam, then written in any format. Text is Markdown with
LaTeX; the fields are those of ``--format json``.
"""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from checkers.verdict import Counterexample, Evidence
from counterexam.exam import Established
from counterexam.key.plots import Plot


class Line(Struct, frozen=True):
    """One step of a derivation: `left` and `right` in LaTeX, and the reason it holds."""

    left: str
    relation: str
    right: str
    reason: str


class Mark(Struct, frozen=True):
    """What earns how many points; less than none is what a misconception costs."""

    points: float
    text: str


class Mistake(Struct, frozen=True):
    """A wrong answer that people give, and what it meets: a place where it fails, or a verdict.

    `written` is the answer, or the step of it, that is wrong.
    """

    slip: str
    written: str
    met_by: str
    counterexample: Counterexample | None = None


class Solved(Struct, frozen=True, kw_only=True):
    """A part's answer and whatever defends it.

    `answers` lack nothing; the first is the key's. None where the subject leaves the part open;
    `ruling` is then what the setter says, null where nothing yet.
    """

    answers: tuple[str, ...]
    because: str
    working: tuple[Line, ...] = ()
    marks: tuple[Mark, ...]
    accepted: str
    mistakes: tuple[Mistake, ...] = ()
    established: Established
    evidence: Evidence | None = None
    decided_by: Literal["machine", "person"]
    is_open: bool = False
    ruling: str | None = None
    plot: Plot | None = None
    in_words: bool = False
    """The marks say what an answer in words has to say; `because` is such an answer."""


class KeyPart(Struct, frozen=True, kw_only=True):
    """One part as it is asked and, in a key, as it is answered."""

    id: str
    points: float
    form: str
    statement: str
    options: dict[str, str]
    penalty: float = 0.0
    solved: Solved | None = None


class Slip(Struct, frozen=True):
    """A misprint, on the paper or in its printed key: the relation as it stands there, as it
    should be, and why.
    """

    source: Literal["paper", "key"]
    where: str
    printed: str
    should_be: str
    because: str


class KeyQuestion(Struct, frozen=True):
    """A question: what its parts have in common, and the parts in order."""

    number: int
    title: str
    statement: str
    parts: tuple[KeyPart, ...]


class Key(Struct, frozen=True, kw_only=True):
    """A whole key, or with `student` the question paper alone."""

    exam: str
    variant: int | None
    title: str
    points: float
    missing: float
    minutes: int | None
    rules: str
    student: bool
    questions: tuple[KeyQuestion, ...]
    misprints: tuple[Slip, ...] = ()
