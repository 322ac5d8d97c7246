"""Where something is greatest or least, told as a formula: argmax_t f(t) = v.

No trying of values finds such a place; that it is one says that f(v) >= f(t), whatever t is. A
single t that does better refutes what is said of the optimum itself, max_t f(t) = v.
"""

from __future__ import annotations

from typing import Any

from checkers.derivation.slopes import ONE, ZERO
from checkers.notation.expr import Bind, Num, Sym
from checkers.notation.free import names_in
from checkers.notation.tree import replace
from checkers.worlds.decide_judgement import Judgement

BETTER = {"argmax": ">=", "argmin": "<=", "max": ">=", "min": "<="}
"""What the value at the place, or the optimum itself, is to all other values."""
BOUNDS: dict[str, tuple[tuple[str, Num], ...]] = {
    "positive": ((">", ZERO),),
    "nonnegative": ((">=", ZERO),),
    "nonzero": (("!=", ZERO),),
    "unit": ((">", ZERO), ("<", ONE)),
}
"""What a place has to be, by the domain of its variable."""


def at_place(statement: Any, court: Any) -> Judgement | None:
    """The judgement on a place or an optimum that is told by a formula; None if none is."""
    if statement.relation not in ("=", ":="):
        return None
    for whole, told in (
        (statement.left, statement.right),
        (statement.right, statement.left),
    ):
        if isinstance(whole, Bind) and whole.op in BETTER and _is_told(whole, told):
            return _judged(whole, told, court)
    return None


def _judged(whole: Bind, told: Any, court: Any) -> Judgement | None:
    better, (variable,) = BETTER[whole.op], whole.variables
    if whole.op.startswith("arg"):
        for relation, end in _bounds(variable, court):
            within: Judgement = court.judge(told, relation, end)
            if within.status != "holds":
                return within
        there = replace(whole.body, {variable: told})
        judged: Judgement = court.judge(there, better, whole.body)
        return judged
    bound: Judgement = court.judge(told, better, whole.body)
    return bound if bound.status == "fails" else None


def _bounds(variable: Sym, court: Any) -> tuple[tuple[str, Num], ...]:
    """Where the variable lies."""
    symbol = court.vocabulary.symbols.get(variable.name)
    return BOUNDS.get(symbol.domain, ()) if symbol else ()


def _is_told(whole: Bind, told: Any) -> bool:
    """Whether a place over all values of a variable that matters is told without that
    variable.
    """
    if len(whole.variables) != 1 or whole.low is not None or whole.domain is not None:
        return False
    (variable,) = whole.variables
    hangs = variable.name in names_in(whole.body)
    return isinstance(variable, Sym) and hangs and variable.name not in names_in(told)
