"""Plots drawn by matplotlib, the same bytes each time; it comes with ``counterexam[plot]``."""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from io import BytesIO
from typing import TYPE_CHECKING, Any

from counterexam.key.plots import Grid, Lines, Plot

if TYPE_CHECKING:
    from matplotlib.axes import Axes

SETTINGS: dict[Any, Any] = {
    "svg.hashsalt": "counterexam",
    "svg.fonttype": "path",
    "font.size": 9,
}
COLOURS = ("#1c4f82", "#a3282c", "#1b6a3c", "#7a5200")
DASHES = ("-", "--", "-.", ":")
"""Curves differ in colour and, for those who cannot tell colours, in their strokes."""
CELL = 0.42
"""Side of a grid's cell in inches."""
DARK = 0.55
"""A cell at least so dark has white figures."""
MISSING = "A drawing of this needs matplotlib: pip install counterexam[plot]."


@cache
def is_possible() -> bool:
    """Whether matplotlib is here."""
    return find_spec("matplotlib") is not None


def svg(plot: Plot, prefix: str) -> str:
    """The drawing as an SVG element, whose ids begin with `prefix`."""
    drawn = _saved(plot, "svg", {"Date": None, "Creator": None, "Format": None, "Type": None})
    element = drawn.decode()
    element = element[element.index("<svg") :].rstrip()
    element = re.sub(r"\s*<metadata>.*?</metadata>", "", element, flags=re.DOTALL)
    return re.sub(r'(\bid="|href="#|url\(#)', rf"\g<1>{prefix}-", element)


def png(plot: Plot) -> bytes:
    """The drawing as a picture."""
    return _saved(plot, "png", {"Software": None})


def _saved(plot: Plot, format: str, metadata: dict[str, Any]) -> bytes:
    from matplotlib import rc_context
    from matplotlib.figure import Figure

    file = BytesIO()
    with rc_context(SETTINGS):
        figure = Figure(figsize=_size(plot), layout="constrained", dpi=144)
        axes = figure.add_subplot()
        _draw_grid(axes, plot) if isinstance(plot, Grid) else _draw_lines(axes, plot)
        figure.savefig(file, format=format, metadata=metadata)
    return file.getvalue()


def _size(plot: Plot) -> tuple[float, float]:
    if isinstance(plot, Lines):
        return 5.2, 2.9
    return CELL * len(plot.columns) + 0.9, CELL * len(plot.rows) + 0.8


def _draw_grid(axes: Axes, plot: Grid) -> None:
    axes.pcolormesh(
        plot.cells, cmap="Greys", vmin=0, vmax=1.25, edgecolors="#888", lw=0.6, clip_on=False
    )
    axes.set_aspect("equal")
    axes.invert_yaxis()
    axes.set_xticks([j + 0.5 for j in range(len(plot.columns))], plot.columns)
    axes.set_yticks([i + 0.5 for i in range(len(plot.rows))], plot.rows)
    axes.tick_params(length=0)
    axes.set_xlabel(plot.across)
    axes.set_ylabel(plot.down)
    for spine in axes.spines.values():
        spine.set_visible(False)
    if plot.numbers:
        _write_numbers(axes, plot)


def _write_numbers(axes: Axes, plot: Grid) -> None:
    for i, row in enumerate(plot.cells):
        for j, cell in enumerate(row):
            ink = "white" if cell >= DARK else "black"
            at = (j + 0.5, i + 0.5)
            axes.annotate(f"{cell:.2f}", at, color=ink, ha="center", va="center", fontsize=8)


def _draw_lines(axes: Axes, plot: Lines) -> None:
    for place, curve in enumerate(plot.curves):
        style = {"color": COLOURS[place % 4], "ls": DASHES[place % 4], "lw": 1.4}
        marker = "o" if plot.points else ""
        axes.plot(plot.x, curve.y, label=curve.name, marker=marker, markersize=3.5, **style)  # type: ignore[arg-type]
    axes.set_xlabel(plot.across)
    axes.set_ylabel(plot.up)
    axes.grid(color="#ddd", lw=0.5)
    if len(plot.curves) > 1:
        axes.legend(frameon=False, loc="center left", bbox_to_anchor=(1.01, 0.5))
