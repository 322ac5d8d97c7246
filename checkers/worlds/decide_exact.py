"""Refutations and confirmations without rounding, in fractions or in balls."""

from __future__ import annotations

from typing import NamedTuple

from checkers.verdict import Counterexample, Evidence, Method
from checkers.worlds import witness
from checkers.worlds.decide_bench import Benches
from checkers.worlds.decide_claims import DEFINED, Claim, Flags, flags, holding
from checkers.worlds.decide_settings import Setting
from checkers.worlds.draws import Balls, Draws, Floats, One, Rational
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.field import Unknown
from checkers.worlds.witness import Record
from checkers.worlds.witness_text import described, sentence

CLEAR = 1e-6
"""A relative violation that no rounding explains, where nothing exact can be computed."""
Failure = tuple[Evidence, Counterexample, str]


PLANE, COARSE = 2, 1e-2
"""In the plane integrals are coarse: what they are for, det for tr, differs by far more."""
MOST = 1 / 2
"""What differs, differs almost everywhere: a quadrature that fails does so in few worlds."""
MANY = 32
OUT_OF_REACH = (Unknown, TypeError, ZeroDivisionError)
"""What exact arithmetic raises where an operation has no exact form."""


class Confirmation(NamedTuple):
    """In how many exact worlds a claim held, or where it failed after all."""

    worlds: int
    failure: Failure | None = None


def confirmed(benches: Benches, setting: Setting, claim: Claim) -> Confirmation | None:
    """The claim in rational worlds; None where the algebra is out of reach."""
    if setting in benches.solved or claim.long:
        return None
    try:
        look = benches.exact(setting)
        holds, valid = holding(claim, look), benches.valid(look, setting)
    except OUT_OF_REACH:
        return None
    if not valid.any():
        return None
    if (holds | ~valid).all():
        return Confirmation(int(valid.sum()))
    worlds = (Rational(1, benches.seed + n) for n in range(MANY))
    failures = (_failure(benches, setting, claim, world, 2) for world in worlds)
    failure = next((found for found in failures if found is not None), None)
    if failure is None:
        raise Unknown("it fails in so few worlds that none can be shown")
    return Confirmation(0, failure)


def refuted(
    benches: Benches, setting: Setting, claim: Claim, record: Record, found: Flags
) -> Failure | None:
    """Where the claim fails for certain: in a small world, or in the worst one of a record.

    None if it holds there after all, and the violation was rounding. Raises Unknown where
    the claim fails in floating point, but neither exactly nor in most worlds.
    """
    large = setting.dimension == PLANE or setting.lines > 1
    searched = setting not in benches.solved and not large
    small = witness.find(claim, benches, setting) if searched else None
    worst, threshold = int(found.worst.argmax()), _threshold(setting)
    clear = claim.ordered or bool((found.worst[found.defined] > threshold).mean() > MOST)
    known = found.defined.mean() >= DEFINED
    tries: list[tuple[Draws, int]] = [(One(small, 0, Rational(1)), 2)] if small else []
    tries.append((One(record, worst, Rational(1)), benches.support(setting)))
    for draws, values in tries:
        failure = _failure(benches, setting, claim, draws, values)
        if failure is not None and (failure[0].method == "exact" or (clear and known)):
            return failure
    if known and found.worst[worst] > threshold and setting.dimension < PLANE:
        raise Unknown("the two sides differ in floating point, and not without rounding")
    return None


def _failure(
    benches: Benches, setting: Setting, claim: Claim, draws: Draws, values: int
) -> Failure | None:
    """The one world as a counterexample, if the claim fails there: exactly, or in balls, or,
    where neither can be computed, in floats and clearly.
    """
    # the numbers of worlds that were solved for are right up to rounding only
    exactly = () if setting in benches.solved else (draws, Balls(draws))
    for attempt in exactly:
        try:
            look = benches.fresh(attempt, setting, values)
            fails = benches.valid(look, setting)[0] and not holding(claim, look)[0]
            return _told(claim, look, "exact") if fails else None
        except OUT_OF_REACH:
            continue
    look = benches.fresh(Floats(draws), setting, values)
    found = flags(claim, look)
    return _told(claim, look, "sampled") if found.worst[0] > _threshold(setting) else None


def _threshold(setting: Setting) -> float:
    return COARSE if setting.dimension == PLANE else CLEAR


def _told(claim: Claim, look: Evaluator, method: Method) -> Failure:
    shown = described(claim, look)
    return Evidence(method, 1), shown, sentence(shown)
