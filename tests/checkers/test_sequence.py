"""Sequences are compared member by member, for several lengths."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.sequence import Sequence

REFERENCE = r"z_1, x_1, z_2, x_2, \ldots, z_T, x_T"
FORM = Sequence()


@pytest.mark.parametrize(
    "answer",
    [
        REFERENCE,
        "z1, x1, z2, x2, ..., zT, xT",
        r"$z_1$, then so $x_1$, then z_2, x_2 and so on ..., z_{T-1}, x_{T-1}, z_T, x_T",
        "z_1 -> x_1 -> z_2 -> x_2 -> ...",
        r"z_1, x_1, z_2, \dots, x_{T-1}, z_T, x_T",
        r"$\mathbf{z}_1, \mathbf{x}_1, \ldots$",
        "z₁, x₁, …, z_T, x_T",
    ],
)
def test_the_same_order_in_other_dress_is_accepted(answer):
    assert FORM.check(answer, REFERENCE).outcome == "correct"


@pytest.mark.parametrize(
    "answer",
    [
        "x_1, z_1, ..., x_T, z_T",
        "z_1, z_2, ..., z_T, x_1, ..., x_T",
        "z_1, x_1, z_2, x_2",
        "z_1, x_1, z_2, ..., x_T, z_T",
        "z_T, x_T, ..., z_1, x_1",
        "z_1, x_2, z_2, x_1, ..., z_T, x_T",
    ],
)
def test_another_order_is_refused_with_its_first_difference(answer):
    verdict = FORM.check(answer, REFERENCE)
    assert verdict.outcome in ("incorrect", "unreadable")
    if verdict.outcome == "incorrect":
        assert verdict.counterexample["yours"] != verdict.counterexample["expected"]


@given(st.lists(st.sampled_from("abc"), min_size=1, max_size=3, unique=True))
def test_dots_stand_for_the_pattern_before_them(letters):
    def block(index):
        return ", ".join(f"{letter}_{index}" for letter in letters)

    short = f"{block(1)}, ..., {block('T')}"
    long = f"{block(1)}, {block(2)}, {block(3)}, ..., {block('T')}"
    assert FORM.check(short, long).outcome == "correct"


def test_words_without_members_are_unreadable():
    assert FORM.check("in the natural order, so to speak", REFERENCE).outcome == "unreadable"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("First z_1, then x_1, and so on until z_T, x_T: z_1, x_1, ..., z_T, x_T", "correct"),
        ("First x_1, then z_1, and so on until x_T, z_T: z_1, x_1, ..., z_T, x_T", "incorrect"),
        ("z_1 from p(z_1), x_1 from p(x_1|z_1), z_2, x_2, ..., z_T, x_T", "correct"),
        ("z[1], x[1], ..., z[T], x[T]", "correct"),
        ("x[1], z[1], ..., x[T], z[T]", "incorrect"),
        ("z_1, x_1, ..., " * 600, "unreadable"),
    ],
)
def test_sequences_in_sentences(answer, outcome):
    verdict = Sequence(last="T").check(answer, r"z_1, x_1, z_2, x_2, \ldots, z_T, x_T")
    assert verdict.outcome == outcome, verdict.feedback


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (r"$\sigma_1, \sigma_2, \ldots, \sigma_L$", "correct"),
        ("σ_1, σ_2, …, σ_L", "correct"),
        ("σ₁, σ₂, ..., σ_L", "correct"),
        ("sigma_1, sigma_2, ..., sigma_L", "correct"),
        (r"$\boldsymbol{\sigma}_1 > \boldsymbol{\varsigma}_{2} > \dots > \sigma_L$", "correct"),
        (r"$\sigma_2, \sigma_1, \ldots, \sigma_L$", "incorrect"),
        ("s_1, s_2, ..., s_L", "incorrect"),
        (r"$\Sigma_1, \Sigma_2, \ldots, \Sigma_L$", "incorrect"),
    ],
)
def test_members_may_be_greek(answer, outcome):
    assert Sequence(last="L").check(answer, r"\sigma_1, \ldots, \sigma_L").outcome == outcome
