"""The dress `program`: calls go to a process in the sandbox, numbers come back."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from typing import Any

from checkers.program.made import ProgramFails, State, Undecided, told
from checkers.sandbox.numbers import Argument, Array, Costs, NotPlainError, Reply, array
from checkers.sandbox.running import Call, Fold, Limits, OverdueError, ProgramError, Run
from checkers.sandbox.warm import start

LIMITS = Limits()
LACKING = "ModuleNotFoundError"
Where = tuple[str, tuple[Any, ...]]
"""A call: its name and arguments, told only where it fails."""


@contextmanager
def running(readings: Sequence[Sequence[str]]) -> Iterator[Python]:
    """The program in a process of its own, ended with the context.

    NoSandboxError: it may not be run here. ProgramFails: it ended as it was loaded.
    """
    with ExitStack() as stack:
        yield Python(readings, stack)


class Python:
    """A program that has been loaded; `defined` are its names, `errors` of its statements."""

    def __init__(
        self, readings: Sequence[Sequence[str]], stack: ExitStack, count: bool = False
    ) -> None:
        """Start and load it; `stack` ends it. `count`: its arrays count operations."""
        self._readings, self._stack = readings, stack
        self._run: Run = stack.enter_context(start(LIMITS, readings[0]))
        self.layers = self._run.layers
        with _failing(("The program", ())):
            loaded = self._run.load(*readings, count=count)
        self.defined, self.errors = frozenset(loaded.defined), loaded.errors

    def defines(self, name: str) -> bool:
        """Whether the program does."""
        return name in self.defined

    def values(self, calls: Sequence[tuple[str, tuple[Any, ...]]]) -> list[Array]:
        """The arrays that these calls give. ProgramFails: one of them gives none."""
        first = calls[0] if calls else ("nothing", ())
        replies = self._asked([Call(name, args) for name, args in calls], first)
        return [_array(reply, call) for reply, call in zip(replies, calls, strict=True)]

    def start(self, name: str, args: tuple[Argument, ...]) -> State:
        """The state that a function gives."""
        (reply,) = self._asked([Call(name, args, opaque=True)], (name, args))
        return _state(reply, (name, args))

    def folds(
        self, name: str, cases: Sequence[tuple[State, Sequence[Argument]]]
    ) -> list[tuple[list[Array], State]]:
        """Steps over inputs, from a state each."""
        folds = [Fold(name, state.text, tuple(xs)) for state, xs in cases]
        replies = self._asked(folds, (name, ()))
        return [
            _folded(reply, (name, ()), len(xs))
            for reply, (_, xs) in zip(replies, cases, strict=True)
        ]

    def costs(self, name: str, state: State, xs: Sequence[Argument]) -> Costs:
        """What the steps take, as the program's own process counts it.

        ProgramFails: they fail. Undecided: they do so only while they are counted.
        """
        counting = Python(self._readings, self._stack, count=True)
        fold = Fold(name, state.text, tuple(xs), count=True)
        (reply,) = counting._asked([fold], (name, ()))
        if reply.costs is None or len(reply.costs.steps) != len(xs):
            self.fresh().folds(name, [(state, xs)])
            raise Undecided(f"its operations are not counted: {reply.error or 'some lack'}")
        return reply.costs

    def seconds(self, name: str, state: State, xs: Sequence[Argument]) -> float:
        """The processor time of a fresh process that takes these steps, by the kernel."""
        fresh = self.fresh()
        fresh.folds(name, [(state, xs)])
        return fresh._run.end()

    def fresh(self) -> Python:
        """The same program in a new process."""
        return Python(self._readings, self._stack)

    def _asked(self, calls: Sequence[Call | Fold], where: Where) -> list[Reply]:
        with _failing(where):
            replies = self._run.ask(calls)
        for reply in replies:
            self._check_modules(reply.error or "", where)
        return replies

    def _check_modules(self, error: str, where: Where) -> None:
        """Undecided: the call fails for want of a module that this machine has not."""
        lacking = [one for one in self.errors if LACKING in one]
        if error.startswith(LACKING) or (lacking and error.startswith("NameError")):
            reason = "; ".join([error, *lacking[:1]])
            raise Undecided(f"{told(*where)}: {reason}, which is not installed here")


@contextmanager
def _failing(where: Where) -> Iterator[None]:
    """A failure of the sandboxed process, as one of the answer."""
    try:
        yield
    except OverdueError as error:
        raise Undecided(f"{told(*where)}: {error}") from None
    except (ProgramError, NotPlainError) as error:
        raise ProgramFails(told(*where), str(error)) from None


def _right(reply: Reply, where: Where) -> Reply:
    if reply.error is not None:
        raise ProgramFails(told(*where), reply.error)
    return reply


def _array(reply: Reply, where: Where) -> Array:
    try:
        return array(_right(reply, where))
    except NotPlainError as error:
        raise ProgramFails(told(*where), str(error)) from None


def _folded(reply: Reply, where: Where, steps: int) -> tuple[list[Array], State]:
    outputs = [_array(y, where) for y in _right(reply, where).outputs]
    if len(outputs) != steps:
        raise ProgramFails(told(*where), f"it gave {len(outputs)} outputs for {steps} inputs")
    return outputs, _state(reply, where)


def _state(reply: Reply, where: Where) -> State:
    if _right(reply, where).state is None:
        raise ProgramFails(told(*where), "it gave no state")
    return State(str(reply.state))
