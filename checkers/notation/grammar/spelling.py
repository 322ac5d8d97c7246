r"""Scripts as parts of names: \sigma_x, p_{data}, n_{x=1}, \mu_{\phi \to x}."""

from __future__ import annotations

from checkers.notation.expr import Apply, Compare, Expr, Num, Sym
from checkers.notation.show import show

COUNTERS = frozenset("ijklmnst")


def spelled(item: Expr) -> str:
    """A script as part of a name: data, 1, t-1, x=1."""
    if isinstance(item, Sym):
        return "_".join([item.name, *map(spelled, item.index)])
    if isinstance(item, Num):
        return str(item.value)
    if isinstance(item, Compare):
        side = _member if item.relation == "->" else _bare
        return "{" + f"{side(item.left)}{item.relation}{side(item.right)}" + "}"
    if isinstance(item, Apply) and item.head == "+":
        return "+".join(map(spelled, item.args)).replace("+-", "-")
    if isinstance(item, Apply) and item.head == "neg":
        return "-" + spelled(item.args[0])
    if isinstance(item, Apply) and item.head in ("()", "*"):
        return ",".join(map(spelled, item.args))
    return show(item).replace(" ", "")


def _bare(expr: Expr) -> str:
    return expr.name if isinstance(expr, Sym) else spelled(expr)


def _member(expr: Expr) -> str:
    r"""A side of an arrow: in \mu_{\phi \to x_2} the 2 is in the name, the i of x_i is not."""
    if not isinstance(expr, Sym):
        return spelled(expr)
    return "_".join([expr.name, *(spelled(i) for i in expr.index if not _is_counter(i))])


def _is_counter(index: Expr) -> bool:
    return isinstance(index, Sym) and not index.index and index.name[:1] in COUNTERS


def shape_indices(item: Expr) -> list[Expr]:
    """The indices inside a naming subscript: n_{x_i=1} is the i-th of n_{x=1}."""
    if not isinstance(item, Compare):
        return []
    sides = [side for side in (item.left, item.right) if isinstance(side, Sym)]
    found = [index for side in sides for index in side.index]
    return [i for i in found if _is_counter(i)] if item.relation == "->" else found
