r"""The grammar as a table: what each kind of token begins.

A formula is a sum of products of factors (`checkers.notation.cursor` climbs them, loosest
first: relations, + -, * / and juxtaposition, functions without brackets, powers and indices).
A factor begins with one of the tokens below. A name begins with its own entry where the
vocabulary does not say otherwise.
"""

from __future__ import annotations

from checkers.notation import (
    arithmetic,
    binders,
    brackets,
    calculus,
    functions,
    probability,
    symbols,
)
from checkers.notation.cursor import DOTS, Form, Parser
from checkers.notation.expr import Expr


def _dots(p: Parser) -> Expr:
    p.take()
    return DOTS


def _annotated(p: Parser) -> Expr:
    r"""\underbrace{x}_{note}: x, the note kept aside."""
    p.take()
    start = p.index
    value = p.group()
    if p.kind in ("_", "^"):
        p.take()
        start = p.index
        p.index = p.closers.get(p.index, p.index) + 1
        p.notes.append((p.source(start, p.index), value))
    return symbols.postfix(p, value)


FORMS: dict[str, Form] = {
    # the climb
    "sum of terms": arithmetic.sum_of_terms,
    "product": arithmetic.product,
    "single": symbols.single,
    # atoms
    "num": functions.number,
    "name": symbols.name,
    "accent": symbols.accent,
    "const": functions.constant,
    "dots": _dots,
    # brackets
    "(": brackets.bracket,
    "[": brackets.bracket,
    "\\{": brackets.braces,
    "{": brackets.group,
    "|": brackets.absolute,
    "|(": brackets.absolute,
    "||": brackets.norm,
    "||(": brackets.norm,
    "<|": probability.angle,
    "begin": brackets.environment,
    # functions and fractions
    "function": functions.function,
    "sqrt": functions.root,
    "frac": calculus.fraction,
    "underbrace": _annotated,
    # binders and derivatives
    "sum": binders.binder,
    "prod": binders.binder,
    "bind": binders.binder,
    "int": calculus.integral,
    "partial": calculus.partial,
    "nabla": calculus.nabla,
    # probability
    "mean": probability.mean,
    "measure": probability.measure,
    "law": probability.law,
    "indicator": probability.indicator,
    "ones": probability.ones,
    # names with a meaning of their own
    "name e": functions.euler,
    "name d": calculus.d_letter,
    "name E": probability.mean_letter,
    "name C": functions.constant_letter,
    "name D": probability.divergence_letter,
    "name H": probability.functional_letter,
    "name I": probability.functional_letter,
    "name J": functions.jacobian_letter,
    "name N": probability.family_letter,
    "name U": probability.family_letter,
    "name B": probability.family_letter,
    "name delta": probability.delta_letter,
}  # fmt: skip
