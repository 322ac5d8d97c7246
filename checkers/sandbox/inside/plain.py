"""Numbers and arrays of them as plain JSON, on the program's side."""

from __future__ import annotations

import math
from typing import Any

import numpy as np

MOST_ENTRIES = 1_000_000


def from_plain(given: Any) -> Any:
    """What a function is called with: a number as it is, an array as NumPy's."""
    if not isinstance(given, dict):
        return given
    entries = np.array(given["real"], dtype=float)
    if given.get("imag") is not None:
        entries = entries + 1j * np.array(given["imag"], dtype=float)
    return entries.reshape(given["shape"])


def to_plain(value: Any) -> dict[str, Any]:
    """A number, array, nested list or tensor by its shape and entries; null is not finite.

    TypeError, ValueError, OverflowError: it is no array of numbers.
    """
    array = _array(value)
    if array.size > MOST_ENTRIES:
        raise ValueError(f"{array.size} entries; at most {MOST_ENTRIES}")
    plain = {"shape": list(array.shape), "real": _finite(array.real)}
    return plain | ({"imag": _finite(array.imag)} if np.iscomplexobj(array) else {})


def _array(value: Any) -> Any:
    for method in ("detach", "toarray", "tolist"):
        if hasattr(value, method) and not isinstance(value, np.ndarray):
            value = getattr(value, method)()
    if value is None:
        raise TypeError("it returned None")
    array = np.asarray(value)
    if array.dtype.kind == "O":
        array = array.astype(complex)
        array = array.real if not array.imag.any() else array
    if array.dtype.kind not in "biufc":
        raise TypeError(f"no array of numbers but a {type(value).__name__}")
    return array.astype(complex if array.dtype.kind == "c" else float)


def _finite(entries: Any) -> list[float | None]:
    flat = entries.ravel()
    listed: list[float | None] = flat.tolist()
    if np.isfinite(flat).all():
        return listed
    return [entry if entry is not None and math.isfinite(entry) else None for entry in listed]
