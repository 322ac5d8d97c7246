"""Composition: the relations of a derivation as edges and as equations.

Expressions that are the same thing in other dress (equal in loosened worlds) are one node.
A claim L R M follows from steps if there is a path of their relations from L to M, or if its
difference L - M is a combination of the steps' differences: any factor for an equation, a
positive one for an inequality. The second covers terms moved to the other side, lemmas, and
"log p = ELBO + KL, KL >= 0, hence log p >= ELBO" at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from checkers.notation.expr import Expr

ORDER = {"=": 0, ":=": 0, "<=": -1, "<": -1, ">=": 1, ">": 1}
EQUALITIES = frozenset({"=", ":="})
ALLOWED = {
    "=": EQUALITIES,
    "<=": EQUALITIES | {"<=", "<"},
    "<": EQUALITIES | {"<=", "<"},
    ">=": EQUALITIES | {">=", ">"},
    ">": EQUALITIES | {">=", ">"},
    "propto": EQUALITIES | {"propto"},
    "~": EQUALITIES | {"~"},
    "approx": EQUALITIES | {"approx"},
}
MIRROR = {"<=": ">=", ">=": "<=", "<": ">", ">": "<"}
TOLERANCE, RESIDUAL = 1e-9, 1e-8
SIZED, CLEAR = 1e-2, 1e-3
"""From what size on entries that differ by so much, in proportion, do so by no rounding."""
FEW = 128
"""Entries at which it is seen that something is no combination, for the most part."""


class Relation(NamedTuple):
    """Two nodes and the relation between them."""

    left: int
    relation: str
    right: int

    def mirrored(self) -> Relation:
        """The same, read from right to left."""
        return Relation(self.right, MIRROR.get(self.relation, self.relation), self.left)


class Nodes:
    """Expressions by number, the same number for the same thing in other dress.

    `values` holds the loosened values of each, None where they are unknown: such an
    expression is the same as another only if it is written alike.
    """

    def __init__(self, exprs: Sequence[Expr], values: Sequence[Any]) -> None:
        """Number the expressions by their values."""
        self._numbers: dict[Expr, int] = {}
        self._values: list[Any] = []
        self._starts: list[Any] = []
        self._differences: dict[tuple[int, int], Any] = {}
        for expr, value in zip(exprs, values, strict=True):
            if expr not in self._numbers:
                self._numbers[expr] = self._same_as(value)

    def _same_as(self, value: Any) -> int:
        start = value.flat[0].item() if value is not None and value.size else None
        for number, first in enumerate(self._starts if start is not None else ()):
            alike = first is not None and _near(first, start)
            if alike and close(value, self._values[number]):
                return number
        self._starts.append(start)
        self._values.append(value)
        return len(self._values) - 1

    def number(self, expr: Expr) -> int:
        """The node of an expression given at the start."""
        return self._numbers[expr]

    def find(self, expr: Expr) -> int | None:
        """The node of an expression, if it was given at the start."""
        return self._numbers.get(expr)

    def difference(self, left: int, right: int) -> Any:
        """By how much the loosened values of two nodes differ; None where that is unknown."""
        if (left, right) not in self._differences:
            one, other = self._values[left], self._values[right]
            known = one is not None and other is not None and one.shape == other.shape
            self._differences[left, right] = one - other if known else None
        return self._differences[left, right]


def _near(left: Any, right: Any) -> bool:
    """Whether two numbers may be entries of arrays that are close."""
    return bool(abs(left - right) <= 2 * TOLERANCE * max(abs(left), abs(right), 1.0))


def close(left: Any, right: Any) -> bool:
    """Equal up to rounding, entry by entry, in arrays of one shape."""
    import numpy as np

    if left.shape != right.shape:
        return False
    with np.errstate(invalid="ignore"):
        scale = np.maximum(np.maximum(np.abs(left), np.abs(right)), 1.0)
        return bool(np.all(np.abs(left - right) <= TOLERANCE * scale))


def follows(claim: Relation, steps: Sequence[Relation], nodes: Nodes) -> bool:
    """Whether the claim follows from the steps, by a path or by combination."""
    return has_path(claim, steps) or _combines(claim, steps, nodes)


def says(step: Relation, claim: Relation, nodes: Nodes) -> bool:
    """Whether a step is the claim, perhaps read backwards or with terms moved over."""
    return claim in (step, step.mirrored()) or (
        step.left != step.right
        and (ORDER.get(step.relation) == 0) == (ORDER.get(claim.relation) == 0)
        and _combines(claim, [step], nodes)
    )


def has_path(claim: Relation, steps: Sequence[Relation]) -> bool:
    """Whether the steps lead from the claim's left side to its right one."""
    allowed = ALLOWED.get(claim.relation, frozenset({claim.relation, "="}))
    edges = [edge for step in steps for edge in (step, step.mirrored())]
    reached, frontier = {claim.left}, [claim.left]
    while frontier:
        node = frontier.pop()
        for edge in edges:
            if edge.left == node and edge.relation in allowed and edge.right not in reached:
                reached.add(edge.right)
                frontier.append(edge.right)
    return claim.right in reached


def leads_to(step: Relation, claim: Relation, steps: Sequence[Relation]) -> bool:
    """Whether a step lies on a way through the others from the claim's left side to its right
    one, or is a first or last one of such a way.
    """
    if step.left == step.right:
        return False
    start, relation, end = claim
    allowed = ALLOWED.get(relation, frozenset({relation, "="}))
    return any(
        edge.relation in allowed
        and (
            edge.left == start
            or edge.right == end
            or all(
                has_path(Relation(one, relation, other), steps)
                for one, other in ((start, edge.left), (edge.right, end))
            )
        )
        for edge in (step, step.mirrored())
    )


def _combines(claim: Relation, steps: Sequence[Relation], nodes: Nodes) -> bool:
    """Whether claim = sum of factors times steps, found by least squares."""
    target = nodes.difference(claim.left, claim.right)
    if target is None or claim.relation not in ORDER:
        return False
    ordered = [step for step in steps if step.relation in ORDER]
    usable = [(step, nodes.difference(step.left, step.right)) for step in ordered]
    kept = [(step, d) for step, d in usable if d is not None and d.shape == target.shape]
    signs = [ORDER[step.relation] * (ORDER[claim.relation] or 1) for step, _ in kept]
    if ORDER[claim.relation] == 0:
        kept = [pair for pair, sign in zip(kept, signs, strict=True) if sign == 0]
        signs = [0] * len(kept)
    return bool(kept) and _solves([d.ravel() for _, d in kept], signs, target.ravel())


def _solves(columns: list[Any], signs: list[int], target: Any) -> bool:
    """Whether target is a combination; the factor of column k has the sign signs[k]."""
    import numpy as np

    if len(columns) == 1 and _are_apart(columns[0], target):
        return False
    sizes = np.abs(target[np.isfinite(target)])
    tolerance = RESIDUAL * max(1.0, sizes.max(initial=0.0))
    few = slice(None, None, 1 + target.size // FEW)
    matrix, some = _finite([column[few] for column in columns], target[few])
    if some.size and _gap(matrix, _factors(matrix, some), some) > FEW * tolerance:
        return False
    matrix, target = _finite(columns, target)
    active = list(range(len(signs)))
    while active and target.size > len(active):
        factors = _factors(matrix[active], target)
        wrong = [k for k, f in zip(active, factors, strict=True) if signs[k] * f < -TOLERANCE]
        if not wrong:
            tolerance = RESIDUAL * max(1.0, np.abs(target).max())
            return bool(_gap(matrix[active], factors, target) <= tolerance)
        active = [k for k in active if k not in wrong]
    return False


def _are_apart(column: Any, target: Any) -> bool:
    """Whether two entries show that a target of some size is no multiple of the column."""
    middle = target.size // 2
    a, b, c, d = column.item(0), target.item(0), column.item(middle), target.item(middle)
    return bool(
        max(abs(b), abs(d)) > SIZED and abs(a * d - b * c) > CLEAR * (abs(a * d) + abs(b * c))
    )


def _finite(columns: list[Any], target: Any) -> tuple[Any, Any]:
    """The columns and the target where all are finite; a row of the matrix is a column."""
    import numpy as np

    matrix = np.stack(columns)
    keep = np.isfinite(matrix).all(axis=0) & np.isfinite(target)
    return (matrix, target) if keep.all() else (matrix[:, keep], target[keep])


def _gap(matrix: Any, factors: Any, target: Any) -> float:
    """How far the combination is from the target, at most."""
    import numpy as np

    return float(np.abs((matrix * factors[:, None]).sum(0) - target).max())


def _factors(matrix: Any, target: Any) -> Any:
    """The factors in the combination of the matrix's rows that comes nearest to the target."""
    import numpy as np

    if len(matrix) > 1:
        return np.linalg.lstsq(matrix.T, target, rcond=1e-12)[0]
    largest = np.abs(matrix).max() or 1.0
    row = matrix[0] / largest
    size = (row * row).sum()
    return np.array([(row * target).sum() / size / largest if size else 0.0])
