"""`counterexam audit`: how often checkers accept a wrong answer, or reject a right one."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

from counterexam.audit.figures import Audit
from counterexam.bank import Bank
from counterexam.console import choose, write
from counterexam.contract import to_json
from counterexam.errors import InputError

FORMATS = {
    "text": ("counterexam.audit.showing", "as_text"),
    "json": ("counterexam.audit.showing", "as_json"),
    "html": ("counterexam.audit.page", "as_html"),
}


def run(
    bank: Bank,
    exam: str | None,
    part: str | None,
    format: str,
    seed: int,
    limit: int | None,
    replay: str | None,
    check: bool,
    output: Path | None,
) -> int:
    """Audit, show, and give the exit status: 1 only where goals are to be checked."""
    module, function = choose(format, FORMATS)
    if output is not None and not output.absolute().parent.is_dir():
        raise InputError(f"-o {output}: cannot be written (no such folder)")
    if replay is not None:
        write([_replayed(bank, replay, format)], output)
        return 0
    found = _with_progress(bank, exam, part, seed, limit)
    write([getattr(import_module(module), function)(found)], output)
    return 1 if check and found.missed else 0


def _replayed(bank: Bank, row_id: str, format: str) -> str:
    from counterexam.audit.running import replayed
    from counterexam.audit.showing import row_text

    row = replayed(bank, row_id)
    return to_json(row) if format == "json" else row_text(row)


def _with_progress(
    bank: Bank, exam: str | None, part: str | None, seed: int, limit: int | None
) -> Audit:
    """The audit, with a progress bar on stderr."""
    from rich.console import Console
    from rich.progress import Progress

    from counterexam.audit.running import audited

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        task = progress.add_task("audit", total=None)
        return audited(
            bank,
            exam,
            part,
            seed,
            limit,
            lambda finished, total: progress.update(task, completed=finished, total=total),
        )
