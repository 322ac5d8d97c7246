"""How often suggested scores order answers in words rightly.

    python benchmarks/prose.py [FILE.yaml ...]

Each file has, for a part, answers of several kinds: good, partial, and bad ones (wrong, poor,
salad). Of two answers to one part of different kinds the better one must be suggested more; a
tie is no order. A file stands in a folder named for its exam, and where none is given, four
sets are taken:

- tests/solutions/*/prose_answers.yaml were written beside the rubrics. They prove that the
  rubrics work as meant, and no more.
- prose_answers/*/prose_answers.yaml were written from the problem statements alone. When they
  were first held against the rubrics, on 28 November 2026, 608 of 843 pairs were in order,
  72.1%: cmu24789_midterm_2025 119 of 130, cs236_midterm_2023 236 of 379, dl_final 124 of 152,
  gm_midterm_2025 76 of 89, ift6135_a3_2023 53 of 93. Since then the answers to odd parts (the
  first of a file, the third and so on) have been read to mend rubrics, concepts and matching;
  of those to even parts only the totals were seen, among others when the few weights of
  `checkers.prose.suggesting` and `likeness` were chosen (which move them by 1 or 2%). Mended
  rubrics put 285 of 365 even pairs in order; likeness and rubrics with more points and
  sentences, written from the subject alone, 332, 91.0%. Some 890 more sentences for all but
  cs236_midterm_2023 make it 334, 91.5%; parts whose roles can be exchanged were given more of
  them after the counts of single parts, even ones among them, had been seen.
- prose_answers/*/later_answers.yaml were written after that, to odd parts, by one who had seen
  the rubrics: 46 of 104 pairs were in order by the rubrics as they had been, 51 by the mended
  ones, so mending fits the phrasings at hand and helps new ones little. They have been read
  since, as answers to odd parts are.
- prose_answers/*/unseen_answers.yaml were written on 29 November 2026, from statements alone,
  and nobody who worked on rubrics or matching read them. When they were first held against the
  rubrics, 751 of 1,008 pairs were in order by those of the day before, 74.5%, and 874 by the
  new ones with likeness, 86.7%. Then the keyword lists of odd parts, and no other answers, were
  read, to tell lists of terms from statements, and one weight was chosen by the totals: 910,
  90.3%.
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
    verdict = loaded.part(part).form.check(answer, loaded.reference(part).value)
    return verdict.earned if verdict.suggested is None else verdict.suggested


def in_order(path: Path) -> list[Counter[bool]]:
    """How many pairs are ordered rightly and wrongly, a part of the file each."""
    counts = []
    for part, kinds in yaml.safe_load(path.read_text("utf-8")).items():
        scored = [
            (RANK[kind], suggested(path.parent.name, part, answer))
            for kind, answers in kinds.items()
            for answer in answers
        ]
        pairs = [(a, b) for a, b in combinations(scored, 2) if a[0] != b[0]]
        counts.append(Counter((a[1] - b[1]) * (a[0] - b[0]) > 1e-9 for a, b in pairs))
    return counts


def _share(count: Counter[bool]) -> str:
    return f"{count[True]:5} of {count.total():5}: {count[True] / count.total():6.1%}"


def main(title: str, paths: list[Path]) -> None:
    """Print a row an exam, and one for all: pairs in order, in all parts and in even ones."""
    print(f"{title:44} even parts")
    total: Counter[bool] = Counter()
    even: Counter[bool] = Counter()
    for path in paths:
        counts = in_order(path)
        of_file, of_even = (sum(c, Counter()) for c in (counts, counts[1::2]))
        print(f"{path.parent.name:24} {_share(of_file)}  {_share(of_even)}")
        total, even = total + of_file, even + of_even
    print(f"{'all':24} {_share(total)}  {_share(even)}")


if __name__ == "__main__":
    if given := [Path(argument) for argument in sys.argv[1:]]:
        main("Answers given", given)
    else:
        main("Beside the rubrics", sorted(ROOT.glob("tests/solutions/*/prose_answers.yaml")))
        alone = "benchmarks/prose_answers"
        main("From statements alone", sorted(ROOT.glob(f"{alone}/*/prose_answers.yaml")))
        main("After mending", sorted(ROOT.glob(f"{alone}/*/later_answers.yaml")))
        main("Unseen", sorted(ROOT.glob(f"{alone}/*/unseen_answers.yaml")))
