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

from collections.abc import Sequence
from threading import RLock
from typing import Literal

import numpy as np
from msgspec import Struct

from checkers.notation.expr import Expr
from checkers.notation.vocabulary import Vocabulary
from checkers.verdict import Counterexample, Evidence
from checkers.worlds.decide_bench import STYLES, Benches, Setting
from checkers.worlds.decide_claims import ORDERED, Claim, Flags, flags, residual
from checkers.worlds.decide_exact import confirmed, refuted
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.field import Field, Unknown

DEFINED = 1 / 8
"""The share of worlds in which a claim must have a value to be judged."""


class Judgement(Struct, frozen=True):
    """What was decided of a relation, what it rests on, and where it fails.

    `sentence` says the counterexample in words; `why` is the reason where the relation is
    unknown, and the name of a rule where one explains it.
    """

    status: Literal["holds", "fails", "unknown"]
    evidence: Evidence | None = None
    counterexample: Counterexample | None = None
    sentence: str = ""
    why: str = ""


class Court:
    """Judges relations of one vocabulary. Worlds and values are kept between judgements.

    Deterministic for a seed, and safe to use from several threads.
    """

    def __init__(self, vocabulary: Vocabulary, seed: int = 0, worlds: int = 256) -> None:
        """`worlds`: how many are drawn for each batch."""
        self.vocabulary = vocabulary
        self._benches = Benches(vocabulary, seed, worlds)
        self._lock = RLock()

    def judge(self, left: Expr, relation: str, right: Expr) -> Judgement:
        """Whether the relation holds in all worlds of the vocabulary.

        Relations are those of `Chain`; ``:=`` is judged as ``=``.
        """
        with self._lock, np.errstate(all="ignore"):
            try:
                return self._judged(left, relation, right)
            except Unknown as reason:
                return Judgement("unknown", why=str(reason))
            except RecursionError:
                return Judgement("unknown", why="the expression is nested too deeply")

    def values(self, exprs: Sequence[Expr]) -> list[Field | None]:
        """The expressions' values in the screening worlds, None where they have none.

        Sizes that the worlds choose are in place; free indices are not.
        """
        with self._lock, np.errstate(all="ignore"):
            setting = self._benches.settings(tuple(exprs))[0]
            look = self._benches.look(setting)
            return [_value(look, self._benches.sized(expr, setting)) for expr in exprs]

    def _judged(self, left: Expr, relation: str, right: Expr) -> Judgement:
        tried = 0
        judged: list[tuple[Setting, Claim]] = []
        for setting in self._benches.settings((left, right)):
            for claim in self._benches.claims(left, relation, right, setting):
                found, worlds = self._screened(claim, setting)
                if found is not None:
                    return found
                tried += worlds
                judged.append((setting, claim))
        if relation in ORDERED:
            return Judgement("holds", Evidence("sampled", tried))
        return self._accepted(judged, tried)

    def _screened(self, claim: Claim, setting: Setting) -> tuple[Judgement | None, int]:
        """A refutation, if the claim fails in some world, and the number of worlds tried."""
        tried = 0
        for style in STYLES if claim.ordered else STYLES[:1]:
            found = self._flags(claim, setting._replace(style=style))
            tried += int(found.defined.sum())
            if found.violated.any():
                failure = refuted(self._benches, setting._replace(style=style), claim, found)
                if failure is not None:
                    return Judgement("fails", *failure), tried
        return None, tried

    def _flags(self, claim: Claim, setting: Setting) -> Flags:
        look = self._benches.look(setting)
        found = flags(claim, residual(claim, look))
        valid = self._benches.valid(look, setting)
        found = Flags(found.violated & valid, found.worst * valid, found.defined & valid)
        if found.defined.mean() < DEFINED:
            raise Unknown("it has no value in most worlds")
        return found

    def _accepted(self, judged: list[tuple[Setting, Claim]], tried: int) -> Judgement:
        worlds = 0
        for setting, claim in judged:
            found = confirmed(self._benches, setting, claim)
            if found is None:
                return Judgement("holds", Evidence("sampled", tried))
            if found.failure is not None:
                return Judgement("fails", *found.failure)
            worlds += found.worlds
        return Judgement("holds", Evidence("exact", worlds))


def judge(left: Expr, relation: str, right: Expr, vocabulary: Vocabulary) -> Judgement:
    """Whether the relation holds in all worlds of the vocabulary."""
    return Court(vocabulary).judge(left, relation, right)


def _value(look: Evaluator, expr: Expr) -> Field | None:
    try:
        return look.value(expr)
    except Unknown:
        return None
