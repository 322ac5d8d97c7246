r"""Answers of several values: sets, tuples, lists, records, and what ± stands for.

``{-2, 2}``, ``x = 2 or x = -2``, ``x_1 = 2, x_2 = -2``, ``\pm 2`` say the same set; ``(1, 2)``
and ``x = 1, y = 2`` the same pair. A bare list ``1, 2`` is a set or a tuple, as the other is.
"""

from __future__ import annotations

import re
from typing import Literal, NamedTuple

Kind = Literal["set", "tuple", "list", "record", "one"]
MOST = 600
"""Characters of a list; a longer one is read as a formula."""
_LETTER = r"(?:[A-Za-z]|\\[A-Za-z]+|[α-ω])"
_NAME = rf"{_LETTER}(?:_\{{?[A-Za-z0-9]{{1,3}}\}}?|[₀-₉])?"
_EQUATION = re.compile(rf"^\s*({_NAME})\s*(?:=|:=|\\in(?![a-zA-Z])|∈)\s*(.+)$", re.DOTALL)
_TUPLE_NAME = re.compile(r"^\s*\(\s*\w+(?:\s*,\s*\w+){1,5}\s*\)\s*=\s*(?=[(\\\[])")
_OR = re.compile(
    r"\\text\{\s*(?:or|and)\s*\}|\b(?:or|and)\b|\\(?:lor|vee)(?![a-zA-Z])|∨|或者?|和"
)
_PLUS_MINUS = re.compile(r"\\pm(?![a-zA-Z])|±|\+/-|\+-(?=\d)")
_DRESS = re.compile(r"\\(?:left|right)(?![a-zA-Z])|\\[,;! ]|\$")
_OPENING = {"(": ")", "[": "]", "{": "}", "\\{": "\\}", "<": ">", "\\langle": "\\rangle"}
_BRACKET = re.compile(r"\\[{}]|\\[lr]angle(?![a-zA-Z])|[()\[\]{}]")
_CALL = re.compile(r"^(set|frozenset|tuple|list)\s*\(\s*[\[({](.*)[\])}]\s*\)$", re.DOTALL)
_EMPTY = re.compile(
    r"(?i)\\emptyset|\\varnothing|∅|(?:the |an )?empty(?: set)?|\\?\{\s*\\?\}"
    r"|no (?:real )?solutions?(?: exists?)?|none|set\(\)|无解|空集"
)


class Members(NamedTuple):
    """The texts of several values, and in which sense they stand together."""

    kind: Kind
    texts: tuple[str, ...]
    names: tuple[str, ...] = ()


def members(text: str) -> Members | None:
    """The values that the text lists; None where it is one value."""
    if len(text) > MOST:
        return None
    text = _TUPLE_NAME.sub("", _DRESS.sub("", text)).strip(" \n\t.。")
    if _EMPTY.fullmatch(text):
        return Members("set", ())
    if call := _CALL.match(text):
        return Members("set" if "set" in call[1] else "tuple", tuple(_split(call[2])))
    named = _EQUATION.match(text)
    value = named[2].strip() if named and not _listed(text) else text
    if found := _bracketed(value):
        return found
    if signed := _both_signs(value):
        return signed
    parts = _split(text)
    return (
        None
        if len(parts) < 2 or not all(parts)
        else _joined(parts, _OR.search(text) is not None)
    )


def _listed(text: str) -> bool:
    """Whether several equations are listed."""
    return sum(_EQUATION.match(part) is not None for part in _split(text)) > 1


def _bracketed(text: str) -> Members | None:
    """A set or a tuple whose brackets stand around all of it."""
    for opening, closing in _OPENING.items():
        inside = (
            text.startswith(opening) and text.endswith(closing) and len(text) > len(opening)
        )
        if not inside or not _encloses(text):
            continue
        parts = _split(text[len(opening) : -len(closing)], words=False)
        if opening in ("{", "\\{"):
            plain = [part for part in parts if not re.search(r":|\\mid|\|", part)]
            return _spread("set", parts) if len(plain) == len(parts) else None
        return Members("tuple", tuple(parts)) if len(parts) > 1 and all(parts) else None
    return None


def _encloses(text: str) -> bool:
    """Whether the first bracket is closed by the last one."""
    depth = 0
    for bracket in _BRACKET.finditer(text):
        opens = bracket[0] in ("(", "[", "{", "\\{", "\\langle")
        depth += 1 if opens else -1
        if depth == 0 and bracket.end() < len(text):
            return False
    return True


def _split(text: str, words: bool = True) -> list[str]:
    """The parts between commas, and between "or" and "and", outside brackets."""
    text = _OR.sub(",", text) if words else text
    parts, depth, start = [], 0, 0
    for at, sign in enumerate(text):
        depth += (sign in "([{") - (sign in ")]}")
        if sign in ",;，、" and depth == 0:
            parts.append(text[start:at].strip())
            start = at + 1
    parts.append(text[start:].strip())
    return [part for part in parts if part] if words else parts


def _both_signs(text: str) -> Members | None:
    """±a as a and -a, a ± b as a + b and a - b."""
    if len(_PLUS_MINUS.findall(text)) != 1:
        return None
    return Members("set", tuple(_PLUS_MINUS.sub(sign, text) for sign in ("+", "-")))


def _spread(kind: Kind, parts: list[str]) -> Members:
    """The members with what ± stands for."""
    spread = [_both_signs(part) or Members("one", (part,)) for part in parts]
    return Members(kind, tuple(text.lstrip("+") for each in spread for text in each.texts))


def _joined(parts: list[str], with_words: bool) -> Members | None:
    """Values in a row: of one name a set, of several a record, of none a list."""
    equations = [_EQUATION.match(part) for part in parts]
    names = [equation[1].strip() if equation else "" for equation in equations]
    values = [e[2].strip() if e else part for e, part in zip(equations, parts, strict=True)]
    if any("=" in value for value in values):
        return None
    bases = {re.sub(r"_\{?\w+\}?$|[₀-₉]+$", "", name) for name in names if name}
    if len(bases) > 1:
        return None if not all(names) else Members("record", tuple(values), tuple(names))
    if len(bases) == 1:
        return _spread("set", values)
    return _spread("list", values) if with_words or all(map(_is_plain, values)) else None


def _is_plain(text: str) -> bool:
    """Whether the text may be a value: no words of a sentence are in it."""
    return not re.search(r"(?<![\\A-Za-z])[A-Za-z]{4,}\s+[A-Za-z]{2,}", text)
