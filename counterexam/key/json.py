"""A key as JSON, field by field as in `counterexam.key.model`."""

from __future__ import annotations

from counterexam.contract import to_json
from counterexam.key.model import Key


def write(key: Key) -> str:
    """The key as indented JSON."""
    return to_json(key) + "\n"
