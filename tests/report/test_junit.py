"""JUnit XML: of the shape that pytest itself writes, with points as properties."""

from xml.etree import ElementTree

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterexam.report import render
from tests.report.examples import BASE, part, report
from tests.report.strategies import reports

pytest_plugins = ["pytester"]

SAMPLE = """
    import pytest

    def test_a(request):
        request.node.user_properties.append(("points", 2))

    def test_b():
        assert False

    def test_c():
        pytest.skip("later")
"""


def junit(*reported):
    return ElementTree.fromstring(render(reported, "junit").encode())


def nesting(root):
    return {(parent.tag, child.tag) for parent in root.iter() for child in parent}


def attributes(root):
    return {(element.tag, name) for element in root.iter() for name in element.attrib}


@settings(deadline=None, max_examples=30)
@given(st.lists(reports(), min_size=1, max_size=2))
def test_counts_are_those_of_the_cases(several):
    for suite, reported in zip(junit(*several), several, strict=True):
        cases = suite.findall("testcase")

        assert int(suite.get("tests")) == len(cases) == len(reported.parts)
        assert int(suite.get("failures")) == len(suite.findall("testcase/failure"))
        assert int(suite.get("skipped")) == len(suite.findall("testcase/skipped"))
        assert suite.get("errors") == "0"


def test_the_shape_is_pytests_own(pytester):
    pytester.makepyfile(SAMPLE)
    pytester.runpytest_inprocess("--junitxml=own.xml", "-p", "no:cacheprovider")
    own = ElementTree.parse(pytester.path / "own.xml").getroot()
    ours = junit(report())

    assert nesting(ours) <= nesting(own)
    assert attributes(ours) <= attributes(own)
    assert {"failure", "skipped", "properties"} <= {element.tag for element in ours.iter()}


def test_lost_points_fail_with_the_feedback():
    failure = junit(report()).find(".//testcase[@name='1.b']/failure")

    assert failure.get("message") == "incorrect: 0 of 2"
    assert "At $D = 1/2$ it is 2." in failure.text
    assert "expected  -2" in failure.text


def test_pending_points_are_skipped_even_where_others_are_lost():
    (suite,) = junit(report(part(score=0.0, pending=1.0)))
    skipped = suite.find("testcase/skipped")

    assert skipped.get("message") == "correct: 0 of 2, 1 pending"
    assert (suite.get("failures"), suite.get("skipped")) == ("0", "1")


def test_points_are_properties():
    found = {p.get("name"): p.get("value") for p in junit(report()).findall(".//property")[-5:]}

    assert found == {
        "score": "0.0",
        "pending": "2.0",
        "points": "2.0",
        "suggested": "1.5",
        "verdict": "review",
    }


def test_full_points_pass_in_silence():
    (case,) = junit(report(BASE)).iter("testcase")

    assert [child.tag for child in case] == ["properties"]
    assert (case.get("classname"), case.get("name"), case.get("time")) == (
        "exam",
        "1.a",
        "0.002",
    )


@pytest.mark.parametrize("forged", ["]]></failure><skipped/>", "\x00\x1b\ufffe", "a\ud800b"])
def test_an_answer_stays_inside_its_element(forged):
    case = junit(report(part(score=0.0, feedback=forged, answer=forged))).find(".//testcase")

    assert [child.tag for child in case] == ["properties", "failure"]
