"""What a claim is, and that its guards fire."""

import numpy as np
import pytest
from hypothesis import HealthCheck, find, settings

from checkers.claims import SUBJECTS
from checkers.claims import find as find_claims
from checkers.claims.claim import CLAIMS, ClaimError, proves, theorem
from checkers.claims.divergences import kl_is_not_negative, pinsker
from checkers.claims.domains import real
from checkers.claims.gan import optimal_discriminator
from tests.checkers.claims.strategies import worlds


@pytest.fixture
def state(monkeypatch):
    """Declare claims in registries of the test's own."""
    monkeypatch.setattr("checkers.claims.claim.CLAIMS", {})
    monkeypatch.setattr("checkers.claims.claim.PROOFS", {})
    return declare


def declare(relation="=", near_misses=5, piece="b", worlds=None):
    """A claim x = x + b, b = 0, with so many near misses."""
    wrong = {f"off by {n}": float(n) for n in range(1, near_misses + 1)}
    register = theorem(
        "x = x + 0",
        source="the tests",
        worlds=worlds or {"x": real()},
        near_misses={piece: wrong},
        relation=relation,
    )

    def adding_nothing(x, b=0.0):
        return x, x + b

    return register(adding_nothing)


def test_a_claim_is_stated_once(state):
    state()
    with pytest.raises(ClaimError, match="adding_nothing: stated twice, first in test_claim"):
        state()


def test_five_near_misses_are_needed(state):
    with pytest.raises(ClaimError, match="adding_nothing: 4 near misses, 5 are needed"):
        state(near_misses=4)


def test_a_near_miss_replaces_a_piece(state):
    with pytest.raises(ClaimError, match=r"near miss 'off by 1' replaces \['c'\], not a piece"):
        state(piece="c")


def test_every_letter_of_a_world_is_taken(state):
    with pytest.raises(ClaimError, match=r"its worlds have \['y'\], which it does not take"):
        state(worlds={"x": real(), "y": real()})


def test_a_claim_is_proved_once(state):
    claim = state()
    proves(claim)(print)
    with pytest.raises(ClaimError, match="adding_nothing: proved twice"):
        proves(claim)(print)


def test_an_equality_fails_by_its_relative_difference(state):
    claim = state()
    world = {"x": np.array([0.0, 1.0, 9.0])}

    assert claim.margin(world).tolist() == [0, 0, 0]
    assert claim.margin(world, {"b": 1.0}) == pytest.approx([-1, -1 / 2, -1 / 10])
    assert claim.holds(world) and not claim.holds(world, {"b": 1.0})


def test_an_inequality_has_a_side(state):
    claim = state(relation=">=")
    world = {"x": np.array([1.0])}

    assert claim.holds(world, {"b": -1.0})
    assert not claim.holds(world, {"b": 1.0})


@pytest.mark.parametrize("library", ["numpy", "torch"])
def test_infinite_sides_are_equal_and_nan_never_holds(state, library):
    import torch

    array = np.array if library == "numpy" else torch.tensor
    claim = state(relation=">=")

    assert claim.holds({"x": array([np.inf, -np.inf])})
    assert not claim.holds({"x": array([np.nan, 1.0])})


def test_a_claim_is_found_by_its_name_or_its_file():
    assert find_claims("pinsker") == [pinsker]
    assert pinsker in find_claims("divergences")
    with pytest.raises(ClaimError, match=r"no claim 'thales'; there are gan, .*pinsker"):
        find_claims("thales")


def test_every_file_of_theorems_is_listed():
    files = {claim.subject for claim in CLAIMS.values()}

    assert files == {*SUBJECTS}


def test_kl_is_infinite_where_q_lacks_an_outcome_of_p():
    p, q = np.array([[0.5, 0.5]]), np.array([[1.0, 0.0]])

    assert kl_is_not_negative.margin({"p": p, "q": q}) == np.inf
    assert kl_is_not_negative.margin({"p": q, "q": p}) == pytest.approx(np.log(2))


def test_hypothesis_shrinks_a_refutation_to_a_world_to_redo_by_hand():
    """Swapped roles: two laws on one point each, or as little as that."""
    swapped = optimal_discriminator.near_misses["the roles are swapped"]
    quick = settings(max_examples=500, database=None, suppress_health_check=[*HealthCheck])

    world = find(
        worlds(optimal_discriminator),
        lambda world: not optimal_discriminator.holds(world, swapped),
        settings=quick,
    )

    assert {*np.unique(world["p0"] * 6)} <= {0, 1, 2, 3, 4, 5, 6}
    assert not optimal_discriminator.holds(world, swapped)
