"""`counterexam verify`: verify, show, and give the exit status."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

from counterexam.bank import Bank
from counterexam.console import choose, say
from counterexam.contract import to_json
from counterexam.errors import InputError
from counterexam.verify.model import Verified

FORMATS = ("text", "json")
RANGE = re.compile(r"(\d{1,9})(?:-(\d{1,9}))?")
MOST_VARIANTS = 1000


def run(
    bank: Bank, exam: str | None, printed: Path | None, variants: str | None, format: str
) -> int:
    """1 where there is a fault, else 0. InputError: no such exam, file or variants."""
    from counterexam.verify.against import exam_of
    from counterexam.verify.run import verify

    choose(format, dict.fromkeys(FORMATS))
    numbers = _numbers(variants)
    if printed is not None and exam is None:
        exam = exam_of(printed, bank)
    asked = [exam] if exam is not None else list(bank.exam_ids)
    found = _with_progress(asked, lambda one, done: verify(bank, one, numbers, printed, done))
    _show(found, format)
    return 1 if any(one.faults for one in found) else 0


def _numbers(variants: str | None) -> tuple[int, ...]:
    """The numbers of a range such as 0-99; none without one."""
    if variants is None:
        return ()
    match = RANGE.fullmatch(variants)
    if match is None:
        raise InputError(f"--variants {variants}: a number or a range is needed, such as 0-99")
    first = int(match[1])
    last = int(match[2] or first)
    if not first <= last < first + MOST_VARIANTS:
        raise InputError(f"--variants {variants}: up to {MOST_VARIANTS}, the smallest first")
    return tuple(range(first, last + 1))


Verify = Callable[[str, Callable[[int, int], object]], Verified]


def _with_progress(asked: list[str], verify: Verify) -> list[Verified]:
    """Each exam in turn, with a progress bar on stderr."""
    from rich.console import Console
    from rich.progress import Progress

    console = Console(stderr=True)
    with Progress(console=console, transient=True, disable=not console.is_terminal) as progress:
        found = []
        for exam in asked:
            task = progress.add_task(exam, total=None)

            def advance(finished: int, total: int, task: int = int(task)) -> None:
                progress.update(task, completed=finished, total=total)  # type: ignore[arg-type]

            found.append(verify(exam, advance))
        return found


def _show(found: list[Verified], format: str) -> None:
    if format == "json":
        say(to_json(found))
        return
    from rich.console import Console

    from counterexam.verify import text

    console = Console()
    if console.is_terminal:
        text.write(found, Console(width=min(console.width, text.WIDTH), highlight=False))
    else:
        say(text.page(found))
