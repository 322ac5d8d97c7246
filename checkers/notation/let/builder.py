"""A vocabulary in the making: what clauses declare, kept until all of them are read."""

from __future__ import annotations

from collections.abc import Iterable
from fractions import Fraction

from msgspec.structs import replace

from checkers.notation.expr import Apply, Chain, Density, Expr, Num, Span, Sym
from checkers.notation.let.domains import applied, narrower, one_argument, space_of
from checkers.notation.let.laws import composed
from checkers.notation.let.measuring import as_used, spreading, stretched
from checkers.notation.let.names import Name, Space, length, opened, size_of, variable_name
from checkers.notation.let.normalizers import laws_given, mentioned, normalizers
from checkers.notation.let.settling import (
    numbered,
    sequence,
    spread,
    standard_normal,
    summing,
    unsaid,
    valued,
)
from checkers.notation.let.shapes import shape_of
from checkers.notation.let.steps import is_step
from checkers.notation.let.words import ADJECTIVES, Meaning
from checkers.notation.passages.pieces import words
from checkers.notation.vocabulary import (
    Independence,
    Law,
    Restricted,
    Size,
    Symbol,
    Variable,
    Vocabulary,
)

Sizes = tuple[Size, ...]
RELATIONS = {"nonzero": "!=", "positive": ">", "nonnegative": ">="}
ONES = Meaning(traits=frozenset(("ones",)))
OF_MATRICES = words(
    "orthogonal symmetric diagonal invertible triangular identity permutation"
) | {
    "positive definite",
    "positive semidefinite",
}


class Builder:
    """Collects declarations; `vocabulary` is what they make so far."""

    def __init__(self, start: Vocabulary) -> None:
        """Begin with what is already declared."""
        self._start = start
        self.symbols = dict(start.symbols)
        self.variables = dict(start.variables)
        self.laws: list[Law] = list(start.laws)
        self.definitions: list[tuple[Expr, Expr]] = list(start.definitions)
        self.assumptions: list[Chain | Restricted | Independence] = list(start.assumptions)
        self.proportional_in: list[str] = list(start.proportional_in)
        self.proportional_at: list[Sym] = list(start.proportional_at)
        self.free_of: list[str] = list(start.free_of)
        self.small: list[str] = list(start.small)
        self.parametrized: list[Density] = list(start.parametrized)
        self.log_base = start.log_base
        self.steps: dict[str, list[Name]] = {}
        self.ranges: dict[str, Size] = {}
        self.undetermined: set[str] = set()

    @property
    def vocabulary(self) -> Vocabulary:
        """All that was declared so far; what follows does not change it, for readings of it
        are remembered.
        """
        return replace(
            self._start,
            symbols=dict(self.symbols),
            variables=dict(self.variables),
            laws=tuple(self.laws),
            definitions=tuple(self.definitions),
            assumptions=tuple(self.assumptions),
            proportional_in=tuple(self.proportional_in),
            proportional_at=tuple(self.proportional_at),
            free_of=tuple(self.free_of),
            small=tuple(self.small),
            parametrized=tuple(self.parametrized),
            log_base=self.log_base,
        )

    def finish(self) -> Vocabulary:
        """The vocabulary, the laws of one name composed to a joint where they make one."""
        sequence(self)
        spread(self)
        valued(self)
        as_used(self)
        self.laws = composed(self.laws)
        known = {*self.symbols, *self.variables, *mentioned(self.definitions), "pi", "e"}
        self.definitions += normalizers(laws_given(self.assumptions), known)
        for what, value in self.definitions:
            self.settle(what, value)
        unsaid(self)
        self.assumptions += filter(None, map(standard_normal, self.symbols.values()))
        self.assumptions += filter(None, map(summing, self.symbols.values()))
        spreading(self)
        numbered(self)
        return self.vocabulary

    def settle(self, what: Expr, value: Expr) -> None:
        """Give a defined name the shape of its value, as soon as that can be told."""
        name = what.args[0] if isinstance(what, Apply) and what.head == "^" else what
        if not isinstance(name, Sym):
            return
        shape = shape_of(value, self.vocabulary)
        if shape and (name.name not in self.symbols or name.name in self.undetermined):
            self.undetermined.discard(name.name)
            family = ("any",) * len(name.index)
            self.symbols[name.name] = Symbol(name.name, shape, family=family)

    # Names

    def declare(
        self, name: Name, says: Meaning, family: tuple[Size, ...] | None = None
    ) -> None:
        """A number, vector, matrix or function; what is known of it stays."""
        if name.base in self.variables and not name.called:
            self._tell_variable(name.base, says)
            return
        if name.index and not name.called and self._is_matrix(name.base):
            return
        member = self._member(name)
        if member is not None:
            self._bound_member(member, says)
            return
        if self._is_argument(name, says):
            self.symbols.pop(name.base, None)
            self.variables[name.base] = Variable(name.base)
            self._tell_variable(name.base, says)
            return
        old = self.symbols.get(name.base, Symbol(name.base))
        sizes = self._family(name, old.family) if family is None else family
        single = bool(old.family) != bool(sizes) and name.base in self.symbols
        several = bool(old.family and sizes) and len(old.family) != len(sizes)
        if name.rooted:
            says = says | ADJECTIVES["positive definite"]
        says = applied(says) if name.called or says.kind == "function" or old.takes else says
        says = says | ONES if name.base == "ones" else says
        of_matrices = says.traits & OF_MATRICES and says.kind != "function" and not old.takes
        rank = says.rank if says.rank is not None else 2 * bool(of_matrices)
        self.symbols[name.base] = Symbol(
            name.base,
            old.shape or tuple(["any"] * rank),
            says.domain or old.domain,
            sizes or old.family,
            tuple(filter(None, map(variable_name, (*name.of, *name.given))))
            or old.takes
            or one_argument(says),
            old.traits
            | says.traits
            | ({"single"} if single else set())
            | ({"several"} if several else set()),
            says.values or old.values,
        )

    def _member(self, name: Name) -> Sym | None:
        """The member of a declared family that a numbered name is: alpha_1 of alpha_i."""
        stem, _, number = name.base.rpartition("_")
        if name.called or not number.isdigit() or stem not in self.symbols:
            return None
        family = self.symbols[stem].family
        return Sym(stem, (Num(Fraction(number)),)) if len(family) == 1 else None

    def _is_argument(self, name: Name, says: Meaning) -> bool:
        """Whether a function's argument is said to be discrete or continuous: a variable."""
        taken = any(name.base in symbol.takes for symbol in self.symbols.values())
        return taken and says.space is not None and not (name.called or name.index)

    def _bound_member(self, member: Sym, says: Meaning) -> None:
        relation = RELATIONS.get(says.domain or "")
        if relation is not None:
            zero = Num(Fraction(0))
            self.assumptions.append(Chain((member, zero), (relation,)))

    def _is_matrix(self, name: str) -> bool:
        """Whether an index on the name selects an entry."""
        symbol = self.symbols.get(name)
        return name in self.undetermined or (symbol is not None and len(symbol.shape) == 2)

    def _family(self, name: Name, known: Sizes) -> Sizes:
        """The ranges of a name's indices; those that are `known` stay."""
        found = tuple(self._extent(index) for index in name.index)
        return known if found == ("any",) * len(known) else found

    def _extent(self, index: Expr) -> Size:
        """The range of an index letter, if it was told; x_{1:T} has T members."""
        if isinstance(index, Span):
            return size_of(index.high) if index.high is not None else "any"
        return self.ranges.get(index.name, "any") if isinstance(index, Sym) else "any"

    def _tell_variable(self, name: str, says: Meaning) -> None:
        old = self.variables[name]
        self.variables[name] = replace(
            old,
            domain=says.domain or old.domain,
            values=says.values or old.values,
            space="line" if says.space == "line" else old.space,
        )

    def lies(self, name: Name, where: Space) -> None:
        """Say in which set a name's values lie, or those of the variables of a law."""
        if not self.is_law(name.base):
            self.within(name, where)
            return
        for variable in name.of:
            self.law_within(variable, where)

    def within(self, name: Name, where: Space) -> None:
        """Say in which set the name's values lie."""
        if name.base in self.variables and not name.called:
            self._variable_within(name.base, where)
            return
        symbol = self.symbols[name.base]
        self.symbols[name.base] = replace(
            symbol,
            shape=where.shape if where.shape is not None else symbol.shape,
            domain=narrower(symbol.domain, where),
            values=where.values or symbol.values,
        )

    def _variable_within(self, name: str, where: Space) -> None:
        spaces: dict[Sizes, str] = {(): "line", (2,): "plane"}
        real = where.domain == "real" and where.shape is not None
        old = stretched(self.variables[name], where.values, where.shape)
        self.variables[name] = replace(
            old,
            space=spaces.get(where.shape or (), old.space) if real else old.space,
            domain=where.domain or old.domain,
            values=where.values or old.values,
            length=where.shape[0] if where.values and where.shape else old.length,
        )

    def range(self, index: str, high: Size) -> None:
        """Say how far an index letter runs, for the families that have it already, too."""
        self.ranges[index] = high
        if isinstance(high, str) and high not in self.symbols:
            self.ranges.setdefault(high, "any")

    # Laws

    def law(self, name: Name, says: Meaning, parameters: Iterable[Expr] = ()) -> None:
        """A law over the variables that are its arguments."""
        self.symbols.pop(name.base, None)
        if is_step(name):
            self.steps.setdefault(name.base, []).append(name)
            return
        dropped = tuple(parameters)
        if dropped:
            self.parametrized.append(Density(name.base, name.of, dropped))
        drawn = tuple(opened(name.of or (Sym("x"),)))
        given = [entry for entry in opened(name.given) if entry not in dropped]
        for entry in drawn:
            self._variable(entry, says, drawn=True)
        for entry in given:
            self._variable(entry, says, drawn=False)
        of = tuple(filter(None, map(variable_name, drawn)))
        law = Law(name.base, of, tuple(filter(None, map(variable_name, given))))
        if law not in self.laws:
            self.laws.append(law)

    def _variable(self, entry: Expr, says: Meaning, *, drawn: bool) -> None:
        """An argument of a law; one that is drawn and was said to be real lies on a line."""
        name = variable_name(entry)
        if name is None:
            return
        old = self.variables.get(name, Variable(name))
        old = replace(old, length=length(entry) or old.length)
        symbol = self.symbols.pop(name, None)
        if symbol is not None:
            old = stretched(old, symbol.values, symbol.shape)
            space = space_of(symbol) if drawn else old.space
            size = symbol.shape[0] if symbol.values and symbol.shape else old.length
            old = replace(old, space=space, domain=symbol.domain, values=symbol.values)
            old = replace(old, length=size)
        self.variables[name] = old if says.space is None else replace(old, space=says.space)

    def is_law(self, name: str) -> bool:
        """Whether a law has that name."""
        return name in self.steps or any(law.name == name for law in self.laws)

    def is_over(self, law: str, variable: str) -> bool:
        """Whether a law is over that variable alone."""
        return any(one.name == law and one.of == (variable,) for one in self.laws)

    def law_within(self, entry: Expr, where: Space) -> None:
        """Say where an argument of a law lies."""
        name = variable_name(entry)
        if name in self.variables:
            self._variable_within(name, where)

    def has(self, name: str, trait: str) -> bool:
        """Whether a name was said to have a trait."""
        return name in self.symbols and trait in self.symbols[name].traits

    def knows(self, name: str) -> bool:
        """Whether anything says what the name is."""
        known = self.symbols.keys() | self.variables.keys() | mentioned(self.definitions)
        return name in known or self.is_law(name) or self.is_size(name)

    def is_size(self, name: str) -> bool:
        """Whether the name counts something declared."""
        sizes = {s for sym in self.symbols.values() for s in (*sym.family, *sym.shape)}
        return name in sizes or name in self.ranges.values()
