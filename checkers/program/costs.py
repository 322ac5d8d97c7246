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

    `inputs` are as many as the longest task has. With `sizes`, the state begins with
    ``start(size)`` and costs are compared over them; without, over time, and against the
    numbers that the state holds.
    """

    start: str
    step: str
    inputs: Sequence[Argument]
    sizes: Sequence[int] = ()

    def __call__(self, made: Made) -> Counterexample | None:
        """Where the steps cost too much. Undecided: their count is not to be believed."""
        if self.sizes:
            return self._by_size(made)
        state = made.start(self.start)
        return self._grows(made, state) or self._by_time(made, state)

    def _grows(self, made: Made, state: State) -> Counterexample | None:
        """Whether the state does, from a quarter of the inputs to all of them."""
        quarter = len(self.inputs) // 4
        _, early = made.fold(self.step, state, self.inputs[:quarter])
        _, late = made.fold(self.step, early, self.inputs[quarter:])
        if late.size <= SLACK * early.size + MORE_BYTES:
            return None
        sizes = f"{early.size} bytes after {quarter} inputs"
        return {"state": f"{sizes}, {late.size} bytes after {len(self.inputs)}"}

    def _by_time(self, made: Made, state: State) -> Counterexample | None:
        costs = made.costs(self.step, state, self.inputs)
        quarter = len(costs.steps) // 4
        early, late = max(costs.steps[:quarter]), max(costs.steps[-quarter:])
        if late > SLACK * max(costs.steps[: 2 * quarter]) + MORE_OPERATIONS:
            return {
                "operations": f"{early} a step among the first {quarter}, {late} in the end"
            }
        if costs.largest > AT_ONCE * (costs.entries + 1):
            raise Undecided(
                f"one array operation computes {costs.largest} entries, and the state has "
                f"{costs.entries}"
            )
        if max(costs.steps) > PER_ENTRY * costs.entries + ANYWAY:
            raise Undecided(
                f"a step takes {max(costs.steps)} operations on a state of {costs.entries}"
            )
        half = self.inputs[: len(self.inputs) // 2]
        self._believed(made, [(state, half), (state, self.inputs)], 2)
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
