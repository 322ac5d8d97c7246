"""How long an answer takes in a warm process: the transcripts' derivations and formulas.

Each question is prepared by checking its own reference once: its vocabulary, claims and
milestones are read, its worlds drawn. Then every transcript's answer to it is timed when it is
seen for the first time; then variations of it (mutants, and rewritings of derivations), each
seen once; then the transcripts' answers again. Processor time, one core, 256 worlds. Between
answers are kept, within bounds: what lines were read as, what relations were judged to be, and
the values of expressions in the worlds drawn; a variation shares what it has in common with its
original, as students' answers to one question do. One thread is for the linear algebra too,
whose processor time counts on every core. How fast the machine was, which on a shared one
varies twofold, is told by the time of a plain loop, before and after.

    OMP_NUM_THREADS=1 python benchmarks/speed.py [--variations N]
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Iterator
from statistics import median
from typing import Any, NamedTuple

from derivations import Task, printed_answers, tasks

from checkers.derivation import Derivation
from checkers.formula import Formula
from counterexam.audit.derivations import rewritten
from counterexam.audit.mutate import mutants
from counterexam.bank import LoadedExam, bundled


class Answer(NamedTuple):
    """A transcript's answer with its variations."""

    name: str
    form: Any
    reference: Any
    text: str
    own: str
    variations: list[str]


def main() -> None:
    """Print the medians of both forms."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--variations", type=int, default=20, help="of an answer, at most")
    most = parser.parse_args().variations
    print(f"this machine: a million additions take {_additions():.0f} ms")
    bank = bundled()
    exams = [bank.exam(exam_id) for exam_id in bank.exam_ids]
    for what, found in (("derivations", _derivations), ("formulas", _formulas)):
        answers = [answer for exam in exams for answer in found(exam, most)]
        for answer in answers:
            answer.form.check(answer.own, answer.reference)
        first = [_timed(answer, answer.text) for answer in answers]
        varied = [_timed(a, text) for a in answers for text in a.variations]
        again = [_timed(answer, answer.text) for answer in answers]
        for when, times in (("first seen", first), ("varied", varied), ("again", again)):
            print(
                f"{what}, {when}: median {median(times):.2f} ms of processor time "
                f"over {len(times)} checks"
            )
    print(f"this machine: a million additions take {_additions():.0f} ms")


def _additions() -> float:
    start, total = time.process_time(), 0
    for number in range(1_000_000):
        total += number
    return (time.process_time() - start) * 1000


def _timed(answer: Answer, text: str) -> float:
    start = time.process_time()
    answer.form.check(text, answer.reference)
    return (time.process_time() - start) * 1000


def _derivations(exam: LoadedExam, most: int) -> Iterator[Answer]:
    for task in tasks(exam):
        if task.name.endswith(" transcript"):
            yield _answer(task, task.reference["derivation"], most)


def _formulas(exam: LoadedExam, most: int) -> Iterator[Answer]:
    printed = printed_answers(exam)
    for part in exam.parts.values():
        if isinstance(part.form, Formula) and part.id in printed:
            reference = exam.reference(part.id).value
            task = Task(f"{exam.id} {part.id}", part.form, reference, printed[part.id])
            own = reference if isinstance(reference, str) else "; ".join(map(str, reference))
            yield _answer(task, own, most)


def _answer(task: Task, own: str, most: int) -> Answer:
    derived = rewritten(task.answer, task.form) if isinstance(task.form, Derivation) else ()
    texts = [mutant.text for mutant in mutants(task.answer)][:most]
    texts += [text for _, text in derived][:most]
    return Answer(task.name, task.form, task.reference, task.answer, own, texts)


if __name__ == "__main__":
    main()
