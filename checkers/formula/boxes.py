r"""Boxes around final answers: \boxed{...}, with braces inside. One pass, whatever is open."""

from __future__ import annotations

import re
from typing import NamedTuple

_BRACE = re.compile(r"(\\(?:boxed|fbox)\s*\{)|(?<!\\)[{}]")


class Box(NamedTuple):
    """Where a box begins, where its content begins and ends, and where it ends."""

    start: int
    inner: int
    close: int
    end: int


def boxes(text: str) -> list[Box]:
    """The boxes in the order in which they begin; one that never closes ends with the text."""
    found: list[Box] = []
    waiting: list[tuple[int, int] | None] = []
    for brace in _BRACE.finditer(text):
        if brace[1]:
            waiting.append((brace.start(), brace.end()))
        elif brace[0] == "{":
            waiting.append(None)
        elif waiting and (opened := waiting.pop()) is not None:
            found.append(Box(*opened, brace.start(), brace.end()))
    size = len(text)
    return sorted([*found, *(Box(*opened, size, size) for opened in waiting if opened)])


def unboxed(text: str) -> str:
    """The text with what stands in boxes instead of the boxes."""
    found = boxes(text)
    cuts = sorted([(b.start, b.inner) for b in found] + [(b.close, b.end) for b in found])
    kept, at = [], 0
    for start, end in cuts:
        kept.append(text[at:start])
        at = end
    return " ".join([*kept, text[at:]])
