"""`counterexam new`: a bank folder with one worked question of each form, to be replaced."""

from __future__ import annotations

import re
from collections.abc import Iterator
from keyword import iskeyword
from pathlib import Path

from counterexam.errors import InputError

SKELETON = Path(__file__).parent / "skeleton"
NAME = "my_exam"
"""What the skeleton calls its exam, in its files and in their names."""
ID = re.compile(r"[a-z][a-z0-9_]{0,59}")
KINDS = (".py", ".md")


def new(exam_id: str, folder: Path) -> list[Path]:
    """Make the folders of an exam in a bank, which need not be there yet: the files made.

    A README that is there already is kept. InputError: the id cannot name a folder of modules,
    or any other file is in the way; then nothing is made.
    """
    if not ID.fullmatch(exam_id) or iskeyword(exam_id):
        raise InputError(
            f"new: {exam_id!r} cannot be an exam's id; "
            "write small letters, digits and _, a letter first: gm_final_2026"
        )
    copies = list(_copies(exam_id, folder))
    for target, _ in copies:
        if target.exists():
            raise InputError(f"{target}: is there already; nothing was made")
    try:
        for target, text in copies:
            target.parent.mkdir(parents=True, exist_ok=True)
            with target.open("x", encoding="utf-8") as file:
                file.write(text)
    except OSError as error:
        raise InputError(f"{target}: cannot be written ({error.strerror})") from None
    return [target for target, _ in copies]


def _copies(exam_id: str, folder: Path) -> Iterator[tuple[Path, str]]:
    """Each file of the skeleton under its new name, with its text."""
    for source in sorted(SKELETON.rglob("*")):
        if source.suffix not in KINDS or "__pycache__" in source.parts:
            continue
        target = folder / str(source.relative_to(SKELETON)).replace(NAME, exam_id)
        if not (target.name == "README.md" and target.exists()):
            yield target, source.read_text(encoding="utf-8").replace(NAME, exam_id)
