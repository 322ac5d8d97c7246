"""Every claim holds three ways, and every near miss of it is refuted by a number."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from checkers.claims import all_claims
from checkers.claims.attack import attack
from checkers.claims.claim import PROOFS
from checkers.claims.draws import STYLES
from checkers.claims.sweep import Plan, sweep
from tests.checkers.claims.strategies import worlds

CLAIMS = all_claims()
MISSES = [(claim, miss) for claim in CLAIMS for miss in claim.near_misses]
every_claim = pytest.mark.parametrize("claim", CLAIMS, ids=lambda claim: claim.name)


@every_claim
@settings(max_examples=15)
@given(data=st.data())
def test_a_claim_holds_in_small_worlds(claim, data):
    world = data.draw(worlds(claim))

    assert claim.holds(world)


@every_claim
@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_a_claim_survives_a_sweep(claim, library):
    seen = sweep(claim, Plan(480, library=library, seed=1))

    assert seen.worlds == 480
    assert seen.worst >= -claim.tolerance, seen.witness


@pytest.mark.parametrize(
    "claim", [c for c in CLAIMS if c.relation == ">="], ids=lambda claim: claim.name
)
def test_an_inequality_survives_gradient_ascent(claim):
    seen = attack(claim, seed=1)

    assert seen.worst >= -claim.tolerance, seen.witness


@pytest.mark.parametrize(
    "claim", [c for c in CLAIMS if c.name in PROOFS], ids=lambda claim: claim.name
)
def test_a_proof_is_confirmed(claim):
    PROOFS[claim.name](claim)


@pytest.mark.parametrize(
    ("claim", "miss"), MISSES, ids=[f"{claim.name}-{miss}" for claim, miss in MISSES]
)
def test_a_near_miss_is_refuted(claim, miss):
    """By a number in some world: a NaN refutes too, but may be an accident."""
    pieces = claim.near_misses[miss]
    plan = Plan(400, library="numpy")

    refuted = any(
        (claim.margin(plan.world(claim, style, 100), pieces) < -claim.tolerance).any()
        for style in range(len(STYLES))
    )
    assert refuted or attack(claim, instead=pieces).worst < -claim.tolerance


def test_most_claims_are_proved():
    assert len(PROOFS) >= 0.8 * len(CLAIMS)
