"""The overview of a folder: a table that adds up and a histogram that counts everyone."""

import re
from io import StringIO

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console

from counterexam.report import render
from counterexam.report.folder import BAR_WIDTH, BINS, histogram, scores_table
from tests.report.examples import BASE, part, report
from tests.report.strategies import reports

HEADER = ["Submission", "Score", "Pending", "Points", "Percent"]


def printed(view, width=80):
    page = StringIO()
    Console(file=page, width=width, color_system=None).print(view)
    return page.getvalue()


def counts(several):
    rows = histogram(several).plain.splitlines()[1 : BINS + 1]
    return [int(re.search(r"(\d*)$", row.partition("|")[2])[1] or 0) for row in rows]


def scored(score):
    return report(part(score=score, points=100.0))


def test_a_row_tells_score_pending_points_and_percent():
    table = printed(scores_table([report(), report(BASE, submission="ben.md")]))

    assert table.splitlines()[0].split() == HEADER
    assert table.splitlines()[1].split() == ["papers/anna.txt", "3", "2", "8", "37.5%"]
    assert table.splitlines()[2].split() == ["ben.md", "2", "2", "100%"]


@settings(deadline=None, max_examples=30)
@given(st.lists(reports(), max_size=5))
def test_the_table_fits_80_columns_whatever_files_are_called(several):
    assert all(cell_len(line) <= 80 for line in printed(scores_table(several)).splitlines())


@given(st.lists(st.floats(-20, 100), max_size=30))
def test_every_submission_is_counted_once(scores):
    assert sum(counts([scored(score) for score in scores])) == len(scores)


@pytest.mark.parametrize(
    ("score", "row"),
    [(0, 0), (9.99, 0), (10, 1), (55, 5), (99, 9), (100, 9), (-5, 0), (120, 9)],
)
def test_a_score_falls_into_its_tenth(score, row):
    assert counts([scored(score)]) == [int(i == row) for i in range(BINS)]


def test_the_longest_bar_fits_and_the_shortest_is_seen():
    lines = histogram([scored(5)] * 1_000 + [scored(95)]).plain.splitlines()

    assert lines[1].count("#") == BAR_WIDTH
    assert lines[BINS].count("#") == 1


def test_the_histogram_says_who_still_waits():
    assert histogram([report(), report(BASE)]).plain.endswith("1 of 2 have points pending.")
    assert "pending" not in histogram([report(BASE)]).plain


def test_an_exam_without_points_is_listed_and_not_counted():
    empty = report(part(score=0.0, points=0.0))

    assert counts([empty]) == [0] * BINS
    assert "papers/anna.txt" in printed(scores_table([empty]))


def test_a_folder_is_shown_as_its_reports_then_its_overview():
    text = render([report()], "text", listed=True)

    assert text.index("1.a  correct") < text.index("Percent") < text.index("Decided score")
