"""References agree with other routes to the same thing, and refuted statements are errors."""

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from counterexam.bank import bundled

BANK = bundled()
EXAM = BANK.exam("gm_midterm_2025")


def solution(question: int):
    return BANK.solution(EXAM.id, question)


@given(st.lists(st.tuples(*[st.integers(-9, 9)] * 2), min_size=1, max_size=4))
def test_the_layer_norm_of_two_numbers_tells_which_is_the_larger(rows):
    assume(all(a != b for a, b in rows))
    signs = [[1, -1] if a > b else [-1, 1] for a, b in rows]

    assert solution(1).part_d([list(row) for row in rows]).tolist() == [
        pytest.approx(row) for row in signs
    ]
