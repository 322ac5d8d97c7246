r"""Theorems on masked convolutions.

A 3 x 3 kernel without flipping, y_ij = sum_ab w_ab x_{i+a-2, j+b-2}, zeros around the image.
Mask A keeps the kernel's cells before the centre in reading order; mask B the centre as well.

Source: van den Oord et al., Pixel Recurrent Neural Networks, ICML 2016.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import sympy as sp

from checkers.claims.arrays import Array, Formula, stack, tanh, tensor, transposed, where
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import positive, real
from checkers.claims.symbols import by_polynomials, require

OORD = "van den Oord et al., Pixel Recurrent Neural Networks, ICML 2016"
A = ((1, 1, 1), (1, 0, 0), (0, 0, 0))
B = ((1, 1, 1), (1, 1, 0), (0, 0, 0))
PAIRS = ((A, A), (A, B), (B, A), (B, B))
"""First and second mask of the four networks."""
SIDE, CENTRE = 5, (2, 2)
Mask = Sequence[Sequence[int]]


def convolve(x: Array, w: Array) -> Array:
    """The kernels w over the images x, wherever a kernel lies wholly inside."""
    n = x.shape[-1] - 2
    return sum(
        w[..., a, b, None, None] * x[..., a : a + n, b : b + n]
        for a in range(3)
        for b in range(3)
    )


def framed(x: Array) -> Array:
    """The images with zeros around."""
    frame = tensor(np.eye(x.shape[-1] + 2)[:, 1:-1], x)
    return frame @ x @ transposed(frame)


def reached(first: Mask, second: Mask) -> list[list[int]]:
    """Ones where a path of one step in each mask leads from the centre."""
    field = np.zeros((SIDE, SIDE), dtype=int)
    steps = [np.argwhere(np.array(mask)) - 1 for mask in (first, second)]
    for there in steps[0]:
        for then in steps[1]:
            field[tuple(np.add(CENTRE, there + then))] = 1
    return [[int(cell) for cell in row] for row in field]


def _union(first: Mask, second: Mask) -> list[list[int]]:
    """What one layer alone sees, either mask."""
    one = ((0, 0, 0), (0, 1, 0), (0, 0, 0))
    return [
        [max(a, b) for a, b in zip(*rows, strict=True)]
        for rows in zip(reached(first, one), reached(one, second), strict=True)
    ]


def _until(first: Mask, second: Mask, last: int) -> list[list[int]]:
    """Every pixel up to one in reading order."""
    return [[int(SIDE * i + j <= last) for j in range(SIDE)] for i in range(SIDE)]


@theorem(
    "the receptive field of two masked layers is the sum of their masks' offsets, AA to BB",
    source=OORD,
    parts=(
        "ift6135_a3_2023 1.1",
        "ift6135_a3_2023 1.2",
        "ift6135_a3_2023 1.3",
        "ift6135_a3_2023 1.4",
    ),
    worlds={"first": positive(3, 3), "second": positive(3, 3)},
    near_misses={
        "field": {
            "one layer": _union,
            "every earlier pixel": lambda f, s: _until(f, s, 12),
            "every pixel before": lambda f, s: _until(f, s, 11),
            "two masks of type B": lambda f, s: reached(B, B),
            "two masks of type A": lambda f, s: reached(A, A),
            "the second mask twice": lambda f, s: reached(s, s),
            "upside down": lambda f, s: reached(f, s)[::-1],
            "transposed": lambda f, s: [list(row) for row in zip(*reached(f, s), strict=True)],
        }
    },
)
def receptive_field_is_a_sum_of_masks(
    first: Array, second: Array, field: Formula = reached
) -> tuple[Array, ...]:
    """Which of 25 impulses the centre responds to, with positive weights, so that none cancel.

    A then B and B then A see the same pixels. The rows below the centre are never seen, and
    the centre itself only by B then B.
    """
    impulses = tensor(np.eye(SIDE**2).reshape(-1, SIDE, SIDE), first)
    seen, claimed = [], []
    for masks in PAIRS:
        w1, w2 = (
            (w * tensor(mask, w))[..., None, :, :]
            for w, mask in zip((first, second), masks, strict=True)
        )
        response = convolve(convolve(impulses, w1), w2)[..., 0, 0]
        seen.append(where(response > 0, 1.0, 0.0))
        claimed.append(tensor(field(*masks), first).reshape(-1) + 0 * seen[-1])
    return stack(seen), stack(claimed)


@proves(receptive_field_is_a_sum_of_masks)
def multiply_the_masks_as_polynomials(claim: Claim) -> None:
    """A mask is a polynomial in u, v, a step right and down; layers multiply."""
    u, v = sp.symbols("u v")
    for first, second in PAIRS:
        one, two = (
            sum(u**b * v**a for a in range(3) for b in range(3) if mask[a][b])
            for mask in (first, second)
        )
        product = sp.Poly(sp.expand(one * two), u, v)
        found = {(a, b) for (b, a) in product.monoms()}
        cells = {(int(a), int(b)) for a, b in np.argwhere(reached(first, second))}
        require(found == cells, "the powers of the product are the cells of the field")


def _causal(x: Array, w: Array, v: Array, masks: tuple[Mask, Mask] = (A, B)) -> Array:
    """Two masked layers with a tanh between them."""
    hidden = tanh(convolve(framed(x), w * tensor(masks[0], w)))
    return convolve(framed(hidden), v * tensor(masks[1], v))


_TO_THE_RIGHT = ((1, 1, 1), (1, 1, 1), (0, 0, 0))
_COLUMNS = ((1, 1, 0), (1, 0, 0), (1, 0, 0))
_ALL = ((1, 1, 1),) * 3


@theorem(
    "through A then B, a pixel's output does not change with that pixel or any later one",
    source=f"{OORD}, section 3.4",
    parts=("ift6135_a3_2023 1.2",),
    worlds={"x": real(4, 4), "later": real(4, 4), "w": real(3, 3), "v": real(3, 3)},
    near_misses={
        "masks": {
            "B then B sees the pixel itself": (B, B),
            "no masks": (_ALL, _ALL),
            "the second is not masked": (A, _ALL),
            "the first is not masked": (_ALL, A),
            "the neighbour to the right is let in": (A, _TO_THE_RIGHT),
            "the second in reading order of columns": (B, _COLUMNS),
        }
    },
)
def masked_network_is_autoregressive(
    x: Array,
    later: Array,
    w: Array,
    v: Array,
    masks: tuple[Mask, Mask] = (A, B),
) -> tuple[Array, ...]:
    """At three pixels of a 4 x 4 image. So the outputs can be a law of each pixel given those
    before it; B in the first layer would let a pixel see itself.
    """
    index = tensor(np.arange(16).reshape(4, 4), x)
    kept: list[Array] = []
    changed: list[Array] = []
    for pixel in (1, 6, 11):
        mixed = where(index < pixel, x, later)
        for image, outputs in ((x, kept), (mixed, changed)):
            outputs.append(_causal(image, w, v, masks).reshape(x.shape[0], -1)[..., pixel])
    return stack(kept), stack(changed)


proves(masked_network_is_autoregressive)(by_polynomials)
