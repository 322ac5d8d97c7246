"""A key as one HTML page without scripts: formulas as MathML, plots as SVG, printable."""

from __future__ import annotations

from collections.abc import Callable, Iterator, MutableMapping, Sequence
from functools import cache
from typing import Any

from jinja2 import Environment, PackageLoader, PrefixLoader, StrictUndefined
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from counterexam.key.drawing import MISSING, is_possible, svg
from counterexam.key.formulas import PLOT, pieces, reader, set_aside
from counterexam.key.markdown import Block, as_table, blocks
from counterexam.key.model import Key
from counterexam.key.plots import Plot
from counterexam.report.mathml import mathml
from counterexam.report.typeset import Formula

Env = MutableMapping[str, Any]
Rule = Callable[[RendererHTML, Sequence[Token], int, Any, Env], str]


def write(key: Key) -> str:
    """The page."""
    plots: dict[str, Plot] = {}

    def show(part_id: str, plot: Plot) -> str:
        if not is_possible():
            return f"{as_table(part_id, plot)}\n\n*{MISSING}*"
        plots[part_id] = plot
        return f"*{plot.title}*\n\n![Plot of part {part_id}]({PLOT}{part_id})"

    page = _environment().get_template("key/key.html.j2")
    sections = [(block, _html(block, plots)) for block in blocks(key, show)]
    return page.render(key=key, sections=sections)


def _html(block: Block, plots: dict[str, Plot]) -> Markup:
    text, formulas = set_aside(block.text)
    rendered = _reader().render(text, {"formulas": formulas, "plots": plots})
    return Markup(rendered)  # noqa: S704 - markdown-it escapes all text, raw HTML included


@cache
def _reader() -> MarkdownIt:
    markdown = reader()
    for name, rule in RULES.items():
        markdown.add_render_rule(name, rule)
    return markdown


def _text(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Env
) -> str:
    return "".join(_set(tokens[index].content, env["formulas"]))


def _set(text: str, formulas: Sequence[Formula]) -> Iterator[str]:
    for piece in pieces(text, formulas):
        yield _formula(piece) if isinstance(piece, Formula) else escape(piece)


def _formula(formula: Formula) -> str:
    element = mathml(formula.latex, block=formula.block)
    if element is None:
        return f'<code class="tex">{escape(formula.source)}</code>'
    kind = "display" if formula.block else "formula"
    return f'<span class="{kind}">{element}</span>'


def _image(
    renderer: RendererHTML, tokens: Sequence[Token], index: int, options: Any, env: Env
) -> str:
    """A plot; other pictures would have to be fetched, and are named instead."""
    source = str(tokens[index].attrs.get("src", ""))
    name = escape(tokens[index].content)
    plot = env["plots"].get(source.removeprefix(PLOT))
    if plot is None:
        return str(name)
    prefix = "".join(c if c.isalnum() else "-" for c in source)
    drawing = svg(plot, prefix)
    return f'<span class="plot" role="img" aria-label="{name}">{drawing}</span>'


RULES: dict[str, Rule] = {
    "text": _text,
    "image": _image,
    "list_item_open": lambda renderer, tokens, index, options, env: "<li><div>",
    "list_item_close": lambda renderer, tokens, index, options, env: "</div></li>\n",
}
"""What is not rendered as markdown-it does; what is too wide scrolls beside its list's mark."""


@cache
def _environment() -> Environment:
    folders = {name: PackageLoader(f"counterexam.{name}") for name in ("key", "report")}
    return Environment(
        loader=PrefixLoader(folders),
        autoescape=True,
        undefined=StrictUndefined,
        keep_trailing_newline=True,
    )
