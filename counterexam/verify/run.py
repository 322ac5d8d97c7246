"""The work of `verify`: parts, claims and misprints, on every core where that pays."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import Any, NamedTuple

from counterexam import places
from counterexam.bank import Bank, LoadedExam
from counterexam.errors import BankError, InputError
from counterexam.exam import Misprint
from counterexam.inspection import of_problems
from counterexam.misprints import Source, judged, misprints
from counterexam.verify import against, parts
from counterexam.verify.model import CheckedPart, Fault, RunClaim, RunMisprint, Verified

WORTH_A_POOL = 30
"""Starting worker processes costs about as much as this many parts, claims and misprints."""
WORLDS = 2000
"""In which each claim is tried; `counterexam claims` tries more."""
Found = tuple[Any, Sequence[Fault]]


class Task(NamedTuple):
    """One piece of work, as a worker process is told of it."""

    kind: str
    bank: Path
    exam: str
    name: str
    variants: tuple[int, ...] = ()


def verify(
    bank: Bank,
    exam_id: str,
    variants: tuple[int, ...] = (),
    printed: Path | None = None,
    done: Callable[[int, int], object] = lambda finished, total: None,
) -> Verified:
    """Everything that can be checked of an exam. InputError: no such exam, or no solutions;
    `printed` cannot be read.
    """
    if exam_id not in bank.exam_ids:
        bank.exam(exam_id)
    try:
        loaded = bank.unchecked(exam_id)
    except BankError as error:
        return Verified(exam=exam_id, title="", faults=(Fault.of(error),))
    title = loaded.cover.title
    if wrong := [Fault.of(e) for e in of_problems(loaded, bank.cover_file(exam_id))]:
        return Verified(exam=exam_id, title=title, faults=tuple(wrong))
    if not bank.has_solutions(exam_id):
        raise InputError(f"{exam_id}: this bank has no solutions/{exam_id} to verify")
    exam = bank.exam(exam_id)
    try:
        tasks = [*_tasks(exam, variants)]
    except BankError as error:
        return Verified(exam=exam_id, title=title, faults=(Fault.of(error),))
    found = _worked(exam, tasks, done)
    return _with_print(_collected(exam, found), exam, printed)


def _tasks(exam: LoadedExam, variants: tuple[int, ...]) -> Iterator[Task]:
    """The longest first: what is left at the end is short."""
    folder = exam.bank.folder
    for name in sorted(_claims(exam.id)):
        yield Task("claims", folder, exam.id, name)
    for part_id in exam.parts:
        yield Task("parts", folder, exam.id, part_id, variants)
    for place, _ in enumerate(_misprints(exam)):
        yield Task("misprints", folder, exam.id, str(place))


def _worked(
    exam: LoadedExam, tasks: Sequence[Task], done: Callable[[int, int], object]
) -> dict[Task, Found]:
    """What came of each task, in the order of the tasks."""
    results: dict[Task, Found] = {}
    if len(tasks) < WORTH_A_POOL:
        for task in tasks:
            results[task] = _found(exam, task)
            done(len(results), len(tasks))
        return results
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(work, task): task for task in tasks}
        for future in as_completed(futures):
            results[futures[future]] = future.result()
            done(len(results), len(tasks))
    return {task: results[task] for task in tasks}


_BANKS: dict[Path, Bank] = {}


def work(task: Task) -> Found:
    """What comes of a task, in a worker process: a bank is loaded once."""
    return _found(_BANKS.setdefault(task.bank, Bank(task.bank)).exam(task.exam), task)


def _found(exam: LoadedExam, task: Task) -> Found:
    """The row of a task, if it is sound, and the faults."""
    match task.kind:
        case "parts":
            return parts.verified(exam, task.name, task.variants)
        case "misprints":
            return _run_misprint(exam, *_misprints(exam)[int(task.name)])
        case _:
            return _run_claim(exam.id, task.name)


def _claims(exam_id: str) -> dict[str, tuple[str, ...]]:
    """The claims that serve an exam, with the parts that they serve."""
    from checkers.claims import all_claims

    served = {
        claim.name: tuple(p.split()[1] for p in claim.parts if p.split()[0] == exam_id)
        for claim in all_claims()
    }
    return {name: ids for name, ids in served.items() if ids}


def _run_claim(exam_id: str, name: str) -> Found:
    from checkers.claims import find
    from checkers.claims.examine import examine
    from checkers.claims.sweep import Plan

    (claim,) = (each for each in find(name) if each.name == name)
    finding = examine(claim, Plan(WORLDS))
    if finding.holds:
        served = _claims(exam_id)[name]
        row = RunClaim(name, claim.statement, served, finding.proved, finding.swept.worlds)
        return row, []
    witness = finding.witness or {}
    world = ", ".join(f"{letter} = {value.tolist()}" for letter, value in witness.items())
    place = places.at(*places.of_function(claim.sides))
    return None, [Fault(None, place, f"{name} is refuted: {world}", "mend the claim")]


def _misprints(exam: LoadedExam) -> list[tuple[Source, Misprint]]:
    return [(source, one) for source, found in misprints(exam).items() for one in found]


def _run_misprint(exam: LoadedExam, source: Source, misprint: Misprint) -> Found:
    printed, should_be = judged(misprint)
    problems = []
    if printed.outcome != "incorrect" or printed.counterexample is None:
        problems.append(f"what is printed is not refuted, {misprint.printed}")
    if should_be.outcome != "correct":
        problems.append(f"what should be there does not hold, {misprint.should_be}")
    if problems:
        told = f"misprint, {misprint.where}: {'; '.join(problems)}"
        remedy = "mend its relation, or its let"
        return None, [Fault(misprint.part, misprint.place, told, remedy)]
    row = RunMisprint(
        misprint.part,
        source,
        misprint.where,
        misprint.printed,
        misprint.should_be,
        misprint.because,
        printed.counterexample,
    )
    return row, []


def _collected(exam: LoadedExam, found: dict[Task, Found]) -> Verified:
    rows = [row for row, _ in found.values() if row is not None]
    order = list(exam.parts)
    return Verified(
        exam=exam.id,
        title=exam.cover.title,
        parts=tuple(row for row in rows if isinstance(row, CheckedPart)),
        claims=tuple(row for row in rows if isinstance(row, RunClaim)),
        misprints=tuple(row for row in rows if isinstance(row, RunMisprint)),
        faults=tuple(
            sorted(
                (fault for _, faults in found.values() for fault in faults),
                key=lambda fault: order.index(fault.part) if fault.part in order else -1,
            )
        ),
    )


def _with_print(verified: Verified, exam: LoadedExam, printed: Path | None) -> Verified:
    """With what a printed key says; what differs there and is not recorded is a fault."""
    if printed is None or len(verified.parts) < len(exam.parts):
        return verified
    from msgspec.structs import replace

    rows = against.compared(exam, printed)
    new = [
        Fault(
            row.part,
            f"{printed}:{row.lines[0]}" if row.lines else str(printed),
            f"part {row.part} differs from the reference: {row.detail}",
            "mend the reference, or record a Misprint of that part",
        )
        for row in rows
        if row.agreement == "misprint" and not row.recorded
    ]
    return replace(
        verified,
        against=str(printed),
        compared=tuple(rows),
        faults=(*verified.faults, *new),
    )
