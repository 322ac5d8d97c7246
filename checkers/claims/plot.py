"""Margins over a sweep, as a picture: how near to a violation the worlds come."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from matplotlib.axes import Axes
from matplotlib.figure import Figure

from checkers.claims.examine import Finding
from checkers.claims.sweep import DECADES


def plot(findings: Sequence[Finding], path: Path) -> None:
    """A row a claim, saved in the format that the path's suffix names.

    To the right the margins that are not negative, by their size; in red those below zero,
    which for a claim that holds is rounding. The line is the tolerance, the
    outermost bars zero and infinity. Counts are logarithmic.
    """
    height = 1.2 + 0.55 * len(findings)
    figure = Figure(figsize=(9, height), layout="constrained")
    rows = figure.subplots(len(findings), 1, sharex=True, squeeze=False)[:, 0]
    for axes, finding in zip(rows, findings, strict=True):
        _row(axes, finding)
    rows[-1].set_xlabel("log10 of the size of the margin (red: below zero)")
    figure.savefig(path)


def suffixes() -> list[str]:
    """The formats that a picture can have, as suffixes."""
    return [f".{suffix}" for suffix in sorted(Figure().canvas.get_supported_filetypes())]


def _row(axes: Axes, finding: Finding) -> None:
    counts = np.log1p(finding.swept.counts)
    for heights, colour in zip(counts, ("tab:red", "tab:blue"), strict=True):
        axes.stairs(heights, DECADES, fill=True, color=colour, alpha=0.6)
    axes.axvline(np.log10(finding.claim.tolerance), color="black", linewidth=0.8)
    axes.set_yticks([])
    axes.set_ylabel(
        finding.claim.name.replace("_", " "), rotation=0, ha="right", va="center", fontsize=7
    )
