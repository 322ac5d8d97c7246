"""A submission in, a report out; an answer in, a verdict out.

Checkers speak in shares of a part's points; here shares become points. This is also the one
place where a failure of our own is caught: it costs the student nothing, a person decides.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from functools import cache
from pathlib import Path
from typing import Any

import msgspec

from checkers.verdict import Finding, Verdict, blank, review, unreadable
from counterexam.bank import Bank, LoadedExam, bundled
from counterexam.contract import PartVerdict, Report, RubricRow, Unassigned, followed
from counterexam.errors import InputError
from counterexam.exam import Part

DIGITS = 6
"""Points are rounded to a millionth, so that thirds of a point add up in print."""


@cache
def default_bank() -> Bank:
    """The bundled bank, loaded once a process."""
    return bundled()


def check(
    exam: str, part: str, answer: str, *, bank: Bank | None = None, variant: int | None = None
) -> PartVerdict:
    """The verdict on one answer to one part. InputError: no such exam, part or variant."""
    loaded = (bank or default_bank()).exam(exam).varied(variant)
    return judge(loaded, loaded.part(part), answer)


def grade(
    path: Path | str,
    exam: str | None = None,
    *,
    bank: Bank | None = None,
    variant: int | None = None,
) -> Report:
    """Read a submission, recognise its exam unless given, and mark every part.

    `variant` is the number of the student's variant; where absent, it is read from the
    submission, and a submission that names none answers the original paper. InputError: the
    file cannot be read, is of no known exam, answers a part twice, or names another variant;
    the message is one line that names file and place.
    """
    from counterexam.submission import align, read, recognise

    bank = bank or default_bank()
    document = read(Path(path))
    number = variant if variant is not None else document.variant
    if document.variant not in (None, number):
        raise InputError(
            f"{path}: it names variant {document.variant}, but is graded as variant {number}"
        )
    loaded = bank.exam(exam or recognise(document, bank)).varied(number)
    submission = align(document, loaded)
    return _report(loaded, str(path), submission)


def check_derivation(derivation: str, let: str | None = None) -> PartVerdict:
    """Judge any derivation, outside any exam; `let` says what its symbols are.

    Without `let` the vocabulary is inferred from the text and shown in the feedback.
    InputError: a clause of `let` cannot be read; the message names it.
    """
    from checkers.derivation import judge_derivation

    return _ad_hoc(derivation, let, lambda: judge_derivation(derivation, let))


def check_equivalent(reference: str, answer: str, let: str | None = None) -> PartVerdict:
    """Whether an answer is equivalent to a reference. InputError: no such `let` clause."""
    from checkers.equivalent import equivalent

    return _ad_hoc(answer, let, lambda: equivalent(reference, answer, let))


def no_verdict(why: str) -> PartVerdict:
    """The answer to a question that could not be read: nothing is at stake."""
    return _in_points(unreadable(why), 0.0, "", 0.0)


def judge(exam: LoadedExam, part: Part, answer: str, lines: Iterable[str] = ()) -> PartVerdict:
    """Hold an answer against a part's reference, in points and with the time it took.

    BankError: the part's solution is missing or is not as it must be. Where the machine cannot
    decide an answer, the reference is looked at before a person is.
    """
    reference = exam.reference(part.id).value if answer.strip() else None
    verdict, elapsed = _timed(answer, lambda: part.form.check(answer, reference))
    if verdict.outcome in ("review", "unreadable") and part.form.decided_by == "machine":
        exam.vouch(part.id)
    lost = part.penalty if verdict.outcome == "incorrect" else 0.0
    marked = _in_points(verdict, part.points, answer, elapsed)
    return msgspec.structs.replace(
        marked,
        exam=exam.id,
        part=part.id,
        score=round(marked.score - lost, DIGITS),
        lines=tuple(lines),
        variant=exam.variant,
    )


def _ad_hoc(answer: str, let: str | None, run: Callable[[], Verdict]) -> PartVerdict:
    from checkers.notation.let import LetError
    from checkers.notation.let import let as declare

    try:
        declare(let or "")
    except LetError as error:
        raise InputError(f"--let: {error}") from None
    verdict, elapsed = _timed(answer, run)
    return _in_points(verdict, 1.0, answer, elapsed)


def _timed(answer: str, run: Callable[[], Verdict]) -> tuple[Verdict, float]:
    """The verdict, and the milliseconds that it took."""
    start = time.perf_counter()
    verdict = guarded(run) if answer.strip() else blank()
    return verdict, (time.perf_counter() - start) * 1000


def guarded(run: Callable[[], Verdict]) -> Verdict:
    """The checker's verdict; where the checker itself fails, a person's turn."""
    try:
        return run()
    except Exception as failure:  # noqa: BLE001 - our failure must not cost a student's marks
        reason = f"{type(failure).__name__}: {failure}".splitlines()[0]
        return review(f"The checker itself failed ({reason}); a person must mark this answer.")


def _in_points(verdict: Verdict, points: float, answer: str, elapsed: float) -> PartVerdict:
    """Shares become points."""
    return PartVerdict(
        exam=None,
        part=None,
        verdict=verdict.outcome,
        score=round(verdict.earned * points, DIGITS),
        pending=round(verdict.pending * points, DIGITS),
        points=float(points),
        suggested=None
        if verdict.suggested is None
        else round(verdict.suggested * points, DIGITS),
        feedback=verdict.feedback,
        evidence=verdict.evidence,
        counterexample=verdict.counterexample,
        steps=verdict.steps,
        elapsed_ms=round(elapsed, 3),
        remarks=verdict.remarks,
        rubric=tuple(_row(finding, points) for finding in verdict.rubric),
        answer=answer,
    )


def _row(finding: Finding, points: float) -> RubricRow:
    return RubricRow(
        finding.point,
        round(finding.share * points, DIGITS),
        round(finding.suggested * points, DIGITS),
        finding.quote,
        finding.reason,
    )


def _report(exam: LoadedExam, path: str, submission: Any) -> Report:
    parts = tuple(
        _judge_part(exam, part, submission.answers.get(id_)) for id_, part in exam.parts.items()
    )
    pending = sum(part.pending for part in parts)
    return Report(
        exam=exam.id,
        title=exam.title,
        submission=path,
        score=round(sum(part.score for part in parts), DIGITS),
        pending=round(pending, DIGITS),
        points=float(exam.cover.points),
        suggested=round(followed(parts), DIGITS) if pending else None,
        missing=float(exam.cover.missing),
        parts=parts,
        unassigned=tuple(
            Unassigned(str(u.span), u.text, u.kind) for u in submission.unassigned
        ),
        variant=exam.variant,
    )


def _judge_part(exam: LoadedExam, part: Part, answer: Any) -> PartVerdict:
    if answer is None:
        return judge(exam, part, "")
    return judge(exam, part, answer.text, map(str, answer.spans))
