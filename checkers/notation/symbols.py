r"""Names in use: a variable, a function and its arguments, a law and its arguments.

The same letters read differently under different vocabularies: p(x) is a density where p is a
law, a(x + y) a product where a is a number. Where nothing is declared, the habits of the
field decide: p and q are laws, D(x) is applied, x(1 - x) is a product.
"""

from __future__ import annotations

from fractions import Fraction

from msgspec.structs import replace

from checkers.notation import operators as op
from checkers.notation.arguments import arguments, law_arguments
from checkers.notation.cursor import Parser
from checkers.notation.expr import Apply, Compare, Density, Expr, Num, Sym
from checkers.notation.lexer import Token
from checkers.notation.scripts import (
    Scripts,
    is_parameter,
    rows_and_columns,
    scripts,
    shape_indices,
    spelled,
    subscript,
    superscript,
)
from checkers.notation.vocabulary_view import FUNCTION_LETTERS

MINUS_ONE = Apply("neg", (Num(Fraction(1)),))
_POSTFIX = frozenset(("^", "_", "'", "!", "|"))
_INDEXED_VARIABLES = frozenset(["x", "y", "z", "u", "v", "w", "h"])


def name(p: Parser) -> Expr:
    """A name with its scripts, applied to what stands in brackets if it takes arguments."""
    token = p.token
    special = p.forms.get(f"name {token.text}")
    if special is not None and not p.names.declared(token.text):
        form = special(p)
        if form is not NOT_SPECIAL:
            return form
    p.take()
    return named(p, token, scripts(p))


NOT_SPECIAL = Apply("not special", ())
"""What a special reading of a name returns to decline."""


def named(p: Parser, token: Token, found: Scripts) -> Expr:
    """The meaning of a name with its scripts."""
    base, items = _declared_name(p, token.text, found)
    if _is_law(p, base, items, token) or _is_conditional(p, base):
        return _raised(p, *_law(p, base, items, found))
    called = _is_called(p, base, items)
    base, index, parameters = _indexed(p, base, items, called or p.names.is_function(base))
    if called:
        return _raised(p, *_application(p, base, index, parameters, found))
    return _symbol(p, base, index, parameters, found)


# -- which name --------------------------------------------------------------------------


def _declared_name(p: Parser, base: str, found: Scripts) -> tuple[str, list[Expr]]:
    """The longest declared name that begins here, and the subscripts left over."""
    base = _marked(p, base, found)
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


def _marked(p: Parser, base: str, found: Scripts) -> str:
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


def _indexed(
    p: Parser, base: str, items: list[Expr], applied: bool
) -> tuple[str, list[Expr], list[Expr]]:
    """The name with its naming subscripts, its indices, and its dropped parameters."""
    index: list[Expr] = []
    parameters: list[Expr] = []
    for item in rows_and_columns(p, base, items):
        if applied and is_parameter(item) and not p.names.declared(f"{base}_{spelled(item)}"):
            parameters.append(item)
        elif isinstance(item, Compare) or _is_label(p, item):
            base = f"{base}_{spelled(item)}"
            index += shape_indices(item)
        else:
            index.append(item)
    return base, index, parameters


def _is_label(p: Parser, item: Expr) -> bool:
    """A word in a subscript: it names."""
    if not isinstance(item, Sym) or item.index:
        return False
    word = item.name.split("_")[0].rstrip("'")
    return len(word) > 1 and word not in op.GREEK and not p.names.declared(item.name)


# -- application -------------------------------------------------------------------------


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
    if p.names.declared(base):
        return "," in content and base not in p.names.variables
    return "," in content or _looks_applied(p, base, items, content)


def _is_law(p: Parser, base: str, items: list[Expr], token: Token) -> bool:
    """A law by its name; an undeclared P or Q alone may as well be a matrix."""
    if not p.names.is_law(base) or token.font == "cal":
        return False
    if base in p.names.laws or base not in ("P", "Q") or p.kind == "(":
        return True
    return any(_is_quantity(p, item) and spelled(item) not in "TNKMDL" for item in items)


def _is_conditional(p: Parser, base: str) -> bool:
    """An undeclared name on something given something: it must be a law."""
    if p.kind != "(" or p.names.declared(base):
        return False
    content = p.content(p.index)
    return "mid" in content or content.count("|") == 1


def _looks_applied(p: Parser, base: str, items: list[Expr], content: list[str]) -> bool:
    """The habits of the field for names that nothing declares."""
    letter = base.split("_")[0].rstrip("'^[]")
    if any(token.text == letter for token in p.tokens[p.index : p.closers.get(p.index, 0)]):
        return False
    word = len(letter) > 1 and letter not in op.GREEK
    if word or letter in FUNCTION_LETTERS or letter == "sigma":
        return True
    if any(is_parameter(item) for item in items):
        return True
    return content == ["name"] and letter not in ("pi", "lambda", "alpha", "beta")


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


def is_inverse(power: Expr) -> bool:
    """The superscript -1."""
    return power == MINUS_ONE


# -- laws --------------------------------------------------------------------------------


def _law(p: Parser, base: str, items: list[Expr], found: Scripts) -> tuple[Expr, Scripts]:
    """A density at its arguments, or the law itself where there are none."""
    if base not in p.names.laws and base in ("P", "Q") and base.lower() in p.names.laws:
        base = base.lower()
    of: list[Expr] = []
    given: list[Expr] = []
    called = p.kind == "(" or (p.kind == "[" and base in ("P", "Pr"))
    if called:
        of, given = law_arguments(p)
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
    return letter in _INDEXED_VARIABLES or letter in p.names.variables or (
        letter[0].isupper() and (len(letter) == 1 or letter in op.GREEK)
    )


def _repeats_index(item: Expr, of: list[Expr]) -> bool:
    """q_i(z_i): the index that the variable has already."""
    return any(isinstance(entry, Sym) and item in entry.index for entry in of)


# -- symbols and powers ------------------------------------------------------------------


def _symbol(
    p: Parser, base: str, index: list[Expr], parameters: list[Expr], found: Scripts
) -> Expr:
    """A name that stands for a value."""
    index = [*index, *found.above]
    symbol = p.names.symbol(base)
    if found.power is not None and symbol and len(symbol.family) > len(index):
        index.append(found.power)
        found = replace(found, power=None)
    if isinstance(found.power, Sym) and _is_label(p, found.power):
        base, found = f"{base}^{found.power.name}", replace(found, power=None)
    if base == "varnothing":
        return Apply("set", ())
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


def power(p: Parser, base: Expr, exponent: Expr) -> Expr:
    """A power; ^T is a transpose unless T is a number here."""
    if exponent == Sym("T") and _is_transpose(p, base):
        return Apply("T", (base,))
    return Apply("^", (base, exponent))


def _is_transpose(p: Parser, base: Expr) -> bool:
    symbol = p.names.symbol(base.name) if isinstance(base, Sym) else None
    if symbol is not None:
        square = len(symbol.shape) == 2 and symbol.shape[0] == symbol.shape[1]
        return bool(symbol.shape) and not (square and p.names.declared("T"))
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
            base = Apply("T", (base,))
        elif kind == "!" and p.take():
            base = Apply("factorial", (base,))
        elif kind == "|" and p.ahead().kind == "_" and "|" not in p.stops:
            p.index += 2
            base = Apply("at", (base, *subscript(p)))
        else:
            break
    return base


def _with_superscript(p: Parser, base: Expr, found: Scripts) -> Expr:
    if found.marks or found.above:
        raise p.error("a mark on something that is no name", "a power")
    if found.transposed or found.primes:
        return Apply("T", (base,))
    return power(p, base, found.power) if found.power is not None else base


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
        return Num(Fraction(token.text))
    return p.factor()
