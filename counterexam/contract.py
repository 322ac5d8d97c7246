"""The JSON that leaves the program. Fields are only ever added; `schema` publishes them."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

import msgspec
from msgspec import Struct

from checkers.verdict import Counterexample, Evidence, Outcome, Remark, Step


class RubricRow(Struct, frozen=True):
    """One rubric point of a part, in points: what it is worth and what is suggested."""

    point: str
    points: float
    suggested: float
    quote: str | None
    reason: str


class PartVerdict(Struct, frozen=True, kw_only=True):
    """One verdict. `score` is decided, `pending` is not, both in points.

    `suggested` is the whole score proposed to the person who decides, null where nothing is
    pending. `lines` tells which lines of the submission were read as this answer.
    """

    id: str | None = None
    exam: str | None
    part: str | None
    verdict: Outcome
    score: float
    pending: float
    points: float
    suggested: float | None
    feedback: str
    evidence: Evidence
    counterexample: Counterexample | None
    steps: tuple[Step, ...] | None
    elapsed_ms: float
    remarks: tuple[Remark, ...] = ()
    rubric: tuple[RubricRow, ...] = ()
    lines: tuple[str, ...] = ()
    answer: str = ""
    variant: int | None = None
    """The variant of the exam whose data the answer was held against; null: the original."""


class Unassigned(Struct, frozen=True):
    """Text of a submission that was read as no part's answer.

    `question` text is the paper's own (labels, restated questions); `stray` is anything else.
    """

    lines: str
    text: str
    kind: Literal["question", "stray"] = "stray"


class Report(Struct, frozen=True, kw_only=True):
    """A graded submission."""

    exam: str
    title: str
    submission: str
    score: float
    pending: float
    points: float
    suggested: float | None
    """The score if the person who decides followed every suggestion; null if none pends."""
    missing: float = 0.0
    """Points of the paper that no part of this report can earn: their questions are lost."""
    parts: tuple[PartVerdict, ...]
    unassigned: tuple[Unassigned, ...] = ()
    variant: int | None = None
    """The variant of the exam that the submission was graded as; null: the original."""


def followed(parts: Iterable[PartVerdict]) -> float:
    """The score if the person who decides followed every suggestion."""
    return sum(part.score if part.suggested is None else part.suggested for part in parts)


def to_json(value: object, indent: int = 2) -> str:
    """The contract's JSON of a verdict, a report or a list of them."""
    return msgspec.json.format(msgspec.json.encode(value), indent=indent).decode()


def schema() -> dict[str, Any]:
    """The JSON Schema (2020-12) of a report and, inside it, of a verdict."""
    return msgspec.json.schema(Report)
