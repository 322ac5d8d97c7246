"""Python within an answer: notebook cells and fenced blocks, else lines of plain text.

No answer is parsed here: a student's text is only cut at its lines, and the sandbox reads it.
"""

from __future__ import annotations

import ast
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
FUNCTION = re.compile(r"\s*(?:async\s+)?def\s+(\w+)\s*\(")
NO_TARGET = re.compile(r"[#$\\]|\w\(|[!<>]$")
"""What stands on the left of no assignment."""
WORD = re.compile(r"\w+")
STRING = 1 << 20
"""What an open string counts among open brackets."""
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
    sought = frozenset(names)
    telling = [blocks for blocks in found if any(_defines(block, sought) for block in blocks)]
    return telling[:1] if found[0] in telling else telling


def fenced(example: str, names: Collection[str]) -> str:
    """An author's example with a fence around it if it is Python that defines one of these
    names; as it is where words, mathematics or fences already stand in it.
    """
    text = dedent(example).strip("\n")
    try:
        ast.parse(text)
    except (SyntaxError, ValueError):
        return example
    return f"```python\n{text}\n```" if _defines(text, frozenset(names)) else example


def _defines(block: str, names: frozenset[str]) -> bool:
    """Whether a line of the block defines one of the names, or several with it among them."""
    return any(not names.isdisjoint(_defined(line)) for line in block.split("\n"))


def _defined(line: str) -> Collection[str]:
    """What a line defines, as a function or on the left of an assignment."""
    function = FUNCTION.match(line)
    if function:
        return [function[1]]
    left, _, right = line.partition("=")
    if not right or right.startswith("=") or NO_TARGET.search(left):
        return []
    return WORD.findall(left)


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
    block, opened = list[str](), 0
    for line in map(_bare, lines):
        begins = START.match(line) is not None and not MATHEMATICS.search(line)
        if begins or (block and (opened > 0 or not line.strip() or MORE.match(line))):
            block.append(line)
            opened += _opened(line, opened)
        elif block:
            yield "\n".join(block)
            block, opened = [], 0
    if block:
        yield "\n".join(block)


def _opened(line: str, before: int) -> int:
    """By how much a line adds to the brackets and long strings that are open."""
    brackets = sum(map(line.count, "([{")) - sum(map(line.count, ")]}"))
    strings = STRING if (line.count('"""') + line.count("'''")) % 2 else 0
    return brackets - strings if before >= STRING else brackets + strings


def _bare(line: str) -> str:
    return PROMPT.sub("", line)


def _unprompted(block: Sequence[str]) -> str:
    """Without the prompts of a session, and without its outputs where there are prompts."""
    if any(line.startswith(">>>") for line in block):
        block = [_bare(line) for line in block if PROMPT.match(line)]
    return dedent("\n".join(block))
