r"""What LaTeX prints but its source does not say: the numbers of items, questions and parts.

``\item`` in an ``enumerate`` prints "1." at the first depth, "(a)" at the second and "i." at
the third, unless its options say otherwise; the exam class numbers ``\question`` and ``\part``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

FURNITURE = re.compile(
    r"\\(?:documentclass|usepackage|maketitle|newpage|clearpage|title|author|date|newcommand"
    r"|renewcommand|def|pagestyle|setlength|hrule|vfill|bigskip|medskip|smallskip)\b"
    r"|\\(?:begin|end)\{(?:document|enumerate|itemize|description|questions|parts|subparts"
    r"|center)\}|\\end\{(?:solution|answer|proof)\}"
)
BEGIN = r"\begin{document}"
LISTS = re.compile(
    r"\\(?P<way>begin|end)\{(?P<list>enumerate|itemize|description|questions|parts|subparts)\}"
    r"(?:\[(?P<options>[^\]]{0,80})\])?"
)
ITEM = re.compile(r"\\(?P<command>item|question|part|subpart)\b(?!\s*\{)(?P<own>\s*\[)?\s*")
STYLES = (
    (re.compile(r"\\alph|^\W*a\W*$"), "({letter})"),
    (re.compile(r"\\Alph|^\W*A\W*$"), "({letter})"),
    (re.compile(r"\\roman|^\W*i\W*$"), "({roman})"),
    (re.compile(r"\\arabic|^\W*1\W*$"), "{number}."),
)
BY_DEPTH = ("{number}.", "({letter})", "({roman})", "({letter})")
BY_NAME = {"questions": "Question {number}", "parts": "({letter})", "subparts": "({roman})"}
ROMANS = ("i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x")


class _List:
    """A list that is open, how it prints its items' numbers, and how many it had."""

    def __init__(self, style: str) -> None:
        self._style = style
        self._count = 0

    def next(self) -> str:
        """The label that the next item prints; empty where items have none."""
        self._count += 1
        letter = chr(ord("a") + (self._count - 1) % 26)
        roman = ROMANS[(self._count - 1) % len(ROMANS)]
        return self._style.format(number=self._count, letter=letter, roman=roman)


def implied_labels(lines: Sequence[str]) -> Iterator[tuple[int, str]]:
    r"""The lines that LaTeX numbers, by index, as if the number stood in the source."""
    lists: list[_List] = []
    for index, line in enumerate(lines):
        for change in LISTS.finditer(line) if "\\" in line else ():
            if change["way"] == "begin":
                lists.append(_List(_style(change, len(lists))))
            else:
                del lists[-1:]
        item = ITEM.match(line.lstrip()[:20]) if lists else None
        label = lists[-1].next() if item and not item["own"] else ""
        if item and label:
            yield index, rf"\item[{label}] {line.lstrip()[item.end() :]}"


def _style(begin: re.Match[str], depth: int) -> str:
    """How the items of a list are numbered."""
    if begin["list"] != "enumerate":
        return BY_NAME.get(begin["list"], "")
    options = begin["options"] or ""
    by_options = (style for pattern, style in STYLES if pattern.search(options))
    return next(by_options, BY_DEPTH[min(depth, len(BY_DEPTH) - 1)])


def typesetting(lines: Sequence[str]) -> Iterator[int]:
    """The lines, by index, that typeset rather than say something."""
    stripped = [line.strip() for line in lines]
    start = stripped.index(BEGIN) if BEGIN in stripped else 0
    yield from range(start)
    yield from (i for i in range(start, len(lines)) if FURNITURE.match(stripped[i]))
