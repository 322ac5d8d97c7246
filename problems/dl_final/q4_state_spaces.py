"""Linear state-space models: unrolled, diagonalized, and made to copy."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import partial
from random import Random
from typing import Any

from checkers.formula import Formula
from checkers.program import (
    LinearSteps,
    Made,
    Mathematics,
    Program,
    Property,
    close,
    show,
)
from checkers.prose import Prose
from checkers.verdict import Counterexample
from counterexam.exam import Part, Question

WAITS = (0, 1, 2, 7, 40)


def responds_alike(made: Made) -> Counterexample | None:
    """C~ D^k B~ is C A^k B for A = V^{-1} D V: equal responses to an impulse k steps ago."""
    import numpy as np

    for V, D, B, C in _models():
        d = len(D)
        B_tilde, C_tilde = (
            made("B_tilde", V, B, shape=(d, 1)),
            made("C_tilde", V, C, shape=(1, d)),
        )
        A = np.linalg.inv(V) @ D @ V
        for k in range(2 * d):
            yours = (C_tilde @ np.linalg.matrix_power(D, k) @ B_tilde).item()
            expected = (C @ np.linalg.matrix_power(A, k) @ B).item()
            if not close(yours, expected):
                world = {"V": show(V), "D": show(D), "B": show(B), "C": show(C)}
                sides = {"yours": show(yours), "expected": show(expected)}
                return world | {"steps ago": str(k)} | sides
    return None


def _models() -> Iterator[tuple[Any, ...]]:
    """Models of several sizes: V, D, B and C."""
    import numpy as np

    rng = np.random.default_rng(4)
    for d in (1, 2, 3, 5):
        V = np.eye(d) + np.triu(rng.integers(-2, 3, (d, d)), 1) + np.tril(np.ones((d, d)), -1)
        if abs(np.linalg.det(V)) > 0.1:
            D = np.diag(rng.uniform(-1, 1, d))
            yield V, D, rng.integers(1, 4, (d, 1)) * 1.0, rng.integers(1, 4, (1, d)) * 1.0


def copies(delay: int, made: Made) -> Counterexample | None:
    """C A^j B is 1 for j = delay and else 0; beyond 2d that follows (Cayley and Hamilton)."""
    import numpy as np

    A, B, C = (
        made(name, shape=shape)
        for name, shape in (("A", ("d", "d")), ("B", ("d", 1)), ("C", (1, "d")))
    )
    state = B
    for j in range(2 * len(A) + delay + 1):
        yours = (C @ state).item()
        if not close(yours, float(j == delay)):
            inputs = "x_0 = 1 and no later input"
            sides = {"yours": show(yours), "expected": str(int(j == delay))}
            return {"inputs": inputs, "output": f"y_{j}"} | sides
        state = np.asarray(A @ state)
    return None


@dataclass(frozen=True)
class Task:
    """Data from 0 to pause - 1, so many of them, are to come back when the recalls begin."""

    length: int
    pause: int
    recall: int

    @property
    def data(self) -> list[int]:
        """An example in which all symbols stand that there is room for, the largest first."""
        return [(self.pause - 1 - place) % self.pause for place in range(self.length)]

    def whole(self, pauses: int) -> list[int]:
        """All inputs, with that many pauses."""
        return [*self.data, *[self.pause] * pauses, *[self.recall] * self.length]


def recalls(task: Task, made: Made) -> Counterexample | None:
    """The data come back when the recalls begin, whenever that is."""
    import numpy as np

    rng = np.random.default_rng(5)
    data = [[int(x) for x in rng.integers(0, task.pause, task.length)] for _ in WAITS]
    inputs = [x + [task.pause] * wait for x, wait in zip(data, WAITS, strict=True)]
    start = made.start("initial_state")
    states = [state for _, state in made.folds("step", [(start, xs) for xs in inputs])]
    asked = [task.recall] * task.length
    recalled = made.fresh().folds("step", [(state, asked) for state in states])
    for x, xs, (outputs, _) in zip(data, inputs, recalled, strict=True):
        yours = [y.item() if y.size == 1 else np.nan for y in outputs]
        if not close(yours, x):
            return {"x": show(xs), "yours": show(yours), "expected": show(x)}
    return None


def keeps_its_size(task: Task, made: Made) -> Counterexample | None:
    """The state is as large after a thousand pauses as after ten, and still knows the data."""
    data, start = task.data, made.start("initial_state")
    few, many = (
        state
        for _, state in made.folds(
            "step", [(start, data + [task.pause] * pauses) for pauses in (10, 1000)]
        )
    )
    if many.size > 1.5 * few.size + 64:
        return {"bytes after 10": str(few.size), "bytes after 1000 pauses": str(many.size)}
    outputs, _ = made.fresh().fold("step", many, [task.recall] * task.length)
    if not all(y.size == 1 and close(y, x) for y, x in zip(outputs, data, strict=True)):
        return {"x": show(data), "pauses": "1000", "yours": ", ".join(map(show, outputs))}
    return None


def stays_cheap(task: Task, made: Made) -> Counterexample | None:
    """The state keeps its size, and steps cost no more in a long task than in a short one.

    An answer has one size, and no cost is in proportion to that or out of it. What a step
    computes can still be held against how many numbers its state has; where it is much more,
    as in a product with a dense matrix, a person decides.
    """
    steps = LinearSteps("initial_state", "step", task.whole(10), task.whole(90))
    return keeps_its_size(task, made) or steps(made)


unrolled = Part(
    "4.1",
    points=2,
    statement=r"Express $y_T$ by $A$, $B$, $C$ and the inputs $x_0, \dots, x_T$.",
    form=Formula(
        let=r"invertible matrix A in R^{d x d}; B in R^{d x 1}; C in R^{1 x d}; "
        r"T integer; T > 1; x_0, \ldots, x_T real",
        asks="y_T",
    ),
)

diagonalized = Part(
    "4.2",
    points=2,
    statement=r"""
Powers of $A$ are costly. Suppose that $A = V^{-1} D V$ with a diagonal matrix $D$. Give
$\tilde B$ and $\tilde C$ with which the model $h_t = D h_{t-1} + \tilde B x_t$,
$y_t = \tilde C h_t$ has the outputs of the first one. (In Python: `B_tilde(V, B)` and
`C_tilde(V, C)`.)
""",
    form=Program(
        defines=("B_tilde(V, B)", "C_tilde(V, C)"),
        properties=(Property("the new model has the outputs of the first", responds_alike),),
        mathematics=Mathematics(
            let="invertible matrix V in R^{d x d}; B in R^{d x 1}; C in R^{1 x d}",
            writes={"B_tilde": r"\tilde{B}", "C_tilde": r"\tilde{C}"},
        ),
    ),
)


def other_delay(random: Random) -> dict[str, int]:
    """A delay of two to nine steps: the register is longer, and as quick to write down."""
    return {"k": random.randint(2, 9)}


def _copying(k: int) -> Program:
    """Matrices of one size: whether a step is linear in d cannot be seen in them."""
    return Program(
        defines=("A", "B", "C"),
        properties=(Property(f"the model copies with a delay of {k}", partial(copies, k)),),
        mathematics=Mathematics(
            let="A in R^{d x d}; B in R^{d x 1}; C in R^{1 x d}; identity matrix I in R^{d x d}"
        ),
        otherwise=Prose(name="construction"),
    )


copy = Part(
    "4.3",
    points=2,
    statement=r"""
Choose $A$, $B$ and $C$ so that the model copies its inputs with a delay of $k = «k»$ steps,
$y_{t+«k»} = x_t$, where $d > «k»$. A step shall take time linear in $d$. (In Python: arrays
`A`, `B` and `C`.)
""",
    form=_copying(3),
    given={"k": 3},
    variant=other_delay,
    form_of=_copying,
)


def other_task(random: Random) -> dict[str, int]:
    """Four to nine data of three to eight symbols; the next two symbols pause and recall."""
    length, pause = random.randint(4, 9), random.randint(3, 8)
    symbols = {"largest": pause - 1, "pause": pause, "recall": pause + 1}
    return {"length": length, "last": length - 1} | symbols


def _recalling(length: int, last: int, largest: int, pause: int, recall: int) -> Program:
    task = Task(length, pause, recall)
    return Program(
        defines=("initial_state()", "step(state, x) -> (state, y)"),
        properties=(
            Property("the data come back at the end", partial(recalls, task), 0.75),
            Property(
                "neither its state nor its steps grow with time", partial(stays_cheap, task)
            ),
        ),
        otherwise=Prose(name="construction"),
    )


TASK = {"length": 5, "last": 4, "largest": 3, "pause": 4, "recall": 5}

recall = Part(
    "4.4",
    points=3,
    statement=r"""
The inputs are «length» data $x_0, \dots, x_{«last»} \in \{0, \dots, «largest»\}$, then the
number «pause» some times, and from step $T$ on the number «recall», «length» times. The model
does not know $T$ beforehand. Design a model with $y_{T+i} = x_i$ for $i = 0, \dots, «last»$.
You may modify the model a little; it has to stay recurrent, with steps that take time linear in
the size of the state. (In Python: `initial_state()` and `step(state, x) -> (state, y)`.)
""",
    form=_recalling(**TASK),
    given=TASK,
    variant=other_task,
    form_of=_recalling,
)

question = Question(
    "State-space models",
    statement=r"""
A state-space model reads scalars $x_0, x_1, \dots$ and puts out scalars $y_0, y_1, \dots$ by

$$h_t = A h_{t-1} + B x_t, \qquad y_t = C h_t, \qquad h_{-1} = 0,$$

where $A$ is a $d \times d$ matrix, $B$ a column and $C$ a row.
""",
    parts=[unrolled, diagonalized, copy, recall],
)
