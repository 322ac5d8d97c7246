"""What variables are drawn from, where an expectation does not say it.

E_z[...] is under q(z|x) if z comes from that law wherever its law is told, in the answer and in
what the question defines, and the laws that are given leave a choice.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any

from msgspec.structs import replace

from checkers.notation.expr import Density, Draw, Expr, Mean, Sym
from checkers.notation.tree import of_kind, transform
from checkers.notation.vocabulary import Vocabulary


def with_laws(statements: Sequence[Any], vocabulary: Vocabulary) -> list[Any]:
    """The statements with the laws of such draws written out."""
    sides = [side for s in statements for side in (s.left, s.right) if side is not None]
    laws = _told([*sides, *(value for _, value in vocabulary.definitions)])
    open_names = {name for name in laws if _is_ambiguous(name, vocabulary)}
    if not open_names:
        return list(statements)

    def change(node: Any) -> Any:
        if not isinstance(node, Draw) or node.law is not None:
            return node
        names = {variable.name for variable in node.variables}
        return replace(node, law=laws[names.pop()]) if _is_one_of(names, open_names) else node

    return [
        replace(s, left=_changed(s.left, change), right=_changed(s.right, change))
        for s in statements
    ]


def _changed(side: Any, change: Any) -> Any:
    if side is None or not any(map(_leaves_law_open, of_kind(side, Draw))):
        return side
    return transform(side, change)


def _leaves_law_open(node: Any) -> bool:
    return isinstance(node, Draw) and node.law is None


def _is_one_of(names: set[str], among: set[str]) -> bool:
    return len(names) == 1 and names <= among


def _is_ambiguous(name: str, vocabulary: Vocabulary) -> bool:
    return len({law.name for law in vocabulary.laws if name in law.of}) > 1


def _told(exprs: Iterable[Expr]) -> dict[str, Density]:
    """The variables whose one law is told, with that law at the plain variable."""
    found: dict[str, set[Density]] = defaultdict(set)
    for expr in exprs:
        for mean in of_kind(expr, Mean):
            for draw in mean.draws:
                law, names = draw.law, {variable.name for variable in draw.variables}
                if isinstance(law, Density) and len(names) == 1:
                    name = names.pop()
                    found[name].add(Density(law.name, (Sym(name),), law.given, law.variable))
    return {name: min(laws, key=str) for name, laws in found.items() if len(laws) == 1}
