"""Regions: cells added, dropped, moved; regions listed and drawn in every usual way."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import groupby

from checkers.region import Region
from counterexam.audit.variants import Variant

Cells = frozenset[tuple[int, int]]


def wrong(form: Region, reference: Sequence[Sequence[int]], seed: int) -> Iterator[Variant]:
    """Every region that differs by one cell, and those moved or mirrored; each in one way."""
    right = _cells(reference)
    ways = list(_ways(form).values())
    for place, (operator, cells) in enumerate(_slips(form, right)):
        if cells and cells != right:
            yield Variant(operator, ways[(place + seed) % len(ways)](cells))


def right(form: Region, reference: Sequence[Sequence[int]], seed: int) -> Iterator[Variant]:
    """The region in every way."""
    for name, way in _ways(form).items():
        yield Variant(f"cells: {name}", way(_cells(reference)))


def _cells(reference: Sequence[Sequence[int]]) -> Cells:
    return frozenset((row, column) for row, column in reference)


def _slips(form: Region, right: Cells) -> Iterator[tuple[str, Cells]]:
    grid = [(r, c) for r in range(1, form.rows + 1) for c in range(1, form.columns + 1)]
    for cell in grid:
        operator = "cell dropped" if cell in right else "cell added"
        yield operator, right ^ {cell}
    yield "transposition", frozenset((c, r) for r, c in right)
    for operator, dr, dc in (("index of rows", 1, 0), ("index of columns", 0, 1)):
        for sign in (1, -1):
            moved = frozenset((r + sign * dr, c + sign * dc) for r, c in right)
            yield operator, moved & frozenset(grid)
    yield "complement", frozenset(grid) - right
    yield "mirrored", frozenset((r, form.columns + 1 - c) for r, c in right)


def _ways(form: Region) -> dict[str, Callable[[Cells], str]]:
    """How a region is written on this grid."""
    rows = [[(r, c) for c in range(1, form.columns + 1)] for r in range(1, form.rows + 1)]

    def drawn(
        inside: str, outside: str, between: str, before: str = "", after: str = ""
    ) -> Callable[[Cells], str]:
        def draw(cells: Cells) -> str:
            marks = ([inside if c in cells else outside for c in row] for row in rows)
            return "\n".join(before + between.join(row) + after for row in marks)

        return draw

    def matrix(cells: Cells) -> str:
        body = drawn("1", "0", " & ", after=r" \\")(cells)
        return f"$$\\begin{{pmatrix}}\n{body}\n\\end{{pmatrix}}$$"

    def table(cells: Cells) -> str:
        return drawn("1", "0", " | ", "| ", " |")(cells)

    def array(cells: Cells) -> str:
        return "[" + ",\n ".join(drawn("1", "0", ", ", "[", "]")(cells).split("\n")) + "]"

    return {
        "digits": lambda cells: ", ".join(f"{r}{c}" for r, c in sorted(cells)),
        "digits and spaces": lambda cells: " ".join(f"{r}{c}" for r, c in sorted(cells)),
        "pairs": lambda cells: ", ".join(f"({r},{c})" for r, c in sorted(cells)),
        "pairs as a set": lambda cells: "{" + _pairs(cells) + "}",
        "pairs in LaTeX": lambda cells: r"$\{" + _pairs(cells) + r"\}$",
        "row by row": _by_rows,
        "a row a line": _row_a_line,
        "ranges": _ranges,
        "sentence": lambda cells: "The receptive field consists of the pixels "
        + ", ".join(f"{r}{c}" for r, c in sorted(cells)) + ".",
        "in Chinese": lambda cells: "像素:" + "、".join(f"{r}{c}" for r, c in sorted(cells)),
        "drawn with X": drawn("X", ".", ""),
        "drawn with X, spaced": drawn("X", ".", " "),
        "drawn with 1": drawn("1", "0", " "),
        "drawn in squares": drawn("■", "□", ""),
        "drawn in code": lambda cells: "```\n" + drawn("X", ".", " ")(cells) + "\n```",
        "table": table,
        "matrix": matrix,
        "array": array,
    }  # fmt: skip


def _pairs(cells: Cells) -> str:
    return ", ".join(f"({row}, {column})" for row, column in sorted(cells))


def _row_a_line(cells: Cells) -> str:
    rows = groupby(sorted(cells), lambda cell: cell[0])
    return "\n".join(", ".join(f"{r}{c}" for r, c in row) for _, row in rows)


def _runs(columns: Sequence[int]) -> list[tuple[int, int]]:
    """Columns as runs of neighbours."""
    keyed = groupby(enumerate(columns), lambda pair: pair[1] - pair[0])
    runs = ([column for _, column in group] for _, group in keyed)
    return [(run[0], run[-1]) for run in runs]


def _by_row(cells: Cells) -> Iterator[tuple[int, list[tuple[int, int]]]]:
    for row, group in groupby(sorted(cells), lambda cell: cell[0]):
        yield row, _runs([column for _, column in group])


def _by_rows(cells: Cells) -> str:
    lines = (
        f"row {row}: columns " + ", ".join(f"{a}-{b}" if a < b else f"{a}" for a, b in runs)
        for row, runs in _by_row(cells)
    )
    return "\n".join(lines)


def _ranges(cells: Cells) -> str:
    return ", ".join(
        f"{row}{a}-{row}{b}" if a < b else f"{row}{a}"
        for row, runs in _by_row(cells)
        for a, b in runs
    )
