"""Equivalence of scalar formulas, against math-verify: throughput and accuracy in one run.

Needs the benchmark-only package math-verify (pip install math-verify[antlr4_13_2]). The pairs
are scalar formulas that both can read; each is judged by both, warm, in one process, by its
processor time. In each round the formulas are in other letters, so that neither has seen them;
then they are judged again.

    python benchmarks/against_math_verify.py [ROUNDS]
"""

from __future__ import annotations

import re
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
LETTERS = "xyzabcdhkmnrstuvw"
ALONE = re.compile(r"\\[A-Za-z]+|[A-Za-z]")


def main() -> None:
    """Print right verdicts and pairs a second of both, and the ratio."""
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    judges = {"counterexam": _ours, "math-verify": _math_verify()}
    measured = {name: Measured() for name in judges}
    for turn in range(rounds + 1):
        for name, judge in judges.items():
            measured[name].take(judge, turn)
    total = len(PAIRS) * (rounds + 1)
    for name, found in measured.items():
        print(
            f"{name}: {found.right} of {total} right, "
            f"{found.rate(found.first):.0f} pairs a second never seen, "
            f"{found.rate(found.again):.0f} seen before"
        )
    ours, theirs = measured.values()
    first, again = sum(theirs.first) / sum(ours.first), sum(theirs.again) / sum(ours.again)
    print(
        f"throughput: {first:.1f} times that of math-verify on pairs never seen, "
        f"{again:.1f} times on pairs seen before"
    )


class Measured:
    """Right verdicts, and the seconds that each round took: never seen, and seen before. The
    judges take turns, so that both meet the machine as it is; the first round warms them up.
    """

    def __init__(self) -> None:
        """Nothing is measured yet."""
        self.right = 0
        self.first: list[float] = []
        self.again: list[float] = []

    def take(self, judge: Callable[[str, str], bool], turn: int) -> None:
        """A round in letters of its own, twice."""
        start = time.process_time()
        self.right += _right(judge, turn)
        middle = time.process_time()
        _right(judge, turn)
        if turn:
            self.first.append(middle - start)
            self.again.append(time.process_time() - middle)

    def rate(self, rounds: list[float]) -> float:
        """Pairs a second."""
        return len(rounds) * len(PAIRS) / sum(rounds)


def _right(judge: Callable[[str, str], bool], turn: int) -> int:
    """How many pairs are judged rightly when their letters are moved on by so many."""
    return sum(
        judge(_moved(one, turn), _moved(other, turn)) == same for one, other, same in PAIRS
    )


def _moved(text: str, turn: int) -> str:
    return ALONE.sub(lambda found: _letter(found[0], turn), text)


def _letter(text: str, turn: int) -> str:
    """The letter so many places on; commands and Euler's number stay."""
    if text not in LETTERS:
        return text
    return LETTERS[(LETTERS.index(text) + turn) % len(LETTERS)]


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
