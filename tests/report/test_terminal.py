"""A report for the terminal is legible at 80 columns, without colour, whatever it quotes."""

import re
from io import StringIO

import pytest
from hypothesis import given, settings
from rich.cells import cell_len
from rich.console import Console

from counterexam.report import render
from counterexam.report.terminal import ANSWER_LINES, plain_text, show, verdict_text
from counterexam.report.wording import MARKS
from tests.report.examples import BASE, DERIVED, WAITING, WRONG, part, report
from tests.report.strategies import HOSTILE, reports


def printed(reported, **options):
    page = StringIO()
    show([reported], Console(file=page, **options))
    return page.getvalue()


@settings(deadline=None, max_examples=50)
@given(reports())
def test_no_line_is_wider_than_80_columns(report):
    assert max(map(cell_len, render([report], "text").splitlines())) <= 80


@pytest.mark.parametrize("verdict", MARKS)
def test_a_verdict_is_told_by_a_sign_and_a_word(verdict):
    first = verdict_text(part(verdict=verdict)).splitlines()[0]

    assert first.startswith(f"{MARKS[verdict].sign} 1.a  {MARKS[verdict].word}")
    assert first.endswith("2 of 2")


def test_colour_only_repeats_what_is_printed_without_it():
    coloured = printed(report(), width=80, force_terminal=True, color_system="standard")
    plain = printed(report(), width=80, color_system=None)

    assert "\x1b[31m" in coloured
    assert "\x1b" not in plain
    assert Console(file=StringIO()).render_str(plain).plain == plain


def test_the_environment_can_turn_colour_off(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    shown = printed(report(), width=80, force_terminal=True)

    assert not re.search(r"\x1b\[[0-9;]*3[0-7]m", shown)
    assert "incorrect" in shown


def test_everything_a_report_holds_is_shown():
    text = " ".join(render([report()], "text").split())

    for shown in (
        *("Midterm", "papers/anna.txt", "3 of 8 decided, 2 pending, 4.5 suggested"),
        *("D 1/2", "yours 2", "expected -2", "exact, in 256 worlds"),
        *("1. holds by marginalization", "2. fails", "KL(p, q) = KL(q, p)"),
        "row 2, column 1: 0.119, exactly 0.1192029",
        *(
            "Rubric, points suggested 1.5 of 2 names the collapse",
            "“few kinds of images”",
            "(a known phrase)",
        ),
        *("Answer, lines 12-14", "│ B, since the prior is conjugate."),
        *("line 80", "│ a note to the grader"),
        "Lines of the paper's own text: 2",
    ):
        assert shown in text
    assert "own words" not in text


@pytest.mark.parametrize("hostile", HOSTILE[2:4])
def test_an_answer_cannot_speak_to_the_terminal_or_to_rich(hostile):
    shown = verdict_text(part(feedback=hostile, answer=hostile))

    assert "\x1b" not in shown
    assert hostile.replace("\x1b", "␛").replace("\x07", "␇").split(" ")[0] in shown


@pytest.mark.parametrize("width", [80, 200])
def test_no_line_is_filled_up_with_blanks(width):
    lines = printed(report(), width=width, color_system=None).splitlines()

    assert [line for line in lines if line.endswith(" ")] == []


def test_the_score_is_told_at_the_head_and_at_the_end():
    lines = render([report()], "text").splitlines()

    assert lines[2] == lines[-1] == "Score       3 of 8 decided, 2 pending, 4.5 suggested"


def test_every_line_of_an_answer_stands_behind_a_bar():
    forged = "✓ 2.b  correct 100 of 100\n" + "word " * 60
    quoted = plain_text(part(feedback="", lines=(), answer=forged)).splitlines()[1:]

    assert len(quoted) > 2
    assert all(line.startswith("  │ ") for line in quoted)


def test_a_long_answer_is_cut_and_says_so():
    many = plain_text(part(answer="\n".join(f"line {i}" for i in range(ANSWER_LINES + 2))))
    long = plain_text(part(answer="x" * 500))

    assert "│ … 2 more lines" in many
    assert long.count("x") == 200
    assert "(300 more" in long


def test_a_verdict_outside_any_exam_has_no_part():
    assert verdict_text(part(None)).startswith("✓ correct")


def test_the_parts_of_one_report_stand_apart():
    text = render([report(BASE, WRONG, DERIVED, WAITING)], "text")

    assert text.count("\n\n") >= 4
