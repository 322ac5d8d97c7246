"""Integers written over a base of coprimes, without factoring them into primes."""

from __future__ import annotations

from collections.abc import Iterable
from math import gcd


def valuation(number: int, base: int) -> int:
    """How often `base` divides `number`."""
    count = 0
    while number % base == 0:
        number //= base
        count += 1
    return count


def coprime_base(numbers: Iterable[int]) -> list[int]:
    """Pairwise coprime integers above 1, of which every given one is a product of powers."""
    base: list[int] = []
    waiting = [n for n in numbers if n > 1]
    while waiting:
        number = waiting.pop()
        for place, other in enumerate(base):
            common = gcd(number, other)
            if common > 1:
                del base[place]
                waiting.extend(n for n in (number // common, common, other // common) if n > 1)
                break
        else:
            base.append(number)
    return base
