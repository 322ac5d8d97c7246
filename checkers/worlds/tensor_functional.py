r"""Functional derivatives: of G[D] = int g(D(x), x) dx by D, which is dg/dD(x) at every x.

The derivative of g(D(x), x) itself by D is that by the value D(x), too.
"""

from __future__ import annotations

from checkers.notation.expr import Apply, Bind, Density, Derivative, Expr, Mean, Sym
from checkers.notation.tree import walk
from checkers.worlds.evaluate import Evaluator


def functional(wanted: Derivative, look: Evaluator) -> Expr | None:
    """The derivative of the integrand by the function's value, for a derivative by a function.

    None where it is by something else, or the whole has no such derivative.
    """
    value = _value(wanted.by, look)
    if value is None or not isinstance(value.args[0], Sym):
        return None
    integrand = _integrand(wanted.body, value.args[0], look)
    if integrand is None and isinstance(wanted.by[0], Sym):
        integrand = _local(wanted.body, value, look)
    return None if integrand is None else Derivative(integrand, (value,) * len(wanted.by))


def _value(by: tuple[Expr, ...], look: Evaluator) -> Apply | None:
    """D(x), for derivatives by the function D or by its value at the variable it takes."""
    function, *others = set(by)
    name = function.head if isinstance(function, Apply) else getattr(function, "name", "")
    declared = look.vocabulary.symbols.get(name)
    if others or declared is None or len(declared.takes) != 1:
        return None
    value = Apply(name, (Sym(declared.takes[0]),))
    return value if function in (Sym(name), value) else None


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


def _local(body: Expr, value: Apply, look: Evaluator) -> Expr | None:
    """The body, if it depends on the function by its value at the point alone."""
    while (meaning := look.definitions.meaning(body)) is not None:
        body = meaning
    nodes = list(walk(body))
    spread = any(isinstance(node, Bind | Mean) for node in nodes)
    return body if value in nodes and not spread else None
