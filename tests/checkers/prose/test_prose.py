"""Prose is for a person: a suggestion, its evidence, and never a decision."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.prose import Prose, rubric

RUBRIC = rubric("""
    contrast GENERATOR / DISCRIMINATOR
    100% The generator maps noise to samples.
        GENERATOR : map* > NOISE > sample*
""")


@given(st.text(min_size=1))
def test_no_answer_is_decided_by_machine(answer):
    verdict = Prose().check(answer, RUBRIC)

    assert verdict.outcome in ("review", "blank")
    assert verdict.earned == 0


def test_a_suggestion_says_that_a_person_decides():
    verdict = Prose().check("The generator maps noise to samples.", RUBRIC)

    assert (verdict.outcome, verdict.pending) == ("review", 1.0)
    assert verdict.suggested == pytest.approx(1.0, abs=0.05)
    assert verdict.feedback == "A person decides. Suggested: 1 of 1 rubric points found."


def test_what_is_beyond_the_limit_is_said_not_to_be_read():
    verdict = Prose().check("x " * 30_000 + "The generator maps noise to samples.", RUBRIC)

    assert verdict.suggested <= 0.15
    assert "Only the first 50000 characters were read." in verdict.feedback


@pytest.mark.parametrize(
    "piece",
    [
        *(
            "the generator maps noise and ",
            "a: ",
            " ",
            "generator ",
            "a" + 9_999 * " ",
            "\n",
            ". ",
            "not ",
            "- x\n",
        ),
        *(
            "by the generator ",
            "((",
            "generator, discriminator and ",
            "生成器将噪声映射为样本，",
        ),
    ],
)
def test_a_megabyte_is_met_in_bounded_time(piece: str):
    answer = piece * (1_000_000 // len(piece))
    started = time.perf_counter()
    Prose().check(answer, RUBRIC)

    assert time.perf_counter() - started < 5
