"""Equivalence of scalar formulas, against math-verify: throughput and accuracy in one run.

Needs the benchmark-only package math-verify (pip install math-verify[antlr4_13_2]). The pairs
are scalar formulas that both can read; each is judged by both, warm, in one process.

    python benchmarks/against_math_verify.py [ROUNDS]
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from checkers.equivalent import equivalent

EQUAL = [
    ("x^2 - 1", "(x - 1)(x + 1)"),
    (r"\frac{1}{x-1} - \frac{1}{x+1}", r"\frac{2}{x^2-1}"),
    (r"-\frac{1}{1-x}", r"\frac{1}{x-1}"),
    (r"\sin(2x)", r"2 \sin(x) \cos(x)"),
    (r"\sqrt{x^2 y^2 + x^2}", r"\sqrt{x^2 (y^2 + 1)}"),
    ("(a + b)^3", "a^3 + 3 a^2 b + 3 a b^2 + b^3"),
    (r"\frac{a}{b} + \frac{c}{d}", r"\frac{a d + b c}{b d}"),
    (r"e^{x + y}", r"e^x e^y"),
    (r"\frac{1}{3}", r"\frac{2}{6}"),
    ("x(y + z)", "x y + x z"),
]
UNEQUAL = [
    ("x^2 - 1", "(x - 1)^2"),
    (r"\frac{1}{x-1}", r"\frac{1}{1-x}"),
    (r"\sin(2x)", r"2 \sin(x)"),
    ("(a + b)^3", "a^3 + b^3"),
    (r"\frac{a}{b} + \frac{c}{d}", r"\frac{a + c}{b + d}"),
    (r"e^{x + y}", r"e^x + e^y"),
    (r"\frac{1}{3}", r"\frac{1}{4}"),
    ("x(y + z)", "x y + z"),
]
PAIRS = [(*pair, True) for pair in EQUAL] + [(*pair, False) for pair in UNEQUAL]


def main() -> None:
    """Print right verdicts and pairs a second of both, and the ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    ours, theirs = _measured(_ours, rounds), _measured(_math_verify(), rounds)
    for name, (right, rate) in (("counterexam", ours), ("math-verify", theirs)):
        print(f"{name}: {right} of {len(PAIRS)} right, {rate:.0f} pairs a second")
    print(f"throughput: {ours[1] / theirs[1]:.1f} times that of math-verify")


def _measured(judge: Callable[[str, str], bool], rounds: int) -> tuple[int, float]:
    right = sum(judge(one, other) == same for one, other, same in PAIRS)
    start = time.perf_counter()
    for _ in range(rounds):
        for one, other, _ in PAIRS:
            judge(one, other)
    return right, rounds * len(PAIRS) / (time.perf_counter() - start)


def _ours(reference: str, answer: str) -> bool:
    return equivalent(reference, answer).outcome == "correct"


def _math_verify() -> Callable[[str, str], bool]:
    try:
        from math_verify import parse, verify
    except ImportError:
        raise SystemExit("pip install 'math-verify[antlr4_13_2]' to compare with it") from None

    def judge(reference: str, answer: str) -> bool:
        return bool(verify(parse(f"${reference}$"), parse(f"${answer}$")))

    return judge


if __name__ == "__main__":
    main()
