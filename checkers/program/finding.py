"""Python within an answer: notebook cells and fenced blocks, else lines of plain text.

Nothing is parsed here: a student's text is only cut at its lines, and the sandbox reads it.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from textwrap import dedent

FENCE = re.compile(r"^ {0,3}(`{3,}|~{3,})[ \t]*\{?\.?([\w+-]*)")
PYTHON = frozenset(
    {"", "python", "python3", "py", "py3", "ipython", "ipython3", "numpy", "code"}
)
PROMPT = re.compile(r"^(?:>>>|\.\.\.|In \[\d*\]:) ?")
START = re.compile(
    r"(?:def|class|async def|for|while|with|if|elif|else|try|except|finally)\b.*:\s*(?:#.*)?$"
    r"|(?:def|class)\s+\w+\s*\(|import \w|from [\w.]+ import |assert |@\w|[\w.]+\(.*\)\s*$"
    r"|[\w.]+(?:\[.*\])?(?:\s*,\s*[\w.]+)*(?:\s*:\s*\w+)?\s*(?:[-+*/@%]|//|\*\*)?=[^=]"
)
"""How a line begins that Python begins with, in plain text."""
MATHEMATICS = re.compile(r"\$|\\[A-Za-z(\[]")
"""What a line of LaTeX has, and one of Python hardly."""
MORE = re.compile(r"\s+\S|[)\]}]|(?:else|elif|except|finally)\b")
"""How a line begins that goes on with what is above it."""


Reading = list[str]
"""Blocks of Python, to be run in order."""


def readings(answer: str, names: Collection[str]) -> list[Reading]:
    """How the answer may be read as Python that defines one of these names, best first.

    What is fenced, or else all of it, or its lines that look like Python. None where nothing
    defines one.
    """
    lines = answer.split("\n")
    found = [list(_fenced(lines)), [answer], list(_plain(lines))]
    telling = [blocks for blocks in found if any(_defines(block, names) for block in blocks)]
    return telling[:1] if found[0] in telling else telling


def _defines(block: str, names: Collection[str]) -> bool:
    """Whether a line of the block defines one of the names, or several with it among them."""
    either = "|".join(map(re.escape, names))
    function = rf"^\s*(?:async\s+)?def\s+(?:{either})\s*\("
    assigned = rf"^\s*(?:[^=#\n$\\]*[^\w=#$\\])?(?:{either})\b[^=#\n(]*=[^=]"
    return re.search(f"(?m){function}|{assigned}", block) is not None


def _fenced(lines: Sequence[str]) -> Iterator[str]:
    """What stands between fences that say Python, or nothing."""
    mark, kind, block = "", "", list[str]()
    for line in lines:
        found = FENCE.match(line)
        if mark and line.strip().startswith(mark) and not line.strip().strip(mark[0]):
            if kind in PYTHON:
                yield _unprompted(block)
            mark = ""
        elif mark:
            block.append(line)
        elif found:
            mark, kind, block = found[1], found[2].lower(), []
    if mark and kind in PYTHON:
        yield _unprompted(block)


def _plain(lines: Sequence[str]) -> Iterator[str]:
    """Runs of lines that look like Python, in text without fences."""
    block: list[str] = []
    for line in map(_bare, lines):
        begins = START.match(line) is not None and not MATHEMATICS.search(line)
        goes_on = block and (not line.strip() or MORE.match(line) or _is_open(block))
        if begins or goes_on:
            block.append(line)
        elif block:
            yield "\n".join(block)
            block = []
    if block:
        yield "\n".join(block)


def _bare(line: str) -> str:
    return PROMPT.sub("", line)


def _unprompted(block: Sequence[str]) -> str:
    """Without the prompts of a session, and without its outputs where there are prompts."""
    if any(line.startswith(">>>") for line in block):
        block = [_bare(line) for line in block if PROMPT.match(line)]
    return dedent("\n".join(block))


def _is_open(block: Sequence[str]) -> bool:
    """Whether a bracket or a long string of the block is not closed yet."""
    text = "\n".join(block)
    opened = sum(map(text.count, "([{")) - sum(map(text.count, ")]}"))
    return opened > 0 or text.count('"""') % 2 == 1 or text.count("'''") % 2 == 1
