"""What `verify` finds: rows that leave the program as JSON, and as a page of text."""

from __future__ import annotations

from typing import Literal

from msgspec import Struct

from checkers.verdict import Counterexample
from counterexam.errors import BankError
from counterexam.exam import Established

Checked = Literal["accepted", "recognised", "open"]
"""`accepted` by its own checker; `recognised` by its rubric, a person decides; `open`: the
setter has not ruled.
"""
Agreement = Literal["agrees", "rounding", "convention", "misprint", "not compared"]


class Fault(Struct, frozen=True):
    """What has to be mended, where, and how."""

    part: str | None
    place: str
    problem: str
    remedy: str

    @classmethod
    def of(cls, error: BankError) -> Fault:
        """A fault that stopped the bank."""
        return cls(error.part, error.place, error.problem, error.remedy)


class CheckedPart(Struct, frozen=True):
    """A part whose reference is sound; `note` says what its author may want to know."""

    part: str
    form: str
    established: Established
    outcome: Checked
    variants: int = 0
    """With how many other choices of data it was checked as well."""
    note: str = ""


class RunMisprint(Struct, frozen=True):
    """A recorded misprint that was run: what is printed is refuted, by the counterexample."""

    part: str | None
    source: Literal["paper", "key"]
    where: str
    printed: str
    should_be: str
    because: str
    counterexample: Counterexample | None


class RunClaim(Struct, frozen=True):
    """A theorem that serves the exam's parts, and how it stands."""

    claim: str
    statement: str
    parts: tuple[str, ...]
    proved: bool
    worlds: int


class Compared(Struct, frozen=True):
    """A printed answer held against the reference."""

    part: str
    agreement: Agreement
    detail: str
    recorded: bool = False
    """Whether the exam records a misprint there."""
    counterexample: Counterexample | None = None
    lines: tuple[str, ...] = ()


class Verified(Struct, frozen=True, kw_only=True):
    """One exam, verified."""

    exam: str
    title: str
    parts: tuple[CheckedPart, ...] = ()
    claims: tuple[RunClaim, ...] = ()
    misprints: tuple[RunMisprint, ...] = ()
    against: str | None = None
    compared: tuple[Compared, ...] = ()
    faults: tuple[Fault, ...] = ()
