"""Audits of whole banks: every part's rows, on every core, and single rows made again."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor, as_completed
from multiprocessing import get_context
from pathlib import Path
from typing import NamedTuple

from counterexam.audit.figures import Audit, audit
from counterexam.audit.parts import Judged, Row, chosen, judged, rows
from counterexam.bank import Bank, LoadedExam
from counterexam.errors import InputError
from counterexam.exam import Part

SHARDS = 4
"""Into how many pieces of work a part is cut where all of its rows are wanted."""
ID = re.compile(r"([^/]+)/([^/]+)/(wrong|right)/(.+)/(\d+)@(\d+)")


class Task(NamedTuple):
    """A share of one part's rows: those whose place is `shard` modulo `shards`."""

    bank: Path
    exam: str
    part: str
    seed: int
    limit: int | None
    shard: int
    shards: int


def audited(
    bank: Bank,
    exam: str | None,
    part: str | None,
    seed: int,
    limit: int | None,
    done: Callable[[int, int], object] = lambda finished, total: None,
) -> Audit:
    """The figures of the bank, an exam or a part; `done` hears how many tasks are finished.

    InputError: no such exam or part, or none of its parts is decided by machine.
    """
    found = list(formal_parts(bank, exam, part))
    if not found:
        raise InputError(f"audit: no part of {exam or bank.folder} is decided by machine")
    shards = SHARDS if limit is None else 1
    tasks = [
        Task(bank.folder, loaded.id, one.id, seed, limit, shard, shards)
        for loaded, one in found
        for shard in range(shards)
    ]
    results = _worked(tasks, done)
    judged_rows = [row for task in tasks for row in results[task]]
    tried = {(row.exam, row.part) for row in judged_rows}
    left = [f"{e.id} {p.id}" for e, p in found if (e.id, p.id) not in tried]
    return audit(judged_rows, seed, limit, left)


def formal_parts(
    bank: Bank, exam: str | None, part: str | None
) -> Iterator[tuple[LoadedExam, Part]]:
    """The parts that a machine decides."""
    if part is not None and exam is None:
        raise InputError("--part: name its exam too")
    for exam_id in bank.exam_ids if exam is None else (exam,):
        loaded = bank.exam(exam_id)
        if not bank.has_solutions(exam_id):
            raise InputError(f"{exam_id}: no solutions in this bank; an audit needs them")
        wanted = loaded.parts.values() if part is None else (loaded.part(part),)
        yield from ((loaded, one) for one in wanted if one.form.decided_by == "machine")


def _worked(
    tasks: Sequence[Task], done: Callable[[int, int], object]
) -> dict[Task, list[Judged]]:
    results: dict[Task, list[Judged]] = {}
    if len(tasks) == 1:
        return {tasks[0]: work(tasks[0])}
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        futures = {pool.submit(work, task): task for task in tasks}
        for future in as_completed(futures):
            results[futures[future]] = future.result()
            done(len(results), len(tasks))
    return results


_BANKS: dict[Path, Bank] = {}


def work(task: Task) -> list[Judged]:
    """The task's rows, judged."""
    bank = _BANKS.setdefault(task.bank, Bank(task.bank))
    exam = bank.exam(task.exam)
    part = exam.part(task.part)
    picked = chosen(rows(exam, part, task.seed), task.limit, task.seed)
    return [_judged(row, exam, part) for row in picked[task.shard :: task.shards]]


def _judged(row: Row, exam: LoadedExam, part: Part) -> Judged:
    return judged(row, part.form, exam.reference(part.id).value)


def replayed(bank: Bank, row_id: str) -> Judged:
    """One row made and judged again. InputError: it is no row of this bank."""
    named = ID.fullmatch(row_id)
    if named is None:
        raise InputError(f"--replay {row_id}: no row's name; those stand in the JSON as id")
    exam = bank.exam(named[1])
    part = exam.part(named[2])
    for row in rows(exam, part, int(named[6])):
        if row.id == row_id:
            return _judged(row, exam, part)
    raise InputError(f"--replay {row_id}: {named[1]} {named[2]} has no such row")
