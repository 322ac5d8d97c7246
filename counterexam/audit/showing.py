"""An audit as a table for the terminal, as JSON, and as a page."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from io import StringIO

from counterexam.audit.figures import Audit, Figures, Rate
from counterexam.audit.parts import Judged
from counterexam.contract import to_json

GOAL_NAMES = {
    "false_accepts": "false accepts",
    "false_rejects": "false rejects",
    "open": "unread or undecided",
}
MOST_SHOWN = 40
"""Offending answers that the terminal shows; the JSON and the page have all."""
MOST_CHARACTERS = 300


def as_json(audit: Audit) -> str:
    """Everything, with the text of each failure."""
    return to_json(audit)


def as_text(audit: Audit) -> str:
    """Tables of at most 80 columns: by form, then what fails."""
    from rich.console import Console
    from rich.text import Text

    page = StringIO()
    console = Console(file=page, width=80, highlight=False, emoji=False)
    console.print(_table("Form", [*audit.forms, audit.total]))
    for title, groups in (("Operator", audit.operators), ("Part", audit.parts)):
        failing = [group for group in groups if _fails(group)]
        if failing:
            console.print()
            console.print(_table(f"{title} that fails", failing))
    for row in audit.failures[:MOST_SHOWN]:
        console.print()
        console.print(Text(_failure(row)))
    if len(audit.failures) > MOST_SHOWN:
        console.print(f"\n... and {len(audit.failures) - MOST_SHOWN} more: see --format json")
    console.print()
    console.print(Text(summary(audit)))
    return page.getvalue()


def row_text(row: Judged) -> str:
    """One row, replayed."""
    from counterexam.report.clean import shown

    return shown(f"{row.id}\n{row.fate}: {row.outcome}: {row.feedback}\n\n{row.text}\n")


def summary(audit: Audit) -> str:
    """The totals against the goals, a line each."""
    lines = [_against(audit, goal) for goal in audit.goals]
    if audit.total.equivalent:
        lines.append(f"{audit.total.equivalent} mutants say the same and were discarded")
    if audit.total.oracle_undecided:
        lines.append(
            f"not counted: {audit.total.oracle_undecided} mutants that may be right or wrong; "
            f"accepted of these: {len(audit.for_eyes)}"
        )
    if audit.left_open:
        lines.append(f"{len(audit.left_open)} parts are left open by their references")
    return "\n".join(lines)


def _against(audit: Audit, goal: str) -> str:
    found: Rate = getattr(audit.total, goal)
    most = audit.goals[goal]
    verdict = "MISSED" if goal in audit.missed else "met"
    return (
        f"{GOAL_NAMES[goal]}: {found.count} of {found.of}, {percent(found.rate)} "
        f"({percent(found.low)} to {percent(found.high)}); goal {percent(most)} {verdict}"
    )


def percent(share: float) -> str:
    """A share in percent, to a tenth."""
    return f"{100 * share:.1f}%"


def interval(found: Rate) -> str:
    """The count and the interval of its rate; nothing where nothing was tried."""
    if not found.of:
        return "-"
    return f"{found.count} ({100 * found.low:.1f}-{100 * found.high:.1f}%)"


COLUMNS: dict[str, Callable[[Figures], str]] = {
    "Wrong": lambda group: str(group.wrong or "-"),
    "accepted": lambda group: interval(group.false_accepts),
    "Right": lambda group: str(group.right or "-"),
    "rejected": lambda group: interval(group.false_rejects),
    "Unread": lambda group: str(group.unread.count),
    "Undec.": lambda group: str(group.undecided.count),
}


def _table(title: str, groups: Sequence[Figures]) -> object:
    from rich.table import Table

    table = Table(title, box=None, pad_edge=False, header_style="bold", padding=(0, 1, 0, 0))
    for column in COLUMNS:
        table.add_column(column, justify="right", no_wrap=True)
    for group in groups:
        table.add_row(group.name, *(show(group) for show in COLUMNS.values()))
    return table


def _fails(group: Figures) -> bool:
    rates = (group.false_accepts, group.false_rejects, group.open)
    return any(found.count for found in rates)


def _failure(row: Judged) -> str:
    from counterexam.report.clean import shown

    text = row.text if len(row.text) <= MOST_CHARACTERS else row.text[:MOST_CHARACTERS] + "..."
    indented = "\n".join(f"    {line}" for line in text.split("\n"))
    return shown(f"{row.fate}: {row.id}\n{indented}\n    -> {row.feedback[:MOST_CHARACTERS]}")
