"""A bank: a folder with `problems/` and, unless it is a student's copy, `solutions/`.

Modules are loaded from their files, one exam at a time, never through `sys.path`: the bundled
bank and a teacher's own folder are read the same way and cannot shadow one another.
"""

from __future__ import annotations

import importlib.util
import re
import sys
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from hashlib import sha256
from pathlib import Path
from threading import RLock
from types import ModuleType
from typing import Any, Literal

from checkers.debatable import Debatable
from counterexam import cache
from counterexam.errors import BankError, InputError
from counterexam.exam import Established, Exam, Part, Question
from counterexam.inspection import (
    failure,
    how_known,
    marked,
    of_arguments,
    of_problems,
    of_reference,
)
from counterexam.places import at

LOADING = RLock()
"""Held while a module is imported: another thread must not see it half made."""
MOST_VARIANTS = 256
"""Of one exam that are kept in memory at once."""
Offer = Literal["plot", "work", "slips"]
OFFERS: tuple[Offer, ...] = ("plot", "work", "slips")
"""What a solution module may have for a part beside its reference."""
QUESTION_FILE = re.compile(r"q(\d+)_\w+\.py")


@dataclass(frozen=True)
class Reference:
    """What a part's answer is held against, how it was established, and the argument."""

    value: Any
    established: Established
    because: str


@dataclass(frozen=True)
class LoadedExam:
    """An exam with its questions, by number, and its parts, by id in paper order."""

    id: str
    cover: Exam
    questions: Mapping[int, Question]
    bank: Bank
    variant: int | None = None
    """The number of the variant; None is the paper as its modules declare it."""
    labels: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    """By part: the letter that each option has here, where the options are reordered."""

    @cached_property
    def parts(self) -> dict[str, Part]:
        """Every part of the exam by its id, in the order of the paper."""
        return {part.id: part for q in self.questions.values() for part in q.parts}

    def part(self, part_id: str) -> Part:
        """The part of that id; InputError names the known ones where there is none."""
        try:
            return self.parts[part_id]
        except KeyError:
            known = ", ".join(self.parts)
            raise InputError(f"{self.id}: no part {part_id!r}; its parts are {known}") from None

    @property
    def title(self) -> str:
        """What the cover says, with the number of the variant."""
        title = self.cover.title
        return title if self.variant is None else f"{title}, variant {self.variant}"

    def varied(self, number: int | None) -> LoadedExam:
        """The same paper with other data and other orders of options; the paper itself for
        None. One number gives the same variant on every machine. InputError: no such number.
        """
        if number is None or number == self.variant:
            return self
        if number not in self._variants:
            if len(self._variants) >= MOST_VARIANTS:
                self._variants.clear()
            from counterexam.variant import vary

            questions, labels = vary(self.id, self.questions, number)
            self._variants[number] = replace(
                self, questions=questions, variant=number, labels=labels
            )
        return self._variants[number]

    @cached_property
    def _variants(self) -> dict[int, LoadedExam]:
        return {}

    def reference(self, part_id: str) -> Reference:
        """The reference of a part, kept on disk where it is plain data.

        Plain references (numbers, text) are computed once: a second run needs neither torch
        nor SymPy. BankError: the solution is missing or not marked.
        """
        part = self.part(part_id)
        name = self._entry(part)
        kept = cache.recall(name)
        if kept is not None:
            return self._as_printed(part, Reference(**kept))
        found = self._solved(part)
        cache.keep(name, vars(found))
        return self._as_printed(part, found)

    def solve(self, part_id: str) -> Reference:
        """The reference of a part, solved anew, and such as its form takes.

        BankError: the solution is missing, not marked, raises, or is of no use to the form.
        """
        part = self.part(part_id)
        return self._as_printed(part, self._solved(part))

    def _solved(self, part: Part) -> Reference:
        """Solved for the part's data, the options named as on the original paper."""
        solution = self.solution(part)
        found = _ruled(_solve(solution, part, self.bank.folder), self.cover, part)
        _refuse(of_reference(part, found.value, solution))
        return found

    def _as_printed(self, part: Part, found: Reference) -> Reference:
        from counterexam.variant import printed

        labels = self.labels.get(part.id, {})
        value, because = printed(found.value, found.because, part, labels)
        return replace(found, value=value, because=because)

    def _entry(self, part: Part) -> str:
        """The name under which a part's reference is kept: one for each choice of data."""
        drawn = "" if self.variant is None or part.variant is None else f"-{self.variant}"
        return f"{self.id}-{part.id}{drawn}-{self.key}"

    def solution(self, part: Part) -> Any:
        """The function that solves a part. BankError: there is none, or it is not marked."""
        module = self.bank.solution(self.id, int(part.id.partition(".")[0]))
        return marked(module, part, solution_name(part.id))

    def offered(self, kind: Offer, part_id: str) -> Any:
        """What the solution offers a key beside the reference, None where it has nothing.

        ``plot_a``, a plot; ``work_a``, (left, relation, right, reason) step by step;
        ``slips_a``, wrong references by the slip that leads to them. Each takes the part's
        data. BankError: it does not, or it raises.
        """
        part = self.part(part_id)
        module = self.bank.solution(self.id, int(part.id.partition(".")[0]))
        offer = getattr(module, solution_name(part.id).replace("part", kind, 1), None)
        return None if offer is None else _called(offer, part, self.bank.folder)

    def vouch(self, part_id: str) -> None:
        """See why answers to a part cannot be decided. BankError: for its own reference.

        This gives every formula of the author's a value; that they have some is kept.
        """
        part = self.part(part_id)
        name = f"{self._entry(part)}-sound"
        if part_id not in self._vouched and not cache.recall(name):
            value = self.reference(part_id).value
            _refuse(of_reference(part, value, self.solution(part), evaluate=True))
            cache.keep(name, True)
        self._vouched.add(part_id)

    @cached_property
    def _vouched(self) -> set[str]:
        return set()

    @cached_property
    def established(self) -> dict[str, Established]:
        """How each part's reference is established, as its solution is marked; nothing is
        solved for it. BankError: a solution is missing or not marked.
        """
        name = f"{self.id}-established-{self.key}"
        kept: dict[str, Established] | None = cache.recall(name)
        if kept is not None:
            return kept
        found = {part.id: how_known(self.solution(part)) for part in self.parts.values()}
        cache.keep(name, found)
        return found

    @cached_property
    def key(self) -> str:
        """Changes when the exam's sources do, or our own code."""
        return cache.digest(self.bank.sources(self.id))


@dataclass(frozen=True)
class Bank:
    """The exams under `folder`/problems, with their references under `folder`/solutions."""

    folder: Path

    @cached_property
    def exam_ids(self) -> tuple[str, ...]:
        """The names of the folders that hold an exam."""
        covers = sorted((self.folder / "problems").glob("*/__init__.py"))
        if not covers:
            raise BankError(
                "no problems/<exam>/__init__.py in this bank",
                "make an exam with `counterexam new EXAM`",
                place=str(self.folder),
            )
        return tuple(cover.parent.name for cover in covers)

    def exam(self, exam_id: str) -> LoadedExam:
        """Load an exam. InputError: no such exam. BankError: it is not as it must be."""
        if exam_id not in self.exam_ids:
            known = ", ".join(self.exam_ids)
            raise InputError(f"no exam {exam_id!r} in this bank; it has {known}")
        if exam_id not in self._exams:
            self._exams[exam_id] = self._load(exam_id)
        return self._exams[exam_id]

    @cached_property
    def _exams(self) -> dict[str, LoadedExam]:
        return {}

    def cover(self, exam_id: str) -> Exam:
        """The cover page of an exam, without its questions. BankError: there is none."""
        cover: Exam = _declared(self._module("problems", exam_id, "__init__"), "exam", Exam)
        return cover

    def _load(self, exam_id: str) -> LoadedExam:
        loaded = self.unchecked(exam_id)
        _refuse(of_problems(loaded, self.cover_file(exam_id)))
        return loaded

    def cover_file(self, exam_id: str) -> Path:
        """Where an exam's cover page stands."""
        return self.folder / "problems" / exam_id / "__init__.py"

    def unchecked(self, exam_id: str) -> LoadedExam:
        """An exam as its modules declare it, whatever else is wrong with it.

        BankError: a module cannot be run, or declares nothing.
        """
        questions = {
            number: _declared(
                self._module("problems", exam_id, path.stem), "question", Question
            )
            for number, path in _question_files(self.cover_file(exam_id).parent)
        }
        return LoadedExam(exam_id, self.cover(exam_id), questions, self)

    def solution(self, exam_id: str, question_number: int) -> ModuleType:
        """The module that solves a question; BankError where the bank has none."""
        files = dict(_question_files(self.folder / "problems" / exam_id))
        return self._module("solutions", exam_id, files[question_number].stem)

    def has_solutions(self, exam_id: str) -> bool:
        """Whether answers can be held against references: a student's copy lacks them."""
        return (self.folder / "solutions" / exam_id).is_dir()

    def sources(self, exam_id: str) -> list[Path]:
        """The files that an exam and its references are made of."""
        kinds = ("problems", "solutions")
        return sorted(
            path
            for kind in kinds
            for pattern in ("*.py", "*.rubrics")
            for path in (self.folder / kind / exam_id).glob(pattern)
        )

    def _module(self, kind: str, exam_id: str, stem: str) -> ModuleType:
        """Import one file, under a name that carries its place and its content."""
        path = self.folder / kind / exam_id / f"{stem}.py"
        if not path.is_file():
            raise BankError(
                "missing", "every problem has a solution of the same name", place=at(path)
            )
        version = sha256(bytes(path.resolve()) + path.read_bytes()).hexdigest()[:12]
        name = f"counterexam_bank.{kind}.{exam_id}.{stem}_{version}"
        with LOADING:
            try:
                return _imported(path, name)
            except Exception as error:  # an author's module may raise anything
                raise failure(error, self.folder) from error


def bundled() -> Bank:
    """The bank that comes with the program: in the wheel, or beside it in a checkout."""
    package = Path(__file__).parent
    installed = package / "bundled"
    return Bank(installed if installed.is_dir() else package.parent)


def _imported(path: Path, name: str) -> ModuleType:
    if name in sys.modules:
        return sys.modules[name]
    spec = importlib.util.spec_from_file_location(name, path)
    assert spec is not None and spec.loader is not None  # noqa: S101 - a .py file has both
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
    return module


def solution_name(part_id: str) -> str:
    """The function that answers a part: ``part_b`` for 6.b, ``part_2a`` for 3.2a."""
    return "part_" + part_id.partition(".")[2].replace(".", "_")


def _solve(solution: Any, part: Part, folder: Path) -> Reference:
    value = _plain(_called(solution, part, folder))
    return Reference(value, solution.established, solution.__doc__ or "")


def _called(function: Any, part: Part, folder: Path) -> Any:
    """What a function of a solution module makes of the part's data."""
    _refuse(of_arguments(function, part))
    try:
        return function(**part.given)
    except Exception as error:  # an author's module may raise anything
        raise failure(error, folder, part.id) from error


def _refuse(faults: Iterator[BankError]) -> None:
    """Raise the first of them, if there is any."""
    for fault in faults:
        raise fault


def _ruled(found: Reference, cover: Exam, part: Part) -> Reference:
    """The reference with the setter's ruling, where there is one."""
    ruling = cover.rulings.get(part.id)
    if ruling is None:
        return found
    if not isinstance(found.value, Debatable):
        raise BankError(
            f"part {part.id}: a ruling on a reference that is not Debatable",
            "take the ruling out, or let the solution return Debatable(...)",
            place=cover.place,
            part=part.id,
        )
    return replace(found, value=ruling)


def _plain(value: Any) -> Any:
    """Arrays and tensors as nested lists, everything else as it is."""
    if isinstance(value, dict):
        return {key: _plain(item) for key, item in value.items()}
    return value.tolist() if hasattr(value, "tolist") else value


def _question_files(folder: Path) -> Iterator[tuple[int, Path]]:
    found = [(QUESTION_FILE.fullmatch(path.name), path) for path in folder.glob("q*.py")]
    return iter(sorted((int(match[1]), path) for match, path in found if match))


def _declared(module: ModuleType, name: str, kind: type[Any]) -> Any:
    value = getattr(module, name, None)
    if not isinstance(value, kind):
        example = f"{name} = {kind.__name__}(...)"
        place = at(str(module.__file__))
        raise BankError(f"no `{name}`", f"declare `{example}`", place=place)
    return value
