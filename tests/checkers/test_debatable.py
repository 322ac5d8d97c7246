"""What is open is neither right nor wrong, and says how it can be read."""

import pytest

from checkers.choice import TrueFalse
from checkers.debatable import Debatable

OPEN = Debatable("It depends.", {"True": "it rains", "False": "the sun shines"})


@pytest.mark.parametrize("answer", ["True", "f", "It is false."])
def test_a_choice_waits_with_the_reasoning_and_both_readings(answer):
    verdict = TrueFalse().check(answer, OPEN)

    assert (verdict.outcome, verdict.earned, verdict.pending) == ("review", 0, 1)
    assert "It depends. True, if it rains. False, if the sun shines." in verdict.feedback


def test_what_is_not_read_is_not_chosen():
    assert TrueFalse().check("perhaps", OPEN).outcome == "unreadable"
    assert TrueFalse().check(" ", OPEN).outcome == "blank"
