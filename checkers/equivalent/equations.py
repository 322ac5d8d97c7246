"""Equations that say the same: x + y = 1, y = 1 - x and 2x + 2y = 2.

Two are the same if one is a multiple of the other in every world; else each is solved for a
letter that it is linear in, and the other must hold there.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Any

from checkers.notation.expr import Apply, Density, Derivative, Expr, Num, Sym
from checkers.notation.free import names_in
from checkers.notation.vocabulary import Symbol, Vocabulary
from checkers.unify import substitute
from checkers.verdict import Evidence, Verdict, correct, incorrect, review

ARITHMETIC = frozenset(("+", "-", "neg", "*", "/", "^", "dot"))
WORLDS = 64
ZERO, ONE, TWO = (Num(Fraction(n)) for n in range(3))


class Equation:
    """Left = right, and the difference of its sides."""

    def __init__(self, left: Expr, right: Expr) -> None:
        """The sides as they are written."""
        self.left, self.right = left, right
        self.residual = Apply("-", (left, right))

    @property
    def relates(self) -> bool:
        """Whether it relates its letters rather than saying what a name is."""
        sides = (self.left, self.right)
        composed = any(isinstance(s, Apply) and s.head in ARITHMETIC for s in sides)
        return composed and not any(map(_is_name, sides))

    @property
    def names(self) -> frozenset[str]:
        """The letters in it."""
        return frozenset(names_in(self.residual)) - {"pi", "inf", "e"}


def _is_name(side: Expr) -> bool:
    if isinstance(side, Apply):
        return side.head not in ARITHMETIC
    return isinstance(side, Sym | Density | Derivative)


def same_equation(reference: Equation, answer: Equation, vocabulary: Vocabulary) -> Verdict:
    """Whether the two are true in the same cases."""
    court = _court(reference, answer, vocabulary)
    one, other = reference.residual, answer.residual
    ratio = Apply("/", (other, one))
    if _is_constant(ratio, court):
        return correct("Your equation says the same.", Evidence("sampled", WORLDS))
    verdicts = [_holds_on(a, b, court) for a, b in ((one, other), (other, one))]
    failed = next((v for v in verdicts if v is not None and v.status == "fails"), None)
    if failed is not None:
        return incorrect(
            "Your equation and the expected one are not true in the same cases.",
            failed.evidence,
            failed.counterexample,
        )
    if all(v is not None and v.status == "holds" for v in verdicts):
        return correct("Your equation says the same.", Evidence("sampled", WORLDS))
    return review("It could not be decided whether the two equations say the same.")


def _court(reference: Equation, answer: Equation, vocabulary: Vocabulary) -> Any:
    from msgspec.structs import replace

    from checkers.worlds.decide import Court

    known = {*vocabulary.symbols, *vocabulary.variables, *(law.name for law in vocabulary.laws)}
    defined = {getattr(what, "name", "") for what, _ in vocabulary.definitions}
    fresh = (reference.names | answer.names) - known - (defined & {"e"})
    symbols = dict(vocabulary.symbols) | {name: Symbol(name) for name in fresh}
    kept = tuple(pair for pair in vocabulary.definitions if getattr(pair[0], "name", "") == "e")
    return Court(replace(vocabulary, symbols=symbols, definitions=kept), worlds=WORLDS)


def _is_constant(ratio: Expr, court: Any) -> bool:
    """Whether it is one number, not zero, in every world."""
    import numpy as np

    (field,) = court.values([ratio])
    if field is None or field.rank:
        return False
    data = np.asarray(field.data, dtype=float)
    first = data.flat[0]
    return bool(np.isfinite(data).all() and first and np.allclose(data, first, rtol=1e-9))


def _holds_on(given: Expr, other: Expr, court: Any) -> Any:
    """Whether `other` is zero where `given` is, solved for a letter; None: it cannot be."""
    for name in sorted(names_in(given) & court.vocabulary.symbols.keys()):
        letter = Sym(name)
        at = [substitute(given, {letter: value}) for value in (ZERO, ONE, TWO)]
        slope = Apply("-", (at[1], at[0]))
        line = Apply("+", (at[0], Apply("*", (TWO, slope))))
        is_linear = court.judge(at[2], "=", line).status == "holds"
        if is_linear and court.judge(slope, "=", ZERO).status != "holds":
            root = Apply("neg", (Apply("/", (at[0], slope)),))
            return court.judge(substitute(other, {letter: root}), "=", ZERO)
    return None
