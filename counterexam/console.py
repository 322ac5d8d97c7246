"""What the commands say: results on stdout or in a file, complaints on stderr."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from counterexam.errors import InputError

T = TypeVar("T")


def choose(name: str, table: Mapping[str, T]) -> T:
    """What the table has under the name of a format. InputError names those that it has."""
    if name not in table:
        raise InputError(f"--format {name}: choose one of {', '.join(table)}")
    return table[name]


def write(texts: Iterable[str], output: Path | None) -> None:
    """Print, or write to a file that appears whole or not at all."""
    if output is None:
        for text in texts:
            say(text)
        return
    lines = (text if text.endswith("\n") else text + "\n" for text in texts)
    _write_whole((line.encode() for line in lines), output)


def write_bytes(content: bytes, output: Path | None) -> None:
    """The same for a file of any kind. InputError: it is none for a terminal to show."""
    if output is not None:
        _write_whole([content], output)
        return
    if b"\0" in content and sys.stdout.isatty():
        raise InputError("this is no text: name a file by -o")
    sys.stdout.buffer.write(content)
    sys.stdout.flush()


def _write_whole(pieces: Iterable[bytes], output: Path) -> None:
    partial = output.with_name(f".{output.name}.partial")
    try:
        with partial.open("wb") as file:
            file.writelines(pieces)
        partial.replace(output)
    except OSError as error:
        raise InputError(f"-o {output}: cannot be written ({error.strerror})") from None


def say(text: str) -> None:
    """Print at once, whoever reads."""
    sys.stdout.write(text if text.endswith("\n") else text + "\n")
    sys.stdout.flush()


def complain(message: str) -> int:
    """One line on stderr, whatever stands in a file's name. Bad input ends with status 2."""
    from counterexam.report.clean import shown

    sys.stderr.write(f"counterexam: {' '.join(shown(message).split())}\n")
    return 2
