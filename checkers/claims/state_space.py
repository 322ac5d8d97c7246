r"""Theorems on linear state-space models.

    h_t = A h_{t-1} + B x_t,      y_t = C h_t,      h_{-1} = 0,

with scalar x_t and y_t, A of d x d, B a column, C a row. A may be singular.

Source: Gu, Goel and Re, Efficiently Modeling Long Sequences with Structured State Spaces, 2022.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from checkers.claims.arrays import (
    Array,
    Formula,
    identity,
    inverse,
    stack,
    tensor,
    times,
    total,
    transposed,
)
from checkers.claims.claim import proves, theorem
from checkers.claims.domains import invertible, real
from checkers.claims.symbols import by_polynomials

GU = "Gu et al., Efficiently Modeling Long Sequences with Structured State Spaces, ICLR 2022"
D, T = 3, 4


def run(A: Array, B: Array, C: Array, x: Array) -> Array:
    """y_0, ..., y_{T-1}, step by step."""
    h, y = 0 * B, []
    for t in range(x.shape[-1]):
        h = times(A, h) + B * x[..., t, None]
        y.append(total(C * h))
    return stack(y)


def powers(A: Array, n: int) -> list[Array]:
    """I, A, ..., A^(n-1)."""
    found = [identity(A.shape[-1], A) + 0 * A]
    for _ in range(n - 1):
        found.append(A @ found[-1])
    return found


def _unrolled(P: Sequence[Array], B: Array, C: Array, x: Array) -> Array:
    """sum_t C A^(T-t) B x_t for the last T."""
    return sum(total(C * times(P[T - 1 - t], B)) * x[..., t] for t in range(T))


@theorem(
    "y_T = sum_{t <= T} C A^(T-t) B x_t",
    source=f"{GU}, equation 4",
    parts=("dl_final 4.1",),
    worlds={"A": real(D, D), "B": real(D), "C": real(D), "x": real(T)},
    near_misses={
        "output": {
            "powers in reverse": lambda P, B, C, x: _unrolled(P[::-1], B, C, x),
            "one power too few": lambda P, B, C, x: _unrolled([P[0], *P[:-1]], B, C, x),
            "the last input is left out": lambda P, B, C, x: _unrolled(
                P, B, C, x * tensor([1, 1, 1, 0], x)
            ),
            "without B": lambda P, B, C, x: _unrolled(P, 0 * B + 1, C, x),
            "A transposed": lambda P, B, C, x: _unrolled([transposed(p) for p in P], B, C, x),
            "powers entry by entry": lambda P, B, C, x: _unrolled(
                [P[1] ** k for k in range(T)], B, C, x
            ),
            "C and B exchanged": lambda P, B, C, x: _unrolled(P, C, B, x),
        }
    },
)
def state_space_unrolls(
    A: Array, B: Array, C: Array, x: Array, output: Formula = _unrolled
) -> tuple[Array, ...]:
    """A convolution of the inputs with the kernel C A^k B; A^0 = I also where A is singular."""
    return run(A, B, C, x)[..., -1], output(powers(A, T), B, C, x)


proves(state_space_unrolls)(by_polynomials)


@theorem(
    "A = V^-1 D V: the model of D, B~ = V B, C~ = C V^-1 has the same outputs",
    source=f"{GU}, lemma 3.1",
    parts=("dl_final 4.2",),
    worlds={
        "V": invertible(2),
        "d": real(2),
        "B": real(2),
        "C": real(2),
        "x": real(3),
    },
    near_misses={
        "B_tilde": {
            "the inverse of V": lambda V, B: times(inverse(V), B),
            "B itself": lambda V, B: B,
            "V transposed": lambda V, B: times(transposed(V), B),
        },
        "C_tilde": {
            "V for its inverse": lambda V, C: times(transposed(V), C),
            "C itself": lambda V, C: C,
            "the inverse transposed": lambda V, C: times(inverse(V), C),
        },
    },
)
def diagonal_state_space(
    V: Array,
    d: Array,
    B: Array,
    C: Array,
    x: Array,
    B_tilde: Formula = times,
    C_tilde: Formula = lambda V, C: times(transposed(inverse(V)), C),
) -> tuple[Array, ...]:
    """The state becomes V h_t; a power of D costs d multiplications. D may be singular.

    A real A may have complex D and V; the argument is the same.
    """
    D = d[..., None] * identity(2, d)
    A = inverse(V) @ D @ V
    return run(A, B, C, x), run(D, B_tilde(V, B), C_tilde(V, C), x)


proves(diagonal_state_space)(by_polynomials)


def shift(n: int, delay: int) -> tuple[list[list[float]], list[float], list[float]]:
    """A that moves the state down, B that writes on top, C that reads `delay` below."""
    A = np.eye(n, k=-1)
    return A.tolist(), np.eye(n)[0].tolist(), np.eye(n)[delay].tolist()


def _ring(n: int) -> list[list[float]]:
    return np.roll(np.eye(n), 1, axis=0).tolist()


K = 3


@theorem(
    "A = shift, B = e_1, C = e_{k+1} copy with delay k: y_{t+k} = x_t",
    source=f"{GU}, appendix; Arjovsky et al., Unitary Evolution RNNs, ICML 2016",
    parts=("dl_final 4.3",),
    worlds={"x": real(8)},
    near_misses={
        "model": {
            "a delay of k - 1": shift(4, K - 1),
            "a ring, whose inputs come back": (_ring(4), *shift(4, K)[1:]),
            "the shift transposed": (np.eye(4, k=1).tolist(), *shift(4, K)[1:]),
            "the identity": (np.eye(4).tolist(), *shift(4, K)[1:]),
            "written to every cell": (shift(4, K)[0], [1.0] * 4, shift(4, K)[2]),
            "every cell is read": (*shift(4, K)[:2], [1.0] * 4),
        }
    },
)
def state_space_copies(x: Array, model: tuple[Any, ...] = shift(4, K)) -> tuple[Array, ...]:
    """Cells for k + 1 inputs are enough, and a step moves d numbers: linear time."""
    A, B, C = (tensor(part, x) for part in model)
    B = B + 0 * x[..., :1]
    y = run(A, B, C, x)
    delayed = [0 * x[..., 0]] * K + [x[..., t] for t in range(x.shape[-1] - K)]
    return y, stack(delayed)


proves(state_space_copies)(by_polynomials)
