"""YAML and JSON as one plain tree: text as written, lists and mappings, with their lines.

Nothing is made of a value but text, so digits stay and nothing is run. What could blow up is
refused: tags, anchors and aliases, several documents, deep nesting, repeated keys.
"""

from __future__ import annotations

import json
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from counterexam.errors import InputError

DEEPEST = 20
MOST_EVENTS = 200_000
YAML_NULL = "tag:yaml.org,2002:null"


@dataclass(frozen=True)
class Tree:
    """A scalar's `text`, or a list's `items`, or a mapping's `pairs`, on these lines."""

    first: int
    last: int
    text: str | None = None
    items: tuple[Tree, ...] | None = None
    pairs: tuple[tuple[Tree, Tree], ...] | None = None

    def get(self, key: str) -> Tree | None:
        """A mapping's value of that key."""
        return next((value for name, value in self.pairs or () if name.text == key), None)

    def __str__(self) -> str:
        """The value as text: a list in brackets, a mapping one pair a line."""
        if self.items is not None:
            return f"[{', '.join(map(str, self.items))}]"
        if self.pairs is not None:
            return "\n".join(f"{key}: {value}" for key, value in self.pairs)
        return self.text or ""


def mapping(path: Path, first: int, last: int, pairs: Iterable[tuple[Tree, Tree]]) -> Tree:
    """A mapping. InputError: a key is repeated."""
    rows = tuple(pairs)
    seen: dict[str, int] = {}
    for key, _ in rows:
        name = str(key)
        if name in seen:
            raise InputError(
                f"{path}: two answers or fields named {name!r}: line {seen[name]} and line "
                f"{key.first}"
            )
        seen[name] = key.first
    return Tree(first, last, pairs=rows)


def json_tree(path: Path, text: str, line: int = 1) -> Tree:
    """A JSON text that begins on that line. InputError: it is none, or nested too deeply."""
    try:
        json.loads(text, parse_int=str)
    except json.JSONDecodeError as failure:
        raise InputError(f"{path}: line {line + failure.lineno - 1}: {failure.msg}") from None
    except RecursionError:
        raise InputError(f"{path}: line {line}: nested too deeply") from None
    return _Json(path, text, line).tree(0, 0)[0]


class _Json:
    """Walks a valid JSON text, since the standard parser does not tell where values stand."""

    def __init__(self, path: Path, text: str, line: int) -> None:
        self._path = path
        self._text = text
        self._line = line
        self._breaks = [at for at, c in enumerate(text) if c == "\n"]
        self._decoder = json.JSONDecoder(parse_int=str, parse_float=str, parse_constant=str)

    def tree(self, at: int, depth: int) -> tuple[Tree, int]:
        """The value at or after an offset, and the offset after it."""
        at = self._skip(at)
        if depth > DEEPEST:
            raise InputError(f"{self._path}: line {self._at(at)}: nested too deeply")
        if self._text[at] not in "{[":
            value, end = self._decoder.raw_decode(self._text, at)
            return Tree(self._at(at), self._at(end - 1), text=_json_scalar(value)), end
        children, end = self._children(at, depth)
        first, last = self._at(at), self._at(end - 1)
        if self._text[at] == "[":
            return Tree(first, last, items=tuple(children)), end
        pairs = zip(children[::2], children[1::2], strict=True)
        return mapping(self._path, first, last, pairs), end

    def _children(self, at: int, depth: int) -> tuple[list[Tree], int]:
        """The items of a list, or the keys and values of a mapping by turns."""
        children: list[Tree] = []
        at = self._skip(at + 1)
        while self._text[at] not in "}]":
            child, at = self.tree(at, depth + 1)
            children.append(child)
            at = self._skip(at)
        return children, at + 1

    def _skip(self, at: int) -> int:
        while self._text[at] in " \t\n\r,:":
            at += 1
        return at

    def _at(self, offset: int) -> int:
        return self._line + bisect_right(self._breaks, offset - 1)


def _json_scalar(value: Any) -> str:
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def yaml_tree(path: Path, text: str) -> Tree:
    """A YAML text. InputError: it is none, or holds what an answer table has no use for."""
    import yaml

    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        for count, event in enumerate(yaml.parse(text, Loader=loader)):
            _check_event(path, event, count)
        root = yaml.compose(text, Loader=loader)
    except yaml.YAMLError as failure:
        mark = getattr(failure, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        reason = getattr(failure, "problem", None) or str(failure).partition("\n")[0]
        raise InputError(f"{path}: {where}not valid YAML: {reason}") from None
    if root is None:
        raise InputError(f"{path}: the file holds no answers")
    return _yaml_tree(path, root, 0)


def _check_event(path: Path, event: Any, count: int) -> None:
    reason = ""
    if count > MOST_EVENTS:
        reason = "more entries than an answer table can have"
    elif getattr(event, "anchor", None):
        reason = "anchors and aliases are refused; write the answer out"
    elif getattr(event, "tag", None):
        reason = f"tags such as {event.tag} are refused; write plain text"
    if reason:
        raise InputError(f"{path}: line {event.start_mark.line + 1}: {reason}")


def _yaml_tree(path: Path, node: Any, depth: int) -> Tree:
    first, last = node.start_mark.line + 1, node.end_mark.line + bool(node.end_mark.column)
    last = max(first, last)
    if depth > DEEPEST:
        raise InputError(f"{path}: line {first}: nested too deeply")
    if isinstance(node.value, str):
        return Tree(first, last, text="" if node.tag == YAML_NULL else node.value)
    if node.id == "sequence":
        return Tree(first, last, items=tuple(_yaml_trees(path, node.value, depth)))
    keys = _yaml_trees(path, (key for key, _ in node.value), depth)
    values = _yaml_trees(path, (value for _, value in node.value), depth)
    return mapping(path, first, last, zip(keys, values, strict=True))


def _yaml_trees(path: Path, nodes: Iterable[Any], depth: int) -> Iterator[Tree]:
    return (_yaml_tree(path, node, depth + 1) for node in nodes)
