"""Scores: slopes of laws by their variables, and what integration by parts says of them."""

import numpy as np
import pytest

from checkers.notation.let import let
from checkers.notation.reader import read_chain
from checkers.worlds import smooth_laws
from checkers.worlds.decide import Court

P, PQ, PZ = "density p(x)", "densities p(x), q(x)", "p(z), p(x|z) densities"
TEST = f"{P}; smooth function s(x)"
NOISY = "densities p(x), q(y|x); smooth function s(y)"
FAMILY = "density p(x; t); real t"
ENERGY = (
    r"function E(x;\theta); p(x;\theta) := e^{-E(x;\theta)}/Z(\theta);"
    r" Z(\theta) := \int e^{-E(x;\theta)} dx; real \theta"
)
PHASES = (
    r"-\nabla_\theta E(x;\theta)",
    r"\mathbb{E}_{p(x;\theta)}[\nabla_\theta E(x;\theta)]",
)
RATIO = r"\log \frac{p(x;t)}{q(x)}"
LEFT = r"\frac{1}{2} E_{p(x)}[(\partial_x \log p(x) - \partial_x \log q(x))^2]"
HYVARINEN = r"E_{p(x)}[\nabla_x^2 \log q(x) + \frac12 (\partial_x \log q(x))^2]"
REST = r"\frac{1}{2} E_{p(x)}[(\partial_x \log p(x))^2]"
HOLDS = [
    (P, r"\partial_x \log p(x) = \partial_x p(x) / p(x)"),
    (P, r"E_{p(x)}[\partial_x \log p(x)] = 0"),
    (PQ, f"{LEFT} = {HYVARINEN} + {REST}"),
    (TEST, r"E_{p(x)}[s(x) \nabla_x \log p(x)] = -E_{p(x)}[\nabla_x s(x)]"),
    (PZ, r"\nabla_x \log p(x) = E_{p(z|x)}[\nabla_x \log p(x|z)]"),
    (PZ, r"\nabla_x \log p(x|z) = \nabla_x \log p(z|x) + \nabla_x \log p(x)"),
    ("p(x,z)", r"\nabla_x \log p(x|z) = \nabla_x \log p(z|x) + \nabla_x \log p(x)"),
    (NOISY, r"E_{p(x) q(y|x)}[s(y) \nabla_y \log q(y|x) + \nabla_y s(y)] = 0"),
    (FAMILY, r"E_{p(x;t)}[\partial_t \log p(x;t)] = 0"),
    (FAMILY, r"E_{p(x;t)}[\partial_x \log p(x;t)] = 0"),
    (ENERGY, r"\nabla_x \log p(x;\theta) = -\nabla_x E(x;\theta)"),
    (ENERGY, r"\mathbb{E}_{x \sim p(x;\theta)}[\nabla_x E(x;\theta)] = 0"),
    (ENERGY, rf"\nabla_\theta \log p(x;\theta) = {PHASES[0]} + {PHASES[1]}"),
    (
        "densities p(x; t), q(x); real t",
        rf"\partial_t KL(p(x;t) \| q(x)) = E_{{p(x;t)}}[{RATIO} \partial_t \log p(x;t)]",
    ),
    # what is bound inside is not what is differentiated by
    (f"{P}; function g(x)", r"\nabla_x (g(x) + E_{p(x)}[g(x)]) = \nabla_x g(x)"),
]
BOTH = "p(x; t), q(x) densities; real t"
FAILS = [
    (BOTH, r"\partial_t KL(q(x) \| p(x;t)) = E_{q(x)}[\partial_t \log p(x;t)]"),
    (P, r"\partial_x p(x) = 0"),
    (P, r"\partial_x \log p(x) = \partial_x p(x)"),
    (PQ, f"{LEFT} = {HYVARINEN}"),
    (PQ, f"{LEFT} = {HYVARINEN} - {REST}"),
    (TEST, r"E_{p(x)}[s(x) \nabla_x \log p(x)] = E_{p(x)}[\nabla_x s(x)]"),
    (PZ, r"\nabla_x \log p(x) = E_{p(z)}[\nabla_x \log p(x|z)]"),
    (PZ, r"\nabla_x \log p(x|z) = \nabla_x \log p(x)"),
    (NOISY, r"E_{p(x) q(y|x)}[s(y) \nabla_y \log q(y|x) - \nabla_y s(y)] = 0"),
    (ENERGY, r"\nabla_x \log p(x;\theta) = \nabla_x E(x;\theta)"),
    (ENERGY, r"\frac{\partial}{\partial \theta} Z(\theta) = 0"),
    (ENERGY, rf"\nabla_\theta \log p(x;\theta) = {PHASES[0]} - {PHASES[1]}"),
]


def judged(declared, text):
    vocabulary = let(declared)
    chain = read_chain(text, vocabulary)
    return Court(vocabulary).judge(chain.parts[0], chain.relations[0], chain.parts[1])


@pytest.mark.parametrize(("declared", "text"), HOLDS)
def test_what_holds_of_slopes(declared, text):
    found = judged(declared, text)
    assert found.status == "holds", found.why


@pytest.mark.parametrize(("declared", "text"), FAILS)
def test_what_does_not(declared, text):
    assert judged(declared, text).status == "fails"


def test_a_variable_of_few_values_has_no_slope():
    found = judged("p(x); x in {0,1}", r"\partial_x p(x) = 0")
    assert (found.status, found.why) == (
        "unknown",
        "what is a table over the values of x has no slope",
    )


def test_nodes_of_half_the_distance_change_nothing(monkeypatch):
    def score():
        smooth_laws.nodes.cache_clear()
        vocabulary = let(PZ)
        side = read_chain(r"E_{p(x)}[(\partial_x \log p(x))^2] = 0", vocabulary).parts[0]
        return Court(vocabulary).values([side])[0].data

    coarse = score()
    monkeypatch.setattr(smooth_laws, "SPACING", smooth_laws.SPACING / 2)
    fine = score()
    smooth_laws.nodes.cache_clear()

    assert np.abs(coarse - fine).max() < 1e-10
