"""What follows from all clauses together: laws of sequences and of vectors of variables."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from msgspec.structs import replace

from checkers.notation.expr import Apply, Bind, Chain, Expr, Num, Sym
from checkers.notation.grammar.names import FUNCTION_LETTERS
from checkers.notation.let.names import variable_name
from checkers.notation.let.normalizers import mentioned
from checkers.notation.let.steps import joint, sequences
from checkers.notation.tree import walk
from checkers.notation.vocabulary import Domain, Law, Symbol, Variable

if TYPE_CHECKING:
    from checkers.notation.let.builder import Builder

ONE = Num(Fraction(1))


def sequence(builder: Builder) -> None:
    """Make laws of sequences out of their steps."""
    for name, steps in builder.steps.items():
        own = sequences(steps)
        law, chain = joint(name, steps, (one for one in builder.laws if one.name == name))
        builder.variables = {
            n: v
            for n, v in builder.variables.items()
            if n.rpartition("_")[0] not in own or not n.endswith("_1")
        } | own
        for each in law.of:
            builder.variables.setdefault(each, Variable(each))
        builder.laws = [one for one in builder.laws if one.name != name] + [law]
        builder.assumptions.append(chain)


def valued(builder: Builder) -> None:
    """Make variables of the letters that have a few values and that functions take, and of
    vectors of such values.
    """
    taken = {name for symbol in builder.symbols.values() for name in symbol.takes}
    for name in taken & builder.symbols.keys():
        symbol = builder.symbols[name]
        if symbol.values and not symbol.family and not symbol.shape:
            del builder.symbols[name]
            builder.variables[name] = Variable(name, values=symbol.values)
    for name, symbol in list(builder.symbols.items()):
        listed = symbol.values and len(symbol.shape) == 1 and not symbol.family
        if listed and not symbol.takes and "random" not in symbol.traits:
            del builder.symbols[name]
            size = symbol.shape[0]
            builder.variables[name] = Variable(name, values=symbol.values, length=size)


def spread(builder: Builder) -> None:
    """Make laws of x = (x_1, x_2) laws of x_1 and x_2."""
    for what, value in builder.definitions:
        parts = value.args if isinstance(value, Apply) and value.head == "()" else ()
        names = tuple(filter(None, map(variable_name, parts)))
        if isinstance(what, Sym) and what.name in builder.variables and names:
            old = builder.variables.pop(what.name)
            builder.symbols.pop(what.name, None)
            for name in names:
                builder.symbols.pop(name, None)
                builder.variables[name] = replace(old, name=name)
            builder.laws = [_over(law, what.name, names) for law in builder.laws]


def _over(law: Law, whole: str, parts: tuple[str, ...]) -> Law:
    of, given = (
        tuple(n for name in names for n in (parts if name == whole else (name,)))
        for names in (law.of, law.given)
    )
    return Law(law.name, of, given)


def standard_normal(symbol: Symbol) -> Chain | None:
    """The law of a symbol that is said to be standard normal."""
    if "standard normal" not in symbol.traits:
        return None
    index = tuple(Sym(letter) for letter in "ijk"[: len(symbol.family)])
    law = Apply("Normal", (Num(Fraction(0)), Num(Fraction(1))))
    return Chain((Sym(symbol.name, index), law), ("~",))


def summing(symbol: Symbol) -> Chain | None:
    """That the members of a family of probabilities sum to one, where that is said."""
    if "simplex" not in symbol.traits or symbol.shape or len(symbol.family) != 1:
        return None
    size = symbol.family[0]
    high: Expr = Num(Fraction(size)) if isinstance(size, int) else Sym(size)
    index = Sym("i")
    whole = Bind("sum", (index,), Sym(symbol.name, (index,)), ONE, high)
    return Chain((whole, ONE), ("=",))


def numbered(builder: Builder) -> None:
    """Declare the families whose members definitions use: x_1 is one of the x_i."""
    for node in walk(tuple(builder.definitions)):
        if isinstance(node, Sym) and node.index and all(isinstance(i, Num) for i in node.index):
            symbol = Symbol(node.name, family=("any",) * len(node.index))
            builder.symbols.setdefault(node.name, symbol)


def unsaid(builder: Builder) -> None:
    """Declare the functions that definitions use and nothing says: the Z of log Z(theta)."""
    known = {*builder.symbols, *builder.variables, *mentioned(builder.definitions)}
    for _, value in builder.definitions:
        for node in walk(value):
            positive = isinstance(node, Apply) and node.head == "log"
            inner = node.args[0] if positive and isinstance(node, Apply) else node
            if isinstance(inner, Apply) and _is_letter(inner.head) and inner.head not in known:
                takes = tuple(filter(None, map(variable_name, inner.args)))
                if takes and len(takes) == len(inner.args):
                    known.add(inner.head)
                    domain: Domain = "positive" if positive else "real"
                    builder.symbols[inner.head] = Symbol(inner.head, (), domain, (), takes)


def _is_letter(head: str) -> bool:
    return head.split("_")[0] in FUNCTION_LETTERS
