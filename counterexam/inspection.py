"""What an author gets wrong, each with its place and a remedy.

`of_problems` is looked through whenever an exam is loaded, `of_solution` and `of_reference`
when a part's reference is asked for, so that no answer is held against what is faulty.
"""

from __future__ import annotations

from collections.abc import Iterator
from inspect import signature
from pathlib import Path
from types import ModuleType
from typing import TYPE_CHECKING, Any

from counterexam import places
from counterexam.errors import BankError
from counterexam.exam import Established, Part, Question
from counterexam.statement import PLACE

if TYPE_CHECKING:
    from counterexam.bank import LoadedExam

MARKS = "@proved, @checked or @argued"
REMEDIES: tuple[tuple[type[BaseException], str, str], ...] = (
    (TypeError, "Part.__init__()", "give a part its id, points, statement and form"),
    (TypeError, "Exam.__init__()", "give an exam its title and points"),
    (TypeError, "Question.__init__()", "give a question its title and parts"),
    (SyntaxError, "", "mend the line"),
    (ImportError, "", "install what is imported, or mend its name"),
    (ArithmeticError, "refuted:", "mend the claim, or the solution that rests on it"),
    (ValueError, "of a rubric", "let the points' shares sum to 100%"),
    (ValueError, "before any point", "begin with a share and the point: 50% It is so."),
)
"""What mends an exception of a module, by its type and words of its message."""


def failure(error: BaseException, folder: Path, part: str | None = None) -> BankError:
    """An exception of an author's module, told by its place instead of a traceback."""
    message = error.msg if isinstance(error, SyntaxError) else str(error)
    told = f"{type(error).__name__}: {message}" if message else type(error).__name__
    told = message if message.startswith("refuted:") else told
    fitting = (
        remedy
        for kind, words, remedy in REMEDIES
        if isinstance(error, kind) and words in message
    )
    remedy = next(fitting, "mend what this line does")
    place = places.of_failure(error, folder)
    return BankError(" ".join(told.split()), remedy, place=place, part=part)


def of_problems(exam: LoadedExam, cover: Path) -> Iterator[BankError]:
    """What is wrong with an exam's cover and questions, before anything is solved."""
    home = exam.cover.place or places.at(cover)
    if not exam.questions:
        yield BankError("no questions", "add q1_topic.py beside it", place=places.at(cover))
    for number, question in exam.questions.items():
        yield from _of_parts(number, question.parts)
        yield from _of_statement(question)
    yield from _repeated(exam)
    for part_id in exam.cover.rulings:
        if part_id not in exam.parts:
            known = "rule on one of the exam's parts"
            yield BankError(f"a ruling on {part_id!r}, which is no part", known, place=home)
    total = sum(part.points for part in exam.parts.values() if _is_number(part.points))
    due = exam.cover.points - exam.cover.missing
    if abs(total - due) > 1e-9:
        what = f"points={exam.cover.points:g}"
        what += f" with missing={exam.cover.missing:g}" if exam.cover.missing else ""
        yield BankError(
            f"{what}, but its parts make {total:g}", "mend one of the two", place=home
        )


def _of_parts(number: int, parts: Any) -> Iterator[BankError]:
    for part in parts:
        for problem, remedy in _of_part(number, part):
            yield BankError(problem, remedy, place=part.place, part=part.id)


def _of_statement(question: Question) -> Iterator[BankError]:
    """What a question has in common may print what any of its parts is given."""
    given = {name for part in question.parts for name in part.given}
    for name in PLACE.findall(question.statement):
        if name not in given:
            known = ", ".join(sorted(given)) or "nothing"
            problem = (
                f"question {question.title!r} prints «{name}», its parts are given {known}"
            )
            remedy = f"give {name!r} to a part, or print what is there"
            yield BankError(problem, remedy, place=question.place)


def _of_part(number: int, part: Part) -> Iterator[tuple[str, str]]:
    if not part.id.startswith(f"{number}."):
        yield (f"part {part.id!r} in question {number}", f"call it {number}.a, say, or move it")
    if not _is_number(part.points) or part.points <= 0:
        yield f"part {part.id} is worth {part.points!r}", "give it points, more than 0"
    elif not 0 <= part.penalty <= part.points:
        yield (
            f"part {part.id} has the penalty {part.penalty:g} of {part.points:g} points",
            "give one from 0 up to its points",
        )
    if isinstance(part.form, type) or not hasattr(part.form, "check"):
        given = getattr(part.form, "__name__", repr(part.form))
        yield f"part {part.id} has the form {given}", "give a form with brackets: form=Prose()"
    for name in PLACE.findall(part.statement):
        if name not in part.given:
            known = ", ".join(part.given) or "nothing"
            yield (
                f"part {part.id}: the statement prints «{name}», given are {known}",
                f"add {name!r} to given=, or print what is there",
            )


def _repeated(exam: LoadedExam) -> Iterator[BankError]:
    first: dict[str, Part] = {}
    for question in exam.questions.values():
        for part in question.parts:
            if part.id in first:
                other = first[part.id].place
                problem = f"two parts are called {part.id!r}, the first at {other}"
                yield BankError(problem, "rename one", place=part.place, part=part.id)
            first.setdefault(part.id, part)


def _is_number(points: Any) -> bool:
    return isinstance(points, int | float) and not isinstance(points, bool)


def marked(module: ModuleType, part: Part, name: str) -> Any:
    """The function that solves a part. BankError: there is none, or it is not marked."""
    file = str(module.__file__)
    solution = getattr(module, name, None)
    if not callable(solution):
        others = [n for n in vars(module) if n.startswith("part_")]
        has = f"; it has {', '.join(others)}" if others else ""
        raise BankError(
            f"no solution of part {part.id}{has}",
            f"define {name}(), the reference of part {part.id}",
            place=places.at(file),
            part=part.id,
        )
    if getattr(solution, "established", None) is None:
        place = places.at(*places.of_function(solution))
        raise BankError(
            f"{name} does not say how it is known",
            f"mark {name} with {MARKS}",
            place=place,
            part=part.id,
        )
    return solution


def how_known(solution: Any) -> Established:
    """How a marked solution is established."""
    established: Established = solution.established
    return established


def of_arguments(solution: Any, part: Part) -> Iterator[BankError]:
    """Data that the solution does not take, or takes without being given."""
    try:
        signature(solution).bind(**part.given)
    except TypeError as error:
        takes = ", ".join(signature(solution).parameters) or "nothing"
        given = ", ".join(part.given) or "nothing"
        yield BankError(
            f"{solution.__name__} takes {takes}, part {part.id} gives {given} ({error})",
            "let both have the same names",
            place=places.at(*places.of_function(solution)),
            part=part.id,
        )


def of_reference(
    part: Part, value: Any, solution: Any, *, evaluate: bool = False
) -> Iterator[BankError]:
    """What the part's form finds wrong in its declarations and in the reference."""
    for mistake in dict.fromkeys(part.form.mistakes(value, evaluate=evaluate)):
        if mistake.of == "question":
            file, _, line = part.place.rpartition(":")
            place = places.of_text(mistake.text, file, int(line))
        else:
            place = places.of_text(mistake.text, *places.of_function(solution))
        problem = f"part {part.id}: {mistake.problem}"
        yield BankError(problem, mistake.remedy, place=place, part=part.id)
