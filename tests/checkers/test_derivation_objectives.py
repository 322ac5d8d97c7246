"""Equations between objectives show where the optima lie, up to what is free of the choice."""

import pytest

from checkers.derivation import Derivation

WEIGHTED = r"E_{x \sim p}[-e^{\frac{1-T}{T} \log p(x)} \log q(x)]"
CLAIM = rf"\arg\min_q D_{{KL}}(p^T \| q) = \arg\min_q {WEIGHTED}"
SCALED = Derivation(
    let="p(x); p^T(x); q(x); T > 0",
    assume=r"Z(T) := \sum_x p(x)^{1/T}; p^T(x) := p(x)^{1/T} / Z(T)",
    claim=CLAIM,
)
ENTROPY = r"E_{p^T}[\log p^T(x)]"


@pytest.mark.parametrize(
    "equation",
    [
        rf"D_{{KL}}(p^T \| q) = {ENTROPY} + \frac{{1}}{{Z(T)}} {WEIGHTED}",
        rf"{WEIGHTED} = Z(T) (D_{{KL}}(p^T \| q) + H(p^T))",
        rf"{WEIGHTED} = Z(T) D_{{KL}}(p^T \| q) - Z(T) {ENTROPY}",
        rf"D_{{KL}}(p^T \| q) = C + \frac{{1}}{{Z(T)}} {WEIGHTED}$ where $C = {ENTROPY}",
    ],
)
def test_an_affine_equation_shows_that_optima_are_the_same(equation):
    verdict = SCALED.check(f"${equation}$. Hence ${CLAIM}$.")
    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize(
    "equation",
    [
        rf"D_{{KL}}(p^T \| q) = {ENTROPY} + {WEIGHTED}",
        rf"{WEIGHTED} = -Z(T) D_{{KL}}(p^T \| q)",
        r"p^T(x) = p(x)^{1/T} / Z(T)",
        r"D_{KL}(p^T \| q) \ge 0",
        rf"L(q) = {WEIGHTED}",
    ],
)
def test_false_or_idle_equations_show_nothing(equation):
    verdict = SCALED.check(f"${equation}$. Hence ${CLAIM}$.")
    assert verdict.outcome in ("incorrect", "partial"), verdict.feedback


def test_part_of_the_way_is_for_a_person():
    begun = rf"D_{{KL}}(p^T \| q) = {ENTROPY} - E_{{p^T}}[\log q(x)]"
    assert SCALED.check(f"${begun}$. Hence ${CLAIM}$.").outcome == "review"
