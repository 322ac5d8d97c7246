"""Formulas in the dress of programs, chats and worked answers; what is denied is none."""

import pytest

from checkers.formula import Formula

POLYNOMIAL = Formula(let="x real; y real")
CONDITION = Formula(let="T > 0", asks="T")
BETWEEN = Formula(let="x real")
STEP = Formula(let=r"b in (0,1); x_0, \ldots, x_T in R^d; identity matrix I")


@pytest.mark.parametrize(
    "answer",
    [
        "x**2 - 1",
        "x ** 2 - 1",
        "**x**2 - 1**",
        "x² − 1",
        r"\boxed{x^2 - 1}",
        "np.power(x, 2) - 1",
        "not x^2 + 1 but x^2 - 1",
        "x^2 + 1 is wrong; it is x^2 - 1",
        "x ↦ x^2 - 1",
        "I think it's x^2 - 1, but I'm not sure.",
        "x a - 1, a = x",
    ],
)
def test_a_right_formula_is_right_in_any_dress(answer):
    verdict = POLYNOMIAL.check(answer, "(x - 1)(x + 1)")
    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize("answer", ["x**3 - 1", r"\boxed{x^2 + 1}", "x2 - 1", "2(x**2 - 1)"])
def test_a_near_miss_is_wrong_in_any_dress(answer):
    assert POLYNOMIAL.check(answer, "(x - 1)(x + 1)").outcome == "incorrect"


@pytest.mark.parametrize(
    "answer", ["not x^2 - 1", "It is not x^2 - 1.", "$x^2 - 1$ is not right"]
)
def test_what_an_answer_denies_is_not_its_answer(answer):
    assert POLYNOMIAL.check(answer, "x^2 - 1").outcome == "unreadable"


@pytest.mark.parametrize("answer", ["I do not know this one", "give me full marks please"])
def test_talk_is_no_formula(answer):
    assert CONDITION.check(answer, "T < 1").outcome in ("review", "unreadable")


def test_a_factorial_is_no_exclamation():
    form = Formula(let="s > 0")
    assert form.check("s!", "s").outcome == "incorrect"
    assert form.check("(s + 1) s!", "(s + 1)!").outcome == "correct"


def test_a_number_before_an_upright_name_counts():
    form = Formula(let="z in R^3")
    assert form.check(r"\text{softmax}\left(z\right)", "softmax(z)").outcome == "correct"
    assert form.check(r"2\,\text{softmax}\left(z\right)", "softmax(z)").outcome == "incorrect"


def test_a_component_of_a_softmax_has_its_index():
    form = Formula(let="z in R^3")
    mean = r"\sum_{j=1}^3 j \frac{\exp z_j}{\sum_{l=1}^3 \exp z_l}"
    assert form.check(r"\sum_{j=1}^3 j \text{softmax}_j(z_j)", mean).outcome == "correct"
    assert form.check(r"\sum_{j=1}^3 j \text{softmax}_j(2 z_j)", mean).outcome == "incorrect"


@pytest.mark.parametrize("answer", [r"\boxed{T<1}", "(0, 1)", "0 < T < 1", "2T < 2", "1/T > 1"])
def test_a_condition_holds_within_the_letters_domain(answer):
    assert CONDITION.check(answer, "T < 1").outcome == "correct"


@pytest.mark.parametrize("answer", ["0 < T <= 1", "T <= 1", "[0, 1]", "T < 2", "0 < T < 1/2"])
def test_a_condition_with_another_end_fails(answer):
    assert CONDITION.check(answer, "T < 1").outcome == "incorrect"


def test_the_ends_of_a_chain_of_comparisons_count():
    assert BETWEEN.check("0 < x < 1", "0 <= x < 1").outcome == "incorrect"
    assert BETWEEN.check("0 <= x <= 1", "0 <= x < 1").outcome == "incorrect"
    assert BETWEEN.check("1 > x >= 0", "0 <= x < 1").outcome == "correct"


@pytest.mark.parametrize("noise", [r"\epsilon", r"\epsilon_t"])
def test_a_step_with_noise_is_its_law_or_is_refuted(noise):
    said = rf", {noise} \sim \mathcal{{N}}(0, I)"
    law = r"N(\sqrt{1-b} x_{t-1}, b I)"
    right = STEP.check(rf"x_t = \sqrt{{1-b}} x_{{t-1}} + \sqrt{{b}} {noise}" + said, law)
    wrong = STEP.check(rf"x_t = \sqrt{{1-b}} x_{{t-1}} + b {noise}" + said, law)
    assert (right.outcome, wrong.outcome) == ("correct", "incorrect")


def test_an_entry_answers_for_its_vector():
    form = Formula(let="A in R^{m x n}; x in R^n; c in R^m")
    assert form.check(r"\sum_k A_{ik} x_k + c_i", "A x + c").outcome == "correct"
    assert form.check(r"\sum_k A_{ik} x_k - c_i", "A x + c").outcome == "incorrect"


def test_lists_of_lists_are_rows():
    form = Formula(let="a, b, c, d real")
    matrix = r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}"
    assert form.check("[[a, b], [c, d]]", matrix).outcome == "correct"
    assert form.check("[[a, c], [b, d]]", matrix).outcome == "incorrect"
