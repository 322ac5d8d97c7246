r"""Orders of growth, O(n^2): two are the same if neither outgrows the other."""

from __future__ import annotations

import re
from collections.abc import Mapping
from fractions import Fraction
from math import isfinite, log

from checkers.notation.expr import Expr, Num, Sym
from checkers.notation.tree import walk
from checkers.unify import substitute
from checkers.verdict import Evidence, Verdict, correct, incorrect

_ORDER = re.compile(
    r"(?:\w+\s*(?:=|\\in|∈)\s*)?(?:\\(?:mathcal|mathrm|text|operatorname)\s*\{?\s*O\s*\}?|\\?Theta|Θ|O)"
    r"\s*(?:\\left)?\s*\((.+?)(?:\\right)?\)\s*(?:time|space|memory|operations)?",
    re.DOTALL,
)
LEVELS = ((2**40, 2**80), (2**6, 2**9))
"""Where growth is measured: far out, or nearer where an exponential leaves the floats there."""
STEADY = 0.15
"""How much the logarithm of a ratio may still change where both grow alike."""
SLOPES = (Fraction(1), Fraction(2), Fraction(1, 2), Fraction(3, 2))
"""With several letters each grows as its own power of one, in several ways."""


def order(text: str) -> str | None:
    """What stands in the O( ) that is all of the text."""
    found = _ORDER.fullmatch(text.strip(" $.\n"))
    return found[1] if found else None


def same_order(reference: str, answer: str) -> Verdict | None:
    """Whether they grow alike; None where that cannot be told."""
    from checkers.notation.reader import ReadError, read

    try:
        expected, given = read(reference), read(answer)
    except ReadError:
        return None
    names = sorted(
        {n for e in (expected, given) for n in walk(e) if isinstance(n, Sym)}, key=str
    )
    ways = [
        _alike(expected, given, names, turn)
        for turn in range(len(SLOPES) if len(names) > 1 else 1)
    ]
    if None in ways:
        return None
    evidence = Evidence("sampled", len(ways))
    if all(ways):
        return correct("It is the same order.", evidence)
    sides = {"yours": answer.strip(), "expected": reference.strip()}
    return incorrect("It grows otherwise than the expected order.", evidence, sides)


def _alike(one: Expr, other: Expr, names: list[Sym], turn: int) -> bool | None:
    """Whether the ratio stays bounded as the letters grow, each by its own power."""
    slopes = [SLOPES[(turn + place) % len(SLOPES)] for place in range(len(names))]
    for near, far in LEVELS:
        at: list[Mapping[Expr, Expr]] = [
            {n: Num(Fraction(round(t ** float(s)))) for n, s in zip(names, slopes, strict=True)}
            for t in (near, far)
        ]
        sizes = [(_size(one, point), _size(other, point)) for point in at]
        ratios = [log(a) - log(b) for a, b in sizes if a and b]
        if len(ratios) == len(at):
            return abs(ratios[1] - ratios[0]) < STEADY
    return None


def _size(expr: Expr, point: Mapping[Expr, Expr]) -> float | None:
    from checkers.notation.vocabulary import Vocabulary
    from checkers.worlds.decide import Court

    (field,) = Court(Vocabulary(), worlds=1).values([substitute(expr, point)])
    if field is None or field.data.size != 1:
        return None
    size = float(field.data.flat[0])
    return size if isfinite(size) and size > 0 else None
