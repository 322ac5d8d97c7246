r"""Markdown with LaTeX for markdown-it: formulas are set aside before it reads the rest.

Markdown would take the underscores and backslashes of a formula for its own. So each formula
is replaced by a mark of private-use characters, and found again in the tokens' text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from markdown_it import MarkdownIt

from counterexam.report.clean import shown
from counterexam.report.typeset import Formula, segments

OPEN, CLOSE = "\ue000", "\ue001"
MARK = re.compile(rf"{OPEN}(\d+){CLOSE}")
PRIVATE = dict.fromkeys((ord(OPEN), ord(CLOSE)), "\ufffd")
CODE = re.compile(r"(^```.*?^```$|`[^`\n]+`)", re.DOTALL | re.MULTILINE)
"""Where a dollar opens nothing: programs, and code among words."""
PLOT = "plot:"
"""What the address of a plot's image begins with; the id of its part follows."""


def reader() -> MarkdownIt:
    """CommonMark with tables, in which raw HTML is text."""
    return MarkdownIt("commonmark", {"html": False}).enable("table")


def set_aside(text: str) -> tuple[str, Sequence[Formula]]:
    """The text with marks for its formulas, and the formulas that they stand for."""
    formulas: list[Formula] = []
    return "".join(_marked(shown(text.translate(PRIVATE)), formulas)), formulas


def _marked(text: str, formulas: list[Formula]) -> Iterator[str]:
    for place, stretch in enumerate(CODE.split(text)):
        for piece in [stretch] if place % 2 else segments(stretch):
            if isinstance(piece, Formula):
                yield f"{OPEN}{len(formulas)}{CLOSE}"
                formulas.append(piece)
            else:
                yield piece


def pieces(text: str, formulas: Sequence[Formula]) -> Iterator[str | Formula]:
    """A token's text in order, as plain pieces and formulas."""
    for place, piece in enumerate(MARK.split(text)):
        if place % 2:
            yield formulas[int(piece)]
        elif piece:
            yield piece
