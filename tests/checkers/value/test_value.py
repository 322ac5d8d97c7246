"""Numbers and matrices are read in any dress, judged by their digits, and faulted by place."""

import time
from math import log

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from checkers.value import Record, Value

MATRIX = [[0.2, 0.8], [0.35, 0.65], [0.613216, 0.586681]]
FORM = Value(shape=(3, 2), symbol="O", digits=2)

entries = st.floats(0.01, 900).flatmap(lambda x: st.sampled_from((x, -x)))
matrices = st.tuples(st.integers(1, 4), st.integers(1, 4)).flatmap(
    lambda size: st.lists(
        st.lists(entries, min_size=size[1], max_size=size[1]),
        min_size=size[0],
        max_size=size[0],
    )
)


def latex(rows: list[list[str]], kind: str = "bmatrix") -> str:
    body = r" \\ ".join(" & ".join(row) for row in rows)
    return rf"\begin{{{kind}}} {body} \end{{{kind}}}"


def lists(rows: list[list[str]], comma: str = ", ", row_end: str = "], [") -> str:
    return f"[[{row_end.join(comma.join(row) for row in rows)}]]"


DRESSES = {
    "bmatrix": latex,
    "pmatrix": lambda rows: latex(rows, "pmatrix"),
    "array": lambda rows: (
        rf"\left[{latex(rows, 'array').replace('{array}', '{array}{cc}', 1)}\right]"
    ),
    "lists": lists,
    "numpy": lambda rows: f"array({lists(rows, row_end='],' + chr(10) + '       [')})",
    "tensor": lambda rows: f"tensor({lists(rows)}, dtype=torch.float64)",
    "printed": lambda rows: lists(rows, " ", "]\n ["),
    "matlab": lambda rows: f"[{'; '.join(' '.join(row) for row in rows)}]",
}


@pytest.mark.parametrize("dress", DRESSES)
@given(matrix=matrices, decimals=st.integers(3, 8), named=st.booleans())
def test_every_rendering_at_enough_digits_is_right(dress, matrix, decimals, named):
    written = DRESSES[dress]([[f"{x:.{decimals}f}" for x in row] for row in matrix])
    form = Value(shape=(len(matrix), len(matrix[0])), symbol="M")
    verdict = form.check(f"$M = {written}$" if named else written, matrix)

    assert (verdict.outcome, verdict.remarks) == ("correct", ()), verdict.feedback


@given(matrix=matrices, data=st.data())
def test_an_entry_outside_tolerance_is_named_at_its_place(matrix, data):
    row = data.draw(st.integers(0, len(matrix) - 1))
    column = data.draw(st.integers(0, len(matrix[0]) - 1))
    factor = data.draw(st.sampled_from([0.99, 1.01, -1.0, 2.0]))
    given_ = [list(values) for values in matrix]
    given_[row][column] *= factor
    form = Value(shape=(len(matrix), len(matrix[0])), symbol="M")
    verdict = form.check(f"M = {latex([[f'{x:.7e}' for x in r] for r in given_])}", matrix)

    assert verdict.outcome == "incorrect"
    assert verdict.counterexample is not None
    assert verdict.counterexample["at"] == f"M[{row + 1},{column + 1}]"


@pytest.mark.parametrize(
    "answer",
    [
        "[[0.2,0.8],[0.35,0.65],[0.6132,0.5867]]",
        "0.2 0.8\n0.35 0.65\n0.6132 0.5867",
        "O =\n0.2, 0.8\n0.35, 0.65\n0.61, 0.59",
        "| a | b |\n|---|---|\n| 0.2 | 0.8 |\n| 0.35 | 0.65 |\n| 0.6132 | 0.5867 |",
        (
            r"$$O = \begin{pmatrix} 1/5 & 4/5 \\ \frac{7}{20} & \frac{13}{20} \\ .6132 & .5867"
            r"\end{pmatrix}$$"
        ),
        "The final output is O ≈ [[0.20, 0.80], [0.35, 0.65], [0.61, 0.59]].",
        "Output:\n\n$$\\begin{bmatrix} 0.2&0.8 \\\\ 0.35&0.65 \\\\ 0.613&0.587\\end{bmatrix}$$",
        "O_0 = [0.2, 0.8]\nO_1 = [0.35, 0.65]\nO_2 = [0.613, 0.587]",
        "Q = [[1,2],[3,4]]\nO = AV = [[0.2,0.8],[0.35,0.65],[0.6132,0.5867]]",
        (
            r"Final answer: \boxed{\begin{bmatrix} 0.2 & 0.8 \\ 0.35 & 0.65 \\ 0.613 & 0.587"
            r"\end{bmatrix}}"
        ),
        (
            "A = [[1,0,0],[.5,.5,0],[.289,.311,.4]]\nsoftmax(QK^T)V = "
            "[[0.2,0.8],[0.35,0.65],[0.6132,0.5867]]"
        ),
        "((0.2,0.8),(0.35,0.65),(0.6132,0.5867))",
        "{{0.2,0.8},{0.35,0.65},{0.6132,0.5867}}",
        "O = [[2e-1, 8.0e-1],[3.5×10^{-1}, 6.5 \\times 10^{-1}],[61.32%, 58.67\\%]]",
        "O = [0.2 0.35 0.6132; 0.8 0.65 0.5867]^T",
        r"O = \begin{bmatrix}0.2&0.8\\0.35&0.65\\.61&.59\end{bmatrix}\in\mathbb{R}^{3\times 2}",
        r"O = \begin{bmatrix}0.2&0.8\\0.35&0.65\\0.61&0.59\end{bmatrix}_{3\times 2}",
        "O = [0.2 0.8\n0.35 0.65\n0.6132 0.5867]",
        "输出 O 为 [[0.2,0.8],[0.35,0.65],[0.6132,0.5867]]",
        "The result is therefore:\n\n[[0.2,0.8],[0.35,0.65],[0.6132,0.5867]]",
        (
            "First Q = XW = [[0.1,0.9],[0.25,0.75]], then the weights and finally\n"
            "[[0.2,0.8],[0.35,0.65],[0.6132,0.5867]]"
        ),
        (
            "O = [[0.2, 0.8], [0.3, 0.7], [0, 0]]\nSorry, I forgot the mask.\n"
            "O = [[0.2,0.8],[0.35,0.65],[0.6132,0.5867]]"
        ),
    ],
)
def test_unusual_dress_is_accepted(answer: str):
    verdict = FORM.check(answer, MATRIX)

    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize(
    ("answer", "fault"),
    [
        ("O = [[0.2,0.8],[0.35,0.65],[0.6132,0.5967]]", "O[3,2] is 0.5967, expected 0.5867"),
        ("O = [[0.2,0.8],[0.35,0.65],[0.6132,-0.5867]]", "O[3,2] is -0.5867, expected 0.5867"),
        ("O = [[0.2,0.8],[0.35,0.65],[0.6,0.6]]", "O[3,1] is 0.6, expected 0.613"),
        ("O = [[0.2,0.8],[0.35,0.65],[nan,0.5867]]", "O[3,1] is nan"),
        ("O = [[0.2,0.8],[0.35,0.65],[9**9**9,0.5867]]", "O[3,1] is inf"),
        ("O = [[0.2,0.8],[0.35,0.65],[10^{1000000},0.5867]]", "O[3,1] is inf"),
        ("O = [[0.2,0.8],[0.35,0.65],[1/0,0.5867]]", "O[3,1] is nan"),
        (
            "O = [[0.2,0.8],[0.35,0.65]]",
            "wrong shape: size 2 x 2, expected a matrix of size 3 x 2",
        ),
        ("O = [[0.2,0.35,0.61],[0.8,0.65,0.59]]", "wrong shape: size 2 x 3"),
        ("O = [[0.2,0.8],[0.35],[0.6132,0.5867]]", "rows of different lengths"),
        ("O = 0.2", "wrong shape: a single number"),
    ],
)
def test_near_misses_are_refused_with_their_place(answer: str, fault: str):
    verdict = FORM.check(answer, MATRIX)

    assert verdict.outcome == "incorrect"
    assert fault in verdict.feedback
    assert verdict.counterexample is not None


@pytest.mark.parametrize(
    "answer",
    [
        "Q = [[0.2,0.8],[0.35,0.65],[0.6132,0.5867]]",
        "I don't know",
        "O(n) operations",
        "V = XW = [[0.2,0.8],[0.35,0.65],[0.6132,0.5867]]\nO = AV",
        "W O = [[0.2,0.8],[0.35,0.65],[0.6132,0.5867]]",
    ],
)
def test_quantities_of_another_name_are_never_taken_for_the_result(answer: str):
    verdict = FORM.check(answer, MATRIX)

    assert (verdict.outcome, verdict.pending) == ("unreadable", 1.0)
    assert "expected a matrix of size 3 x 2" in verdict.feedback


@pytest.mark.parametrize(
    "answer", ["Z(1) = n", "Z(1) is intractable", "Z(2) = 1", "p(x) = m, Z(1)", "Z(1) = x(1)"]
)
def test_the_argument_of_a_name_is_no_value(answer: str):
    assert Value(symbol="Z(1)").check(answer, 1).outcome == "unreadable"


def test_nothing_is_blank():
    assert FORM.check(" \n", MATRIX).outcome == "blank"
    assert Record({"a": Value()}).check("", {"a": 1.0}).outcome == "blank"


SCALARS = [
    "1/15",
    r"\frac{1}{15}",
    r"\frac1{15}",
    "0.0667",
    "≈ 0.06667",
    "6.67%",
    "6.67e-2",
    "p(1) = 1/15",
    "the density at 1 is 1/15",
    "Answer: 1/15.",
    r"\boxed{\frac{1}{15}}",
    r"$p(1)=\frac{1}{5}\cdot\frac{1}{3} = \frac{1}{15}$",
    r"$p(1) = p_Z(1) \left|\frac{dz}{dx}\right| = \frac15 \cdot \frac13 = 1/15 \approx 0.067$",
    "1/15 ≈ 0.0667",
    "p(1)=(1/5)(1/3)",
    r"p(x) = \frac{1}{15} x^{-2/3}, so p(1) = \frac{1}{15}",
    r"$\sqrt{4}/30$",
    "e^{0}/15",
    "2^{-1} * 2/15",
]


@pytest.mark.parametrize("answer", SCALARS)
def test_scalars_are_read_in_any_dress(answer: str):
    verdict = Value(symbol="p(1)", digits=2).check(answer, 1 / 15)

    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize(
    "answer", ["1/5", "-1/15", "1/16", "0", "0.1", "15", "1/15 + 1", "0.0667x"]
)
def test_wrong_scalars_are_never_accepted(answer: str):
    assert Value(symbol="p(1)", digits=2).check(answer, 1 / 15).earned == 0


@given(st.integers(1, 6), entries)
def test_half_a_unit_of_the_last_digit_is_right_and_more_is_not(decimals, value):
    unit = 10.0**-decimals
    assume(abs(value) > 100 * unit)
    form = Value(symbol="v", tolerance=0.0)
    off = value + 1.02 * unit

    assert form.check(f"v = {value:.{decimals}f}", value).outcome == "correct"
    assert form.check(f"v = {off:.{decimals}f}", value).outcome == "incorrect"


def test_too_few_digits_are_not_right_by_rounding():
    assert Value(symbol="v", digits=1).check("v = 0.3", 0.2811).outcome == "correct"
    assert Value(symbol="v", digits=2).check("v = 0.3", 0.2811).outcome == "incorrect"
    assert Value(symbol="v", digits=2).check("v = 0.28", 0.2811).outcome == "correct"
    assert Value(symbol="v").check("v = 0", 0.2811).outcome == "incorrect"


def test_a_slip_within_tolerance_is_remarked_on_and_costs_nothing():
    verdict = Value(shape=(2,), symbol="v").check(
        "v = (0.58899, 0.31093)", [0.589014, 0.310932]
    )

    assert (verdict.outcome, verdict.earned) == ("correct", 1.0)
    assert [(r.place, r.given, r.expected) for r in verdict.remarks] == [
        ("v[1]", "0.58899", "0.58901")
    ]


def test_a_rounded_restatement_does_not_replace_the_digits_given_before():
    verdict = Value(symbol="FID", digits=2).check("FID = 0.2811, that is, FID ≈ 0.3", 0.2811)

    assert verdict.outcome == "correct"


def test_a_share_of_the_entries_is_earned_only_where_the_question_says_so():
    answer, right = "v = (1, 2, 4)", [1.0, 2.0, 3.0]

    assert Value(shape=(3,), symbol="v").check(answer, right).earned == 0
    partial = Value(shape=(3,), symbol="v", partial=True).check(answer, right)
    assert (partial.outcome, round(partial.earned, 3)) == ("partial", 0.667)


@pytest.mark.parametrize(
    "answer", ["v = (1, 2)", "v = [1; 2]", "v = (1,2)^T", "1, 2", "[[1], [2]]"]
)
def test_a_vector_may_be_a_row_or_a_column(answer: str):
    assert Value(shape=(2,), symbol="v").check(answer, [1.0, 2.0]).outcome == "correct"


HOSTILE = {
    "open brackets": "[" * 49_000,
    "nested parentheses": "(" * 20_000 + "1" + ")" * 20_000,
    "fractions": r"\frac{" * 8_000,
    "equalities": "O=" * 24_000,
    "pairs": "(1," * 10_000 + ")" * 10_000,
    "powers": "2^" * 24_000 + "2",
    "signs": "-" * 49_000 + "1",
    "rows": "1 2\n" * 12_000,
    "text": r"\text{" * 8_000,
    "verbs": " is about" * 5_000,
    "digits": "O = " + "9" * 49_000,
    "too long": "1 " * 100_000,
    "tildes": "~~" * 24_000,
    "dots": "." * 49_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_hostile_answers_are_met_in_bounded_time(kind: str):
    started = time.process_time()
    verdict = FORM.check(HOSTILE[kind], MATRIX)

    assert verdict.earned == 0
    assert time.process_time() - started < 5


@pytest.mark.parametrize(
    ("given", "exact", "outcome"),
    [
        ("0.28", 0.2811, "correct"),
        ("0.29", 0.2811, "incorrect"),
        ("4", 3.5, "incorrect"),
        ("0.1", 1 / 15, "incorrect"),
        ("0.067", 1 / 15, "correct"),
    ],
)
def test_one_printed_digit_is_too_few_to_be_a_rounding(given, exact, outcome):
    assert Value().check(given, exact).outcome == outcome


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("not 1/15", "unreadable"),
        ("1⁄15", "correct"),
        (r"d\_1 = 3, d = 1/15", "correct"),
        ("d = 1/5. d = 1/3, so d = 1/15", "review"),
        ("d = 1/5. Wait, a mistake: d = 1/15", "correct"),
    ],
)
def test_one_value_is_meant(answer, outcome):
    verdict = Value(symbol="d", digits=2).check(answer, 1 / 15)
    assert verdict.outcome == outcome, verdict.feedback


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        ("[1, -1], [-1, 1], [2, 0]", "correct"),
        ("(1, -1)\n(-1, 1)\n(2, 0)", "correct"),
        ("LN([2, 1]) = [1, -1]\nLN([1, 2]) = [-1, 1]\nLN([3, 1]) = [2, 0]", "correct"),
        ("Row 1: so (1, -1)\nRow 2: (1 - 2)/1 = -1, so (-1, 1).\nRow 3: (2, 0)", "correct"),
        ("Row 1: so (1, -1)\nRow 2: (1 - 2)/1 = -1, so (-1, 1).\nRow 3: (0, 2)", "incorrect"),
        ("[1, -1], [-1, 1], [0, 2]", "incorrect"),
        ("[1, -1], [-1, 1]", "unreadable"),
    ],
)
def test_rows_may_be_given_one_by_one(answer, outcome):
    verdict = Value(shape=(3, 2), symbol="X").check(answer, [[1, -1], [-1, 1], [2, 0]])
    assert verdict.outcome == outcome, verdict.feedback


def test_latex_escapes_the_underscore_of_a_name():
    assert Value(symbol="d_1").check(r"d\_1 = 3", 3).outcome == "correct"
    assert Value(symbol="d_1").check(r"d\_2 = 3", 3).outcome != "correct"


@pytest.mark.parametrize(
    "answer",
    [
        "M = np.array([[1, -1], [-1, 1]])",
        "$$N = 3$$\n\nM = np.array([[1, -1], [-1, 1]], dtype=np.float64)",
        "M = torch.tensor([[1, -1],\n [-1, 1]])",
        "M =\n\n| 1 | -1 |\n|---|---|\n| -1 | 1 |",
    ],
)
def test_matrices_of_programs_and_tables_are_read(answer: str):
    form = Value(shape=(2, 2), symbol="M")
    assert form.check(answer, [[1, -1], [-1, 1]]).outcome == "correct"
    assert form.check(answer, [[1, -1], [1, 1]]).outcome == "incorrect"


@pytest.mark.parametrize(
    ("answer", "value"),
    [
        ("log 5", log(5)),
        ("-ln 5", -log(5)),
        (r"$L = -\ln 5$", -log(5)),
        ("2 log 2 + 1", 2 * log(2) + 1),
        (r"\log\frac{1}{5}", -log(5)),
        ("sqrt 5", 5**0.5),
        ("log 5^2", 2 * log(5)),
    ],
)
def test_a_function_needs_no_brackets(answer, value):
    assert Value(symbol="L").check(answer, value).outcome == "correct"


@pytest.mark.parametrize("answer", ["log 5", "exp 5", "sqrt 5", "-ln 5"])
def test_the_argument_of_a_function_is_not_its_value(answer):
    assert Value(symbol="L").check(answer, 5.0).outcome == "incorrect"


@pytest.mark.parametrize(
    "answer",
    ["sin 5", "log2 5", r"\log_2 5", "L = 5 sin 2", "log 3/5", "log 5 * 1", "log log 5"],
)
def test_functions_that_are_not_computed_or_may_be_read_twice_wait_for_a_person(answer):
    assert Value(symbol="L").check(answer, 5.0).outcome == "unreadable"


@pytest.mark.parametrize(
    "answer", ["log Z(1) = 1", r"$\ln Z(1) = 1$", "exp(Z(1)) = 1", r"\sqrt{Z(1)} = 1.0"]
)
def test_a_function_of_the_result_is_not_the_result(answer: str):
    assert Value(symbol="Z(1)").check(answer, 1.0).outcome == "unreadable"


def test_the_result_may_follow_from_a_function_of_it():
    answer = "log Z(1) = 0, hence Z(1) = 1"
    assert Value(symbol="Z(1)").check(answer, 1.0).outcome == "correct"
