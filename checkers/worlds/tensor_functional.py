r"""Functional derivatives: of G[D] = int g(D(x), x) dx by D, which is dg/dD(x) at every x."""

from __future__ import annotations

from checkers.notation.expr import Apply, Bind, Density, Derivative, Expr, Mean, Sym
from checkers.worlds.evaluate import Evaluator


def functional(wanted: Derivative, look: Evaluator) -> Expr | None:
    """The derivative of the integrand by the function's value, for a derivative by a function.

    None where it is by something else, or of what is not an integral.
    """
    function = wanted.by[0] if len(wanted.by) == 1 else None
    if not isinstance(function, Sym) or function.index:
        return None
    declared = look.vocabulary.symbols.get(function.name)
    if declared is None or len(declared.takes) != 1:
        return None
    point = Sym(declared.takes[0])
    integrand = _integrand(wanted.body, point, look)
    if integrand is None:
        return None
    return Derivative(integrand, (Apply(function.name, (point,)),))


def _integrand(body: Expr, point: Sym, look: Evaluator) -> Expr | None:
    """What is integrated over the point, definitions unfolded."""
    if isinstance(body, Bind) and body.op in ("int", "sum") and body.variables == (point,):
        return body.body
    if isinstance(body, Mean) and len(body.draws) == 1:
        law, variables = body.draws[0].law, body.draws[0].variables
        if isinstance(law, Density) and (variables or law.of) == (point,):
            at = Density(law.name, (point,), law.given, law.variable)
            return Apply("*", (at, body.body))
        return None
    if isinstance(body, Apply) and body.head in ("+", "neg"):
        parts = [_integrand(part, point, look) for part in body.args]
        found = tuple(part for part in parts if part is not None)
        return Apply(body.head, found) if len(found) == len(parts) else None
    meaning = look.definitions.meaning(body)
    return None if meaning is None else _integrand(meaning, point, look)
