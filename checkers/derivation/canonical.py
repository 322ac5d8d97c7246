"""The canonical writing of an expression: what small rewritings of it share.

Two writings are the same here if they differ by the order of terms and factors, by a quotient
as a power, a logarithm of a product as a sum, a mean or sum taken term by term, a divergence
as the mean that defines it, a maximum of f as a minimum of -f, or by a name that the answer
gave. Everything else (Bayes' rule, a factorization, a nested mean) is another writing. This
tells the members of a chain apart where their values do not, for they are all equal.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Mapping
from fractions import Fraction
from graphlib import CycleError, TopologicalSorter
from threading import RLock
from typing import Any

from checkers.notation.expr import Apply, Bind, Density, Draw, Expr, Mean, Num, Span, Sym
from checkers.notation.tree import children, replace, walk
from checkers.notation.vocabulary import Vocabulary

Number = int | Fraction
"""An integer is no Fraction here: its arithmetic takes a tenth of the time."""
Monomial = frozenset[tuple[Hashable, Number]]
Terms = dict[Monomial, Number]
"""Coefficients of products of powers; two Terms that are equal are one writing."""
Equation = tuple[Expr, str, Expr]
UNIT: Monomial = frozenset()
FIRST = Num(Fraction(1))
"""Where a range of members begins if it is not told: z_{<=t} is z_{1:t}."""
IDENTITY = Sym("I")
"""A covariance v I is the variance v of each component."""
HALF = Fraction(1, 2)
MOST_POWER = 16
MOST_FACTORED = 1 << 16
"""The largest number whose logarithm is taken apart."""
MOST_KEPT = 1 << 14
"""Writings that are kept before all are made anew."""
LINEAR = frozenset({"sum", "int"})
MIRROR = {"max": "min", "argmax": "argmin"}


class Canonical:
    """Canonical writings under the names that a vocabulary defines; safe to share."""

    def __init__(self, vocabulary: Vocabulary, *, spelled: bool = True) -> None:
        """Names are symbols and functions; a definition of a law says something of it.
        `spelled`: a divergence is the mean that defines it.
        """
        self._spelled = spelled
        self._named = _unfoldable(
            {
                what: value
                for what, value in vocabulary.definitions
                if isinstance(what, Sym | Apply)
            }
        )
        self._lengths = {name: known.length for name, known in vocabulary.variables.items()}
        self._known: dict[Any, Terms] = {}
        self._differences: dict[Equation, Terms] = {}
        self._lock = RLock()

    def key(self, expr: Expr) -> Hashable:
        """Equal for two expressions of the same writing."""
        with self._lock:
            self._trim()
            return self._key(expr)

    def is_multiple(self, one: Equation, other: Equation) -> bool:
        """Whether two equations are one, multiplied by a number and with terms moved over."""
        if {one[1], other[1]} - {"=", ":="}:
            return False
        first, second = self._difference(one), self._difference(other)
        if not first or first.keys() != second.keys():
            return False
        ratios = (Fraction(first[m]) / second[m] for m in first)
        ratio = next(ratios)
        return all(ratio == another for another in ratios)

    def _difference(self, equation: Equation) -> Terms:
        """The writing of left minus right."""
        with self._lock:
            if equation not in self._differences:
                left, _, right = equation
                self._trim()
                self._differences[equation] = _sum(
                    [self._terms(left), _times(self._terms(right), -1)]
                )
            return self._differences[equation]

    def _trim(self) -> None:
        if len(self._known) > MOST_KEPT:
            self._known.clear()
            self._differences.clear()

    def _key(self, expr: Expr) -> Hashable:
        return frozenset(self._terms(expr).items())

    def _terms(self, node: Any) -> Terms:
        if node not in self._known:
            self._known[node] = self._written(self._named.get(node, node))
        return self._known[node]

    def _written(self, node: Any) -> Terms:
        match node:
            case Num(value=value):
                return {UNIT: _plain(value)} if value else {}
            case Apply(head="+", args=args):
                return _sum(map(self._terms, args))
            case Apply(head="neg", args=(only,)):
                return _times(self._terms(only), -1)
            case Apply(head="*", args=args):
                return _product([self._terms(arg) for arg in args])
            case Apply(head="/", args=(above, below)):
                return _product([self._terms(above), _power(self._terms(below), -1)])
            case Apply(head="^", args=(base, power)):
                return self._raised(base, power)
            case Apply(head="sqrt", args=(of,)):
                return _power(self._terms(of), HALF)
            case Apply(head="log", args=(of,)):
                return _logarithm(self._terms(of))
            case Apply(
                head="KL", args=(Density(of=(_, *_)) as q, Density(of=(_, *_)) as p)
            ) if self._spelled:
                return self._terms(divergence(q, p))
            case Apply(head="Normal", args=(mean, spread)):
                number = replace(spread, {IDENTITY: FIRST})
                return _atom(("normal", self._key(mean), self._key(number)))
            case Mean(draws=draws, body=body):
                return self._mapped(("mean", tuple(map(self._draw, draws))), body)
            case Bind():
                return self._bound(node)
            case _:
                return _atom(self._other(node))

    def _raised(self, base: Expr, power: Expr) -> Terms:
        exponent = self._terms(power)
        number = exponent.get(UNIT, 0)
        if set(exponent) <= {UNIT} and -MOST_POWER <= number <= MOST_POWER:
            return _power(self._terms(base), number)
        return _atom(("^", self._key(base), self._key(power)))

    def _draw(self, draw: Draw) -> Hashable:
        law = None if draw.law is None else self._key(draw.law)
        return frozenset(map(self._key, draw.variables)), law

    def _bound(self, node: Bind) -> Terms:
        ends = tuple(e and self._key(e) for e in (node.low, node.high, node.domain))
        head = MIRROR.get(node.op, node.op), frozenset(map(self._key, node.variables)), ends
        if node.op in LINEAR:
            return self._mapped(head, node.body)
        body = self._terms(node.body)
        if node.op not in MIRROR:
            return _atom((head, frozenset(body.items())))
        mirrored = _atom((head, frozenset(_times(body, -1).items())))
        return mirrored if node.op == "argmax" else _times(mirrored, -1)

    def _mapped(self, head: Hashable, body: Expr) -> Terms:
        """A linear operator, term by term."""
        terms = self._terms(body).items()
        return _sum(_times(_atom((head, monomial)), factor) for monomial, factor in terms)

    def _other(self, node: Any) -> Hashable:
        """Any other node by its parts; copies z' of z are z, and z_{1:T} is all of z."""
        match node:
            case Sym(name=name, index=(Span(low=low, high=Sym(name=last)),)) if (
                self._lengths.get(name) == last and low in (None, FIRST)
            ):
                return self._other(Sym(name))
            case Sym(name=name, index=index):
                return "symbol", name.rstrip("'"), tuple(map(self._key, index))
            case Span(low=low, high=high):
                return "span", self._key(low or FIRST), high and self._key(high)
            case Density(name=name, of=of, given=given):
                about, known = (frozenset(map(self._key, part)) for part in (of, given))
                return "law", name, about, known, node.variable and self._key(node.variable)
            case _:
                head = type(node).__name__, getattr(node, "head", ""), len(children(node))
                return head, tuple(map(self._key, children(node)))


def _unfoldable(named: Mapping[Any, Any]) -> dict[Any, Any]:
    """What names stand for, without those that stand, by way of others, for themselves."""
    uses = {name: named.keys() & set(walk(value)) for name, value in named.items()}
    while True:
        try:
            TopologicalSorter(uses).prepare()
        except CycleError as error:
            for name in set(error.args[1]):
                del uses[name]
            uses = {name: used & uses.keys() for name, used in uses.items()}
        else:
            return {name: named[name] for name in uses}


def _plain(number: Number) -> Number:
    return int(number) if number.denominator == 1 else number


def _atom(what: Hashable) -> Terms:
    return {frozenset({(what, 1)}): 1}


def canonical(vocabulary: Vocabulary, *, spelled: bool = True) -> Canonical:
    """The canonical writings that are kept for a vocabulary."""
    from checkers.worlds.shared import beside

    found: Canonical = beside(
        vocabulary, (Canonical, spelled), lambda: Canonical(vocabulary, spelled=spelled)
    )
    return found


def divergence(q: Density, p: Density) -> Expr:
    """KL as the mean of the difference of logarithms."""
    draw = Draw(tuple(entry for entry in q.of if isinstance(entry, Sym)), q)
    minus = Apply("neg", (Apply("log", (p,)),))
    return Mean((draw,), Apply("+", (Apply("log", (q,)), minus)))


def _sum(parts: Iterable[Terms]) -> Terms:
    total: Terms = {}
    for part in parts:
        for monomial, factor in part.items():
            total[monomial] = total.get(monomial, 0) + factor
    return {monomial: factor for monomial, factor in total.items() if factor}


def _times(terms: Terms, number: Number) -> Terms:
    return {monomial: factor * number for monomial, factor in terms.items()}


def _single(terms: Terms) -> tuple[Monomial, Number]:
    """The terms as one product; a sum is one factor, not multiplied out."""
    if len(terms) != 1:
        terms = _atom(frozenset(terms.items()))
    return next(iter(terms.items()))


def _product(parts: list[Terms]) -> Terms:
    number: Number = 1
    powers: dict[Hashable, Number] = {}
    for monomial, factor in map(_single, parts):
        number *= factor
        for what, power in monomial:
            powers[what] = powers.get(what, 0) + power
    if not number:
        return {}
    left = {what: power for what, power in powers.items() if power}
    alone = next(iter(left), None)
    if isinstance(alone, frozenset) and left == {alone: 1}:
        return {monomial: factor * number for monomial, factor in alone}
    return {frozenset(left.items()): number}


def _power(terms: Terms, exponent: Number) -> Terms:
    monomial, factor = _single(terms)
    raised = frozenset((what, power * exponent) for what, power in monomial)
    if factor == 1:
        return {raised if exponent else UNIT: 1}
    if exponent.denominator == 1 and factor:
        return {raised if exponent else UNIT: _plain(Fraction(factor) ** int(exponent))}
    return _atom(("^", frozenset(terms.items()), exponent))


def _logarithm(terms: Terms) -> Terms:
    """The logarithm of a product as a sum."""
    monomial, factor = _single(terms)
    logs = [_times(_atom(("log", what)), power) for what, power in monomial]
    return _sum(logs if factor == 1 else [*logs, _logarithm_of(factor)])


def _logarithm_of(number: Number) -> Terms:
    """The logarithm of a number by its prime factors; that of a large one stays whole."""
    parts = number.numerator, number.denominator
    if not 0 < parts[0] <= MOST_FACTORED or parts[1] > MOST_FACTORED:
        return _atom(("log", number))
    logs: list[Terms] = []
    for part, sign in zip(parts, (1, -1), strict=True):
        divisor, rest = 2, part
        while rest > 1:
            if rest % divisor == 0:
                logs.append(_times(_atom(("log", divisor)), sign))
                rest //= divisor
            else:
                divisor = divisor + 1 if divisor * divisor < rest else rest
    return _sum(logs)
