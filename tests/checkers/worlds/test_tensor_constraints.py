"""What is assumed holds in the worlds that come back, or they say that it cannot."""

import numpy as np
import pytest

from checkers.notation.reader import read_chain
from checkers.notation.vocabulary import Independence, Symbol, Vocabulary
from checkers.worlds import moments, tensor_world
from checkers.worlds.draws import Sampled
from checkers.worlds.evaluate import Evaluator, Product
from checkers.worlds.field import Unknown
from checkers.worlds.tensor_constraints import impose

SYMMETRIC = frozenset({"symmetric"})
SYMBOLS = [
    Symbol("A", ("n", "n"), traits=SYMMETRIC),
    Symbol("M", ("n", "n")),
    Symbol("u", ("n",)),
    Symbol("v", ("n",)),
    Symbol("lambda"),
    Symbol("a", domain="positive"),
    Symbol("b", domain="positive"),
    Symbol("t", domain="unit"),
    Symbol("h", ("n",), traits=frozenset({"random"})),
    Symbol("e", traits=frozenset({"random"})),
]
VOCABULARY = Vocabulary(
    symbols={symbol.name: symbol for symbol in SYMBOLS},
    assumptions=(Independence(("h",), ("e",)),),
)
SIZES = {"n": 2}


def look_of(draws):
    builders = (tensor_world.build, moments.build)
    worlds = (build(VOCABULARY, draws, SIZES) for build in builders)
    return Evaluator(Product([world for world in worlds if world]), VOCABULARY)


def imposed(*texts, batch=64):
    chains = [read_chain(text, VOCABULARY) for text in texts]
    return chains, look_of(impose(Sampled(batch, 1), look_of, chains))


def sides(chain, look):
    left, right = (look.value(part).data for part in chain.parts)
    return np.broadcast_arrays(left, right)


@pytest.mark.parametrize(
    "equations",
    [
        [r"A u = \lambda u"],
        [r"M u = \lambda u", r"u^\top v = 0"],
        [r"\frac{a}{t} = \frac{b}{1-t}"],
        [r"M^\top = A^{-1}"],
        [r"\|u\| = 1", r"\|v\| = 1", r"u^\top v = 0"],
        [r"E[e] = 0", r"E[e^2] = 1"],
        [r"Var(h) = A^\top A"],
    ],
)
def test_equations_hold_to_rounding(equations):
    chains, look = imposed(*equations)
    for chain in chains:
        left, right = sides(chain, look)
        assert np.allclose(left, right, atol=1e-11)


def test_what_is_declared_still_holds():
    _, look = imposed(r"A u = \lambda u")
    matrices = look.value(read_chain("A = A", VOCABULARY).parts[0]).data
    assert (matrices == np.swapaxes(matrices, 1, 2)).all()


def test_imposed_worlds_are_not_degenerate():
    _, look = imposed(r"A u = \lambda u", r"u^\top v = 0")
    u, v = (look.value(read_chain(f"{name} = 0", VOCABULARY).parts[0]).data for name in "uv")
    assert (np.abs(u).max(1) > 0.05).mean() > 0.9
    assert (np.abs(v).max(1) > 0.05).mean() > 0.9


def test_an_inequality_holds_in_every_world_and_with_room():
    chains, look = imposed(r"|\lambda| < a")
    left, right = sides(chains[0], look)
    assert (left < right).all()
    assert np.median(right - left) > 0.1


def test_a_chain_of_three_is_two_relations():
    chain = read_chain("a = b = 1", VOCABULARY)
    look = look_of(impose(Sampled(16, 1), look_of, [chain]))
    assert np.allclose([look.value(part).data for part in chain.parts[:2]], 1)


@pytest.mark.parametrize("impossible", [r"\lambda^2 = -1", r"a = -1", r"\|u\| < 0"])
def test_what_no_world_can_meet_is_said_to_be_so(impossible):
    with pytest.raises(Unknown, match="no worlds were found"):
        imposed(impossible)


def test_draws_that_meet_the_assumptions_already_are_kept():
    draws = Sampled(16, 1)
    assert impose(draws, look_of, [read_chain(r"a = a", VOCABULARY)]) is draws
    assert impose(draws, look_of, []) is draws


def test_a_relation_that_cannot_be_imposed_is_named():
    with pytest.raises(Unknown, match="an assumption with propto"):
        imposed(r"a \propto b")


def test_what_is_assumed_of_more_numbers_than_can_be_moved_is_refused_at_once(monkeypatch):
    monkeypatch.setattr("checkers.worlds.tensor_constraints.MOST_SLOPES", 100)
    with pytest.raises(Unknown, match="of too many numbers"):
        imposed(r"A u = \lambda u")
