"""Derivations mutated and rewritten: how many wrong ones are refuted, how many right ones pass.

Takes every derivation part of the bank: the answer of the exam's transcript where there is one,
and the reference's own. Each that is correct is mutated one token at a time (mutants that say
the same, or another truth, are discarded by deciding the changed steps) and rewritten in ways
that keep its meaning. Prints, per part, by kind of slip and in all, the shares refuted, refuted
at the right step, undecided, and rewrites accepted, with the median processor time of a check
in a warm process: of answers that were never seen (the mutants and rewrites), and of the
transcripts' answers, met again.

    python benchmarks/derivations.py [--exam ID] [--part ID] [--limit N] [--verbose]
"""

from __future__ import annotations

import argparse
import os
import time
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path
from statistics import median
from typing import Any, NamedTuple

from checkers.derivation import Derivation
from checkers.derivation.fresh import completed, places
from checkers.notation.passages import read_passages
from checkers.verdict import Verdict
from checkers.worlds.decide import Court
from checkers.worlds.shared import shared_court
from counterexam.audit.derivations import rewritten
from counterexam.audit.mutate import mutants
from counterexam.bank import Bank, LoadedExam, bundled
from counterexam.errors import InputError
from counterexam.submission import align, read, recognise

SHARED = Path(os.environ.get("COUNTEREXAM_SHARED", Path(__file__).parents[2] / "shared"))
REFUTED = ("incorrect", "partial")
UNDECIDED = ("review", "unreadable")


def main() -> None:
    """Run on the whole bank, or one exam."""
    options = _options()
    bank = Bank(options.bank) if options.bank else bundled()
    total: Counter[str] = Counter()
    slips: dict[str, Counter[str]] = defaultdict(Counter)
    unseen: list[float] = []
    again: list[float] = []
    for exam_id in [options.exam] if options.exam else bank.exam_ids:
        for task in tasks(bank.exam(exam_id), options.part):
            total += measure(task, options, unseen, slips)
            if task.name.endswith(" transcript"):
                _timed(task, task.answer, again)
    for operator, counts in sorted(slips.items()):
        _row(f"slip: {operator}", counts)
    _row("all", total)
    for what, times in (("answers never seen", unseen), ("transcripts, again", again)):
        if times:
            print(
                f"{what}: median {median(times):.1f} ms of processor time "
                f"over {len(times)} checks"
            )


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--exam")
    parser.add_argument("--part")
    parser.add_argument("--bank", type=Path)
    parser.add_argument("--limit", type=int, help="mutants per answer")
    parser.add_argument("--verbose", action="store_true", help="print every miss")
    return parser.parse_args()


class Task(NamedTuple):
    """An answer to a derivation part."""

    name: str
    form: Derivation
    reference: Any
    answer: str


def tasks(exam: LoadedExam, only: str | None = None) -> Iterator[Task]:
    """The derivation parts with their answers: the reference's own and the transcript's."""
    printed = printed_answers(exam)
    for part in exam.parts.values():
        if isinstance(part.form, Derivation) and only in (None, part.id):
            reference = exam.reference(part.id).value
            answers = {"reference": reference["derivation"], "transcript": printed.get(part.id)}
            for where, answer in answers.items():
                if answer:
                    yield Task(f"{exam.id} {part.id} {where}", part.form, reference, answer)


def printed_answers(exam: LoadedExam) -> dict[str, str]:
    """The answers of the exam's transcript, by part."""
    for path in sorted(SHARED.glob("seeds/*.txt")):
        document = read(path)
        if _is_of(document, exam):
            found = align(document, exam).answers
            return {part: answer.text for part, answer in found.items()}
    return {}


def _is_of(document: Any, exam: LoadedExam) -> bool:
    try:
        return recognise(document, exam.bank) == exam.id
    except InputError:
        return False


def measure(
    task: Task,
    options: argparse.Namespace,
    times: list[float],
    slips: dict[str, Counter[str]],
) -> Counter[str]:
    """Mutate and rewrite one answer, and count what becomes of it."""
    original = _timed(task, task.answer, [])
    if original.outcome != "correct":
        print(f"{task.name}: {original.outcome}: {original.feedback}")
        return Counter()
    counts: Counter[str] = Counter()
    for mutant in list(mutants(task.answer))[: options.limit]:
        verdict = _timed(task, mutant.text, times)
        kind = _kind(task, original, mutant.text, verdict)
        counts[kind] += 1
        slips[mutant.operator][kind] += 1
        if options.verbose and kind in ("accepted", "undecided", "wrong step"):
            _show(task.name, kind, mutant.operator, original, verdict)
    for way, fresh in rewritten(task.answer, task.form):
        verdict = _timed(task, fresh, times)
        accepted = verdict.outcome == "correct"
        counts["rewrites"] += 1
        counts["rewrites accepted"] += accepted
        if options.verbose and not accepted:
            print(f"  {task.name}: {way}: {verdict.outcome}: {verdict.feedback}\n{fresh}")
    _row(task.name, counts)
    return counts


def _timed(task: Task, answer: str, times: list[float]) -> Verdict:
    start = time.process_time()
    verdict = task.form.check(answer, task.reference)
    times.append((time.process_time() - start) * 1000)
    return verdict


def _kind(task: Task, original: Verdict, mutant: str, verdict: Verdict) -> str:
    changed = _changed(original, verdict)
    if not changed or _says_the_same(task, mutant, changed):
        return "discarded"
    if verdict.outcome in UNDECIDED:
        return "undecided"
    if verdict.outcome not in REFUTED:
        return "discarded" if _is_true(task, mutant, changed) else "accepted"
    failing = [step.index for step in verdict.steps or () if step.status == "fails"]
    found = failing[0] in changed if failing else len(verdict.steps or ()) in changed
    assumed = {step.index for step in verdict.steps or () if step.rule == "assumption"}
    found |= changed <= assumed
    return "right step" if found else "wrong step"


def _changed(original: Verdict, mutant: Verdict) -> set[int]:
    """The indices of steps that read otherwise in the mutant; all, if their number differs."""
    before, after = original.steps or (), mutant.steps or ()
    if len(before) != len(after):
        return {step.index for step in after}
    pairs = zip(before, after, strict=True)
    return {
        b.index
        for a, b in pairs
        if (a.left, a.relation, a.right) != (b.left, b.relation, b.right)
    }


def _says_the_same(task: Task, mutant: str, changed: set[int]) -> bool:
    """Whether every changed side is equal to the original one in every world."""
    before, after = (read_passages(t, task.form.vocabulary) for t in (task.answer, mutant))
    if len(before.statements) != len(after.statements):
        return False
    said, vocabulary = completed([*before.statements, *after.statements], before.vocabulary)
    both = list(map(places, said)) if task.form.of_places else said
    court = shared_court(vocabulary)
    pairs = list(zip(both[: len(both) // 2], both[len(both) // 2 :], strict=True))
    return all(
        a.relation == b.relation
        and _same(court, a.left, b.left)
        and _same(court, a.right, b.right)
        for a, b in pairs
        if b.index in changed
    )


def _is_true(task: Task, mutant: str, changed: set[int]) -> bool:
    """Whether every changed step is true as it stands, in worlds that no check has seen.

    A definition, or a letter that is set to something, is true of nothing. What is assumed
    cannot be false; the steps that rest on it were judged under it.
    """
    passages = read_passages(mutant, task.form.vocabulary)
    said, vocabulary = completed(passages.statements, passages.vocabulary)
    court = Court(vocabulary, seed=1)
    return all(
        s.kind == "assumption"
        or (
            s.kind != "definition"
            and s.left is not None
            and s.right is not None
            and court.judge(s.left, s.relation, s.right).status == "holds"
        )
        for s in said
        if s.index in changed
    )


def _same(court: Any, one: Any, other: Any) -> bool:
    if one is None or other is None:
        return False
    return bool(one == other or court.judge(one, "=", other).status == "holds")


def _show(name: str, kind: str, operator: str, original: Verdict, verdict: Verdict) -> None:
    changed = _changed(original, verdict)
    for step in verdict.steps or ():
        if step.index in changed:
            print(f"  {name}: {operator}: {kind}: {step.left} {step.relation} {step.right}")
    print(f"    {verdict.outcome}: {verdict.feedback}")


def _row(name: str, counts: Counter[str]) -> None:
    refuted = counts["right step"] + counts["wrong step"]
    mutated = refuted + counts["accepted"] + counts["undecided"]
    print(
        f"{name}: {mutated} mutants, {_share(refuted, mutated)} refuted, "
        f"{_share(counts['right step'], mutated)} at the right step, "
        f"{counts['undecided']} undecided, {counts['accepted']} accepted; "
        f"{counts['rewrites']} rewrites, "
        f"{_share(counts['rewrites accepted'], counts['rewrites'])} accepted"
    )


def _share(part: int, whole: int) -> str:
    return f"{100 * part / whole:.1f}%" if whole else "-"


if __name__ == "__main__":
    main()
