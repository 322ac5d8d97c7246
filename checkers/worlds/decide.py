"""Whether a relation holds: judged in random worlds, refuted or confirmed exactly.

An equality is screened in one batch of floating-point worlds. Where it fails there, a small
rational world is sought in which it fails exactly: that world is the counterexample. Where
it passes, it is confirmed in rational worlds without rounding, as far as the algebra allows.
An inequality is tried in worlds of several styles. What has no value is unknown, with the
reason, and never false.

The exact confirmation is a Schwartz-Zippel test. A difference of two rational functions of
total degree d in the weights, drawn uniformly from 96 integers, that is not identically zero
vanishes in a world with probability at most d / 96, in n independent worlds at most
(d / 96)^n; for a combination of logarithms this is taken of the coefficients after
factorization, which assumes that coincidences among primes are as rare.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from threading import RLock
from typing import Any

import numpy as np

from checkers.notation.expr import Apply, Expr
from checkers.notation.pairs import paired
from checkers.notation.vocabulary import Vocabulary
from checkers.verdict import Evidence
from checkers.worlds.attack import strongest
from checkers.worlds.attack_reasons import reason
from checkers.worlds.decide_bench import STYLES, Benches
from checkers.worlds.decide_claims import ORDERED, Claim, Flags, flags
from checkers.worlds.decide_exact import Failure, confirmed, refuted
from checkers.worlds.decide_judgement import (
    Change,
    Judgement,
    Screening,
    in_law,
    in_squares,
    leaves_out,
    of_places,
)
from checkers.worlds.decide_settings import Setting
from checkers.worlds.decide_values import FAILURES, cases, reason_of
from checkers.worlds.draws import Draws, Sampled
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_indices import OutOfRange, Undefined
from checkers.worlds.field import Arbitrary, Array, Field, Misshapen, Unknown
from checkers.worlds.nearness import are_near
from checkers.worlds.tensor_orders import orders
from checkers.worlds.undefined import require_values

__all__ = ["Court", "Judgement", "judge"]

ATTACKERS, ROUNDS = 32, 60
"""Worlds that search for a violation of an inequality, and for how many steps."""
MOST_JUDGEMENTS, MOST_BYTES = 2048, 1 << 26
"""What a court that is kept remembers."""


class Court:
    """Judges relations of one vocabulary. Worlds and values are kept between judgements.

    Deterministic for a seed, and safe to use from several threads.
    """

    def __init__(self, vocabulary: Vocabulary, seed: int = 0, worlds: int = 256) -> None:
        """`worlds`: how many are drawn for each batch."""
        self.vocabulary = vocabulary
        self.beside: dict[Any, Any] = {}
        """What others found out under the vocabulary, and keep as long as the court is."""
        self._judgements: dict[tuple[Expr, str, Expr], Judgement] = {}
        self._benches = Benches(vocabulary, seed, worlds)
        self._lock = RLock()

    def judge(self, left: Expr, relation: str, right: Expr) -> Judgement:
        """Whether the relation holds in all worlds of the vocabulary.

        Relations are those of `Chain`; ``:=`` is judged as ``=``.
        """
        left, right = paired(left, right)
        claim = left, relation, right
        with self._lock, np.errstate(all="ignore"):
            try:
                if claim not in self._judgements:
                    self._judgements[claim] = self._decided(*claim)
                return self._judgements[claim]
            except RecursionError:
                return Judgement("unknown", why="the expression is nested too deeply")
            except MemoryError:
                return Judgement("unknown", why="the expression has too many values at once")
            except FAILURES as failure:
                return Judgement("unknown", why=f"it cannot be computed: {reason_of(failure)}")

    def _decided(self, left: Expr, relation: str, right: Expr) -> Judgement:
        """The judgement, also where the worlds cannot say."""
        try:
            return self._judged(left, relation, right)
        except Undefined as reason:
            return Judgement("fails", sentence=str(reason))
        except (Misshapen, OutOfRange) as reason:
            return in_squares(reason, (left, relation, right), self.vocabulary, self._screened)
        except Arbitrary as reason:
            return of_places(reason, (left, relation, right), self.values((left, right)))
        except Unknown as reason:
            return Judgement("unknown", why=str(reason))

    def trim(self, most: int = MOST_BYTES) -> None:
        """Forget what was found, and what was computed, if that has become much: `most` bytes
        of values. Not while another thread judges.
        """
        if self._lock.acquire(blocking=False):
            try:
                if len(self._judgements) > MOST_JUDGEMENTS:
                    self.beside, self._judgements = {}, {}
                if self.nbytes > most:
                    self._benches.forget()
            finally:
                self._lock.release()

    @property
    def nbytes(self) -> int:
        """The memory that all remembered values take."""
        return self._benches.nbytes

    def values(self, exprs: Sequence[Expr]) -> list[Field | None]:
        """The expressions' values in the screening worlds, None where they have none, with
        sizes and free indices as the worlds choose them.
        """
        return self.cases(exprs, 1)[0]

    def cases(self, exprs: Sequence[Expr], most: int) -> list[list[Field | None]]:
        """Their values for several choices of free indices, those with the most values."""
        with self._lock, np.errstate(all="ignore"):
            return cases(self._benches, tuple(exprs), most)

    def _judged(self, left: Expr, relation: str, right: Expr) -> Judgement:
        if relation == "!=":
            return self._different(left, right)
        pairs = _orders(left, right) if relation == "=" else []
        if pairs:
            return self._all(pairs)
        screened = self._screened(left, relation, right)
        if screened.failure is not None:
            return self._failed(left, relation, right, screened.failure)
        if leaves_out(left) or leaves_out(right):
            raise Unknown("it cannot be told what the dots stand for")
        if relation in ORDERED:
            return self._bounded(left, relation, right, screened)
        return self._accepted(screened)

    def _all(self, pairs: Sequence[tuple[Expr, Expr]]) -> Judgement:
        """Several equalities as one: it holds if all do, and fails if one does."""
        found = [self._judged(left, "=", right) for left, right in pairs]
        worst = ("fails", "unknown", "holds")
        return min(found, key=lambda each: worst.index(each.status))

    def _screened(
        self, left: Expr, relation: str, right: Expr, change: Change | None = None
    ) -> Screening:
        """Every case tried in floating point; what has no value in one may fail in another."""
        tried, unknown = 0, list[Unknown]()
        passed: list[tuple[Setting, Claim]] = []
        settings = self._benches.settings((left, right))
        for setting in settings if change is None else [change(settings[0])]:
            for claim in self._claims(left, relation, right, setting, unknown):
                try:
                    count, failure = self._tried(claim, setting)
                except Unknown as reason:
                    unknown.append(reason)
                    continue
                tried += count
                if failure is not None:
                    return Screening(tried, passed, failure)
                passed.append((setting, claim))
        for why in unknown:
            if not passed or not isinstance(why, OutOfRange):
                raise why
        return Screening(tried, passed)

    def _claims(
        self, left: Expr, relation: str, right: Expr, setting: Setting, unknown: list[Unknown]
    ) -> Iterator[Claim]:
        """The cases of the relation; where there is none, why, added to the `unknown`."""
        try:
            yield from self._benches.claims(left, relation, right, setting)
        except OutOfRange as reason:
            if isinstance(reason, Undefined):
                raise
            unknown.append(reason)

    def _tried(self, claim: Claim, setting: Setting) -> tuple[int, Failure | None]:
        """In how many worlds of each style a case was tried, and where it failed."""
        tried = 0
        for style in STYLES if claim.ordered else STYLES[:1]:
            styled = setting._replace(style=style)
            look = self._benches.look(styled)
            found = self._valid_flags(claim, look, styled)
            tried += int(np.count_nonzero(found.defined))
            if found.violated.any():
                record = self._benches.record(styled)
                failure = refuted(self._benches, styled, claim, record, found)
                if failure is not None:
                    return tried, failure
            require_values(found, claim, look)
        return tried, None

    def _flags(self, claim: Claim, setting: Setting) -> Flags:
        look = self._benches.look(setting)
        found = self._valid_flags(claim, look, setting)
        require_values(found, claim, look)
        return found

    def _valid_flags(self, claim: Claim, look: Evaluator, setting: Setting) -> Flags:
        """The flags of the claim in those worlds in which all assumptions hold."""
        found = flags(claim, look)
        if not self.vocabulary.assumptions:
            return found
        valid = self._benches.valid(look, setting)
        worst = np.where(valid, found.worst, -np.inf)
        return Flags(found.violated & valid, worst, found.defined & valid)

    def _accepted(self, screened: Screening) -> Judgement:
        """What passed in floating point, confirmed in fractions if it can be."""
        worlds = 0
        for setting, claim in screened.passed:
            found = confirmed(self._benches, setting, claim)
            if found is None:
                return Judgement("holds", Evidence("sampled", screened.tried))
            if found.failure is not None:
                return Judgement("fails", *found.failure)
            worlds += found.worlds
        return Judgement("holds", Evidence("exact", worlds))

    def _failed(self, left: Expr, relation: str, right: Expr, failure: Failure) -> Judgement:
        """A failure as values; an equality of random values may be meant as one of laws."""
        if relation == "=" and self._random(left, right):
            return in_law(self._judged, left, right, failure)
        if relation == "approx" and are_near(left, right, self._benches):
            return Judgement("holds", Evidence("sampled", 1))
        return Judgement("fails", *failure)

    def _random(self, left: Expr, right: Expr) -> bool:
        """Whether a side has different values at different outcomes."""
        values = (field for field in self.values((left, right)) if field is not None)
        return any(axis.startswith("~") for field in values for axis in field.axes)

    def _different(self, left: Expr, right: Expr) -> Judgement:
        """Two sides that agree nowhere, as far as worlds were tried."""
        found = [
            self._flags(claim, setting)
            for setting in self._benches.settings((left, right))
            for claim in self._benches.claims(left, "=", right, setting)
        ]
        worlds = sum(int(each.defined.sum()) for each in found)
        if all(each.violated[each.defined].all() for each in found):
            return Judgement("holds", Evidence("sampled", worlds))
        if any(each.violated.any() for each in found):
            raise Unknown("the sides are equal in some worlds, and different in others")
        return Judgement("fails", Evidence("sampled", worlds), why="both sides are equal")

    def _bounded(
        self, left: Expr, relation: str, right: Expr, screened: Screening
    ) -> Judgement:
        """An inequality that passed: for a reason, or else after an attack on it."""
        if relation in ("<", ">") and self._equal(left, right):
            return Judgement("fails", why="both sides are equal")
        sides = (left, right) if ORDERED[relation] > 0 else (right, left)
        why = reason(*sides, self.vocabulary, self._equal)
        if why is not None:
            difference = Apply("-", (sides[1], sides[0]))
            accepted = self._accepted(self._screened(difference, "=", why.gap))
            return Judgement("holds", accepted.evidence, why=why.rule)
        attacked = 0
        for setting, claim in screened.passed:
            failure, worlds = self._attacked(setting, claim)
            if failure is not None:
                return Judgement("fails", *failure)
            attacked += worlds
        return Judgement("holds", Evidence("sampled", screened.tried + attacked))

    def _equal(self, left: Expr, right: Expr) -> bool:
        """Whether two expressions are equal in all worlds of the screening batch."""
        try:
            return all(
                not self._flags(claim, setting).violated.any()
                for setting in self._benches.settings((left, right))
                for claim in self._benches.claims(left, "=", right, setting)
            )
        except Unknown:
            return False

    def _attacked(self, setting: Setting, claim: Claim) -> tuple[Failure | None, int]:
        """The worst world that a search for a violation finds, and how many were moved."""

        def look(draws: Draws) -> Evaluator:
            return self._benches.fresh(draws, setting)

        def margin(draws: Draws) -> Array:
            return self._valid_flags(claim, look(draws), setting).worst

        start = Sampled(min(ATTACKERS, self._benches.batch(setting)), self._benches.seed)
        margin(start)
        try:
            draws, best = strongest(start, margin, ROUNDS)
        except Unknown:
            return None, 0
        if best.max() <= 0:
            return None, start.batch
        found = self._valid_flags(claim, look(draws), setting)
        return refuted(self._benches, setting, claim, draws.record, found), start.batch


def judge(left: Expr, relation: str, right: Expr, vocabulary: Vocabulary) -> Judgement:
    """Whether the relation holds in all worlds of the vocabulary."""
    return Court(vocabulary).judge(left, relation, right)


_orders = lru_cache(maxsize=1 << 12)(orders)
