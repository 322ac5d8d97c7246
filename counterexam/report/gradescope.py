"""Gradescope's results.json: one submission, one test a part.

The total is the decided score. A part's test shows what is decided out of what can be: while
all of its points are pending it has no score and no status, and its name says what waits. So
students see no zero for what nobody has judged, and an assistant sees what is left to do.
Feedback may name expected values and suggestions, so students see it after grades are
published; a hidden test would hide the total from them too. The whole verdict is in
`extra_data`.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from counterexam.contract import PartVerdict, Report, to_json
from counterexam.errors import InputError
from counterexam.report.clean import each_text, shown
from counterexam.report.terminal import plain_text
from counterexam.report.wording import EPSILON, MARKS, lost, pends, score_of, waiting


def write(reports: Sequence[Report], listed: bool) -> str:
    """The file's text; InputError unless there is exactly one report."""
    if len(reports) != 1:
        raise InputError("gradescope: results.json holds one submission; grade one file")
    return to_json(_results(each_text(reports[0], shown))) + "\n"


def _results(report: Report) -> dict[str, Any]:
    return {
        "score": report.score,
        "execution_time": round(sum(part.elapsed_ms for part in report.parts) / 1000, 6),
        "output": f"{report.title}: {score_of(report)}.",
        "output_format": "text",
        "test_output_format": "text",
        "test_name_format": "text",
        "visibility": "after_published",
        "stdout_visibility": "hidden",
        "extra_data": _standing(report),
        "tests": [_test(part) for part in report.parts],
    }


def _standing(report: Report) -> dict[str, Any]:
    return {
        "exam": report.exam,
        "submission": report.submission,
        "pending": report.pending,
        "points": report.points,
        "missing": report.missing,
        "suggested": report.suggested,
        "unassigned": msgspec.to_builtins(report.unassigned),
    }


def _test(part: PartVerdict) -> dict[str, Any]:
    return {
        **dict(_decided(part)),
        "name": ", ".join([f"{part.part}: {MARKS[part.verdict].word}", *waiting(part)]),
        "name_format": "text",
        "number": part.part,
        "output": plain_text(part),
        "output_format": "text",
        "tags": [part.verdict, *(["pending"] if pends(part) else [])],
        "visibility": "after_published",
        "extra_data": msgspec.to_builtins(part),
    }


def _decided(part: PartVerdict) -> Iterator[tuple[str, float | str]]:
    decided = part.points - part.pending
    if decided > EPSILON:
        yield "score", part.score
        yield "max_score", round(decided, 6)
        yield "status", "failed" if lost(part) else "passed"
