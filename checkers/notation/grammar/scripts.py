r"""Sub- and superscripts: which name, which index, which are powers.

x_1, n_x, p_{data}, \alpha_{i,0}^s, z_{1:k}, x_{<t}, n_{x=1}, D^*, A^\top, x^{(i)}, f''.
The vocabulary decides: a subscript is part of the name if the name with it is declared; else
an index. A superscript is an index if the family has more indices than the subscripts gave.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec import Struct

from checkers.notation import operators as op
from checkers.notation.expr import Apply, Expr, Num, Span, Sym
from checkers.notation.grammar.cursor import Parser
from checkers.notation.grammar.indices import shifted
from checkers.notation.grammar.lists import items_until

_DECORATIONS = {"star": "star", "*": "star", "dagger": "dagger"}
_INDICES = tuple("ijklst")
_BELOW = {"star": "star", "*": "star", "sharp": "sharp"}


class Scripts(Struct):
    """What hangs on a name: subscripts, superscript indices, marks, primes and a power."""

    below: list[Expr] = []
    above: list[Expr] = []
    marks: list[str] = []
    primes: int = 0
    power: Expr | None = None
    transposed: bool = False


def scripts(p: Parser) -> Scripts:
    """All scripts that follow a name."""
    found = Scripts()
    while True:
        kind = p.kind
        if kind == "_" and (mark := mark_below(p)):
            p.index += 4 if p.ahead().kind == "{" else 2
            found.marks.append(mark)
        elif kind == "_" and (found.power is None or not found.below):
            p.take()
            found.below += subscript(p)
        elif kind == "'":
            p.take()
            found.primes += 1
        elif kind == "''":
            p.take()
            found.primes += 2
        elif kind == "^" and found.power is None and not found.transposed:
            p.take()
            superscript(p, found)
        elif kind == "*" and _is_star(p):
            p.take()
            found.marks.append("star")
        else:
            return found


def mark_below(p: Parser) -> str:
    r"""The mark that a subscript is: D_* is another name for D^*, f_\# carries a law."""
    braced = p.ahead().kind == "{"
    mark = _BELOW.get(p.ahead(2 if braced else 1).kind, "")
    return mark if mark and (not braced or p.ahead(3).kind == "}") else ""


def _is_star(p: Parser) -> bool:
    """Whether a bare asterisk marks a name in plain text, as in D*(x) = ..."""
    if p.token.gap or p.text[p.token.start] != "*":
        return False
    following, letter = p.ahead(), p.tokens[p.index - 1].text
    if following.kind in ("+", "-"):
        return following.gap > 0
    if following.kind == "(":
        return letter in ("D", "G", "V") or p.names.declared(f"{letter}_star")
    return following.kind in ("end of text", "relation", ")", "]", ",", "|", "}", "/")


# -- below -------------------------------------------------------------------------------


def subscript(p: Parser) -> list[Expr]:
    """The items of a subscript; k and l are no divergence there."""
    if p.kind == "measure" and p.source(p.index, p.index + 1) == "kl":
        p.take()
        return [Sym("k"), Sym("l")]
    if p.kind == "{":
        p.take()
        with p.inside("|", "mid"):
            items = items_until(p, "}", script_item)
            while p.accept("|", "mid"):  # m_{t|t-1}
                items += items_until(p, "}", script_item)
        p.expect("}")
        return [part for item in items for part in _split(p, item)]
    if p.kind == "(" and p.plain:
        return [p.forms["("](p)]
    first = p.forms["single"](p)
    if _is_second_index(p, first):
        return [first, p.forms["single"](p)]
    return [_shifted_plainly(p, first)]


def _is_second_index(p: Parser, first: Expr) -> bool:
    """Whether a letter goes on the subscript: a_ij in plain text, but a_i k_j in a_ik_j."""
    tight = p.plain and p.token.gap == 0 and p.ahead().kind not in ("_", "(")
    return tight and p.token.text in _INDICES and first in [Sym(i) for i in _INDICES]


def _shifted_plainly(p: Parser, item: Expr) -> Expr:
    """q(x_t|x_t-1) in plain text: among a law's arguments a step back in the index."""
    sign, number = p.kind, p.ahead()
    tight = p.token.gap == number.gap == 0 and number.kind == "num"
    if isinstance(item, Num) or p.ahead(2).kind == "name":
        return item  # x_2+3x_3
    if not (p.plain and sign in ("+", "-") and tight and "mid" in p.stops and p.choose(True)):
        return item
    p.index += 2
    return shifted(item, int(number.text) * (1 if sign == "+" else -1))


def script_item(p: Parser) -> Expr:
    """One item below a name: as `range_item`, or all but one (x_{-i})."""
    lone = p.ahead().kind == "name" and p.ahead(2).kind in ("}", ",")
    if p.kind in ("-", "setminus") and lone:
        p.take()
        return Apply("except", (p.expression(),))
    return range_item(p)


def range_item(p: Parser) -> Expr:
    """An index, a comparison or a range: also what stands below a sum."""
    if p.kind == "relation":
        return _bounded(p, p.take().text)
    if p.accept(":"):
        return Span(None, None if p.kind in ("}", ",") else p.expression())
    left = p.condition()
    if p.accept(":"):
        return Span(left, None if p.kind in ("}", ",") else p.condition())
    return left


def _bounded(p: Parser, relation: str) -> Expr:
    r"""x_{<t}, x_{\le t}, x_{>t}, x_{\ne t}."""
    bound = p.expression()
    ranges = {
        "<": Span(None, shifted(bound, -1)), "<=": Span(None, bound),
        ">": Span(shifted(bound, 1), None), ">=": Span(bound, None),
    }  # fmt: skip
    if relation == "!=":
        return Apply("except", (bound,))
    if relation not in ranges:
        raise p.error("no such subscript", "an index")
    return ranges[relation]


def _split(p: Parser, item: Expr) -> list[Expr]:
    """a_{ij}, a_{k'j}: letters side by side are indices, not a product."""
    if isinstance(item, Apply) and item.head == "*":
        leading_number = isinstance(item.args[0], Num)
        if not leading_number and all(isinstance(arg, Sym | Num) for arg in item.args):
            return list(item.args)
    return [item]


# -- above -------------------------------------------------------------------------------


def superscript(p: Parser, found: Scripts) -> None:
    """One superscript, after its sign."""
    braced = p.kind == "{"
    first = p.ahead(1 if braced else 0)
    closes = not braced or p.ahead(2).kind == "}"
    if first.kind in ("top", "star", "*", "dagger", "'", "''") and closes:
        p.index += 3 if braced else 1
        _decorate(found, first.kind)
    elif braced and _is_inverse_transposed(p):
        p.index += 4
        found.transposed, found.power = True, Apply("neg", (Num(Fraction(1)),))
    elif braced and _wrapped(p, "(", ")") and _is_index(p):
        found.above += _bracketed(p)
    elif braced and _wrapped(p, "[", "]"):
        found.above += _bracketed(p)
        found.marks.append("^[]")
    elif not braced and p.kind in ("-", "+"):
        sign = p.take().kind
        power = p.forms["single"](p)
        found.power = Apply("neg", (power,)) if sign == "-" else power
    else:
        found.power = _power(p)


def _is_inverse_transposed(p: Parser) -> bool:
    r"""A^{-\top}, and A^{-T} where T is nothing else."""
    inside = p.content(p.index)
    return inside == ["-", "top"] or (
        inside == ["-", "name"] and p.ahead(2).text == "T" and not p.names.declared("T")
    )


def _decorate(found: Scripts, kind: str) -> None:
    if kind == "top":
        found.transposed = True
    elif kind in ("'", "''"):
        found.primes += len(kind)
    else:
        found.marks.append(_DECORATIONS[kind])


def _wrapped(p: Parser, opening: str, closing: str) -> bool:
    """Whether the braces hold just a pair of brackets: x^{(i)}."""
    close = p.closers.get(p.index, -1)
    inner = p.closers.get(p.index + 1, -2)
    return p.ahead().kind == opening and inner == close - 1 and p.tokens[inner].kind == closing


def _is_index(p: Parser) -> bool:
    """Whether what stands in the brackets is an index, such as i, t+1 or G, and no power."""
    kinds = p.content(p.index + 1)
    return kinds[:1] != ["-"] and set(kinds) <= {"name", "num", "+", "-", ",", "'"}


def _bracketed(p: Parser) -> list[Expr]:
    p.index += 2
    closing = ")" if p.ahead(-1).kind == "(" else "]"
    with p.inside():
        items = items_until(p, closing, script_item)
    p.expect(closing)
    p.expect("}")
    return items


def _power(p: Parser) -> Expr:
    """A superscript as an expression; several items (s, t) as a tuple."""
    if p.kind != "{":
        return p.forms["single"](p)
    p.take()
    with p.inside():
        items = items_until(p, "}", range_item)
    p.expect("}")
    return items[0] if len(items) == 1 else Apply("()", tuple(items))


# -- names -------------------------------------------------------------------------------


def rows_and_columns(p: Parser, name: str, items: list[Expr]) -> list[Expr]:
    """a_{11} and a_{1j} as row and column, unless the name has one index only."""
    symbol = p.names.symbol(name)
    if len(items) != 1 or (symbol and len(symbol.shape) + len(symbol.family) < 2):
        return items
    item = items[0]
    if isinstance(item, Num):
        number = str(item.value)
        if len(number) == 2 and number.isdigit() and "0" not in number:
            return [Num(Fraction(int(digit))) for digit in number]
    elif isinstance(item, Apply) and item.head == "*" and len(item.args) == 2:
        row, column = item.args
        letter = column.name.rstrip("'") if isinstance(column, Sym) else ""
        if isinstance(row, Num) and (symbol or letter in ("i", "j", "k", "l")):
            return [row, column]
    return items


def is_parameter(item: Expr) -> bool:
    r"""A Greek subscript such as \theta, \phi, \theta_1 that only parametrises; no \theta'."""
    if not isinstance(item, Sym) or item.name not in op.PARAMETERS:
        return False
    return all(isinstance(index, Num) for index in item.index)


def is_label(p: Parser, item: Expr) -> bool:
    """A word in a subscript: it names."""
    if not isinstance(item, Sym) or item.index:
        return False
    word = item.name.split("_")[0].rstrip("'")
    return len(word) > 1 and word not in op.GREEK and not p.names.declared(item.name)
