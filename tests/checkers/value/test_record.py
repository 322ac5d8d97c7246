"""Several results are told apart by their names, or else by their places."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.choice import Choice
from checkers.value import Record, Value

REFERENCE = {"FID_1": 0.281102, "FID_2": 0.304405}
FORM = Record(
    {"FID_1": Value(also=("FID_I",), digits=2), "FID_2": Value(also=("FID_II",), digits=2)}
)


@pytest.mark.parametrize(
    "answer",
    [
        "FID_1=0.281, FID_2=0.304",
        "0.2811, 0.3044",
        "0.2811\n0.3044",
        "FID₁ ≈ 0.28 and FID₂ ≈ 0.30",
        "FID1: 0.2811\nFID2: 0.3044",
        "FID_I = 0.2811; FID_{II} = 0.3044",
        r"\text{FID}_{1} \approx 0.281 < \text{FID}_2 \approx 0.304",
        "| FID_1 | 0.2811 |\n| FID_2 | 0.3044 |",
        "FID_1 is 0.2811 and FID_2 is 0.3044",
        "FID_1 score = 0.10 + 2.45 - 2*1.134449 = 0.2811. FID_2 score = 0.22 + 0.0844 = 0.3044",
        "FID_1:\nT = 0.1811\nFID = 0.1 + 0.1811 = 0.2811\nFID_2:\nFID = 0.22+0.0844 = 0.3044",
        "- **FID₁** = **0.2811**\n- **FID₂** = **0.3044**",
        "(FID_1, FID_2) = (0.2811, 0.3044)",
        "FID_1 and FID_2 are 0.2811 and 0.3044, respectively",
        "FID_1 = \\|\\Delta\\|^2 + T\n= 0.10 + 0.1811\n= 0.2811\nFID_2 = 0.3044",
        (
            "\\begin{aligned}T &= 0.1811, \\\\ \\text{FID}_1 &= 0.1 + 0.1811 = 0.2811 \\\\ "
            "\\text{FID}_2 &= 0.3044\\end{aligned}"
        ),
        "0.2811 = FID_1, 0.3044 = FID_2",
        '{"FID_1": 0.2811, "FID_2": 0.3044}',
    ],
)
def test_results_are_found_by_their_names_or_places(answer: str):
    verdict = FORM.check(answer, REFERENCE)

    assert verdict.outcome == "correct", verdict.feedback


@given(
    st.permutations(
        ["FID_1 = 0.2811", "FID_2 = 0.3044", "T_1 = 0.1811", "x = 7", "T_2 = 0.0844"]
    )
)
def test_neither_order_nor_other_quantities_matter(lines):
    assert FORM.check("\n".join(lines), REFERENCE).outcome == "correct"


def test_exchanged_results_are_wrong():
    verdict = FORM.check("FID_1=0.3044, FID_2=0.2811", REFERENCE)

    assert (verdict.outcome, verdict.earned) == ("incorrect", 0.0)
    assert verdict.counterexample == {"at": "FID_1", "yours": "0.3044", "expected": "0.2811"}


def test_one_wrong_result_costs_its_share_only():
    verdict = FORM.check("FID_1=0.281, FID_2=0.31", REFERENCE)

    assert (verdict.outcome, verdict.earned, verdict.pending) == ("partial", 0.5, 0.0)


def test_a_result_that_is_not_found_waits_and_takes_nothing_from_the_rest():
    verdict = FORM.check("FID_1=0.281", REFERENCE)

    assert (verdict.outcome, verdict.earned, verdict.pending) == ("review", 0.5, 0.5)
    assert "FID_2: not found" in verdict.feedback


def test_three_values_without_names_are_given_to_no_two_results():
    assert FORM.check("0.1811, 0.2811, 0.3044", REFERENCE).outcome == "unreadable"


def test_values_that_do_not_match_their_names_in_number_are_given_to_none():
    assert FORM.check("FID_1 and FID_2 are 0.2811", REFERENCE).earned == 0


def test_steps_are_not_confused_with_their_data():
    form = Record({"x_1": Value(shape=(2,)), "x_2": Value(shape=(2,))})
    answer = r"""x_0 = [1, 2], \beta_1 = 0.5
x_1 = 0.5 x_0 + 0.1 \epsilon_1 \approx [0.6, 1.1]
x_2 = 0.5 x_1 + 0.1 \epsilon_2 = \begin{bmatrix} 0.4 & 0.65 \end{bmatrix}"""

    assert form.check(answer, {"x_1": [0.6, 1.1], "x_2": [0.4, 0.65]}).outcome == "correct"


def test_arrays_said_of_no_symbol_are_read_by_position():
    form = Record({"x_1": Value(shape=(2,)), "x_2": Value(shape=(2,))})
    answer = "After step 1: [0.6, 1.1]\nAfter step 2: [0.4, 0.65]"

    assert form.check(answer, {"x_1": [0.6, 1.1], "x_2": [0.4, 0.65]}).outcome == "correct"


def test_a_heading_completes_a_name():
    form = Record({"FID_1": Value(also=("Set I FID",)), "FID_2": Value(also=("Set II FID",))})
    answer = "Set I: T = 0.18, FID = 0.2811\nSet II: T = 0.08, FID = 0.3044"

    assert form.check(answer, REFERENCE).outcome == "correct"


def test_a_choice_in_a_record_is_read_out_of_the_same_text():
    better = Choice(
        {"I": "", "II": ""}, names={"I": ("set I",), "II": ("set II",)}, compared=True
    )
    form = Record({"FID": Value(), "better": better}, shares={"FID": 0.75, "better": 0.25})
    answer = "FID = 0.2811. Lower is closer to the data, so set I is better than set II."

    assert form.check(answer, {"FID": 0.2811, "better": "I"}).outcome == "correct"
    assert form.check(answer, {"FID": 0.2811, "better": "II"}).earned == 0.75


def test_results_that_are_one_answer_are_wrong_if_one_is():
    form = Record({"a": Value(), "b": Value()}, whole=True, name="formula")
    right = {"a": 1, "b": 2}

    assert form.name == "formula"
    assert form.check("a = 1, b = 2", right).outcome == "correct"
    assert form.check("a = 1, b = 3", right).earned == 0
    undecided = form.check("a = 1", right)
    assert (undecided.earned, undecided.pending) == (0, 1)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("one", "correct"),
        ("one (since it is normalized)", "correct"),
        ("Z is one.", "correct"),
        ("two", "incorrect"),
        ("one of them", "unreadable"),
    ],
)
def test_a_number_may_be_a_word_where_it_stands_as_a_value(answer, outcome):
    assert Value(symbol="Z").check(answer, 1).outcome == outcome


@pytest.mark.parametrize("names", [("mu", "sigma^2"), (r"\mu", r"\sigma^2")])
@pytest.mark.parametrize(
    "answer",
    ["μ = 2, σ² = 3", r"$\mu = 2$, $\sigma^{2} = 3$", "mu = 2 and sigma^2 = 3", "σ^2=3; μ=2"],
)
def test_greek_names_are_read_in_any_spelling(names, answer):
    form = Record({name: Value() for name in names})
    assert form.check(answer, dict(zip(names, (2.0, 3.0), strict=True))).outcome == "correct"
    assert form.check("Σ² = 3, M = 2", dict(zip(names, (2.0, 3.0), strict=True))).earned == 0
    assert form.placeholder() == f"{names[0]} = (a number)\n{names[1]} = (a number)"
