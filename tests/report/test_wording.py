"""Numbers and phrases are the same in every report."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.verdict import Evidence, Step
from counterexam.report.wording import (
    MARKS,
    basis,
    line_count,
    lost,
    number,
    own_counterexample,
    pends,
    percent,
    places,
    score_for_students,
    score_of,
)
from tests.report.examples import BASE, WAITING, WRONG, part, report


@given(st.floats(-1e6, 1e6))
def test_a_number_is_right_to_two_decimals_and_has_no_useless_digit(value):
    shown = number(value)

    assert float(shown) == pytest.approx(value, abs=0.00501)
    assert shown != "-0"
    assert "." not in shown or shown[-1] != "0"


@pytest.mark.parametrize(
    ("value", "shown"),
    [(2.0, "2"), (0.5, "0.5"), (1 / 3, "0.33"), (-0.001, "0"), (100.0, "100")],
)
def test_points_are_written_as_people_write_them(value, shown):
    assert number(value) == shown


def test_a_score_tells_what_waits_and_what_is_suggested():
    assert score_of(BASE) == "2 of 2"
    assert score_of(WAITING) == "0 of 2, 2 pending, 1.5 suggested"
    assert score_of(part(score=0.0, pending=2.0)) == "0 of 2, 2 pending"


def test_students_are_not_told_suggestions():
    assert score_for_students(WAITING) == "0 of 2, 2 pending"
    assert score_for_students(BASE) == score_of(BASE)


def test_rounding_is_neither_lost_nor_pending():
    rounded = part(score=3 * (2.0 / 3) - 1e-12, pending=1e-12)

    assert lost(rounded) == 0
    assert not pends(rounded)
    assert lost(WRONG) == 2
    assert lost(WAITING) == 0


def test_a_penalty_is_lost_too():
    assert lost(part(score=-1.0)) == 3


def test_percent_is_of_the_decided_score_and_empty_without_points():
    assert percent(report()) == "37.5%"
    assert percent(report(points=0.0)) == ""


@pytest.mark.parametrize(
    ("lines", "phrase"),
    [
        ((), ""),
        (("15",), "line 15"),
        (("12-14",), "lines 12-14"),
        (("12-14", "20"), "lines 12-14, 20"),
        (("cell 3, 1-4",), "cell 3, 1-4"),
        (("cell 3, 1-4", "cell 5, 2"), "cell 3, 1-4; cell 5, 2"),
    ],
)
def test_places_are_named_as_readers_count_them(lines, phrase):
    assert places(lines) == phrase


def test_a_basis_never_claims_more_than_its_evidence():
    assert basis(Evidence("exact", 4096)) == "exact, in 4,096 worlds"
    assert basis(Evidence("proved")) == "proved"
    assert basis(Evidence("person")) == "for a person to decide"


def test_verdicts_differ_in_sign_and_in_word():
    assert len({mark.sign for mark in MARKS.values()}) == len(MARKS) == 6
    assert len({mark.word for mark in MARKS.values()}) == len(MARKS)


def test_blank_lines_are_not_counted():
    assert line_count("a\n\n \nb\n") == 2


def test_one_world_is_no_worlds():
    assert basis(Evidence("exact", 1)).endswith("in 1 world")


def test_the_world_of_a_step_is_shown_there_alone():
    world = {"x": "1", "left": "2", "right": "3"}
    step = Step(1, "=", "a", "b", "fails", counterexample=world)
    derived = part("4.a", counterexample=world, steps=(step,))

    assert own_counterexample(derived) is None
    assert own_counterexample(part("4.a", counterexample=world)) == world


def test_a_part_that_cost_points_is_shown_with_its_minus():
    costly = part(verdict="incorrect", score=-1.0, pending=0.0, points=1.0)

    assert score_of(costly) == "-1 of 1"
    assert lost(costly) == 2
