"""Laws of all formats, on reports as hostile as they come."""

import subprocess
import sys

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterexam.errors import InputError
from counterexam.report import FORMATS, render
from tests.report.examples import report
from tests.report.strategies import reports

ALLOWED = {"\n", "\t"}
OVERRIDES = {*"\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"}


@pytest.mark.parametrize("format", FORMATS)
@settings(max_examples=30, deadline=None)
@given(report=reports())
def test_every_format_writes_any_report_without_characters_that_act(format, report):
    text = render([report], format)

    assert text.endswith("\n")
    assert text.encode("utf-8")
    assert {c for c in text if c < " " or "\x7f" <= c < "\xa0"} <= ALLOWED
    assert not OVERRIDES & {*text}


@pytest.mark.parametrize("format", sorted({*FORMATS} - {"gradescope"}))
@settings(max_examples=10, deadline=None)
@given(several=st.lists(reports(), max_size=3))
def test_a_folder_of_any_size_is_rendered(format, several):
    assert render(several, format, listed=True).endswith("\n")


@pytest.mark.parametrize("format", FORMATS)
def test_the_same_report_renders_the_same_twice(format):
    assert render([report()], format) == render([report()], format)


def test_an_unknown_format_is_named_with_the_known_ones():
    with pytest.raises(InputError, match=r"no format 'pdf'; the formats are text, json"):
        render([report()], "pdf")


def test_writers_are_imported_when_asked_for():
    heavy = "{'rich', 'jinja2', 'latex2mathml'}"
    code = f"import counterexam.report, sys; print(*{heavy} & {{*sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)

    assert done.stdout.strip() == b""
