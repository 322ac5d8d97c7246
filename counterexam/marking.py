"""The command `grade`: submissions and folders of them in, a report out."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from counterexam.bank import Bank
from counterexam.console import choose, complain, write
from counterexam.contract import Report
from counterexam.errors import InputError
from counterexam.folder import Graded, grade_folder, passed_over, submissions

if TYPE_CHECKING:
    from counterexam.judge import Judge

GRADEBOOKS = ("canvas", "moodle")
VariantOf = Callable[[Path], int | None]
MOST_NAMED = 5
"""Of the files that a folder holds besides submissions."""


def mark(
    files: list[Path],
    exam: str | None,
    bank: Bank,
    format: str,
    output: Path | None,
    judge: Judge | None = None,
    variant_of: VariantOf = lambda _: None,
) -> int:
    """Mark, show or write the reports, and complain of what could not be read: the status.

    `variant_of` tells which variant a file answers; None leaves it to the file.
    """
    from counterexam.report import FORMATS

    choose(format, dict.fromkeys(FORMATS))
    _spare_the_submissions(output, files)
    graded = list(_graded(files, exam, bank, variant_of))
    errors = [g.error for g in graded if g.report is None]
    reports = [g.report for g in graded if g.report is not None]
    if judge is not None:
        reports = list(_judged(reports, judge, errors))
    if reports:
        _show(reports, format, output, listed=any(path.is_dir() for path in files))
    return max(map(complain, errors), default=0)


def _judged(reports: list[Report], judge: Judge, errors: list[str]) -> Iterable[Report]:
    """The reports with a model's opinions; without, from where it fails on."""
    from counterexam.judge import judged

    for place, report in enumerate(reports):
        try:
            yield judged(report, judge)
        except InputError as error:
            errors.append(str(error))
            yield from reports[place:]
            return


def _spare_the_submissions(output: Path | None, files: list[Path]) -> None:
    """A report must never be written over what it reports on."""
    if output is None:
        return
    for path in files:
        papers = submissions(path) if path.is_dir() else [path]
        if output.resolve() in (paper.resolve() for paper in papers):
            raise InputError(f"-o {output}: this is a submission; it would be overwritten")


def _graded(
    files: list[Path], exam: str | None, bank: Bank, variant_of: VariantOf
) -> Iterable[Graded]:
    """Each file's report, or the line that says why there is none."""
    from counterexam.grading import grade as grade_file

    for path in files:
        if path.is_dir():
            yield from _grade_folder(path, exam, bank, variant_of)
        else:
            try:
                report = grade_file(path, exam, bank=bank, variant=variant_of(path))
                yield Graded(path, report)
            except InputError as error:
                yield Graded(path, None, str(error))


def _show(reports: list[Report], format: str, output: Path | None, *, listed: bool) -> None:
    from counterexam.report import render

    if format != "text" or output is not None:
        write([render(reports, format, listed=listed)], output)
        _warn_of_pending(reports, format)
        return
    from rich.console import Console

    from counterexam.report import terminal

    if listed:
        Console().print(terminal.overview(reports))
    else:
        terminal.show(reports, Console())


def _warn_of_pending(reports: list[Report], format: str) -> None:
    """A gradebook holds one number: whoever imports it must know that more is to come."""
    waiting = sum(report.pending > 0 for report in reports)
    if waiting and format in GRADEBOOKS:
        complain(
            f"{waiting} of {len(reports)} papers have points pending, "
            f"which the {format} file leaves out"
        )


def _grade_folder(
    folder: Path, exam: str | None, bank: Bank, variant_of: VariantOf
) -> list[Graded]:
    """Every submission of the folder, with a progress bar on stderr."""
    from rich.console import Console
    from rich.progress import Progress

    if left_out := passed_over(folder):
        names = ", ".join(path.name for path in left_out[:MOST_NAMED])
        more = f" and {len(left_out) - MOST_NAMED} more" if left_out[MOST_NAMED:] else ""
        complain(f"{folder}: not read, for their kind: {names}{more}")
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(folder.name, total=len(submissions(folder)))
        return grade_folder(folder, exam, bank, lambda _: progress.advance(task), variant_of)
