"""Sheets are CSV that spreadsheets and gradebooks read, and in which no text is a formula."""

import csv
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterexam.report import render
from tests.report.examples import BASE, part, report
from tests.report.strategies import HOSTILE, reports

FORMATS = ["csv", "canvas", "moodle"]
NUMBER = re.compile(r"-?\d+(\.\d+)?")
CANVAS = "Student,ID,SIS User ID,SIS Login ID,Section,Midterm"


def table(reported, format):
    return list(csv.reader(render(reported, format).splitlines()))


def row(reported, format):
    """The last row by the names of its columns."""
    lines = table([reported], format)
    return dict(zip(lines[0], lines[-1], strict=True))


@pytest.mark.parametrize("format", FORMATS)
@settings(deadline=None, max_examples=40)
@given(several=st.lists(reports(), min_size=1, max_size=3))
def test_no_cell_is_a_formula_and_every_row_is_one_line(format, several):
    lines = table(several, format)

    assert render(several, format).count("\n") == len(several) + 1 + (format == "canvas")
    assert len({len(cells) for cells in lines}) == 1
    for cell in [cell for cells in lines for cell in cells]:
        assert NUMBER.fullmatch(cell) or cell.lstrip("\u200b\ufeff \t")[:1] not in {
            *"=+-@＝＋－＠"
        }
        assert cell[:1] not in {"\t", "\r", "\n"}


@pytest.mark.parametrize(
    "text",
    [
        "=1+1",
        "+1",
        "-2",
        "@SUM(A1)",
        "\t=1",
        "\tx",
        " =1",
        "\u200b=1",
        "＝1",
        "＋1",
        "－1",
        "＠x",
        "\xa0=1",
    ],
)
@pytest.mark.parametrize("format", FORMATS)
def test_a_text_that_would_be_a_formula_gets_an_apostrophe(format, text):
    names = [cell for cell in table([report(submission=text)], format)[-1] if text in cell]

    assert names
    assert all(cell.startswith("'") for cell in names)


@pytest.mark.parametrize("format", FORMATS)
def test_negative_numbers_stay_numbers(format):
    rendered = render([report(part(score=-1.0))], format)

    assert ",-1.0," in rendered or ",-1.0\n" in rendered


def test_ordinary_names_are_left_alone():
    assert row(report(submission="Zoë O'Neil-第6.md"), "canvas")["Student"] == "Zoë O'Neil-第6"


def test_text_is_quoted_so_that_no_separator_splits_it():
    assert '"a;=1+1"' in render([report(submission="a;=1+1.txt")], "canvas")


def test_the_plain_sheet_has_totals_then_decided_parts():
    assert row(report(), "csv") == {
        "submission": "papers/anna.txt",
        "exam": "exam",
        "score": "3.0",
        "pending": "2.0",
        "points": "8.0",
        "suggested": "4.5",
        "percent": "37.5",
        "1.a": "2.0",
        "1.b": "0.0",
        "2.a": "1.0",
        "2.b": "",
    }


def test_a_plain_sheet_of_two_exams_names_the_exam_of_each_part():
    other = report(BASE, exam="other", submission="ben.md")

    lines = table([report(BASE), other], "csv")

    assert lines[0][-2:] == ["exam 1.a", "other 1.a"]
    assert [cells[-2:] for cells in lines[1:]] == [["2.0", ""], ["", "2.0"]]


def test_canvas_reads_the_header_the_points_and_the_grade():
    lines = render([report()], "canvas").splitlines()

    assert lines[0] == CANVAS
    assert table([report()], "canvas")[1:] == [
        ["    Points Possible", "", "", "", "", "8.0"],
        ["anna", "", "", "anna", "", "3.0"],
    ]


def test_canvas_gets_one_assignment_an_exam_and_no_grade_for_the_others():
    other = report(BASE, exam="other", title="Final", submission="ben.md")

    lines = table([report(), other], "canvas")

    assert lines[0][5:] == ["Midterm", "Final"]
    assert [cells[5:] for cells in lines[1:]] == [["8.0", "2.0"], ["3.0", ""], ["", "2.0"]]


def test_an_empty_folder_still_has_a_header():
    assert render([], "canvas").startswith("Student,ID,")
    assert render([], "moodle").startswith("Identifier,Full name,")


@pytest.mark.parametrize(
    ("path", "name", "identifier"),
    [
        ("x/Ann Lee_4711_assignsubmission_file_/mid.pdf.txt", "Ann Lee", "Participant 4711"),
        ("Ann Lee_4711_assignsubmission_file_mid.txt", "Ann Lee", "Participant 4711"),
        (
            "Ann_1_assignsubmission_file_Bob_2_assignsubmission_file_x.txt",
            "Ann",
            "Participant 1",
        ),
        (
            "Ann_1_assignsubmission_file_/Bob_2_assignsubmission_file_x.txt",
            "Ann",
            "Participant 1",
        ),
        ("Participant_12.md", "Participant_12", "Participant 12"),
        ("submission_0042.txt", "submission_0042", ""),
        ("participants 12.txt", "participants 12", ""),
    ],
)
def test_moodle_gets_a_participant_only_where_the_path_names_one(path, name, identifier):
    found = row(report(submission=path), "moodle")

    assert (found["Full name"], found["Identifier"]) == (name, identifier)


def test_moodle_gets_the_grade_its_maximum_and_when_it_was_modified():
    found = row(report(), "moodle")

    assert (found["Grade"], found["Maximum Grade"]) == ("3.0", "8.0")
    assert found["ID number"] == "anna"
    assert found["Last modified (grade)"] == ""


def test_moodle_comments_are_escaped_html_without_suggestions():
    comments = row(report(BASE, part("1.b", feedback="<b>\nx")), "moodle")["Feedback comments"]
    waiting = row(report(), "moodle")["Feedback comments"]

    assert comments == (
        "4 of 4.<br>1.a: correct, 2 of 2. Right.<br>1.b: correct, 2 of 2. &lt;b&gt;<br>x"
    )
    assert waiting.startswith("3 of 8, 2 pending.<br>")
    assert waiting.endswith("<br>2.b: a person decides, 0 of 2, 2 pending.")
    assert "suggested" not in waiting


@given(st.sampled_from(HOSTILE))
def test_moodle_comments_hold_no_element_but_line_breaks(text):
    comments = row(report(part(feedback=text)), "moodle")["Feedback comments"]

    assert set(re.findall("<.*?>", comments)) == {"<br>"}
