"""A program's state as text and back: all that a later step may know of earlier ones.

The grader never reads the text. It keeps it, weighs it, and may hand it to a fresh process.
"""

from __future__ import annotations

import json
from collections import deque
from typing import Any

import numpy as np

from checkers.sandbox.inside.plain import to_plain


def dumps(value: Any) -> str:
    """The text of a state. TypeError: it holds something that is no data."""
    return json.dumps(_packed(value), separators=(",", ":"))


def loads(text: str, names: dict[str, Any]) -> Any:
    """The state of that text; `names` knows the program's own classes."""
    return _unpacked(json.loads(text), names)


def entries(value: Any) -> int:
    """How many numbers a state holds."""
    if isinstance(value, np.ndarray) or hasattr(value, "detach"):
        return int(np.size(to_plain(value)["real"]))
    if isinstance(value, dict):
        return sum(map(entries, value.values()))
    if isinstance(value, list | tuple | deque | set | frozenset):
        return sum(map(entries, value))
    return entries(vars(value)) if hasattr(value, "__dict__") else 1


def _packed(value: Any) -> Any:
    if value is None or isinstance(value, bool | str):
        return value
    if isinstance(value, int | float) and type(value) in (int, float):
        return {"float": value.hex()} if isinstance(value, float) else {"int": hex(value)}
    if type(value) is list:
        return [_packed(item) for item in value]
    if isinstance(value, tuple | deque | dict | set | frozenset):
        return _collection(value)
    if isinstance(value, np.ndarray | np.generic) or hasattr(value, "detach"):
        kind = str(value.dtype).removeprefix("torch.")
        return {"array": to_plain(value), "dtype": kind, "torch": hasattr(value, "detach")}
    if hasattr(value, "__dict__"):
        return {"object": type(value).__name__, "fields": _packed(vars(value))}
    raise TypeError(f"a state is made of numbers, arrays and collections, not {type(value)}")


def _collection(value: Any) -> Any:
    kind = next(k for k in (tuple, deque, dict, set, frozenset) if isinstance(value, k))
    items = value.items() if kind is dict else value
    packed = {kind.__name__: [_packed(item) for item in items]}
    return packed | ({"maxlen": value.maxlen} if kind is deque else {})


def _unpacked(packed: Any, names: dict[str, Any]) -> Any:
    if isinstance(packed, list):
        return [_unpacked(item, names) for item in packed]
    if not isinstance(packed, dict):
        return packed
    kind, content = next(iter(packed.items()))
    if kind in ("float", "int"):
        return float.fromhex(content) if kind == "float" else int(content, 16)
    if kind == "array":
        return _array(packed)
    if kind == "object":
        made = object.__new__(names[content])
        vars(made).update(_unpacked(packed["fields"], names))
        return made
    items = [_unpacked(item, names) for item in content]
    if kind == "deque":
        return deque(items, packed["maxlen"])
    return {"tuple": tuple, "dict": dict, "set": set, "frozenset": frozenset}[kind](items)


def _array(packed: dict[str, Any]) -> Any:
    plain = packed["array"]
    entries = [np.nan if entry is None else entry for entry in plain["real"]]
    array = np.array(entries, dtype=float)
    if "imag" in plain:
        array = array + 1j * np.array(plain["imag"], dtype=float)
    array = array.reshape(plain["shape"])
    if packed["torch"]:
        import torch

        return torch.tensor(array, dtype=getattr(torch, packed["dtype"]))
    shaped = array.astype(packed["dtype"])
    return shaped if plain["shape"] else shaped[()]
