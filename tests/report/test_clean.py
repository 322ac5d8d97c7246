"""Laws of text that can be shown."""

from xml.etree import ElementTree

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterexam.report.clean import each_text, encodable, shown
from tests.report.examples import report
from tests.report.strategies import reports

anything = st.text(st.characters(codec=None))


@given(anything)
def test_shown_text_survives_xml_unchanged(text):
    element = ElementTree.Element("t")
    element.text = shown(text)

    assert (ElementTree.fromstring(ElementTree.tostring(element)).text or "") == shown(text)


@given(anything)
def test_showing_twice_shows_the_same(text):
    assert shown(shown(text)) == shown(text)


@given(st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cf", "Cn", "Zl", "Zp"])))
def test_ordinary_text_is_shown_as_it_is(text):
    assert shown(text) == text


@pytest.mark.parametrize(
    ("written", "seen"),
    [
        ("\x1b[31m", "␛[31m"),
        ("\x00\x07\x7f", "␀␇␡"),
        ("a\r\nb\rc\x85d\u2028e", "a\nb\nc\nd\ne"),
        ("\u202eabc\u2066", "�abc�"),
        ("\ud800\ufffe\x9b", "���"),
        ("a\tb\u200db", "a\tb\u200db"),
    ],
)
def test_control_characters_are_made_visible(written, seen):
    assert shown(written) == seen


@given(anything)
def test_encodable_text_keeps_all_but_lone_surrogates(text):
    encoded = encodable(text)

    assert encoded.encode("utf-8").decode("utf-8") == encoded
    assert all(a == b or "\ud800" <= a <= "\udfff" for a, b in zip(text, encoded, strict=True))


@given(reports())
def test_a_report_without_changes_stays_the_same(report):
    assert each_text(report, lambda text: text) == report


def test_a_change_reaches_keys_and_values_of_counterexamples():
    changed = each_text(report(), lambda text: text.replace("expected", "right"))

    assert changed.parts[1].counterexample == {
        "D": "1/2",
        "yours": "2",
        "right": "-2",
    }
