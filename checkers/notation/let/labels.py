"""Letters below a name that are labels and no indices: W_q and W_k, f_b(x) and f_c(x, y)."""

from __future__ import annotations

import re
from collections.abc import Iterable

from msgspec.structs import replace

from checkers.notation.let.names import COUNTING, Name, named

LETTERED = re.compile(
    r"(?P<stem>[^()]+?)\s*_\s*\{?\s*(?P<letter>[A-Za-z])\s*\}?(?P<arguments>\(.*\))?"
)


def among(text: str, others: Iterable[str]) -> Name:
    """The name that a text writes, beside others. A letter below is a label where one of the
    letters below the same name counts nothing, W_q, W_k, or where functions that differ in
    nothing else take different arguments, f_b(x), f_c(x, y).
    """
    name, match = named(text), LETTERED.fullmatch(text)
    if not match or len(name.index) != 1:
        return name
    found = [each for each in map(LETTERED.fullmatch, others) if each]
    beside = [each for each in found if each["stem"] == match["stem"]]
    letters = {each["letter"] for each in beside}
    apart = {each["arguments"] for each in beside} if not any(map(_is_counted, beside)) else {}
    if len(letters) < 2 or not (letters - COUNTING or len(apart) > 1):
        return name
    return replace(name, base=f"{name.base}_{match['letter']}", index=())


def _is_counted(called: re.Match[str]) -> bool:
    """Whether the letter below a function is one below what it takes, too: f_i(x_i)."""
    below = rf"[_^,{{]\s*{called['letter']}(?![A-Za-z])"
    return re.search(below, called["arguments"] or "") is not None
