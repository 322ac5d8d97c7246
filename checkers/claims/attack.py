"""Gradient ascent on the violation of a claim.

An inequality is rarely violated by chance, even where it is false. So the free numbers of the
worst worlds of a sample are moved downhill on the margin, each world on its own.
"""

from __future__ import annotations

from checkers.claims.arrays import Array
from checkers.claims.claim import Claim, Pieces
from checkers.claims.draws import Free, free_numbers, noise, placed
from checkers.claims.sweep import Sweep, lowest, one_of, one_thread_an_operation

STARTS = 32
"""How many worlds of a style are moved: the worst of eight times as many."""
STEPS = 100
RATE = 0.05
STYLES = ("plain", "near", "lopsided")
"""Empty cells stay empty under a gradient; the sweep has them."""


def attack(
    claim: Claim, *, device: str = "cpu", seed: int = 0, instead: Pieces | None = None
) -> Sweep:
    """The least margin that gradient ascent on the violation reaches, by torch."""
    seen = Sweep()
    with one_thread_an_operation("torch"):
        for index, style in enumerate(STYLES):
            source = noise("torch", 8 * STARTS, (seed, index), device)
            free = free_numbers(claim.worlds, source, style)
            seen |= _descend(claim, _worst(claim, free, instead), instead)
    return seen


def _worst(claim: Claim, free: Free, instead: Pieces | None) -> Free:
    margin = claim.margin(placed(claim.worlds, free), instead)
    at = margin.argsort()[:STARTS]
    return {name: array[at].clone() for name, array in free.items()}


def _descend(claim: Claim, free: Free, instead: Pieces | None) -> Sweep:
    """Adam on the margins; the least margin seen on the way, with its world."""
    import torch

    letters = [array.requires_grad_() for array in free.values()]
    descent = torch.optim.Adam(letters, lr=RATE)
    seen = Sweep()
    for _ in range(STEPS):
        world = placed(claim.worlds, free)
        margin = claim.margin(world, instead)
        seen |= _least(claim, world, margin.detach())
        if not margin.requires_grad:
            break
        descent.zero_grad()
        torch.nan_to_num(margin, 0.0, 0.0, 0.0).sum().backward()  # type: ignore[no-untyped-call]
        for letter in letters:
            if letter.grad is not None:
                letter.grad.nan_to_num_(0.0, 0.0, 0.0)
        descent.step()
    return seen


def _least(claim: Claim, world: Free, margin: Array) -> Sweep:
    at = lowest(margin)
    worst = float(margin[at])
    if worst >= -claim.tolerance:
        return Sweep(len(margin), worst)
    return Sweep(len(margin), worst, one_of(world, at))
