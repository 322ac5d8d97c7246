"""Plots of a key, as data: what is to be looked at, drawn by whatever a format has for it.

A solution module offers one beside a part's reference: ``part_2a`` and ``plot_2a``, with the
same arguments. Text is Markdown with formulas.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from msgspec import Struct


class Grid(Struct, frozen=True, tag="grid"):
    """A matrix of cells, shaded from white (0) to black (1), with names of rows and columns.

    With `numbers` a cell shows its value, to two decimals.
    """

    title: str
    cells: tuple[tuple[float, ...], ...]
    rows: tuple[str, ...]
    columns: tuple[str, ...]
    down: str = ""
    across: str = ""
    numbers: bool = False


class Curve(Struct, frozen=True):
    """One line of a plot: its name, and a height for each of the plot's abscissae."""

    name: str
    y: tuple[float, ...]


class Lines(Struct, frozen=True, tag="lines"):
    """Curves over the same abscissae; `points`: only these were computed, and are marked."""

    title: str
    across: str
    up: str
    x: tuple[float, ...]
    curves: tuple[Curve, ...]
    points: bool = False


Plot = Grid | Lines


def grid(
    title: str,
    cells: Sequence[Sequence[float]],
    *,
    down: str = "",
    across: str = "",
    start: int = 1,
    numbers: bool = False,
) -> Grid:
    """A grid whose rows and columns are counted from `start`."""
    rows, columns = len(cells), len(cells[0])
    return Grid(
        title,
        tuple(tuple(float(cell) for cell in row) for row in cells),
        tuple(str(start + i) for i in range(rows)),
        tuple(str(start + j) for j in range(columns)),
        down,
        across,
        numbers,
    )


def lines(
    title: str,
    x: Sequence[float],
    curves: Mapping[str, Sequence[float]],
    *,
    across: str,
    up: str,
    points: bool = False,
) -> Lines:
    """Curves by name. ValueError: one has not as many heights as there are abscissae."""
    drawn = tuple(Curve(name, tuple(map(float, y))) for name, y in curves.items())
    if any(len(curve.y) != len(x) for curve in drawn):
        raise ValueError(f"{title}: {len(x)} abscissae, but not as many heights in each curve")
    return Lines(title, across, up, tuple(map(float, x)), drawn, points)
