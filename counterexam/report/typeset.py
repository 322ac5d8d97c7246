r"""Text with formulas in it as HTML: the formulas as MathML, everything else escaped.

Formulas are found by their delimiters: ``$..$``, ``$$..$$``, ``\(..\)``, ``\[..\]`` and
LaTeX's display environments. A dollar opens a formula as it does in Pandoc: with no space
after it, closed by one with no space before and no digit after, so that prices stay text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import Markup, escape

from counterexam.report.mathml import LONGEST, mathml

BUDGET = 60_000
"""Characters of formulas converted for one report, about a second's work; an honest paper
has a tenth of that, and what exceeds it is shown as its source."""

ENVIRONMENTS = (
    "align|aligned|alignedat|array|Bmatrix|bmatrix|cases|dcases|displaymath|eqnarray|equation"
    "|flalign|gather|gathered|math|matrix|multline|pmatrix|smallmatrix|split|Vmatrix|vmatrix"
)
OPENER = re.compile(
    rf"\\[\\$]|\$\$|\$(?=[^\s$])|\\\(|\\\[|\\begin\{{((?:{ENVIRONMENTS})\*?)\}}"
)
"""What opens a formula, and before it the escaped backslash and dollar, which open none."""
CLOSERS = {"$$": "$$", r"\(": r"\)", r"\[": r"\]"}
INLINE_END = re.compile(r"(?<=[^\s\\])\$(?!\d)|\n[ \t]*\n")
INLINE = ("$", r"\(")

DISPLAY = Markup('<span class="display">')
DISPLAY_END = Markup("</span>")
"""Around a formula on lines of its own, in place of the line ends beside it."""


@dataclass(frozen=True)
class Formula:
    """A formula: its LaTeX, the same as it was written, and whether it stands alone."""

    latex: str
    source: str
    block: bool


def segments(text: str) -> Iterator[str | Formula]:
    """The text in order, as plain pieces and formulas; their sources join to the text."""
    page = _Page(text)
    plain_from = position = 0
    while opener := OPENER.search(text, position):
        formula = page.formula(opener)
        if formula is None:
            position = opener.end()
            continue
        yield text[plain_from : opener.start()]
        yield formula
        plain_from = position = opener.start() + len(formula.source)
    yield text[plain_from:]


@dataclass(frozen=True)
class _Page:
    """A text in which closing delimiters are looked up, in time linear in its length."""

    text: str

    def formula(self, opener: re.Match[str]) -> Formula | None:
        """The formula that opens here, if one does."""
        end = self._dollar(opener) if opener[0] == "$" else self._closer(opener)
        if end is None:
            return None
        source = self.text[opener.start() : end[1]]
        latex = source if opener[1] else self.text[opener.end() : end[0]]
        return Formula(latex, source, opener[0] not in INLINE) if latex.strip() else None

    def _closer(self, opener: re.Match[str]) -> tuple[int, int] | None:
        closer = rf"\end{{{opener[1]}}}" if opener[1] else CLOSERS.get(opener[0])
        if closer is None:
            return None
        found = self.text.find(closer, opener.end(), opener.end() + LONGEST)
        return (found, found + len(closer)) if found >= 0 else None

    def _dollar(self, opener: re.Match[str]) -> tuple[int, int] | None:
        after = bisect_left(self._inline_ends, (opener.end(), 0))
        for start, end in self._inline_ends[after : after + 1]:
            return (start, end) if self.text[start] == "$" else None
        return None

    @cached_property
    def _inline_ends(self) -> list[tuple[int, int]]:
        return [match.span() for match in INLINE_END.finditer(self.text)]


class Typesetter:
    """Sets one report's texts, within one budget for all of its formulas."""

    def __init__(self, budget: int = BUDGET) -> None:
        """Convert formulas of `budget` characters together; the rest stay source."""
        self.left = budget

    def text(self, text: str) -> Markup:
        """Prose with formulas, as HTML."""
        html = Markup("").join(map(self._piece, segments(text)))
        return html.replace("\n" + DISPLAY, DISPLAY).replace(DISPLAY_END + "\n", DISPLAY_END)

    def _piece(self, piece: str | Formula) -> Markup:
        return self._formula(piece) if isinstance(piece, Formula) else escape(piece)

    def expression(self, text: str) -> Markup:
        """Something known to be an expression: set if it is LaTeX, else as it was typed."""
        formula = Formula(text, text, block=False)
        return self._formula(formula) if "\\" in text else _source(formula)

    def _formula(self, formula: Formula) -> Markup:
        self.left -= len(formula.latex)
        element = mathml(formula.latex, block=formula.block) if self.left >= 0 else None
        if element is None:
            return _source(formula)
        html = Markup(element)  # noqa: S704 - made of listed elements, all text escaped
        return DISPLAY + html + DISPLAY_END if formula.block else html


def _source(formula: Formula) -> Markup:
    return Markup('<code class="tex">{}</code>').format(formula.source)
