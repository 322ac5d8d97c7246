"""The right options, and the guard of the statements that are run."""

import pytest

from counterexam.bank import bundled

BANK = bundled()
EXAM = BANK.exam("cmu24789_midterm_2025")


def test_the_right_options_are_those_of_the_course():
    right = [EXAM.reference(f"3.{number}").value for number in range(1, 11)]

    assert right == list("BADBCBDAAB")


def test_a_refuted_statement_is_an_error_and_no_answer():
    with pytest.raises(ArithmeticError, match="refuted: all swans are white"):
        BANK.solution("cmu24789_midterm_2025", 3)._require(False, "all swans are white")
