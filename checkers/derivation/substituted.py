"""Letters that an answer sets to something: whether this fits what else it says of them.

"f(t) = t log t with t = p/q" puts p/q for t where f is taken at p/q; where f is taken at p/q
only, t = q/p is at odds with that. And what is assumed of t, t > 0, must hold of p/q, unless it
tells cases apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import Any

from checkers.notation.expr import Apply, Expr, Num, Sym
from checkers.notation.tree import walk

CASES = re.compile(r"(?i)\b(?:if|when|whenever|cases?|suppose|assum\w+)\b|若|当|如果|情况")


class Substitutions:
    """The letters of an answer that are set to something."""

    def __init__(self, statements: Sequence[Any], court: Any) -> None:
        """`court` judges the answer's vocabulary."""
        self._statements = statements
        self._court = court

    def misfit(self, statement: Any) -> str:
        """Why a letter cannot be set to this; empty where it can."""
        for letter, value in (
            (statement.left, statement.right),
            (statement.right, statement.left),
        ):
            taken = list(dict.fromkeys(self._taken_at(letter)))
            if taken and not any(self._is_same(value, each) for each in taken):
                return f"the function that takes {letter.name} is not taken at this"
        return ""

    def breaks(self, statement: Any) -> Any:
        """The judgement on what is assumed of a letter, where that is set to something of which
        it fails.
        """
        sides = statement.left, statement.right
        letters = [side for side in sides if isinstance(side, Sym)]
        number = any(isinstance(side, Num) for side in sides)
        if len(letters) != 1 or not number or CASES.search(statement.words):
            return None
        letter = letters[0]
        for value in self._values(letter):
            left, right = (value if side == letter else side for side in sides)
            judgement = self._court.judge(left, statement.relation, right)
            if judgement.status == "fails":
                return judgement
        return None

    def _taken_at(self, letter: Any) -> Iterator[Expr]:
        """Where the functions that are defined at this letter are taken."""
        defined = (what for what, _ in self._court.vocabulary.definitions)
        heads = {w.head for w in defined if isinstance(w, Apply) and w.args == (letter,)}
        for side in self._sides() if heads else ():
            for node in walk(side):
                called = isinstance(node, Apply) and node.head in heads and len(node.args) == 1
                if called and not isinstance(node.args[0], Sym | Num):
                    yield node.args[0]

    def _values(self, letter: Sym) -> Iterator[Expr]:
        """What else the letter is set to."""
        for s in self._statements:
            if s.relation in ("=", ":=") and s.left is not None and s.right is not None:
                for one, other in ((s.left, s.right), (s.right, s.left)):
                    if one == letter and not isinstance(other, Sym | Num):
                        yield other

    def _sides(self) -> Iterator[Expr]:
        for s in self._statements:
            yield from (side for side in (s.left, s.right) if side is not None)

    def _is_same(self, one: Expr, other: Expr) -> bool:
        return bool(one == other or self._court.judge(one, "=", other).status == "holds")
