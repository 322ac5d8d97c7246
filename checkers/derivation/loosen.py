"""Worlds in which nothing but algebra holds.

A step may say something (Bayes' rule, a marginal, Jensen's inequality), or only write the same
thing differently. To tell these apart, a *loosened* vocabulary forgets that p(x), p(x, z) and
p(z | x) come from one joint: each becomes a law of its own, unrelated to the others, and what
the question assumes is dropped. Two expressions that still agree there are the same
expression in other dress; a relation that fails there says something.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import Any

from msgspec.structs import replace as with_changes

from checkers.notation.expr import Apply, Compare, Density, Expr, Sym
from checkers.notation.tree import transform, walk
from checkers.notation.vocabulary import Law, Vocabulary

Signature = tuple[str, Expr | None, tuple[str, ...], tuple[str, ...]]
ARGUMENT = "·"
"""Stands for a place of a law that no single variable names."""


class Loosened:
    """A vocabulary without ties, and the expressions of the given ones that fit it."""

    def __init__(self, vocabulary: Vocabulary, exprs: Iterable[Expr]) -> None:
        """Give each signature among the expressions a law of its own."""
        self._vocabulary = vocabulary
        self._laws: dict[Signature, Law] = {}
        self._whole = {law.name: law for law in vocabulary.laws}
        self.exprs = tuple(self.expr(expr) for expr in exprs)
        self.vocabulary = self._without_ties()

    def expr(self, expr: Expr) -> Expr:
        """The expression with every density renamed after its own signature."""
        loose: Expr = transform(expr, self._renamed)
        return loose

    def _renamed(self, node: Any) -> Any:
        if not isinstance(node, Density) or not (node.of or node.variable):
            return node
        law = self._law(node)
        return node if law is None else Density(law.name, node.of, node.given)

    def _law(self, node: Density) -> Law | None:
        of, given = self._places(node.of), self._places(node.given)
        if node.variable is None and self._is_whole(node.name, of, given):
            return None
        signature = (node.name, node.variable, tuple(sorted(of)), tuple(sorted(given)))
        if signature not in self._laws:
            name = f"{node.name}[{len(self._laws)}]"
            self._laws[signature] = Law(name, of, given)
        return self._laws[signature]

    def _places(self, entries: tuple[Expr, ...]) -> tuple[str, ...]:
        variables = self._vocabulary.variables
        return tuple(_place(entry, k, variables) for k, entry in enumerate(entries))

    def _is_whole(self, name: str, of: tuple[str, ...], given: tuple[str, ...]) -> bool:
        law = self._whole.get(name)
        return law is not None and set(law.of) == set(of) and set(law.given) == set(given)

    def _without_ties(self) -> Vocabulary:
        names = [pair for pair in self._vocabulary.definitions if _is_a_name(pair[0])]
        return with_changes(
            self._vocabulary,
            laws=(*self._vocabulary.laws, *self._laws.values()),
            definitions=tuple((self.expr(what), self.expr(as_what)) for what, as_what in names),
            assumptions=(),
        )


def _is_a_name(expr: Expr) -> bool:
    return not any(isinstance(node, Density) for node in walk(expr))


def _place(entry: Expr, number: int, variables: Collection[str]) -> str:
    """The variable that an entry is about: z, also for its copies z' and z_j, and z = 1."""
    match entry:
        case Sym(name=name, index=index):
            base = name.rstrip("'")
            return base if base in variables or not index else f"{base}_{index}"
        case Compare(left=left):
            return _place(left, number, variables)
        case Apply(args=(only,)):
            return _place(only, number, variables)
        case _:
            return f"{ARGUMENT}{number}"
