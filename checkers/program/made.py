"""What an answer made, as its properties see it: names that give arrays, in either dress."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any, NamedTuple, Protocol

if TYPE_CHECKING:
    from checkers.sandbox.numbers import Argument, Array, Costs

Shape = Sequence[int | str]
"""Sizes of the axes, any axes of size 1 left out or not; a letter is a size yet unknown."""
TOLERANCE = 1e-6
"""Relative error of a program's float64 arithmetic that no property minds."""
SHOWN = 400
"""Characters of an array in feedback."""


class ProgramFails(Exception):  # noqa: N818 - it is the answer that fails, not the checker
    """A call gave no array of the kind asked for; `where` is the call, `why` what it gave."""

    def __init__(self, where: str, why: str) -> None:
        """See the class."""
        super().__init__(f"{where}: {why}")
        self.where, self.why = where, why


class Undecided(Exception):  # noqa: N818 - not an error: the honest third answer
    """A property that the machine cannot judge of this answer; a person does."""


class State(NamedTuple):
    """A program's state, as text that only the program reads. `size`: its bytes."""

    text: str

    @property
    def size(self) -> int:
        """How many bytes it takes: all that a later step can know of earlier ones."""
        return len(self.text.encode())


class Dress(Protocol):
    """Where values come from: a program in its sandbox, or mathematics."""

    def defines(self, name: str) -> bool:
        """Whether there is anything of that name. Undecided: it cannot be told."""

    def values(self, calls: Sequence[tuple[str, tuple[Any, ...]]]) -> list[Any]:
        """The values of these calls. ProgramFails, Undecided: see there."""

    def start(self, name: str, args: tuple[Argument, ...]) -> State:
        """The state that a function gives."""

    def folds(
        self, name: str, cases: Sequence[tuple[State, Sequence[Argument]]]
    ) -> list[tuple[list[Array], State]]:
        """Steps over inputs, from a state each: the outputs, and the states they leave."""

    def costs(self, name: str, state: State, xs: Sequence[Argument]) -> Costs:
        """What these steps take, counted within the program's reach."""

    def seconds(self, name: str, state: State, xs: Sequence[Argument]) -> float:
        """The processor time that a fresh process and these steps take."""

    def fresh(self) -> Dress:
        """The same answer, remembering nothing."""


class Made:
    """An answer's objects by their names. `asked` counts the values that were asked for."""

    def __init__(self, dress: Dress) -> None:
        """See the class."""
        self.dress, self.asked = dress, 0
        self._sizes: dict[str, int] = {}

    def has(self, name: str) -> bool:
        """Whether the answer gives something that it may leave out."""
        return self.dress.defines(name)

    def __call__(self, name: str, *args: Argument, shape: Shape | None = None) -> Array:
        """One value, in the shape asked for. ProgramFails: it has not."""
        return self.each(name, [args], shape)[0]

    def each(
        self,
        name: str,
        cases: Sequence[Sequence[Argument]],
        shape: Shape | Callable[..., Shape] | None = None,
    ) -> list[Array]:
        """The values of a function in many cases, asked for at once.

        `shape` may be a function of the arguments.
        """
        calls = [(name, tuple(case)) for case in cases]
        self.asked += len(calls)
        values = self.dress.values(calls)
        shapes = [shape(*case) if callable(shape) else shape for case in cases]
        return [
            self._formed(call, *pair) for call, *pair in zip(calls, values, shapes, strict=True)
        ]

    def start(self, name: str, *args: Argument) -> State:
        """The state that a program begins with."""
        return self.dress.start(name, args)

    def fold(
        self, name: str, state: State, xs: Sequence[Argument]
    ) -> tuple[list[Array], State]:
        """The outputs of ``step(state, x) -> (state, y)`` over inputs, and the last state."""
        return self.folds(name, [(state, xs)])[0]

    def folds(
        self, name: str, cases: Sequence[tuple[State, Sequence[Argument]]]
    ) -> list[tuple[list[Array], State]]:
        """Many folds, asked for at once."""
        self.asked += sum(len(xs) for _, xs in cases)
        return self.dress.folds(name, cases)

    def costs(self, name: str, state: State, xs: Sequence[Argument]) -> Costs:
        """How many operations each step over the inputs takes, and the largest of them.

        Interpreted instructions and entries that array operations compute, counted in the
        program's own process: honest programs' costs, which a hostile one can understate.
        """
        self.asked += len(xs)
        return self.dress.costs(name, state, xs)

    def seconds(self, name: str, state: State, xs: Sequence[Argument]) -> float:
        """The processor time of a fresh process that takes these steps, by the kernel's
        account: with its start, and noise, but out of the program's reach.
        """
        self.asked += len(xs)
        return self.dress.seconds(name, state, xs)

    def fresh(self) -> Made:
        """The same answer, remembering nothing: only a state carries over to it."""
        return Made(self.dress.fresh())

    def _formed(self, call: tuple[str, Any], value: Array, shape: Shape | None) -> Array:
        """The value in the shape asked for, axes of size 1 put in or taken out."""
        import numpy as np

        if not np.isfinite(value).all():
            raise ProgramFails(told(*call), f"an entry is not a finite number: {show(value)}")
        if shape is None:
            return value
        wanted = self._known(shape, value)
        if [n for n in value.shape if n != 1] != [n for n in wanted if n != 1]:
            told_shape = " x ".join(map(str, shape)) or "a number"
            raise ProgramFails(told(*call), f"shape {value.shape}, expected {told_shape}")
        return value.reshape(wanted)

    def _known(self, shape: Shape, value: Array) -> tuple[int, ...]:
        """The shape in numbers; its new letters take the sizes that the value has there."""
        new = [n for n in shape if isinstance(n, str) and n not in self._sizes]
        if len(value.shape) == len(shape):
            pairs = zip(shape, value.shape, strict=True)
            self._sizes |= {n: size for n, size in pairs if n in new and isinstance(n, str)}
        elif new:
            size = max(value.shape, default=1)
            self._sizes |= dict.fromkeys(new, size)
        return tuple(self._sizes[n] if isinstance(n, str) else n for n in shape)


def close(left: Any, right: Any, tolerance: float = TOLERANCE) -> bool:
    """Whether arrays agree, up to `tolerance` of the larger one's largest entry, or of 1."""
    import numpy as np

    difference = np.abs(np.asarray(left) - np.asarray(right)).max(initial=0)
    scale = max(1.0, float(np.abs(left).max(initial=0)), float(np.abs(right).max(initial=0)))
    return bool(difference <= tolerance * scale)


def show(value: Any) -> str:
    """A number or array as feedback prints it."""
    import numpy as np

    text = np.array2string(np.asarray(value), precision=4, separator=", ", threshold=60)
    text = " ".join(text.split()).replace(".,", ",").replace(".]", "]").rstrip(".")
    return text if len(text) <= SHOWN else text[: SHOWN - 3] + "..."


def told(name: str, args: Sequence[Any]) -> str:
    """A call as feedback prints it."""
    return f"{name}({', '.join(map(show, args))})" if args else name
