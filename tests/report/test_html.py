"""The page is whole, safe, and usable: by keyboard, by screen reader, on paper, in the dark."""

import re
from collections import Counter
from html.parser import HTMLParser
from importlib.resources import files
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterexam.report import render
from counterexam.report.clean import shown
from counterexam.report.mathml import ELEMENTS
from tests.report.examples import BASE, WAITING, part, report
from tests.report.strategies import HOSTILE, reports

VOID = {"meta", "rect", "path"}
PAGE = re.compile(
    "html|head|meta|title|style|body|a|svg|pattern|path|rect|div|header|main|article|section"
    "|h[1-5]|p|span|strong|dl|dt|dd|table|caption|thead|tbody|tfoot|tr|th|td|ol|ul|li"
    "|blockquote|details|summary|code"
)
CSS = files("counterexam.report").joinpath("templates/report.css").read_text()


class Page(HTMLParser):
    """A page as a browser would see it: elements in order, with attributes and text."""

    def __init__(self, html):
        super().__init__(convert_charrefs=True)
        self.elements, self.open, self.unbalanced, self.text = [], [], [], ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.unbalanced.append(tag)

    def handle_data(self, data):
        self.text += data

    def all(self, tag):
        return [attributes for name, attributes in self.elements if name == tag]


def page(*reported, **options):
    return Page(render(reported, "html", **options))


listings = st.lists(reports(), min_size=1, max_size=2)


@settings(deadline=None, max_examples=40)
@given(listings)
def test_students_add_no_element_and_no_attribute(several):
    for tag, attributes in page(*several).elements:
        assert PAGE.fullmatch(tag) or ELEMENTS.fullmatch(tag)
        assert not [name for name in attributes if name.startswith("on") or name == "style"]
        assert {"src", "srcset", "action", "data"}.isdisjoint(attributes)
        assert attributes.get("href", "#").startswith("#")


@settings(deadline=None, max_examples=40)
@given(listings)
def test_the_page_is_balanced_and_its_links_and_labels_resolve(several):
    seen = page(*several)
    ids = Counter(a["id"] for _, a in seen.elements if "id" in a)
    pointed = {a["href"][1:] for a in seen.all("a")}
    labels = {a["aria-labelledby"] for _, a in seen.elements if "aria-labelledby" in a}

    assert not seen.unbalanced
    assert not seen.open
    assert set(ids.values()) == {1}
    assert pointed | labels <= {*ids}


@settings(deadline=None, max_examples=40)
@given(listings)
def test_headings_skip_no_level_and_begin_with_the_title(several):
    levels = [int(tag[1]) for tag, _ in page(*several).elements if re.fullmatch("h[1-6]", tag)]

    assert levels.count(1) == 1
    assert levels[0] == 1
    assert all(lower <= upper + 1 for upper, lower in pairwise(levels))


@settings(deadline=None, max_examples=40)
@given(st.sampled_from(HOSTILE[:15]) | st.text(max_size=40))
def test_an_answer_is_on_the_page_as_it_was_written(text):
    if not {"$", "\\"} & {*text}:
        seen = page(report(part(answer=text, feedback="")))

        assert shown(text).strip("\n") in seen.text


@pytest.mark.parametrize("listed", [False, True])
def test_every_header_cell_says_what_it_heads(listed):
    headers = page(report(), listed=listed).all("th")

    assert headers
    assert {a["scope"] for a in headers} == {"row", "col"}


def test_the_page_asks_for_nothing_and_runs_nothing():
    seen = page(report())
    (policy,) = [a for a in seen.all("meta") if "http-equiv" in a]

    assert policy["content"] == "default-src 'none'; style-src 'unsafe-inline'"
    assert "script" not in {tag for tag, _ in seen.elements}
    assert "@import" not in CSS
    assert set(re.findall(r"url\(([^)]*)\)", CSS)) == {"#waiting"}


def test_the_page_can_be_walked_by_keyboard_and_read_aloud():
    seen = page(report())
    tags = [tag for tag, _ in seen.elements]

    assert seen.all("html")[0]["lang"] == "en"
    assert seen.all("a")[0] == {"class": "skip", "href": "#report"}
    assert {"header", "main"} <= {*tags}
    assert seen.all("main")[0]["id"] == "report"
    assert ":focus-visible" in CSS
    (bar,) = [a for a in seen.all("svg") if a.get("class") == "bar"]
    assert (bar["role"], bar["aria-label"]) == ("img", "3 of 8, 2 pending, 4.5 suggested")


def test_answers_are_open_where_a_person_must_look():
    answers = page(report(BASE, WAITING, unassigned=())).all("details")

    assert ["open" in a for a in answers] == [False, True]


def test_everything_a_report_holds_is_shown():
    text = " ".join(page(report()).text.split())

    for piece in (
        *("Midterm", "papers/anna.txt", "3 of 8", "4.5", "Question 1", "Question 2"),
        *("✓ correct", "✗ incorrect", "~ partly correct", "? a person decides"),
        *("yours", "expected", "-2", "Basis: exact, in 256 worlds."),
        *("✓ holds by marginalization", "✗ fails", "KL(p, q)"),
        *("row 2, column 1", "0.119", "0.1192029"),
        *("1.5 of 2 suggested", "names the collapse", "few kinds of images", "a known phrase"),
        *("Answer, lines 12-14", "line 80", "a note to the grader"),
        "2 lines of the paper’s own text",
    ):
        assert piece in text
    assert "own words" not in text


def test_formulas_in_feedback_answers_and_steps_are_mathml():
    html = render([report()], "html")

    assert html.count("<math") == 4
    assert "<mfrac>" in html


def test_a_list_begins_with_scores_that_lead_to_the_reports():
    html = render([report(), report(submission="ben.md")], "html")
    seen = Page(html)

    assert [a["href"] for a in seen.all("a")][1:3] == ["#r1", "#r2"]
    assert len([a for a in seen.all("article") if a.get("class") == "report"]) == 2
    assert html.index("37.5%") < html.index("Question 1")


@pytest.mark.parametrize(
    ("score", "pending", "widths"),
    [(3.0, 2.0, ["37.5", "25"]), (-1.0, 0.0, ["0", "0"]), (9.0, 0.0, ["100", "0"])],
)
def test_the_bar_stays_in_its_frame(score, pending, widths):
    rects = page(report(score=score, pending=pending)).all("rect")

    assert [a["width"] for a in rects] == ["100", *widths]


def test_an_exam_without_points_has_an_empty_bar():
    rects = page(report(part(score=0.0, points=0.0))).all("rect")

    assert [a["width"] for a in rects] == ["100", "0", "0"]


def palettes():
    """The colours by name: in the light, in the dark, on paper."""
    return {
        name: dict(re.findall(r"--(\w+): (#\w{6})", block))
        for name, block in zip(
            ("light", "dark", "paper"),
            re.findall(r":root \{(.*?)\}", CSS, re.DOTALL),
            strict=True,
        )
    }


def luminance(colour):
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return sum(w * c for w, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


def contrast(one, other):
    low, high = sorted(map(luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize("palette", ["light", "dark", "paper"])
@pytest.mark.parametrize("ground", ["sheet", "tint"])
def test_every_text_colour_has_the_contrast_of_wcag_aa(palette, ground):
    colours = palettes()[palette]
    inks = {*colours} - {"desk", "sheet", "tint", "line"}

    assert len(inks) == 8
    assert min(contrast(colours[ink], colours[ground]) for ink in inks) >= 4.5


def test_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


def test_paper_shows_closed_answers_and_cuts_no_row():
    (paper,) = re.findall(r"@media print \{(.*)\}", CSS, re.DOTALL)

    assert "details::details-content { content-visibility: visible;" in paper
    assert re.search(r"\btr, .*break-inside: avoid", paper)
