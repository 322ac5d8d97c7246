"""A proof passes only what SymPy confirms."""

import pytest
import sympy as sp

from checkers.claims.claim import NotProvedError
from checkers.claims.divergences import pinsker
from checkers.claims.examine import is_proved
from checkers.claims.fid import frechet_distance_is_a_metric
from checkers.claims.gan import density_from_the_optimal_discriminator
from checkers.claims.symbols import by_algebra, require, require_holds, symbolic_world, vanishes
from checkers.claims.variational import evidence_is_elbo_and_gap

a, b = sp.symbols("a b", positive=True)
ZERO = [
    sp.log(a / b) - sp.log(a) + sp.log(b),
    a * sp.log(12) - a * (2 * sp.log(2) + sp.log(3)),
    sp.log(a**2 + 2 * a * b + b**2) - 2 * sp.log(a + b),
    a / (a + b) + b / (a + b) - 1,
    sp.log((a - b) ** 2) - sp.log((b - a) ** 2),
    0.5 * a - a / 2,
    sp.exp(a + b) - sp.exp(a) * sp.exp(b),
]
NOT_ZERO = [
    sp.log(a / b) - sp.log(a) - sp.log(b),
    a * sp.log(12) - a * (sp.log(2) + sp.log(3)),
    sp.log(a + b) - sp.log(a) - sp.log(b),
    a / (a + b) - b / (a + b),
    sp.log(a) * sp.log(b) - sp.log(a * b),
    sp.Rational(1, 10**12) * a,
    sp.log(2) - sp.Rational(693147, 10**6),
]


@pytest.mark.parametrize("expression", ZERO, ids=str)
def test_what_is_zero_vanishes(expression):
    assert vanishes(expression)


@pytest.mark.parametrize("expression", NOT_ZERO, ids=str)
def test_what_is_not_zero_does_not(expression):
    assert not vanishes(expression)


@pytest.mark.parametrize("fact", [False, None, sp.false])
def test_only_a_confirmed_step_passes(fact):
    with pytest.raises(NotProvedError, match="not confirmed: a > b"):
        require(fact, "a > b")


@pytest.mark.parametrize(
    "claim", [evidence_is_elbo_and_gap, density_from_the_optimal_discriminator]
)
def test_no_near_miss_is_proved_by_algebra(claim):
    world = symbolic_world(claim.worlds)
    for pieces in claim.near_misses.values():
        with pytest.raises(NotProvedError):
            require_holds(claim, {**world, **pieces})


def test_a_claim_without_a_proof_is_not_proved():
    assert not is_proved(frechet_distance_is_a_metric)


def test_a_proof_that_fails_proves_nothing(monkeypatch):
    monkeypatch.setattr("checkers.claims.examine.PROOFS", {"pinsker": by_algebra})

    assert not is_proved(pinsker)
