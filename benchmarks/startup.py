"""How long commands take to start, as ratios to a bare interpreter, in one run.

    python benchmarks/startup.py [RUNS] [SUBMISSION]

Each command is run as a whole process, in turn with the bare interpreter, and the median of
the wall times is taken. SUBMISSION (the example paper by default) is graded twice before it
is timed, so that the references are cached.
"""

import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "paper.md"
BARE = [sys.executable, "-c", "pass"]
PROGRAM = [sys.executable, "-m", "counterexam"]


def seconds(command: list[str]) -> float:
    """The wall time of one run."""
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


def main(runs: int = 15, submission: str = str(EXAMPLE)) -> None:
    """Print a row a command: median milliseconds and the ratio to the bare interpreter."""
    commands = {
        "bare interpreter": BARE,
        "counterexam --help": [*PROGRAM, "--help"],
        "counterexam exams": [*PROGRAM, "exams"],
        "counterexam grade": [*PROGRAM, "grade", submission],
    }
    for command in commands.values():
        seconds(command)
    times = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(seconds(command))
    bare = statistics.median(times["bare interpreter"])
    for name, measured in times.items():
        median = statistics.median(measured)
        print(f"{name:22} {median * 1000:8.0f} ms {median / bare:8.1f} x")


if __name__ == "__main__":
    main(*(int(a) if a.isdigit() else a for a in sys.argv[1:]))
