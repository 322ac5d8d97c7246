"""Labels are read in every dress, and running text is not taken for one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from counterexam.submission.labels import HEAD, readings
from counterexam.submission.outline import path_of, resolve, unlikeness, values
from tests.submission.papers import IN_FULL, LETTERED_IN_FULL


def names(line: str) -> set[tuple[str, ...]]:
    return {tuple(reading.names) for reading in readings(line)}


@given(
    st.integers(1, 19), st.sampled_from("abcdefgh"), st.sampled_from(IN_FULL + LETTERED_IN_FULL)
)
def test_a_label_in_full_names_question_and_part_in_every_dress(number, letter, dress):
    assert (str(number), letter) in names(dress.format(q=number, p=letter) + " Because")


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("Problem 1 (a):", ("1", "a")),
        ("1 Short Answer Questions", ("1",)),
        ("Question 3", ("3",)),
        ("Answer 3.", ("3",)),
        ("Answer 2. 2.1 We use", ("2", "1")),
        ("Question 3: 1. B", ("3", "1")),
        ("6 b) x", ("6", "b")),
        ("(2.1) x", ("2", "1")),
        ("第六题 第(2)小题 x", ("六", "2")),
        ("- (a) **[2 points]** Which", ("a",)),
        ("3.2a x", ("3", "2", "a")),
        ("3.2 (a) x", ("3", "2", "a")),
        ("2. (a) x", ("2", "a")),
        (r"\section*{Problem 1}", ("1",)),
        (r"\item[(a)] x", ("a",)),
        ("６（ｂ）：x", ("6", "b")),
        ("Solution to Problem 1 (a).", ("1", "a")),
        ("一、简答题", ("一",)),
        ("Problem II (b)", ("ii", "b")),
        ("| 3.1 | B |", ("3", "1")),
        ("> **4.** x", ("4",)),
        ("(ii) x", ("ii",)),
        ("Q1: B", ("1",)),
    ],
)
def test_unusual_dress_is_read(line, expected):
    assert expected in names(line)


@pytest.mark.parametrize(
    "line",
    [
        "Answer: B",
        "Step 1: do it",
        "Figure 2 shows",
        "2025 年 11 月 22 日",
        "24-789 Intermediate Deep Learning",
        "Thursday April 15, 2025",
        "(a), (b), (d)",
        "(a)+1 = 2",
        "2.5 = 3",
        "1.5 times more",
        "12",
        "11\t12\t13",
        "B",
        "- Do not distribute -",
        "$$(1) \\quad x = y$$",
        "a simple case",
        "",
    ],
)
def test_running_text_is_no_label(line):
    assert set() == names(line)


def test_an_abbreviation_is_no_label_of_one_letter():
    assert ("i",) not in names("i.e. it holds")


@pytest.mark.parametrize(
    ("line", "rest"),
    [
        ("(a) text", "text"),
        ("**(a)** text", "text"),
        ("**(a) Title** text", "Title text"),
        ("- (a) **[2 points]** Which?", "Which?"),
        ("(a) **True.** Since", "**True.** Since"),
        (r"\item[(a)] text", "text"),
        (r"\section*{(a) Title}", "Title"),
        ("(a) -1", "-1"),
        ("| (a) | B |", "B"),
    ],
)
def test_what_follows_a_label_is_kept_as_written(line, rest):
    assert [rest] == [reading.rest for reading in readings(line)]


def test_a_label_is_told_as_doubtful_where_prose_follows():
    assert [True, False] == [readings(line)[0].doubtful for line in ("(b) follows", "(b) It")]


@given(st.text(st.sampled_from("(a1.*#_ \\[{item")))
def test_reading_ends_on_any_text(line):
    assert all(reading.names for reading in readings(line))


@pytest.mark.parametrize("piece", ["#", "*", " ", "(", "> ", "1.", "\\item", "{", "- "])
def test_hostile_lines_are_read_in_bounded_reach(piece):
    line = piece * 100_000 + "(a) x"

    assert all(len(reading.names) < HEAD for reading in readings(line))


def test_names_count_as_letters_romans_digits_and_han():
    assert [{3}, {1, 9}, {4}, {12}, {20}] == [
        set(values(name)) for name in ("c", "i", "iv", "十二", "二十")
    ]


def test_alike_names_are_equal_and_unlike_ones_must_count_alike():
    assert (0, 1, None, None) == (
        unlikeness(("a",), ("1", "a")),
        unlikeness(("1",), ("1", "a")),
        unlikeness(("b",), ("1", "a")),
        unlikeness(("1", "a", "i"), ("1", "a")),
    )


def test_part_ids_resolve_in_other_dress_if_only_one_fits():
    assert ("3", "2", "a") == path_of("3.2a")
    assert ("3.2a", "1.a", None) == (
        resolve("3.2.a", ["1.a", "3.2a"]),
        resolve("1(A)", ["1.a", "3.2a"]),
        resolve("9", ["1.a", "3.2a"]),
    )


def test_a_number_in_full_before_a_choice_and_nothing_else_is_a_label():
    lines = ("1.13 F", "1.13 True.", "2.4 A, C", "1.13 F is", "1.13 Frames")

    assert [r.doubtful for line in lines for r in readings(line)] == [False] * 3 + [True] * 2
