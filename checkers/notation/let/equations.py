"""Equations, inequalities and definitions: bounds of a domain, values of names, constraints."""

from __future__ import annotations

import re
from collections.abc import Iterator
from fractions import Fraction

from msgspec.structs import replace

from checkers.notation.expr import Apply, Chain, Compare, Density, Expr, Num, Sym
from checkers.notation.free import occurring
from checkers.notation.grammar.names import FUNCTION_LETTERS
from checkers.notation.let.builder import Builder
from checkers.notation.let.errors import LetError
from checkers.notation.let.names import TEMPERED, Name, named, variable_name
from checkers.notation.let.words import FUNCTION, NOTHING, Meaning
from checkers.notation.pairs import paired
from checkers.notation.passages.solving import solved
from checkers.notation.passages.statements import head_of
from checkers.notation.reader import read_chain
from checkers.notation.recursions import is_recursion
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Domain, Restricted

RANDOM = Meaning(traits=frozenset(("random",)))
TWO = Num(Fraction(2))
MOMENTS = frozenset(("Var", "Cov", "Corr", "Std", "H", "I"))
FOR = re.compile(
    r"(?P<body>.*\S)\s+(?:for|whenever|if|where)\s+(?:all\s+|any\s+|every\s+)?(?P<when>.+)"
)
DOMAINS: dict[tuple[str, Fraction], Domain] = {
    (">", Fraction(0)): "positive",
    (">=", Fraction(0)): "nonnegative",
    ("!=", Fraction(0)): "nonzero",
    (">=", Fraction(1)): "natural",
}


def equation(text: str, builder: Builder) -> None:
    """Take in an equation, inequality or definition. LetError, ReadError: it is none."""
    body, when = text, ""
    if match := FOR.fullmatch(text):
        body, when = match["body"], match["when"]
    chain = read_chain(body, builder.vocabulary)
    chain = replace(chain, parts=paired(*chain.parts))
    conditions = tuple(_conditions(when, builder))
    if not chain.relations:
        raise LetError(text, "an equation, an inequality, or names and what they are")
    if chain.relations[0] == "~" and isinstance(chain.parts[0], Sym):
        builder.declare(Name(chain.parts[0].name, chain.parts[0].index), RANDOM)
    if chain.relations[0] == ":=" and ";" in SAYS.split(body, maxsplit=1)[0]:
        _parametrized(chain.parts[0], builder)
    if conditions:
        builder.assumptions.append(Restricted(chain, conditions))
    elif not _bounds(chain, builder) and not _defines(chain, builder):
        builder.assumptions.append(chain)


def _parametrized(law: Expr, builder: Builder) -> None:
    """Let p(x), and p where x is drawn from it, be the p(x; theta) that is defined."""
    if isinstance(law, Density) and law.given and not builder.is_law(law.name):
        builder.definitions.append((Density(law.name, law.of), law))


SAYS = re.compile(r":=|=|\\propto|∝")
LAW = re.compile(r"[pqPQ](?:_\{?\w+\}?)?\s*(?:\\left)?\([^()]*\)")
CONDITIONAL = re.compile(r"\\?\w+(?:_\{?\w+\}?)?\s*(?:\\left)?\([^()]*(?:\||\\mid)[^()]*\)")
MESSAGE = re.compile(r"\\?\w+_\{[^{}]*(?:\\to|\\rightarrow|->|→)[^{}]*\}\([^()]*\)")
"""A function with an arrow below: what a factor tells a variable."""
ENERGY = re.compile(r"E\s*(?:\\left)?\([^()]*\)$")
"""A definition of E(v, h) is none of an expectation."""
APPLIED = FUNCTION_LETTERS | {"p", "q"}
"""Letters that would be applied to brackets: K_t (y - m) where K_t := ... is a product."""
LOGARITHM = re.compile(r"^\s*\\?(?:log|ln)\s*")
TRANSPOSED = re.compile(r"\^\s*\{?(?:\\top|\\intercal|T)\}?\s*$")


def prepare(text: str, builder: Builder) -> None:
    """Declare the functions that a definition gives, so that all of it is read as meant."""
    left = LOGARITHM.sub("", SAYS.split(text, maxsplit=1)[0]).strip()
    if (
        (TEMPERED.match(left) and "(" in left)
        or _is_new_law(left, builder)
        or (_names_law(text) and _is_new_conditional(left, builder))
    ):
        builder.law(named(left), NOTHING)
        return
    plain = TRANSPOSED.sub("", left)
    head = head_of(plain) if ":=" in text or plain != left else None
    if head is None and not (":=" in text and (MESSAGE.fullmatch(left) or ENERGY.match(left))):
        return
    name = named(left)
    known = name.base in (*builder.symbols, *builder.variables) or builder.is_law(name.base)
    if known or (name.base in ("p", "q") and not (name.index and not name.called)):
        return
    if name.called:
        builder.declare(name, FUNCTION)
    elif not name.index or name.base in APPLIED:
        builder.declare(name, NOTHING)
        builder.undetermined.add(name.base)


def _names_law(text: str) -> bool:
    """Whether a definition gives another name to a law: E(z|x) := p(z|x)."""
    _, sign, right = text.partition(":=")
    return bool(sign) and any(law.fullmatch(right.strip()) for law in (LAW, CONDITIONAL))


def _is_new_law(text: str, builder: Builder) -> bool:
    """Whether a side is an undeclared law of what is a variable already, or what a declared
    function takes: p(x, y) of p(x, y) := a(x) b(x, y) / Z.
    """
    if not LAW.fullmatch(text):
        return False
    name = named(text)
    if not name.of or name.given or builder.is_law(name.base) or name.base in builder.symbols:
        return False
    return all(_is_variable(variable_name(entry), builder) for entry in name.of)


def _is_new_conditional(text: str, builder: Builder) -> bool:
    """Whether a side is an undeclared law of variables given others: E(z|x) := p(z|x)."""
    if not CONDITIONAL.fullmatch(text):
        return False
    name = named(text)
    known = builder.is_law(name.base) or name.base in builder.symbols
    entries = (variable_name(entry) for entry in (*name.of, *name.given))
    return not known and bool(name.given) and all(e in builder.variables for e in entries)


def _is_variable(name: str | None, builder: Builder) -> bool:
    symbol = builder.symbols.get(name or "")
    if symbol is not None:
        return bool(symbol.values) and not symbol.family and len(symbol.shape) < 2
    taken = {each for symbol in builder.symbols.values() for each in symbol.takes}
    return name in builder.variables or name in taken


def _conditions(text: str, builder: Builder) -> Iterator[Compare]:
    r"""Conditions on indices: i > 1, i \neq j; ranges of indices say nothing more."""
    if text and not re.search(r"dots|\.\.\.|…", text):
        chain = read_chain(text, builder.vocabulary)
        for place, relation in enumerate(chain.relations):
            yield Compare(relation, chain.parts[place], chain.parts[place + 1])


def _bounds(chain: Chain, builder: Builder) -> bool:
    """A bare name and a bound of its domain: s > 0, 0 < D < 1, t >= 1."""
    parts, relations = chain.parts, chain.relations
    if relations[-1] in ("<", "<=") and isinstance(parts[0], Num):
        return _between(chain, builder)
    if len(parts) != 2 or not isinstance(parts[1], Num):
        return False
    domain = DOMAINS.get((relations[0], parts[1].value))
    return domain is not None and _lies(parts[0], domain, builder)


def _between(chain: Chain, builder: Builder) -> bool:
    """0 < D(x) < 1; 0 < s."""
    ends = [part.value for part in chain.parts if isinstance(part, Num)]
    if len(chain.parts) == 3 and ends == [0, 1]:
        return _lies(chain.parts[1], "unit", builder)
    strict = chain.relations[0] == "<"
    positive: Domain = "positive" if strict else "nonnegative"
    return len(chain.parts) == 2 and ends == [0] and _lies(chain.parts[1], positive, builder)


def _lies(what: Expr, domain: Domain, builder: Builder) -> bool:
    """Narrow the domain of a plain name or function; False if it is something else."""
    name = what.head if isinstance(what, Apply) else getattr(what, "name", "")
    if what == Density(name) and not builder.is_law(name):
        what = Sym(name)
    if not isinstance(what, Sym | Apply):
        return False
    if isinstance(what, Apply) and not _takes_letters(what):
        return False
    index = what.index if isinstance(what, Sym) else ()
    if index and name in builder.symbols:
        return False
    arguments = what.args if isinstance(what, Apply) else ()
    builder.declare(
        Name(name, index, arguments, called=bool(arguments)), Meaning(domain=domain)
    )
    return True


def _takes_letters(what: Apply) -> bool:
    """Whether it is a function at letters, and no moment of them: f(x), not Var(x)."""
    return what.head not in MOMENTS and all(isinstance(arg, Sym) for arg in what.args)


def _defines(chain: Chain, builder: Builder) -> bool:
    """Whether the chain gives plain names a value: :=, or = with a name alone on a side."""
    if set(chain.relations) == {":="}:
        _definition(chain.parts[0], chain.parts[-1], builder, told=True)
        return True
    if set(chain.relations) != {"="}:
        return False
    if len(chain.parts) == 2 and (
        is_recursion(*chain.parts) or _is_law_of_one(_under_log(chain.parts[0]), builder)
    ):
        _definition(*chain.parts, builder, told=True)
        return True
    *parts, value = chain.parts
    indexed = any(isinstance(i, Sym) for node in walk(parts[0]) for i in _indices(node))
    if len(parts) == 1 and not indexed and _is_new(value, builder):
        parts, value = [value], parts[0]
    if len(parts) > 1 and _is_new(value, builder):  # V[x] = V[y] = v says what v is
        builder.assumptions.append(Chain(tuple(parts), ("=",) * (len(parts) - 1)))
        parts, value = [value], parts[0]
    if not all(_is_plain(part, value, builder) for part in parts):
        return False
    for part in parts:
        _definition(part, value, builder, told=False)
    return True


def _indices(node: Expr) -> tuple[Expr, ...]:
    return node.index if isinstance(node, Sym) else ()


def _is_new(part: Expr, builder: Builder) -> bool:
    """A name that nothing declares: Var[x] = C says what C is."""
    known = (*builder.symbols, *builder.variables, "I")
    name = _unsquared(part)
    return isinstance(name, Sym) and not name.index and name.name not in known


def _unsquared(part: Expr) -> Expr:
    """The s of s^2, which a value of the square defines as its root."""
    square = isinstance(part, Apply) and part.head == "^" and part.args[1] == TWO
    return part.args[0] if square and isinstance(part, Apply) else part


def _is_plain(part: Expr, value: Expr, builder: Builder) -> bool:
    """A name, perhaps transposed, that is no size, has no value yet, and is not in it."""
    inner = part.args[0] if isinstance(part, Apply) and part.head == "T" else part
    inner = _unsquared(inner) if _is_new(inner, builder) else inner
    if not isinstance(inner, Sym) or builder.is_size(inner.name):
        return False
    symbol = builder.symbols.get(inner.name)
    if symbol is not None and symbol.shape and len(inner.index) > len(symbol.family):
        return False  # an entry of a matrix, which has all its entries
    defined = {what.name for what, _ in builder.definitions if isinstance(what, Sym)}
    return (
        inner.name not in {each.name for each in occurring(value) if not each.index} | defined
    )


def _under_log(part: Expr) -> Expr:
    return part.args[0] if isinstance(part, Apply) and part.head == "log" else part


def _is_law_of_one(part: Expr, builder: Builder) -> bool:
    """A law of one variable at that variable: to give its value defines it."""
    if not isinstance(part, Density) or part.given or len(part.of) != 1:
        return False
    laws = [law for law in builder.laws if law.name == part.name]
    alone = tuple(e.name for e in part.of if isinstance(e, Sym) and not e.index)
    return [law.of for law in laws] == [alone]


def _is_new_one(part: Expr, builder: Builder) -> bool:
    """A law by the letter of what no declared law is over, p_x beside p_z(z)."""
    letter = part.variable if isinstance(part, Density) else None
    if not isinstance(letter, Sym) or letter.index:
        return False
    return not any(letter.name.lower() in law.of for law in builder.laws)


def _definition(left: Expr, right: Expr, builder: Builder, *, told: bool) -> None:
    law = isinstance(left, Density) and builder.is_law(left.name)
    if told and law and not _is_law_of_one(left, builder) and not _is_new_one(left, builder):
        builder.assumptions.append(Chain((left, right), ("=",)))
        return
    what, value = paired(*(solved(left, right) or (left, right)))
    builder.definitions.append((what, value))
    builder.settle(what, value)
