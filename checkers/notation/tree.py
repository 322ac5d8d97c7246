"""Walking over expressions of any kind: what is below a node, and trees with parts replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from msgspec import Struct

from checkers.notation.expr import Expr


def children(node: Any) -> Iterator[Any]:
    """The expressions and draws directly below a node."""
    if isinstance(node, tuple):
        for item in node:
            yield from children(item) if isinstance(item, tuple) else _structs(item)
    elif isinstance(node, Struct):
        for name in node.__struct_fields__:
            value = getattr(node, name)
            yield from children(value) if isinstance(value, tuple) else _structs(value)


def _structs(value: Any) -> Iterator[Any]:
    if isinstance(value, Struct):
        yield value


def walk(node: Any) -> Iterator[Any]:
    """The node and all below it, from the top, left to right, without recursion."""
    stack = [node]
    while stack:
        top = stack.pop()
        yield top
        stack.extend(reversed(list(children(top))))


def rebuild(node: Any, change: Callable[[Any], Any]) -> Any:
    """The node with `change` applied to each child; the node itself where none changes."""
    if isinstance(node, tuple):
        items = tuple(
            rebuild(i, change) if isinstance(i, tuple) else _on(i, change) for i in node
        )
        return node if all(a is b for a, b in zip(items, node, strict=True)) else items
    values = [getattr(node, name) for name in node.__struct_fields__]
    fresh = [rebuild(v, change) if isinstance(v, tuple) else _on(v, change) for v in values]
    same = all(a is b for a, b in zip(fresh, values, strict=True))
    return node if same else type(node)(*fresh)


def _on(value: Any, change: Callable[[Any], Any]) -> Any:
    return change(value) if isinstance(value, Struct) else value


def transform(node: Any, change: Callable[[Any], Any]) -> Any:
    """`change` applied to every node, those below first."""
    return change(rebuild(node, lambda child: transform(child, change)))


def replace(node: Expr, mapping: Mapping[Expr, Expr]) -> Expr:
    """The expression with every occurrence of a key replaced by its value, from the top."""
    found = mapping.get(node)
    if found is not None:
        return found
    changed: Expr = rebuild(node, lambda child: replace(child, mapping))
    return changed
