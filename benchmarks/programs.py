"""How long a program's check takes, by stage: ``python benchmarks/programs.py [--runs N]``.

The first check starts the template, which imports NumPy; later ones fork it. Figures are
medians and ninetieth percentiles of wall time, and the processor time of this process; the
load of the machine stands beside them, for on a busy one every stage waits its turn.
"""

from __future__ import annotations

import argparse
import os
import statistics
import time
from collections.abc import Callable, Mapping

from checkers.program import Made, Program, Property, close
from checkers.sandbox.running import Call, Limits
from checkers.sandbox.warm import start

CODE = "import numpy as np\ndef Q(t, T, K):\n    return np.full((K, K), 1 / K)"
CASES = [(t, 8, K) for t in range(1, 9) for K in (2, 3, 5)]


def rows(made: Made) -> dict[str, str] | None:
    """The property of the benchmark: rows sum to one."""
    found = made.each("Q", CASES, lambda t, T, K: (K, K))
    return None if all(close(Q.sum(1), 1) for Q in found) else {"Q": "not stochastic"}


FORM = Program(("Q(t, T, K)",), (Property("rows sum to one", rows),))


def check() -> None:
    """A whole check: 24 calls in one message."""
    verdict = FORM.check(f"```python\n{CODE}\n```")
    if verdict.outcome != "correct":
        raise SystemExit(verdict.feedback)


def stages() -> Mapping[str, float]:
    """One run by its stages, in milliseconds."""
    at = [time.perf_counter()]
    run = start(Limits())
    at.append(time.perf_counter())
    run.load([CODE])
    at.append(time.perf_counter())
    run.ask([Call("Q", case) for case in CASES])
    at.append(time.perf_counter())
    run.close()
    at.append(time.perf_counter())
    names = ("fork and confine", "load", "24 calls", "close")
    return {name: 1000 * (b - a) for name, a, b in zip(names, at, at[1:], strict=False)}


def timed(run: Callable[[], object]) -> float:
    """Milliseconds of wall time."""
    begun = time.perf_counter()
    run()
    return 1000 * (time.perf_counter() - begun)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=100)
    runs = parser.parse_args().runs
    print(f"first check: {timed(check):.0f} ms")
    begun = time.process_time()
    whole = [timed(check) for _ in range(runs)]
    own = 1000 * (time.process_time() - begun) / runs
    parts = [stages() for _ in range(runs)]
    rows = {"whole check": whole} | {name: [part[name] for part in parts] for name in parts[0]}
    print(f"{'ms':<18}{'median':>8}{'90 %':>8}{'least':>8}")
    for name, values in rows.items():
        ninth = statistics.quantiles(values, n=10)[-1]
        print(f"{name:<18}{statistics.median(values):8.2f}{ninth:8.2f}{min(values):8.2f}")
    print(f"of a check, this process: {own:.2f} ms")
    with start(Limits()) as run:
        print(f"layers: {', '.join(run.layers)}")
    load = os.getloadavg()[0]
    print(f"{os.cpu_count()} cores, load {load:.1f} over the last minute")


if __name__ == "__main__":
    main()
