r"""The grammar as a table: what each kind of token begins.

A formula is a sum of products of factors (`cursor` climbs them, loosest
first: relations, + -, * / and juxtaposition, functions without brackets, powers and indices).
A factor begins with one of the tokens below. A name begins with its own entry where the
vocabulary does not say otherwise.
"""

from __future__ import annotations

from checkers.notation.expr import Expr
from checkers.notation.grammar import (
    arithmetic,
    binders,
    brackets,
    derivatives,
    expectations,
    families,
    functionals,
    functions,
    integrals,
    postfix,
    symbols,
)
from checkers.notation.grammar.cursor import DOTS, Form, Parser


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
    return postfix.postfix(p, value)


FORMS: dict[str, Form] = {
    # the climb
    "sum of terms": arithmetic.sum_of_terms,
    "product": arithmetic.product,
    "single": postfix.single,
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
    "floor": brackets.rounded,
    "ceil": brackets.rounded,
    "||": brackets.norm,
    "||(": brackets.norm,
    "<|": expectations.angle,
    "begin": brackets.environment,
    # functions and fractions
    "function": functions.function,
    "sqrt": functions.root,
    "frac": derivatives.fraction,
    "binom": functions.binomial,
    "underbrace": _annotated,
    # binders and derivatives
    "sum": binders.binder,
    "prod": binders.binder,
    "bind": binders.binder,
    "int": integrals.integral,
    "partial": derivatives.partial,
    "nabla": derivatives.nabla,
    # probability
    "mean": expectations.mean,
    "measure": functionals.measure,
    "law": families.law,
    "indicator": families.indicator,
    "ones": families.ones,
    # names with a meaning of their own
    "name e": functions.euler,
    "name d": derivatives.d_letter,
    "name E": expectations.mean_letter,
    "name C": functions.constant_letter,
    "name D": functionals.divergence_letter,
    "name chi": functionals.chi_letter,
    "name H": functionals.functional_letter,
    "name I": functionals.functional_letter,
    "name J": functions.jacobian_letter,
    "name N": families.family_letter,
    "name U": families.family_letter,
    "name B": families.family_letter,
    "name Pi": binders.capital,
    "name Sigma": binders.capital,
    "name delta": families.delta_letter,
}  # fmt: skip
