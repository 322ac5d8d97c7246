"""An exam's parts as the tree of labels that its paper prints: question, item, part.

Part ``3.2a`` stands at the path ``("3", "2", "a")``, below the item ``("3", "2")`` and the
question ``("3",)``, which have labels of their own but no answer.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from counterexam.bank import LoadedExam

Names = tuple[str, ...]

ROMAN = {"i": 1, "v": 5, "x": 10}
HAN = {numeral: value for value, numeral in enumerate("一二三四五六七八九十", 1)}


@dataclass(frozen=True)
class Node:
    """A place of the tree: `part` is its id if an answer is asked there.

    `first` and `last` bound, in paper order, the parts at or below it; `extent` counts the
    nodes there. `before` has a bit for the index of every part printed before it.
    """

    index: int
    path: Names
    part: str | None
    statement: str
    is_choice: bool
    first: int
    last: int
    extent: int
    before: int

    @property
    def question(self) -> int:
        """The number of its question."""
        return int(self.path[0])

    def within(self, other: Node) -> bool:
        """Whether it is `other` or stands below it."""
        return self.path[: len(other.path)] == other.path


class Outline:
    """The nodes of an exam in paper order, each question and item before its parts."""

    def __init__(self, exam: LoadedExam) -> None:
        """The tree of this exam."""
        self.nodes: tuple[Node, ...] = tuple(_nodes(exam))

    @cached_property
    def by_path(self) -> dict[Names, Node]:
        """The nodes by their paths."""
        return {node.path: node for node in self.nodes}

    @cached_property
    def parts(self) -> tuple[Node, ...]:
        """The nodes that ask for an answer."""
        return tuple(node for node in self.nodes if node.part)

    def matches(self, names: Names) -> list[tuple[Node, int]]:
        """The nodes whose path ends as a label reads, with the number of unlike names.

        Names are alike if they are equal; unlike but possible if they count alike: ``(1)`` or
        ``(i)`` where the exam says ``a``.
        """
        found = ((node, unlikeness(names, node.path)) for node in self.nodes)
        return [(node, unlike) for node, unlike in found if unlike is not None]

    def parent(self, node: Node) -> Node | None:
        """The node above."""
        return self.by_path.get(node.path[:-1])

    def sole_part(self, node: Node) -> Node:
        """The only part below a node, or the node itself where there are several."""
        below = [part for part in self.parts[node.first : node.last + 1]]
        return below[0] if len(below) == 1 else node


def unlikeness(names: Names, path: Names) -> int | None:
    """How many of a label's names differ from the end of a path in kind; None: in value."""
    if len(names) > len(path):
        return None
    unlike = 0
    for name, step in zip(names, path[len(path) - len(names) :], strict=True):
        if name != step:
            if not values(name) & values(step):
                return None
            unlike += 1
    return unlike


@cache
def values(name: str) -> frozenset[int]:
    """What a name may count as: ``c`` is 3, ``i`` is 9 or the Roman 1, ``十二`` is 12.

    >>> sorted(values("i")), sorted(values("iv")), sorted(values("十二"))
    ([1, 9], [4], [12])
    """
    lower = name.lower()
    if lower.isdecimal():
        return frozenset({int(lower)})
    if set(lower) <= set(HAN):
        return frozenset({_han(lower)})
    letter = {ord(lower) - ord("a") + 1} if len(lower) == 1 and lower.isascii() else set()
    return frozenset(letter | _roman(lower))


def _roman(name: str) -> set[int]:
    if not set(name) <= set(ROMAN):
        return set()
    digits = [ROMAN[letter] for letter in name]
    following = [*digits[1:], 0]
    return {sum(-d if d < after else d for d, after in zip(digits, following, strict=True))}


def _han(name: str) -> int:
    tens, ten, ones = name.partition("十")
    if not ten:
        return HAN[name[0]]
    return 10 * HAN.get(tens, 1) + HAN.get(ones, 0)


def _nodes(exam: LoadedExam) -> Iterator[Node]:
    """Paths in paper order; a question or an item comes when its first part does."""
    paths = {part_id: path_of(part_id) for part_id in exam.parts}
    rows: dict[Names, str | None] = {}
    for name, path in paths.items():
        for depth in range(1, len(path)):
            rows.setdefault(path[:depth], None)
        rows[path] = name
    order = list(paths.values())
    before = 0
    for index, (path, part_id) in enumerate(rows.items()):
        below = [i for i, other in enumerate(order) if other[: len(path)] == path]
        extent = sum(other[: len(path)] == path for other in rows)
        text, choice = _asked(exam, path, part_id)
        yield Node(index, path, part_id, text, choice, below[0], below[-1], extent, before)
        before |= bool(part_id) << index


def _asked(exam: LoadedExam, path: Names, part_id: str | None) -> tuple[str, bool]:
    """A part's statement and whether it is a choice; a question's title and introduction."""
    if part_id:
        part = exam.parts[part_id]
        return part.statement, part.form.name.startswith("choice")
    question = exam.questions.get(int(path[0])) if len(path) == 1 else None
    return (f"{question.title}\n{question.statement}" if question else ""), False


def path_of(part_id: str) -> Names:
    """The path of a part id.

    >>> path_of("3.2a")
    ('3', '2', 'a')
    """
    return tuple(re.findall(r"\d+|[^\W\d_]+", part_id.lower()))


def resolve(written: str, known: Sequence[str]) -> str | None:
    """The one known part id that is written with these names: ``1(a)`` for ``1.a``."""
    if written in known:
        return written
    alike = [part_id for part_id in known if path_of(part_id) == path_of(written)]
    return alike[0] if len(alike) == 1 else None
