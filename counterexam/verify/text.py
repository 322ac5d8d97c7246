"""What `verify` found, as a page of at most 80 columns."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from counterexam.report.clean import shown
from counterexam.verify.model import Checked, Compared, Verified

if TYPE_CHECKING:
    from rich.console import Console, RenderableType

WIDTH = 80
STYLES = {"fault": "bold red", "misprint": "yellow", "note": "cyan", "sound": "green"}

OUTCOMES: dict[Checked, str] = {
    "accepted": "accepted by their own checker",
    "recognised": "for a person",
    "open": "open",
}


def page(found: Sequence[Verified]) -> str:
    """Everything, uncoloured."""
    from io import StringIO

    from rich.console import Console

    text = StringIO()
    write(found, Console(file=text, width=WIDTH, highlight=False))
    return "\n".join(line.rstrip() for line in text.getvalue().splitlines())


def write(found: Sequence[Verified], console: Console) -> None:
    """Everything, coloured where the console is a terminal."""
    for exam in found:
        for line in _exam(exam):
            console.print(line)
        console.print()
    console.print(summary(found), markup=False)


def summary(found: Sequence[Verified]) -> str:
    """One line."""
    parts = sum(len(exam.parts) for exam in found)
    misprints = sum(len(exam.misprints) for exam in found)
    faults = sum(len(exam.faults) for exam in found)
    told = f"{_count(len(found), 'exam')}: {_count(parts, 'part')} sound, "
    return f"{told}{_count(misprints, 'recorded misprint')}, {_count(faults, 'fault')}"


def _exam(exam: Verified) -> Iterator[RenderableType]:
    from rich.text import Text

    yield Text.assemble((shown(exam.exam), "bold"), f"  {shown(exam.title)}")
    if exam.parts:
        yield Text(f"  {_parts(exam)}")
    if exam.claims:
        proved = sum(claim.proved for claim in exam.claims)
        worlds = sum(claim.worlds for claim in exam.claims)
        yield Text(
            f"  {_count(len(exam.claims), 'claim')} of the subject hold in {worlds:,} worlds, "
            f"{proved} of them proved"
        )
    for part in exam.parts:
        if part.note:
            yield _row("note", part.part, part.note)
    for misprint in exam.misprints:
        where = f"{misprint.where} ({misprint.source}): {misprint.printed}"
        yield _row("misprint", misprint.part or "-", f"{where} fails{_at(misprint)}")
    yield from _compared(exam)
    for fault in exam.faults:
        place = f"{fault.place}: " if fault.place else ""
        yield _row("fault", fault.part or "-", f"{place}{fault.problem}; {fault.remedy}")


def _parts(exam: Verified) -> str:
    outcomes = Counter(part.outcome for part in exam.parts)
    told = [f"{outcomes[each]} {words}" for each, words in OUTCOMES.items() if outcomes[each]]
    variants = sum(part.variants for part in exam.parts)
    more = f"; {_count(variants, 'variant')} of parts" if variants else ""
    return f"{_count(len(exam.parts), 'reference')} solved: {', '.join(told)}{more}"


def _compared(exam: Verified) -> Iterator[RenderableType]:
    from rich.text import Text

    if exam.against is None:
        return
    counts = Counter(row.agreement for row in exam.compared)
    told = ", ".join(f"{number} {name}" for name, number in counts.most_common())
    yield Text(f"  against {shown(exam.against)}: {told}")
    alike: dict[str, list[str]] = {}
    for row in exam.compared:
        if row.agreement != "agrees":
            alike.setdefault(_difference(row), []).append(row.part)
    for words, parts in alike.items():
        kind = "misprint" if words.startswith("misprint") else "note"
        more = f" (also {', '.join(parts[1:])})" if parts[1:] else ""
        yield _row(kind, parts[0], words + more)


def _difference(row: Compared) -> str:
    recorded = " (recorded)" if row.recorded else ""
    return f"{row.agreement}{recorded}: {row.detail}"


def _at(misprint: object) -> str:
    world = getattr(misprint, "counterexample", None) or {}
    told = ", ".join(f"{name} = {value}" for name, value in world.items())
    return f" at {told}" if told else ""


def _row(kind: str, part: str, words: str) -> RenderableType:
    """A row whose words keep to their column."""
    from rich.table import Table
    from rich.text import Text

    row = Table.grid(padding=(0, 1))
    row.add_column(width=1)
    row.add_column(width=8)
    row.add_column(width=5)
    row.add_column(overflow="fold")
    row.add_row("", Text(kind, STYLES[kind]), Text(part, "bold"), Text(shown(words)))
    return row


def _count(number: int, what: str) -> str:
    return f"{number} {what}{'s' * (number != 1)}"
