"""The numbers, computed from the data that the parts are given."""

from collections.abc import Sequence
from math import log, sqrt

from counterexam.exam import checked, require


@checked
def part_a(p: Sequence[float], q: Sequence[float]) -> float:
    r"""$KL(p \| q) = \sum_k p_k \log(p_k / q_k)$, never negative."""
    divergence = sum(a * log(a / b) for a, b in zip(p, q, strict=True))
    require(divergence >= 0, "a divergence is not negative")
    return divergence


@checked
def part_b(x_0: float, beta: float) -> dict[str, float]:
    r"""$m = \sqrt{1 - \beta}\, x_0$ and $v = \beta$."""
    return {"m": sqrt(1 - beta) * x_0, "v": beta}
