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


@pytest.mark.parametrize("part", ["2.a", "3.b", "5.b", "5.c"])
def test_every_derivation_of_ours_is_accepted_by_its_own_checker(part):
    reference = EXAM.reference(part).value
    verdict = EXAM.part(part).form.check(reference["derivation"], reference)

    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize("part", ["4.a", "5.a"])
def test_every_formula_of_ours_is_accepted_by_its_own_checker(part):
    reference = EXAM.reference(part).value

    assert EXAM.part(part).form.check(reference, reference).outcome == "correct"


def test_attention_may_be_given_for_the_sequence_or_for_a_token():
    reference = EXAM.reference("1.c").value

    for name, value in reference.items():
        answer = f"${name} = {value}$"
        assert EXAM.part("1.c").form.check(answer, reference).outcome == "correct"
