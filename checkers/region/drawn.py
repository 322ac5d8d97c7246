"""A drawn grid: one line a row, one mark or label a cell."""

from __future__ import annotations

import re

from checkers.region.text import Cells, UnclearError

INSIDE = frozenset("xX1#*@●■█▓▒▩▣◼⬛🟦🟥🟩🟨✓✔✗✘☑✅")
OUTSIDE = frozenset("0.-_·○□░◻⬜o")
_BORDER = re.compile(r"[\s|+=:\-─━═┌┐└┘├┤┬┴┼╔╗╚╝╠╣╦╩╬┏┓┗┛┣┫┳┻╋]*")
_EMPHASIS = re.compile(
    r"\*\*(.*?)\*\*|__(.*?)__|\[(.*?)\]|\*([^*\s]+)\*|<mark>(.*?)</mark>|<b>(.*?)</b>"
)
Row = list[bool | None]
"""For each cell: inside, outside, or None for a bare label that tells neither."""


def drawn_cells(text: str, rows: int, columns: int) -> Cells | None:
    """The marked cells of the grid drawn in `text`; None where no grid is drawn.

    UnclearError: the cells are labelled, but none is marked.
    """
    lines = [line for line in text.splitlines() if not _is_border(line)]
    read = [_row(line, rows, columns) for line in lines]
    for start in range(len(read) - rows + 1):
        grid = read[start : start + rows]
        if all(row is not None for row in grid):
            return _marked([row for row in grid if row is not None])
    return None


def _is_border(line: str) -> bool:
    """A blank or ruled line, which has no cells. A row of empty cells is none."""
    if not line.strip() or _BORDER.fullmatch(line) is None:
        return not line.strip()
    return not (line.strip("| ") == "" or _is_row_of_outside(line))


def _is_row_of_outside(line: str) -> bool:
    cells = line.replace("|", " ").split()
    return len(cells) > 1 and all(cell in OUTSIDE for cell in cells)


def _row(line: str, rows: int, columns: int) -> Row | None:
    for cells in _splits(line):
        if len(cells) == columns + 1 and _is_row_name(cells[0], rows):
            cells = cells[1:]
        if len(cells) == columns:
            row = [_cell(cell.strip()) for cell in cells]
            if all(known for known, _ in row):
                return [inside for _, inside in row]
    return None


def _splits(line: str) -> list[list[str]]:
    """The ways in which a line may be cut into cells."""
    line = line.strip("\r\n ")
    bare = line.removeprefix("|").removesuffix("|")
    ways = [re.split(r"[|&]", bare), line.split("\t"), line.split()]
    compact = line.replace(" ", "").replace("\ufe0f", "")
    return [*ways, re.split(r"\s*,\s*", line.strip("[](), ")), list(compact)]


def _is_row_name(cell: str, rows: int) -> bool:
    match = re.fullmatch(r"(?i)\s*(?:row|r)?\s*(\d{1,2})\s*:?\s*", cell)
    return match is not None and 1 <= int(match[1]) <= rows


def _cell(cell: str) -> tuple[bool, bool | None]:
    """Whether the text is a cell at all, and whether it is inside."""
    emphasised = _EMPHASIS.fullmatch(cell)
    if emphasised and len(cell) > 1:
        content = next(group for group in emphasised.groups() if group is not None).strip()
        if content in OUTSIDE or not content:
            return True, bool(not content)
        return (True, True) if content in INSIDE or _is_label(content) else (False, None)
    if cell in INSIDE:
        return True, True
    if cell in OUTSIDE or not cell:
        return True, False
    return _is_label(cell), None


def _is_label(cell: str) -> bool:
    return re.fullmatch(r"[1-9]{2}|\(?\d{1,2},\s*\d{1,2}\)?", cell) is not None


def _marked(grid: list[Row]) -> Cells:
    cells = [(r, c, inside) for r, row in enumerate(grid, 1) for c, inside in enumerate(row, 1)]
    if not any(inside for _, _, inside in cells) and any(i is None for _, _, i in cells):
        raise UnclearError("a grid with labels is drawn, but no cell is marked or shaded")
    return frozenset((r, c) for r, c, inside in cells if inside)
