"""The command line. Every command imports what it needs when it runs, and not before."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterable, Mapping
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, TypeVar

import typer

from counterexam.errors import InputError

if TYPE_CHECKING:
    from counterexam.bank import Bank
    from counterexam.contract import PartVerdict, Report
    from counterexam.folder import Graded

T = TypeVar("T")

app = typer.Typer(
    name="counterexam",
    help="Grade exams of deep generative models; a wrong answer is met with a counterexample.",
    rich_markup_mode=None,
    add_completion=False,
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
USAGE_ERROR: type[Exception] = typer.BadParameter.__bases__[0]  # typer does not export it

VERDICT_FORMATS = {
    "text": "counterexam.report.terminal",
    "json": "counterexam.report.json",
}

OPTION = re.compile("--[a-z]")
GRADEBOOKS = ("canvas", "moodle")
MOST_NAMED = 5
"""Of the files that a folder holds besides submissions."""

ExamOption = Annotated[
    str | None,
    typer.Option("--exam", help="The exam's id; recognised from the text if absent."),
]
BankOption = Annotated[
    Path | None,
    typer.Option("--bank", help="A folder with problems/ and solutions/."),
]
OutputOption = Annotated[
    Path | None,
    typer.Option("-o", "--output", help="Write to this file instead of stdout."),
]


def main() -> None:
    """Run the command line; bad input is one line on stderr and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a C locale must not stop a report
    try:
        status = app(standalone_mode=False)
    except InputError as error:
        status = _complain(str(error))
    except USAGE_ERROR as error:
        status = _complain(f"{error.format_message()} (see --help)")  # type: ignore[attr-defined]
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has had enough
        status = 0
    sys.exit(status or 0)


@app.command()
def exams(
    format: Annotated[str, typer.Option(help="text or json")] = "text",
    bank: BankOption = None,
) -> None:
    """List the exams and how many of their parts are decided by machine."""
    from counterexam import listing

    rows = listing.listed(_bank(bank))
    _print(_choose(format, {"text": listing.as_text, "json": listing.as_json})(rows))


@app.command()
def grade(
    files: Annotated[list[Path], typer.Argument(help="Submissions, or folders of them.")],
    exam: ExamOption = None,
    format: Annotated[
        str,
        typer.Option(help="text, json, html, gradescope, junit, csv, canvas or moodle"),
    ] = "text",
    output: OutputOption = None,
    bank: BankOption = None,
) -> int:
    """Mark submissions and print or write a report."""
    from counterexam.report import FORMATS

    _choose(format, dict.fromkeys(FORMATS))
    _spare_the_submissions(output, files)
    graded = list(_graded(files, exam, _bank(bank)))
    reports = [g.report for g in graded if g.report is not None]
    if reports:
        _show(reports, format, output, listed=any(path.is_dir() for path in files))
    return max([_complain(g.error) for g in graded if g.report is None], default=0)


@app.command(context_settings={"ignore_unknown_options": True})  # answers like -1/(1 - D)
def check(
    exam: Annotated[str | None, typer.Argument()] = None,
    part: Annotated[str | None, typer.Argument()] = None,
    answer: Annotated[str | None, typer.Argument(help="The answer, or - for stdin.")] = None,
    file: Annotated[Path | None, typer.Option("--file", help="Read the answer here.")] = None,
    derivation: Annotated[
        Path | None,
        typer.Option(help="Judge this derivation, outside any exam; - for stdin."),
    ] = None,
    reference: Annotated[
        str | None, typer.Option(help="Is the answer equivalent to this?")
    ] = None,
    let: Annotated[
        str | None, typer.Option(help='What the symbols are, e.g. "p(x,z); q(z|x)".')
    ] = None,
    batch: Annotated[
        Path | None,
        typer.Option(help="Check every row of this JSON Lines file; - for stdin."),
    ] = None,
    format: Annotated[str, typer.Option(help="text or json")] = "text",
    output: OutputOption = None,
    bank: BankOption = None,
) -> int:
    """Check one answer, one derivation, or a batch of them."""
    from counterexam import checking

    for word in (exam, part, answer):
        if word and OPTION.match(word):
            raise InputError(f"No such option: {word} (see --help; after -- all are words)")
    if batch is not None:
        complaints: list[str] = []
        _write(checking.batch(batch, _bank(bank), complaints.append), output)
        return max(map(_complain, complaints), default=0)
    _choose(format, dict.fromkeys(VERDICT_FORMATS))
    row: checking.Row
    if derivation is not None:
        text = checking.given_text(None, derivation, "derivation")
        row = checking.Derivation(text, let)
    elif reference is not None:
        text = checking.given_text(exam, file, "answer")  # the first word is the answer here
        row = checking.Equivalent(reference, text, let)
    elif exam is None or part is None:
        raise InputError(
            "check: name an exam and a part, or --derivation, --reference, --batch"
        )
    else:
        row = checking.PartAnswer(exam, part, checking.given_text(answer, file, "answer"))
    _write([_verdict_text(row.verdict(_bank(bank)), format)], output)
    return 0


@app.command()
def template(
    exam: Annotated[str, typer.Argument()],
    format: Annotated[str, typer.Option(help="md, tex, ipynb or yaml")] = "md",
    output: OutputOption = None,
    bank: BankOption = None,
) -> None:
    """Print a form to fill in, whose answers are read back without loss."""
    from counterexam.submission import TEMPLATES
    from counterexam.submission import template as fill_in

    _choose(format, dict.fromkeys(TEMPLATES))
    _write([fill_in(_bank(bank).exam(exam), format)], output)


@app.command()
def schema() -> None:
    """Print the JSON Schema of a report and of the verdicts in it."""
    from counterexam.contract import schema as contract
    from counterexam.contract import to_json

    _print(to_json(contract()))


def _verdict_text(verdict: PartVerdict, format: str) -> str:
    module = import_module(VERDICT_FORMATS[format])
    return str(module.verdict_text(verdict))


def _bank(folder: Path | None) -> Bank:
    from counterexam.bank import Bank
    from counterexam.grading import default_bank

    return default_bank() if folder is None else Bank(folder)


def _graded(files: list[Path], exam: str | None, bank: Bank) -> Iterable[Graded]:
    """Each file's report, or the line that says why there is none."""
    from counterexam.folder import Graded
    from counterexam.grading import grade as grade_file

    for path in files:
        if path.is_dir():
            yield from _grade_folder(path, exam, bank)
        else:
            try:
                yield Graded(path, grade_file(path, exam, bank=bank))
            except InputError as error:
                yield Graded(path, None, str(error))


def _show(reports: list[Report], format: str, output: Path | None, *, listed: bool) -> None:
    from counterexam.report import render

    if format != "text" or output is not None:
        _write([render(reports, format, listed=listed)], output)
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
        _complain(
            f"{waiting} of {len(reports)} papers have points pending, "
            f"which the {format} file leaves out"
        )


def _grade_folder(folder: Path, exam: str | None, bank: Bank) -> list[Graded]:
    """Every submission of the folder, with a progress bar on stderr."""
    from rich.console import Console
    from rich.progress import Progress

    from counterexam.folder import grade_folder, passed_over, submissions

    if left_out := passed_over(folder):
        names = ", ".join(path.name for path in left_out[:MOST_NAMED])
        more = f" and {len(left_out) - MOST_NAMED} more" if left_out[MOST_NAMED:] else ""
        _complain(f"{folder}: not read, for their kind: {names}{more}")
    with Progress(console=Console(stderr=True), transient=True) as progress:
        task = progress.add_task(folder.name, total=len(submissions(folder)))
        return grade_folder(folder, exam, bank, lambda _: progress.advance(task))


def _choose(name: str, table: Mapping[str, T]) -> T:
    if name not in table:
        raise InputError(f"--format {name}: choose one of {', '.join(table)}")
    return table[name]


def _spare_the_submissions(output: Path | None, files: list[Path]) -> None:
    """A report must never be written over what it reports on."""
    from counterexam.folder import submissions

    if output is None:
        return
    for path in files:
        papers = submissions(path) if path.is_dir() else [path]
        if output.resolve() in (paper.resolve() for paper in papers):
            raise InputError(f"-o {output}: this is a submission; it would be overwritten")


def _write(texts: Iterable[str], output: Path | None) -> None:
    """Print, or write to a file that appears whole or not at all."""
    if output is None:
        for text in texts:
            _print(text)
        return
    partial = output.with_name(f".{output.name}.partial")
    try:
        with partial.open("w", encoding="utf-8") as file:
            file.writelines(text if text.endswith("\n") else text + "\n" for text in texts)
        partial.replace(output)
    except OSError as error:
        raise InputError(f"-o {output}: cannot be written ({error.strerror})") from None


def _print(text: str) -> None:
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def _complain(message: str) -> int:
    """One line on stderr, whatever stands in a file's name. Bad input ends with status 2."""
    from counterexam.report.clean import shown

    sys.stderr.write(f"counterexam: {' '.join(shown(message).split())}\n")
    return 2
