"""Names match up to their letters, and substitution keeps bound letters apart."""

import pytest

from checkers.notation.reader import read
from checkers.notation.show import show
from checkers.unify import substitute, unified


@pytest.mark.parametrize(
    ("pattern", "other", "match"),
    [
        ("p_X(x)", "p_X(y)", True),
        ("p_X(x)", "p_Y(x)", False),
        ("v_i", "v_j", True),
        ("v_i", "w_i", False),
        ("v_i", "v_{ij}", False),
        (r"\frac{\partial L}{\partial v_i}", r"\frac{\partial L}{\partial v_k}", True),
        (r"\frac{\partial L}{\partial v_i}", r"\frac{\partial L}{\partial q_i}", False),
    ],
)
def test_only_places_may_have_other_letters(pattern, other, match):
    assert (unified(read(pattern), read(other)) is not None) == match


def test_a_letter_stands_for_one_thing_throughout():
    assert unified(read("v_{ii}"), read("v_{ij}")) is None
    assert unified(read("v_{ij}"), read("v_{ji}")) is not None


def test_bound_letters_are_kept_apart_from_those_put_in():
    sum_ = read(r"\sum_j a_{ij} b_j")
    (i,), (j,) = (read("v_i").index, read("v_j").index)
    assert show(substitute(sum_, {i: j})) == show(read(r"\sum_{j'} a_{jj'} b_{j'}"))
    assert substitute(sum_, {i: i}) == sum_
