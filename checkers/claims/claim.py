"""A claim: a theorem that runs.

A theorem is a function that returns its sides, in worlds whose letters it declares. Near misses
are the same statement with one piece replaced, each false, and each must be refuted.
"""

from __future__ import annotations

import inspect
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import Any, Literal

import numpy as np

from checkers.claims.arrays import Array, library
from checkers.claims.domains import Domain

Relation = Literal["=", ">="]
World = Mapping[str, Array]
Pieces = Mapping[str, Any]
"""What stands in the place of some of a statement's pieces."""
ENOUGH = 5
"""How many near misses a claim ships with, at the least."""


class ClaimError(Exception):
    """A claim is not declared as it must be, or none has the name asked for."""


class NotProvedError(Exception):
    """A step of a proof was not confirmed. The claim may hold all the same."""


@dataclass(frozen=True)
class Claim:
    """A statement about every world of a family.

    `sides` takes the letters of a world and returns two or more sides, each of which stands in
    `relation` to the next. `near_misses` gives, by what is false about it, what to replace.
    """

    name: str
    statement: str
    source: str
    parts: tuple[str, ...]
    worlds: Mapping[str, Domain]
    relation: Relation
    sides: Callable[..., tuple[Array, ...]]
    near_misses: Mapping[str, Pieces]
    tolerance: float

    @property
    def subject(self) -> str:
        """The file that states it."""
        return self.sides.__module__.rpartition(".")[2]

    def margin(self, world: World, instead: Pieces | None = None) -> Array:
        """By how much the claim holds in each world: (n,), negative where it fails.

        The margin of l >= r is l - r, that of l = r is -|l - r|, relative to 1 + the smaller
        of |l| and |r|; the worst over entries and sides. NaN where a side has no value.
        """
        with np.errstate(all="ignore"):
            sides = self.sides(**{**world, **(instead or {})})
            gaps = [self._gap(left, right) for left, right in pairwise(sides)]
        worst = gaps[0]
        for gap in gaps[1:]:
            worst = library(gap).minimum(worst, gap)
        return worst

    def _gap(self, left: Array, right: Array) -> Array:
        left, right = _alike(left, right)
        lib = library(left)
        excess = left - right if self.relation == ">=" else -abs(left - right)
        gap = excess / (1 + lib.minimum(abs(left), abs(right)))
        gap = lib.where(left == right, 0.0, gap)  # infinite on both sides is equal
        axes = tuple(range(1, gap.ndim))
        return lib.amin(gap, axes) if axes else gap

    def holds(self, world: World, instead: Pieces | None = None) -> bool:
        """Whether every world given satisfies the claim; NaN never does."""
        return bool((self.margin(world, instead) >= -self.tolerance).all())


def _alike(left: Array, right: Array) -> tuple[Array, Array]:
    """Both sides as arrays of one shape; a side may be a plain number."""
    array = right if isinstance(left, float | int) else left
    if library(array) is np:
        return tuple(np.broadcast_arrays(left, right))  # type: ignore[return-value]
    as_tensor = library(array).as_tensor
    sides = (as_tensor(s, dtype=array.dtype, device=array.device) for s in (left, right))
    return tuple(library(array).broadcast_tensors(*sides))


CLAIMS: dict[str, Claim] = {}
"""Every claim whose module has been imported, by name."""
PROOFS: dict[str, Callable[[Claim], None]] = {}
"""How claims are proved, by name; others are swept and attacked only."""


def theorem(
    statement: str,
    *,
    source: str,
    worlds: Mapping[str, Domain],
    near_misses: Mapping[str, Mapping[str, Any]],
    parts: tuple[str, ...] = (),
    relation: Relation = "=",
    tolerance: float = 1e-9,
) -> Callable[[Callable[..., tuple[Array, ...]]], Claim]:
    """Decorator that makes a function a claim. ClaimError: its name is taken, a near miss
    replaces nothing, or there are too few of them.

    `near_misses` maps the name of a piece to what may stand in its place, by what is false.
    """

    def register(sides: Callable[..., tuple[Array, ...]]) -> Claim:
        name = sides.__name__
        if name in CLAIMS:
            raise ClaimError(f"{name}: stated twice, first in {CLAIMS[name].subject}")
        misses = dict(_flat(near_misses))
        _check(name, sides, misses, worlds)
        CLAIMS[name] = Claim(
            name, statement, source, parts, worlds, relation, sides, misses, tolerance
        )
        return CLAIMS[name]

    return register


def _flat(near_misses: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[str, Pieces]]:
    for piece, wrong in near_misses.items():
        for what, replacement in wrong.items():
            yield what, {piece: replacement}


def _check(
    name: str,
    sides: Callable[..., Any],
    misses: Mapping[str, Pieces],
    worlds: Mapping[str, Domain],
) -> None:
    letters = inspect.signature(sides).parameters
    missing = set(worlds) - set(letters)
    if missing:
        raise ClaimError(f"{name}: its worlds have {sorted(missing)}, which it does not take")
    for miss, pieces in misses.items():
        if not set(pieces) <= set(letters):
            raise ClaimError(f"{name}: near miss {miss!r} replaces {[*pieces]}, not a piece")
    if len(misses) < ENOUGH:
        raise ClaimError(f"{name}: {len(misses)} near misses, {ENOUGH} are needed")


def proves(*claims: Claim) -> Callable[[Callable[[Claim], None]], Callable[[Claim], None]]:
    """Decorator that registers the proof of claims, which must have none yet.

    A proof returns if every step is confirmed, and raises NotProvedError otherwise.
    """

    def register(proof: Callable[[Claim], None]) -> Callable[[Claim], None]:
        for claim in claims:
            if claim.name in PROOFS:
                raise ClaimError(f"{claim.name}: proved twice")
            PROOFS[claim.name] = proof
        return proof

    return register
