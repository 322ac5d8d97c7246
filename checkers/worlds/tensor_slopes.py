"""Derivatives of functions that are declared to have an inverse, in closed form."""

from __future__ import annotations

from fractions import Fraction

from checkers.notation.expr import Apply, Derivative, Expr, Num, Sym
from checkers.worlds.evaluate import Evaluator


def of_bijection(wanted: Derivative, look: Evaluator) -> Expr | None:
    """dF(u)/du and dF^{-1}(x)/dx of a declared bijection, whose Jacobians are known, under
    whatever name; the latter is 1/F'(F^{-1}(x)) where F is monotone.
    """
    body = look.definitions.meaning(wanted.body) or wanted.body
    if not isinstance(body, Apply) or wanted.by != body.args[-1:]:
        return None
    called = body.args[0] if body.head == "apply" else Sym(body.head)
    inverted = isinstance(called, Apply) and called.head == "inverse"
    function = called.args[0] if isinstance(called, Apply) and inverted else called
    declared = look.vocabulary.symbols.get(getattr(function, "name", ""))
    if declared is None or not declared.takes:
        return None
    if "bijection" not in declared.traits:
        monotone = inverted and declared.traits & {"increasing", "decreasing"}
        slope = Apply("apply", (Apply("prime", (function,)), body))
        return Apply("^", (slope, Num(Fraction(-1)))) if monotone else None
    return Apply("apply", (Apply("jacobian", (called,)), body.args[-1]))
