"""Places of optima that are told by formulas: argmax_t f(t) = v."""

import pytest

from checkers.derivation import judge_derivation

COUNTS = "scalars t in (0,1), a, b positive"
SAMPLE = "x_1, ..., x_n real; m real"
REGRESSION = r"matrix X in R^{n x d}; s > 0; y in R^n; w in R^d"
RIGHT = [
    (COUNTS, r"\arg\max_t (a \log t + b \log(1 - t)) = \frac{a}{a + b}"),
    (COUNTS, r"\frac{a}{a + b} = \arg\min_t (-a \log t - b \log(1 - t))"),
    (
        "x_1, ..., x_n real; m real",
        r"\arg\min_m \sum_{i=1}^n (x_i - m)^2 = \frac{1}{n} \sum_i x_i",
    ),
    (REGRESSION, r"\arg\min_w (\|X w - y\|^2 + s \|w\|^2) = (X^T X + s I)^{-1} X^T y"),
]
WRONG = [
    (COUNTS, r"\arg\max_t (a \log t + b \log(1 - t)) = \frac{b}{a + b}"),
    (COUNTS, r"\arg\min_t (a \log t + b \log(1 - t)) = \frac{a}{a + b}"),
    (COUNTS, r"\arg\max_t t = 2"),
    (SAMPLE, r"\arg\min_m \sum_{i=1}^n (x_i - m)^2 = \sum_i x_i"),
    (REGRESSION, r"\arg\min_w (\|X w - y\|^2 + s \|w\|^2) = (X^T X + 2 s I)^{-1} X^T y"),
    ("x real", r"\min_x ((x - 1)^2 + 2) = 3"),
]


@pytest.mark.parametrize(
    ("let", "statement", "outcome"),
    [
        *((*each, "correct") for each in RIGHT),
        *((*each, "incorrect") for each in WRONG),
        ("x real", r"\min_x ((x - 1)^2 + 2) = 1", "unreadable"),
    ],
)
def test_a_place_is_as_good_as_any(let: str, statement: str, outcome: str):
    assert judge_derivation(f"${statement}$", let).outcome == outcome
