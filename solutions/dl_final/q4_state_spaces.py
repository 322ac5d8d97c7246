"""A state-space model unrolled by SymPy, diagonalized, and two that copy."""

from pathlib import Path

from sympy import Matrix, MatrixSymbol, diag, expand, symbols, zeros

from checkers.program import Example
from checkers.prose import rubrics
from counterexam.exam import checked, proved, require

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))

SHIFT = """
```python
import numpy as np

A = np.eye(«size», k=-1)
B = np.eye(«size»)[:, :1]
C = np.eye(«size»)[-1:]
```
"""
GATED = """
```python
def initial_state():
    return {"data": [], "sent": 0}


def step(state, x):
    data, sent = state["data"], state["sent"]
    if x == «recall»:
        return {"data": data, "sent": sent + 1}, data[sent % «length»]
    if len(data) < «length»:
        data = data + [x]
    return {"data": data, "sent": 0}, 0.0
```
"""


WORDS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]
ORDINALS = [
    "zeroth",
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
]
CHINESE = "零一二三四五六七八九十"


def _filled(text: str, **data: object) -> str:
    """The text with its data in place."""
    for name, datum in data.items():
        text = text.replace(f"«{name}»", str(datum))
    return text


@proved
def part_1() -> str:
    r"""By induction, each step multiplies the state by $A$ once more: $h_T = A h_{T-1} + B x_T$
    gives $h_T = \sum_{t=0}^T A^{T-t} B x_t$, and $y_T = C h_T$.
    """
    A, B = (Matrix(MatrixSymbol(name, 2, n)) for name, n in (("A", 2), ("B", 1)))
    x = symbols("x_0:4")
    h = zeros(2, 1)
    for T in range(len(x)):
        h = A * h + B * x[T]
        unrolled = sum((A ** (T - t) * B * x[t] for t in range(T + 1)), zeros(2, 1))
        require((h - unrolled).expand().is_zero_matrix, f"the state after step {T}")
    return r"\sum_{t=0}^T C A^{T-t} B x_t"


@proved
def part_2() -> Example:
    r"""$\tilde h_t = V h_t$ turns $h_t = V^{-1} D V h_{t-1} + B x_t$ into
    $\tilde h_t = D \tilde h_{t-1} + V B x_t$, and $y_t = C V^{-1} \tilde h_t$.
    """
    V = Matrix([[2, 1], [1, 3]])
    B, C = Matrix(symbols("b_1:3")), Matrix([symbols("c_1:3")])
    D = diag(*symbols("d_1:3"))
    A = V.inv() * D * V
    for k in range(4):
        response = C * A**k * B - C * V.inv() * D**k * (V * B)
        require(expand(response[0]) == 0, f"the response after {k} steps")
    return Example(r"$\tilde{B} = V B$ and $\tilde{C} = C V^{-1}$")


@checked
def part_3(k: int) -> Example:
    r"""A shift register: with $k = «k»$, $A$ has ones below its diagonal, $B = e_1$ and
    $C = e_{k+1}^\top$. The state is $(x_t, x_{t-1}, x_{t-2}, \dots)$, and shifting it takes $d$
    assignments.
    """
    A = Matrix(k + 1, k + 1, lambda i, j: int(i == j + 1))
    for j in range(2 * k + 3):
        require((A**j)[k, 0] == int(j == k), "an input comes out after k steps")
    row = ", ".join(["0"] * k + ["1"])
    names = {"place": k + 1, "row": row, "packed": row.replace(" ", "")}
    names |= {"ordinal": ORDINALS[k + 1], "chinese": CHINESE[k + 1]}
    return Example(_filled(SHIFT, size=k + 1), RUBRICS["3"].filled(**names))


@checked
def part_4(length: int, last: int, largest: int, pause: int, recall: int) -> Example:
    """The state has «length» places and a counter. A datum is written while there is room, a
    «pause» leaves the state as it is, a «recall» reads the next place: the update is gated by
    the input.
    """
    data = {"length": length, "many": WORDS[length], "chinese": CHINESE[length]}
    data |= {
        "pause": pause,
        "paused": WORDS[pause],
        "recall": recall,
        "recalled": WORDS[recall],
    }
    return Example(_filled(GATED, **data), RUBRICS["4"].filled(**data))
