r"""Hostile input: a verdict or a clear refusal within 1 s and 200 MB.

Every case is judged in a process of its own, as an answer held against a reference and as a
derivation. Prints the outcome, the processor time from the call to the verdict, and the peak
memory of the whole process; exits with 1 if a case is over a limit.

    python benchmarks/hostile.py
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time

SECONDS, MEGABYTES = 1.0, 200.0
CASES = {
    "1,000 nested parentheses": "(" * 1000 + "x" + ")" * 1000,
    "1,000 nested braces": r"\frac{1}{" * 1000 + "x" + "}" * 1000,
    "1,000 open parentheses": "(" * 1000 + "x",
    "a tower of powers": "9^{9^{9^9}}",
    "a large power": "(x+1)^{100000}",
    "a large power of a sum": "(a+b+c+d)^{10^{10}}",
    "a large factorial": "(10^9)!",
    "a line of 1 MB": "x" * 1_000_000,
    "a sum of 1 MB": "+".join(["x"] * 500_000),
    "a sum of 10,000 terms": "+".join(f"x^{k % 10}" for k in range(10_000)),
    "10,000 different terms": "+".join(f"{k}x" for k in range(10_000)),
    "a difference of 10,000": "-".join(["x"] * 10_000),
    "the longest sum": "+".join(["x"] * 5_900),
    "the longest product": "(x+1)" * 2_300,
    "10,000 factors": "x" * 10_000,
    "10,000 words": "so " * 10_000,
    "a product of 10,000 factors": "".join(["(x+1)"] * 10_000),
    "a long number": "9" * 100_000,
    "sums within sums": r"\sum_{i=1}^{100}" * 12 + "x",
    "a long sum": r"\sum_{i=1}^{10^9} i",
    "a large matrix": r"\begin{pmatrix}" + "1 & " * 20_000 + r"1\end{pmatrix}",
    "macros that define macros": "".join(
        rf"\newcommand{{\m{chr(98 + k)}}}{{{(chr(92) + 'm' + chr(97 + k)) * 9}}}"
        for k in range(12)
    )
    + r"\mm = 1",
}


def main() -> None:
    """Run every case in both ways, each in its own process."""
    over = 0
    for name in CASES:
        for way in ("answer", "derivation"):
            command = [sys.executable, __file__, way, name]
            try:
                done = subprocess.run(command, capture_output=True, timeout=60, check=True)
                outcome, seconds, megabytes = json.loads(done.stdout)
            except (subprocess.SubprocessError, ValueError):
                outcome, seconds, megabytes = "no verdict", 60.0, 0.0
            fits = seconds <= SECONDS and megabytes <= MEGABYTES
            over += not fits
            mark = "" if fits else "  OVER"
            print(f"{name:28} {way:10} {outcome:10} {seconds:6.2f} s {megabytes:5.0f} MB{mark}")
    print(f"{2 * len(CASES) - over} of {2 * len(CASES)} within {SECONDS:g} s, {MEGABYTES:g} MB")
    sys.exit(over > 0)


def judge(way: str, name: str) -> None:
    """Judge one case in this process, and print what it took."""
    from checkers.derivation import judge_derivation
    from checkers.equivalent import equivalent

    text = CASES[name]
    equivalent("x + 1", "1 + x")  # imports are counted in memory, not in time
    start = time.process_time()
    if way == "answer":
        verdict = equivalent("(x + 1)^2", text)
    else:
        verdict = judge_derivation(f"$$x = {text}$$")
    seconds = time.process_time() - start
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(json.dumps([verdict.outcome, seconds, megabytes]))


if __name__ == "__main__":
    judge(*sys.argv[1:]) if len(sys.argv) > 1 else main()
