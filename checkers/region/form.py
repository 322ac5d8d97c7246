"""Regions: which cells of a grid, listed or drawn.

    11, 12, 13            (1,1), (1,2), (1,3)            11-15, 21 to 25, 31, 32
    row 1: all; row 2: columns 1-4; row 3: 31 and 32
    XXXXX                 | 1 | 1 | 0 |                  **11**  **12**  13
    XX...                 | 1 | 0 | 0 |                  21  22  23

A cell is named by its row and column, counted from 1. A drawn grid has a line for each row;
marks, shading or emphasis tell which cells belong to the region.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, ClassVar, Literal

from checkers.mistakes import Mistake, wrong_kind
from checkers.region.drawn import drawn_cells
from checkers.region.listed import listed_cells
from checkers.region.text import Cells, UnclearError, plain
from checkers.verdict import LISTED, Verdict, correct, incorrect, unreadable


@dataclass(frozen=True)
class Region:
    """A set of cells of a grid of `rows` by `columns`. The reference lists [row, column]."""

    rows: int
    columns: int
    name: ClassVar[str] = "region"
    decided_by: ClassVar[Literal["machine"]] = "machine"

    def check(self, answer: str, reference: list[list[int]]) -> Verdict:
        """Correct if the answer names exactly the cells of the reference."""
        try:
            cells = read_region(answer, self.rows, self.columns)
        except UnclearError as unclear:
            return unreadable(str(unclear))
        return _compare(cells, frozenset((row, column) for row, column in reference))

    def placeholder(self) -> str:
        """How to write a region."""
        return "the cells by row and column (12: row 1, column 2), or a drawn grid of X and ."

    def model_answers(self, reference: list[list[int]]) -> tuple[str, ...]:
        """The cells listed, and the grid drawn."""
        cells = {(row, column) for row, column in reference}
        grid = (
            "".join(".X"[(row, column) in cells] for column in range(1, self.columns + 1))
            for row in range(1, self.rows + 1)
        )
        return ", ".join(f"{row}{column}" for row, column in sorted(cells)), "\n".join(grid)

    def mistakes(
        self, reference: list[list[int]], *, evaluate: bool = False
    ) -> Iterator[Mistake]:
        """A reference that is no list of cells, or names some outside of the grid."""
        cells = list(reference) if isinstance(reference, list | tuple) else None
        if cells is None or not all(map(_is_cell, cells)):
            yield wrong_kind(reference, "a list of cells, [row, column]")
            return
        for row, column in cells:
            if not (1 <= row <= self.rows and 1 <= column <= self.columns):
                size = f"{self.rows} x {self.columns}"
                problem = f"the cell [{row}, {column}] is outside of the {size} grid"
                yield Mistake(problem, "count rows and columns from 1")


def _is_cell(cell: Any) -> bool:
    return (
        isinstance(cell, list | tuple)
        and len(cell) == 2
        and all(isinstance(place, int) for place in cell)
    )


def read_region(text: str, rows: int, columns: int) -> Cells:
    """The cells that `text` lists or draws. UnclearError: neither can be read."""
    text = plain(text)
    drawn = drawn_cells(text, rows, columns)
    return listed_cells(text, rows, columns) if drawn is None else drawn


def _compare(cells: Cells, expected: Cells) -> Verdict:
    if cells == expected:
        return correct(f"All {len(expected)} cells are right.", LISTED)
    extra, missing = sorted(cells - expected), sorted(expected - cells)
    complaints = [f"{_names(extra)} should not be in it"] if extra else []
    complaints += [f"{_names(missing)} should be in it"] if missing else []
    row, column = (extra + missing)[0]
    inside, outside = "in the region", "not in the region"
    yours, truth = (inside, outside) if extra else (outside, inside)
    return incorrect(
        "Your region differs: " + "; ".join(complaints) + ".",
        LISTED,
        {"cell": f"({row},{column})", "yours": yours, "expected": truth},
    )


def _names(cells: list[tuple[int, int]]) -> str:
    return ", ".join(f"({row},{column})" for row, column in cells)
