r"""Variables of a normal chain told by their noise: x_t = sqrt(a) x_{t-1} + sqrt(1 - a) eps.

Nobody declares the noise of an answer, and the equation is not one of values: it says that
x_t, given x_{t-1}, has the law of the right side, which is normal where that is affine in the
noises. So it is read as q(x_t | x_{t-1}) = N(x_t; sqrt(a) x_{t-1}, 1 - a). Noises of different
names or indices are independent; two sides that have noise, and no variable to be the law of,
are equal in law.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any, NamedTuple

from msgspec.structs import replace

from checkers.notation.expr import Apply, Chain, Density, Expr, Num, Sym
from checkers.notation.tree import replace as replaced
from checkers.notation.tree import transform, walk
from checkers.notation.vocabulary import Vocabulary

LATE = 100
"""A step so late that the order of x_t, x_{t-1} and x_0 shows."""
ZERO, ONE, TWO = (Num(Fraction(n)) for n in range(3))
HALF, IDENTITY = Num(Fraction(1, 2)), Sym("I")
MARKS = re.compile(r"(?:_(?:bar|hat|tilde|prime|star)|')+$")
Noise = tuple[Expr, Expr]
"""The mean and the variance of a noise."""


class Affine(NamedTuple):
    """An expression that is affine in noises: the rest, and each noise's coefficient."""

    rest: Expr
    noises: dict[Sym, Expr]


def as_laws(statements: Sequence[Any], vocabulary: Vocabulary) -> Sequence[Any]:
    """The statements with those on sampled variables read as statements on their laws."""
    sampling = _sampling(vocabulary, statements)
    if sampling is None:
        return statements
    named = sampling.named(statements)
    chains = [list(chain) for _, chain in groupby(named, lambda each: each.chain)]
    return [fresh for chain in chains for fresh in sampling.chain(chain)]


def as_law(chain: Chain, vocabulary: Vocabulary) -> Chain:
    """A single relation on a sampled variable, read as one on its law."""
    sampling = _sampling(vocabulary, ())
    if sampling is None or chain.relations != ("=",):
        return chain
    sides = sampling.sides(chain.parts[0], *chain.parts)
    return Chain(sides, chain.relations, chain.texts)


def with_sides(statement: Any, left: Expr, right: Expr) -> Any:
    """The statement as an equation between these."""
    return replace(statement, left=left, relation="=", right=right)


def _sampling(vocabulary: Vocabulary, statements: Sequence[Any]) -> _Sampling | None:
    from checkers.worlds.gaussian_chain import kernels

    found = kernels(vocabulary)
    laws = {law.name for law, _ in found}
    return _Sampling(vocabulary, found, statements) if len(laws) == 1 else None


class _Sampling:
    """What the letters of an answer on a normal chain are: its variables, and noises."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        kernels: Sequence[tuple[Density, Apply]],
        statements: Sequence[Any],
    ) -> None:
        nodes = {node for pair in kernels for side in pair for node in walk(side)}
        self._law, self._point = kernels[0][0].name, kernels[0][0].of[0]
        self._scale = IDENTITY if IDENTITY in nodes else ONE
        own = (node for law, _ in kernels for node in walk(law))
        self._variables = {node.name for node in own if isinstance(node, Sym) and node.index}
        defined = {getattr(what, "name", "") for what, _ in vocabulary.definitions}
        self._known = {*vocabulary.symbols, *vocabulary.variables, *defined}
        self._noises: dict[tuple[str, bool], Noise] = {}
        for statement in statements:
            self._noises |= dict(self._said(statement))

    def _said(self, statement: Any) -> Iterator[tuple[tuple[str, bool], Noise]]:
        """The noises of which a statement says the law: eps, eps_t ~ N(0, I)."""
        law = statement.right
        if statement.relation != "~" or not _is_normal(law) or statement.left is None:
            return
        for node in walk(statement.left):
            if isinstance(node, Sym) and node.name not in self._variables | self._known:
                yield _kind(node), (law.args[0], replaced(law.args[1], {IDENTITY: ONE}))

    def _noise(self, symbol: Sym) -> Noise | None:
        """The law of a noise: its own, else that of its letter, else for eps a standard one."""
        letter, indexed = _kind(symbol)
        standard = (ZERO, ONE) if letter == "epsilon" else None
        other = self._noises.get((letter, not indexed), standard)
        return self._noises.get((letter, indexed), other)

    def named(self, statements: Sequence[Any]) -> Sequence[Any]:
        """The statements with the chain's law under its own name: an answer that has another
        one throughout, p for q, has given it that name.
        """
        sides = (side for s in statements for side in (s.left, s.right) if side is not None)
        nodes = {node for side in sides for node in walk(side)}
        laws = {node.name for node in nodes if isinstance(node, Density) and self._is_of(node)}
        if len(laws) != 1 or laws == {self._law}:
            return statements
        return [transform(statement, self._renamed) for statement in statements]

    def _is_of(self, law: Density) -> bool:
        return law.variable is None and any(map(self._is_variable, law.of))

    def _renamed(self, node: Any) -> Any:
        if isinstance(node, Density) and self._is_of(node):
            return Density(self._law, node.of, node.given)
        return node

    def chain(self, chain: Sequence[Any]) -> Iterator[Any]:
        """The statements of a chain, on laws where they are on samples of what it starts with,
        or ends with.
        """
        first, last = chain[0].left, chain[-1].right
        backwards = self._is_variable(last) and not self._is_variable(first)
        for statement in chain:
            left, right = statement.left, statement.right
            if left is None or right is None or statement.relation not in ("=", "~"):
                yield statement
                continue
            if statement.relation == "~":
                sides = self._told(left, right)
            elif backwards:
                sides = self.sides(last, right, left)[::-1]
            else:
                sides = self.sides(first, left, right)
            changed = sides != (left, right)
            yield with_sides(statement, *sides) if changed else statement

    def sides(self, head: Expr, left: Expr, right: Expr) -> tuple[Expr, Expr]:
        """Both sides of an equation, as laws where they are samples."""
        law = self._normal(right)
        if law is None:
            return left, right
        given = self._given(right)
        later = [each for each in given if not _is_before(each, head)]
        if self._is_variable(head) and (head in later or not later):
            return self._stated(head, given, law)
        solved = self._solved(head, right, later[0]) if len(later) == 1 else None
        if self._is_variable(head) and solved is not None:
            return self.sides(later[0], later[0], solved)
        other = self._normal(left)
        if other is None:
            return left, right
        return Apply("pdf", (self._point, other)), Apply("pdf", (self._point, law))

    def _solved(self, head: Expr, right: Expr, later: Sym) -> Expr | None:
        """What a later variable is, where an earlier one is told by it and by noise."""
        affine = self._affine(right, later)
        if affine is None or later not in affine.noises:
            return None
        factor = affine.noises.pop(later)
        noises = (_product(part, noise) for noise, part in affine.noises.items())
        minus = [Apply("neg", (term,)) for term in (affine.rest, *noises) if term != ZERO]
        return Apply("/", (_sum(head, *minus), factor))

    def _told(self, left: Expr, right: Expr) -> tuple[Expr, Expr]:
        """x_t | x_0 ~ N(m, s), as an equation between densities."""
        args = left.args if isinstance(left, Apply) and left.head == "given" else ()
        if args and _is_normal(right) and all(map(self._is_variable, args)):
            return self._stated(args[0], args[1:], right)
        return left, right

    def _stated(self, head: Expr, given: Sequence[Expr], law: Expr) -> tuple[Expr, Expr]:
        return Density(self._law, (head,), tuple(given)), Apply("pdf", (head, law))

    def _is_variable(self, node: Any) -> bool:
        return isinstance(node, Sym) and node.name in self._variables and bool(node.index)

    def _given(self, expr: Expr) -> list[Sym]:
        return list(dict.fromkeys(node for node in walk(expr) if self._is_variable(node)))

    def _normal(self, expr: Expr) -> Expr | None:
        """The normal law of an expression that is affine in noises, and has some."""
        affine = self._affine(expr)
        if affine is None or not affine.noises:
            return None
        mean, variances = affine.rest, []
        for noise, factor in affine.noises.items():
            centre, spread = self._noise(noise) or (ZERO, ONE)
            mean = _sum(mean, _product(factor, centre))
            variances.append(_product(_square(factor), spread))
        return Apply("Normal", (mean, _product(_sum(*variances), self._scale)))

    def _is_noise(self, node: Any) -> bool:
        named = isinstance(node, Sym) and node.name not in self._known
        return named and self._noise(node) is not None

    def _affine(self, expr: Any, also: Sym | None = None) -> Affine | None:
        """The expression as affine in noises, and in one more symbol."""
        if expr == also or self._is_noise(expr):
            return Affine(ZERO, {expr: ONE})
        if not any(node == also or self._is_noise(node) for node in walk(expr)):
            return Affine(expr, {})
        if not isinstance(expr, Apply) or expr.head not in ("+", "neg", "*", "/"):
            return None
        parts = [self._affine(arg, also) for arg in expr.args]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        if expr.head == "+":
            return _added(known)
        noisy = [place for place, part in enumerate(known) if part.noises]
        if len(noisy) != 1 or (expr.head == "/" and noisy != [0]):
            return None
        return _scaled(expr, noisy[0], known[noisy[0]])


def _added(parts: Sequence[Affine]) -> Affine:
    noises: dict[Sym, Expr] = {}
    for part in parts:
        for noise, factor in part.noises.items():
            noises[noise] = _sum(noises[noise], factor) if noise in noises else factor
    return Affine(_sum(*(part.rest for part in parts)), noises)


def _scaled(expr: Apply, place: int, part: Affine) -> Affine:
    """A product, quotient or negative of which one argument has noise."""

    def with_argument(value: Expr) -> Expr:
        if expr.head == "*":
            return _product(*expr.args[:place], value, *expr.args[place + 1 :])
        return value if value == ZERO else Apply(expr.head, (value, *expr.args[1:]))

    noises = {noise: with_argument(factor) for noise, factor in part.noises.items()}
    return Affine(with_argument(part.rest), noises)


def _sum(*terms: Expr) -> Expr:
    kept = tuple(term for term in terms if term != ZERO)
    return Apply("+", kept) if len(kept) > 1 else next(iter(kept), ZERO)


def _product(*factors: Expr) -> Expr:
    if ZERO in factors:
        return ZERO
    kept = tuple(factor for factor in factors if factor != ONE)
    return Apply("*", kept) if len(kept) > 1 else next(iter(kept), ONE)


def _square(expr: Expr) -> Expr:
    """The square, written as people do: that of a root is what is under it."""
    match expr:
        case Apply(head="sqrt", args=(inner,)):
            return inner
        case Apply(head="^", args=(inner, power)) if power == HALF:
            return inner
        case Apply(head="*" | "/", args=args):
            return Apply(expr.head, tuple(map(_square, args)))
        case Apply(head="neg", args=(inner,)):
            return _square(inner)
        case _:
            return ONE if expr == ONE else Apply("^", (expr, TWO))


def _kind(symbol: Sym) -> tuple[str, bool]:
    """The letter of a noise without its marks, and whether it is one of a family."""
    return MARKS.sub("", symbol.name), bool(symbol.index)


def _is_normal(law: Any) -> bool:
    return isinstance(law, Apply) and law.head == "Normal" and len(law.args) == 2


def _is_before(one: Any, other: Any) -> bool:
    """Whether a variable is of an earlier step than another."""
    from checkers.worlds.evaluate_indices import concrete

    steps = [
        _step(concrete(each, {name: LATE for name in _letters(each)})) for each in (one, other)
    ]
    return None not in steps and steps[0] < steps[1]


def _letters(variable: Sym) -> set[str]:
    return {n.name for index in variable.index for n in walk(index) if isinstance(n, Sym)}


def _step(variable: Any) -> Any:
    index = variable.index[0] if isinstance(variable, Sym) else None
    return index.value if isinstance(index, Num) else None
