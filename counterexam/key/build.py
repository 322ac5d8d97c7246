"""A key's content, from an exam and its references."""

from __future__ import annotations

import inspect
from collections.abc import Iterator
from typing import Any

from checkers.choice.forms import Choice, Explained
from checkers.debatable import Debatable
from checkers.either import Either
from checkers.prose import Rubric
from checkers.verdict import Step, Verdict
from counterexam.bank import LoadedExam, Reference
from counterexam.errors import InputError
from counterexam.exam import Part, Question
from counterexam.key import mistakes, scheme
from counterexam.key.model import Key, KeyPart, KeyQuestion, Line, Slip, Solved
from counterexam.misprints import misprints
from counterexam.statement import statement

UNNAMED = "holds in every world tried"
"""The reason of a step that no rule is known to explain."""


def key(exam: LoadedExam, part_id: str | None = None, *, student: bool = False) -> Key:
    """The key of an exam, or of one part of it; `student`: the questions alone.

    Solutions are not even loaded for a student's paper. InputError: no such part, or the bank
    has no solutions. BankError: a solution is not as it must be.
    """
    if part_id is not None:
        exam.part(part_id)
    if not student and not exam.bank.has_solutions(exam.id):
        raise InputError(f"{exam.id}: without solutions only --student can be printed")
    asked = [
        _question(exam, number, question, part_id, student)
        for number, question in exam.questions.items()
        if part_id is None or part_id in [part.id for part in question.parts]
    ]
    cover = exam.cover
    return Key(
        exam=exam.id,
        variant=exam.variant,
        title=exam.title,
        points=cover.points,
        missing=cover.missing,
        minutes=cover.minutes,
        rules=cover.rules,
        student=student,
        questions=tuple(asked),
        misprints=()
        if student or exam.variant is not None
        else tuple(_misprints(exam, part_id)),
    )


def _question(
    exam: LoadedExam, number: int, question: Question, only: str | None, student: bool
) -> KeyQuestion:
    parts = [part for part in question.parts if only in (None, part.id)]
    return KeyQuestion(
        number,
        question.title,
        inspect.cleandoc(statement(question)),
        tuple(_part(exam, part, student) for part in parts),
    )


def _misprints(exam: LoadedExam, only: str | None) -> Iterator[Slip]:
    """Those of the paper and of its printed key; for one part, those that belong to it."""
    for source, found in misprints(exam).items():
        for slip in found:
            if only in (None, slip.part):
                printed, should_be = f"${slip.printed}$", f"${slip.should_be}$"
                yield Slip(source, slip.where, printed, should_be, slip.because)


def _part(exam: LoadedExam, part: Part, student: bool) -> KeyPart:
    return KeyPart(
        id=part.id,
        points=part.points,
        form=part.form.name,
        statement=inspect.cleandoc(statement(part)),
        options=dict(getattr(part.form, "options", {})),
        penalty=part.penalty,
        solved=None if student else _solved(exam, part),
    )


def _solved(exam: LoadedExam, part: Part) -> Solved:
    reference = exam.reference(part.id)
    answers = tuple(map(inspect.cleandoc, _answers(part, reference.value)))
    verdict = _own_verdict(part, reference)
    is_open = isinstance(reference.value, Debatable)
    return Solved(
        answers=answers,
        because=_because(reference),
        working=_working(exam.offered("work", part.id), part, verdict, reference.value),
        marks=scheme.marks(part, reference.value),
        accepted=scheme.accepted(part.form),
        mistakes=mistakes.common(exam, part, reference.value, exam.offered("slips", part.id)),
        established=reference.established,
        evidence=None if verdict is None else verdict.evidence,
        decided_by=part.form.decided_by,
        is_open=is_open or part.id in exam.cover.rulings,
        ruling=exam.cover.rulings.get(part.id),
        plot=exam.offered("plot", part.id),
        in_words=isinstance(reference.value, Rubric),
    )


def _answers(part: Part, reference: Any) -> tuple[str, ...]:
    """Those of the form; a choice without its reason, which a key gives elsewhere."""
    if isinstance(part.form, Choice) and isinstance(reference, Explained):
        return tuple(part.form.model_answers(reference.choice))
    return tuple(part.form.model_answers(reference))


def _own_verdict(part: Part, reference: Reference) -> Verdict | None:
    """What the part's checker says of the key's own answer."""
    answers = part.form.model_answers(reference.value)
    return part.form.check(answers[0], reference.value) if answers else None


def _because(reference: Reference) -> str:
    said = inspect.cleandoc(reference.because)
    if isinstance(reference.value, Debatable):
        open_points = reference.value.readings.items()
        readings = [f"{option}, if {reading}." for option, reading in open_points]
        return "\n\n".join(dict.fromkeys([said, reference.value.because, " ".join(readings)]))
    return said


def _working(
    work: Any, part: Part, verdict: Verdict | None, reference: Any
) -> tuple[Line, ...]:
    """The steps that the solution offers, or those of the derivation that it is."""
    if work is not None:
        return tuple(Line(*step) for step in work)
    first = reference[0] if isinstance(part.form, Either) else reference
    reasons = first.get("reasons", {}) if isinstance(first, dict) else {}
    steps = (verdict and verdict.steps) or ()
    return tuple(_line(step, reasons) for step in steps)


def _line(step: Step, reasons: dict[str, str]) -> Line:
    reason = reasons.get(str(step.index)) or step.rule or UNNAMED
    return Line(step.left, step.relation, step.right, reason)
