"""Reports for a terminal: legible at 80 columns, without colour, and through a pipe.

Everything is a Rich `Text` or a table of them, never a string of markup, so that an answer
cannot speak Rich's language. Colour repeats what a sign and a word have said.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from io import StringIO
from textwrap import dedent

from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.rule import Rule
from rich.segment import Segment
from rich.table import Table
from rich.text import Text

from checkers.verdict import Counterexample, Remark, Step
from counterexam.contract import PartVerdict, Report, RubricRow, Unassigned
from counterexam.report.clean import each_text, shown
from counterexam.report.folder import overview
from counterexam.report.wording import (
    MARKS,
    STEP_SIGNS,
    basis,
    line_count,
    number,
    own_counterexample,
    places,
    score_of,
    total,
    waiting,
)

__all__ = [
    "overview",
    "part_view",
    "plain_text",
    "report_view",
    "show",
    "verdict_text",
    "write",
]

WIDTH = 80
INDENT = 4
BAR = "│ "
ANSWER_LINES = 4
"""Of an answer as much is shown as tells which one it is; `lines` says where to read on."""
ANSWER_LINE_LENGTH = 200


def write(reports: Sequence[Report], listed: bool) -> str:
    """What `show` prints, as plain text of 80 columns."""
    return _printed(lambda console: show(reports, console, listed=listed))


def verdict_text(part: PartVerdict) -> str:
    """One verdict with everything it says, as plain text of 80 columns."""
    return _printed(lambda console: console.print(part_view(part)))


def plain_text(part: PartVerdict) -> str:
    """The same without its first line, the outcome and the score."""
    return _printed(lambda console: console.print(*_part_body(part), sep="\n"))


def _printed(show_on: Callable[[Console], None]) -> str:
    page = StringIO()
    show_on(Console(file=page, width=WIDTH, color_system=None))
    return "".join(f"{line.rstrip()}\n" for line in page.getvalue().split("\n")[:-1])


def show(reports: Sequence[Report], console: Console, *, listed: bool = False) -> None:
    """Print reports, then, for a folder, the table and the histogram of its scores."""
    for report in reports:
        console.print(report_view(report))
    if listed:
        console.print(overview(reports))


def report_view(report: Report) -> RenderableType:
    """One report: its score, its parts in order, and what was read as no part."""
    report = each_text(report, shown)
    return Group(
        Rule(Text(report.title, "bold"), style="dim"),
        *_heading(report),
        *(Group(Text(), part_view(part)) for part in report.parts),
        *_unassigned(report.unassigned),
        Text(),
        _score(report),
    )


def part_view(part: PartVerdict) -> RenderableType:
    """One verdict, with everything it says."""
    part = each_text(part, shown)
    return Group(_part_line(part), *map(_indented, _part_body(part)))


def _heading(report: Report) -> Iterator[RenderableType]:
    yield Text.assemble("Submission  ", (report.submission, "bold"), overflow="fold")
    yield _score(report)


def _score(report: Report) -> Text:
    """The score: at the head for a reader, and at the end where a terminal comes to rest."""
    return Text.assemble(
        "Score       ",
        (f"{number(report.score)} of {total(report)} decided", "bold"),
        *(f", {phrase}" for phrase in waiting(report)),
    )


def _part_line(part: PartVerdict) -> RenderableType:
    mark = MARKS[part.verdict]
    line = Table.grid(expand=True, padding=(0, 1))
    line.add_column(overflow="fold", ratio=1)
    line.add_column(justify="right", overflow="fold")
    name = f"{part.part}  " if part.part else ""
    verdict = Text.assemble(
        (f"{mark.sign} ", mark.style), (name, "bold"), (mark.word, mark.style)
    )
    if part.evidence.worlds:
        verdict.append(f" ({basis(part.evidence)})", "dim")
    line.add_row(verdict, Text(score_of(part), "bold"))
    return line


def _part_body(part: PartVerdict) -> Iterator[RenderableType]:
    if part.feedback:
        yield _text(part.feedback)
    world = own_counterexample(part)
    if world:
        yield _section("Counterexample", _assignment(world))
    if part.steps:
        yield _section("Steps", *map(_step, part.steps))
    if part.rubric:
        yield _section("Rubric, points suggested", _rubric(part.rubric))
    if part.remarks:
        yield _section("Slips that cost nothing", *map(_remark, part.remarks))
    if part.answer.strip():
        yield _section(_answer_title(part), _answer(part.answer))


def _section(title: str, *rows: RenderableType) -> RenderableType:
    return Group(_text(title, "dim"), *(_indented(row, 2) for row in rows))


def _assignment(world: Counterexample) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(overflow="fold", max_width=20)
    table.add_column(overflow="fold")
    for symbol, value in world.items():
        table.add_row(_text(symbol, "bold"), _text(value))
    return table


def _step(step: Step) -> RenderableType:
    line = _text(f"{STEP_SIGNS[step.status]} {step.index}. {step.status}")
    if step.rule:
        line.append(f" by {step.rule}")
    line.append(f":  {step.left}  {step.relation}  {step.right}")
    if not step.counterexample:
        return line
    return Group(line, _indented(_assignment(step.counterexample)))


def _rubric(rows: Sequence[RubricRow]) -> RenderableType:
    table = Table.grid(padding=(0, 2))
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for row in rows:
        table.add_row(_text(f"{number(row.suggested)} of {number(row.points)}"), _point(row))
    return table


def _point(row: RubricRow) -> Text:
    """A rubric point, and below it the words it rests on."""
    line = _text(row.point)
    if row.quote:
        line.append(f"\n“{row.quote}”", "italic")
    if row.reason:
        line.append(f" ({row.reason})")
    return line


def _remark(remark: Remark) -> RenderableType:
    return _text(f"{remark.place}: {remark.given}, exactly {remark.expected}")


def _answer_title(part: PartVerdict) -> str:
    return ", ".join(filter(None, ["Answer", places(part.lines)]))


class _Prefixed:
    """A view with the same text before each of its lines, and no blanks after them."""

    def __init__(self, view: RenderableType, prefix: str) -> None:
        self.view, self.prefix = view, prefix

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        narrow = options.update_width(max(options.max_width - len(self.prefix), 1))
        for line in console.render_lines(self.view, narrow, pad=False):
            yield Segment(self.prefix)
            yield from _trimmed(line)
            yield Segment.line()


def _trimmed(line: list[Segment]) -> list[Segment]:
    """The line without the blanks that fill up its width."""
    text = [i for i, segment in enumerate(line) if segment.text.strip()]
    if not text:
        return []
    last = line[text[-1]]
    return [*line[: text[-1]], Segment(last.text.rstrip(), last.style)]


def _indented(view: RenderableType, columns: int = INDENT) -> RenderableType:
    return _Prefixed(view, " " * columns)


def _quoted(text: str) -> RenderableType:
    """A student's own text, with a bar before each line so that it cannot pass for ours."""
    return _Prefixed(_text(text), BAR)


def _answer(answer: str) -> RenderableType:
    lines = [line for line in dedent(answer).splitlines() if line.strip()]
    left = len(lines) - ANSWER_LINES
    more = [f"… {left} more line{'s' * (left > 1)}"] if left > 0 else []
    return _quoted("\n".join([*map(_clipped, lines[:ANSWER_LINES]), *more]))


def _clipped(line: str) -> str:
    if len(line) <= ANSWER_LINE_LENGTH:
        return line
    return f"{line[:ANSWER_LINE_LENGTH]} … ({len(line) - ANSWER_LINE_LENGTH} more characters)"


def _unassigned(blocks: Sequence[Unassigned]) -> Iterator[RenderableType]:
    stray = [block for block in blocks if block.kind == "stray"]
    own = sum(line_count(block.text) for block in blocks if block.kind == "question")
    if stray or own:
        yield Text("\nRead as no part's answer", "bold")
        yield from (_indented(_stray(block)) for block in stray)
    if own:
        yield _indented(_text(f"Lines of the paper's own text: {own}", "dim"))


def _stray(block: Unassigned) -> RenderableType:
    return _section(places([block.lines]), _quoted(block.text.strip("\n")))


def _text(text: str, style: str = "") -> Text:
    return Text(text, style, overflow="fold")
