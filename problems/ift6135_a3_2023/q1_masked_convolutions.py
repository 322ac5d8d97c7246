"""Masked convolutions: which pixels an autoregressive convolutional network can see."""

from functools import partial
from random import Random
from typing import Any

from checkers.region import Region
from counterexam.exam import Part, Question

ORDERS = ("AA", "AB", "BA", "BB")


def other_layers(place: int, random: Random) -> dict[str, Any]:
    """Another order of the four pairs of masks, kernel, grid and pixel. The pixel is on no
    border and the region reaches two rows up, as on the paper: it is neither nothing nor all.
    """
    size, (kernel, row) = random.choice((5, 6)), random.choice(((3, 3), (3, 4), (5, 3)))
    given = {"kernel": kernel, "size": size, "pixel": f"{row}{random.randint(2, size - 1)}"}
    return {"masks": random.sample(ORDERS, len(ORDERS))[place], **given}


def _region(masks: str, kernel: int, size: int, pixel: str) -> Region:
    return Region(rows=size, columns=size)


def _masks(number: int) -> Part:
    given: dict[str, Any] = {"masks": ORDERS[number - 1], "kernel": 3, "size": 5, "pixel": "33"}
    return Part(
        f"1.{number}",
        points=5,
        statement=(
            "The masks of the two layers are «masks», in this order. On which of the «size» by "
            "«size» input pixels can the output at pixel «pixel» depend?"
        ),
        form=_region(**given),
        given=given,
        variant=partial(other_layers, number - 1),
        form_of=_region,
    )


question = Question(
    "Autoregressive models",
    statement=(
        "Two convolutions with «kernel»x«kernel» kernels, not flipped, and as much zero "
        "padding as it takes map an image to a feature map of its size. Each kernel is "
        "multiplied by a mask. Mask A keeps the rows of the kernel above its centre and, in "
        "the row of the centre, what stands left of it; mask B keeps the centre as well. "
        "Pixels are named by row and column, counted from 1."
    ),
    parts=[_masks(number) for number in (1, 2, 3, 4)],
)
