"""Masked convolutions: which pixels an autoregressive convolutional network can see."""

from checkers.region import Region
from counterexam.exam import Part, Question

SIZE = 5


def _masks(number: int, first: str, second: str) -> Part:
    return Part(
        f"1.{number}",
        points=5,
        statement=(
            "The masks of the two layers are «masks», in this order. On which of the «size» by "
            "«size» input pixels can the output at pixel «pixel» depend?"
        ),
        form=Region(rows=SIZE, columns=SIZE),
        given={"masks": first + second, "size": SIZE, "pixel": "33"},
    )


question = Question(
    "Autoregressive models",
    statement=(
        "Two convolutions with 3x3 kernels, not flipped, and zero padding of one pixel map an "
        "image to a feature map of its size. Each kernel is multiplied by a mask. Mask A keeps "
        "the first row of the kernel and, in its second row, what stands left of the centre; "
        "mask B keeps the centre as well. Pixels are named by row and column, counted from 1."
    ),
    parts=[
        _masks(1, "A", "A"),
        _masks(2, "A", "B"),
        _masks(3, "B", "A"),
        _masks(4, "B", "B"),
    ],
)
