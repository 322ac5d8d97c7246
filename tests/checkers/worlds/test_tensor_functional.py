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


@pytest.mark.parametrize("by", ["D", "D(x)"])
def test_a_derivative_of_the_integrand_is_by_the_value_of_the_function(by):
    vocabulary = let("densities f_1(x), f_0(x); D(x) in (0,1)")
    game = r"(f_1(x) \log D(x) + f_0(x) \log(1-D(x)))"
    slope = read(rf"\frac{{\partial {game}}}{{\partial {by}}}", vocabulary)
    court = Court(vocabulary, worlds=32)
    right, wrong = (
        read(rf"\frac{{f_1(x)}}{{D(x)}} {sign} \frac{{f_0(x)}}{{1-D(x)}}", vocabulary)
        for sign in "-+"
    )

    assert court.judge(slope, "=", right).status == "holds"
    assert court.judge(slope, "=", wrong).status == "fails"


def test_the_second_derivative_of_the_game_is_negative():
    vocabulary = assume(GAME["an integral"], let("densities f_1(x), f_0(x); D(x) in (0,1)"))
    curvature = read(r"\frac{\partial^2 G}{\partial D^2}", vocabulary)
    right = read(r"-\frac{f_1(x)}{D(x)^2} - \frac{f_0(x)}{(1-D(x))^2}", vocabulary)

    assert Court(vocabulary, worlds=32).judge(curvature, "=", right).status == "holds"


def test_a_functional_that_is_defined_at_one_function_is_one_of_any():
    text = r"V(D) := E_{x \sim f_1(x)}[\log D(x)]; D^*(x) := \frac{f_1(x)}{f_0(x)+f_1(x)}"
    vocabulary = assume(text, let("densities f_1(x), f_0(x); D(x) in (0,1)"))
    court = Court(vocabulary, worlds=32)
    value = read(r"V(D^*)", vocabulary)

    right = read(r"\int f_1(x) \log D^*(x) dx", vocabulary)
    wrong = read(r"\int f_1(x) \log D(x) dx", vocabulary)
    assert court.judge(value, "=", right).status == "holds"
    assert court.judge(value, "=", wrong).status == "fails"
