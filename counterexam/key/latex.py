"""A key as one LaTeX file that pdflatex compiles as it is, plots included."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from jinja2 import Environment, PackageLoader, StrictUndefined
from markdown_it.tree import SyntaxTreeNode

from counterexam.key.formulas import PLOT, pieces, reader, set_aside
from counterexam.key.markdown import Block, blocks
from counterexam.key.model import Key
from counterexam.key.plots import Lines, Plot
from counterexam.key.tikz import tikz
from counterexam.report.typeset import Formula

SPECIAL = {c: f"\\{c}" for c in "&%#_{}$"} | {
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\\": r"\textbackslash{}",
    "`": r"\textasciigrave{}",
    '"': r"\textquotedbl{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
}
UNTAUGHT = re.compile("[^\0-\x7f\xa0-\u017f‐–—‘’“”„…€™]")
"""Characters of which LaTeX has to be told what they are."""
MATHEMATICAL = re.compile("[×±·÷¬µ°²³¹]")
"""Characters that it knows in text, but not in formulas."""
WHOLE = ("equation", "displaymath", "math")
WITHIN = {"align": "aligned", "eqnarray": "aligned", "flalign": "aligned"} | {
    "gather": "gathered",
    "multline": "gathered",
}
"""Environments that are displays of their own, and what they are called inside of one."""
ENVIRONMENT = re.compile(r"\\(begin|end)\{([a-zA-Z]+)\*?\}")
DISPLAYED = r"\displaystyle "
LONG = 110
"""Characters of a formula among words that may not fit on a line."""
NESTING = {"{": 1, r"\left": 1, r"\begin": 1, "}": -1, r"\right": -1, r"\end": -1}
MARKS = re.compile(r"\\(?:left|right|begin|end|leq?|geq?)(?![A-Za-z])|(?<!\\)[{}]|=")
HEADINGS = {"h1": "section*", "h2": "section*", "h3": "subsection*"}
AROUND = {
    "strong": (r"\textbf{", "}"),
    "em": (r"\emph{", "}"),
    "paragraph": ("", "\n\n"),
    "bullet_list": ("\\begin{itemize}\n", "\\end{itemize}\n\n"),
    "ordered_list": ("\\begin{enumerate}\n", "\\end{enumerate}\n\n"),
    "list_item": ("\\item ", ""),
    "blockquote": ("\\begin{quote}\n", "\\end{quote}\n\n"),
}
"""What stands before and after the content of a node; others have their own function."""


def write(key: Key) -> str:
    """The file."""
    plots: dict[str, Plot] = {}

    def show(part_id: str, plot: Plot) -> str:
        plots[part_id] = plot
        return f"*{plot.title}*\\\n![]({PLOT}{part_id})"

    body = "".join(_Setter(block, plots).block() for block in blocks(key, show))
    page = _environment().get_template("key.tex.j2")
    return page.render(
        key=key,
        title=escaped(key.title),
        body=body,
        characters=_characters(body),
        has_plots=bool(plots),
        has_curves=any(isinstance(plot, Lines) for plot in plots.values()),
    )


@dataclass(frozen=True)
class _Setter:
    """Sets one block, node by node."""

    source: Block
    plots: dict[str, Plot]

    def block(self) -> str:
        text, formulas = set_aside(self.source.text)
        return self._node(SyntaxTreeNode(reader().parse(text)), formulas)

    def _node(self, node: SyntaxTreeNode, formulas: Sequence[Formula]) -> str:
        set_own = OWN.get(node.type)
        if set_own is not None:
            return set_own(self, node, formulas)
        before, after = AROUND.get(node.type, ("", ""))
        return f"{before}{self._inside(node, formulas)}{after}"

    def _inside(self, node: SyntaxTreeNode, formulas: Sequence[Formula]) -> str:
        return "".join(self._node(child, formulas) for child in node.children)

    def _text(self, node: SyntaxTreeNode, formulas: Sequence[Formula]) -> str:
        found = pieces(node.content, formulas)
        return "".join(_formula(p) if isinstance(p, Formula) else escaped(p) for p in found)

    def _heading(self, node: SyntaxTreeNode, formulas: Sequence[Formula]) -> str:
        level = HEADINGS.get(node.tag, "paragraph*")
        return f"\\{level}{{{self._inside(node, formulas)}}}\n\n"

    def _image(self, node: SyntaxTreeNode, formulas: Sequence[Formula]) -> str:
        plot = self.plots.get(str(node.attrs.get("src", "")).removeprefix(PLOT))
        return escaped(node.content) if plot is None else tikz(plot)

    def _table(self, node: SyntaxTreeNode, formulas: Sequence[Formula]) -> str:
        rows = [row for part in node.children for row in part.children]
        columns = "l" + "r" * (len(rows[0].children) - 1)
        lines = (
            " & ".join(self._inside(cell, formulas) for cell in row.children) + r" \\"
            for row in rows
        )
        body = "\n".join(lines)
        return f"\\begin{{tabular}}{{{columns}}}\n{body}\n\\end{{tabular}}\n\n"


def _code(setter: _Setter, node: SyntaxTreeNode, formulas: Sequence[Formula]) -> str:
    """Code among words, which may break after a comma."""
    return rf"\texttt{{{escaped(node.content)}}}".replace(",", r",\allowbreak{}")


def _program(setter: _Setter, node: SyntaxTreeNode, formulas: Sequence[Formula]) -> str:
    content = node.content.replace(r"\end{verbatim}", r"\end {verbatim}")
    return f"\\begin{{verbatim}}\n{content}\\end{{verbatim}}\n\n"


Own = Callable[[_Setter, SyntaxTreeNode, Sequence[Formula]], str]
OWN: dict[str, Own] = {
    "text": _Setter._text,
    "heading": _Setter._heading,
    "image": _Setter._image,
    "table": _Setter._table,
    "code_inline": _code,
    "fence": _program,
    "code_block": _program,
    "softbreak": lambda setter, node, formulas: "\n",
    "hardbreak": lambda setter, node, formulas: "\\\\*\n",
    "hr": lambda setter, node, formulas: "\\bigskip\\hrule\\bigskip\n\n",
}


def _formula(formula: Formula) -> str:
    """A formula in dollars, or as a display that is shrunk where the page is too narrow."""
    latex = " ".join(ENVIRONMENT.sub(_environment_within, formula.latex).split())
    latex = re.sub(r"(?<!\\)%", r"\\%", latex)
    if not formula.block:
        return f"${latex}$" if len(latex) < LONG else _in_pieces(latex)
    if formula.source.startswith("\\begin"):
        return rf"$\displaystyle {latex}$"
    return rf"\fit{{{latex}}}"


def _sides(latex: str) -> Iterator[str]:
    """A long formula cut before the relations that are inside of nothing."""
    depth = start = 0
    for mark in MARKS.finditer(latex):
        depth += NESTING.get(mark[0], 0)
        if depth == 0 and mark[0] not in NESTING and latex[start : mark.start()].strip():
            yield latex[start : mark.start()]
            start = mark.start()
    yield latex[start:]


def _in_pieces(latex: str) -> str:
    """A long formula side by side, each shrunk where a line is too narrow for it."""
    bare = latex.removeprefix(DISPLAYED)
    style = DISPLAYED if bare != latex else ""
    return " ".join(rf"\within{{{style}{side}}}" for side in _sides(bare))


def _environment_within(match: re.Match[str]) -> str:
    side, name = match.groups()
    return "" if name in WHOLE else rf"\{side}{{{WITHIN.get(name, name)}}}"


def escaped(text: str) -> str:
    """Plain text in LaTeX."""
    return "".join(SPECIAL.get(c, c) for c in text)


def _characters(body: str) -> Iterator[tuple[str, str]]:
    """Code point and meaning of each character that LaTeX must be told of."""
    found = {*UNTAUGHT.findall(body), *MATHEMATICAL.findall(body)}
    for character in sorted(found):
        yield f"{ord(character):04X}", _meaning(character)


def _meaning(character: str) -> str:
    """A command for a character; those without one by what they are made of, or by number."""
    command = _commands().get(character)
    if command is not None:
        return rf"\ensuremath{{{command}}}"
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return escaped(plain) or rf"\mbox{{\footnotesize U+{ord(character):04X}}}"


@cache
def _commands() -> dict[str, str]:
    """Greek letters and mathematical signs by character, from the list of latex2mathml."""
    from latex2mathml.symbols_parser import parse_symbols

    known: dict[str, str] = {}
    for command, code in parse_symbols().items():
        character = chr(int(code, 16))
        best = known.get(character, command)
        known[character] = min(best, command, key=lambda c: (len(c), c))
    return known


@cache
def _environment() -> Environment:
    return Environment(
        loader=PackageLoader("counterexam.key"),
        autoescape=False,  # noqa: S701 - LaTeX, escaped above
        undefined=StrictUndefined,
        keep_trailing_newline=True,
        comment_start_string="%#",
        comment_end_string="#%",
        block_start_string="<%",
        block_end_string="%>",
        variable_start_string="<<",
        variable_end_string=">>",
        trim_blocks=True,
    )
