"""A submitted file's text, or one clear line why it cannot be read.

Students' files are hostile input: nothing is read that is not a regular file of bearable size
in strict UTF-8, and every later step takes time near-linear in what is let through here.
"""

from __future__ import annotations

import stat
from pathlib import Path

from counterexam.errors import InputError

MOST_BYTES = 20_000_000
MOST_LINES = 200_000
LONGEST_LINE = 1_000_000

MARKS = {
    b"\xff\xfe": "UTF-16",
    b"\xfe\xff": "UTF-16",
    b"PK\x03\x04": "a zip archive or office file",
}
MARKS |= {b"%PDF-": "a PDF", b"\x89PNG": "a picture", b"\xff\xd8\xff": "a picture"}


def load(path: Path) -> str:
    """The text of a file, with newlines alone between its lines.

    InputError: missing, a folder or a device, empty, too large, binary, not UTF-8, or with
    lines too long or too many; the message names the file and, where there is one, the place.
    """
    text = _decoded(path, _bytes(path)).replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise InputError(f"{path}: the file is empty")
    _check_lines(path, text)
    return text


def _bytes(path: Path) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputError(f"{path}: this is a folder, not a submission")
        if not stat.S_ISREG(status.st_mode):
            raise InputError(f"{path}: this is not a regular file")
        _check_size(path, status.st_size)
        with path.open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise InputError(f"{path}: no such file") from None
    except (OSError, ValueError) as failure:
        raise InputError(f"{path}: cannot be read ({failure})") from None
    _check_size(path, len(content))  # it may have grown since
    return content


def _check_size(path: Path, size: int) -> None:
    if size > MOST_BYTES:
        raise InputError(
            f"{path}: {size / 1e6:.0f} MB; a submission has at most {MOST_BYTES / 1e6:.0f} MB"
        )


def _decoded(path: Path, content: bytes) -> str:
    for mark, kind in MARKS.items():
        if content.startswith(mark):
            raise InputError(f"{path}: this is {kind}; hand in text in UTF-8")
    if b"\0" in content:
        at = content.index(b"\0")
        raise InputError(f"{path}: {_place(content, at)}: a zero byte; this is not a text file")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as failure:
        where = _place(content, failure.start)
        raise InputError(f"{path}: {where}: not UTF-8; save the file as UTF-8") from None


def _place(content: bytes, at: int) -> str:
    line = 1 + content.count(b"\n", 0, at)
    return f"line {line}, byte {at}"


def _check_lines(path: Path, text: str) -> None:
    count = text.count("\n") + 1
    if count > MOST_LINES:
        raise InputError(f"{path}: {count} lines; a submission has at most {MOST_LINES}")
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise InputError(
                f"{path}: line {number}: {len(line)} characters; a line has at most "
                f"{LONGEST_LINE}"
            )
