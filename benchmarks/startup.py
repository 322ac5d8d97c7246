"""How long commands take to start, as ratios to a bare interpreter, in one run.

    python benchmarks/startup.py [RUNS] [SUBMISSION]

Each command is run as a whole process, in turn with the bare interpreter, and the median of
the wall times is taken, and of the processor times, which other processes disturb less.
SUBMISSION (the example paper by default) is graded once before it is timed, so that the
references are cached, and our modules are compiled.
"""

import os
import resource
import statistics
import subprocess
import sys
import time
from pathlib import Path

EXAMPLE = Path(__file__).parent.parent / "examples" / "paper.md"
BARE = [sys.executable, "-c", "pass"]
PROGRAM = [sys.executable, "-m", "counterexam"]


def seconds(command: list[str]) -> tuple[float, float]:
    """The wall time and the processor time of one run."""
    own = {
        name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"
    }
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.perf_counter()
    subprocess.run(command, check=True, capture_output=True, env=own)
    wall, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
    return wall, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


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
    times: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(runs):
        for name, command in commands.items():
            times[name].append(seconds(command))
    bare = _medians(times["bare interpreter"])
    for name, measured in times.items():
        wall, own = _medians(measured)
        print(
            f"{name:20} {wall * 1000:6.0f} ms {wall / bare[0]:6.1f} x, "
            f"processor {own * 1000:6.0f} ms {own / bare[1]:6.1f} x"
        )


def _medians(measured: list[tuple[float, float]]) -> tuple[float, float]:
    walls, own = zip(*measured, strict=True)
    return statistics.median(walls), statistics.median(own)


if __name__ == "__main__":
    main(*(int(a) if a.isdigit() else a for a in sys.argv[1:]))
