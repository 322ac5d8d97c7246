"""JSON is the contract, whatever the paper says."""

import json

from hypothesis import given, settings
from jsonschema import Draft202012Validator

from counterexam.contract import schema
from counterexam.report import render
from tests.report.examples import report
from tests.report.strategies import reports

VALIDATOR = Draft202012Validator(schema())


@settings(deadline=None)
@given(reports())
def test_a_report_validates_against_the_published_schema(report):
    VALIDATOR.validate(json.loads(render([report], "json")))


def test_the_schema_is_one_and_refuses_what_is_no_report():
    Draft202012Validator.check_schema(schema())
    broken = json.loads(render([report()], "json")) | {"score": "much"}

    assert not VALIDATOR.is_valid(broken)


def test_several_reports_and_a_folder_of_one_are_lists():
    several = json.loads(render([report(), report()], "json"))
    one = json.loads(render([report()], "json", listed=True))

    assert [len(several), len(one)] == [2, 1]
    assert several[0] == one[0] == json.loads(render([report()], "json"))


def test_answers_come_through_letter_by_letter():
    answer = "\x1b[31m\u202e <b> \\frac12 第6题\t\n"

    rendered = json.loads(render([report(submission=answer)], "json"))

    assert rendered["submission"] == answer
