"""Receptive fields, by differentiating the masked network with torch."""

import torch
from torch.nn.functional import conv2d

from counterexam.exam import checked

MASKS = {"A": [[1, 1, 1], [1, 0, 0], [0, 0, 0]], "B": [[1, 1, 1], [1, 1, 0], [0, 0, 0]]}


def receptive_field(masks: str, size: int, pixel: str) -> list[list[int]]:
    r"""The pixels with a non-zero derivative of the output at `pixel`, all weights being 1.

    With weights of one sign no contributions cancel, so
    $\partial y_{33} / \partial x_{rc} > 0$ exactly where some path leads from (r, c) to (3, 3).
    """
    image = torch.zeros(1, 1, size, size, dtype=torch.float64, requires_grad=True)
    features = image
    for mask in masks:
        kernel = torch.tensor(MASKS[mask], dtype=torch.float64)[None, None]
        features = conv2d(features, kernel, padding=1)
    row, column = map(int, pixel)
    (slope,) = torch.autograd.grad(features[0, 0, row - 1, column - 1], image)
    return (slope[0, 0].nonzero() + 1).tolist()


@checked
def part_1(masks: str, size: int, pixel: str) -> list[list[int]]:
    """Both layers look strictly before the pixel: two steps back at least, in reading order."""
    return receptive_field(masks, size, pixel)


@checked
def part_2(masks: str, size: int, pixel: str) -> list[list[int]]:
    """The second layer may stay where it is, so all that mask A reaches in one step is seen."""
    return receptive_field(masks, size, pixel)


@checked
def part_3(masks: str, size: int, pixel: str) -> list[list[int]]:
    """The layers commute: the same paths as with A first, in the other order."""
    return receptive_field(masks, size, pixel)


@checked
def part_4(masks: str, size: int, pixel: str) -> list[list[int]]:
    """With mask B twice the pixel itself is seen too."""
    return receptive_field(masks, size, pixel)
