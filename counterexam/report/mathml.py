r"""LaTeX to MathML that is safe to put on a page, or None where it cannot be shown as such.

latex2mathml gives a tree. Its own text form unescapes what a student wrote, so that
``\text{<script>}`` would become markup: the tree is rebuilt instead, from listed elements and
attributes only, and written by `xml.etree`, which escapes all text. Offsets, colours, links
and phantoms are not on the list: a formula can neither leave its place nor hide anything.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import zip_longest
from xml.etree.ElementTree import Element, tostring

from counterexam.report.clean import shown

LONGEST = 4_000
"""Characters of one formula; at some 15 microseconds each this is a twentieth of a second."""
DEEPEST = 60
"""Levels of elements; a page's parser gives up at some 500, a reader long before."""

DEFINITIONS = re.compile(r"\\(?:def|newcommand|newenvironment|DeclareMathOperator)(?![a-zA-Z])")
"""Macros could call one another into exponential length, so none may be defined."""

ELEMENTS = re.compile(
    "math|mrow|mi|mn|mo|mtext|mspace|mfrac|msqrt|mroot|mstyle|mpadded|menclose"
    "|msub|msup|msubsup|munder|mover|munderover|mtable|mtr|mtd"
)
ROWS = re.compile("math|mrow|mstyle|msqrt|mpadded|menclose|mtd")
"""Elements with any number of children; the others count theirs."""
SCRIPTS = ("msub", "msup", "msubsup")
WORDED = re.compile(
    "accent|accentunder|columnalign|columnlines|display|displaystyle|fence|form|largeop"
    "|mathvariant|movablelimits|notation|rowlines|separator|stretchy|symmetric"
)
WORDS = re.compile(r"[a-z -]{1,60}")
MEASURED = re.compile(
    "columnspacing|linethickness|lspace|maxsize|minsize|rowspacing|scriptlevel|width"
)
MEASURES = re.compile(r"[+-]?\d?(\.\d{1,4})?(em|ex|px|pt|mu)?( \d?(\.\d{1,4})?(em|ex|px|pt))*")
"""Lengths of one digit before the point: nothing wide enough to cover other text."""

ENVIRONMENT = re.compile(r"\\(begin|end)\s*\{([a-zA-Z]+)\*?\}")
ALIKE = {
    **dict.fromkeys(("align", "aligned", "eqnarray", "flalign"), "align*"),
    **dict.fromkeys(("gather", "gathered", "multline"), "matrix"),
    "dcases": "cases",
    "equation": "equation",
}
"""Environments that latex2mathml lacks or numbers, and those it shows the same way."""
NESTING = re.compile(r"\\\\|\\begin|\\end|\\[{}]|[{}]")
LEVELS = {r"\begin": 1, "{": 1, r"\end": -1, "}": -1}
SIMILAR = "∼"
"""The relation, for which latex2mathml has a letter: browsers would set no space beside it."""
CHARACTER = re.compile(r"&#x0*([0-9a-fA-F]{1,6});")


class _ShownAsSourceError(Exception):
    """The tree has an element that is not listed, or is too deep."""


def mathml(latex: str, *, block: bool) -> str | None:
    """The formula as a `<math>` element; None where it is too long, too deep or unreadable."""
    if len(latex) > LONGEST or DEFINITIONS.search(latex):
        return None
    tree = _tree(_prepared(latex), "block" if block else "inline")
    if tree is None:
        return None
    try:
        return tostring(_listed(tree), encoding="unicode")
    except _ShownAsSourceError:
        return None


def _tree(latex: str, display: str) -> Element | None:
    from latex2mathml.converter import convert_to_element

    try:
        return convert_to_element(latex, display=display)
    except _refusals():
        return None


@cache
def _refusals() -> tuple[type[Exception], ...]:
    """What the converter raises: its own errors, and what odd input makes its code raise.

    RecursionError is a RuntimeError; StopIteration is a formula that ends too early.
    """
    from latex2mathml import exceptions

    own = [e for e in vars(exceptions).values() if isinstance(e, type)]
    slips = (LookupError, ValueError, TypeError, AttributeError, RuntimeError, StopIteration)
    return (*(e for e in own if issubclass(e, Exception)), *slips)


def _prepared(latex: str) -> str:
    """In environments that are understood; line breaks outside any become a table's."""
    latex = ENVIRONMENT.sub(_environment, latex)
    return rf"\begin{{array}}{{l}}{latex}\end{{array}}" if _breaks_lines(latex) else latex


def _breaks_lines(latex: str) -> bool:
    """Whether there is a line break outside all braces and environments."""
    depth = 0
    for mark in NESTING.findall(latex):
        if mark == r"\\" and depth == 0:
            return True
        depth += LEVELS.get(mark, 0)
    return False


def _environment(match: re.Match[str]) -> str:
    side, name = match.groups()
    return rf"\{side}{{{ALIKE.get(name, name)}}}"


def _listed(element: Element, depth: int = 0) -> Element:
    """The same tree out of listed elements and attributes, all text made visible."""
    if not ELEMENTS.fullmatch(element.tag) or depth > DEEPEST:
        raise _ShownAsSourceError
    text = shown(CHARACTER.sub(_character, element.text or ""))
    tag, text = ("mo", SIMILAR) if text == "~" else (element.tag, text)
    copy = Element(tag, dict(_attributes(element)))
    copy.text = text
    children = [_listed(child, depth + 1) for child in element]
    copy.extend(_spaced(children) if ROWS.fullmatch(element.tag) else children)
    return copy


def _spaced(row: list[Element]) -> Iterator[Element]:
    """The row with the thin spaces that TeX puts beside log, exp, sin and their like."""
    for element, after in zip_longest(row, row[1:]):
        yield element
        beside = after is not None and (_is_named(element) or _is_named(after))
        if beside and not {element.tag, after.tag} & {"mo", "mspace"}:
            yield Element("mspace", width="0.167em")


def _is_named(element: Element) -> bool:
    """Whether this is a function with a name of several letters, or one with an index."""
    base = element[0] if element.tag in SCRIPTS and len(element) else element
    return base.tag == "mi" and len(base.text or "") > 1 and (base.text or "").isalpha()


def _attributes(element: Element) -> Iterator[tuple[str, str]]:
    for name, value in element.attrib.items():
        word = WORDED.fullmatch(name) and WORDS.fullmatch(value)
        measure = MEASURED.fullmatch(name) and MEASURES.fullmatch(value)
        if word or measure:
            yield name, value


def _character(match: re.Match[str]) -> str:
    """The character that latex2mathml names by its number."""
    code = int(match[1], 16)
    return chr(code) if code <= 0x10FFFF else match[0]
