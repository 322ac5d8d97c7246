"""Claims as combinations of steps: which differences span which."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from checkers.derivation.compose import FEW, Nodes, Relation, follows

SIZES = st.sampled_from([8, FEW - 1, FEW, 5 * FEW + 3])
FACTORS = st.lists(st.floats(0.1, 10), min_size=1, max_size=4)


def combined(factors, size, relations, asked="<=", change=None):
    """Whether a weighed sum of steps "0 R c" gives "0 asked sum", which may be changed."""
    columns = np.random.default_rng(size).standard_normal((len(factors), size))
    target = np.array(factors) @ columns
    if change is not None:
        target[change] += 1e-3
    values = [np.zeros(size), *columns, target]
    nodes = Nodes([*range(len(values))], values)
    pairs = enumerate(relations, 1)
    steps = [Relation(0, relation, nodes.number(k)) for k, relation in pairs]
    return follows(Relation(0, asked, nodes.number(len(values) - 1)), steps, nodes)


@given(FACTORS, SIZES)
def test_a_positive_combination_of_bounds_is_a_bound(factors, size):
    assert combined(factors, size, ["<="] * len(factors))
    assert combined(factors, size, ["="] * len(factors), asked="=")


@given(FACTORS, SIZES, st.data())
def test_what_differs_in_one_entry_is_no_combination(factors, size, data):
    change = data.draw(st.integers(0, size - 1))
    assert not combined(factors, size, ["="] * len(factors), asked="=", change=change)


@given(FACTORS, SIZES)
def test_a_bound_the_other_way_does_not_help(factors, size):
    assert not combined(factors, size, [">=", *["<="] * (len(factors) - 1)])


def test_entries_without_a_value_say_nothing():
    values = [np.zeros(40), np.linspace(1, 2, 40), 3 * np.linspace(1, 2, 40)]
    values[1][7] = values[2][11] = np.nan
    nodes = Nodes([0, 1, 2], values)
    assert follows(Relation(0, "<=", 2), [Relation(0, "<=", 1)], nodes)
