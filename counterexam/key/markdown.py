"""A key as Markdown with LaTeX, in blocks: the title, each question, each part.

The other formats for people are made of the same blocks; how a plot is shown is theirs to say.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from checkers.notation.operators import DISTRIBUTIONS, MEASURES
from checkers.notation.operators import GREEK as LETTERS
from checkers.verdict import Counterexample
from counterexam.key.model import Key, KeyPart, KeyQuestion, Line, Mark, Mistake, Slip, Solved
from counterexam.key.plots import Grid, Lines, Plot
from counterexam.report.wording import basis, number

Show = Callable[[str, Plot], str]
"""The Markdown that shows a plot, told the id of its part."""

ESTABLISHED = {
    "proved": "Proved: each step is confirmed by computer algebra.",
    "checked": "Checked: computed, or held against a search for counterexamples.",
    "argued": "Argued: it rests on the reason given.",
}
RELATIONS = {"<=": r"\le", ">=": r"\ge"}
SPECIAL = re.compile(r"([\\`*_\[\]<>$#|])")
FORMULA = re.compile(r"\$[^$`]+\$")
INDEX = re.compile(r"(?<=[A-Za-z])_([A-Za-z]{2,})")
NAME = re.compile(r"(?<![\\A-Za-z{])([A-Z]{2,})(?=_)")
APPLIED = re.compile(rf"(?<![\\A-Za-z_])({'|'.join((*DISTRIBUTIONS, *MEASURES))})(?=\()")
"""Laws and functionals by their names, before what they are of."""
GREEK = re.compile(rf"(?<=\$)({'|'.join(LETTERS)})(?=[_^ =])")
"""A letter that a result is named by, as plain text has it."""
GLUE = "\0"
FENCED = re.compile(r"(^```.*?^```$)", re.DOTALL | re.MULTILINE)
AS_IT_IS = ("|", "#", "$$")
ITEM = re.compile(r"\n(?=- |\d+\. )")
LEAD = re.compile(r"- |\d+\. ")
WHOLE = re.compile(r"\$\$.*?\$\$|\$[^$]*\$|`[^`]*`|^- |^\d+\. | (?:[-+*>=#]+|\d+\.)(?= )")
"""What a line does not end in: formulas, code, and marks that would begin a list."""
SIDES = ("left", "right", "yours", "expected")
"""What a counterexample says of the two sides that should agree, besides the world."""
TABLE_ROWS = 11
"""Rows of the table that stands for curves where none can be drawn."""


class Block(NamedTuple):
    """A piece of the key: an id to point at, and its Markdown."""

    id: str
    text: str


def write(key: Key) -> str:
    """The whole key as one Markdown file, in lines of 80 columns where it is prose."""
    return "\n\n".join(wrapped(block.text) for block in blocks(key, as_table)) + "\n"


def blocks(key: Key, show: Show) -> Iterator[Block]:
    """The key piece by piece, in order."""
    yield Block("title", _joined(_title(key)))
    for question in key.questions:
        yield Block(f"q{question.number}", _joined(_question(question)))
        for part in question.parts:
            yield Block(f"part-{part.id}", _joined(_part(part, show)))
    if key.misprints:
        yield Block("misprints", _joined(_misprints(key.misprints)))


def _joined(paragraphs: Iterator[str]) -> str:
    return "\n\n".join(filter(None, paragraphs))


def _title(key: Key) -> Iterator[str]:
    yield f"# {key.title}{'' if key.student else ': answer key'}"
    minutes = f", {key.minutes} minutes" if key.minutes else ""
    lost = f"; {number(key.missing)} of them for questions that are lost" if key.missing else ""
    yield f"{_points(key.points)}{lost}{minutes}. {key.rules}".strip()


def _question(question: KeyQuestion) -> Iterator[str]:
    total = sum(part.points for part in question.parts)
    yield f"## Question {question.number}: {question.title} ({_points(total)})"
    yield question.statement


def _misprints(slips: Sequence[Slip]) -> Iterator[str]:
    yield "## Misprints"
    for source, where in (
        ("paper", "On the paper; the statements here are mended."),
        ("key", "In the printed key."),
    ):
        found = [slip for slip in slips if slip.source == source]
        if found:
            yield where
            yield "\n".join(map(_misprint, found))


def _misprint(slip: Slip) -> str:
    return f"- {slip.where}: {slip.printed} should be {slip.should_be}; {slip.because}."


def _part(part: KeyPart, show: Show) -> Iterator[str]:
    cost = f", a wrong answer costs {number(part.penalty)}" if part.penalty else ""
    yield f"### {part.id} ({_points(part.points)}{cost})"
    yield part.statement
    yield _options(part.options)
    if part.solved is not None:
        yield from _solved(part, part.solved, show)


def _options(options: dict[str, str]) -> str:
    if not any(options.values()):
        return f"*{' or '.join(options)}?*" if options else ""
    return "\n".join(f"- **{label}**: {text or label}" for label, text in options.items())


def _solved(part: KeyPart, solved: Solved, show: Show) -> Iterator[str]:
    yield from _answer(part, solved)
    if solved.plot is not None:
        yield show(part.id, solved.plot)
    if solved.working and not _is_derivation(part):
        yield "**Step by step.**"
        yield _working(solved.working)
    yield _marks(solved.marks)
    yield from _accepted(part, solved)
    if solved.mistakes:
        yield "**Common mistakes.**"
        yield "\n".join(map(_mistake, solved.mistakes))
    yield _established(solved)


def _is_derivation(part: KeyPart) -> bool:
    """Whether the answer is its steps."""
    return part.form == "derivation"


def _answer(part: KeyPart, solved: Solved) -> Iterator[str]:
    if solved.is_open:
        yield f"**Answer.** {_ruling(solved)}"
        yield f"**What is open.** {solved.because}"
    elif solved.working and _is_derivation(part):
        yield "**Answer.**"
        yield _working(solved.working)
        yield _led("**Why.**", solved.because) if solved.because else ""
    elif solved.in_words:
        yield f"**Answer.** {solved.because}"
    else:
        yield _led("**Answer.**", _chosen(part, solved.answers[0]))
        yield _led("**Why.**", solved.because) if solved.because else ""


def _ruling(solved: Solved) -> str:
    if solved.ruling is None:
        return (
            "Open: the setter has not ruled on this yet, and every answer waits for a person."
        )
    return f"The setter rules: {solved.ruling}."


def _led(lead: str, text: str) -> str:
    """A run-in heading; before a display, a list or a program it stands on its own."""
    own = text.startswith(("$$", "```", "- "))
    return f"{lead}\n\n{text}" if own else f"{lead} {text}"


def _chosen(part: KeyPart, answer: str) -> str:
    """A label with the option that it stands for."""
    labels = [label for label in answer.split(", ") if part.options.get(label)]
    if len(labels) == 1:
        return f"**{answer}**: {part.options[answer]}"
    return f"**{answer}**" if part.options else _upright(answer)


def _working(working: Sequence[Line]) -> str:
    """Numbered steps; a left side that the step before has reached is not repeated."""
    rows: list[str] = []
    reached = None
    for place, line in enumerate(working, 1):
        left = "" if line.left == reached else f"{line.left} "
        relation = RELATIONS.get(line.relation, line.relation)
        formula = f"{left}{relation} {line.right}".strip()
        rows.append(f"{place}. $\\displaystyle {_flat(formula)}$ ({line.reason})")
        reached = line.right
    return "\n".join(rows)


def _marks(marks: Sequence[Mark]) -> str:
    """A list, or a line where little is to be told apart."""
    rows = [f"**{_signed(mark.points)}**: {_inline(mark.text)}" for mark in marks]
    if sum(mark.points > 0 for mark in marks) == 1:
        return f"**Marks.** {'; '.join(rows)}."
    return "**Marks.**\n\n" + "\n".join(f"- {row}" for row in rows)


def _signed(points: float) -> str:
    return f"{'−' * (points < 0)}{number(abs(points))}"


def _accepted(part: KeyPart, solved: Solved) -> Iterator[str]:
    if solved.is_open:
        return
    yield f"**Also accepted.** {solved.accepted}" if solved.accepted else ""
    if part.form != "region":
        yield "\n".join(f"- {_inline(answer)}" for answer in solved.answers[1:])


def _mistake(mistake: Mistake) -> str:
    said = [f"{mistake.slip}: {_inline(mistake.written)}.", _escaped(mistake.met_by)]
    if mistake.counterexample is not None:
        said.append(_world(mistake.counterexample))
    return f"- {' '.join(filter(None, said))}"


def _world(counterexample: Counterexample) -> str:
    """Where it fails, and what the two sides are there."""
    world = {k: v for k, v in counterexample.items() if k not in SIDES}
    where = world.pop("at", "") or ", ".join(
        f"{name} = {value}" for name, value in world.items()
    )
    sides = [f"{side} `{counterexample[side]}`" for side in SIDES if side in counterexample]
    if not sides:
        return f"`{where}`."
    return f"{f'At `{where}`' if where else 'In one world'}: {', '.join(sides)}."


def _established(solved: Solved) -> str:
    said = [ESTABLISHED[solved.established]]
    if solved.evidence is not None and solved.evidence.method not in ("person", "listed"):
        said.append(f"It passes its own checker: {basis(solved.evidence)}.")
    who = "person" if solved.is_open else solved.decided_by
    return f"*{' '.join(said)} A {who} decides.*"


def _points(points: float) -> str:
    return f"{number(points)} point{'' if points == 1 else 's'}"


def _inline(text: str) -> str:
    """On one line, displays among the words."""
    return _upright(_flat(", ".join(text.strip().split("\n\n")).replace("$$", "$")))


def _upright(text: str) -> str:
    """Names of several letters, which checkers read as they are, as LaTeX would have them."""
    return FORMULA.sub(lambda match: _named(match[0]), text)


def _named(formula: str) -> str:
    indexed = INDEX.sub(r"_{\\text{\1}}", GREEK.sub(r"\\\1", formula))
    return APPLIED.sub(r"\\text{\1}", NAME.sub(r"\\text{\1}", indexed))


def _flat(text: str) -> str:
    return " ".join(text.split())


def _escaped(text: str) -> str:
    """Plain text that Markdown leaves as it is."""
    return SPECIAL.sub(r"\\\1", _flat(text))


def wrapped(text: str) -> str:
    """The same Markdown with its prose in lines of 80 columns; formulas and code stay whole."""
    pieces = FENCED.split(text)
    return "".join(p if place % 2 else _wrapped(p) for place, p in enumerate(pieces))


def _wrapped(text: str) -> str:
    paragraphs = text.split("\n\n")
    return "\n\n".join(p if p.startswith(AS_IT_IS) else _refilled(p) for p in paragraphs)


def _refilled(paragraph: str) -> str:
    items = ITEM.split(paragraph)
    return "\n".join(_filled(item) for item in items)


def _filled(item: str) -> str:
    indent = " " * len(lead[0]) if (lead := LEAD.match(item)) else ""
    whole = WHOLE.sub(lambda match: match[0].replace(" ", GLUE), _flat(item))
    lines = textwrap.wrap(
        whole,
        80,
        subsequent_indent=indent,
        break_long_words=False,
        break_on_hyphens=False,
    )
    return "\n".join(lines).replace(GLUE, " ")


def as_table(part_id: str, plot: Plot) -> str:
    """A plot's numbers, where nothing can be drawn."""
    header, rows = _grid(plot) if isinstance(plot, Grid) else _lines(plot)
    ruled = [header, ["---"] + ["---:"] * (len(header) - 1), *rows]
    table = "\n".join(f"| {' | '.join(row)} |" for row in ruled)
    return f"*{plot.title}*\n\n{table}"


def _grid(plot: Grid) -> tuple[list[str], list[list[str]]]:
    rows = [
        [name, *(f"{cell:.2f}" if plot.numbers else "·█"[cell > 0] for cell in row)]
        for name, row in zip(plot.rows, plot.cells, strict=True)
    ]
    return ["", *plot.columns], rows


def _lines(plot: Lines) -> tuple[list[str], list[list[str]]]:
    last = len(plot.x) - 1
    chosen = sorted({round(i * last / (TABLE_ROWS - 1)) for i in range(TABLE_ROWS)})
    rows = [[f"{plot.x[i]:.4g}", *(f"{c.y[i]:.4g}" for c in plot.curves)] for i in chosen]
    return [plot.across, *(curve.name for curve in plot.curves)], rows
