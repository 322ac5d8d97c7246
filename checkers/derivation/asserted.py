"""What steps say: their terms, the ends of their chains, one step put into another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from functools import lru_cache
from itertools import chain, groupby, islice

from checkers.derivation.canonical import Canonical
from checkers.derivation.compose import EQUALITIES
from checkers.derivation.showing import PLAIN
from checkers.derivation.steps import Judged
from checkers.notation.expr import Apply, Bind, Density, Expr, Mean, Sym
from checkers.notation.tree import replace, walk

MOST_SUBSTITUTIONS = 40
Claim = tuple[Expr, str, Expr]


def substituted(
    claim: Claim, stated: Iterable[Claim], writings: Canonical
) -> Iterator[tuple[Expr, Expr]]:
    """The claim's sides with a name replaced by what a step says that it equals, unless the
    step is the claim itself.
    """
    others = (step for step in stated if not writings.is_multiple(step, claim))
    for step in islice(others, MOST_SUBSTITUTIONS):
        yield from _put_in(claim, step)


@lru_cache(maxsize=1 << 12)
def _put_in(claim: Claim, step: Claim) -> tuple[tuple[Expr, Expr], ...]:
    """The claim's sides with either side of the step in the place of the other, a name."""
    (left, _, right), (one, relation, other) = claim, step
    if relation not in EQUALITIES or {one, other} == {left, right}:
        return ()
    within = {*walk(left), *walk(right)}
    pairs = (
        (replace(left, {name: value}), replace(right, {name: value}))
        for name, value in ((one, other), (other, one))
        if isinstance(name, Apply | Density) and name in within and _is_atom(name)
    )
    return tuple(pair for pair in pairs if pair != (left, right))


def _is_atom(expr: Apply | Density) -> bool:
    """A law or function at plain variables, or a divergence of plain laws."""
    entries = (*expr.of, *expr.given) if isinstance(expr, Density) else expr.args
    head = expr.head if isinstance(expr, Apply) else ""
    return head not in PLAIN and all(map(_is_bare, entries))


def _is_bare(entry: Expr) -> bool:
    return isinstance(entry, Sym) or (isinstance(entry, Density) and not entry.of)


def chain_ends(steps: Sequence[Judged]) -> Iterator[Claim]:
    """What each chain says of its first and last member."""
    for _, group in groupby(steps, lambda step: step.chain):
        chained = list(group)
        if not all(map(_goes_on, chained, chained[1:])):
            continue
        claims = [step.claim for step in chained]
        read = [claim for claim in claims if claim is not None]
        relations = {relation for _, relation, _ in read} - EQUALITIES
        if len(read) == len(claims) > 1 and len(relations) <= 1:
            yield read[0][0], next(iter(relations), "="), read[-1][2]


def _goes_on(step: Judged, later: Judged) -> bool:
    """Whether nothing is left out between two steps of a chain."""
    return step.right == later.left or later.index == step.index + 1


def signed_terms(expr: Expr, sign: int = 1) -> Iterator[tuple[int, Expr]]:
    """The terms of a sum with their signs."""
    if isinstance(expr, Apply) and expr.head == "+":
        for term in expr.args:
            yield from signed_terms(term, sign)
    elif isinstance(expr, Apply) and expr.head == "neg":
        yield from signed_terms(expr.args[0], -sign)
    else:
        yield sign, expr


def possibly_positive(sides: Iterable[Expr]) -> list[Expr]:
    """Terms that may be divergences or variances: addends, and the heads that are."""
    return list(dict.fromkeys(chain.from_iterable(map(_possibly_positive_in, sides))))


@lru_cache(maxsize=1 << 12)
def _possibly_positive_in(side: Expr) -> tuple[Expr, ...]:
    heads = {"KL", "JSD", "TV", "chi2", "Var", "I", "norm", "abs"}
    kinds = Mean | Bind
    return tuple(
        node
        for node in walk(side)
        if isinstance(node, kinds) or (isinstance(node, Apply) and node.head in heads)
    )
