"""A claim tried in as many worlds as wanted, in chunks, so that memory stays bounded.

By torch where it is installed, on a GPU if asked for, else by NumPy; on a CPU every core takes
its share of the chunks, each small enough to stay in its cache.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass, field
from importlib.util import find_spec
from itertools import islice
from math import isnan
from threading import Event
from typing import Any

import numpy as np

from checkers.claims.arrays import Array
from checkers.claims.claim import Claim, Pieces
from checkers.claims.draws import STYLES, Free, free_numbers, noise, placed

CHUNK_NUMBERS = {"cpu": 1 << 16, "cuda": 1 << 23}
"""How many free numbers a chunk holds: on a CPU what a core's cache keeps, with temporaries."""
DECADES = np.linspace(-20.0, 5.0, 251)
"""Edges of the histogram's bins, in log10 of the margin's size."""


@dataclass(frozen=True)
class Sweep:
    """What was seen: the least margin, a world that has it where it violates the claim."""

    worlds: int = 0
    worst: float = float("inf")
    witness: Free | None = None
    seconds: float = 0.0
    counts: Array = field(default_factory=lambda: np.zeros((2, len(DECADES) - 1)))
    """How many margins are negative, and how many not, by the size of the margin."""

    def worse(self, other: Sweep) -> Sweep:
        """The one with the lesser margin; a NaN, which is no margin, is less than any."""
        return other if isnan(other.worst) or other.worst < self.worst else self

    def __or__(self, other: Sweep) -> Sweep:
        """Both together."""
        worse = self.worse(other)
        return Sweep(
            self.worlds + other.worlds,
            worse.worst,
            worse.witness,
            max(self.seconds, other.seconds),
            self.counts + other.counts,
        )


def default_library() -> str:
    """Torch where it is installed."""
    return "torch" if find_spec("torch") else "numpy"


@dataclass(frozen=True)
class Plan:
    """Which worlds to try: `count` of them, on a device, and whether to count margins."""

    count: int
    device: str = "cpu"
    library: str = field(default_factory=default_library)
    seed: int = 0
    histogram: bool = False

    def chunks(self, claim: Claim) -> Iterator[tuple[int, int]]:
        """The index and size of every chunk; the styles take turns, so at least one each."""
        numbers = sum(domain.size for domain in claim.worlds.values())
        most = max(1, CHUNK_NUMBERS[self.device.partition(":")[0]] // numbers)
        size = min(most, -(-self.count // len(STYLES)))
        for index, start in enumerate(range(0, self.count, size)):
            yield index, min(size, self.count - start)

    def world(self, claim: Claim, index: int, size: int) -> Free:
        """The worlds of one chunk."""
        style = [*STYLES][index % len(STYLES)]
        source = noise(self.library, size, (self.seed, index), self.device)
        return placed(claim.worlds, free_numbers(claim.worlds, source, style))


def sweep(
    claim: Claim,
    plan: Plan,
    *,
    instead: Pieces | None = None,
    advance: Callable[[int], Any] = lambda n: None,
) -> Sweep:
    """Try a claim, or a near miss, in the worlds of a plan; `advance` hears of each chunk."""
    stop = Event()

    def share(worker: int) -> Sweep:
        seen = Sweep()
        with one_thread_an_operation(plan.library):
            for index, size in islice(plan.chunks(claim), worker, None, workers):
                if stop.is_set():
                    break
                seen |= _chunk(claim, plan, (index, size), instead)
                advance(size)
        return seen

    start = time.perf_counter()
    workers = _workers(plan)
    with ThreadPoolExecutor(workers) as pool:
        try:
            shares = list(pool.map(share, range(workers)))
        finally:
            stop.set()
    seen = Sweep(seconds=time.perf_counter() - start)
    for part in shares:
        seen |= part
    return seen


def _chunk(claim: Claim, plan: Plan, chunk: tuple[int, int], instead: Pieces | None) -> Sweep:
    world = plan.world(claim, *chunk)
    margin = claim.margin(world, instead)
    worst = float(margin.min())
    violated = not worst >= -claim.tolerance
    witness = one_of(world, lowest(margin)) if violated else None
    counts = _histogram(margin) if plan.histogram else np.zeros((2, len(DECADES) - 1))
    return Sweep(chunk[1], worst, witness, 0.0, counts)


def lowest(margin: Array) -> int:
    """Where the least margin is; a NaN is less than any."""
    return int(np.nan_to_num(_on_cpu(margin), nan=-np.inf).argmin())


def one_of(world: Free, at: int) -> Free:
    """One world of a batch, as NumPy arrays."""
    return {name: _on_cpu(array[at]) for name, array in world.items()}


def _on_cpu(array: Array) -> Array:
    return array if isinstance(array, np.ndarray | np.number) else array.detach().cpu().numpy()


def _histogram(margin: Array) -> Array:
    values = _on_cpu(margin)
    with np.errstate(divide="ignore"):
        sizes = np.log10(np.abs(values)).clip(DECADES[0], DECADES[-1])
    negative = values < 0
    return np.stack([np.histogram(sizes[part], DECADES)[0] for part in (negative, ~negative)])


def _workers(plan: Plan) -> int:
    """One a core; a GPU is fed by one."""
    return len(os.sched_getaffinity(0)) if plan.device == "cpu" else 1


@contextmanager
def one_thread_an_operation(library: str) -> Iterator[None]:
    """In this thread: the cores are taken by the chunks already, and small arrays need one."""
    if library == "numpy":
        yield
        return
    import torch

    before = torch.get_num_threads()
    torch.set_num_threads(1)
    try:
        yield
    finally:
        torch.set_num_threads(before)
