r"""Names in use: a variable, a function and its arguments, a law and its arguments.

The same letters read differently under different vocabularies: p(x) is a density where p is a
law, a(x + y) a product where a is a number. Where nothing is declared, the habits of the
field decide: p and q are laws, D(x) is applied, x(1 - x) is a product.
"""

from __future__ import annotations

from msgspec.structs import replace

from checkers.notation import operators as op
from checkers.notation.expr import Apply, Compare, Expr, Sym
from checkers.notation.grammar.arguments import arguments
from checkers.notation.grammar.cursor import NOT_SPECIAL, Parser
from checkers.notation.grammar.images import pushed
from checkers.notation.grammar.laws import density, is_conditional, is_law
from checkers.notation.grammar.names import FUNCTION_LETTERS
from checkers.notation.grammar.postfix import is_inverse, postfix, power
from checkers.notation.grammar.scripts import (
    Scripts,
    is_label,
    is_parameter,
    rows_and_columns,
    scripts,
)
from checkers.notation.grammar.spelling import shape_indices, spelled
from checkers.notation.lexer import Token


def name(p: Parser) -> Expr:
    """A name with its scripts, applied to what stands in brackets if it takes arguments."""
    token = p.token
    special = p.forms.get(f"name {token.text}")
    known = (p.names.declared(token.text) and not _averages(p)) or _is_numbered(p)
    if special is not None and (token.text == "D" or not known):
        form = special(p)
        if form is not NOT_SPECIAL:
            return form
    p.take()
    return named(p, token, scripts(p))


def _averages(p: Parser) -> bool:
    """Whether E is an expectation beside the law E(z|x), or beside the energy E(x): E[...],
    E_{z ~ q}[...].
    """
    if p.token.text != "E":
        return False
    if "E" in p.names.laws:
        return p.ahead().kind in ("[", "_")
    drawn = p.ahead().kind == "_" and p.ahead(2).kind == "{"
    below = p.tokens[p.index + 2 : p.closers.get(p.index + 2, 0)] if drawn else ()
    return any(token.kind == "relation" and token.text == "~" for token in below)


def _is_row(p: Parser, base: str, found: Scripts) -> bool:
    """Whether a vector or matrix is transposed, and so multiplies what follows: v^T (1, 2)."""
    value = p.names.is_tensor(base) and not p.names.is_function(base)
    return value and (found.transposed or found.power == Sym("T"))


def _is_numbered(p: Parser) -> bool:
    """Whether the letter with the subscript behind it is declared: E_1 is no expectation."""
    label = p.ahead(3 if p.ahead(2).kind == "{" else 2)
    return p.ahead().kind == "_" and p.names.declared(f"{p.token.text}_{label.text}")


def named(p: Parser, token: Token, found: Scripts) -> Expr:
    """The meaning of a name with its scripts."""
    carried = pushed(p, token.text, found)
    if carried is not None:
        return carried
    base, items = _declared_name(p, token.text, found)
    if is_law(p, base, items, token) or is_conditional(p, base):
        return _raised(p, *density(p, base, items, found))
    called = _is_called(p, base, items) and not _is_row(p, base, found)
    base, index, parameters = indexed(p, base, items, called or p.names.is_function(base))
    if called:
        return _raised(p, *_application(p, base, index, parameters, found))
    return _symbol(p, base, index, parameters, found)


def _declared_name(p: Parser, base: str, found: Scripts) -> tuple[str, list[Expr]]:
    """The longest declared name that begins here, and the subscripts left over."""
    base = marked(p, base, found)
    items = found.below
    for count in range(len(items), 0, -1):
        spellings = [spelled(item) for item in items[:count]]
        for full in (f"{base}_{','.join(spellings)}", "_".join([base, *spellings])):
            if p.names.declared(full):
                inner = [index for item in items[:count] for index in shape_indices(item)]
                return full, [*inner, *items[count:]]
    if found.power is not None and p.names.declared(f"{base}^{spelled(found.power)}"):
        base = f"{base}^{spelled(found.power)}"
        found.power = None
    return base, items


def marked(p: Parser, base: str, found: Scripts) -> str:
    """The name with its marks, and with the primes that are part of it."""
    for mark in found.marks:
        base += mark if mark.startswith("^") else f"_{mark}"
    primed = base + "'" * found.primes
    derivative = p.names.is_function(base) or (
        p.kind == "(" and not p.names.is_law(base) and base in FUNCTION_LETTERS
    )
    if found.primes and (p.names.declared(primed) or not derivative):
        found.primes = 0
        return primed
    return base


def indexed(
    p: Parser, base: str, items: list[Expr], applied: bool
) -> tuple[str, list[Expr], list[Expr]]:
    """The name with its naming subscripts, its indices, and its dropped parameters."""
    index: list[Expr] = []
    parameters: list[Expr] = []
    for item in rows_and_columns(p, base, items):
        if applied and is_parameter(item) and not p.names.declared(f"{base}_{spelled(item)}"):
            parameters.append(item)
        elif isinstance(item, Compare) or is_label(p, item):
            base = f"{base}_{spelled(item)}"
            index += shape_indices(item)
        else:
            index.append(item)
    return base, index, parameters


def _is_called(p: Parser, base: str, items: list[Expr]) -> bool:
    """Whether the brackets that follow hold arguments."""
    if p.kind not in ("(", "["):
        return False
    if p.names.is_function(base):
        return True
    if p.kind == "[":
        return base in ("G", "J", "F", "L") and not p.names.declared(base)
    content = p.content(p.index)
    if ";" in content:
        return True
    if p.names.is_tensor(base):
        return False
    if p.names.declared(base):
        return "," in content and base not in p.names.variables
    return "," in content or _looks_applied(p, base, items, content)


def _looks_applied(p: Parser, base: str, items: list[Expr], content: list[str]) -> bool:
    """The habits of the field for names that nothing declares."""
    letter = base.split("_")[0].rstrip("'^[]")
    if any(token.text == letter for token in p.tokens[p.index : p.closers.get(p.index, 0)]):
        return False
    word = len(letter) > 1 and letter not in op.GREEK
    if word or letter in FUNCTION_LETTERS:
        return True
    if any(is_parameter(item) for item in items):
        return True
    named = p.ahead().kind == "name"  # nobody multiplies by (x_1)
    return named and p.after_name(p.index + 1) == p.closers.get(p.index)


def _application(
    p: Parser, base: str, index: list[Expr], parameters: list[Expr], found: Scripts
) -> tuple[Expr, Scripts]:
    """A function on its arguments; an inverse, a derivative or a member of a family of them."""
    of, given = arguments(p)
    args = (*of, *given)
    symbol = p.names.symbol(base)
    if symbol is not None and symbol.takes:
        wanted = symbol.takes[len(args) :]
        named = [each for each in parameters if isinstance(each, Sym)]
        args += tuple(each for each in named if each.name in wanted)
    function: Expr = Sym(base, (*index, *found.above))
    if found.power is not None and is_inverse(found.power):
        function, found = Apply("inverse", (function,)), replace(found, power=None)
    for _ in range(found.primes):
        function = Apply("prime", (function,))
    if isinstance(function, Sym) and not function.index:
        return Apply(base, args), found
    return Apply("apply", (function, *args)), found


def _symbol(
    p: Parser, base: str, index: list[Expr], parameters: list[Expr], found: Scripts
) -> Expr:
    """A name that stands for a value."""
    index = [*index, *found.above]
    symbol = p.names.symbol(base)
    if found.power is not None and symbol and len(symbol.family) > len(index):
        index.append(found.power)
        found = replace(found, power=None)
    if isinstance(found.power, Sym) and is_label(p, found.power):
        base, found = f"{base}^{found.power.name}", replace(found, power=None)
    if base == "varnothing":
        return Apply("set", ())
    if base == "I" and len(set(index)) == 1 and (not symbol or "identity" in symbol.traits):
        index = []  # the identity of whatever size
    result: Expr = Sym(base, tuple(index))
    if found.power is not None and is_inverse(found.power) and p.names.is_function(base):
        return Apply("inverse", (result,))
    return _raised(p, result, found)


def _raised(p: Parser, base: Expr, found: Scripts) -> Expr:
    """The power or transpose that the scripts say, and whatever follows."""
    if found.transposed:
        base = Apply("T", (base,))
    if found.power is not None:
        base = power(p, base, found.power)
    return postfix(p, base)


def accent(p: Parser) -> Expr:
    r"""\hat{x}, \bar\alpha_t: a mark that ends the name under it."""
    mark = p.take().text
    if p.kind == "name":
        token = p.tokens[p.index]
        marked = f"{token.text}_{mark}" if mark else token.text
        p.tokens[p.index] = replace(token, text=marked)
        return name(p)
    if p.kind == "accent":
        inner = p.factor()
    else:
        p.expect("{")
        with p.inside():
            inner = p.expression()
        p.expect("}")
    if not isinstance(inner, Sym):
        raise p.error(f"a {mark or 'vector'} over something that is no name", "a name")
    return postfix(p, Sym(f"{inner.name}_{mark}" if mark else inner.name, inner.index))
