"""Receptive fields, by differentiating the masked network with torch."""

import torch
from torch import Tensor
from torch.nn.functional import conv2d

from counterexam.exam import checked
from counterexam.key.plots import Grid, grid


@checked
def receptive_field(masks: str, kernel: int, size: int, pixel: str) -> list[list[int]]:
    r"""The pixels in which the output at «pixel» has a derivative other than zero, all weights
    being 1. With weights of one sign no contributions cancel, so it is positive exactly where
    some path leads to «pixel».

    A layer with mask A looks strictly before its pixel, in reading order; one with mask B also
    at the pixel itself. Two layers add their steps, in either order, so AB and BA see the same;
    only BB sees the pixel itself, and AA sees it two steps back at least.
    """
    image = torch.zeros(1, 1, size, size, dtype=torch.float64, requires_grad=True)
    features = image
    for mask in masks:
        features = conv2d(features, _mask(mask, kernel), padding=kernel // 2)
    row, column = map(int, pixel)
    (slope,) = torch.autograd.grad(features[0, 0, row - 1, column - 1], image)
    return (slope[0, 0].nonzero() + 1).tolist()


def _mask(mask: str, kernel: int) -> Tensor:
    """Ones before the centre in reading order, and for mask B at the centre."""
    kept = (torch.arange(kernel**2) < kernel**2 // 2 + (mask == "B")).double()
    return kept.reshape(1, 1, kernel, kernel)


def shaded(masks: str, kernel: int, size: int, pixel: str) -> Grid:
    """The receptive field, shaded."""
    field = receptive_field(masks, kernel, size, pixel)
    pixels = range(1, size + 1)
    cells = [[0.6 * ([r, c] in field) for c in pixels] for r in pixels]
    title = f"The pixels that the output at {pixel} sees through masks {' and '.join(masks)}"
    return grid(title, cells, down="row", across="column")


def mistaken(masks: str, kernel: int, size: int, pixel: str) -> dict[str, list[list[int]]]:
    """The fields of other masks, and of a single layer."""
    others = {"masks A and A": "AA", "masks A and B": "AB", "masks B and B": "BB"}
    one_layer = {"the first layer alone": masks[0]}
    right = receptive_field(masks, kernel, size, pixel)
    fields = {
        f"the field of {name}" if name in others else name: receptive_field(
            letters, kernel, size, pixel
        )
        for name, letters in (others | one_layer).items()
    }
    return {name: field for name, field in fields.items() if field != right}


part_1 = part_2 = part_3 = part_4 = receptive_field
plot_1 = plot_2 = plot_3 = plot_4 = shaded
slips_1 = slips_2 = slips_3 = slips_4 = mistaken
