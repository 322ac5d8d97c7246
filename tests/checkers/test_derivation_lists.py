"""Lists under dots, sums over binary vectors, and what is drawn given something."""

import pytest

from checkers.derivation import judge_derivation

VECTOR = "v in R^n"
BINARY, POWERS = r"\sum_{x \in \{0,1\}^n}", r"\prod_{i=1}^n \theta_i^{x_i}"
MANY = r"\theta_1, \ldots, \theta_n in (0,1)"


@pytest.mark.parametrize(
    ("text", "let", "outcome"),
    [
        (r"v - v = (0, \dots, 0)", VECTOR, "correct"),
        (r"v - v = (0, 0, \ldots, 0)^T", VECTOR, "correct"),
        (r"v - v = (1, \dots, 1)", VECTOR, "incorrect"),
        (r"(1, \dots, 1) v = \sum_i v_i", VECTOR, "correct"),
        (r"v^T (1, \dots, 1)^T = \sum_i v_i", VECTOR, "correct"),
        (r"\|(1, \dots, 1)\|^2 = 1", VECTOR, "incorrect"),
        (r"(0, \dots, 0, 1)^T v = v_n", VECTOR, "correct"),
        (r"[0, \ldots, 0, 1] v = v_1", VECTOR, "incorrect"),
        (r"(1, 2, 3) v = v_1 + 2 v_2 + 3 v_3", "v in R^3", "correct"),
        (r"v^T (1, 2, 3) = v_1 + 2 v_2 + 4 v_3", "v in R^3", "incorrect"),
        (r"w = (1, \dots, 1)$ and $w^T v = \sum_i v_i", VECTOR, "correct"),
        (r"w = (0, \dots, 0)$ and $w^T v = 1", VECTOR, "incorrect"),
        (r"v - v = (0, \dots, 0)", "v in R^n; w in R^m", "unreadable"),
    ],
)
def test_an_entry_under_dots_is_repeated_as_often_as_fits(text, let, outcome):
    """The last could be as long as v or as w: that is left undecided."""
    assert judge_derivation(f"${text}$", let).outcome == outcome


@pytest.mark.parametrize(
    ("text", "let", "outcome"),
    [
        (r"\sum_{x \in \{0,1\}^n} 1 = 2^n", None, "correct"),
        (r"\sum_{x \in \{0,1\}^n} 1 = n^2", None, "incorrect"),
        (r"\sum_{x \in \{-1,1\}^n} \sum_{i=1}^n x_i = 0", None, "correct"),
        (rf"{BINARY} f(x) = {BINARY} f(1 - x)", "function f(x)", "correct"),
        (r"\sum_{x \in \{0,1\}^n} e^{v^T x} = \prod_{i=1}^n (1 + e^{v_i})", VECTOR, "correct"),
        (rf"{BINARY} {POWERS} = \prod_{{i=1}}^n (1 + \theta_i)", MANY, "correct"),
        (rf"{BINARY} {POWERS} = \prod_{{i=1}}^n \theta_i", MANY, "incorrect"),
        (r"\sum_{x \in \{0,1\}^{60}} 1 = 2^{60}", None, "unreadable"),
    ],
)
def test_a_sum_over_binary_vectors_is_taken_term_by_term(text, let, outcome):
    assert judge_derivation(f"${text}$", let).outcome == outcome


@pytest.mark.parametrize("bar", ["|", r"\mid"])
def test_a_plain_bar_before_a_tilde_is_that_of_a_condition(bar):
    verdict = judge_derivation(
        rf"$x_t {bar} x_{{t-1}} \sim N(a x_{{t-1}}, b I)$ and $1 + 1 = 2$"
    )

    assert [step.status for step in verdict.steps] == ["holds", "holds"]


def test_two_bars_are_an_absolute_value():
    verdict = judge_derivation(r"$|x - y| = |y - x|$ and $|x| |y| = x y$", "x, y real")

    assert [step.status for step in verdict.steps] == ["holds", "fails"]
