"""False bounds are violated by the search, true ones explained or left standing."""

import numpy as np
import pytest

from checkers.notation.let import let
from checkers.notation.reader import read
from checkers.worlds.attack import strongest
from checkers.worlds.attack_reasons import reason
from checkers.worlds.decide import Court
from checkers.worlds.draws import Sampled
from checkers.worlds.evaluate import Evaluator, Product
from checkers.worlds.field import Unknown
from checkers.worlds.finite import FiniteWorld
from checkers.worlds.tensor_coordinates import bound, freed
from checkers.worlds.tensor_world import build


def margin_of(small, big, vocabulary, support):
    sides = [read(side, vocabulary) for side in (small, big)]

    def margin(draws):
        worlds = [FiniteWorld(vocabulary, draws, {}, support), build(vocabulary, draws, {})]
        look = Evaluator(Product(worlds), vocabulary)
        with np.errstate(all="ignore"):
            left, right = (look.value(side).data for side in sides)
        excess = left - right - 1e-12
        value = excess / (np.abs(left) + np.abs(right) + 1e-6)
        return value.reshape(draws.batch, -1).max(1)

    return margin


def worst(small, big, declared, style="plain", support=3):
    vocabulary = let(declared)
    margin = margin_of(small, big, vocabulary, support)
    draws = Sampled(64, 7, style)
    margin(draws)
    _, best = strongest(draws, margin)
    return best.max()


TWO_LAWS = "free p(x), q(x)"
KL = r"D_{KL}(p \| q)"


@pytest.mark.parametrize("style", ["plain", "near"])
@pytest.mark.parametrize("support", [2, 4])
def test_the_bound_that_random_tables_never_break_is_broken(style, support):
    assert worst("2.01 TV(p, q)^2", KL, TWO_LAWS, style, support) > 0


@pytest.mark.parametrize("support", [2, 4])
def test_pinskers_inequality_stands(support):
    assert worst("2 TV(p, q)^2", KL, TWO_LAWS, "near", support) <= 0


@pytest.mark.parametrize(
    ("small", "big", "declared"),
    [
        (r"JSD(p, q)", "0.69", TWO_LAWS),
        (r"\log s", "s - 1.001", "positive scalar s"),
        (r"t (1 - t)", "0.24999", "t in (0,1)"),
        (r"KL(p \| q)", r"KL(q \| p)", TWO_LAWS),
    ],
)
def test_almost_true_bounds_are_broken(small, big, declared):
    assert worst(small, big, declared) > 0


@pytest.mark.parametrize(
    ("small", "big", "declared"),
    [
        (r"JSD(p, q)", r"\log 2", TWO_LAWS),
        (r"\log s", "s - 1", "positive scalar s"),
        (r"t (1 - t)", r"\frac14", "t in (0,1)"),
    ],
)
def test_sharp_bounds_stand(small, big, declared):
    assert worst(small, big, declared) <= 0


def test_without_numbers_there_is_nothing_to_attack():
    draws = Sampled(4, 1)
    with pytest.raises(Unknown, match="no numbers that can be moved"):
        strongest(draws, lambda moved: np.zeros(4))


@pytest.mark.parametrize("kind", ["real", "positive", "unit", "weight"])
def test_coordinates_are_one_to_one(kind):
    numbers = Sampled(64, 1).draw("x", (3,), kind)
    assert np.allclose(bound(freed(numbers, kind), kind), numbers)


# --- reasons ------------------------------------------------------------------------------

LATENT = "joint p(x,z); free q(z|x)"
WEIGHT = {j: rf"\frac{{p(x,z_{j})}}{{q(z_{j}|x)}}" for j in (1, 2)}


def why(small, big, declared):
    vocabulary = let(declared)
    court = Court(vocabulary, worlds=32)
    found = reason(
        read(small, vocabulary),
        read(big, vocabulary),
        vocabulary,
        lambda left, right: court.judge(left, "=", right).status == "holds",
    )
    return None if found is None else found.rule


@pytest.mark.parametrize(
    ("small", "big", "declared", "rule"),
    [
        (
            r"E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]",
            r"\log p(x)",
            LATENT,
            "non-negativity of KL",
        ),
        (
            r"E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]",
            r"\log E_{q(z|x)}[\frac{p(x,z)}{q(z|x)}]",
            LATENT,
            "Jensen's inequality",
        ),
        (
            r"\sum_z q(z|x) \log \frac{p(x,z)}{q(z|x)}",
            r"\log \sum_z q(z|x) \frac{p(x,z)}{q(z|x)}",
            LATENT,
            "Jensen's inequality",
        ),
        (
            rf"E_{{z_1,z_2 \sim q(z|x)}}[\frac12 \log {WEIGHT[1]} + \frac12 \log {WEIGHT[2]}]",
            rf"E_{{z_1,z_2 \sim q(z|x)}}[\log \frac12 ({WEIGHT[1]} + {WEIGHT[2]})]",
            LATENT,
            "Jensen's inequality",
        ),
        (
            r"E_{q(z|x)}[\log p(x|z)]-KL(q(z|x)\|p(z))",
            r"E_{q(z|x)}[\log p(x|z)]",
            LATENT,
            "non-negativity of KL",
        ),
        (r"H(x,y)", r"H(x) + H(y)", "joint p(x,y)", "non-negativity of mutual information"),
        (r"2 a b", r"a^2 + b^2", "a, b real", "a square is not negative"),
        (r"\sqrt{a b}", r"\frac{a+b}{2}", "a, b > 0", "a square is not negative"),
        (
            r"\frac12\log a+\frac12\log b",
            r"\log\frac{a+b}{2}",
            "a, b > 0",
            "Jensen's inequality",
        ),
        (r"2 TV(p,q)^2", KL, TWO_LAWS, "Pinsker's inequality"),
        (r"E_p[f(x)]^2", r"E_p[f(x)^2]", "p(x); f(x) real", "Jensen's inequality"),
        ("a + b", "b + a", "a, b real", "both sides are equal"),
    ],
)
def test_the_reason_of_an_inequality_is_named(small, big, declared, rule):
    assert why(small, big, declared) == rule


@pytest.mark.parametrize(
    ("small", "big", "declared"),
    [
        (r"\log s", "s - 1", "positive scalar s"),
        (r"E_{q(z|x)}[\log p(x|z)]", r"\log p(x)", LATENT),
        ("a", "b", "a, b real"),
    ],
)
def test_what_no_template_fits_has_no_reason(small, big, declared):
    assert why(small, big, declared) is None
