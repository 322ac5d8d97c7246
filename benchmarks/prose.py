"""How often suggested scores order answers in words rightly.

    python benchmarks/prose.py [FILE.yaml ...]

Each file has, for a part, answers of several kinds: good, partial, and bad ones (wrong, poor,
salad). Of two answers to one part of different kinds the better one must be suggested more; a
tie is no order. Files are named for their exam, tests/solutions/<exam>/prose_answers.yaml, and
those of the tests are taken where none is given.
"""

import sys
from collections import Counter
from itertools import combinations
from pathlib import Path

import yaml

from counterexam.bank import bundled

ROOT = Path(__file__).parent.parent
RANK = {"good": 2, "partial": 1, "poor": 0, "wrong": 0, "salad": 0}


def suggested(exam: str, part: str, answer: str) -> float:
    """The whole share that a person is advised to give for the explanation or text."""
    loaded = bundled().exam(exam)
    reference = loaded.reference(part).value
    form = loaded.part(part).form
    said = f"{reference.value}. {answer}" if hasattr(reference, "rubric") else answer
    verdict = form.check(said, reference)
    return verdict.earned if verdict.suggested is None else verdict.suggested


def main(paths: list[Path]) -> None:
    """Print a row an exam: how many pairs of each two kinds are ordered rightly."""
    total: Counter[bool] = Counter()
    for path in paths:
        found: Counter[bool] = Counter()
        for part, kinds in yaml.safe_load(path.read_text("utf-8")).items():
            scored = [
                (RANK[kind], suggested(path.parent.name, part, answer))
                for kind, answers in kinds.items()
                for answer in answers
            ]
            pairs = [(a, b) for a, b in combinations(scored, 2) if a[0] != b[0]]
            found.update((a[1] - b[1]) * (a[0] - b[0]) > 1e-9 for a, b in pairs)
        print(f"{path.parent.name:24} {found[True]:5} of {found.total():5} pairs in order")
        total += found
    print(f"{'all':24} {total[True]:5} of {total.total():5}: {total[True] / total.total():.1%}")


if __name__ == "__main__":
    given = [Path(argument) for argument in sys.argv[1:]]
    main(given or sorted(ROOT.glob("tests/solutions/*/prose_answers.yaml")))
