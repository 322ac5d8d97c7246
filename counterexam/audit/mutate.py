r"""Wrong answers made from right ones, one token at a time.

Each operator is a slip that people make: a sign, the order of a divergence's arguments,
\le for \ge, p for q, t for t - 1, a condition or a term dropped, a fraction upside down, a
number off by one. An operator works on the text as written and knows nothing of how answers are
checked. A mutant may happen to be right (log a - log b turned over twice): who uses them
discards those.
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
    for start, end in _later_terms(text):
        yield Mutant("term dropped", start, end, text[:start] + text[end:])


def _later_terms(text: str) -> Iterator[tuple[int, int]]:
    r"""Where terms stand that have another before them, each with its sign; one that leads what
    an operator is over, as in ``\min_x -f``, has none.
    """
    for sign in BINARY.finditer(text):
        if _OPERATES.search(text, max(0, sign.start() - REACH), sign.start()):
            continue
        depth = 0
        for match in TERM_ENDS.finditer(text, sign.end()):
            if depth == 0 and match[0] not in OPENING:
                yield sign.start(), match.start()
                break
            depth += (match[0] in OPENING) - (match[0] in CLOSING)


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


def _exchanged(match: re.Match[str]) -> str:
    return match["b"] + match["between"] + match["a"]


def _twice(match: re.Match[str]) -> str:
    return match[0] + "2 "


def _gone(match: re.Match[str]) -> str:
    return ""


_GROUP = r"(?:[^{}]|\{(?:[^{}]|\{(?:[^{}]|\{[^{}]*\})*\})*\})*"
"""What stands in braces, four deep."""
_ARGUMENT = r"[^()|\[\]]*(?:\([^()]*\)[^()|\[\]]*)*"
"""One argument of a divergence: its own parentheses are closed."""
_TRANSPOSE = r"(?:\\top(?![A-Za-z])|T|\\intercal(?![A-Za-z])|\\mathsf\{T\})"
_DIFFERENTIAL = re.compile(r"\s*(?:\\partial|\\delta|\\mathrm\{d\}|d(?=\s*[\\\w(^]))")
"""What a differential begins with."""
_SCRIPT = r"\s*[_^]\s*(?:\\?\w+|\{[^{}]*\})"
_OPERATES = re.compile(rf"\\(?:min|max|sup|inf|lim|sum|prod|int)(?:{_SCRIPT}){{0,2}}\s*$")
REACH = 60
"""Characters that an operator with its scripts has, at most."""
BINARY = re.compile(r"(?<=[\w)}\]|!])\s*&?\s*[+-](?=\s*[\w\\({|])")
"""A sign between two terms."""
TERM_ENDS = re.compile(
    r"\\(?:left|right)?[{}|]|[(){}\[\]]|[=<>$,;\n]|\\\\|\\(?:le|ge|to)(?![a-z])|(?<=\s)[+-](?=\s)|$"
)
OPENING, CLOSING = frozenset("([{"), frozenset(")]}")
_RELATION = _swap(
    {r"\le": r"\ge", r"\leq": r"\geq", r"\leqslant": r"\geqslant", "≤": "≥", "<=": ">="}
)
_OPERATOR = _swap({r"\sum": r"\prod", r"\min": r"\max", r"\cos": r"\sin"})
OPERATORS: tuple[tuple[str, re.Pattern[str], Slip], ...] = (
    ("relation", re.compile(r"\\[lg]eq?(?:slant)?(?![A-Za-z])|[≤≥]|[<>]="), _RELATION),
    ("sign", BINARY, lambda m: _signed(m[0])),
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
    (
        "factor dropped",
        re.compile(r"\\frac(?:\{1\}|1)(?:\{[2-9a-z]\}|[2-9a-z])(?=\s*[\\(\[A-Za-z])"),
        _gone,
    ),
    ("inverse dropped", re.compile(r"\^\{-1\}"), _gone),
    ("transpose dropped", re.compile(rf"\^(?:{_TRANSPOSE}|\{{{_TRANSPOSE}\}})"), _gone),
    ("logarithm dropped", re.compile(r"\\log(?![A-Za-z])"), _gone),
    (
        "Jacobian dropped",
        re.compile(r"\\left\s*\|\s*\\det.*?\\right\s*\||\|\s*\\det [^|]*\|", re.DOTALL),
        _gone,
    ),
    (
        "wrong measure",
        re.compile(r"(?<=E_\{)[pq](?=\()|(?<=\\sim )[pq](?![A-Za-z])"),
        _swap({"p": "q"}),
    ),
    ("index", re.compile(r"(?<=[A-Za-z]_)[01](?!\w)"), _swap({"0": "1"})),
    (
        "order of indices",
        re.compile(r"(?<=_\{)(?P<a>[a-z])(?P<between>)(?P<b>[a-z])(?=\})"),
        _exchanged,
    ),
    (
        "order of factors",
        re.compile(r"(?<![A-Za-z\\_{])(?P<a>[A-Z])(?P<between>\s+)(?P<b>[A-Z])(?![A-Za-z(])"),
        _exchanged,
    ),
    ("operator", re.compile(r"\\(?:sum|prod|min|max|cos|sin)(?![A-Za-z])"), _OPERATOR),
    ("factor", re.compile(r"(?:\A|(?<=[=\[])) ?(?=[A-Za-z\\])(?!\\to)"), _twice),
    ("root dropped", re.compile(r"\\sqrt(?=\{)"), _gone),
)


def _signed(text: str) -> str:
    return text.replace("+", "-") if "+" in text else text.replace("-", "+")
