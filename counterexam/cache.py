"""What was computed once and is kept on disk: plain data, under keys that cover its sources.

A cache that cannot be read or written only costs time. Entries appear whole or not at all, for
several processes may grade at once.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

PLAIN = (str, int, float, bool, type(None))
CODE = Path(__file__).parent.parent


def recall(name: str) -> Any:
    """The data kept under that name; None where there is none."""
    try:
        return msgspec.json.decode((_folder() / f"{name}.json").read_bytes())
    except (OSError, msgspec.DecodeError):
        return None


def keep(name: str, data: Any) -> None:
    """Keep data under that name, if it is plain."""
    if is_plain(data):
        write_whole(_folder() / f"{name}.json", msgspec.json.encode(data))


def is_plain(data: Any) -> bool:
    """Whether JSON gives the data back as it was: numbers, text, lists and mappings of them."""
    if isinstance(data, dict):
        return all(isinstance(k, str) and is_plain(v) for k, v in data.items())
    if isinstance(data, list):
        return all(map(is_plain, data))
    return type(data) in PLAIN


def write_whole(entry: Path, content: bytes) -> None:
    """Write a file that nobody ever sees half of; give up where nothing can be written."""
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=entry.parent, delete=False) as file:
            file.write(content)
        os.replace(file.name, entry)
    except OSError:
        return


def digest(sources: Iterable[Path]) -> str:
    """Changes when one of the files does, or our own code."""
    total = sha256(_code_key().encode())
    for path in sources:
        total.update(path.name.encode())
        total.update(path.read_bytes())
    return total.hexdigest()[:16]


@cache
def _code_key() -> str:
    """Name, size and time of each of our own modules."""
    folders = (CODE / "checkers", CODE / "counterexam")
    return repr([_stamp(path) for folder in folders for path in sorted(folder.rglob("*.py"))])


def _stamp(path: Path) -> tuple[str, int, int]:
    status = path.stat()
    return path.name, status.st_size, status.st_mtime_ns


@cache
def _folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("counterexam") / "references"
