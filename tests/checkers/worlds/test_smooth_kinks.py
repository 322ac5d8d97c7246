"""Expectations and integrals across corners and steps, and in what moves around them."""

import pytest

from checkers.notation.let import let
from checkers.notation.reader import read
from checkers.worlds.decide import Court

PAIR = "u uniform on [0,1]; v uniform on [0,1]; u independent of v"
NORMALS = "standard normal e; standard normal f"
SLOPE = "m real; s > 0; u uniform on [0,1]; a in (0,1)"
HOLDS = [
    # the place of a kink moves with what is differentiated by
    (
        SLOPE,
        r"\frac{\partial}{\partial m} E_{x \sim N(m, s^2)}[\max(x, 0)]",
        r"E_{x \sim N(m, s^2)}[1[x > 0]]",
    ),
    (SLOPE, r"\frac{\partial}{\partial m} E_{x \sim N(m, s^2)}[1[x > 0]]", "N(0; m, s^2)"),
    (SLOPE, r"\frac{\partial}{\partial a} E[1[u < a]]", "1"),
    (SLOPE, r"\frac{\partial}{\partial a} E[\max(u, a)]", "a"),
    ("u uniform on [0,1]", r"E[\max(u, 1/2)]", "5/8"),
    ("u uniform on [0,1]", "E[1[u < 1/3]]", "1/3"),
    ("u uniform on [0,1]; a in (0,1)", r"E[|u - a|]", "a^2 - a + 1/2"),
    ("u uniform on [0,1]; l > 0; x := -\\log(u)/l", "E[1[x > 1]]", "e^{-l}"),
    ("u uniform on [-1,1]", r"\mathrm{Var}[|u|]", "1/12"),
    (PAIR, r"E[\max(u, v)]", "2/3"),
    (PAIR, "E[1[u < v^2]]", "1/3"),
    ("standard normal e", r"E[\mathrm{ReLU}(e)]", r"1/\sqrt{2\pi}"),
    ("standard normal e", "E[1[e > 0]]", "1/2"),
    ("standard normal e; m; s > 0; x := m + s e", "E[|x - m|]", r"s\sqrt{2/\pi}"),
    (NORMALS, r"E[\max(e, f)]", r"1/\sqrt{\pi}"),
    (NORMALS, "E[|e| + |f|]", r"2\sqrt{2/\pi}"),
    ("m; s > 0", r"E_{x \sim N(m, s^2)}[|x - m|]", r"s\sqrt{2/\pi}"),
    ("l > 0", r"E_{x \sim \mathrm{Exp}(l)}[\max(x, 1)]", "1 + e^{-l}/l"),
    ("m; b > 0", r"E_{x \sim \mathrm{Laplace}(m, b)}[|x - m|]", "b"),
    ("", r"\int_{-1}^2 \max(x, x^2, 1) dx", "13/3"),
    ("", r"E_{x \sim N(0,1), y \sim N(x,1)}[y^2]", "2"),
]
FAILS = [
    (SLOPE, r"\frac{\partial}{\partial m} E_{x \sim N(m, s^2)}[\max(x, 0)]", "1[m > 0]"),
    ("u uniform on [0,1]", r"E[\max(u, 1/2)]", "0.62501"),
    ("u uniform on [0,1]; a in (0,1)", r"E[1[u \le a]]", "1 - a"),
    (PAIR, "E[1[u < v^2]]", "1/2"),
    ("standard normal e", "E[1[e > 1/10]]", "1/2"),  # no node of two rules lies in [0, 1/10]
    ("standard normal e", r"E[\max(0, e)]", "1/2"),
    ("l > 0", r"E_{x \sim \mathrm{Exp}(l)}[1[x > 1]]", "1 - e^{-l}"),
]
UNKNOWN = [("standard normal vector e in R^2", "E[1[e_1 > 1/10]]", "1/2")]
AROUND = [
    ("random variable x; real t", r"\frac{\partial}{\partial t} E[t^2 x]", "2 t E[x]"),
    ("random variable x; real t", r"\int_0^1 E[t^2 x] dt", "E[x]/3"),
    ("standard normal x; real t", r"\frac{\partial}{\partial t} E[t^2 x^2]", "2 t"),
    ("random variable x", r"E_{z \sim N(0,1)}[E[(z + x)^2]]", "1 + E[x^2]"),
]


def status(declared, left, right):
    vocabulary = let(declared)
    return (
        Court(vocabulary).judge(*(read(left, vocabulary), "=", read(right, vocabulary))).status
    )


@pytest.mark.parametrize(("declared", "left", "right"), HOLDS)
def test_true_expectations_across_kinks(declared, left, right):
    assert status(declared, left, right) == "holds"


@pytest.mark.parametrize(("declared", "left", "right"), FAILS)
def test_false_expectations_across_kinks(declared, left, right):
    assert status(declared, left, right) == "fails"


@pytest.mark.parametrize(("declared", "left", "right"), UNKNOWN)
def test_a_step_across_several_components_is_not_decided(declared, left, right):
    assert status(declared, left, right) == "unknown"


@pytest.mark.parametrize(("declared", "left", "right"), AROUND)
def test_an_expectation_is_over_outcomes_and_not_over_what_moves_around_it(
    declared, left, right
):
    assert status(declared, left, right) == "holds"
    assert status(declared, left, f"{right} + 1") == "fails"


@pytest.mark.parametrize(
    ("declared", "left", "right", "expected"),
    [
        (
            "l > 0",
            r"E_{x \sim \mathrm{Exp}(l)}[(\partial_l \log(l e^{-l x}))^2]",
            "1/l^2",
            "holds",
        ),
        (
            "l > 0",
            r"E_{x \sim \mathrm{Exp}(l)}[(\partial_l \log(l e^{-l x}))^2]",
            "1/l",
            "fails",
        ),
        ("a real; b > 0", r"E_{u \sim \mathrm{Beta}(a, b)}[u]", r"\frac{a}{a+b}", "holds"),
        ("a, b > 0", r"E_{u \sim \mathrm{Beta}(a, b)}[u]", r"\frac{b}{a+b}", "fails"),
        ("a < -1", r"\int_0^1 \log a \, du", "0", "unknown"),
    ],
)
def test_what_is_no_number_anywhere_is_no_integral_of_zero(declared, left, right, expected):
    assert status(declared, left, right) == expected


MIXTURE = (
    r"probabilities \pi_1, \ldots, \pi_K summing to 1; \mu_1, \ldots, \mu_K real; s > 0;"
    r" p(x) := \sum_{k=1}^K \pi_k N(x; \mu_k, s^2)"
)
SCORE = r"\sum_{k=1}^K \frac{\pi_k N(x; \mu_k, s^2)}{p(x)} \frac{\mu_k - x}{s^2}"


@pytest.mark.parametrize(
    ("left", "right", "expected"),
    [
        (r"\partial_x \log p(x)", SCORE, "holds"),
        (r"\partial_x \log p(x)", f"-{SCORE}", "fails"),
        ("E_{p(x)}[x]", r"\sum_{k=1}^K \pi_k \mu_k", "holds"),
        ("E_{p(x)}[x^2]", r"\sum_{k=1}^K \pi_k \mu_k^2", "fails"),
    ],
)
def test_a_mixture_of_normal_laws_is_a_law_at_any_number(left, right, expected):
    assert status(MIXTURE, left, right) == expected
