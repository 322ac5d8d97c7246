"""Reports: graded submissions, written for people and for the tools they use.

`render` turns reports into the text of one file. A format is a row of `WRITERS`: a module
that is imported when it is asked for, with one function ``write(reports, listed) -> str``.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from types import MappingProxyType

from counterexam.contract import Report
from counterexam.errors import InputError

Writer = Callable[[Sequence[Report], bool], str]

WRITERS: Mapping[str, str] = MappingProxyType(
    {
        "text": "counterexam.report.terminal",
        "json": "counterexam.report.json",
        "html": "counterexam.report.html",
        "gradescope": "counterexam.report.gradescope",
        "junit": "counterexam.report.junit",
        "csv": "counterexam.report.sheets.plain",
        "canvas": "counterexam.report.sheets.canvas",
        "moodle": "counterexam.report.sheets.moodle",
    }
)
FORMATS = tuple(WRITERS)


def render(reports: Sequence[Report], format: str, *, listed: bool = False) -> str:
    """The reports as one file's text, in one of `FORMATS`.

    `listed`: they are a folder's, to be written as a list with an overview, even if there is
    only one. InputError: an unknown format, or several reports in a format that holds one.
    """
    if format not in WRITERS:
        raise InputError(f"no format {format!r}; the formats are {', '.join(FORMATS)}")
    write: Writer = import_module(WRITERS[format]).write
    return write(reports, listed or len(reports) != 1)
