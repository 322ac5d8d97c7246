r"""Numbers as they are written: 1,000,000; 1.5 x 10^{-3}; 25 percent; 0.\overline{3}; one half.

A decimal stands for all numbers that round to it, at its last printed digit.
"""

from __future__ import annotations

import re
from fractions import Fraction
from math import isfinite
from typing import Any, NamedTuple

from checkers.notation.expr import Density, Derivative, Expr, Sym
from checkers.notation.free import names_in

ROUNDING = Fraction(1, 10**12)
"""Closed expressions are evaluated in floating point."""
_GROUPED = re.compile(
    r"([-+]?)\$?(\d{1,3}(?:(?:,|\{,\}|\\,|\\ |[ \u00a0\u2009\u202f])\d{3})+)(\.\d{1,400})?"
)
_GAP = re.compile(r",|\{,\}|\\,|\\ |[ \u00a0\u2009\u202f]")
_DECIMAL = re.compile(
    r"([-+]?)\s*(?:\\?\$)?\s*(\d{0,400})(?:\.(\d{0,400}))?"
    r"(?:\s*(?:[eE]|(?:\\times|\\cdot|×|·|\*|x)\s*10\s*(?:\^|\*\*))"
    r"\s*[{(]?\s*([-+]?\d{1,3})\s*[})]?)?"
    r"\s*(\\?%|percent|per cent)?"
)
_RECURRING = re.compile(r"([-+]?)(\d{0,9})\.(\d{0,9})\\overline\s*\{(\d{1,9})\}")
_MIXED = re.compile(r"([-+]?)(\d{1,9})\s*\\[dt]?frac\s*\{(\d{1,9})\}\s*\{(\d{1,9})\}")
_SPACED = re.compile(r"([-+]?)(\d{1,9}) (\d{1,9})/(\d{1,9})")
_RATIO = re.compile(r"(\d{1,9})\s*(?::|\\colon)\s*(\d{1,9})")
_RAISED = str.maketrans("⁰¹²³⁴⁵⁶⁷⁸⁹⁻⁺", "0123456789-+")
_SUPERSCRIPT = re.compile("(?<=10)([⁻⁺]?[⁰¹²³⁴⁵⁶⁷⁸⁹]{1,3})")
_ONES = [
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
    "thirteen",
    "fourteen",
    "fifteen",
    "sixteen",
    "seventeen",
    "eighteen",
    "nineteen",
]
_TENS = ["twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"]
_SCALES = {"hundred": 100, "thousand": 10**3, "million": 10**6, "billion": 10**9}
_PARTS = {"half": 2, "halves": 2, "third": 3, "quarter": 4, "fourth": 4, "fifth": 5}
_PARTS |= {"sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9, "tenth": 10}
_PARTS |= {f"{part}s": size for part, size in _PARTS.items()}
_WORDS = {word: n for n, word in enumerate(_ONES)}
_WORDS |= {word: 10 * n for n, word in enumerate(_TENS, 2)}


class Number(NamedTuple):
    """A value, and half a unit of its last printed digit: 0 where it is exact."""

    value: Fraction
    unit: Fraction = Fraction(0)
    printed: bool = True
    """Whether it is written as a number rather than computed."""


def agree(one: Number, other: Number) -> bool:
    """Whether they are the same to the digits given."""
    rounding = ROUNDING * max(Fraction(1), abs(one.value))
    return abs(one.value - other.value) <= max(one.unit, other.unit, rounding)


def number(text: str) -> Number | None:
    """A number as written, exactly or to its digits."""
    text = _SUPERSCRIPT.sub(lambda m: f"^{m[1].translate(_RAISED)}", text.strip())
    text = text.replace("−", "-").replace("–", "-")
    if grouped := _GROUPED.fullmatch(text):
        text = grouped[1] + _GAP.sub("", grouped[2]) + (grouped[3] or "")
    return _decimal(text) or _compound(text) or _in_words(text)


def _decimal(text: str) -> Number | None:
    """A decimal: exact where it is an integer, or fewer than two digits are printed."""
    match = _DECIMAL.fullmatch(text)
    if match is None or not (match[2] or match[3]):
        return None
    sign, whole, digits, power, percent = match.groups()
    scale = Fraction(10) ** (int(power or "0") - (2 if percent else 0))
    value = Fraction(int((whole or "0") + (digits or "")), 10 ** len(digits or ""))
    printed = len(((whole or "") + (digits or "")).lstrip("0"))
    unit = Fraction(1, 2 * 10 ** len(digits)) if digits and printed > 1 else Fraction(0)
    return Number(value * scale * (-1 if sign == "-" else 1), unit * scale)


def _compound(text: str) -> Number | None:
    r"""Recurring decimals, mixed numbers (2\frac{1}{3} is 7/3) and ratios."""
    if match := _RECURRING.fullmatch(text):
        sign, whole, plain, again = match.groups()
        fixed = Fraction(int((whole or "0") + plain), 10 ** len(plain))
        cycle = Fraction(int(again), (10 ** len(again) - 1) * 10 ** len(plain))
        return Number((fixed + cycle) * (-1 if sign == "-" else 1))
    match = _MIXED.fullmatch(text) or _SPACED.fullmatch(text)
    if match and 0 < int(match[3]) < int(match[4]):
        value = int(match[2]) + Fraction(int(match[3]), int(match[4]))
        return Number(-value if match[1] == "-" else value)
    ratio = _RATIO.fullmatch(text)
    return Number(Fraction(int(ratio[1]), int(ratio[2]))) if ratio and int(ratio[2]) else None


def _in_words(text: str) -> Number | None:
    """Three; forty-two; one half; three quarters; 1.5 million."""
    words = text.lower().replace("-", " ").replace(" and ", " ").split()
    if not words or len(words) > 12:
        return None
    if len(words) == 2 and words[1] in _PARTS and (count := _WORDS.get(words[0])) is not None:
        return Number(Fraction(count, _PARTS[words[1]]))
    if words == ["half"]:
        return Number(Fraction(1, 2))
    if len(words) == 2 and words[1] in _SCALES and (few := _decimal(words[0])) is not None:
        scale = _SCALES[words[1]]
        return Number(few.value * scale, few.unit * scale)
    return _counted(words)


def _counted(words: list[str]) -> Number | None:
    total, current = 0, 0
    for word in words:
        if word in _WORDS:
            current += _WORDS[word]
        elif word in _SCALES and current:
            current *= _SCALES[word]
            if _SCALES[word] > 100:
                total, current = total + current, 0
        else:
            return None
    return Number(Fraction(total + current))


def constant(text: str) -> Number | None:
    """The value of a closed expression such as 1/3 or log 2."""
    array = closed(text)
    if array is None or array.size != 1 or not isfinite(array.flat[0]):
        return None
    return Number(Fraction(float(array.flat[0])), printed=False)


def closed(text: str) -> Any:
    """The value of an expression without letters, or of what it is said to be the value of:
    a number, vector or matrix; None where there is none.
    """
    from checkers.formula.agreement import values
    from checkers.formula.answers import bare
    from checkers.formula.dress import in_signs
    from checkers.formula.spelling import EULER
    from checkers.notation.reader import ReadError, read_chain
    from checkers.notation.vocabulary import Vocabulary
    from checkers.worlds.shared import shared_court

    try:
        chain = read_chain(bare(in_signs(text)))
    except ReadError:
        return None
    if not set(chain.relations) <= {"=", ":="} or not all(map(_is_name, chain.parts[:-1])):
        return None
    (field,) = values(shared_court(Vocabulary(definitions=(EULER,)), 1), chain.parts[-1:])
    return None if field is None or field.axes else field.data[0]


def _is_name(side: Expr) -> bool:
    """Whether the side says what has the value, or shows how it was computed."""
    return not names_in(side) - {"pi", "e"} or isinstance(side, Sym | Density | Derivative)
