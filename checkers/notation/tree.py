"""Walking over expressions of any kind: what is below a node, and trees with parts replaced."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import lru_cache, wraps
from itertools import islice
from operator import is_
from typing import Any, TypeVar

from msgspec import Struct

from checkers.notation.expr import Apply, Density, Expr, Num, Sym

LARGEST, MOST_KEPT = 512, 1 << 12
"""The trees whose nodes are kept in a row: their size, and how many."""
Answer = TypeVar("Answer")
_walks: dict[Any, tuple[Any, ...]] = {}


def children(node: Any) -> Sequence[Any]:
    """The expressions and draws directly below a node (or in a tuple), left to right."""
    kind = type(node)
    if kind is Num:
        return ()
    if kind is Sym:
        return node.index  # type: ignore[no-any-return]
    if kind is Apply:
        return node.args  # type: ignore[no-any-return]
    if kind is Density:
        last = () if node.variable is None else (node.variable,)
        return node.of + node.given + last  # type: ignore[no-any-return]
    found: list[Any] = []
    for value in node if kind is tuple else _values(node):
        if isinstance(value, Struct):
            found.append(value)
        elif isinstance(value, tuple):
            found.extend(children(value))
    return found


def _values(node: Any) -> list[Any]:
    return [getattr(node, name) for name in node.__struct_fields__]


def walk(node: Any) -> Iterable[Any]:
    """The node and all below it, from the top, left to right; kept, unless they are many."""
    found = _walks.get(node)
    if found is None:
        found = tuple(islice(_walked(node), LARGEST + 1))
        if len(found) > LARGEST:
            return _walked(node)
        if len(_walks) >= MOST_KEPT:
            _walks.clear()
        _walks[node] = found
    return found


def _walked(node: Any) -> Iterator[Any]:
    """The same without recursion, one by one."""
    stack = [node]
    pop, push = stack.pop, stack.extend
    while stack:
        top = pop()
        yield top
        below = children(top)
        if below:
            push(below[::-1])


def kept(of_tree: Callable[..., Answer]) -> Callable[..., Answer]:
    """Keeps what a function finds of its first argument, a tree, unless that is large."""
    remembered = lru_cache(maxsize=2 * MOST_KEPT)(of_tree)

    @wraps(of_tree)
    def found(node: Any, *more: Any) -> Answer:
        return (remembered if isinstance(walk(node), tuple) else of_tree)(node, *more)

    return found


@lru_cache(maxsize=2 * MOST_KEPT)
def is_plain(expr: Expr) -> bool:
    """Whether an expression is made of numbers, letters without index and operators alone."""
    kind = type(expr)
    if kind is Apply:
        return all(map(is_plain, expr.args))  # type: ignore[union-attr]
    return kind is Num or (kind is Sym and not expr.index)  # type: ignore[union-attr]


@kept
def of_kind(node: Any, *kinds: type) -> tuple[Any, ...]:
    """The nodes of these kinds in an expression, as `walk` meets them."""
    return tuple(part for part in walk(node) if isinstance(part, kinds))


@lru_cache(maxsize=MOST_KEPT)
def symbols(expr: Expr) -> frozenset[str]:
    """The names of all symbols in an expression, bound ones too."""
    return frozenset(node.name for node in of_kind(expr, Sym))


def rebuild(node: Any, change: Callable[[Any], Any]) -> Any:
    """The node with `change` applied to each child; the node itself where none changes."""
    kind = type(node)
    if kind is Num or (kind is Sym and not node.index):
        return node
    if kind is Apply:
        args = tuple([change(arg) for arg in node.args])
        return node if _same(args, node.args) else Apply(node.head, args)
    values = _values(node)
    fresh = [_changed(value, change) for value in values]
    return node if _same(fresh, values) else kind(*fresh)


def _changed(value: Any, change: Callable[[Any], Any]) -> Any:
    if isinstance(value, Struct):
        return change(value)
    if not isinstance(value, tuple) or not value:
        return value
    items = [_changed(item, change) for item in value]
    return value if _same(items, value) else tuple(items)


def _same(fresh: Sequence[Any], values: Sequence[Any]) -> bool:
    return all(map(is_, fresh, values))


def transform(node: Any, change: Callable[[Any], Any]) -> Any:
    """`change` applied to every node, those below first."""

    def visit(below: Any) -> Any:
        return change(rebuild(below, visit))

    return visit(node)


def replace(node: Expr, mapping: Mapping[Expr, Expr]) -> Expr:
    """The expression with every occurrence of a key replaced by its value, from the top."""

    def visit(below: Any) -> Any:
        found = mapping.get(below)
        return rebuild(below, visit) if found is None else found

    replaced: Expr = visit(node)
    return replaced
