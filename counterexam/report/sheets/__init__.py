"""Sheets of scores for spreadsheets and gradebooks: CSV in which no text is a formula.

A spreadsheet runs a cell that begins with ``=``, ``+``, ``-`` or ``@``. Text that does gets
an apostrophe before it; numbers are written by us and stay numbers.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterable, Sequence
from io import StringIO
from pathlib import PurePath

from counterexam.contract import Report
from counterexam.report.clean import shown

Cell = str | float | None
"""Text, a number, or nothing."""

FORMULA = re.compile(r"[\s\u200b\ufeff]*[=+\-@＝＋－＠﹦﹢﹣﹫]|\t")


def sheet(header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> str:
    """The table as CSV: the header as it is, then rows with every text quoted."""
    page = StringIO()
    csv.writer(page, lineterminator="\n").writerow(map(_cell, header))
    writer = csv.writer(page, lineterminator="\n", quoting=csv.QUOTE_NONNUMERIC)
    writer.writerows(map(_cell, row) for row in rows)
    return page.getvalue()


def student(report: Report) -> str:
    """Who handed it in, as far as the file's name tells: its stem."""
    return PurePath(report.submission).stem


def _cell(value: Cell) -> Cell:
    if isinstance(value, str):
        return _neutral(shown(value).replace("\n", " "))
    return value if value is None else round(value, 2) + 0.0


def _neutral(text: str) -> str:
    return f"'{text}" if FORMULA.match(text) else text
