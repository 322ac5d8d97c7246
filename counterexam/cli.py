"""The command line. Every command imports what it needs when it runs, and not before."""

from __future__ import annotations

import re
import sys
from importlib import import_module
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from counterexam.console import choose, complain, say, write, write_bytes
from counterexam.errors import InputError

if TYPE_CHECKING:
    from counterexam.bank import Bank
    from counterexam.contract import PartVerdict

app = typer.Typer(
    name="counterexam",
    rich_markup_mode=None,
    add_completion=False,
    pretty_exceptions_enable=False,
)
USAGE_ERROR: type[Exception] = typer.BadParameter.__bases__[0]  # typer does not export it

VERDICT_FORMATS = {
    "text": "counterexam.report.terminal",
    "json": "counterexam.report.json",
}

OPTION = re.compile("--[a-z]")

ExamOption = Annotated[
    str | None,
    typer.Option("--exam", help="The exam's id; recognised from the text if absent."),
]
BankOption = Annotated[
    Path | None,
    typer.Option("--bank", help="A folder with problems/ and solutions/."),
]
VariantOption = Annotated[
    int | None,
    typer.Option("--variant", help="Of this variant of the exam, a number from 0."),
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
        status = app(sys.argv[1:] or ["--help"], standalone_mode=False)
    except InputError as error:
        status = complain(str(error))
    except USAGE_ERROR as error:
        status = complain(f"{error.format_message()} (see --help)")  # type: ignore[attr-defined]
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has had enough
        status = 0
    sys.exit(status or 0)


def _version(asked: bool) -> None:
    if asked:
        from counterexam import __version__

        say(f"counterexam {__version__}")
        raise typer.Exit


@app.callback()
def common(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print it.")
    ] = False,
) -> None:
    """Grade exams of deep generative models; a wrong answer is met with a counterexample."""


@app.command()
def exams(
    format: Annotated[str, typer.Option(help="text or json")] = "text",
    bank: BankOption = None,
) -> None:
    """List the exams and how much of them a machine decides."""
    from counterexam import listing

    rows = listing.listed(_bank(bank))
    say(choose(format, {"text": listing.as_text, "json": listing.as_json})(rows))


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
    judge: Annotated[
        str | None,
        typer.Option(help="Ask a model at this OpenAI-compatible address about prose."),
    ] = None,
    judge_model: Annotated[str, typer.Option(help="Its name; the first one if absent.")] = "",
    judge_log: Annotated[
        Path | None, typer.Option(help="Where prompts and replies are kept.")
    ] = None,
    variant: VariantOption = None,
    variants: Annotated[
        Path | None,
        typer.Option(help="A table student,variant; papers are named for students."),
    ] = None,
) -> int:
    """Mark submissions, and print or write a report.

    A submission may name the variant that it answers, by a line "Variant: 7".
    """
    from counterexam.marking import mark
    from counterexam.roster import variant_of

    reader = None
    if judge is not None:
        from counterexam.judge import Judge

        reader = Judge(judge, judge_model, judge_log)
    of_paper = variant_of(variant, variants)
    return mark(files, exam, _bank(bank), format, output, reader, of_paper)


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
    variant: VariantOption = None,
) -> int:
    """Check one answer, one derivation, or a batch of them."""
    from counterexam import checking

    for word in (exam, part, answer):
        if word and OPTION.match(word):
            raise InputError(f"No such option: {word} (see --help; after -- all are words)")
    if batch is not None:
        complaints: list[str] = []
        write(checking.batch(batch, _bank(bank), complaints.append), output)
        return max(map(complain, complaints), default=0)
    choose(format, dict.fromkeys(VERDICT_FORMATS))
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
        text = checking.given_text(answer, file, "answer")
        row = checking.PartAnswer(exam, part, text, variant=variant)
    write([_verdict_text(row.verdict(_bank(bank)), format)], output)
    return 0


@app.command()
def claims(
    name: Annotated[str | None, typer.Argument(help="A claim, or a file of claims.")] = None,
    worlds: Annotated[str, typer.Option(help="How many worlds to try, e.g. 1e8.")] = "10000",
    device: Annotated[str, typer.Option(help="cpu or cuda")] = "cpu",
    plot: Annotated[Path | None, typer.Option(help="Draw the margins to this file.")] = None,
    format: Annotated[str, typer.Option(help="text or json")] = "text",
) -> int:
    """Prove, sweep and attack the subject's theorems.

    Exit status 1 where one is refuted.
    """
    choose(format, dict.fromkeys(VERDICT_FORMATS))
    from counterexam import claims as claiming

    findings = claiming.examined(name, worlds, device, plot)
    say({"text": claiming.as_text, "json": claiming.as_json}[format](findings))
    return 0 if all(finding.holds for finding in findings) else 1


@app.command()
def verify(
    exam: Annotated[str | None, typer.Argument(help="An exam; all if absent.")] = None,
    against: Annotated[
        Path | None, typer.Option(help="Compare the answers that this file prints.")
    ] = None,
    variants: Annotated[
        str | None,
        typer.Option("--variants", "--variant", help="Check these too, e.g. 7 or 0-99."),
    ] = None,
    format: Annotated[str, typer.Option(help="text or json")] = "text",
    bank: BankOption = None,
) -> int:
    """Hold every reference against its own checker.

    Runs its claims and the recorded misprints too. Exit status 1 where one is at fault.
    """
    from counterexam.verify.command import run

    return run(_bank(bank), exam, against, variants, format)


@app.command()
def audit(
    exam: Annotated[str | None, typer.Argument(help="An exam; all if absent.")] = None,
    part: Annotated[str | None, typer.Option("--part", help="One of its parts.")] = None,
    bank: BankOption = None,
    format: Annotated[str, typer.Option(help="text, json or html")] = "text",
    seed: Annotated[int, typer.Option(min=0, help="Of what is drawn.")] = 0,
    limit: Annotated[int | None, typer.Option(min=2, help="Answers a part, at most.")] = None,
    replay: Annotated[str | None, typer.Option(help="Make and judge this row again.")] = None,
    check: Annotated[
        bool, typer.Option("--check", help="Exit status 1 where a goal is missed.")
    ] = False,
    output: OutputOption = None,
) -> int:
    """Measure whether checkers are too lax or too strict.

    Wrong answers are made from right ones by slips, right ones by rewriting.
    """
    from counterexam.audit.command import run

    return run(_bank(bank), exam, part, format, seed, limit, replay, check, output)


@app.command()
def template(
    exam: Annotated[str, typer.Argument()],
    format: Annotated[str, typer.Option(help="md, tex, ipynb or yaml")] = "md",
    output: OutputOption = None,
    bank: BankOption = None,
    variant: VariantOption = None,
) -> None:
    """Print a form to fill in, which is read back without loss."""
    from counterexam.submission import TEMPLATES
    from counterexam.submission import template as fill_in

    choose(format, dict.fromkeys(TEMPLATES))
    write([fill_in(_bank(bank).exam(exam).varied(variant), format)], output)


@app.command()
def key(
    exam: Annotated[str, typer.Argument()],
    part: Annotated[str | None, typer.Option(help="One part only, e.g. 2.a.")] = None,
    format: Annotated[str, typer.Option(help="md, tex, html, pdf, ipynb or json")] = "md",
    student: Annotated[
        bool, typer.Option("--student", help="Print the question paper alone.")
    ] = False,
    output: OutputOption = None,
    bank: BankOption = None,
    variant: VariantOption = None,
) -> None:
    """Print an exam's answer key, or its questions alone."""
    from counterexam.key import FORMATS, render

    choose(format, dict.fromkeys(FORMATS))
    asked = _bank(bank).exam(exam).varied(variant)
    write_bytes(render(asked, format, part, student=student), output)


@app.command()
def variants(
    exam: Annotated[str, typer.Argument()],
    roster: Annotated[Path, typer.Argument(help="A class list, CSV with a column id.")],
    output: Annotated[
        Path, typer.Option("-o", "--output", help="The folder that the papers are put in.")
    ] = Path("variants"),
    seed: Annotated[str, typer.Option(help="Another seed, other variants.")] = "0",
    format: Annotated[
        str, typer.Option(help="md, tex, ipynb or yaml, to fill in; html or pdf, to print")
    ] = "md",
    bank: BankOption = None,
) -> None:
    """Write each student of a class list a paper of their own.

    Who sits which variant stands in variants.csv beside the papers.
    """
    from counterexam.roster import hand_out

    say(hand_out(_bank(bank).exam(exam), roster, seed, format, output))


@app.command()
def new(
    exam: Annotated[str, typer.Argument(help="Its id: small letters, digits and _.")],
    bank: Annotated[
        Path, typer.Option("--bank", help="The folder to make it in; the present one.")
    ] = Path("."),
) -> None:
    """Make an exam to fill in, with one worked question of each form."""
    from counterexam.new import new as make

    for path in make(exam, bank):
        say(str(path))


@app.command()
def schema() -> None:
    """Print the JSON Schema of reports and verdicts."""
    from counterexam.contract import schema as contract
    from counterexam.contract import to_json

    say(to_json(contract()))


def _verdict_text(verdict: PartVerdict, format: str) -> str:
    module = import_module(VERDICT_FORMATS[format])
    return str(module.verdict_text(verdict))


def _bank(folder: Path | None) -> Bank:
    from counterexam.bank import Bank
    from counterexam.grading import default_bank

    return default_bank() if folder is None else Bank(folder)
