"""Exam, Question, Part: what problem modules are written in.

    problems/<exam>/__init__.py     exam = Exam("Title", points=100, ...)
    problems/<exam>/q2_topic.py     question = Question("Calculation", parts=[Part("2.a", ...)])
    solutions/<exam>/q2_topic.py    def part_a(...): the reference that part 2.a is held against

A part's data stands in `given`; its statement prints the data where it says ``«name»``, and
its solution takes the data as keyword arguments. So other data make another variant: `variant`
draws them. A solution's docstring prints data in the same way, and says ``«B»`` where it means
the option whose letter is B on the original paper.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, Literal, TypeVar

from checkers.form import Form
from counterexam.places import declaration

Established = Literal["proved", "checked", "argued"]


@dataclass(frozen=True)
class Part:
    """One part of a question, worth `points`. `id` is its name on paper: "6.b", "3.2a"."""

    id: str
    points: float
    statement: str
    form: Form
    given: Mapping[str, Any] = field(default_factory=dict)
    penalty: float = 0.0
    """Points that a wrong answer costs; a blank costs nothing."""
    variant: Callable[[Random], Mapping[str, Any]] | None = None
    """Draws other data for `given`, as hard as these. Parts of one question that use the same
    function draw the same data."""
    form_of: Callable[..., Form] | None = None
    """The form that other data need, which it takes as keyword arguments; `form` if None."""
    place: str = field(default="", repr=False, compare=False)
    """Where it is declared, file and line, for what is said to its author."""

    def __post_init__(self) -> None:
        """Keep the place."""
        object.__setattr__(self, "place", self.place or declaration())


@dataclass(frozen=True)
class Misprint:
    """A slip of the printed page, told by a relation that what it prints ought to satisfy.

    `printed` is the relation with what stands there, and fails in a world of `let`;
    `should_be` is the same relation with what ought to stand there, and holds. Slips of the
    paper are declared with the question (or the exam) that they stand in, those of the printed
    key as `misprints` of the solution module, which students do not see.
    """

    where: str
    printed: str
    should_be: str
    because: str
    let: str = ""
    part: str | None = None
    """The part that it belongs to; None: what several parts have in common, or the cover."""
    place: str = field(default="", repr=False, compare=False)
    """Where it is declared, file and line."""

    def __post_init__(self) -> None:
        """Keep the place."""
        object.__setattr__(self, "place", self.place or declaration())


@dataclass(frozen=True)
class Question:
    """One numbered question: what its parts have in common, and the parts in order. Its
    statement may print the data of its parts.
    """

    title: str
    parts: Sequence[Part]
    statement: str = ""
    misprints: Sequence[Misprint] = ()
    place: str = field(default="", repr=False, compare=False)
    """Where it is declared, file and line."""

    def __post_init__(self) -> None:
        """Keep the place."""
        object.__setattr__(self, "place", self.place or declaration())


@dataclass(frozen=True)
class Exam:
    """An exam's cover page.

    `known_by`: phrases of the printed paper that tell it apart. `missing`: points of that
    paper for questions that are not in the bank; its parts make up the rest. `rulings`: what
    the setter says of parts that the subject leaves open, by part; None where nothing yet.
    `misprints`: those of the cover.
    """

    title: str
    points: float
    minutes: int | None = None
    rules: str = ""
    known_by: Sequence[str] = ()
    missing: float = 0.0
    rulings: Mapping[str, str | None] = field(default_factory=dict)
    misprints: Sequence[Misprint] = ()
    place: str = field(default="", repr=False, compare=False)
    """Where it is declared, file and line."""

    def __post_init__(self) -> None:
        """Keep the place."""
        object.__setattr__(self, "place", self.place or declaration())


Solution = TypeVar("Solution", bound=Callable[..., object])


def _establishes(how: Established) -> Callable[[Solution], Solution]:
    def mark(solution: Solution) -> Solution:
        solution.established = how  # type: ignore[attr-defined]
        return solution

    return mark


proved = _establishes("proved")
"""Marks a solution whose result SymPy derived, each step confirmed."""
checked = _establishes("checked")
"""Marks a solution whose result was computed, or survived a search for counterexamples."""
argued = _establishes("argued")
"""Marks a solution that rests on the argument in its docstring."""


def require(holds: bool, statement: str) -> None:
    """What a solution rests on: ArithmeticError, with the statement, where it does not hold."""
    if not holds:
        raise ArithmeticError(f"refuted: {statement}")
