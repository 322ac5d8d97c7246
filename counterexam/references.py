"""Reference answers, computed once and kept.

A reference that is plain data (numbers, text, lists of them) is written to the user's cache
folder under a key that covers every source file it could depend on, so that a second run
needs neither torch nor SymPy. Anything else is computed when it is asked for.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterable
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

import msgspec

from counterexam.bank import LoadedExam, Reference
from counterexam.errors import BankError
from counterexam.exam import Part

PLAIN = (str, int, float, bool, type(None))
CODE = Path(__file__).parent.parent


def reference(exam: LoadedExam, part: Part) -> Reference:
    """The reference of a part. BankError: its solution is missing or not marked."""
    entry = _cache_folder() / f"{exam.id}-{part.id}-{key(exam)}.json"
    try:
        kept = msgspec.json.decode(entry.read_bytes())
        return Reference(kept["value"], kept["established"], kept["because"])
    except (OSError, msgspec.DecodeError, KeyError, TypeError):
        found = _solve(exam, part)
        if _is_plain(found.value):
            _keep(entry, found)
        return found


def solution_name(part_id: str) -> str:
    """The function that answers a part: ``part_b`` for 6.b, ``part_2a`` for 3.2a."""
    return "part_" + part_id.partition(".")[2].replace(".", "_")


def _solve(exam: LoadedExam, part: Part) -> Reference:
    module = exam.bank.solution(exam.id, int(part.id.partition(".")[0]))
    name = solution_name(part.id)
    solution: Callable[..., Any] | None = getattr(module, name, None)
    if solution is None:
        raise BankError(f"{module.__file__}: define {name}(), the reference of part {part.id}")
    established = getattr(solution, "established", None)
    if established is None:
        raise BankError(f"{module.__file__}: mark {name} with @proved, @checked or @argued")
    return Reference(_plain(solution(**part.given)), established, solution.__doc__ or "")


def _plain(value: Any) -> Any:
    """Arrays and tensors as nested lists, everything else as it is."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value.tolist() if hasattr(value, "tolist") else value


def _is_plain(value: Any) -> bool:
    if isinstance(value, dict):
        return all(isinstance(k, str) and _is_plain(v) for k, v in value.items())
    if isinstance(value, list):
        return all(map(_is_plain, value))
    return type(value) in PLAIN


def write_whole(entry: Path, content: bytes) -> None:
    """Write a cache entry whole or not at all: several processes may grade at once."""
    try:
        entry.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.NamedTemporaryFile(dir=entry.parent, delete=False) as file:
            file.write(content)
        os.replace(file.name, entry)
    except OSError:
        return  # a cache that cannot be written only costs time


def _keep(entry: Path, found: Reference) -> None:
    row = {"value": found.value, "established": found.established, "because": found.because}
    write_whole(entry, msgspec.json.encode(row))


def key(exam: LoadedExam) -> str:
    """Changes when the exam's sources or our own code do."""
    digest = sha256(_code_key().encode())
    for path in exam.bank.sources(exam.id):
        digest.update(path.name.encode())
        digest.update(path.read_bytes())
    return digest.hexdigest()[:16]


@cache
def _code_key() -> str:
    """Changes when our own code does: name, size and time of each of our modules."""
    return repr([_stamp(p) for folder in ("checkers", "counterexam") for p in _modules(folder)])


def _modules(folder: str) -> Iterable[Path]:
    return sorted((CODE / folder).rglob("*.py"))


def _stamp(path: Path) -> tuple[str, int, int]:
    status = path.stat()
    return path.name, status.st_size, status.st_mtime_ns


@cache
def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("counterexam") / "references"
