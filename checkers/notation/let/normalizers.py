r"""Constants that an equation for a law leaves unsaid: the Z of p(x, y) = a(x, y) b(y) / Z.

An undeclared letter that a law is divided by is what makes the law sum to one. Of a
conditional p(h|v) it may depend on what is given: Z(v).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from fractions import Fraction

from checkers.notation.expr import Apply, Bind, Chain, Density, Expr, Num, Sym
from checkers.notation.tree import rebuild, walk

Equation = tuple[Density, Expr]
ONE = Num(Fraction(1))


def normalizers(equations: Iterable[Equation], known: set[str]) -> Iterator[tuple[Expr, Expr]]:
    """A definition for every normalizer that is not `known`: Z := sum_{x, y} a(x, y) b(y)."""
    for density, value in equations:
        unknown = [each for each in _divisors(value) if _name(each) not in known]
        variables = tuple(entry for entry in density.of if isinstance(entry, Sym))
        if len(unknown) == 1 and len(variables) == len(density.of):
            known.add(_name(unknown[0]))
            whole = _folded(_without(value, unknown[0]))
            yield unknown[0], Bind("sum", variables, whole)


def laws_given(chains: Iterable[object]) -> Iterator[Equation]:
    """The equations among assumptions that say what a law is."""
    for chain in chains:
        if isinstance(chain, Chain) and chain.relations[:1] in (("=",), (":=",)):
            left, right = chain.parts[:2]
            if isinstance(left, Density):
                yield left, right


def _divisors(value: Expr) -> Iterator[Expr]:
    """The letters, and the functions of letters, that a product is divided by."""
    if not isinstance(value, Apply):
        return
    if value.head == "*":
        for factor in value.args:
            yield from _divisors(factor)
    elif value.head == "/":
        yield from _divisors(value.args[0])
        below = value.args[1]
        factors = below.args if isinstance(below, Apply) and below.head == "*" else (below,)
        yield from (each for each in factors if _is_letter(each))


def _is_letter(expr: Expr) -> bool:
    if isinstance(expr, Apply):
        return bool(expr.args) and all(isinstance(arg, Sym) for arg in expr.args)
    return isinstance(expr, Sym) and not expr.index


def _name(expr: Expr) -> str:
    return expr.head if isinstance(expr, Apply) else getattr(expr, "name", "")


def _folded(value: Expr) -> Expr:
    """The product without the factors and divisors that are 1."""
    if not isinstance(value, Apply) or value.head not in ("*", "/"):
        return value
    args = [_folded(arg) for arg in value.args]
    if value.head == "/":
        return args[0] if args[1] == ONE else Apply("/", tuple(args))
    kept = [arg for arg in args if arg != ONE]
    return Apply("*", tuple(kept)) if len(kept) > 1 else (kept or [ONE])[0]


def _without(value: Expr, normalizer: Expr) -> Expr:
    if value == normalizer:
        return ONE
    return rebuild(value, lambda part: _without(part, normalizer))  # type: ignore[no-any-return]


def mentioned(definitions: Iterable[tuple[Expr, Expr]]) -> set[str]:
    """The names that definitions are of."""
    return {_name(part) for what, _ in definitions for part in walk(what)}
