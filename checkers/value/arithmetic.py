r"""Closed arithmetic from tokens: ``1/15``, ``\frac{\sqrt{2}}{2}``, ``1.2 \times 10^{-3}``.

A bounded recursive descent over floats: ``9**9**9`` overflows to infinity at once instead of
filling the memory. A number keeps the unit of its last printed digit; a result of arithmetic
has none, for nothing of it was rounded by the one who wrote it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from checkers.value.lexing import Token

DEPTH = 40
END = Token("line", "", spaced=True, tight=False)
THOUSANDS = re.compile(r"\d{3}(\.\d*)?")


class NotClosedError(Exception):
    """No closed expression stands here, or it nests too deep; the reader looks elsewhere."""


@dataclass(frozen=True, slots=True)
class Number:
    """A value, the unit of its last printed digit (None: exact), and its significant digits."""

    value: float
    unit: float | None = None
    digits: int = 0

    def scaled(self, factor: float) -> Number:
        """The same digits in another unit: a percentage, a power of ten."""
        return replace(
            self,
            value=self.value * factor,
            unit=None if self.unit is None else self.unit * factor,
        )


class Cursor:
    """A place in a sequence of tokens."""

    def __init__(self, tokens: Sequence[Token], at: int = 0, listed: bool = False) -> None:
        """`listed`: inside brackets, where white space and commas separate the items."""
        self.tokens = tokens
        self.at = at
        self.listed = listed
        self.depth = 0

    def peek(self, ahead: int = 0) -> Token:
        """The token here, or `ahead` of here; a line end beyond the last one."""
        place = self.at + ahead
        return self.tokens[place] if place < len(self.tokens) else END

    def accept(self, *texts: str) -> str | None:
        """Step over the token if it is one of `texts`, and return it."""
        text = self.peek().text
        if text not in texts or not text:
            return None
        self.at += 1
        return text

    def require(self, *texts: str) -> None:
        """Step over one of `texts`; NotClosedError where another token stands."""
        if self.accept(*texts) is None:
            raise NotClosedError


def expression(cursor: Cursor) -> Number:
    """Sums of terms, as far as they go. NotClosedError: there is none, or a symbol is in it."""
    total = _term(cursor)
    while cursor.peek().kind == "sign" and not _starts_item(cursor):
        sign = 1 if cursor.accept("+") or not cursor.accept("-") else -1
        total = Number(total.value + sign * _term(cursor).value)
    return total


def _starts_item(cursor: Cursor) -> bool:
    """The minus of ``[1 -2]`` begins the next item, that of ``[1 - 2]`` does not."""
    return cursor.listed and cursor.peek().spaced and cursor.peek().tight


def _term(cursor: Cursor) -> Number:
    product = _factor(cursor)
    while True:
        if cursor.accept("*"):
            product = _times(product, _factor(cursor))
        elif cursor.accept("/"):
            product = _quotient(product, _factor(cursor))
        elif _is_juxtaposed(cursor):
            product = _times(product, _power(cursor))
        else:
            return product


def _is_juxtaposed(cursor: Cursor) -> bool:
    token = cursor.peek()
    if cursor.listed and token.spaced:
        return False
    return token.text in ("(", r"\frac") or _bare(token) in (*FUNCTIONS, "pi", "π")


def _times(left: Number, right: Number) -> Number:
    if right.unit == 0 and left.unit is not None:  # a power of ten only moves the point
        return left.scaled(right.value)
    return Number(left.value * right.value)


def _quotient(left: Number, right: Number) -> Number:
    if right.value == 0:
        return Number(math.nan)
    return Number(left.value / right.value)


def _factor(cursor: Cursor) -> Number:
    negative = False
    while cursor.peek().kind == "sign":
        negative ^= cursor.accept("-") is not None
        cursor.accept("+")
    number = _power(cursor)
    return replace(number, value=-number.value) if negative else number


def _power(cursor: Cursor) -> Number:
    base = _atom(cursor)
    if cursor.accept("%"):
        return base.scaled(0.01)
    if cursor.peek().text != "^" or cursor.peek(1).text == "T":
        return base
    cursor.at += 1
    with_sign = _factor if cursor.depth < DEPTH else _atom
    return _raised(base, _nested(cursor, with_sign).value)


def _raised(base: Number, exponent: float) -> Number:
    try:
        value = base.value**exponent
    except OverflowError:
        value = math.inf
    except ZeroDivisionError:
        value = math.nan
    is_power_of_ten = base.value == 10 and base.unit == 1 and exponent.is_integer()
    real = value if isinstance(value, float) else math.nan
    return Number(real, unit=0.0 if is_power_of_ten else None)


def _nested(cursor: Cursor, read: Callable[[Cursor], Number]) -> Number:
    if cursor.depth >= DEPTH:
        raise NotClosedError
    cursor.depth += 1
    listed, cursor.listed = cursor.listed, False
    try:
        return read(cursor)
    finally:
        cursor.depth -= 1
        cursor.listed = listed


def _atom(cursor: Cursor) -> Number:
    token = cursor.peek()
    if token.kind == "number":
        return _literal(cursor)
    if token.text in ("(", "{"):
        return _group(cursor)
    if token.text == r"\frac":
        cursor.at += 1
        return _quotient(_group(cursor), _group(cursor))
    name = _bare(token)
    cursor.at += 1
    if name in CONSTANTS:
        return Number(CONSTANTS[name])
    if name in FUNCTIONS:
        return _applied(FUNCTIONS[name], _argument(cursor).value)
    raise NotClosedError


def _argument(cursor: Cursor) -> Number:
    """What a function is taken of: a bracket, or one power that no factor follows, for whether
    ``log 3/2`` has the quotient within or without nobody can tell.
    """
    if cursor.peek().text in ("(", "{"):
        return _group(cursor)
    if _bare(cursor.peek()) in FUNCTIONS and cursor.peek(1).text not in ("(", "{"):
        raise NotClosedError
    argument = _power(cursor)
    if cursor.peek().text in ("*", "/") or _is_juxtaposed(cursor):
        raise NotClosedError
    return argument


def _group(cursor: Cursor) -> Number:
    closing = {"(": ")", "{": "}"}.get(cursor.peek().text)
    if closing is None:
        raise NotClosedError
    cursor.at += 1
    inner = _nested(cursor, expression)
    cursor.require(closing)
    return inner


def _applied(function: Callable[[float], float], argument: float) -> Number:
    try:
        return Number(function(argument))
    except OverflowError:
        return Number(math.inf)
    except ValueError:
        return Number(math.nan)


def _bare(token: Token) -> str:
    return token.text.lstrip("\\").lower()


def _literal(cursor: Cursor) -> Number:
    digits = cursor.peek().text
    cursor.at += 1
    while not cursor.listed and _continues_thousands(cursor, digits):
        digits += cursor.peek(1).text
        cursor.at += 2
    return printed(digits)


def _continues_thousands(cursor: Cursor, digits: str) -> bool:
    comma, group = cursor.peek(), cursor.peek(1)
    return (
        comma.text == ","
        and not comma.spaced
        and not group.spaced
        and THOUSANDS.fullmatch(group.text) is not None
        and digits.isdigit()
        and digits[0] != "0"
        and (len(digits) <= 3 or len(digits) % 3 == 0 or len(digits) < 16)
    )


def printed(text: str) -> Number:
    """A decimal literal: ``0.0120`` has unit 0.0001 and three significant digits."""
    mantissa, _, exponent = text.lower().partition("e")
    whole, _, decimals = mantissa.partition(".")
    power = int(exponent[:6] or 0) - len(decimals)
    unit = 10.0**power if abs(power) < 300 else math.nan
    return Number(float(text), unit, len((whole + decimals).lstrip("0")))


FUNCTIONS: dict[str, Callable[[float], float]] = {
    "sqrt": math.sqrt,
    "exp": math.exp,
    "ln": math.log,
    "log": math.log,
}
CONSTANTS = {
    "pi": math.pi,
    "π": math.pi,
    "e": math.e,
    "nan": math.nan,
    "inf": math.inf,
    "infty": math.inf,
    "∞": math.inf,
}
