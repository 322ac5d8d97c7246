r"""What dots stand for: x_1, \dots, x_n and a_1 + \dots + a_n as ranges of an index.

The items on both sides of the dots must be the same but for an index that runs: their common
form over that index is what the dots leave out.
"""

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from typing import Any

from msgspec import Struct
from msgspec.structs import astuple

from checkers.notation.expr import Apply, Bind, Expr, Num, Span, Sym
from checkers.notation.free import names_in
from checkers.notation.grammar.cursor import DOTS, LEFT_OUT, Parser
from checkers.notation.grammar.indices import (
    added,
    affine,
    distance,
    is_shift,
    shifted,
    substituted,
)
from checkers.notation.grammar.powers import alike, grouped, plain
from checkers.notation.tree import walk

UNCLEAR = ("cannot tell what the dots stand for", "items alike but for an index around them")
ZERO, ONE = Num(Fraction(0)), Num(Fraction(1))
_LETTERS = ("i", "j", "k", "l", "m", "r", "s")


class Run(Struct, frozen=True):
    """`form` over `index` from `low` to `high`: what a list with dots abbreviates."""

    form: Expr
    index: Sym
    low: Expr
    high: Expr


def filled_sum(p: Parser, terms: list[Expr]) -> list[Expr]:
    """Terms with every "+ ... +" replaced by a sum over its index."""
    if not all(
        _one_sign(terms, at) for at, term in enumerate(terms) if _unsigned(term) == DOTS
    ):
        raise p.error(*UNCLEAR)
    if p.literal:
        return left_out(p, "sum", terms)
    filled: list[Expr] = []
    for item, start in _filled(p, [_unsigned(term) for term in terms]):
        bound = _bound("sum", item)
        negated = _unsigned(terms[start]) is not terms[start]
        filled.append(Apply("neg", (bound,)) if negated else bound)
    return filled


def _one_sign(terms: list[Expr], at: int) -> bool:
    """Whether dots and the terms beside them have the same sign; zeros have any."""
    around = [term for term in terms[max(0, at - 1) : at + 2] if _unsigned(term) != ZERO]
    return len({_unsigned(term) is term for term in around}) == 1


def filled_product(p: Parser, factors: list[Expr]) -> list[Expr]:
    r"""Factors with every \cdots replaced by a product; a group of factors may repeat."""
    if factors[:-1] == [ZERO]:
        return [ZERO]  # "0 ... - 0" leaves out zeros
    if p.literal:
        return left_out(p, "prod", factors)
    for size in (1, 2, 3):
        grouped = _try(factors, size)
        if grouped is not None:
            return [_bound("prod", each) if isinstance(each, Run) else each for each in grouped]
    raise p.error(*UNCLEAR)


def filled_items(p: Parser, items: list[Expr]) -> list[Expr]:
    """The entries of a list with dots as members x_{1:n} or as a `list` over an index."""
    if p.literal:
        return left_out(p, "list", items)
    for size in (1, 2, 3):
        interleaved = _interleaved(items, size)
        if interleaved is not None:
            return interleaved
    repeated = filled_equals(items)
    if repeated is None:
        raise p.error(*UNCLEAR)
    return repeated


def filled_equals(items: list[Expr]) -> list[Expr] | None:
    r"""Entries with every "0, \dots, 0" as an entry that is repeated as often as fits."""
    if items.count(DOTS) != 1:
        return None
    at = items.index(DOTS)
    before, after = items[:at], items[at + 1 :]
    if not before or not after or before[-1] != after[0]:
        return None
    while len(before) > 1 and before[-2] == after[0]:
        before.pop()
    while len(after) > 1 and after[1] == after[0]:
        after.pop(1)
    return [*before[:-1], Bind("list", (), after[0]), *after[1:]]


def left_out(p: Parser, op: str, items: list[Expr]) -> list[Expr]:
    """The items as they stand, with dots that say only where they stand for nothing: in "a_1,
    ..., a_n" for n = 2.
    """
    found: list[Expr] = []
    for place, item in enumerate(items):
        if _unsigned(item) != DOTS:
            found.append(item)
            continue
        excess = _excess([_unsigned(each) for each in items[max(0, place - 1) : place + 2]])
        if excess is None:
            raise p.error(*UNCLEAR)
        square = Apply("*", (excess, excess))
        found.append(Bind(op, (Sym(_LETTERS[0]),), LEFT_OUT, ONE, square))
    return found


def _excess(around: list[Expr]) -> Expr | None:
    """How many items are missing between the two around dots, by most of their indices."""
    if len(around) != 3:
        return None
    first, last = (_indices(item) for item in around[::2])
    gaps = [
        added(last[name], Apply("neg", (low,)), Apply("neg", (ONE,)))
        for name, low in first.items()
        if isinstance(low, Num) and not isinstance(last.get(name, ZERO), Num)
    ]
    counted = Counter(gap for gap in gaps if gap is not None).most_common(2)
    if not counted or len({count for _, count in counted}) < len(counted):
        return None
    return counted[0][0]


def _indices(item: Expr) -> dict[str, Expr]:
    """The index of each family that has one member in an item."""
    members = {_indexed(part) for part in walk(item) if isinstance(part, Sym)}
    families = [part for part in members if isinstance(part, Sym) and len(part.index) == 1]
    count = Counter(part.name for part in families)
    return {part.name: part.index[0] for part in families if count[part.name] == 1}


def is_repeated(item: Expr) -> bool:
    """Whether an entry stands for as many of itself as fit."""
    return isinstance(item, Bind) and item.op == "list" and not item.variables


# -- filling -----------------------------------------------------------------------------


def _filled(p: Parser, items: list[Expr]) -> list[tuple[Expr | Run, int]]:
    """The items, runs among them in place of dots, each with the index where it starts."""
    result: list[tuple[Expr | Run, int]] = []
    index = 0
    while index < len(items):
        if items[index] != DOTS:
            result.append((items[index], index))
            index += 1
            continue
        before = [each for each, _ in result if not isinstance(each, Run)]
        if ZERO in before[-1:] + items[index + 1 : index + 2]:
            index += 1  # 0 + ... + 0 leaves out zeros
            continue
        run = _run(before, items[index + 1 :])
        if run is None:
            raise p.error(*UNCLEAR)
        start = result.pop()[1]
        while result and not isinstance(result[-1][0], Run) and _precedes(result[-1][0], run):
            start = result.pop()[1]
            run = Run(run.form, run.index, shifted(run.low, -1), run.high)
        result.append((run, start))
        index += 2
    return result


def _try(items: list[Expr], size: int) -> list[Expr | Run] | None:
    """Fill with groups of `size` factors as the items; None where that does not fit."""
    at = items.index(DOTS)
    before, after = items[:at], items[at + 1 :]
    if len(before) < size or len(after) < size or DOTS in after:
        return None
    last = grouped(before[-size:])
    run = _run([last], [grouped(after[:size])])
    if run is None:
        return None
    head = before[:-size]
    while len(head) >= size and _precedes(grouped(head[-size:]), run):
        head = head[:-size]
        run = Run(run.form, run.index, shifted(run.low, -1), run.high)
    return [*head, run, *after[size:]]


def _interleaved(items: list[Expr], size: int) -> list[Expr] | None:
    """Lists such as x_1, y_1, ..., x_n, y_n: `size` families that run together."""
    result: list[Expr] = []
    rest = items
    while DOTS in rest:
        at = rest.index(DOTS)
        before, after = rest[:at], rest[at + 1 :]
        if len(before) < size or len(after) < size:
            return None
        runs = [_run([b], [a]) for b, a in zip(before[-size:], after, strict=False)]
        if any(run is None for run in runs):
            return None
        result += _with_earlier(before[:-size], [run for run in runs if run is not None])
        rest = after[size:]
    return result + rest


def _with_earlier(head: list[Expr], runs: list[Run]) -> list[Expr]:
    """The runs extended over the items before them that they continue."""
    size = len(runs)
    while len(head) >= size and head[-size:] == [_at(run, -1) for run in runs]:
        head = head[:-size]
        runs = [Run(r.form, r.index, shifted(r.low, -1), r.high) for r in runs]
    return head + [_listed(run) for run in runs]


def _run(before: list[Expr], after: list[Expr]) -> Run | None:
    """The run from the item before the dots to the one after them."""
    if not before or not after:
        return None
    pairs: list[tuple[Expr, Expr]] = []
    taken = names_in(before[-1]) | names_in(after[0])
    index = Sym(next(letter for letter in _LETTERS if letter not in taken))
    form = common(before[-1], after[0], index, pairs)
    if form is None or not pairs:
        return None
    low, high = pairs[0]
    return _ascending(Run(form, index, low, high))


def _ascending(run: Run) -> Run:
    """The same items in the same order, with an index that counts up: Q_T Q_{T-1} ... Q_1."""
    low, high = affine(run.low), affine(run.high)
    if low is None or high is None:
        return run
    falls = low[1] > high[1] if low[0] == high[0] else low[0] is not None and high[0] is None
    turned = added(run.low, run.high, Apply("neg", (run.index,)))
    if not falls or turned is None:
        return run
    return Run(plain(substituted(run.form, run.index, turned)), run.index, run.high, run.low)


def _precedes(item: Expr, run: Run) -> bool:
    """Whether the item is what the run would have one place before its first."""
    return plain(item) == plain(_at(run, -1))


def _at(run: Run, offset: int) -> Expr:
    return substituted(run.form, run.index, shifted(run.low, offset))


def _bound(op: str, run: Expr | Run) -> Expr:
    if not isinstance(run, Run):
        return run
    return Bind(op, (run.index,), run.form, run.low, run.high)


def _listed(run: Run) -> Expr:
    """Members of one family as a span of indices; anything else as a `list`."""
    if isinstance(run.form, Sym) and run.form.index.count(run.index) == 1:
        span = Span(run.low, run.high)
        return Sym(run.form.name, tuple(span if i == run.index else i for i in run.form.index))
    if run.form == run.index:
        return Span(run.low, run.high)
    return _bound("list", run)


def _unsigned(term: Expr) -> Expr:
    return term.args[0] if isinstance(term, Apply) and term.head == "neg" else term


# -- the common form of two expressions --------------------------------------------------


def common(a: Expr, b: Expr, index: Sym, pairs: list[tuple[Expr, Expr]]) -> Expr | None:
    """The form that is `a` at one value of `index` and `b` at another, or None.

    `pairs` receives those two values; every other place that differs must be at a constant
    distance from them.
    """
    if a == b:
        return a
    a, b = _indexed(a), _indexed(b)
    if isinstance(a, Sym) and isinstance(b, Sym) and a.name == b.name and a.index and b.index:
        return _common_parts(a, b, index, pairs)
    a, b = alike(a, b)
    if isinstance(a, Num | Sym) or isinstance(b, Num | Sym) or is_shift(a) or is_shift(b):
        return _running(a, b, index, pairs)
    if type(a) is not type(b):
        return None
    return _common_parts(a, b, index, pairs)


def _running(a: Expr, b: Expr, index: Sym, pairs: list[tuple[Expr, Expr]]) -> Expr | None:
    if affine(a) is None or affine(b) is None or _is_member(a) or _is_member(b):
        return None
    if not pairs:
        pairs.append((a, b))
    low, high = pairs[0]
    offset = distance(a, low)
    if offset is not None and offset == distance(b, high):
        return shifted(index, offset)
    total = added(a, low)
    return added(total, Apply("neg", (index,))) if total and total == added(b, high) else None


def _is_member(expr: Expr) -> bool:
    """Whether it is a member of a family, which no index runs to: x_1, ..., z_T is no range."""
    return isinstance(expr, Sym) and bool(expr.index)


def _common_parts(a: Expr, b: Expr, index: Sym, pairs: list[tuple[Expr, Expr]]) -> Expr | None:
    parts = _common_tuple(astuple(a), astuple(b), index, pairs)
    return None if parts is None else type(a)(*parts)


def _common_tuple(
    a: tuple[Any, ...], b: tuple[Any, ...], index: Sym, pairs: list[tuple[Expr, Expr]]
) -> tuple[Any, ...] | None:
    """As `common`, for the fields of an expression."""
    if len(a) != len(b):
        return None
    result: list[Any] = []
    for left, right in zip(a, b, strict=True):
        both: Any = left if left == right else None
        if both is None and isinstance(left, tuple) and isinstance(right, tuple):
            both = _common_tuple(left, right, index, pairs)
        elif both is None and isinstance(left, Struct) and isinstance(right, Struct):
            both = common(left, right, index, pairs)  # type: ignore[arg-type]
        if both is None and left is not None:
            return None
        result.append(both)
    return tuple(result)


def _indexed(expr: Expr) -> Expr:
    """A numbered name as a member of a family: u_1 declared by itself beside u_n."""
    if isinstance(expr, Sym) and not expr.index:
        base, _, number = expr.name.rpartition("_")
        if base and number.isdigit():
            return Sym(base, (Num(Fraction(int(number))),))
    return expr
