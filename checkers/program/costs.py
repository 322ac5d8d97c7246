"""Steps that take time linear in the state, by counting operations at sizes far apart.

Two things are measured out of the program's reach: how large its state is, as the text that
goes out of its process and back into a fresh one, and the processor time that the kernel
accounts to it. Operations are counted within its reach: that a program is refuted by its own
count is certain, that it is not holds for programs that do not tamper with the count; where
the kernel's account contradicts the count, a person decides.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from checkers.program.made import Made, State, Undecided
from checkers.verdict import Counterexample

if TYPE_CHECKING:
    from checkers.sandbox.numbers import Argument

PER_ENTRY, ANYWAY = 60, 300
"""Operations a step may take for each number of its state, and besides. A loop over lists
takes some 10 to 30 instructions an entry."""
AT_ONCE = 4
"""Entries that one array operation may compute for each number of the state."""
SLACK, MORE_BYTES, MORE_OPERATIONS, NOISE = 1.5, 256, 60, 0.05
"""How much more than in proportion is still in proportion: as a factor, and in bytes of
state, operations of a step, seconds of a process."""
REPEATED = 10
"""How often steps are taken that the kernel times."""


@dataclass(frozen=True)
class LinearSteps:
    """A test for `Property`: ``step(state, x)`` takes time linear in the state, whose size does
    not grow with the inputs.

    With `sizes`, the state begins with ``start(size)`` and costs are compared over them. A
    state of one size is proportional to nothing; there the costs of `inputs` are compared with
    those of `longer`, more inputs of the same kind, and with the numbers that the state holds.
    """

    start: str
    step: str
    inputs: Sequence[Argument]
    longer: Sequence[Argument] = ()
    sizes: Sequence[int] = ()

    def __call__(self, made: Made) -> Counterexample | None:
        """Where the steps cost too much. Undecided: their count is not to be believed."""
        if self.sizes:
            return self._by_size(made)
        state = made.start(self.start)
        return self._grows(made, state) or self._by_time(made, state)

    def _grows(self, made: Made, state: State) -> Counterexample | None:
        """Whether the state is larger after more inputs."""
        folds = made.folds(self.step, [(state, self.inputs), (state, self.longer)])
        few, many = (left.size for _, left in folds)
        if many <= SLACK * few + MORE_BYTES:
            return None
        sizes = f"{few} bytes after {len(self.inputs)} inputs"
        return {"state": f"{sizes}, {many} bytes after {len(self.longer)}"}

    def _by_time(self, made: Made, state: State) -> Counterexample | None:
        few, many = (made.costs(self.step, state, xs) for xs in (self.inputs, self.longer))
        early, late = max(few.steps), max(many.steps)
        if late > SLACK * early + MORE_OPERATIONS:
            told = f"{early} a step over {len(few.steps)} inputs"
            return {"operations": f"{told}, {late} over {len(many.steps)}"}
        if many.largest > AT_ONCE * (many.entries + 1):
            raise Undecided(
                f"one array operation computes {many.largest} entries, and the state has "
                f"{many.entries}"
            )
        if late > PER_ENTRY * many.entries + ANYWAY:
            raise Undecided(f"a step takes {late} operations on a state of {many.entries}")
        half = self.longer[: len(self.longer) // 2]
        self._believed(made, [(state, half), (state, self.longer)], 2)
        return None

    def _by_size(self, made: Made) -> Counterexample | None:
        small, large = min(self.sizes), max(self.sizes)
        states = [made.start(self.start, size) for size in (small, large)]
        costs = [max(made.costs(self.step, state, self.inputs).steps) for state in states]
        if costs[1] > SLACK * large / small * costs[0] + MORE_OPERATIONS:
            return {"sizes": f"{small}, {large}", "operations": f"{costs[0]}, {costs[1]}"}
        timed = tuple(self.inputs) * REPEATED
        self._believed(made, [(state, timed) for state in states], large / small)
        return None

    def _believed(
        self, made: Made, folds: list[tuple[State, Sequence[Argument]]], ratio: float
    ) -> None:
        """Undecided: the processor time grows by far more than the counted operations."""
        alone = made.seconds(self.step, folds[0][0], ())
        first, second = (made.seconds(self.step, state, xs) - alone for state, xs in folds)
        if second > 4 * ratio * max(first, 0) + NOISE:
            raise Undecided(
                f"its count of operations grows by {ratio:g} at most, its processor time from "
                f"{first:.3f} to {second:.3f} s"
            )
