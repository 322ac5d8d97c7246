"""Definitions: what a defined letter, function or law stands for at given arguments.

A definition pairs a pattern with an expression: ``r = p/q``, ``F(x) := x^2``,
``L_k := E[...]``, ``p(x; theta) := ...``, ``sigma_3^2 := ...``. The pattern's plain variables
are its parameters: F(3) is 3^2. A derivative that is given, ``dL/dy_i := g_i``, is defined for
every i.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from fractions import Fraction

from checkers.notation.expr import Apply, Bind, Density, Derivative, Expr, Mean, Num, Span, Sym
from checkers.notation.tree import children, rebuild, walk
from checkers.unify import apart, bound
from checkers.worlds.evaluate_indices import folded

Pair = tuple[Expr, Expr]
Kind = tuple[type, str, int, int, Expr | None]
"""Of node, name, how many arguments, how many of them given, and what a law's name is of."""
MOST_KEPT = 1 << 10
"""Instances of patterns that are remembered: the same ones are met in every batch of worlds."""
ARITHMETIC = frozenset(("+", "*", "/", "^", "neg"))
"""What is no function whose arguments a definition could name: a b := c defines a b alone."""


class Definitions:
    """Looks up what expressions are defined to be."""

    def __init__(self, pairs: Iterable[Pair]) -> None:
        """Pairs of a pattern and what it is defined as."""
        self._exact: dict[Expr, Expr] = {}
        self._patterns: dict[Kind, list[Pair]] = defaultdict(list)
        for left, right in map(_solved, pairs):
            self._exact[left] = right
            if _slots(left) and getattr(left, "head", "") not in ARITHMETIC:
                self._patterns[_kind(left)].append((left, right))
        self._kinds = {kind for kind, *_ in self._patterns}
        self._variables = _variables(self._exact)
        self._instances: dict[Expr, Expr | None] = {}

    def meaning(self, expr: Expr) -> Expr | None:
        """The right side that defines `expr`, with its arguments in place, or None."""
        if not self._exact:
            return None
        if expr in self._exact:
            return self._exact[expr]
        if type(expr) not in self._kinds:
            return None
        kept = self._instances
        if expr not in kept:
            if len(kept) >= MOST_KEPT:
                kept = self._instances = {}
            kept[expr] = self._instance(expr)
        return kept[expr]

    def unfolded(self, expr: Expr) -> Iterator[Expr]:
        """The nodes of an expression, with what is defined in the place of its names."""
        meaning = self.meaning(expr)
        if meaning is not None:
            yield from self.unfolded(meaning)
            return
        yield expr
        for part in children(expr):
            yield from self.unfolded(part)

    def _instance(self, expr: Expr) -> Expr | None:
        for left, right in self._patterns.get(_kind(expr), ()):
            if isinstance(left, Density) and self._is_of_others(left, expr):
                continue
            values = _matched(left, expr)
            if values is not None and not _below(left, right, expr):
                return _filled(right, values)
        return None

    def _is_of_others(self, pattern: Density, expr: Expr) -> bool:
        """Whether a law is of other variables than the one that is defined: p(x) is no p(z)
        where p(x|z) is defined too.
        """
        own = self._variables.get(pattern.name, frozenset())
        return any(
            isinstance(slot, Sym) and isinstance(part, Sym)
            and _base(part) in own and _base(part) != _base(slot)
            for slot, part in zip(_slots(pattern), _slots(expr), strict=True)
        )  # fmt: skip


def _variables(defined: Iterable[Expr]) -> dict[str, frozenset[str]]:
    """The variables of the laws that go by one name, by the name, where they are several."""
    of: dict[str, set[frozenset[str]]] = defaultdict(set)
    for law in defined:
        if isinstance(law, Density):
            of[law.name].add(frozenset(_base(e) for e in law.of if isinstance(e, Sym)))
    return {name: frozenset().union(*each) for name, each in of.items() if len(each) > 1}


def _base(symbol: Sym) -> str:
    return symbol.name.rstrip("'")


def _solved(pair: Pair) -> Pair:
    """``s^2 := e`` as a definition of s, the positive root."""
    left, right = pair
    if isinstance(left, Apply) and left.head == "^" and isinstance(left.args[0], Sym):
        base, power = left.args
        return base, Apply("^", (right, Apply("/", (Num(Fraction(1)), power))))
    return pair


def _kind(expr: Expr) -> Kind:
    named = expr.body if isinstance(expr, Derivative) else expr
    name = named.head if isinstance(named, Apply) else getattr(named, "name", "")
    given, of = (len(expr.given), expr.variable) if isinstance(expr, Density) else (0, None)
    return type(expr), name, len(_slots(expr)), given, of


def _slots(expr: Expr) -> tuple[Expr, ...]:
    if isinstance(expr, Sym):
        return expr.index
    if isinstance(expr, Apply):
        return expr.args
    if isinstance(expr, Derivative) and isinstance(expr.body, Sym) and not expr.body.index:
        return expr.by
    return expr.of + expr.given if isinstance(expr, Density) else ()


def _matched(pattern: Expr, expr: Expr) -> dict[Expr, Expr] | None:
    """The values of the pattern's parameters, if the expression is an instance of it."""
    values: dict[Expr, Expr] = {}
    pairs = list(zip(_slots(pattern), _slots(expr), strict=True))
    for slot, part in pairs:
        if isinstance(pattern, Derivative) and slot == part:
            continue  # by Q itself, where a function's Q would stand for any argument
        if isinstance(pattern, Derivative) and isinstance(slot, Sym) and not slot.index:
            return None
        for inner, value in _parameters(slot, part):
            if values.setdefault(inner, value) != value:
                return None
    filled = (slot if isinstance(slot, Num) else _filled(slot, values) for slot, _ in pairs)
    same = (a == b or _is_list_of(a, b) for a, (_, b) in zip(filled, pairs, strict=True))
    return values if all(same) else None


def _is_list_of(slot: Expr, part: Expr) -> bool:
    """Whether both are all members of one family: m_{1:K}, however many, and m."""
    if not isinstance(slot, Sym) or not isinstance(part, Sym) or slot.name != part.name:
        return False
    return all(not e.index or isinstance(e.index[-1], Span) for e in (slot, part))


def _parameters(slot: Expr, part: Expr) -> Iterable[Pair]:
    """What a slot is a parameter for: x for any value, x_t beside x_3 the index t for 3."""
    if not isinstance(slot, Sym):
        return _solution(slot, part)
    if not slot.index:
        return ((slot, part),)
    if not isinstance(part, Sym) or part.name != slot.name:
        return ()
    if len(part.index) != len(slot.index):
        return ()
    indices = zip(slot.index, part.index, strict=True)
    return [pair for index, at in indices for pair in _solution(index, at)]


def _solution(index: Expr, at: Expr) -> Iterable[Pair]:
    """The letter of an index t, t - 1 or k + 1, with the value at which it is `at`."""
    if isinstance(index, Sym):
        return ((index, at),)
    letters = {part for part in walk(index) if isinstance(part, Sym)}
    if len(letters) != 1 or not isinstance(at, Num):
        return ()
    letter = letters.pop()
    start = _filled(index, {letter: Num(Fraction(0))})
    return ((letter, Num(at.value - start.value)),) if isinstance(start, Num) else ()


def _below(left: Expr, right: Expr, expr: Expr) -> bool:
    """Whether a recursion x_t := f(x_{t-1}) has come to its start: x_0 has its own value."""
    if not isinstance(expr, Sym):
        return False
    low = any(isinstance(index, Num) and index.value < 1 for index in expr.index)
    names = (part.name for part in walk(right) if isinstance(part, Sym))
    return low and expr.name in names


def _filled(expr: Expr, values: dict[Expr, Expr]) -> Expr:
    if expr in values:
        return values[expr]
    if isinstance(expr, Apply) and isinstance(called := values.get(Sym(expr.head)), Sym):
        expr = Apply(called.name, expr.args)  # V(D) := E[log D(x)] at D*
    if isinstance(expr, Bind | Mean):
        hidden = bound(binder := apart(expr, values))
        expr, values = binder, {v: new for v, new in values.items() if v not in hidden}
    return folded(rebuild(expr, lambda part: _filled(part, values)))
