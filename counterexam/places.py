"""Where in an author's files something stands: ``problems/sums/q1_sums.py:12``."""

from __future__ import annotations

import sys
from collections.abc import Callable
from inspect import unwrap
from linecache import getlines
from pathlib import Path
from traceback import extract_tb
from typing import Any

SEARCHED = 24
"""Characters of a text that are looked for: a longer one may be broken over lines."""


def declaration() -> str:
    """Where the module that is being imported stands: the line of its call that led here."""
    frame = sys._getframe(1)
    while frame.f_back is not None and frame.f_code.co_name != "<module>":
        frame = frame.f_back
    return at(frame.f_code.co_filename, frame.f_lineno)


def at(file: str | Path, line: int | None = None) -> str:
    """A file as seen from the present folder, with a line."""
    path = Path(file)
    if path.is_absolute() and path.is_relative_to(Path.cwd()):
        path = path.relative_to(Path.cwd())
    return str(path) if line is None else f"{path}:{line}"


def of_function(function: Callable[..., Any]) -> tuple[str, int]:
    """The file and line of a function's `def`, below what decorates it."""
    code = unwrap(function).__code__
    lines = getlines(code.co_filename)[code.co_firstlineno - 1 :]
    above = next((n for n, text in enumerate(lines) if text.lstrip().startswith("def ")), 0)
    return code.co_filename, code.co_firstlineno + above


def of_text(text: str, file: str, start: int) -> str:
    """The first line from `start` on where a text stands: in quotes, or else anywhere, its
    beginning at least; `start` where it is not found.
    """
    if not text.strip():
        return at(file, start)
    lines = list(enumerate(getlines(file)[start - 1 :], start))
    begin = text.strip().partition("\n")[0][:SEARCHED]
    spelled = [form for whole in (text, begin) for form in (whole, repr(whole)[1:-1])]
    quoted = [f"{mark}{form}{mark}" for form in spelled[:2] for mark in "'\""]
    for wanted in filter(None, (*quoted, *spelled)):
        for number, line in lines:
            if wanted in line:
                return at(file, number)
    return at(file, start)


def of_failure(error: BaseException, folder: Path) -> str:
    """The innermost place in an author's `folder` that led to an exception."""
    if isinstance(error, SyntaxError) and error.filename:
        return at(error.filename, error.lineno)
    home = folder.resolve()
    for entry in reversed(extract_tb(error.__traceback__)):
        if entry.filename.startswith("<"):  # code made on the way, such as a dataclass's
            continue
        if Path(entry.filename).resolve().is_relative_to(home):
            return at(entry.filename, entry.lineno)
    return at(folder)
