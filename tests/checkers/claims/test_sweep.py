"""Sweeps: the same worlds for the same seed, bounded chunks, and witnesses that refute."""

import numpy as np
import pytest
import torch

from checkers.claims import all_claims
from checkers.claims.attack import attack
from checkers.claims.change_of_variables import square_is_injective_on_the_right
from checkers.claims.divergences import pinsker
from checkers.claims.draws import STYLES, free_numbers, noise
from checkers.claims.examine import examine
from checkers.claims.gan import optimal_discriminator
from checkers.claims.sweep import CHUNK_NUMBERS, Plan, Sweep, sweep
from tests.test_house import modules_loaded_by

LIBRARIES = pytest.mark.parametrize("library", ["numpy", "torch"])


@LIBRARIES
def test_the_same_seed_gives_the_same_worlds(library):
    first, again, other = (
        Plan(100, library=library, seed=seed).world(pinsker, 1, 100) for seed in (3, 3, 4)
    )

    assert (first["p"] == again["p"]).all()
    assert not (first["p"] == other["p"]).all()


def test_both_libraries_try_the_same_worlds():
    ours, theirs = (
        Plan(100, library=name).world(pinsker, 1, 100) for name in ("numpy", "torch")
    )

    assert theirs["p"].numpy() == pytest.approx(ours["p"], rel=1e-14)


@LIBRARIES
def test_chunks_are_bounded_and_add_up(library):
    plan = Plan(10**6 + 7, library=library)
    sizes = [size for _, size in plan.chunks(pinsker)]
    numbers = sum(domain.size for domain in pinsker.worlds.values())

    assert sum(sizes) == plan.count
    assert max(sizes) * numbers <= CHUNK_NUMBERS["cpu"]


def test_every_style_takes_a_turn_in_a_small_sweep():
    plan = Plan(400, library="numpy")
    chunks = [*plan.chunks(pinsker)]
    empty = [(plan.world(pinsker, *chunk)["p"] == 0).any() for chunk in chunks]

    assert len(chunks) == len(STYLES)
    assert dict(zip(STYLES, empty, strict=True)) == {
        style: style == "sparse" for style in STYLES
    }


@LIBRARIES
def test_what_was_tried_is_counted_and_heard_of(library):
    heard = []
    seen = sweep(pinsker, Plan(1001, library=library, histogram=True), advance=heard.append)

    assert seen.worlds == sum(heard) == seen.counts.sum() == 1001
    assert seen.witness is None and seen.seconds > 0


@LIBRARIES
def test_a_witness_refutes(library):
    false = pinsker.near_misses["2.01 for 2"]
    seen = sweep(pinsker, Plan(4000, library=library), instead=false)
    world = {name: array[None] for name, array in seen.witness.items()}

    assert seen.worst < -pinsker.tolerance
    assert pinsker.margin(world, false)[0] == pytest.approx(seen.worst)


def test_numpy_alone_is_enough():
    code = (
        "from checkers.claims.divergences import pinsker; "
        "from checkers.claims.sweep import Plan, sweep; "
        "assert sweep(pinsker, Plan(40, library='numpy')).worst >= 0"
    )

    assert "torch" not in modules_loaded_by(code)


def test_an_exception_in_a_chunk_is_not_swallowed():
    with pytest.raises(TypeError):
        sweep(pinsker, Plan(40), instead={"bound": None})


def test_nan_is_the_worst_margin():
    worst = Sweep(1, -1.0) | Sweep(1, float("nan")) | Sweep(1, -2.0)

    assert np.isnan(worst.worst) and worst.worlds == 3


def test_gradient_ascent_finds_what_chance_does_not():
    """A discriminator clipped at 0.01 is beaten on lopsided laws only, and there by little."""
    clipped = optimal_discriminator.near_misses["clipped to [0.01, 0.99]"]
    seen = attack(optimal_discriminator, instead=clipped)
    world = {name: array[None] for name, array in seen.witness.items()}

    assert seen.worst < -1e-6
    assert not optimal_discriminator.holds(world, clipped)


def test_near_worlds_are_near_and_sparse_ones_have_empty_cells():
    near, sparse = (
        free_numbers(pinsker.worlds, noise("torch", 200, (0,)), style)
        for style in ("near", "sparse")
    )

    assert (near["p"] - near["q"]).abs().amin(-1).median() < 0.1
    assert torch.isinf(sparse["p"]).any()


def test_a_finding_holds_what_was_seen():
    finding = examine(square_is_injective_on_the_right, Plan(100))

    assert finding.holds and finding.proved and finding.witness is None
    assert finding.attacked is not None
    assert finding.worst.worst <= finding.swept.worst


def test_members_lie_in_their_domains():
    """Laws sum to one, units lie inside (0, 1), orders are permutations, all in every style."""
    for claim in all_claims():
        for style in range(len(STYLES)):
            world = Plan(4, library="numpy").world(claim, style, 20)
            for name, domain in claim.worlds.items():
                array = world[name]
                assert array.shape == (20, *domain.shape)
                assert np.isfinite(array).all()
                if domain.kind == "unit":
                    assert ((0 < array) & (array < 1)).all()
                if domain.kind == "order":
                    assert (np.sort(array) == np.arange(*domain.shape)).all()
                if domain.kind == "weight":
                    assert (array >= 0).all()
