"""A submission in, a report out; an answer in, a verdict out.

Checkers speak in shares of a part's points; here shares become points. This is also the one
place where a failure of our own is caught: it costs the student nothing, a person decides.
"""

from __future__ import annotations

import time
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from checkers.verdict import Finding, Verdict, blank, review
from counterexam.bank import Bank, LoadedExam, bundled
from counterexam.contract import PartVerdict, Report, RubricRow, Unassigned
from counterexam.exam import Part

DIGITS = 6
"""Points are rounded to a millionth, so that thirds of a point add up in print."""


@cache
def default_bank() -> Bank:
    """The bundled bank, loaded once a process."""
    return bundled()


def check(exam: str, part: str, answer: str, *, bank: Bank | None = None) -> PartVerdict:
    """The verdict on one answer to one part. InputError: no such exam or part."""
    loaded = (bank or default_bank()).exam(exam)
    return judge(loaded, loaded.part(part), answer)


def grade(path: Path | str, exam: str | None = None, *, bank: Bank | None = None) -> Report:
    """Read a submission, recognise its exam unless given, and mark every part.

    InputError: the file cannot be read, is of no known exam, or answers a part twice; the
    message is one line that names file and place.
    """
    from counterexam.submission import align, read, recognise

    bank = bank or default_bank()
    document = read(Path(path))
    loaded = bank.exam(exam or recognise(document, bank))
    submission = align(document, loaded)
    return _report(loaded, str(path), submission)


def judge(exam: LoadedExam, part: Part, answer: str, lines: Iterable[str] = ()) -> PartVerdict:
    """Hold an answer against a part's reference, in points and with the time it took.

    BankError: the part's solution is missing or is not as it must be.
    """
    start = time.perf_counter()
    verdict = _run(exam, part, answer) if answer.strip() else blank()
    elapsed = (time.perf_counter() - start) * 1000
    return _in_points(exam, part, verdict, answer, tuple(lines), elapsed)


def _run(exam: LoadedExam, part: Part, answer: str) -> Verdict:
    reference = exam.reference(part.id).value
    try:
        return part.form.check(answer, reference)
    except Exception as failure:  # noqa: BLE001 - our failure must not cost a student's marks
        reason = f"{type(failure).__name__}: {failure}".splitlines()[0]
        return review(f"The checker itself failed ({reason}); a person must mark this answer.")


def _in_points(
    exam: LoadedExam,
    part: Part,
    verdict: Verdict,
    answer: str,
    lines: tuple[str, ...],
    elapsed: float,
) -> PartVerdict:
    lost = part.penalty if verdict.outcome == "incorrect" else 0.0
    return PartVerdict(
        exam=exam.id,
        part=part.id,
        verdict=verdict.outcome,
        score=round(verdict.earned * part.points - lost, DIGITS),
        pending=round(verdict.pending * part.points, DIGITS),
        points=part.points,
        suggested=_points(verdict.suggested, part),
        feedback=verdict.feedback,
        evidence=verdict.evidence,
        counterexample=verdict.counterexample,
        steps=verdict.steps,
        elapsed_ms=round(elapsed, 3),
        remarks=verdict.remarks,
        rubric=tuple(_row(finding, part) for finding in verdict.rubric),
        lines=lines,
        answer=answer,
    )


def _points(share: float | None, part: Part) -> float | None:
    return None if share is None else round(share * part.points, DIGITS)


def _row(finding: Finding, part: Part) -> RubricRow:
    return RubricRow(
        finding.point,
        round(finding.share * part.points, DIGITS),
        round(finding.suggested * finding.share * part.points, DIGITS),
        finding.quote,
        finding.reason,
    )


def _report(exam: LoadedExam, path: str, submission: Any) -> Report:
    parts = tuple(
        _judge_part(exam, part, submission.answers.get(id_)) for id_, part in exam.parts.items()
    )
    pending = sum(part.pending for part in parts)
    suggested = sum(p.score if p.suggested is None else p.suggested for p in parts)
    return Report(
        exam=exam.id,
        title=exam.cover.title,
        submission=path,
        score=round(sum(part.score for part in parts), DIGITS),
        pending=round(pending, DIGITS),
        points=exam.cover.points,
        suggested=round(suggested, DIGITS) if pending else None,
        parts=parts,
        unassigned=tuple(
            Unassigned(str(u.span), u.text, u.kind) for u in submission.unassigned
        ),
    )


def _judge_part(exam: LoadedExam, part: Part, answer: Any) -> PartVerdict:
    if answer is None:
        return judge(exam, part, "")
    return judge(exam, part, answer.text, map(str, answer.spans))
