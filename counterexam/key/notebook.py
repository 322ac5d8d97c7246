"""A key as a Jupyter notebook: a cell for each part, its plot attached as a picture."""

from __future__ import annotations

import re
from base64 import b64encode
from typing import Any

import nbformat
from nbformat.v4 import new_markdown_cell, new_notebook

from counterexam.key.drawing import MISSING, is_possible, png
from counterexam.key.markdown import Block, as_table, blocks
from counterexam.key.model import Key
from counterexam.key.plots import Plot


def write(key: Key) -> str:
    """The notebook."""
    plots: dict[str, Plot] = {}

    def show(part_id: str, plot: Plot) -> str:
        if not is_possible():
            return f"{as_table(part_id, plot)}\n\n*{MISSING}*"
        plots[f"part-{part_id}"] = plot
        return f"*{plot.title}*\n\n![Plot of part {part_id}](attachment:plot.png)"

    cells = [_cell(block, plots.get(block.id)) for block in blocks(key, show)]
    notebook = new_notebook(cells=cells, metadata={"counterexam": {"exam": key.exam}})
    return f"{nbformat.writes(notebook)}\n"


def _cell(block: Block, plot: Plot | None) -> Any:
    cell = new_markdown_cell(block.text, id=re.sub(r"[^\w-]", "-", block.id))
    if plot is not None:
        cell["attachments"] = {"plot.png": {"image/png": b64encode(png(plot)).decode()}}
    return cell
