r"""Wrong answers made from right ones, one token at a time.

Each operator is a slip that people make: a sign, the order of a divergence's arguments,
\le for \ge, p for q, t for t - 1, a condition dropped, a fraction upside down, a number off by
one. An operator works on the text as written and knows nothing of how answers are checked. A
mutant may happen to be right (log a - log b turned over twice): who uses them discards those.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import NamedTuple


class Mutant(NamedTuple):
    """A text with one slip: the operator's name, and where it happened in the original."""

    operator: str
    start: int
    end: int
    text: str


def mutants(text: str) -> Iterator[Mutant]:
    """Every mutant of a text, operator by operator, in reading order."""
    for operator, pattern, slip in OPERATORS:
        for match in pattern.finditer(text):
            fresh = slip(match)
            if fresh is not None and fresh != match[0]:
                start, end = match.span()
                yield Mutant(operator, start, end, text[:start] + fresh + text[end:])


Slip = Callable[[re.Match[str]], str | None]


def _swap(pairs: dict[str, str]) -> Slip:
    both = pairs | {value: key for key, value in pairs.items()}
    return lambda match: both.get(match[0])


def _turned(match: re.Match[str]) -> str:
    return f"{match['before']}{match['b']}{match['bar']}{match['a']}{match['after']}"


def _upside_down(match: re.Match[str]) -> str | None:
    """A quotient turned over; a derivative upside down is no mathematics."""
    if all(_DIFFERENTIAL.match(match[part]) for part in "ab"):
        return None
    return rf"\frac{{{match['b']}}}{{{match['a']}}}"


def _next_number(match: re.Match[str]) -> str:
    return str(int(match[0]) + 1)


def _other_letter(match: re.Match[str]) -> str | None:
    return {"p": "q", "q": "p"}[match["letter"]] + match["rest"]


def _by_one(match: re.Match[str]) -> str:
    return "" if match[0] else "-1"


def _gone(match: re.Match[str]) -> str:
    return ""


_GROUP = r"(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*"
"""What stands in braces, four deep."""
_ARGUMENT = r"[^()|\[\]]*(?:\([^()]*\)[^()|\[\]]*)*"
"""One argument of a divergence: its own parentheses are closed."""
_TRANSPOSE = r"(?:\\top(?![A-Za-z])|T|\\intercal(?![A-Za-z])|\\mathsf\{T\})"
_DIFFERENTIAL = re.compile(r"\s*(?:\\partial|\\delta|\\mathrm\{d\}|d(?=\s*[\\\w(^]))")
"""What a differential begins with."""
_RELATION = _swap(
    {r"\le": r"\ge", r"\leq": r"\geq", r"\leqslant": r"\geqslant", "≤": "≥", "<=": ">="}
)
OPERATORS: tuple[tuple[str, re.Pattern[str], Slip], ...] = (
    ("relation", re.compile(r"\\[lg]eq?(?:slant)?(?![A-Za-z])|[≤≥]|[<>]="), _RELATION),
    (
        "sign",
        re.compile(r"(?<=[\w)}\]|!])\s*&?\s*[+-](?=\s*[\w\\({|])"),
        lambda m: _signed(m[0]),
    ),
    ("leading sign", re.compile(r"(?<=[({\[=])(?<!\^\{)\s*-(?=\s*[\w\\({])"), _gone),
    (
        "order of arguments",
        re.compile(
            rf"(?P<before>(?:KL|kl)\}}*\s*(?:\\left)?[(\[])(?P<a>{_ARGUMENT})"
            rf"(?P<bar>\|\||\\\||\\parallel|\\Vert|∥)(?P<b>{_ARGUMENT})"
            r"(?P<after>(?:\\right)?[)\]])"
        ),
        _turned,
    ),
    (
        "p for q",
        re.compile(
            r"(?<![A-Za-z\\_^])(?P<letter>[pq])(?P<rest>(?:_\{?\\?\w+\}?)?\s*\([^()]*\|)"
        ),
        _other_letter,
    ),
    (
        "condition dropped",
        re.compile(
            r"(?<=[\w}])\s*(?:\\mid\b|\|)\s*(?:\\mathbf\{)?[A-Za-z]\}?(?:_\{?\w+\}?)?(?=\))"
        ),
        _gone,
    ),
    (
        "off by one",
        re.compile(r"(?<=_\{[a-z])\s*-\s*1(?=\})|(?<=_\{[a-z])(?=\})"),
        _by_one,
    ),
    (
        "upside down",
        re.compile(rf"\\frac\{{(?P<a>{_GROUP})\}}\{{(?P<b>{_GROUP})\}}"),
        _upside_down,
    ),
    ("number", re.compile(r"(?<![\w.\\])(?<!\^\{-)\d(?![\d.])"), _next_number),
    ("factor dropped", re.compile(r"\\frac\{?1\}?\{?[2-9a-z]\}?(?=\s*[\\(\[A-Za-z])"), _gone),
    ("inverse dropped", re.compile(r"\^\{-1\}"), _gone),
    ("transpose dropped", re.compile(rf"\^(?:{_TRANSPOSE}|\{{{_TRANSPOSE}\}})"), _gone),
    ("logarithm dropped", re.compile(r"\\log(?![A-Za-z])"), _gone),
    ("root dropped", re.compile(r"\\sqrt(?=\{)"), _gone),
)


def _signed(text: str) -> str:
    return text.replace("+", "-") if "+" in text else text.replace("-", "+")
