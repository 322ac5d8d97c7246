r"""An answer's text -> its blocks: displays, inline mathematics, prose.

Knows the delimiters of LaTeX and Markdown (``$``, ``$$``, ``\[``, ``\(``, environments, fenced
code). A display that is never closed ends with its paragraph; a lone dollar is a dollar.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

from checkers.notation.passages.tokens import TRANSPARENT


class Block(NamedTuple):
    """A stretch of the answer that starts at `at`, without its delimiters."""

    kind: Literal["display", "inline", "prose"]
    text: str
    at: int


OPENING = re.compile(
    r"(?<!\\)(?P<dollars>\$\$?)"
    r"|(?<!\\)\\(?P<bracket>[\[(])"
    rf"|\\begin[ ]?\{{(?P<env>(?:{'|'.join(sorted(TRANSPARENT))})\*?)\}}"
    r"|(?P<fence>^[ \t]*```[^\n]*$)",
    re.MULTILINE,
)
CLOSERS = {"$": "$", "$$": "$$", "[": r"\]", "(": r"\)"}
MARKED = re.compile(
    r"(?<!\\)&\s*(?:[=<>≤≥≈∝]|\\(?:[lg]eq?|approx|propto|sim|stackrel|overset)\b)"
)
_ROW = r"(?![^\n]*(?<![\\A-Za-z{])[A-Za-z]{4,}[ ,.])[^\n]*"
ROWS = re.compile(rf"^(?=[^\n]*[\\&]){_ROW}$(?:\n(?=[^\n]*\S){_ROW}$)*", re.MULTILINE)
"""Lines that have no words of a sentence in them, the first with a sign of LaTeX."""
TABLE = re.compile(r"^[ \t]*\|[ \t]*:?-{3,}", re.MULTILINE)
TABLE_ROW = re.compile(r"^[ \t]*\|[^\n]*\|[ \t]*$", re.MULTILINE)
BLANK = re.compile(r"\n[ \t]*\n")


def blocks(text: str) -> list[Block]:
    """The blocks in order; together they hold all but the delimiters."""
    if TABLE.search(text):
        text = TABLE_ROW.sub(_parted, text)
    found: list[Block] = []
    at = 0
    for opening in OPENING.finditer(text):
        if opening.start() >= at:
            found.append(Block("prose", text[at : opening.start()], at))
            block, at = _delimited(text, opening)
            found.append(block)
    found.append(Block("prose", text[at:], at))
    return [part for block in found if block.text for part in _bared(block)]


def _parted(row: re.Match[str]) -> str:
    """A table's row with semicolons for the bars between its cells; places stay."""
    outside = row[0].replace("---", "   ").split("$")
    outside[::2] = [text.replace("|", ";") for text in outside[::2]]
    return "$".join(outside)


def _bared(block: Block) -> list[Block]:
    """Prose with the rows of an alignment that lost its environment as displays."""
    if block.kind != "prose" or not MARKED.search(block.text):
        return [block]
    found: list[Block] = []
    at = 0
    for rows in ROWS.finditer(block.text):
        if MARKED.search(rows[0]):
            found.append(Block("prose", block.text[at : rows.start()], block.at + at))
            found.append(Block("display", rows[0], block.at + rows.start()))
            at = rows.end()
    return [*found, Block("prose", block.text[at:], block.at + at)]


def _delimited(text: str, opening: re.Match[str]) -> tuple[Block, int]:
    """The block that opens here, and where the text goes on behind it."""
    start, delimiter = opening.end(), opening["dollars"] or opening["bracket"]
    if opening["fence"]:
        return Block("prose", "", start), start
    closer = CLOSERS[delimiter] if delimiter else rf"\end{{{opening['env']}}}"
    stop = _closing(text, closer, start)
    if stop is None and delimiter == "$":
        return Block("prose", "", start), start
    stop, end = (
        (stop, stop + len(closer)) if stop is not None else (_paragraph(text, start),) * 2
    )
    if opening["env"]:
        return Block("display", text[opening.start() : end], opening.start()), end
    return Block("inline" if delimiter in "$(" else "display", text[start:stop], start), end


def _closing(text: str, closer: str, start: int) -> int | None:
    """Where the closing delimiter stands; inline mathematics ends with its paragraph."""
    stop = text.find(closer, start)
    while stop > 0 and closer.startswith("$") and text[stop - 1] == "\\":
        stop = text.find(closer, stop + 1)
    inline = closer in ("$", r"\)")
    return None if stop < 0 or (inline and BLANK.search(text, start, stop)) else stop


def _paragraph(text: str, start: int) -> int:
    blank = BLANK.search(text, start)
    return blank.start() if blank else len(text)
