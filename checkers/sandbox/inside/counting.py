"""Operations of a program: instructions of its own code, and entries that its arrays touch.

An instruction of the interpreter counts once; an array operation counts what it computes: an
entry each for elementwise operations, m k n for a product of matrices. What C code does
with lists (slices, ``in``, ``sum``) counts as one instruction: at most linear in the list.

This is a measure of programs that do what they say. It is taken within the program's reach, so
that one that sets out to deceive can: what its maker could gain must not rest on it alone.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from functools import wraps
from types import CodeType, FrameType
from typing import Any

import numpy as np

ANSWER = "<answer>"
"""The file name that a program's code is compiled under."""
CREATING: tuple[str, ...] = (
    "array",
    "asarray",
    "zeros",
    "ones",
    "empty",
    "full",
    "eye",
    "identity",
    "arange",
)
CREATING += ("linspace", "diag", "zeros_like", "ones_like", "concatenate", "roll", "stack")


class Tally:
    """Operations so far, and the most entries that one array operation computed."""

    total = 0
    largest = 0


def _count(entries: int) -> None:
    Tally.total += entries
    Tally.largest = max(Tally.largest, entries)


class Counted(np.ndarray[Any, Any]):
    """An array that counts what is computed with it."""

    def __array_ufunc__(
        self, ufunc: Any, method: str, *inputs: Any, out: Any = None, **options: Any
    ) -> Any:
        """The ufunc on plain arrays; what comes of it counts as well."""
        given = list(map(_plain, inputs))
        if out is not None:
            options["out"] = tuple(map(_plain, out))
        result = getattr(ufunc, method)(*given, **options)
        _count(_of_ufunc(ufunc, method, given, result))
        return _counted(result)

    def __array_function__(self, function: Any, types: Any, args: Any, options: Any) -> Any:
        """The function on plain arrays; what comes of it counts as well."""
        given, named = _deep(args), _deep(options)
        result = function(*given, **named)
        _count(_of_function(function, given, result))
        return _counted(result)


def _plain(value: Any) -> Any:
    return value.view(np.ndarray) if isinstance(value, Counted) else value


def _deep(value: Any) -> Any:
    if isinstance(value, list | tuple):
        return type(value)(map(_deep, value))
    if isinstance(value, dict):
        return {name: _deep(item) for name, item in value.items()}
    return _plain(value)


def _counted(value: Any) -> Any:
    """Arrays, alone or several, as counting ones."""
    if isinstance(value, tuple):
        return tuple(map(_counted, value))
    return value.view(Counted) if type(value) is np.ndarray else value


def _of_ufunc(ufunc: Any, method: str, given: Sequence[Any], result: Any) -> int:
    if ufunc is np.matmul:
        return int(np.size(result)) * int(np.shape(given[0])[-1])
    if method == "__call__":
        return max(map(np.size, (*given, *(result if isinstance(result, tuple) else [result]))))
    return math.prod(map(np.size, given)) if method == "outer" else int(np.size(given[0]))


def _of_function(function: Any, given: Sequence[Any], result: Any) -> int:
    name, sizes = function.__name__, list(map(_size, given))
    if name in ("dot", "inner", "vdot", "tensordot"):
        return math.prod(sizes[:2]) // max(int(np.shape(given[1])[0] if sizes[1] > 1 else 1), 1)
    if name in ("convolve", "correlate", "outer", "kron"):
        return math.prod(sizes[:2])
    if name == "einsum" and isinstance(given[0], str):
        return _of_einsum(given[0], given[1:])
    if "linalg" in function.__module__:
        return max(max(np.shape(item), default=1) for item in given) ** 3
    return sum(sizes) + int(np.size(result) if isinstance(result, np.ndarray) else 1)


def _size(value: Any) -> int:
    """How many entries an argument has; arrays in a list need not be of one shape."""
    if isinstance(value, list | tuple):
        return sum(map(_size, value))
    return int(np.size(value))


def _of_einsum(subscripts: str, operands: Sequence[Any]) -> int:
    """The number of index combinations: the product of all letters' extents."""
    letters = subscripts.replace(" ", "").partition("->")[0].split(",")
    pairs = zip(letters, operands, strict=False)
    extents = {
        letter: size
        for word, item in pairs
        for letter, size in zip(word, np.shape(item), strict=False)
    }
    return math.prod(extents.values())


def install() -> None:
    """From now on, arrays that are made count."""
    for name in CREATING:
        setattr(np, name, _counting(getattr(np, name)))


def _counting(make: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(make)
    def made(*args: Any, **options: Any) -> Any:
        return _counted(make(*args, **options))

    return made


@contextmanager
def counting() -> Iterator[None]:
    """Count instructions of the program's code, too."""
    sys.settrace(_trace)
    try:
        yield
    finally:
        sys.settrace(None)


def _trace(frame: FrameType, event: str, _: object) -> Any:
    if not _is_answer(frame.f_code):
        return None
    frame.f_trace_opcodes, frame.f_trace_lines = True, False
    Tally.total += event == "opcode"
    return _trace


def _is_answer(code: CodeType) -> bool:
    return code.co_filename == ANSWER
