"""Rubrics are read from text, and what cannot be meant is refused when they are read."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.prose import Point, Rubric, rubric, rubrics
from checkers.prose.patterns import term


def test_a_rubric_is_read_line_by_line():
    read = rubric("""
        contrast ENCODER / DECODER
        60% It encodes.
            ENCODER : map*
            half encode*
        40% It decodes.
            decode*
        -30% It sings.
            sing*
    """)

    assert read.contrasts == [("ENCODER", "DECODER")]
    assert read.points == [
        Point("It encodes.", 0.6, ("ENCODER : map*",), ("encode*",)),
        Point("It decodes.", 0.4, ("decode*",)),
        Point("It sings.", -0.3, ("sing*",)),
    ]


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("90% It encodes.\n encode*", "make 90%, not 100%"),
        ("encode*\n100% It encodes.", "stands before any point"),
        ("100% It encodes.\n ENCODES : x", "ENCODES is not in the vocabulary"),
        ("100% It encodes.\n | > x", "empty term"),
    ],
)
def test_what_cannot_be_meant_is_refused(text: str, message: str):
    with pytest.raises(ValueError, match=message):
        rubric(text)


@pytest.mark.parametrize(
    ("pattern", "text", "found"),
    [
        ("map*", "mapping", True),
        ("map*", "remap", False),
        ("stable*", "unstable", False),
        ("sample", "samples", True),
        ("real", "really", False),
        ("long-range", "long range", True),
        ("映射", "被映射为", True),
    ],
)
def test_stems_and_whole_words(pattern: str, text: str, found: bool):
    assert any(term(pattern).found_in(text)) == found


PIECES = [
    "map",
    "maps",
    "mapping",
    "es",
    "don't",
    "latent",
    " ",
    "-",
    "space",
    "s",
    "映射",
    "1",
]
ENDING = "(?![a-z0-9]|['’]t)"
SPELLED = {
    "map*": rf"(?<![a-z0-9])map[a-z]*{ENDING}",
    "latent space": rf"(?<![a-z0-9])latent(?:s|es|'s)?[ -]space(?:s|es|'s)?{ENDING}",
    "latent": rf"(?<![a-z0-9])latent(?:s|es|'s)?{ENDING}",
    "do* map*": rf"(?<![a-z0-9])do[a-z]*[ -]map[a-z]*{ENDING}",
    "do": rf"(?<![a-z0-9])do{ENDING}",
    "映射": "映射",
}


@given(st.lists(st.sampled_from(PIECES), max_size=9), st.sets(st.sampled_from([*SPELLED])))
def test_a_term_is_found_where_an_expression_of_its_alternatives_finds_it(pieces, chosen):
    text = "".join(pieces)
    written = sorted(chosen, key=lambda a: (-len(a), a))
    expected = re.finditer("|".join(SPELLED[a] for a in written), text) if written else ()

    assert list(term("|".join(chosen)).found_in(text)) == [m.span() for m in expected]


@given(st.text(max_size=40) | st.text("a|()", max_size=9))
def test_any_term_is_matched_literally_or_refused(text):
    try:
        compiled = term(text)
    except ValueError:
        return
    outside = (re.sub(r"\([^()]*\)", "", each) for each in compiled.alternatives)
    assert not any("|" in each for each in outside)


def test_a_bar_in_brackets_is_part_of_an_alternative():
    assert term("p(z|x)|prior|(").alternatives == {"p(z|x)", "prior", "("}


def test_the_rubrics_of_a_question_stand_in_one_file():
    read = rubrics(
        "# On encoders.\n\npart a\n 100% It encodes.\n like It maps.\n\npart 2b\n 100% x\n"
    )

    assert read == {
        "a": Rubric([Point("It encodes.", 1.0, like=("It maps.",))], []),
        "2b": Rubric([Point("x", 1.0)], []),
    }


def test_what_stands_before_any_part_is_refused():
    with pytest.raises(ValueError, match=r"'100% It encodes\.' stands before any part"):
        rubrics("100% It encodes.\npart a\n 100% x")


def test_a_bar_in_parentheses_is_no_choice():
    assert any(term("p(z|x)|posterior").found_in("the gap to p(z|x)"))
    assert not any(term("p(z|x)|posterior").found_in("the gap to p(z)"))


def test_a_rubric_is_filled_with_the_data_of_a_variant():
    read = rubric("100% Place «k».\n like The entry «k» is read.\n place > «k»\n half «k»th")

    assert read.filled(k=4).points == [
        Point("Place 4.", 1.0, ("place > 4",), ("4th",), like=("The entry 4 is read.",))
    ]
