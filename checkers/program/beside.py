"""A program as a dress, with what the mathematics around it gives besides."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from checkers.program.made import Dress, State
from checkers.program.mathematics import Written


class Beside:
    """The program's names are the program's; only what it lacks is taken from the text."""

    def __init__(self, program: Dress, around: Written) -> None:
        """See the class."""
        self.program, self.around = program, around

    def defines(self, name: str) -> bool:
        """Whether either does. Undecided: the text says so of something alike."""
        return self.program.defines(name) or self.around.defines(name)

    def values(self, calls: Sequence[tuple[str, tuple[Any, ...]]]) -> list[Any]:
        """The values, all of one name. ProgramFails, Undecided: there are none."""
        own = all(self.program.defines(name) for name, _ in calls)
        return (self.program if own else self.around).values(calls)

    def start(self, name: str, args: Any) -> State:
        """The program's."""
        return self.program.start(name, args)

    def folds(self, name: str, cases: Any) -> Any:
        """The program's."""
        return self.program.folds(name, cases)

    def costs(self, name: str, state: State, xs: Any) -> Any:
        """The program's."""
        return self.program.costs(name, state, xs)

    def seconds(self, name: str, state: State, xs: Any) -> float:
        """The program's."""
        return self.program.seconds(name, state, xs)

    def fresh(self) -> Beside:
        """The same answer, remembering nothing."""
        return Beside(self.program.fresh(), self.around)
