r"""Why an inequality holds: the difference of its sides is something that is never negative.

Each template writes such a thing from what stands in the sides, and whether the difference is
equal to it is judged in worlds like any other equality. The names are those a teacher gives.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from fractions import Fraction
from itertools import combinations, islice
from typing import NamedTuple

from checkers.notation.expr import Apply, Bind, Density, Draw, Expr, Mean, Num, Sym
from checkers.notation.tree import replace, walk
from checkers.notation.vocabulary import Vocabulary

MOST = 48
"""How many templates are tried at most."""
ZERO = Num(Fraction(0))
Equal = Callable[[Expr, Expr], bool]
"""Whether two expressions are equal in all worlds."""


class Reason(NamedTuple):
    """The rule that explains an inequality, and what the difference of its sides equals."""

    rule: str
    gap: Expr


def reason(small: Expr, big: Expr, vocabulary: Vocabulary, equal: Equal) -> Reason | None:
    """Why `small` <= `big`, or None where no template fits."""
    difference = Apply("-", (big, small))
    for found in islice(_candidates(small, big, vocabulary), MOST):
        if equal(difference, found.gap):
            return found
    return None


def _candidates(small: Expr, big: Expr, vocabulary: Vocabulary) -> Iterator[Reason]:
    yield from _jensen(small, big)
    yield from _terms(small, big)
    yield from _divergences(small, big, vocabulary)
    yield from _informations(vocabulary)
    yield from _pinsker(small, big)
    yield Reason("both sides are equal", ZERO)
    yield from _squares(small, big)


# --- Jensen's inequality ------------------------------------------------------------------

CURVED = ("log", "sqrt", "exp")
"""Functions that are concave or convex wherever they are defined."""
SQUARE = Num(Fraction(2))


def _jensen(small: Expr, big: Expr) -> Iterator[Reason]:
    """The gap between f(E x) and E f(x) for a curved f, wherever f(E x) stands in a side.

    It is the side less itself with f moved inside the average. Its sign is f's own, so that
    a difference that equals it has one sign in all worlds.
    """
    for side in (big, small):
        moved = {node: inside for node in walk(side) if (inside := _moved_inside(node))}
        for change in _one_by_one(moved):
            other = replace(side, change)
            gap = (side, other) if side is big else (other, side)
            yield Reason("Jensen's inequality", Apply("-", gap))


def _one_by_one(moved: dict[Expr, Expr]) -> Iterator[dict[Expr, Expr]]:
    if len(moved) > 1:
        yield moved
    for node, inside in moved.items():
        yield {node: inside}


def _moved_inside(node: object) -> Expr | None:
    """The average of the curved function, for the curved function of an average."""
    if not isinstance(node, Apply):
        return None
    if node.head in CURVED and len(node.args) == 1:
        return _averaged(node.args[0], lambda value: Apply(node.head, (value,)))
    if node.head == "^" and node.args[1] == SQUARE:
        return _averaged(node.args[0], lambda value: Apply("^", (value, SQUARE)))
    return None


def _averaged(average: Expr, inside: Callable[[Expr], Expr]) -> Expr | None:
    """The average with a function applied to what is averaged, or None if it is none."""
    if isinstance(average, Mean):
        return Mean(average.draws, inside(average.body))
    if isinstance(average, Bind) and average.op in ("sum", "int"):
        weights, values = _law_and_value(average)
        if weights:
            body = Apply("*", (*weights, inside(_product(values))))
            return Bind(average.op, average.variables, body, average.low, average.high)
    if isinstance(average, Apply) and average.head in ("*", "/") and len(average.args) == 2:
        return _scaled(average, inside)
    if isinstance(average, Apply) and average.head == "+":
        return _weighted_sum(average, inside)
    return None


def _law_and_value(average: Bind) -> tuple[list[Expr], list[Expr]]:
    """The factors that are a law of the variable, and the others: q(z|x) and p(x,z)/q(z|x)."""
    factors = _factors(average.body)
    for factor in factors:
        if isinstance(factor, Density) and set(factor.of) == set(average.variables):
            return [factor], [each for each in factors if each is not factor]
    return [], factors


def _factors(expr: Expr) -> list[Expr]:
    if isinstance(expr, Apply) and expr.head == "*":
        return [factor for part in expr.args for factor in _factors(part)]
    return [expr]


def _product(factors: list[Expr]) -> Expr:
    return factors[0] if len(factors) == 1 else Apply("*", tuple(factors))


def _scaled(average: Apply, inside: Callable[[Expr], Expr]) -> Expr | None:
    """(1/k) sum_j a_j and (a + b)/2; that the weights sum to 1 shows in the judgement."""
    for place in (1, 0) if average.head == "*" else (0,):
        summed, scale = average.args[place], average.args[1 - place]
        if isinstance(summed, Bind) and summed.op == "sum":
            body = inside(summed.body)
            moved: Expr = Bind(
                "sum", summed.variables, body, summed.low, summed.high, summed.domain
            )
        elif isinstance(summed, Apply) and summed.head == "+":
            moved = Apply("+", tuple(map(inside, summed.args)))
        else:
            continue
        parts = (moved, scale) if place == 0 else (scale, moved)
        return Apply(average.head, parts)
    return None


def _weighted_sum(average: Apply, inside: Callable[[Expr], Expr]) -> Expr | None:
    """Of w a + (1 - w) b, each term a weight times a value."""
    terms = [_factors(term) for term in average.args]
    if any(len(term) < 2 for term in terms):
        return None
    moved = (Apply("*", (term[0], inside(_product(term[1:])))) for term in terms)
    return Apply("+", tuple(moved))


# --- things that are never negative -------------------------------------------------------

NAMES = {
    "KL": "non-negativity of KL",
    "JSD": "non-negativity of the Jensen-Shannon divergence",
    "I": "non-negativity of mutual information",
    "TV": "non-negativity of the total variation",
    "Var": "non-negativity of the variance",
    "H": "non-negativity of entropy",
    "norm": "a norm is not negative",
    "abs": "an absolute value is not negative",
    "exp": "an exponential is positive",
}


def _terms(small: Expr, big: Expr) -> Iterator[Reason]:
    """What is never negative and stands in a side, on its own or averaged."""
    seen = set()
    for side in (big, small):
        for node in walk(side):
            rule = _never_negative(node)
            if rule and node not in seen:
                seen.add(node)
                yield Reason(rule, node)


def _never_negative(node: object) -> str | None:
    if isinstance(node, Mean):
        return _never_negative(node.body)
    if isinstance(node, Apply):
        return _rule(node)
    return None


def _rule(node: Apply) -> str | None:
    if node.head == "^" and node.args[1] == SQUARE:
        return "a square is not negative"
    if node.head in ("*", "/") and all(_positive(part) for part in node.args[:-1]):
        return _never_negative(node.args[-1])
    return NAMES.get(node.head)


def _positive(factor: Expr) -> bool:
    return isinstance(factor, Num) and factor.value > 0


# --- divergences that are not written -----------------------------------------------------


def _divergences(small: Expr, big: Expr, vocabulary: Vocabulary) -> Iterator[Reason]:
    """KL between a law that is averaged over and another law of the same variables, given
    what the first is given, or what else is fixed; the same on average.
    """
    densities = list(
        dict.fromkeys(
            node for side in (big, small) for node in walk(side) if isinstance(node, Density)
        )
    )
    for first in _sampled(densities, vocabulary):
        for second in _others(first, densities, vocabulary):
            if first != second:
                divergence = Apply("KL", (first, second))
                yield Reason(NAMES["KL"], divergence)
                yield from _on_average(divergence, first, vocabulary)


def _sampled(densities: list[Density], vocabulary: Vocabulary) -> Iterator[Density]:
    """The densities at plain variables, those with declared free laws first."""
    plain = [d for d in densities if d.of and all(isinstance(x, Sym) for x in d.of)]
    yield from sorted(plain, key=lambda d: not d.given)


def _others(
    first: Density, densities: list[Density], vocabulary: Vocabulary
) -> Iterator[Density]:
    fixed = first.given or tuple(
        dict.fromkeys(x for d in densities for x in (*d.of, *d.given) if x not in first.of)
    )
    names = {str(getattr(x, "name", "")) for x in first.of}
    for law in vocabulary.laws:
        if not names <= {*law.of}:
            continue
        known = {*law.of, *law.given}
        given = tuple(x for x in fixed if isinstance(x, Sym) and x.name in known)
        yield Density(law.name, first.of, given)
        if given and not law.given:
            yield Density(law.name, first.of)


def _on_average(divergence: Apply, first: Density, vocabulary: Vocabulary) -> Iterator[Reason]:
    """Over what the first law is given, by each law of it."""
    names = {str(getattr(x, "name", "")) for x in first.given}
    variables = tuple(x for x in first.given if isinstance(x, Sym))
    for law in vocabulary.laws:
        if names and names <= {*law.of} and not law.given:
            draw = Draw(variables, Density(law.name, variables))
            yield Reason(NAMES["KL"], Mean((draw,), divergence))


def _informations(vocabulary: Vocabulary) -> Iterator[Reason]:
    """I(x; y) and I(x; y | z) of the variables of a joint law: H(x) + H(y) - H(x, y), ..."""
    for law in vocabulary.laws:
        names = law.of[:3] if not law.given else ()
        for x, y in combinations(names, 2):
            yield Reason(NAMES["I"], Apply("I", (Sym(x), Sym(y))))
            for z in set(names) - {x, y}:
                given = Apply("given", (Sym(y), Sym(z)))
                yield Reason(NAMES["I"], Apply("I", (Sym(x), given)))


def _pinsker(small: Expr, big: Expr) -> Iterator[Reason]:
    """KL(p || q) - 2 TV(p, q)^2 for every KL in the larger side."""
    for node in walk(big):
        if isinstance(node, Apply) and node.head == "KL":
            square = Apply("^", (Apply("TV", node.args), SQUARE))
            gap = Apply("-", (node, Apply("*", (SQUARE, square))))
            yield Reason("Pinsker's inequality", gap)


# --- squares ------------------------------------------------------------------------------


def _squares(small: Expr, big: Expr) -> Iterator[Reason]:
    """(a - b)^2 and parts of it, of symbols or their roots: a^2 + b^2 >= 2 a b."""
    sides = (node for side in (big, small) for node in walk(side))
    atoms = [*dict.fromkeys(node for node in sides if isinstance(node, Sym))][:4]
    roots: list[Expr] = [Apply("sqrt", (atom,)) for atom in atoms]
    pairs: Iterable[tuple[Expr, Expr]] = (*combinations(atoms, 2), *combinations(roots, 2))
    for a, b in pairs:
        square = Apply("^", (Apply("-", (a, b)), SQUARE))
        for scale in (Fraction(1), Fraction(1, 2), Fraction(1, 4)):
            yield Reason("a square is not negative", Apply("*", (Num(scale), square)))
