"""References agree with other routes to the same thing, and refuted statements are errors."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterexam.bank import bundled

BANK = bundled()
EXAM = BANK.exam("cs236_midterm_2023")


def solution(question: int):
    return BANK.solution(EXAM.id, question)


@settings(max_examples=12)
@given(
    st.integers(-5, -2), st.integers(2, 5), st.sampled_from([3, 5]), st.sampled_from([-1, 1])
)
def test_the_density_of_a_power_is_that_of_its_distribution_function(low, high, power, point):
    step = 1e-5
    above, below = (np.abs(point + s) ** (1 / power) * point for s in (step, -step))
    density = solution(4).part_a(low, high, power, point)

    assert density == pytest.approx((above - below) / (high - low) / (2 * step), rel=1e-6)


def test_a_square_is_called_a_flow_only_where_it_is_one():
    with pytest.raises(ArithmeticError, match="refuted: the square increases"):
        solution(4).part_c(low=-2, high=3)
    with pytest.raises(ArithmeticError, match="refuted: two points share their image"):
        solution(4).part_b(low=1, high=3)


def test_a_derivative_that_is_not_the_loss_s_is_refused():
    with pytest.raises(ArithmeticError, match="refuted: the derivative"):
        solution(6)._derivative(solution(6)._losses("3")[0], -1 / solution(6).D)


def test_the_order_of_the_recurrent_model_has_no_cycle():
    model = solution(5)

    assert not model._is_cyclic(model._model({t: range(1, t) for t in range(1, 5)}))


def test_the_number_of_parameters_of_an_arbitrary_table_does_not_depend_on_the_order():
    model = solution(1)
    table = model._random_table(3)

    assert {model._parameters(table, order) for order in ((0, 1, 2), (2, 1, 0))} == {7}
