"""Worlds a second that claims are swept at, in one run with the same check example by example.

    python benchmarks/claims.py [CLAIM...]

Example by example: Hypothesis draws a small world and the claim's margin is taken on it by
NumPy, as in the test suite. The sweep draws, evaluates and reduces batches, with torch on
every core, or on the GPU. The last column is how many bytes of worlds pass a second, as a part
of what the device's memory copies (read and written) in the same run: one half means that
little but the worlds moved. Without a GPU its rows are left out, and a line says so.
"""

import sys
import time
from collections.abc import Callable
from pathlib import Path

import torch
from hypothesis import HealthCheck, Phase, given, settings

sys.path.insert(0, str(Path(__file__).parent.parent))

from checkers.claims import find
from checkers.claims.claim import Claim
from checkers.claims.sweep import Plan, sweep
from tests.checkers.claims.strategies import worlds

CLAIMS = (
    "importance_weighted_bounds_increase",
    "elbo_is_a_lower_bound",
    "pinsker",
    "optimal_discriminator",
    "diffusion_posterior",
)
EXAMPLES, SECONDS, COPIED = 1000, 3.0, 1 << 27


def rate_by_example(claim: Claim) -> float:
    """Worlds a second under Hypothesis, without its database and its shrinking."""

    @settings(
        max_examples=EXAMPLES,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=[*HealthCheck],
    )
    @given(worlds(claim))
    def check(world: dict) -> None:
        seen.append(claim.holds(world))

    seen: list[bool] = []
    seconds = timed(check)
    return len(seen) / seconds


def rate_by_sweep(claim: Claim, device: str) -> float:
    """Worlds a second of a sweep that takes about SECONDS, after a shorter one."""
    short = sweep(claim, Plan(200_000, device))
    count = int(SECONDS * short.worlds / short.seconds)
    long = sweep(claim, Plan(max(count, 1000), device))
    return long.worlds / long.seconds


def bytes_copied(device: str) -> float:
    """Bytes a second that the device's memory reads and writes in a copy."""
    source = torch.ones(COPIED // 8, dtype=torch.float64, device=device)
    target = torch.empty_like(source)

    def copy() -> None:
        target.copy_(source)
        if device != "cpu":
            torch.cuda.synchronize()

    copy()
    return max(2 * COPIED / timed(copy) for _ in range(5))


def timed(run: Callable[[], object]) -> float:
    """The wall time of one run."""
    start = time.perf_counter()
    run()
    return time.perf_counter() - start


def main(names: list[str]) -> None:
    """Print a row a claim and device."""
    devices = ["cpu", *(["cuda"] if torch.cuda.is_available() else [])]
    copied = {device: bytes_copied(device) for device in devices}
    print(f"{'claim':36} {'by example':>10} {'device':>6} {'worlds/s':>9} {'ratio':>8} memory")
    for claim in (found for name in names for found in find(name)):
        one = rate_by_example(claim)
        size = 8 * sum(domain.size for domain in claim.worlds.values())
        for device in devices:
            many = rate_by_sweep(claim, device)
            part = many * size / copied[device]
            row = f"{claim.name:36} {one:10.0f} {device:>6} {many:9.2e} {many / one:7.0f}x"
            print(f"{row} {part:6.1%}")
    if "cuda" not in devices:
        print("no GPU here: nothing was measured on one")


if __name__ == "__main__":
    main(sys.argv[1:] or [*CLAIMS])
