r"""Texts that are one formula a line, ``\frac{1}{x-1} + y^2``, and nothing else: no words,
relations, commas or marks. To tell these at a glance saves most of reading them as prose.
"""

from __future__ import annotations

import re
from functools import lru_cache
from itertools import accumulate

_MACRO = (
    r"[dt]?frac|sqrt|log|ln|exp|sin|cos|tan|sinh|cosh|tanh|left|right|cdot|times|alpha|beta|gamma|"
    r"delta|epsilon|varepsilon|zeta|eta|theta|kappa|lambda|mu|nu|xi|pi|rho|sigma|tau|phi|varphi|"
    r"chi|psi|omega"
)
_FORMULA = re.compile(
    r"(?![ {])(?=.*[A-Za-z\d])(?:\d++(?:\.\d++)?|[-+/^{})]|\*(?!\*)|_(?!_)|(?<! )\("
    rf"|(?<![A-Za-z])[A-Za-z](?![A-Za-z])|\\(?:{_MACRO})(?![A-Za-z])|[ ](?![ ({{]))++(?<! )"
)
"""Possessive, so that no text is tried in two ways: a row of digits took exponential time."""
_ARTICLE = re.compile(r"(?:.* )?[aAI]", re.DOTALL)
"""A letter before a line's end that may be an article."""

PAIRS = {"(": ")", "{": "}"}
MARKER = re.compile(
    r"^[ \t]*(?:#+[ \t]|>[ \t]|[*•][ \t]|\(?(?:\d{1,3}|[ivx]{1,4}|[a-z])[.)][ \t]|"
    r"(?:Step|Case)[ \t]\d+[ \t]?[.:]?)",
    re.MULTILINE,
)
DASH = re.compile(r"^[ \t]*-[ \t](?=[^\n]*(?:[=<>≤≥∝≈]|[A-Za-z]{5})|[ \t]*\Z)", re.MULTILINE)


def formulas(text: str) -> list[tuple[int, str]]:
    """The lines, with their places, of a text that is a formula a line; none where it may be
    more.
    """
    lines = lone_lines(text)
    return lines if lines and unmarked(text) == text else []


def lone_lines(text: str) -> list[tuple[int, str]]:
    """The lines with their places, if each is one formula or empty; else none."""
    lines = text.split("\n")
    if not all(not line or is_lone_formula(line) for line in lines):
        return []
    if len(lines) > 1 and any(map(_ARTICLE.fullmatch, lines)):
        return []
    places = accumulate((1 + len(line) for line in lines), initial=0)
    return list(zip(places, lines, strict=False))


def _is_balanced(line: str) -> bool:
    """Whether a line's brackets are opened and closed in it, in pairs; x) may be a label."""
    closing: list[str] = []
    for sign in line:
        if sign in PAIRS:
            closing.append(PAIRS[sign])
        elif sign in ")}" and (not closing or closing.pop() != sign):
            return False
    return not closing


@lru_cache(maxsize=1 << 8)
def is_lone_formula(text: str) -> bool:
    """Whether the text is one formula for certain; False says nothing."""
    return _FORMULA.fullmatch(text) is not None and _is_balanced(text)


def unmarked(text: str) -> str:
    """The text with the markers of lists and headings blanked, so that places stay."""
    return DASH.sub(_blank, MARKER.sub(_blank, text))


def _blank(match: re.Match[str]) -> str:
    return " " * len(match[0])
