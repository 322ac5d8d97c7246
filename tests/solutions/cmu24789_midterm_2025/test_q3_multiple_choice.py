"""The right options."""

from counterexam.bank import bundled

BANK = bundled()
EXAM = BANK.exam("cmu24789_midterm_2025")


def test_the_right_options_are_those_of_the_course():
    right = [EXAM.reference(f"3.{number}").value for number in range(1, 11)]

    assert right == list("BADBCBDAAB")
