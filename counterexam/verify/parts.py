"""One part: its reference solved anew and held against its own checker."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from checkers.debatable import Debatable
from checkers.derivation import Derivation
from checkers.either import Either
from checkers.form import Form
from checkers.verdict import Verdict
from counterexam import places
from counterexam.bank import OFFERS, LoadedExam, Reference
from counterexam.errors import BankError
from counterexam.exam import Part
from counterexam.inspection import of_reference
from counterexam.verify.model import Checked, CheckedPart, Fault

ENOUGH = 0.5
"""Of a model answer in words, what its own rubric ought to recognise."""


class UnsoundError(Exception):
    """A model answer that its own checker does not take: why."""


def verified(
    exam: LoadedExam, part_id: str, variants: Sequence[int]
) -> tuple[CheckedPart | None, list[Fault]]:
    """The part as it was checked, and what is wrong with it, also in the variants."""
    part = exam.part(part_id)
    try:
        reference = exam.solve(part_id)
        solution = exam.solution(part)
    except BankError as error:
        return None, [Fault.of(error)]
    faults = [
        Fault.of(error)
        for error in of_reference(part, reference.value, solution, evaluate=True)
    ]
    faults += [*_of_claims(part, reference.value), *_of_offers(exam, part_id)]
    place = places.at(*places.of_function(solution))
    try:
        outcome, note = _accepted(part.form, reference.value)
    except UnsoundError as unsound:
        return None, [*faults, _unsound(part_id, place, unsound)]
    tried, wrong = _in_variants(exam, part_id, variants, place)
    row = CheckedPart(part_id, part.form.name, reference.established, outcome, tried, note)
    return (None if faults or wrong else row), [*faults, *wrong]


def _accepted(form: Form, value: Any) -> tuple[Checked, str]:
    """How the form takes its own model answers. UnsoundError: it does not."""
    answers = form.model_answers(value)
    if not answers and isinstance(value, Debatable):
        return "open", "the setter has not ruled"
    if not answers:
        raise UnsoundError("its form can write no answer for it")
    taken = [_taken(form, value, answer) for answer in answers]
    return max(taken, key=lambda each: each[0] == "recognised")


def _taken(form: Form, value: Any, answer: str) -> tuple[Checked, str]:
    verdict = form.check(answer, value)
    short = 1 - verdict.earned - verdict.pending
    if verdict.counterexample is not None or short > 1e-6:
        raise UnsoundError(f"its own answer is refused: {verdict.feedback}")
    if verdict.outcome == "correct":
        return "accepted", ""
    if not _is_for_a_person(form, verdict):
        raise UnsoundError(f"its own answer is not decided: {verdict.feedback}")
    seen = 1.0 if verdict.suggested is None else verdict.suggested
    note = f"its rubric recognises {seen:.0%} of its own answer" if seen < ENOUGH else ""
    return "recognised", note


def _is_for_a_person(form: Form, verdict: Verdict) -> bool:
    """Whether words are asked for, which a person decides."""
    words = form.decided_by == "person" or getattr(form, "explain", 0) > 0
    return words and verdict.outcome == "review" and bool(verdict.rubric)


def _of_claims(part: Part, value: Any) -> Iterator[Fault]:
    """A claim that is asked to be shown, and is false."""
    for form, reference in _forms(part.form, value):
        if isinstance(form, Derivation):
            verdict = form.check(f"$${form.claim}$$", reference)
            if verdict.counterexample is not None:
                file, _, line = part.place.rpartition(":")
                place = places.of_text(form.claim, file, int(line))
                problem = f"part {part.id}: the claim is false: {verdict.feedback}"
                yield Fault(part.id, place, problem, "mend the claim, or what is assumed")


def _of_offers(exam: LoadedExam, part_id: str) -> Iterator[Fault]:
    """What the solution offers a key, and cannot make of the part's data."""
    for kind in OFFERS:
        try:
            exam.offered(kind, part_id)
        except BankError as error:
            yield Fault.of(error)


def _forms(form: Form, value: Any) -> list[tuple[Form, Any]]:
    if isinstance(form, Either):
        return list(zip(form.forms, value, strict=True))
    return [(form, value)]


def _in_variants(
    exam: LoadedExam, part_id: str, numbers: Sequence[int], place: str
) -> tuple[int, list[Fault]]:
    """In how many variants the part is another one, and the first that is at fault there."""
    tried = 0
    for number in numbers:
        try:
            varied = exam.varied(number)
            part = varied.part(part_id)
            if part.variant is None and part_id not in varied.labels:
                break
            tried += 1
            reference: Reference = varied.solve(part_id)
            _accepted(part.form, reference.value)
            for kind in OFFERS:
                varied.offered(kind, part_id)
        except BankError as error:
            told = f"variant {number}: {error.problem}"
            return tried, [Fault(part_id, error.place or place, told, error.remedy)]
        except UnsoundError as unsound:
            return tried, [_unsound(part_id, place, unsound, f", variant {number}")]
    return tried, []


def _unsound(part_id: str, place: str, unsound: UnsoundError, where: str = "") -> Fault:
    problem = f"part {part_id}{where}: {' '.join(str(unsound).split())}"
    return Fault(part_id, place, problem, "mend the reference, or what the form declares")
