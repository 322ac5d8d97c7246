"""Worlds in which nothing but algebra holds.

A step may say something (Bayes' rule, a marginal, Jensen's inequality), or only write the same
thing differently. To tell these apart, a *loosened* vocabulary forgets that p(x), p(x, z) and
p(z | x) come from one joint: each becomes a law of its own, unrelated to the others, and what
the question assumes is dropped. Two expressions that still agree there are the same
expression in other dress; a relation that fails there says something. Loosened further, laws
do not even sum to 1: then "the mean of a constant is the constant" says something too.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from fractions import Fraction
from functools import lru_cache
from typing import Any
from zlib import crc32

from msgspec.structs import replace as with_changes

from checkers.notation.expr import Apply, Compare, Density, Draw, Expr, Mean, Num, Span, Sym
from checkers.notation.operators import FUNCTIONALS
from checkers.notation.tree import rebuild, walk
from checkers.notation.vocabulary import Law, Vocabulary

Signature = tuple[str, Expr | None, tuple[str, ...], tuple[str, ...]]
ARGUMENT = "·"
"""Stands for a place of a law that no single variable names."""
LEAST_MASS, MASSES = 1300, 4600
"""Laws that are not normalized sum to so many thousandths, and up to that many more."""
ONE = Num(Fraction(1))
UNNAMED = Num(Fraction(7919, 1009))
"""Stands for any constant that nobody names."""


class Loosened:
    """A vocabulary without ties, which grows by a law for each signature that is met in an
    expression. What it makes of an expression does not depend on what it met before.
    """

    def __init__(
        self, vocabulary: Vocabulary, *, normalized: bool = True, defined: bool = False
    ) -> None:
        """`normalized`: laws still sum to 1; `defined`: what is no law is what it is defined
        as, even if it was declared.
        """
        self._vocabulary = vocabulary
        self._normalized, self._defined = normalized, defined
        self._laws: dict[Signature, Law] = {}
        self._declared: list[Law] = []
        self._known: dict[Any, Any] = {}
        self._aliases = dict(_aliases(vocabulary))
        self._whole = {law.name: law for law in vocabulary.laws}
        kernels = _kernels(vocabulary)
        nodes = (node for law, _ in kernels for node in walk(law))
        self._chained = {node.name for node in nodes if isinstance(node, Sym) and node.index}
        kept = [pair for pair in vocabulary.definitions if self._is_kept(pair[0])]
        self._definitions = (
            *((what, self.expr(as_what)) for what, as_what in kept),
            *((with_changes(law, name=ARGUMENT), normal) for law, normal in kernels),
        )

    def __len__(self) -> int:
        """How many expressions have been met."""
        return len(self._known)

    def expr(self, expr: Any) -> Any:
        """The expression with every density renamed after its own signature."""
        found = self._known.get(expr)
        if found is None:
            found = self._known[expr] = self._loose(expr)
        return found

    def _loose(self, node: Any) -> Any:
        """The node in loosened worlds; a density is its law's mass times a normalized one."""
        match node:
            case Density():
                law = self._renamed(node)
                return self._times(law, [self._mass(law)])
            case Mean():
                draws = tuple(Draw(d.variables, self._as_law(d.law)) for d in node.draws)
                masses = [self._power(d.law, d) for d in draws if isinstance(d.law, Density)]
                return self._times(Mean(draws, self.expr(node.body)), masses)
            case Apply(head="const"):
                return UNNAMED
            case Apply(head="KL", args=(q, p)):
                return self._divergence(self._as_law(q), self._as_law(p))
            case Apply(head=head) if head in FUNCTIONALS:
                return rebuild(node, self._as_law)
            case _:
                return rebuild(node, self.expr)

    def _as_law(self, node: Any) -> Any:
        if isinstance(node, Sym) and node.name in self._aliases:
            node = Density(self._aliases[node.name])
        return self._renamed(node) if isinstance(node, Density) else node

    def _divergence(self, q: Any, p: Any) -> Expr:
        """The mean of log(m q / (n p)) under m q, for laws of mass m and n."""
        divergence = Apply("KL", (q, p))
        if self._normalized or not (isinstance(q, Density) and isinstance(p, Density)):
            return divergence
        ratio = Num(self._mass(q).value / self._mass(p).value)
        return Apply("*", (self._mass(q), Apply("+", (divergence, Apply("log", (ratio,))))))

    def _times(self, expr: Expr, masses: list[Any]) -> Expr:
        return expr if self._normalized or not masses else Apply("*", (*masses, expr))

    def _power(self, law: Density, draw: Draw) -> Expr:
        return Apply("^", (self._mass(law), _copies(draw)))

    def _mass(self, law: Density) -> Num:
        return ONE if self._is_sequential(law) else _mass_of(law.name)

    def _renamed(self, node: Density) -> Density:
        if node.name in self._aliases:
            node = Density(self._aliases[node.name], node.of, node.given, node.variable)
        if not (node.of or node.variable) or self._is_sequential(node):
            return node
        law = self._law(node)
        return node if law is None else Density(law.name, node.of, node.given)

    def _law(self, node: Density) -> Law | None:
        of, given = self._places(node.of), self._places(node.given)
        if node.variable is None and self._is_whole(node.name, of, given):
            return None
        signature = (node.name, node.variable, tuple(sorted(of)), tuple(sorted(given)))
        if signature not in self._laws:
            name, variable, of_all, given_all = signature
            about = f"{','.join(of_all)}|{','.join(given_all)}"
            about += f"|{variable!r}" if variable else ""
            self._laws[signature] = Law(f"{name}[{about}]", of, given)
            if not self._is_chained(node):
                self._declared.append(self._laws[signature])
        return self._laws[signature]

    def _is_chained(self, node: Density) -> bool:
        """Whether it is about a normal chain's variables: undeclared, it is any chain's law."""
        entries = (*node.of, *node.given)
        return all(isinstance(e, Sym) and e.name in self._chained for e in entries)

    def _is_kept(self, what: Expr) -> bool:
        """Whether a definition is a mere abbreviation. What is said of a law, or of something
        that is declared by itself, ties it to other things.
        """
        name = what.head if isinstance(what, Apply) else getattr(what, "name", "")
        symbol = self._vocabulary.symbols.get(name)
        own = symbol is not None and "defined" not in symbol.traits
        declared = own and name not in self._aliases and not self._defined
        return not declared and not any(isinstance(node, Density) for node in walk(what))

    def _places(self, entries: tuple[Expr, ...]) -> tuple[str, ...]:
        variables = self._vocabulary.variables
        return tuple(_place(entry, k, variables) for k, entry in enumerate(entries))

    def _is_sequential(self, node: Density) -> bool:
        """Whether it is about a sequence, whose law is one joint of many variables."""
        variables = self._vocabulary.variables
        names = {entry.name for entry in (*node.of, *node.given) if isinstance(entry, Sym)}
        return any(name in variables and variables[name].length is not None for name in names)

    def _is_whole(self, name: str, of: tuple[str, ...], given: tuple[str, ...]) -> bool:
        law = self._whole.get(name)
        return law is not None and set(law.of) == set(of) and set(law.given) == set(given)

    @property
    def vocabulary(self) -> Vocabulary:
        """Without ties, with a law for each signature met so far."""
        sequences = any(v.length is not None for v in self._vocabulary.variables.values())
        return with_changes(
            self._vocabulary,
            laws=(*self._vocabulary.laws, *self._declared),
            definitions=self._definitions,
            assumptions=self._vocabulary.assumptions if sequences else (),
        )


@lru_cache(maxsize=1 << 10)
def _mass_of(law: str) -> Num:
    return Num(Fraction(LEAST_MASS + crc32(law.encode()) % MASSES, 1000))


def _kernels(vocabulary: Vocabulary) -> list[tuple[Density, Apply]]:
    from checkers.worlds.gaussian_chain import kernels

    return kernels(vocabulary)


def _aliases(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Laws that are other laws under another name: P(x) := p(x)."""
    for what, as_what in vocabulary.definitions:
        if isinstance(as_what, Density) and not as_what.given and as_what.variable is None:
            match what:
                case Density(name=name, of=of, given=()) if of == as_what.of:
                    yield name, as_what.name
                case Apply(head=name, args=args) if args == as_what.of:
                    yield name, as_what.name


def _copies(draw: Draw) -> Expr:
    """How many independent copies are drawn: z_{1:k} ~ q(z|x) are k, z_1, z_2 ~ q two."""
    own = draw.law.of if isinstance(draw.law, Density) else ()
    spans = [i for v in draw.variables for i in v.index if isinstance(i, Span)]
    if any(isinstance(entry, Sym) and entry.index for entry in own):
        return ONE
    if spans and spans[0].low is not None and spans[0].high is not None:
        return Apply("+", (spans[0].high, Apply("neg", (spans[0].low,)), ONE))
    return Num(Fraction(len(draw.variables))) if len(own) == 1 else ONE


def _place(entry: Expr, number: int, variables: Collection[str]) -> str:
    """The variable that an entry is about: z, also for its copies z' and z_j, and z = 1."""
    match entry:
        case Sym(name=name, index=index):
            base = name.rstrip("'")
            return base if base in variables or not index else f"{base}_{_sorted(index)}"
        case Compare(left=left):
            return _place(left, number, variables)
        case Apply(args=(only,)):
            return _place(only, number, variables)
        case _:
            return f"{ARGUMENT}{number}"


def _sorted(index: tuple[Expr, ...]) -> str:
    """An index as a name: t - 1 and -1 + t are one."""
    sums = (i.args if isinstance(i, Apply) and i.head == "+" else (i,) for i in index)
    return ",".join("+".join(sorted(map(str, terms))) for terms in sums)
