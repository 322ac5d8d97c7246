"""The derivative of a functional is that of its integrand, at every point."""

import pytest

from checkers.notation.let import assume, let
from checkers.notation.reader import read
from checkers.worlds.decide import Court

GAME = {
    "an integral": r"G := \int (f_1(x) \log D(x) + f_0(x) \log(1-D(x))) dx",
    "expectations": r"G := E_{x \sim f_1(x)}[\log D(x)] + E_{x \sim f_0(x)}[\log(1-D(x))]",
}


def status(definition, right):
    vocabulary = assume(definition, let("densities f_1(x), f_0(x); D(x) in (0,1)"))
    left, right = (read(side, vocabulary) for side in (r"\frac{\partial G}{\partial D}", right))
    return Court(vocabulary, worlds=32).judge(left, "=", right).status


@pytest.mark.parametrize("dress", GAME)
def test_the_game_of_a_discriminator_has_its_textbook_derivative(dress):
    assert status(GAME[dress], r"\frac{f_1(x)}{D(x)} - \frac{f_0(x)}{1-D(x)}") == "holds"


@pytest.mark.parametrize(
    "wrong",
    [
        r"\frac{f_1(x)}{D(x)} + \frac{f_0(x)}{1-D(x)}",
        r"\frac{f_0(x)}{D(x)} - \frac{f_1(x)}{1-D(x)}",
        r"\frac{1}{D(x)} - \frac{1}{1-D(x)}",
    ],
)
@pytest.mark.parametrize("dress", GAME)
def test_near_misses_are_refuted(dress, wrong):
    assert status(GAME[dress], wrong) == "fails"
