r"""The vocabulary of an answer that declares none, from how it uses its letters.

Conservative and deterministic: a letter with conditions, under E, inside KL(..||..), or p and
q, is a law over the variables that are its arguments; a letter with other arguments a function;
a name that the answer itself defines is left to it; what remains is a real number, or a family
or a matrix where it has an index or is transposed. `shown` tells what was inferred, in the
language of `let`, so that a user can take it and correct it.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property, lru_cache
from typing import Any

from msgspec.structs import replace

from checkers.notation.expr import (
    Apply,
    Bind,
    Compare,
    Density,
    Derivative,
    Draw,
    Expr,
    Mean,
    Num,
    Span,
    Sym,
)
from checkers.notation.free import names_in
from checkers.notation.infer_shown import shown
from checkers.notation.infer_terms import WORD, with_bound
from checkers.notation.infer_uses import applied, base, domains, entries, ordered, shapes
from checkers.notation.passages import Derivation, read_passages
from checkers.notation.passages.pieces import words
from checkers.notation.recursions import recursions
from checkers.notation.tree import of_kind, walk
from checkers.notation.vocabulary import NOTHING, Law, Size, Symbol, Variable, Vocabulary

__all__ = ["infer", "shown"]

ENERGY = re.compile(
    r"(?:e\^\{?|exp\s*(?:\\left)?[(\[{])\s*-\s*E(?:_\{?\\?\w+\}?)?\s*\(|\benergy E\b"
)
MEAN = re.compile(r"\\mathbb\s*\{?\s*E|𝔼|\bE\s*\[|\bE_(?:\{[^{}]*\}|\w)\s*(?:\\left)?\[")
CONSTANTS = words("a b c d k alpha beta gamma lambda mu sigma")
"""Letters that are numbers beside random variables."""
BUILT_IN = words("pi inf I")


def infer(text: str, given: Vocabulary | None = None) -> Vocabulary:
    """The vocabulary with what the text uses and does not declare. ReadError: too long.

    ELBO is the evidence lower bound of the laws that make one; another such word stands for
    something that only its author knows.
    """
    given = given or NOTHING
    if "E" not in given.symbols and ENERGY.search(text) and not MEAN.search(text):
        given = replace(given, symbols={**given.symbols, "E": Symbol("E", takes=("x",))})
    passages = read_passages(text, given)
    uses = _Uses(passages, given)
    symbols = {**uses.numbers(), **uses.functions, **given.symbols}
    found = replace(
        given,
        symbols=symbols,
        laws=(*given.laws, *uses.laws()),
        variables={**uses.variables(), **given.variables},
        definitions=(*given.definitions, *_recursions(passages, given)),
    )
    return with_bound(found) if "ELBO" in uses.words else found


def _recursions(answer: Derivation, given: Vocabulary) -> Iterator[tuple[Expr, Expr]]:
    """What the answer begins by saying of the members of a family: x_t = a x_{t-1} + b."""
    said = recursions((s.left, s.relation, s.right) for s in answer.statements)
    return (pair for pair in said if base(pair[0]) not in given.symbols)


class _Uses:
    """How the expressions of an answer use their names."""

    def __init__(self, answer: Derivation, given: Vocabulary) -> None:
        statements = answer.statements
        self._exprs = [e for s in statements for e in (s.left, s.right) if e is not None]
        self._kinds: dict[type, list[Any]] = defaultdict(list)
        for expr in self._exprs:
            for node in walk(expr):
                self._kinds[type(node)].append(node)
        self._applied: list[Apply] = self._kinds[Apply]
        self._symbols: list[Sym] = self._kinds[Sym]
        self._densities: list[Density] = self._kinds[Density]
        self._shapes, self._domains = shapes(self._applied), domains(self._applied)
        self._declared = {*given.symbols, *given.variables, *(law.name for law in given.laws)}
        self._declared |= {base(what) for what, _ in answer.vocabulary.definitions}
        found = [e for d in self._densities for e in entries(d)]
        self._plain = {e.name for e in found if isinstance(e, Sym) and not e.index}

        self._used = [*map(names_in, self._exprs)]
        names = set().union(*self._used) - given.symbols.keys()
        self.words = frozenset(filter(WORD.fullmatch, names))

    # Laws

    def laws(self) -> Iterator[Law]:
        """One law a name: a free conditional if it always has the same conditions."""
        by_name: dict[str, list[Density]] = defaultdict(list)
        for density in self._densities:
            if density.name not in self._declared and (density.of or density.variable is None):
                by_name[density.name].append(density)
        for name, densities in by_name.items():
            called = [density for density in densities if density.of]
            written = [density for density in called if density not in self._own] or called
            yield self._law(name, written) if called else Law(name, self._default)
        if self._informative and "p" not in self._declared | by_name.keys():
            yield Law("p", self._informative)

    @cached_property
    def _informative(self) -> tuple[str, ...]:
        """What has an entropy or information, and no law that the answer names."""
        measured = (n for n in self._applied if n.head in ("H", "I"))
        named = (part.name for n in measured for part in walk(n) if isinstance(part, Sym))
        lawful = {*self._declared, *self._variable_names}
        return ordered(n for n in named if not {n, n.lower()} & lawful)

    @cached_property
    def _default(self) -> tuple[str, ...]:
        """The variable of laws that are only named: what is given and never drawn, else x."""
        drawn = {v for d in self._densities for v in self._names(d.of)}
        given = [v for v in self._variable_names if v not in drawn]
        for names in (given, self._variable_names):
            if len(names) == 1:
                return (names[0],)
        return ("x",)

    def _law(self, name: str, densities: list[Density]) -> Law:
        of = ordered(v for d in densities for v in self._names(d.of))
        given = ordered(v for d in densities for v in self._names(d.given))
        conditions = tuple(v for v in given if v not in of)
        always = all(set(conditions) <= set(self._names(d.given)) for d in densities)
        return Law(name, of, conditions) if always else Law(name, (*of, *conditions))

    def _names(self, entries: Iterable[Expr]) -> list[str]:
        """The variables that stand as arguments: x, x_1, x for x_t, and none for F(x)."""
        found = (e.left if isinstance(e, Compare) else e for e in entries)
        return [self._variable(e) for e in found if isinstance(e, Sym) and e.name != "·"]

    def _variable(self, entry: Sym) -> str:
        whole = self._plain | self._sequences | self._copied
        if entry.name in whole or not entry.index:
            return entry.name
        return "_".join([entry.name, *(str(getattr(i, "value", i)) for i in entry.index)])

    @cached_property
    def _sequences(self) -> set[str]:
        """Variables with a letter or a span for an index somewhere among arguments."""
        found = (e for d in self._densities for e in entries(d) if isinstance(e, Sym))
        indexed = {e.name for e in found if any(not isinstance(i, Num) for i in e.index)}
        return indexed - self._copied

    @cached_property
    def _copied(self) -> set[str]:
        """Variables of which copies are drawn: z_1, ..., z_k ~ q, each met alone, as in
        p(x, z_i). What stands beside itself, or as z_{1:T}, in a law is a sequence.
        """
        several = {v.name for draw in self._draws for v in draw.variables if _is_span(v)}
        written = (entries(d) for d in self._densities if d not in self._own)
        symbols = ([e for e in each if isinstance(e, Sym)] for each in written)
        together = {
            e.name for each in symbols for e in each if _is_span(e) or _stands_twice(e, each)
        }
        return several - together

    @cached_property
    def _draws(self) -> list[Draw]:
        return self._kinds[Draw]

    @cached_property
    def _own(self) -> set[Expr | None]:
        """Laws of draws that are told by their name: z ~ q, where q may be q(z|x)."""
        named = (d for d in self._draws if isinstance(d.law, Density))
        return {d.law for d in named if d.law.of == d.variables and not d.law.given}  # type: ignore[union-attr]

    # Variables

    @cached_property
    def _variable_names(self) -> tuple[str, ...]:
        return ordered(
            v for d in self._densities for v in (*self._names(d.of), *self._names(d.given))
        )

    def variables(self) -> dict[str, Variable]:
        """The variables of the laws: sequences have a length, points of pdfs lie on a line."""
        used = (v for law in self.laws() for v in (*law.of, *law.given))
        names = [v for v in ordered((*used, *self._variable_names)) if v not in self._declared]
        lines = self._on_a_line() if names else set()
        return {
            name: Variable(
                name, "line" if name in lines else "finite", length=self._length(name)
            )
            for name in names
        }

    def _length(self, name: str) -> Size | None:
        if name in self._plain or name not in self._sequences:
            return None
        spans = [
            i.high
            for node in self._symbols
            if node.name == name
            for i in node.index
            if isinstance(i, Span) and isinstance(i.high, Sym)
        ]
        return "T" if not spans or spans[0].name.islower() else spans[0].name

    def _on_a_line(self) -> set[str]:
        """Where a normal density, a derivative or an inverse is taken."""
        found: set[str] = set()
        for node in self._applied:
            if node.head == "pdf":
                found |= {name.name for name in walk(node.args[0]) if isinstance(name, Sym)}
            elif node.head == "apply":
                found |= {name.name for name in node.args[1:] if isinstance(name, Sym)}
        for slope in self._kinds[Derivative]:
            found |= {by.name for by in slope.by if isinstance(by, Sym)}
        return found

    # Functions

    @cached_property
    def functions(self) -> dict[str, Symbol]:
        """Letters that are applied: D(x), F^{-1}(x), f'(t)."""
        found: dict[str, Symbol] = {}
        taken = self._declared | self._quantities
        for node in self._applied:
            name, arguments, traits = applied(node)
            if name is not None and name not in taken:
                old = found.get(name, Symbol(name, takes=arguments))
                found[name] = replace(old, traits=old.traits | traits)
        domains = self._domains
        return {n: replace(s, domain=domains.get(n, "real")) for n, s in found.items()}

    # Numbers

    def numbers(self) -> dict[str, Symbol]:
        """What remains: numbers, families of them, and square matrices."""
        taken = {*self._declared, *self.functions, *self._arguments(), *self._indices()}
        taken |= self.words | BUILT_IN
        found: dict[str, Symbol] = {}
        for expr, names in zip(self._exprs, self._used, strict=True):
            free = names - taken
            for node in walk(expr):
                if isinstance(node, Sym) and node.name in free and node.name not in found:
                    found[node.name] = self._number(node)
        return found

    def _number(self, node: Sym) -> Symbol:
        shape = self._shapes.get(node.name, ())
        family = ("any",) * (len(node.index) if not shape else 0)
        random = frozenset(("random",) if node.name in self._averaged else ())
        domain = self._domains.get(node.name, "real")
        return _symbol(node.name, shape, domain, family, (), random)

    def _arguments(self) -> set[str]:
        """The variables of the laws, as letters, and the random quantities named after them."""
        names = {name.split("_")[0].rstrip("'") for name in self._variable_names}
        letters = {*self._variable_names, *names, *(n.upper() for n in names)}
        return {*letters, *self._informative, *self._quantities}

    @cached_property
    def _quantities(self) -> set[str]:
        """Derivatives of laws, and the quantities that name them: p', the X of p_X."""
        quantities = [n for d in self._densities if d.variable for n in walk(d.variable)]
        letters = {node.name for node in quantities if isinstance(node, Sym)}
        return letters | {density.name + "'" for density in self._densities}

    @cached_property
    def _averaged(self) -> set[str]:
        """What stands under an expectation that names no law, or a variance: E[X], Var(aX + b).
        Beside capitals, small letters are numbers; beside x and y, the first letters are.
        """
        means = [mean.body for mean in self._kinds[Mean] if not mean.draws]
        spreads = [each for each in self._kinds[Apply] if each.head in ("Var", "Cov")]
        names = {n.name for each in (*means, *spreads) for n in of_kind(each, Sym)}
        capitals = {name for name in names if name[0].isupper()}
        return capitals or names - CONSTANTS or names

    def _indices(self) -> set[str]:
        """Letters that stand in index places, and the bounds of sums: chosen by every world."""
        places = [i for n in self._symbols for i in n.index]
        bounds = [b for n in self._kinds[Bind] for b in (n.low, n.high, _length(n.domain)) if b]
        return {
            n.name for place in (*places, *bounds) for n in walk(place) if isinstance(n, Sym)
        }


_symbol = lru_cache(maxsize=1 << 8)(Symbol)
"""A symbol; the same one for the same letter, so that vocabularies are compared faster."""


def _length(domain: Expr | None) -> Expr | None:
    """The n of a sum over {0, 1}^n."""
    return domain.args[1] if isinstance(domain, Apply) and domain.head == "^" else None


def _is_span(entry: Sym) -> bool:
    return any(isinstance(i, Span) for i in entry.index)


def _stands_twice(entry: Sym, entries: list[Sym]) -> bool:
    return sum(other.name == entry.name for other in entries) > 1
