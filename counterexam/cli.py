"""The command line. Every command imports what it needs when it runs, and not before."""

from __future__ import annotations

import sys
from io import TextIOWrapper
from pathlib import Path
from typing import TYPE_CHECKING

from counterexam import __version__
from counterexam.commands import (
    BANK,
    EXAM,
    EXAM_OR_ALL,
    OUTPUT,
    RECOGNISED,
    VARIANT,
    argument,
    at_least,
    command,
    format_of,
    run,
)
from counterexam.console import choose, complain, say, write, write_bytes
from counterexam.errors import InputError

if TYPE_CHECKING:
    from counterexam.bank import Bank

ABOUT = "Grade exams of deep generative models; a wrong answer is met with a counterexample."


def main() -> None:
    """Run the command line; bad input is one line on stderr and exit status 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a C locale must not stop a report
    try:
        status = run(sys.argv[1:] or ["--help"], ABOUT, f"counterexam {__version__}")
    except InputError as error:
        status = complain(str(error))
    except BrokenPipeError:
        sys.stderr.close()  # whoever read our output has had enough
        status = 0
    sys.exit(status)


@command(format_of("text or json"), BANK)
def exams(format: str, bank: Path | None) -> None:
    """List the exams and how much of them a machine decides."""
    from counterexam import listing

    rows = listing.listed(_bank(bank))
    say(choose(format, {"text": listing.as_text, "json": listing.as_json})(rows))


@command(
    argument("files", type=Path, nargs="+", help="Submissions, or folders of them."),
    RECOGNISED,
    format_of("text, json, html, gradescope, junit, csv, canvas or moodle"),
    OUTPUT,
    BANK,
    argument("--judge", help="Ask a model at this OpenAI-compatible address about prose."),
    argument("--judge-model", default="", help="Its name; the first one if absent."),
    argument("--judge-log", type=Path, help="Where prompts and replies are kept."),
    VARIANT,
    argument(
        "--variants",
        type=Path,
        help="A table student,variant; papers are named for students.",
    ),
)
def grade(
    files: list[Path],
    exam: str | None,
    format: str,
    output: Path | None,
    bank: Path | None,
    judge: str | None,
    judge_model: str,
    judge_log: Path | None,
    variant: int | None,
    variants: Path | None,
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


@command(
    argument(
        "words", nargs="*", metavar="EXAM PART ANSWER", help="ANSWER may be -, for stdin."
    ),
    argument("--file", type=Path, help="Read the answer here."),
    argument(
        "--derivation",
        type=Path,
        help="Judge this derivation, outside any exam; - for stdin.",
    ),
    argument("--reference", help="Is the answer equivalent to this?"),
    argument("--let", help='What the symbols are, e.g. "p(x,z); q(z|x)".'),
    argument(
        "--batch", type=Path, help="Check every row of this JSON Lines file; - for stdin."
    ),
    format_of("text or json"),
    OUTPUT,
    BANK,
    VARIANT,
    formulas=True,
)
def check(
    words: list[str],
    file: Path | None,
    derivation: Path | None,
    reference: str | None,
    let: str | None,
    batch: Path | None,
    format: str,
    output: Path | None,
    bank: Path | None,
    variant: int | None,
) -> int:
    """Check one answer, one derivation, or a batch of them."""
    from counterexam import checking

    if batch is not None:
        complaints: list[str] = []
        write(checking.batch(batch, _bank(bank), complaints.append), output)
        return max(map(complain, complaints), default=0)
    choose(format, checking.FORMATS)
    row = checking.asked(words, file, derivation, reference, let, variant)
    write([checking.shown(row.verdict(_bank(bank)), format)], output)
    return 0


@command(
    argument("name", nargs="?", help="A claim, or a file of claims."),
    argument("--worlds", default="10000", help="How many worlds to try, e.g. 1e8."),
    argument("--device", default="cpu", help="cpu or cuda"),
    argument("--plot", type=Path, help="Draw the margins to this file."),
    format_of("text or json"),
)
def claims(name: str | None, worlds: str, device: str, plot: Path | None, format: str) -> int:
    """Prove, sweep and attack the subject's theorems.

    Exit status 1 where one is refuted.
    """
    from counterexam import claims as claiming

    shown = choose(format, {"text": claiming.as_text, "json": claiming.as_json})
    findings = claiming.examined(name, worlds, device, plot)
    say(shown(findings))
    return 0 if all(finding.holds for finding in findings) else 1


@command(
    EXAM_OR_ALL,
    argument("--against", type=Path, help="Compare the answers that this file prints."),
    argument("--variants", "--variant", help="Check these too, e.g. 7 or 0-99."),
    format_of("text or json"),
    BANK,
)
def verify(
    exam: str | None,
    against: Path | None,
    variants: str | None,
    format: str,
    bank: Path | None,
) -> int:
    """Hold every reference against its own checker.

    Runs its claims and the recorded misprints too. Exit status 1 where one is at fault.
    """
    from counterexam.verify.command import run

    return run(_bank(bank), exam, against, variants, format)


@command(
    EXAM_OR_ALL,
    argument("--part", help="One of its parts."),
    BANK,
    format_of("text, json or html"),
    argument("--seed", type=at_least(0), default=0, help="Of what is drawn."),
    argument("--limit", type=at_least(2), help="Answers a part, at most."),
    argument("--replay", help="Make and judge this row again."),
    argument("--check", action="store_true", help="Exit status 1 where a goal is missed."),
    OUTPUT,
)
def audit(
    exam: str | None,
    part: str | None,
    bank: Path | None,
    format: str,
    seed: int,
    limit: int | None,
    replay: str | None,
    check: bool,
    output: Path | None,
) -> int:
    """Measure whether checkers are too lax or too strict.

    Wrong answers are made from right ones by slips, right ones by rewriting.
    """
    from counterexam.audit.command import run

    return run(_bank(bank), exam, part, format, seed, limit, replay, check, output)


@command(
    EXAM,
    format_of("md, tex, ipynb or yaml", default="md"),
    OUTPUT,
    BANK,
    VARIANT,
)
def template(
    exam: str, format: str, output: Path | None, bank: Path | None, variant: int | None
) -> None:
    """Print a form to fill in, which is read back without loss."""
    from counterexam.submission import TEMPLATES
    from counterexam.submission import template as fill_in

    choose(format, dict.fromkeys(TEMPLATES))
    write([fill_in(_bank(bank).exam(exam).varied(variant), format)], output)


@command(
    EXAM,
    argument("--part", help="One part only, e.g. 2.a."),
    format_of("md, tex, html, pdf, ipynb or json", default="md"),
    argument("--student", action="store_true", help="Print the question paper alone."),
    OUTPUT,
    BANK,
    VARIANT,
)
def key(
    exam: str,
    part: str | None,
    format: str,
    student: bool,
    output: Path | None,
    bank: Path | None,
    variant: int | None,
) -> None:
    """Print an exam's answer key, or its questions alone."""
    from counterexam.key import FORMATS, render

    choose(format, dict.fromkeys(FORMATS))
    asked = _bank(bank).exam(exam).varied(variant)
    write_bytes(render(asked, format, part, student=student), output)


@command(
    EXAM,
    argument("roster", type=Path, help="A class list, CSV with a column id."),
    argument(
        *("-o", "--output"),
        type=Path,
        default=Path("variants"),
        help="The folder that the papers are put in.",
    ),
    argument("--seed", default="0", help="Another seed, other variants."),
    format_of("md, tex, ipynb or yaml, to fill in; html or pdf, to print", default="md"),
    BANK,
)
def variants(
    exam: str, roster: Path, output: Path, seed: str, format: str, bank: Path | None
) -> None:
    """Write each student of a class list a paper of their own.

    Who sits which variant stands in variants.csv beside the papers.
    """
    from counterexam.roster import hand_out

    say(hand_out(_bank(bank).exam(exam), roster, seed, format, output))


@command(
    argument("exam", help="Its id: small letters, digits and _."),
    argument(
        "--bank",
        type=Path,
        default=Path(),
        help="The folder to make it in; the present one.",
    ),
)
def new(exam: str, bank: Path) -> None:
    """Make an exam to fill in, with one worked question of each form."""
    from counterexam.new import new as make

    for path in make(exam, bank):
        say(str(path))


@command()
def schema() -> None:
    """Print the JSON Schema of reports and verdicts."""
    from counterexam.contract import schema as contract
    from counterexam.contract import to_json

    say(to_json(contract()))


def _bank(folder: Path | None) -> Bank:
    from counterexam.bank import Bank
    from counterexam.grading import default_bank

    return default_bank() if folder is None else Bank(folder)
