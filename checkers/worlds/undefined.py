"""Claims without a value: for the worlds' sake, or as nonsense, log(-1)."""

from __future__ import annotations

import numpy as np

from checkers.notation.expr import Apply, Expr
from checkers.notation.tree import walk
from checkers.worlds.decide_claims import DEFINED, Claim, Flags
from checkers.worlds.decide_claims import side as value_of
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_indices import Undefined
from checkers.worlds.field import Array, Unknown


def require_values(found: Flags, claim: Claim, look: Evaluator) -> None:
    """Unknown: the claim has no value in most worlds. Undefined: for one side takes the
    logarithm of a negative number, and the other is a number.
    """
    if np.count_nonzero(found.defined) >= DEFINED * len(found.defined):
        return
    sides = {"left": (claim.left, claim.right), "right": (claim.right, claim.left)}
    for name, (wrong, sound) in sides.items():
        if _is_number(sound, look) and _takes_negative(wrong, look):
            raise Undefined(f"the {name} side has the logarithm of a negative number")
    raise Unknown("it has no value in most worlds")


def _is_number(expr: Expr, look: Evaluator) -> bool:
    return bool(np.isfinite(_floats(value_of(expr, look).data)).all())


def _takes_negative(expr: Expr, look: Evaluator) -> bool:
    """Whether some logarithm in it has a negative argument somewhere in nearly every world."""
    for node in walk(expr):
        if isinstance(node, Apply) and node.head == "log":
            try:
                data = _floats(look.value(node.args[0]).data)
            except Unknown:
                continue
            if (data.reshape(len(data), -1) < 0).any(1).mean() > 1 - DEFINED:
                return True
    return False


def _floats(data: Array) -> Array:
    return np.asarray(data) if np.asarray(data).dtype.kind == "f" else np.full(1, np.nan)
