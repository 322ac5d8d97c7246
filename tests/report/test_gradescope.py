"""Gradescope's results.json: its types, its total, and what an assistant sees waiting."""

import json

import pytest
from hypothesis import given, settings

from counterexam.errors import InputError
from counterexam.report import render
from tests.report.examples import part, report
from tests.report.strategies import reports

TOP = {
    "score": float,
    "execution_time": float,
    "output": str,
    "output_format": str,
    "test_output_format": str,
    "test_name_format": str,
    "visibility": str,
    "stdout_visibility": str,
    "extra_data": dict,
    "tests": list,
}
TEST = {
    "score": float,
    "max_score": float,
    "status": str,
    "name": str,
    "name_format": str,
    "number": str,
    "output": str,
    "output_format": str,
    "tags": list,
    "visibility": str,
    "extra_data": dict,
}


def results(*reported):
    return json.loads(render(reported, "gradescope"))


@settings(deadline=None, max_examples=30)
@given(reports())
def test_every_field_is_gradescopes_and_of_its_type(report):
    top = results(report)

    assert {name: type(value) for name, value in top.items()} == TOP
    for test in top["tests"]:
        assert {name: type(value) for name, value in test.items()}.items() <= TEST.items()


@settings(deadline=None, max_examples=30)
@given(reports())
def test_the_total_and_the_tests_add_up_to_the_decided_score(report):
    top = results(report)

    assert top["score"] == report.score
    assert sum(t.get("score", 0) for t in top["tests"]) == pytest.approx(report.score)
    decided = sum(t.get("max_score", 0) for t in top["tests"])
    assert decided == pytest.approx(report.points - report.pending, abs=1e-5)


def test_a_part_that_waits_has_no_score_and_its_name_says_so():
    test = results(report())["tests"][3]

    assert not {"score", "max_score", "status"} & {*test}
    assert test["name"] == "2.b: a person decides, 2 pending, 1.5 suggested"
    assert test["tags"] == ["review", "pending"]


def test_a_part_decided_in_part_is_scored_out_of_what_is_decided():
    (test,) = results(report(part(score=1.0, pending=2.0, points=3.0)))["tests"]

    assert (test["score"], test["max_score"], test["status"]) == (1.0, 1.0, "passed")


def test_lost_points_fail_and_rounding_does_not():
    tests = results(report())["tests"]
    (rounded,) = results(report(part(score=1.9999999999)))["tests"]

    assert [t.get("status") for t in tests] == ["passed", "failed", "failed", None]
    assert rounded["status"] == "passed"


def test_no_test_is_hidden_and_students_see_nothing_before_grades_are_published():
    top = results(report())

    assert {top["visibility"], *(t["visibility"] for t in top["tests"])} == {"after_published"}


def test_the_verdicts_travel_whole():
    top = results(report())

    assert top["extra_data"]["pending"] == 2.0
    assert top["tests"][1]["number"] == "1.b"
    assert top["tests"][1]["extra_data"]["counterexample"]["expected"] == "-2"


@pytest.mark.parametrize("several", [[], [report(), report()]])
def test_it_holds_exactly_one_submission(several):
    with pytest.raises(InputError, match="holds one submission"):
        render(several, "gradescope")
