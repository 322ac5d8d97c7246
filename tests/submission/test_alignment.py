"""Any paper in any dress is read right, and none of its lines is lost."""

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from counterexam.errors import InputError
from counterexam.submission import Document, Submission, align
from counterexam.submission.plain import read_plain
from tests.submission.papers import Paper, make_exam, papers

SOMEWHERE = Path("paper.md")


def document(text: str) -> Document:
    return read_plain(SOMEWHERE, text)


def answers(text: str, *parts: str, **kwargs: object) -> dict[str, str]:
    exam = make_exam(dict.fromkeys(parts, ""), **kwargs)
    return {part: answer.text for part, answer in align(document(text), exam).answers.items()}


def covered(submission: Submission) -> set[int]:
    spans = [u.span for u in submission.unassigned]
    spans += [span for answer in submission.answers.values() for span in answer.spans]
    return {number for span in spans for number in range(span.first, span.last + 1)}


@settings(max_examples=150, deadline=None)
@given(papers(confounders=False))
def test_each_part_gets_its_text_in_whatever_dress_order_and_selection(paper: Paper):
    submission = align(document(paper.text), paper.exam)

    assert paper.answers == {p: a.text for p, a in submission.answers.items()}


@settings(max_examples=150, deadline=None, derandomize=True)
@given(papers(confounders=True))
def test_lists_options_and_numbers_within_answers_are_no_labels(paper: Paper):
    submission = align(document(paper.text), paper.exam)

    assert paper.answers == {p: a.text for p, a in submission.answers.items()}


@settings(max_examples=100, deadline=None)
@given(
    st.lists(
        st.sampled_from([*"abc123().#*-$\\ \n\n\n", "Answer", "Problem", "?"]), max_size=80
    )
)
def test_no_line_is_lost_whatever_the_text(pieces: list[str]):
    text = "".join(["x", *pieces])
    exam = make_exam({"1.a": "x", "1.b": "y", "2.1": "z", "2.2a": "", "2.2b": ""})
    try:
        submission = align(document(text), exam)
    except InputError as refusal:
        assert "two answers" in str(refusal)
    else:
        filled = {n for n, line in enumerate(text.split("\n"), 1) if line.strip()}
        assert filled <= covered(submission)


def test_answers_and_unassigned_text_do_not_overlap():
    exam = make_exam({"1.a": "", "1.b": ""})
    submission = align(document("Me\n\n# 1\n\n(a) one\n\n(b)\n\ntwo\n"), exam)

    assert ["5"] == [str(s) for s in submission.answers["1.a"].spans]
    assert ["9"] == [str(s) for s in submission.answers["1.b"].spans]
    assert [("1", "stray"), ("3", "question"), ("7", "question")] == [
        (str(u.span), u.kind) for u in submission.unassigned
    ]


def test_an_item_and_its_part_may_share_a_line():
    text = "Question 3\n\n1. B\n\n2. (a) first\n\n(b) second\n\n3. (a), (b)\n"

    assert {"3.1": "B", "3.2a": "first", "3.2b": "second", "3.3": "(a), (b)"} == answers(
        text, "3.1", "3.2a", "3.2b", "3.3"
    )


def test_numbers_stand_for_letters_where_the_paper_prints_them_so():
    text = "# 2\n\n1. one\n\n2.\n(1) two\n\n(2) three\n"

    assert {"2.1": "one", "2.2a": "two", "2.2b": "three"} == answers(
        text, "2.1", "2.2a", "2.2b"
    )


def test_items_that_all_print_1_count_on():
    assert {"1.1": "x", "1.2": "y", "1.3": "z"} == answers(
        "# Question 1\n1. x\n1. y\n1. z\n", "1.1", "1.2", "1.3"
    )


def test_a_question_with_one_part_needs_no_label_below_its_header():
    assert {"1.a": "one", "2.a": "two"} == answers(
        "Problem 1: one\n\nProblem 2\n\ntwo\n", "1.a", "2.a"
    )


def test_a_label_without_text_is_a_blank_answer_and_no_label_is_none():
    assert {"1.a": "", "1.b": "y"} == answers("# 1\n(a)\n\n(b) y\n", "1.a", "1.b", "1.c")


def test_a_heading_of_answers_begins_them_all_anew():
    text = (
        "# Question 1\n(a) What is it?\n(b) Show it.\n# Question 2\n(a) Why?\n\n"
        "# Answers\n# Question 1\n(a) one\n(b) two\n# Question 2\n(a) three\n"
    )

    assert {"1.a": "one", "1.b": "two", "2.a": "three"} == answers(text, "1.a", "1.b", "2.a")


@pytest.mark.parametrize(
    "text",
    [
        "Problem 1 (a): x\n\nProblem 1 (b): y\n\nProblem 1 (a): z\n",
        "## 1.a\n\nx\n\n## 1.b\n\ny\n\n## 1.a\n\nz\n",
        "# Question 1\n\n**(a)** x\n\n**(b)** y\n\n**(a)** z\n",
    ],
)
def test_two_answers_to_one_part_are_refused_with_both_places(text):
    with pytest.raises(
        InputError, match=r"paper.md: two answers to part 1.a: line \d+ and line"
    ):
        answers(text, "1.a", "1.b")


def test_a_repeated_question_before_its_answer_is_no_second_answer():
    text = "Question 1\n\n(a) What is it?\n\nAnswer 1.\n\n(a) It is x.\n"

    assert {"1.a": "It is x."} == answers(text, "1.a", "1.b")


def test_a_list_in_an_answer_does_not_repeat_a_label():
    text = "# 1\n\n(a) x\n\n(b) Two cases:\n\n(a) small\n\n(b) large\n\n(c) z\n"

    assert {"1.a": "x", "1.b": "Two cases:\n\n(a) small\n\n(b) large", "1.c": "z"} == answers(
        text, "1.a", "1.b", "1.c"
    )


def test_a_hundred_thousand_labels_are_refused_at_once():
    text = "".join(f"({letter}) x\n" for letter in "abcde" * 20_000)

    with pytest.raises(InputError, match=r"paper.md: by line 1001, more than 1000 lines look"):
        answers(text, *(f"1.{letter}" for letter in "abcde"))


def test_a_paper_with_as_many_labels_as_are_let_through_is_read():
    text = "".join(f"({letter}) x\n" for letter in "abcde" * 190)

    parts = [f"1.{letter}" for letter in "abcde"]
    assert set(parts) >= set(answers(text, *parts))


def test_a_label_whose_mark_was_forgotten_is_one_before_a_choice_alone():
    parts = [f"1.{n}" for n in range(1, 15)]
    marked = "".join(f"{part}) T\n" for part in parts[:12])

    found = answers(f"{marked}1.13 F\n1.14) F\n", *parts)
    running = answers(f"{marked}1.13 F is what follows\n1.14) F\n", *parts)

    assert [found["1.12"], found["1.13"], found["1.14"]] == ["T", "F", "F"]
    assert "1.13" not in running
