"""A claim examined: proved in symbols, swept over random worlds, attacked by gradients."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from checkers.claims.attack import attack
from checkers.claims.claim import PROOFS, Claim, NotProvedError
from checkers.claims.draws import Free
from checkers.claims.sweep import Plan, Sweep, sweep


@dataclass(frozen=True)
class Finding:
    """What became of a claim. `attacked` is None for equalities, and without torch."""

    claim: Claim
    proved: bool
    swept: Sweep
    attacked: Sweep | None

    @property
    def worst(self) -> Sweep:
        """The try that came closest to a violation, or was one."""
        return self.swept if self.attacked is None else self.swept.worse(self.attacked)

    @property
    def holds(self) -> bool:
        """Whether no world tried violates the claim. That is evidence, not proof."""
        return self.worst.worst >= -self.claim.tolerance

    @property
    def witness(self) -> Free | None:
        """A world that violates the claim, if any does."""
        return None if self.holds else self.worst.witness


def is_proved(claim: Claim) -> bool:
    """Whether SymPy confirms every step of a proof, for every world of the claim's family."""
    proof = PROOFS.get(claim.name)
    if proof is None:
        return False
    try:
        proof(claim)
    except NotProvedError:
        return False
    return True


def examine(
    claim: Claim, plan: Plan, advance: Callable[[int], Any] = lambda n: None
) -> Finding:
    """All three; `advance` hears how many worlds were tried, chunk by chunk."""
    swept = sweep(claim, plan, advance=advance)
    attacked = None
    if claim.relation == ">=" and plan.library == "torch":
        attacked = attack(claim, device=plan.device, seed=plan.seed)
    return Finding(claim, is_proved(claim), swept, attacked)
