"""A folder of submissions: graded on every core, kept, and graded again only where changed.

Reports are kept in ``FOLDER/.counterexam``, one JSON file a submission, under a name made of
the submission's path alone, so that no name of a student can lead anywhere else.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor, as_completed
from dataclasses import dataclass
from hashlib import sha256
from multiprocessing import get_context
from pathlib import Path

import msgspec
from msgspec import Struct

from counterexam import cache
from counterexam.bank import Bank
from counterexam.contract import Report
from counterexam.errors import InputError

SUFFIXES = frozenset(
    (".txt", ".md", ".markdown", ".tex", ".ipynb", ".yaml", ".yml", ".json", ".jsonl")
)
KEPT = ".counterexam"
WORTH_A_POOL = 4
"""Starting worker processes costs about as much as grading this many papers."""


class Kept(Struct, frozen=True):
    """A report with what it was made from: the file's digest, the exam's sources, and the
    variant that was asked for, where it was not left to the file.
    """

    file: str
    exam: str
    report: Report
    variant: int | None = None


@dataclass(frozen=True)
class Job:
    """A file to grade, as an answer to an exam and a variant of it, where they are given."""

    path: Path
    exam: str | None
    variant: int | None


@dataclass(frozen=True)
class Graded:
    """What came of one file: a report, or the line that says why there is none."""

    path: Path
    report: Report | None
    error: str = ""
    fresh: bool = True


def submissions(folder: Path) -> list[Path]:
    """The files of the folder that can be submissions, hidden ones left out."""
    return [path for path in _visible(folder) if path.suffix.lower() in SUFFIXES]


def passed_over(folder: Path) -> list[Path]:
    """The files that are left out for their kind: a photograph, a PDF, a list of marks."""
    return [path for path in _visible(folder) if path.suffix.lower() not in SUFFIXES]


def _visible(folder: Path) -> Iterator[Path]:
    found = (path for path in sorted(folder.rglob("*")) if not _hidden(path, folder))
    return (path for path in found if _is_file(path))


def grade_folder(
    folder: Path,
    exam: str | None,
    bank: Bank,
    done: Callable[[Graded], None] = lambda _: None,
    variant_of: Callable[[Path], int | None] = lambda _: None,
) -> list[Graded]:
    """Grade every submission under `folder`; `done` hears of each as it is finished.

    `variant_of` tells which variant a file answers; None leaves it to the file. InputError: the
    folder holds no submission. A file that cannot be read, or has no variant, is an entry with
    its error, and does not stop the others.
    """
    paths = submissions(folder)
    if not paths:
        raise InputError(
            f"{folder}: no submission in this folder ({' '.join(sorted(SUFFIXES))})"
        )
    results: dict[Path, Graded] = {}
    for graded in _all(folder, paths, exam, bank, variant_of):
        results[graded.path] = graded
        done(graded)
    return [results[path] for path in paths]


def _all(
    folder: Path,
    paths: list[Path],
    exam: str | None,
    bank: Bank,
    variant_of: Callable[[Path], int | None],
) -> Iterator[Graded]:
    stale: dict[Path, Job] = {}
    for path in paths:
        try:
            job = Job(path, exam, variant_of(path))
        except InputError as error:
            yield Graded(path, None, str(error))
            continue
        if (report := _recall(folder, job, bank)) is not None:
            yield Graded(path, report, fresh=False)
        else:
            stale[path] = job
    for graded in _grade_each(folder, list(stale.values()), bank):
        if graded.report is not None:
            _keep(folder, stale[graded.path], graded.report, bank)
        yield graded


def _grade_each(folder: Path, jobs: list[Job], bank: Bank) -> Iterator[Graded]:
    if len(jobs) < WORTH_A_POOL:
        yield from (_grade_one(folder, job, bank.folder) for job in jobs)
        return
    with ProcessPoolExecutor(os.cpu_count(), mp_context=get_context("spawn")) as pool:
        futures: list[Future[Graded]] = [
            pool.submit(_grade_one, folder, job, bank.folder) for job in jobs
        ]
        for future in as_completed(futures):
            yield future.result()


def _grade_one(folder: Path, job: Job, bank_folder: Path) -> Graded:
    from counterexam.grading import grade

    try:
        _stay_inside(folder, job.path)
        report = grade(job.path, job.exam, bank=_bank(bank_folder), variant=job.variant)
        return Graded(job.path, report)
    except InputError as error:
        return Graded(job.path, None, str(error))


_BANKS: dict[Path, Bank] = {}


def _bank(folder: Path) -> Bank:
    """One bank a worker process: exams are loaded once, not once a paper."""
    return _BANKS.setdefault(folder, Bank(folder))


def _stay_inside(folder: Path, path: Path) -> None:
    if not path.resolve().is_relative_to(folder.resolve()):
        raise InputError(f"{path}: a link that leaves {folder}; it was not read")


def _hidden(path: Path, folder: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(folder).parts)


def _is_file(path: Path) -> bool:
    return path.is_file() or path.is_symlink()


def _entry(folder: Path, path: Path) -> Path:
    name = sha256(path.relative_to(folder).as_posix().encode()).hexdigest()[:24]
    return folder / KEPT / f"{name}.json"


def _recall(folder: Path, job: Job, bank: Bank) -> Report | None:
    """The kept report, if neither the file nor the exam nor our own code has changed."""
    try:
        kept = msgspec.json.decode(_entry(folder, job.path).read_bytes(), type=Kept)
        asked = job.exam in (None, kept.report.exam) and job.variant == kept.variant
        made = kept.file, kept.exam
        if asked and made == (_digest(job.path), _exam_key(bank, kept.report)):
            return kept.report
    except (OSError, msgspec.DecodeError, InputError):
        pass
    return None


def _keep(folder: Path, job: Job, report: Report, bank: Bank) -> None:
    kept = Kept(_digest(job.path), _exam_key(bank, report), report, job.variant)
    cache.write_whole(_entry(folder, job.path), msgspec.json.encode(kept))


def _digest(path: Path) -> str:
    return sha256(path.read_bytes()).hexdigest()


def _exam_key(bank: Bank, report: Report) -> str:
    return bank.exam(report.exam).key
