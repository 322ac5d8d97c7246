r"""Laws: densities at their arguments, and the quantities whose laws they are.

p(x|z), p_\theta(x), p_{data}(x), p_X(x), p_{F(U)}(x), q_i(z_i), P(X = 1).
"""

from __future__ import annotations

from checkers.notation import operators as op
from checkers.notation.expr import Apply, Density, Expr, Num, Sym
from checkers.notation.grammar.arguments import arguments
from checkers.notation.grammar.cursor import Parser
from checkers.notation.grammar.scripts import Scripts, is_parameter
from checkers.notation.grammar.spelling import spelled
from checkers.notation.lexer import Token

_INDEXED_VARIABLES = frozenset("xyzuvwh")


def is_law(p: Parser, base: str, items: list[Expr], token: Token) -> bool:
    """A law by its name; undeclared and alone, with an index, it may be anything: q_i, Q."""
    if not p.names.is_law(base) or token.font == "cal":
        return False
    if base in p.names.variables and p.kind != "(":
        return False
    if base in p.names.laws or p.kind == "(":
        return True
    if not items:
        return base.split("_")[0] not in ("P", "Q")
    return not all(map(_is_index, items))


def _is_index(item: Expr) -> bool:
    """A subscript that counts rather than names."""
    if isinstance(item, Sym):
        return len(item.name) == 1 and item.name in "ijklmnrstTNKMDL" and not item.index
    return isinstance(item, Num) or (isinstance(item, Apply) and item.head == "+")


def is_conditional(p: Parser, base: str) -> bool:
    """An undeclared name on something given something: it must be a law."""
    if p.kind != "(" or p.names.declared(base):
        return False
    content = p.content(p.index)
    return "mid" in content or content.count("|") == 1


def density(p: Parser, base: str, items: list[Expr], found: Scripts) -> tuple[Expr, Scripts]:
    """A density at its arguments, or the law itself where there are none."""
    if base not in p.names.laws and base in ("P", "Q") and base.lower() in p.names.laws:
        base = base.lower()
    of: list[Expr] = []
    given: list[Expr] = []
    called = p.kind == "(" or (p.kind == "[" and base in ("P", "Pr"))
    if called:
        of, given = arguments(p)
    variable: list[Expr] = []
    for item in items:
        if is_parameter(item):
            given += _kept_parameter(p, base, item)
        elif _is_quantity(p, item):
            variable.append(item)
        elif not _repeats_index(item, of):
            base = f"{base}_{spelled(item)}"
    if found.above:
        base = f"{base}^({','.join(map(spelled, found.above))})"
    quantity = variable[0] if len(variable) == 1 else Apply("()", tuple(variable))
    if variable:
        base = base.replace("P", "p", 1).replace("Q", "q", 1)
    return Density(base, tuple(of), tuple(given), quantity if variable else None), found


def _kept_parameter(p: Parser, base: str, item: Expr) -> list[Expr]:
    """The parameter as a condition, where the law is declared to depend on it."""
    named = item.name if isinstance(item, Sym) else ""
    laws = p.names.laws.get(base, ())
    return [item] if any(named in law.given or named in law.of for law in laws) else []


def _is_quantity(p: Parser, item: Expr) -> bool:
    """A subscript that is the random quantity whose law it is: p_X, p_{F(U)}, p_z."""
    if isinstance(item, Apply):
        return item.head not in ("neg", "+", "except")
    if not isinstance(item, Sym) or item.index:
        return False
    letter = item.name
    return (
        letter in _INDEXED_VARIABLES
        or letter in p.names.variables
        or (letter[0].isupper() and (len(letter) == 1 or letter in op.GREEK))
    )


def _repeats_index(item: Expr, of: list[Expr]) -> bool:
    """q_i(z_i): the index that the variable has already."""
    return any(isinstance(entry, Sym) and item in entry.index for entry in of)
