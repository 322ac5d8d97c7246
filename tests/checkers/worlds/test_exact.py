"""Exact numbers: the laws of logarithms and roots, zero decided, and what is out of reach."""

import flint
import numpy as np
import pytest
from flint import arb, fmpq
from hypothesis import given
from hypothesis import strategies as st

from checkers.worlds import exact
from checkers.worlds.exact import Exact, Inexact, ball, is_zero
from checkers.worlds.exact_arrays import function
from checkers.worlds.exact_coprimes import coprime_base, valuation
from checkers.worlds.exact_functions import exp, log, power, root

fractions = st.builds(fmpq, st.integers(1, 400), st.integers(1, 400))
signed = st.builds(fmpq, st.integers(-60, 60), st.integers(1, 60))
values = st.recursive(
    st.one_of(signed, fractions.map(log), fractions.map(root)),
    lambda inner: st.builds(
        lambda a, b, op: op(a, b),
        inner,
        inner,
        st.sampled_from([lambda a, b: a + b, lambda a, b: a - b, lambda a, b: a * b]),
    ),
    max_leaves=6,
)


@given(fractions, fractions)
def test_logarithm_of_a_product_is_the_sum(a, b):
    assert is_zero(log(a * b) - log(a) - log(b))


@given(fractions, fractions)
def test_logarithms_differ_where_their_arguments_do(a, b):
    assert is_zero(log(a) - log(b)) == (a == b)


@given(fractions, fractions)
def test_roots_multiply(a, b):
    assert is_zero(root(a) * root(b) - root(a * b))


@given(fractions, st.integers(-6, 6), st.integers(1, 5))
def test_a_power_is_undone_by_its_root(a, p, q):
    assert is_zero(power(power(a, fmpq(p, q)), fmpq(q)) - a**p)


@given(fractions, fractions)
def test_exponential_undoes_logarithm(a, b):
    assert is_zero(exp(log(a) - 2 * log(b)) - a / b**2)


@given(values, values)
def test_sums_and_products_lie_in_their_balls(a, b):
    with flint.ctx.workprec(200):
        assert ball(a + b).overlaps(ball(a) + ball(b))
        assert ball(a * b).overlaps(ball(a) * ball(b))


@given(values, values, values)
def test_products_distribute_over_sums(a, b, c):
    assert is_zero(a * (b + c) - a * b - a * c)


@given(values)
def test_what_is_called_nonzero_is_nonzero_in_its_ball(a):
    with flint.ctx.workprec(400):
        assert is_zero(a) == bool(ball(a).contains(0))


@given(st.lists(st.integers(2, 10**6), min_size=1, max_size=8))
def test_coprime_base_is_coprime_and_divides_everything(numbers):
    base = coprime_base(numbers)

    assert all(np.gcd(a, b) == 1 for a in base for b in base if a != b)
    for number in numbers:
        for b in base:
            number //= b ** valuation(number, b)
        assert number == 1


@given(fractions, fractions)
def test_order_is_that_of_the_numbers(a, b):
    assert (log(a) < log(b)) == (a < b)
    assert (log(a) >= log(b)) == (a >= b)


def test_reciprocal_of_a_root_is_the_root_of_the_reciprocal():
    assert is_zero(1 / root(fmpq(2)) - root(fmpq(1, 2)))


@pytest.mark.parametrize(
    "compute",
    [
        lambda: log(log(fmpq(2))),
        lambda: log(fmpq(-1)),
        lambda: log(fmpq(0)),
        lambda: exp(fmpq(1)),
        lambda: 1 / (log(fmpq(2)) + 1),
        lambda: power(fmpq(2), log(fmpq(2))),
        lambda: power(fmpq(-2), fmpq(1, 2)),
        lambda: power(fmpq(2), fmpq(10**6)),
        lambda: function("tanh")(np.array([fmpq(1)], dtype=object)),
    ],
)
def test_what_leads_out_of_the_exact_numbers_says_so(compute):
    with pytest.raises(Inexact):
        compute()


def test_balls_too_close_are_not_ordered():
    third = arb(1) / 3

    with pytest.raises(Inexact):
        exact.compared(third, third * 3 / 3)


def test_a_value_equals_itself():
    third = arb(1) / 3

    assert exact.compared(third, third) == 0
    assert log(fmpq(8)) == 3 * log(fmpq(2))
    assert isinstance(log(fmpq(8)), Exact)
