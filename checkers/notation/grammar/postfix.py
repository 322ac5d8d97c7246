"""What follows a complete expression: powers, transposes, entries, factorials, "at"."""

from __future__ import annotations

from fractions import Fraction

from checkers.notation.expr import Apply, Density, Expr, Num, Sym, numeral
from checkers.notation.grammar.cursor import Parser
from checkers.notation.grammar.scripts import Scripts, subscript, superscript

MINUS_ONE = Apply("neg", (Num(Fraction(1)),))
_POSTFIX = frozenset(("^", "_", "'", "!", "|"))


def is_inverse(power: Expr) -> bool:
    """The superscript -1."""
    return power == MINUS_ONE


def transposed(base: Expr) -> Expr:
    """The transpose; that of a tuple is the column vector that a tuple is anyway."""
    if isinstance(base, Apply) and base.head in ("()", "[]"):
        return base
    return Apply("T", (base,))


def power(p: Parser, base: Expr, exponent: Expr) -> Expr:
    """A power; ^T is a transpose unless T is a number here."""
    if exponent == Sym("T") and _is_transpose(p, base):
        return transposed(base)
    return Apply("^", (base, exponent))


def _is_transpose(p: Parser, base: Expr) -> bool:
    symbol = p.names.symbol(base.name) if isinstance(base, Sym) else None
    if symbol is not None and not (symbol.shape or symbol.takes or p.names.declared("T")):
        return p.names.has_tensors and symbol.name.isupper()  # defined, and so of no shape yet
    if symbol is not None:
        square = len(symbol.shape) == 2 and symbol.shape[0] == symbol.shape[1]
        power = square and p.names.declared("T") and not symbol.family
        return bool(symbol.shape) and not power
    if isinstance(base, Apply) and base.head in ("[]", "()") and len(base.args) > 1:
        return True
    if p.names.declared("T"):
        return False
    return not isinstance(base, Num | Density) and not (
        isinstance(base, Apply) and any(isinstance(arg, Num) for arg in base.args)
    )


def postfix(p: Parser, base: Expr) -> Expr:
    """Powers, entries, factorials and "at" that follow a complete expression."""
    while p.kind in _POSTFIX:
        p.nest()
        kind = p.kind
        if kind == "^":
            p.take()
            found = Scripts()
            superscript(p, found)
            base = _with_superscript(p, base, found)
        elif kind == "_":
            p.take()
            base = Apply("entry", (base, *subscript(p)))
        elif kind == "'":
            p.take()
            base = transposed(base)
        elif kind == "!" and p.take():
            base = Apply("factorial", (base,))
        elif kind == "|" and p.ahead().kind == "_" and "|" not in p.stops:
            p.index += 2
            base = Apply("at", (base, *subscript(p)))
        else:
            break
    return base


def _with_superscript(p: Parser, base: Expr, found: Scripts) -> Expr:
    if found.above and not found.marks:
        return Apply("^", (base, found.above[0]))
    if found.marks:
        raise p.error("a mark on something that is no name", "a power")
    if found.transposed or found.primes:
        base = transposed(base)
    return power(p, base, found.power) if found.power is not None else base


def single(p: Parser) -> Expr:
    """One token as the unbraced argument of a script or a command."""
    token = p.token
    if token.kind == "name":
        p.take()
        return Sym(token.text)
    if token.kind in ("function", "measure", "bind", "law", "const", "remark"):
        p.take()
        return Sym(token.text or "const")
    if token.kind == "num":
        p.take()
        return numeral(token.text)
    return p.factor()
