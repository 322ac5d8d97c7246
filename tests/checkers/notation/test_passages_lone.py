"""Lone formulas are cut like any other prose, only sooner."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.equivalent.plain import candidates
from checkers.formula.answers import finals
from checkers.formula.dress import in_signs
from checkers.notation.passages import read_links
from checkers.notation.passages.blocks import Block, blocks
from checkers.notation.passages.lone import is_lone_formula, lone_lines, unmarked
from checkers.notation.passages.prose import _paragraph, prose
from checkers.notation.vocabulary import NOTHING

PARTS = st.sampled_from(
    [
        *"xyaAI137+-*/^_(){}= ,. \n",
        *("\\frac", "\\left(", "\\right)", "\\sin", "\\alpha", "2.5", "\n\n"),
    ]
)


@given(st.lists(PARTS, min_size=1, max_size=9).map("".join))
def test_a_lone_formula_is_cut_as_prose_is(text: str) -> None:
    if lone_lines(text) and [block.kind for block in blocks(text)] == ["prose"]:
        assert prose(blocks(text), ()) == list(_paragraph(tuple(blocks(text)), frozenset()))


FORMULAS = [*"xyaAI137+-*/^_(){}", " + ", " ", "\\frac", "\\left(", "\\right)", "\\sin", "2.5"]
LINES = st.lists(st.sampled_from(FORMULAS), min_size=1, max_size=7).map("".join)


@given(LINES.filter(is_lone_formula))
def test_no_talk_is_sought_in_a_lone_formula_for_there_is_none(text: str) -> None:
    spaced = f"{text} "  # which is looked through as any text is

    assert in_signs(spaced) == f"{in_signs(text)} "
    assert candidates(spaced) == candidates(text)
    assert finals(spaced, NOTHING, [None]) == finals(text, NOTHING, [None])


@given(st.lists(LINES.filter(is_lone_formula), min_size=1, max_size=3))
def test_lone_formulas_are_expressions_as_those_among_words_are(lines: list[str]) -> None:
    text = "\n\n".join(lines)
    spaced = f"{text} "  # which may make (x) the mark of a list
    if lone_lines(text) and unmarked(spaced) == spaced:
        assert read_links(text) == read_links(spaced)


@pytest.mark.parametrize(
    "text", ["x^2 - 1", r"\frac{1}{x-1} + y^2", r"\left(a + b\right)^3", "x(y + z)", "2.5x"]
)
def test_formulas_are_told_at_a_glance(text: str) -> None:
    assert is_lone_formula(text)
    assert prose([Block("prose", text, 3)], ())[0].at == 3


@pytest.mark.parametrize(
    "text",
    [
        "x = 1",
        "the x",
        "x, y",
        r"\text{a}",
        "x **2",
        "a (1)",
        " x",
        "{x}",
        "",
        "x.",
        "x\ny",
        "dx",
    ],
)
def test_what_may_be_more_is_left_to_the_prose(text: str) -> None:
    assert not is_lone_formula(text)


@pytest.mark.parametrize("text", ["1" * 4000 + "=", "1.5" * 2000 + "=", "- " * 4000 + "="])
def test_a_long_row_is_told_in_linear_time(text: str) -> None:
    assert not is_lone_formula(text)
