"""What both readers of regions share: the cells, the refusal, and plain characters."""

from __future__ import annotations

import re

Cells = frozenset[tuple[int, int]]
LONGEST = 20_000
"""Characters of an answer; no grid that a person draws needs more."""

_LATEX = (
    (re.compile(r"\\(?:begin|end)\{[a-z]+\*?\}(?:\{[lcr|]*\})?|\\hline"), " "),
    (re.compile(r"\\cellcolor(?:\[\w+\])?\{[\w!]+\}\s*([\w.]*)"), r"[\1]"),
    (re.compile(r"\\(?:mathbf|textbf|boxed|fbox|colorbox\{[\w!]+\})\{(\w*)\}"), r"[\1]"),
    (re.compile(r"\\\\(?:\[[^\]\n]{0,9}\])?"), "\n"),
    (re.compile(r"\\(?:times|bullet|blacksquare|checkmark)\b"), "X"),
    (re.compile(r"\\(?:cdot|square|circ)\b"), "."),
    (re.compile(r"\\(?:[lc]?dots)\b"), "..."),
    (re.compile(r"\\(?:emptyset|varnothing)\b"), "∅"),
    (re.compile(r"\\(?:text|mathrm|operatorname)\{([^{}\n]*)\}"), r"\1"),
    (re.compile(r"\\[()\[\]{},;!]|\\q?quad\b|\$"), " "),
)
_CHARACTERS = str.maketrans(
    {
        "，": ",",
        "、": ",",
        "；": ";",
        "：": ":",
        "（": "(",
        "）": ")",
        "–": "-",
        "—": "-",
        "−": "-",
        "~": "-",
        "～": "-",
        "…": "...",
        "│": "|",
        "┃": "|",
        "║": "|",
    }
)


class UnclearError(ValueError):
    """The answer names no region that can be read; the message says what was expected."""


def plain(text: str) -> str:
    """The text with LaTeX and typographic characters as plain ones. UnclearError: too long."""
    if len(text) > LONGEST:
        raise UnclearError(f"the answer has {len(text)} characters; at most {LONGEST} are read")
    for pattern, replacement in _LATEX:
        text = pattern.sub(replacement, text)
    return text.translate(_CHARACTERS)
