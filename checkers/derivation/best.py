"""The best of all laws, which worlds of finitely many laws do not show.

That one law is better than another is seen in a family of a few; that none is better is not:
"max_q L(q) = log p(x)" holds of all laws, and in hardly any family. So such an optimum is taken
at a law of the question that is as good as any: p(z|x) here.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from checkers.derivation.compose import MIRROR
from checkers.derivation.fresh import CHOICE, over_laws
from checkers.derivation.parameters import parametrized
from checkers.notation.expr import Apply, Bind, Density, Expr, Num, Sym
from checkers.notation.tree import of_kind, replace, transform
from checkers.worlds.decide_judgement import Judgement

UNTRIED = "the best of all laws need not be among those that were tried"
PLACES = frozenset({"argmin", "argmax"})
BOUNDS = {"max": ("<=", "<"), "min": (">=", ">")}
"""What a single law refutes of an optimum."""
MOST_CANDIDATES = 6


def at_best(statement: Any, court: Any) -> Judgement | None:
    """The judgement on a statement that fails in a finite family of laws, or holds strictly,
    if it may be otherwise of all laws: what it is at the best one, or unknown. None where the
    family decides it, as between two optima of which no best one is known.
    """
    sides = statement.left, statement.right
    found = [optimum for side in sides for optimum in over_laws(side)]
    if not found or all(map(_is_place, sides)):
        return None
    families = {*parametrized([statement], court.vocabulary).values()}
    if not families & set(map(_law, found)):
        best: dict[Expr, Expr] = {
            optimum: law for optimum in found if (law := _best(optimum, court))
        }
        if len(best) == len(found):
            left, right = (replace(side, best) for side in sides)
            judged: Judgement = court.judge(left, statement.relation, right)
            return judged
        if not best and all(map(over_laws, sides)):
            return None
    elif all(map(over_laws, sides)):
        return None
    return None if _is_exceeded(statement, court) else Judgement("unknown", why=UNTRIED)


def _is_exceeded(statement: Any, court: Any) -> bool:
    """Whether a single law is better than the best is said to be."""
    left, right, relation = statement.left, statement.right, statement.relation
    if over_laws(right):
        left, right, relation = right, left, MIRROR.get(relation, relation)
    if over_laws(right) or not isinstance(left, Bind) or left.op in PLACES:
        return False
    refutable = BOUNDS[left.op]
    if relation not in ("=", ":="):
        return relation in refutable
    return bool(court.judge(left, refutable[0], right).status == "fails")


def _best(optimum: Bind, court: Any) -> Expr | None:
    """The optimum's value at the one law that is found to be as good as any; that law itself
    for its place.
    """
    better = ">=" if optimum.op.endswith("max") else "<="
    anywhere = _at(optimum.body, _law(optimum))
    names = {law.name for law in court.vocabulary.laws} - {_law(optimum)}
    others = islice((n for n in sorted(names) if not n.endswith("'")), MOST_CANDIDATES)
    found = {name: _at(optimum.body, name) for name in others}
    best = [n for n, at in found.items() if court.judge(at, better, anywhere).status == "holds"]
    if optimum.op not in PLACES:
        return found[best[0]] if best else None
    laws = [law for name in best if (law := _chosen(optimum, name))]
    one = laws[0] if laws else None
    alike = all(court.judge(one, "=", law).status == "holds" for law in laws[1:])
    return one if alike else None


def _at(node: Any, name: str) -> Any:
    """What is optimized, at the law of this name."""
    return transform(node, lambda part: _renamed(part, name) if _is_chosen(part) else part)


def _chosen(optimum: Bind, name: str) -> Expr | None:
    """The law of this name, at what the chosen one is taken at."""
    laws = {_renamed(part, name) for part in of_kind(optimum.body, Density) if _is_chosen(part)}
    return laws.pop() if len(laws) == 1 else None


def _renamed(member: Density, name: str) -> Density:
    return Density(name, member.of, member.given[:-1])


def _is_chosen(part: Any) -> bool:
    """Whether it is the density of a member of a family of laws."""
    last = part.given[-1] if isinstance(part, Density) and part.given else None
    return isinstance(last, Sym) and last.name.startswith(CHOICE)


def _law(optimum: Bind) -> str:
    return optimum.variables[0].name.removeprefix(CHOICE)


def _is_place(side: Expr) -> bool:
    """Whether a side is where an optimum over laws is attained, or a multiple of that."""
    if isinstance(side, Apply) and side.head == "*" and isinstance(side.args[0], Num):
        side = side.args[-1]
    return isinstance(side, Bind) and side.op in PLACES and side in over_laws(side)
