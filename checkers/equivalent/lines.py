r"""Texts that say which real numbers: ``0 <= x < 1``, ``[0, 1)``, ``x < -1 or x > 1``.

A text is cut at "or" and "and" (in all their signs); each part is an interval as it is written
or a chain of comparisons of one letter with numbers.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from math import inf
from typing import NamedTuple

from checkers.equivalent.numbers import constant
from checkers.formula.conditions import comparisons, with_signs
from checkers.formula.intervals import (
    WHOLE,
    Interval,
    LineSet,
    complement,
    intersection,
    union,
)
from checkers.formula.line import common, line_of

MOST = 400
"""Characters of a set that is read as one."""
_OR = re.compile(
    r"\\text\{\s*or\s*\}|\bor\b|\\(?:lor|vee|cup)(?![a-zA-Z])|[∪∨]|\bU\b(?=\s*[\[(])|或者?|,\s*or\b"
)
_AND = re.compile(
    r"\\text\{\s*and\s*\}|\band\b|\\(?:land|wedge|cap)(?![a-zA-Z])|[∩∧]|且|,(?![^\[(]*[\])])"
)
_LETTER = r"[A-Za-z]|\\[A-Za-z]+|[α-ωΑ-Ω]"
_BUILDER = re.compile(
    rf"\\?\{{\s*({_LETTER})\s*(?:\\in\s*\\mathbb\{{?R\}}?|∈\s*ℝ)?\s*(?::|\||\\mid|\\colon)(.+?)\\?\}}"
)
_INTERVAL = re.compile(
    rf"(?:(?P<name>{_LETTER})\s*(?:\\in(?![a-zA-Z])|∈|\bin\b|:)\s*)?"
    r"(?P<low>[\[(\]])(?P<from>[^,;\[\]]{1,80})[,;](?P<to>[^,;\[\]]{1,80})(?P<high>[\])\[])"
)
_REALS = re.compile(
    rf"(?:(?:{_LETTER})\s*(?:\\in|∈|in)\s*)?"
    r"(?:\\mathbb\s*\{?R\}?|ℝ|all real numbers|all reals)"
)
_WITHOUT = re.compile(r"\\(?:setminus|backslash)(?![a-zA-Z])|∖|(?<=[ℝ}R\s])\\(?=\s*[\[{(])")
_POINTS = re.compile(r"\\?\{([^{}]{1,80}?)\\?\}")
_SIGN = re.compile(
    rf"(?P<name>{_LETTER})\s+(?:is|must be|has to be|should be)?\s*(?:a\s+)?"
    r"(?P<not>non-?)?(?P<sign>positive|negative)"
    rf"|(?P<not2>non-?)?(?P<sign2>positive|negative)\s+(?P<name2>{_LETTER})"
)
_DRESS = re.compile(r"\\(?:left|right|displaystyle|[,;! ])(?![a-zA-Z])|\$")
_INFINITY = re.compile(r"\\infty(?![a-zA-Z])|∞|\b(?:inf|infinity|infty|oo|Infinity)\b")
_BACKWARDS = re.compile(r"=>|=<")


class Said(NamedTuple):
    """A set of numbers, the letter that it is said of, and whether signs of a set were used."""

    line: LineSet
    name: str = ""
    told: bool = True


def said(text: str) -> Said | None:
    """The set that the text says; None where it says something else."""
    if len(text) > MOST:
        return None
    text = with_signs(_DRESS.sub("", text).strip(" .。"))
    text = re.sub(r"(?i)^at least (?=-?[\d.\\])", "x >= ", text)
    text = re.sub(r"(?i)^at most (?=-?[\d.\\])", "x <= ", text)
    return _any(text)


def _any(text: str) -> Said | None:
    if interval := _INTERVAL.fullmatch(text):
        return _interval(interval)
    if builder := _BUILDER.fullmatch(text):
        return _any(builder[2].strip())
    parts = [_all(part.strip()) for part in _OR.split(text)]
    return _together(parts, lambda lines: union(i for line in lines for i in line))


def _all(text: str) -> Said | None:
    if without := _WITHOUT.search(text):
        whole, left_out = (
            _one(text[: without.start()].strip()),
            _left_out(text[without.end() :]),
        )
        if whole is None or left_out is None:
            return None
        return whole._replace(line=intersection(whole.line, complement(left_out)), told=True)
    return _together([_one(part.strip()) for part in _AND.split(text)], common)


def _together(
    parts: list[Said | None], join: Callable[[list[LineSet]], LineSet]
) -> Said | None:
    """The parts as one, where all were read and speak of the same letter."""
    read = [part for part in parts if part is not None]
    names = {part.name for part in read if part.name}
    if len(read) < len(parts) or len(names) > 1:
        return None
    told = len(read) > 1 or any(part.told for part in read)
    return Said(join([part.line for part in read]), "".join(names), told)


def _left_out(text: str) -> LineSet | None:
    text = text.strip()
    if points := _POINTS.fullmatch(text):
        values = [constant(point) for point in points[1].split(",")]
        if None in values:
            return None
        return union(_point(float(value.value)) for value in values if value)
    found = _one(text)
    return found and found.line


def _point(at: float) -> Interval:
    return Interval(at, at, has_low=True, has_high=True)


def _one(text: str) -> Said | None:
    if _REALS.fullmatch(text):
        return Said(WHOLE)
    if sign := _SIGN.fullmatch(text):
        return _signed(sign)
    if interval := _INTERVAL.fullmatch(text):
        return _interval(interval)
    return _compared(text)


def _signed(sign: re.Match[str]) -> Said:
    """X is positive, nonnegative, ..."""
    has = bool(sign["not"] or sign["not2"])
    positive = ((sign["sign"] or sign["sign2"]) == "positive") != has
    line = Interval(0, inf, has) if positive else Interval(-inf, 0, has_high=has)
    return Said((line,), sign["name"] or sign["name2"])


def _interval(match: re.Match[str]) -> Said | None:
    low, high = _end(match["from"]), _end(match["to"])
    if low is None or high is None or low > high:
        return None
    has_low, has_high = match["low"] == "[" and low > -inf, match["high"] == "]" and high < inf
    told = bool(match["name"]) or match["low"] + match["high"] != "()" or inf in (-low, high)
    square = match["low"] + match["high"] == "[]" and not match["name"]
    line = union([Interval(low, high, has_low, has_high)])
    return Said(line, (match["name"] or "").strip(), told and not square)


def _end(text: str) -> float | None:
    text = text.strip()
    if _INFINITY.fullmatch(text.lstrip("+-− ")):
        return -inf if text[0] in "-−" else inf
    value = constant(text)
    return None if value is None else float(value.value)


def _compared(text: str) -> Said | None:
    """A chain of comparisons of one letter, or its absolute value, with numbers."""
    from checkers.notation.reader import ReadError, read_chain

    text = _BACKWARDS.sub(lambda m: {"=>": ">=", "=<": "<="}[m[0]], text)
    try:
        chain = read_chain(_INFINITY.sub(r"\\infty ", text))
    except ReadError:
        return None
    if not chain.relations or not set(chain.relations) <= {"<", "<=", ">", ">=", "!="}:
        return None
    found = line_of(comparisons(chain))
    return None if found is None else Said(found[1], found[0])
