"""Plain data between grader and program, on the grader's side, where it is not trusted.

A reply is decoded into the types below and nothing else: JSON, no classes, no pickles. Sizes
were bounded before decoding, and every number is a float by then.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

import msgspec
import numpy as np
from msgspec import Struct
from numpy.typing import NDArray

Array = NDArray[Any]
Argument = float | int | Array
MOST_AXES = 8


class Costs(Struct):
    """What steps take, counted within the program's reach: operations of each step, the most
    entries that one array operation computes, and the most numbers that the state holds.
    """

    steps: list[int]
    largest: int
    entries: int


class Reply(Struct):
    """What one call gave: numbers (null is one that is not finite), a state, or a failure."""

    shape: list[int] = []
    real: list[float | None] = []
    imag: list[float | None] | None = None
    outputs: list[Reply] = []
    state: str | None = None
    costs: Costs | None = None
    error: str | None = None


class Loaded(Struct):
    """What a program defines when its blocks have run, and what went wrong."""

    defined: list[str]
    errors: list[str]


_REPLIES = msgspec.json.Decoder(list[Reply])
_LOADED = msgspec.json.Decoder(Loaded)


class NotPlainError(Exception):
    """A program sent what is no reply."""


def replies(text: bytes, count: int) -> list[Reply]:
    """The replies to `count` calls. NotPlainError: the text is nothing of the kind."""
    try:
        found = _REPLIES.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise NotPlainError(f"its reply is not plain data ({error})") from None
    if len(found) != count:
        raise NotPlainError(f"it replied to {len(found)} calls of {count}")
    return found


def loaded(text: bytes) -> Loaded:
    """What loading gave. NotPlainError: the text is nothing of the kind."""
    try:
        return _LOADED.decode(text)
    except (msgspec.DecodeError, RecursionError) as error:
        raise NotPlainError(f"its reply is not plain data ({error})") from None


def array(reply: Reply) -> Array:
    """The array of a reply; NaN is what was not finite. NotPlainError: it does not add up."""
    size = math.prod(reply.shape) if len(reply.shape) <= MOST_AXES else -1
    if min(reply.shape, default=0) < 0 or size != len(reply.real):
        raise NotPlainError("its array's shape does not fit its entries")
    entries = _floats(reply.real)
    if reply.imag is not None:
        if len(reply.imag) != size:
            raise NotPlainError("its array's shape does not fit its entries")
        entries = entries + 1j * _floats(reply.imag)
    return entries.reshape(reply.shape)


def _floats(entries: Sequence[float | None]) -> Array:
    return np.array(entries, dtype=float)


def plain(argument: Argument) -> Any:
    """An argument as the program's side reads it."""
    if isinstance(argument, int | float):
        return argument
    given = np.asarray(argument)
    flat = {"shape": list(given.shape), "real": given.real.ravel().tolist()}
    return flat | ({"imag": given.imag.ravel().tolist()} if np.iscomplexobj(given) else {})
