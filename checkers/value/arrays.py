r"""Arrays from tokens, in all their dress.

``\begin{bmatrix} 1 & 2 \\ 3 & 4 \end{bmatrix}``, ``[[1, 2], [3, 4]]``, ``[1 2; 3 4]``,
``array([[1., 2.]])``, ``(1, 2)^T``. What is read is a nested list whose leaves are numbers.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checkers.value.arithmetic import DEPTH, Cursor, NotClosedError, Number, expression
from checkers.value.lexing import Token

Item = Any
"""A Number, or a list of items."""

CALLS = {"array", "asarray", "tensor", "matrix"}
CLOSING = {"[": "]", "(": ")", "{": "}"}
NESTING = 12
BLANKS = ("line", "gap")


def read(tokens: Sequence[Token], at: int, partners: dict[int, int]) -> tuple[Item, int]:
    """The number or array that begins at token `at`, and its end. NotClosedError: neither."""
    cursor = Cursor(tokens, at)
    item = _item(cursor, partners, 0)
    return item, cursor.at


def _item(cursor: Cursor, partners: dict[int, int], depth: int) -> Item:
    if depth > DEPTH:
        raise NotClosedError
    if not _begins_array(cursor, partners):
        return expression(cursor)
    rows = _array(cursor, partners, depth)
    return transposed(rows) if _is_transposed(cursor) else rows


def _begins_array(cursor: Cursor, partners: dict[int, int]) -> bool:
    token = cursor.peek()
    if token.kind == "begin" or token.text == "[":
        return True
    if token.kind == "name":
        return token.text in CALLS and cursor.peek(1).text == "("
    return token.text in ("(", "{") and _lists(cursor.tokens, cursor.at, partners)


def _lists(tokens: Sequence[Token], opening: int, partners: dict[int, int]) -> bool:
    """Whether a comma or a semicolon stands directly between these parentheses."""
    at, closing = opening + 1, partners.get(opening, -1)
    while at < closing:
        if tokens[at].text in (",", ";") or tokens[at].kind == "begin":
            return True
        at = partners.get(at, at) + 1
    return False


def _array(cursor: Cursor, partners: dict[int, int], depth: int) -> Item:
    token, opening = cursor.peek(), cursor.at
    cursor.at += 1
    if token.kind != "name" and opening not in partners:
        raise NotClosedError
    if token.kind == "begin":
        return _matrix(cursor, partners, depth)
    if token.kind == "name":
        return _call(cursor, partners, depth)
    return _bracketed(cursor, partners, depth, CLOSING[token.text])


def _matrix(cursor: Cursor, partners: dict[int, int], depth: int) -> list[Item]:
    rows: list[list[Item]] = [[]]
    while cursor.peek().kind != "end":
        _skip_blanks(cursor)
        if cursor.peek().kind == "row":
            cursor.at += 1
            rows.append([])
        elif not cursor.accept("&") and cursor.peek().kind != "end":
            rows[-1].append(_item(cursor, partners, depth + 1))
            _skip_blanks(cursor)
            if cursor.peek().kind not in ("row", "end") and cursor.peek().text != "&":
                raise NotClosedError
    cursor.at += 1
    return [row for row in rows if row]


def _call(cursor: Cursor, partners: dict[int, int], depth: int) -> Item:
    opening = cursor.at
    cursor.require("(")
    _skip_blanks(cursor)
    inner = _item(cursor, partners, depth + 1)
    if opening not in partners:
        raise NotClosedError
    cursor.at = partners[opening] + 1  # over dtype=..., device=...
    return inner


def _bracketed(
    cursor: Cursor, partners: dict[int, int], depth: int, closing: str
) -> list[Item]:
    listed, cursor.listed = cursor.listed, True
    rows: list[list[Item]] = [[]]
    separator = ","
    while not cursor.accept(closing):
        if cursor.peek().kind == "line":
            _break_row(rows, separator)
            cursor.at += 1
        elif cursor.accept(";") or cursor.peek().kind == "row":
            cursor.at += cursor.peek().kind == "row"
            rows.append([])
        elif cursor.accept(","):
            separator = ","
        elif cursor.peek().kind == "gap":
            cursor.at += 1
        else:
            rows[-1].append(_item(cursor, partners, depth + 1))
            separator = " "
    cursor.listed = listed
    full = [row for row in rows if row]
    return full if len(full) > 1 else full[0] if full else []


def _break_row(rows: list[list[Item]], separator: str) -> None:
    """A line ends a row of numbers ``[1 2`` but not a list ``[1, 2,`` or one of arrays."""
    if rows[-1] and separator != "," and isinstance(rows[-1][-1], Number):
        rows.append([])


def _is_transposed(cursor: Cursor) -> bool:
    for marks in (("^", "T"), ("^", "{", "T", "}"), (".", "T"), ("'",)):
        if all(cursor.peek(i).text == mark for i, mark in enumerate(marks)):
            cursor.at += len(marks)
            return True
    return False


def transposed(rows: list[Item]) -> list[Item]:
    """Rows as columns; a flat list is a row, so it becomes a column."""
    if not all(isinstance(row, list) for row in rows):
        return [[entry] for entry in rows]
    width = {len(row) for row in rows}
    if len(width) != 1:
        raise NotClosedError
    return [list(column) for column in zip(*rows, strict=True)]


def _skip_blanks(cursor: Cursor) -> None:
    while cursor.peek().kind in BLANKS and cursor.at < len(cursor.tokens):
        cursor.at += 1


def partners(tokens: Sequence[Token]) -> dict[int, int]:
    """For each opening bracket the place of the one that closes it.

    Unbalanced brackets have none, nor those that nest others deeper than any answer does.
    """
    found: dict[int, int] = {}
    waiting: list[tuple[int, str]] = []
    nested = 0
    for place, token in enumerate(tokens):
        if token.text in CLOSING or token.kind == "begin":
            waiting.append((place, CLOSING.get(token.text, r"\endmatrix")))
            nested = 0
        elif waiting and token.text == waiting[-1][1]:
            nested += 1
            opening = waiting.pop()[0]
            if nested <= NESTING:
                found[opening] = place
    return found
