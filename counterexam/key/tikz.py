"""Plots in LaTeX itself: grids by TikZ, curves by pgfplots, so a .tex file stands alone."""

from __future__ import annotations

from collections.abc import Iterator

from counterexam.key.drawing import COLOURS, DARK
from counterexam.key.plots import Grid, Lines, Plot

STROKES = ("solid", "dashed", "dash dot", "dotted")
SHADE = 80
"""Percent of black in the darkest cell."""


def tikz(plot: Plot) -> str:
    """The environment that draws the plot."""
    body = _grid(plot) if isinstance(plot, Grid) else _lines(plot)
    return "\n".join(body)


def _grid(plot: Grid) -> Iterator[str]:
    rows, columns = len(plot.rows), len(plot.columns)
    yield r"\begin{tikzpicture}[x=7mm,y=-7mm,font=\footnotesize]"
    for i, row in enumerate(plot.cells):
        for j, cell in enumerate(row):
            shade = f"fill=black!{round(SHADE * cell)},draw=gray"
            yield rf"\filldraw[{shade}] ({j},{i}) rectangle ++(1,1);"
    if plot.numbers:
        yield from _numbers(plot)
    for i, name in enumerate(plot.rows):
        yield rf"\node[left] at (0,{i}.5) {{{name}}};"
    for j, name in enumerate(plot.columns):
        yield rf"\node[below] at ({j}.5,{rows}) {{{name}}};"
    yield rf"\node at ({columns / 2:g},{rows + 1.3}) {{{plot.across}}};"
    yield rf"\node[rotate=90] at (-1.2,{rows / 2:g}) {{{plot.down}}};"
    yield r"\end{tikzpicture}"


def _numbers(plot: Grid) -> Iterator[str]:
    for i, row in enumerate(plot.cells):
        for j, cell in enumerate(row):
            ink = "white" if cell >= DARK else "black"
            yield rf"\node[{ink},font=\scriptsize] at ({j}.5,{i}.5) {{{cell:.2f}}};"


def _lines(plot: Lines) -> Iterator[str]:
    yield r"\begin{tikzpicture}[font=\footnotesize]"
    yield (
        r"\begin{axis}[width=10cm,height=6cm,grid=major,grid style={gray!25},"
        rf"xlabel={{{plot.across}}},ylabel={{{plot.up}}},"
        r"legend style={draw=none,at={(1.02,0.5)},anchor=west},legend cell align=left]"
    )
    for place, colour in enumerate(COLOURS):
        yield rf"\definecolor{{curve{place}}}{{HTML}}{{{colour[1:].upper()}}}"
    for place, curve in enumerate(plot.curves):
        mark = "*" if plot.points else "none"
        style = f"color=curve{place % 4},{STROKES[place % 4]},thick,mark={mark},mark size=1.2pt"
        points = " ".join(f"({x:.6g},{y:.6g})" for x, y in zip(plot.x, curve.y, strict=True))
        yield rf"\addplot[{style}] coordinates {{{points}}};"
        if len(plot.curves) > 1:
            yield rf"\addlegendentry{{{curve.name}}}"
    yield "\\end{axis}\n\\end{tikzpicture}"
