"""A listed region: cells by name, ranges of them, or columns row by row."""

from __future__ import annotations

import re
from collections.abc import Iterator

from checkers.region.text import Cells, UnclearError

_NUMBER_WORDS = {
    word: number
    for number, words in enumerate(
        [
            ("first", "one", "一"),
            ("second", "two", "二"),
            ("third", "three", "三"),
            ("fourth", "four", "四"),
            ("fifth", "five", "五"),
            ("sixth", "six", "六"),
            ("seventh", "seven", "七"),
        ],
        start=1,
    )
    for word in words
}
_NUMBER = r"\d{1,2}"
_TO = r"\s*(?:-|to|through|\.{2,3}|,\s*\.{2,3}\s*,?|到|至)\s*"
_ROW_HEAD = re.compile(
    rf"(?i)\b(?:rows?|r)\s*({_NUMBER}(?:(?:{_TO}|\s*,\s*|\s*(?:and|&)\s*){_NUMBER})*)"
    rf"\s*(?:,|:|\.|=|-|is|are|entirely|in full|\(|$)?|第\s*({_NUMBER})\s*行\s*:?"
)
_ORDINAL_ROW = re.compile(rf"(?i)\b(?:the\s+)?({'|'.join(_NUMBER_WORDS)})\s+rows?\b")
_FIRST_OF_ROW = re.compile(
    rf"(?i)\bfirst\s+({'|'.join(_NUMBER_WORDS)}|\d)\s+(?:(?:columns?|cells?|pixels?)\s+)?"
    rf"(?:of|in)\s+(?:the\s+)?(?:({'|'.join(_NUMBER_WORDS)})(?:\s+rows?)?|row\s+(\d))\b"
)
_ORDINAL = re.compile(r"(?i)\b(?:first|second|third|fourth|fifth|sixth|seventh|last)\b")
_SUBSCRIPT = re.compile(r"(?<![A-Za-z])[A-Za-z]_\{?\s*([1-9])\s*,?\s*([1-9])\s*\}?(?!\d)")
_CHINESE_ROW = re.compile(r"第\s*([一二三四五六七])\s*行")
_OF_ROW = re.compile(
    r"(?i)(?:\b(?:all|the whole|everything)|\b(?:columns?|cols?|cells?|pixels?)\s+"
    rf"(?P<columns>{_NUMBER}(?:(?:{_TO}|\s*,\s*|\s*(?:and|&)\s*){_NUMBER})*))"
    rf"\s+(?:of|in)\s+(?:the\s+)?row\s+(?P<row>{_NUMBER})"
)
_COLUMN_WORD = re.compile(r"(?i)\b(?:columns?|cols?\.?|c|cells?|pixels?)\b|第|列")
_RANGE = re.compile(rf"({_NUMBER}){_TO}({_NUMBER})")
_PAIR = re.compile(r"[(\[]\s*(\d{1,2})\s*[,;]\s*(\d{1,2})\s*[)\]]")
_PAIR_RANGE = re.compile(_PAIR.pattern + _TO + _PAIR.pattern)
_ALL = re.compile(
    r"(?i)\b(?:all|every|entire(?:ly)?|full(?:y)?|whole|complete(?:ly)?)\b|全部|所有|整行"
)
_GRID = re.compile(
    r"(?i)\b(?:cells?|pixels?|image|grid|input|positions?|field|everything|of them)\b|像素|格"
)
FEW_WORDS = 3
"""So many words say "all" of the grid without naming it."""
_NONE = re.compile(
    r"(?i)\b(?:none|nothing|empty|no cells?|no pixels?)\b|∅|\{\s*\}|^\s*\[\s*\]\s*$"
)
_SIZE = re.compile(r"(?i)\b\d{1,2}\s*(?:x|×|by)\s*\d{1,2}\b|\b\d{1,2}\s+(?:cells|pixels)\b")
_EXCEPT = re.compile(r"(?i)\b(?:except|without|but not|excluding|other than)\b|除了|不包括")


def listed_cells(text: str, rows: int, columns: int) -> Cells:
    """The cells that `text` names. UnclearError: none, or one outside the grid."""
    text = _SUBSCRIPT.sub(r"\1\2", _SIZE.sub(" ", text))
    text = _rows_first(_numbered_rows(text))
    included, *excluded = _EXCEPT.split(text, maxsplit=1)
    cells = _named(included, rows, columns)
    if excluded:
        left_out = _named(excluded[0], rows, columns)
        cells = (cells or (_whole(rows, columns) if _ALL.search(included) else None)) or set()
        if not left_out or not cells:
            raise UnclearError("an exception is made, but not from cells that can be read")
        cells = cells - left_out
    if cells is None:
        cells = _described(included, rows, columns)
    return frozenset(_inside(cell, rows, columns) for cell in cells)


def _numbered_rows(text: str) -> str:
    """``the first row``, ``第一行`` as ``row 1``, ``first 3 of row 2`` as ``row 2: 1-3``."""
    text = _FIRST_OF_ROW.sub(
        lambda m: f"; row {_counted(m[2] or m[3])}: 1-{_counted(m[1])};", text
    )
    text = _CHINESE_ROW.sub(lambda match: f" row {_NUMBER_WORDS[match[1]]}:", text)
    return _ORDINAL_ROW.sub(lambda match: f"row {_NUMBER_WORDS[match[1].lower()]}", text)


def _counted(word: str) -> int:
    return int(word) if word.isdigit() else _NUMBER_WORDS[word.lower()]


def _rows_first(text: str) -> str:
    """``columns 1-3 of row 2`` as ``row 2: 1-3``."""
    return _OF_ROW.sub(lambda m: f"; row {m['row']}: {m['columns'] or 'all'};", text)


def _named(text: str, rows: int, columns: int) -> set[tuple[int, int]] | None:
    """The cells in the first way of naming them that applies; None where none does."""
    heads = list(_ROW_HEAD.finditer(text))
    if heads:
        return set(_by_rows(text, heads, columns))
    if _PAIR.search(text):
        return set(_by_pairs(text, columns))
    if re.search(r"\b[1-9]{2}\b", text):
        return set(_by_labels(text))
    return None


def _by_rows(text: str, heads: list[re.Match[str]], columns: int) -> Iterator[tuple[int, int]]:
    ends = [head.start() for head in heads[1:]] + [len(text)]
    for head, end in zip(heads, ends, strict=True):
        following = text[head.end() : end]
        begins_list = head[0].rstrip().endswith(":") and not _ALL.search(following)
        yield from _after_rows(following, columns, _expand(head[1] or head[2]), begins_list)


def _after_rows(
    text: str, columns: int, rows: list[int], begins_list: bool
) -> Iterator[tuple[int, int]]:
    """What is named after rows: their columns 1-3, ``all``, or cells 31, 32 by their labels.

    Labels of other rows stand beside these rows, ``all of row 1, pixels 21 and 22``, and not
    in a list of theirs.
    """
    if _ORDINAL.search(text):
        raise UnclearError(f"which cells follow row {rows[0]} cannot be told")
    if _PAIR.search(text):
        yield from _pairs_of(text, columns, rows)
        return
    numbers = _expand(_COLUMN_WORD.sub(" ", text))
    labels = [divmod(n, 10) for n in numbers if n > max(columns, 10)]
    named = [n for n in numbers if n <= max(columns, 10)]
    listed = _expand(_COLUMN_WORD.sub(" ", text.split(";")[0])) if begins_list else []
    if any(n > max(columns, 10) and n // 10 not in rows for n in listed):
        raise UnclearError(f"row {rows[0]} is followed by a cell of another row")
    is_whole = not _NONE.search(text) and not any(row in rows for row, _ in labels)
    yield from labels
    for column in named or (range(1, columns + 1) if is_whole else ()):
        yield from ((row, column) for row in rows)


def _pairs_of(text: str, columns: int, rows: list[int]) -> Iterator[tuple[int, int]]:
    for row, column in _by_pairs(text, columns):
        if row not in rows:
            raise UnclearError(f"row {rows[0]} is followed by a cell of another row")
        yield row, column


def _expand(text: str) -> list[int]:
    """The numbers in `text`, ranges filled in."""
    numbers: list[int] = []
    rest = _RANGE.sub(lambda match: _fill(match, numbers), text)
    return numbers + [int(number) for number in re.findall(rf"\b{_NUMBER}\b", rest)]


def _fill(match: re.Match[str], numbers: list[int]) -> str:
    numbers.extend(range(int(match[1]), int(match[2]) + 1))
    return " "


def _by_pairs(text: str, columns: int) -> Iterator[tuple[int, int]]:
    for match in _PAIR_RANGE.finditer(text):
        yield from _between(
            (int(match[1]), int(match[2])), (int(match[3]), int(match[4])), columns
        )
    for match in _PAIR.finditer(_PAIR_RANGE.sub(" ", text)):
        yield int(match[1]), int(match[2])


def _by_labels(text: str) -> Iterator[tuple[int, int]]:
    for number in _label_numbers(text):
        yield divmod(number, 10)


def _label_numbers(text: str) -> Iterator[int]:
    for match in _RANGE.finditer(text):
        first, last = int(match[1]), int(match[2])
        if first // 10 != last // 10 or first > last:
            raise UnclearError(f"the range {first} to {last} runs over the end of a row")
        yield from range(first, last + 1)
    yield from map(int, re.findall(r"\b[1-9]{2}\b", _RANGE.sub(" ", text)))


def _between(
    first: tuple[int, int], last: tuple[int, int], columns: int
) -> Iterator[tuple[int, int]]:
    """From cell to cell: within a row, or whole rows; else it may be read in two ways."""
    whole_rows = first[1] == 1 and last[1] == columns
    if first[0] != last[0] and not whole_rows:
        raise UnclearError(
            f"the range {first} to {last} may mean a block or a stretch of reading"
        )
    for row in range(first[0], last[0] + 1):
        yield from ((row, column) for column in range(first[1], last[1] + 1))


def _described(text: str, rows: int, columns: int) -> set[tuple[int, int]]:
    if _NONE.search(text):
        return set()
    if _ALL.search(text) and (_GRID.search(text) or len(text.split()) <= FEW_WORDS):
        return _whole(rows, columns)
    raise UnclearError(
        f"no cells were found; expected cells like 11, 12 or (1,1), or a grid of {rows} lines "
        f"with {columns} marks"
    )


def _whole(rows: int, columns: int) -> set[tuple[int, int]]:
    return {(row, column) for row in range(1, rows + 1) for column in range(1, columns + 1)}


def _inside(cell: tuple[int, int], rows: int, columns: int) -> tuple[int, int]:
    row, column = cell
    if not (1 <= row <= rows and 1 <= column <= columns):
        raise UnclearError(f"({row},{column}) is outside the grid of {rows} by {columns}")
    return cell
