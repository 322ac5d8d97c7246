"""Equivalence outside exams: as answers are written, words and numbers included."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.equivalent import equivalent
from checkers.notation.let import LetError

SAME = [
    ("D* = p/(p+q)", "p/(p+q)"),
    ("x^2 - 1", "(x - 1)(x + 1)"),
    ("log(a/b)", "log a - log b"),
    ("sin(2x)", "2 sin x cos x"),
    ("x = 3", "3"),
    ("1/3", "0.333"),
    ("log 2", "0.693"),
    ("1,000", "1000"),
    ("50%", "0.5"),
    ("1e-3", "0.001"),
    ("True", "true."),
    ("yes", "Yes, because it is."),
    ("{1, 2}", "{2, 1}"),
    ("[0, 1)", "[0,1)"),
    ("T < 1", "T is less than 1"),
    (r"\begin{pmatrix} 1/3 \\ 2 \end{pmatrix}", "[0.333, 2]"),
    ("42", "The answer is 42."),
    (r"\mathcal{N}(\mu, \sigma^2)", r"N(\mu, \sigma^2)"),
]
DIFFERENT = [
    ("D* = p/(p+q)", "q/(p+q)"),
    ("x^2 - 1", "(x - 1)^2"),
    ("1/3", "0.34"),
    ("1/2", "0.5000000001"),
    ("2", "2.4"),
    ("True", "False"),
    ("{1, 2}", "{1, 3}"),
    ("[0, 1)", "(0, 1)"),
    ("T < 1", "T > 1"),
    ("(1, 2)", "(2, 1)"),
    ("[[0.2, 0.8], [0.35, 0.65]]", "[[0.2, 0.8], [0.35, 0.66]]"),
    (r"\mathcal{N}(\mu, \sigma^2)", r"N(\mu, \sigma)"),
]


@pytest.mark.parametrize(("reference", "answer"), SAME)
def test_the_same_thing_is_equivalent(reference, answer):
    verdict = equivalent(reference, answer)
    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize(("reference", "answer"), DIFFERENT)
def test_another_thing_is_not(reference, answer):
    assert equivalent(reference, answer).outcome == "incorrect"


@given(st.integers(-999, 999), st.integers(1, 99))
def test_a_fraction_rounded_to_four_digits_is_the_fraction(numerator, denominator):
    reference = rf"\frac{{{numerator}}}{{{denominator}}}"
    value = numerator / denominator
    assert equivalent(reference, f"{value:.4f}").outcome == "correct"
    assert equivalent(reference, f"{value + 0.001:.4f}").outcome == "incorrect"


def test_a_declared_vocabulary_decides_what_letters_mean():
    let = "A, B in R^{2 x 2}"
    assert equivalent("A B", "B A", let).outcome == "incorrect"
    assert equivalent("a b", "b a", "a, b real").outcome == "correct"
    with pytest.raises(LetError):
        equivalent("a", "a", "this declares nothing at all")


def test_what_was_inferred_is_shown():
    assert "read with" in equivalent("a + b", "b + a").feedback


@pytest.mark.parametrize("answer", ["", " \n"])
def test_nothing_is_blank(answer):
    assert equivalent("x", answer).outcome == "blank"


def test_an_unreadable_reference_says_so():
    verdict = equivalent(r"\frac{1}{", "x")
    assert verdict.outcome == "unreadable"
    assert "reference" in verdict.feedback


def test_neither_yes_nor_no_is_unreadable():
    assert equivalent("True", "perhaps").outcome == "unreadable"


@pytest.mark.parametrize("answer", ["(" * 70_000, "x + " * 50_000 + "x", "1" * 100_000])
def test_an_overlong_answer_is_unreadable_and_not_echoed(answer):
    verdict = equivalent("x", answer)
    assert verdict.outcome == "unreadable"
    assert len(verdict.feedback) < 200


@pytest.mark.parametrize("answer", ["(" * 1_000, "see " * 500, "1." + "3" * 399])
def test_feedback_quotes_a_long_answer_in_part(answer):
    assert len(equivalent("2.5", answer).feedback) < 400


@pytest.mark.parametrize(
    "answer",
    [
        r"\sum_{i=1}^{1000}\sum_{j=1}^{1000}\sum_{k=1}^{1000} ijk",
        r"\sum_{i=1}^{4000}\sum_{j=1}^{i} ij",
        r"\begin{vmatrix}"
        + r"\\".join("&".join(["x"] * 12) for _ in range(12))
        + r"\end{vmatrix}",
        r"\boxed{" * 1500,
        "the answer is " * 800,
        "{1," * 3000,
    ],
)
def test_what_is_too_much_is_refused_in_bounded_time(answer):
    start = time.process_time()

    assert equivalent("3.5", answer).outcome != "correct"
    assert equivalent("x^2 + 1", answer).outcome != "correct"
    assert time.process_time() - start < 3


@pytest.mark.parametrize("answer", ["3.5 or 4.5", "Answer: 3.5. Answer: 4.5", "..."])
def test_two_answers_and_none_are_not_accepted(answer):
    assert equivalent("3.5", answer).outcome != "correct"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("x_t = b + a x_{t-1}", "correct"),
        ("x_t = a x_{t-1}", "incorrect"),
    ],
)
def test_a_recursion_is_compared_as_an_equation(answer: str, outcome: str):
    assert equivalent("x_t = a x_{t-1} + b", answer).outcome == outcome
