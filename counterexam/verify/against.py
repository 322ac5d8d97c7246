"""A printed key held against the references: what differs is a misprint, a rounding, or
another convention.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import log
from pathlib import Path
from typing import Any

from checkers.debatable import Debatable
from checkers.form import Form
from checkers.formula import Formula
from checkers.value import Record, Value
from counterexam.bank import Bank, LoadedExam
from counterexam.contract import PartVerdict
from counterexam.errors import InputError
from counterexam.exam import Part
from counterexam.grading import judge
from counterexam.misprints import misprints
from counterexam.verify.model import Agreement, Compared

BASES = (2, 10)


def exam_of(path: Path, bank: Bank) -> str:
    """The exam that a file prints. InputError: none that is known."""
    from counterexam.submission import read, recognise

    return recognise(read(path), bank)


def compared(exam: LoadedExam, path: Path) -> list[Compared]:
    """Every part of the exam with what a file prints as its answer.

    InputError: the file cannot be read, is of another exam, or answers a part twice.
    """
    from counterexam.submission import align, read

    document = read(path)
    if document.exam_id not in (None, exam.id):
        raise InputError(f"{path}: declares the exam {document.exam_id}, not {exam.id}")
    answers = align(document, exam).answers
    recorded = {m.part: m.because for found in misprints(exam).values() for m in found}
    return [
        _compared(exam, part, answers.get(part_id), recorded)
        for part_id, part in exam.parts.items()
    ]


def _compared(
    exam: LoadedExam, part: Part, answer: Any, recorded: dict[str | None, str]
) -> Compared:
    if answer is None or not answer.text.strip():
        return Compared(part.id, "not compared", "no answer is printed")
    reference = exam.reference(part.id).value
    if isinstance(reference, Debatable):
        return Compared(part.id, "not compared", "the setter has not ruled on this part")
    verdict = judge(exam, part, answer.text)
    agreement, detail = _agreement(part, verdict)
    if agreement == "misprint":
        changed = convention(part.form, answer.text, reference)
        if changed is not None:
            agreement, detail = "convention", f"accepted after {changed}"
    known = agreement == "misprint" and part.id in recorded
    return Compared(
        part.id,
        agreement,
        " ".join(detail.split()),
        known,
        verdict.counterexample if agreement == "misprint" else None,
        tuple(map(str, answer.spans)),
    )


def _agreement(part: Part, verdict: PartVerdict) -> tuple[Agreement, str]:
    """What a verdict on a printed answer says of it."""
    if verdict.verdict == "blank":
        return "not compared", "no answer is printed"
    if verdict.verdict == "correct":
        if verdict.remarks and part.form.name == "value":
            return "rounding", verdict.feedback
        return "agrees", _basis(verdict)
    if verdict.counterexample is not None or verdict.verdict == "incorrect":
        return "misprint", verdict.feedback
    explain = getattr(part.form, "explain", 0.0)
    if explain and verdict.score:
        return "agrees", "in what is chosen; its explanation is for a person"
    if verdict.verdict == "partial":
        return "misprint", verdict.feedback
    if part.form.decided_by == "person":
        seen = (verdict.suggested or 0.0) / verdict.points
        return "not compared", f"in words; its rubric recognises {seen:.0%} of them"
    return "not compared", verdict.feedback


def _basis(verdict: PartVerdict) -> str:
    evidence = verdict.evidence
    worlds = f", {evidence.worlds} worlds" if evidence.worlds else ""
    return f"{evidence.method}{worlds}"


def convention(form: Form, answer: str, reference: Any) -> str | None:
    """The change of the reference under which an answer is right: its sign, the base of its
    logarithms, or rows for columns; None if there is none.
    """
    for what, changed in _changed(form, reference):
        readable = next(form.mistakes(changed), None) is None
        if readable and form.check(answer, changed).outcome == "correct":
            return what
    return None


def _changed(form: Form, reference: Any) -> Iterator[tuple[str, Any]]:
    if isinstance(form, Formula) and isinstance(reference, str):
        yield "a change of sign", f"-({reference})"
        yield "transposition", f"({reference})^{{\\top}}"
        for base in BASES:
            yield f"taking logarithms to base {base}", rf"\frac{{{reference}}}{{\log({base})}}"
    elif isinstance(form, Value):
        yield "a change of sign", _scaled(reference, -1)
        if len(form.shape) == 2 and form.shape[0] == form.shape[1]:
            yield "transposition", [list(column) for column in zip(*reference, strict=True)]
        for base in BASES:
            yield f"taking logarithms to base {base}", _scaled(reference, 1 / log(base))
    elif isinstance(form, Record):
        yield from _of_results(form, reference)


def _of_results(form: Record, reference: dict[str, Any]) -> Iterator[tuple[str, Any]]:
    """One result changed, the others as they are."""
    for name, result in form.results.items():
        if isinstance(result, Value):
            for what, value in _changed(result, reference[name]):
                yield f"{what} of {name}", {**reference, name: value}


def _scaled(item: Any, factor: float) -> Any:
    if isinstance(item, Sequence):
        return [_scaled(inner, factor) for inner in item]
    return item * factor
