"""Dots stand for what is around them, whichever way the index counts."""

import pytest

from checkers.equivalent import equivalent
from checkers.formula import Formula
from checkers.notation.let import let
from checkers.notation.reader import ReadError, read
from checkers.worlds.decide import judge

MODEL = (
    r"invertible matrix A in R^{d x d}; B in R^{d x 1}; C in R^{1 x d}; "
    r"T integer; T > 1; x_0, \ldots, x_T real"
)
CHAIN = r"x_0 in R^{1 x K}; Q_1, \ldots, Q_T in R^{K x K}; T integer; T > 1"


@pytest.mark.parametrize(
    "answer",
    [
        r"C A^T B x_0 + C A^{T-1} B x_1 + \cdots + C A B x_{T-1} + C B x_T",
        r"C(A^T B x_0 + A^{T-1} B x_1 + \dots + A B x_{T-1} + B x_T)",
        "C B x_T + C A B x_{T-1} + ... + C A^T B x_0",
        r"C A^T B x_0 + C A^{T-1} B x_1 + \cdots + C B x_T",
    ],
)
def test_powers_of_one_and_nought_are_left_out_beside_dots(answer):
    assert equivalent(r"\sum_{t=0}^T C A^{T-t} B x_t", answer, MODEL).outcome == "correct"


@pytest.mark.parametrize(
    "answer",
    [
        r"C B x_0 + C A B x_1 + \cdots + C A^T B x_T",
    ],
)
def test_a_power_too_many_is_refused(answer):
    assert equivalent(r"\sum_{t=0}^T C A^{T-t} B x_t", answer, MODEL).outcome == "incorrect"


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (r"(Q_T^\top Q_{T-1}^\top \cdots Q_1^\top x_0^\top)^\top", "correct"),
        (r"(Q_T^T \cdots Q_1^T x_0^T)^\top", "correct"),
        (r"x_0 Q_T Q_{T-1} \cdots Q_1", "incorrect"),
        (r"x_0 Q_T \cdots Q_1", "incorrect"),
    ],
)
def test_products_that_count_down_keep_their_order(answer, outcome):
    assert equivalent(r"x_0 Q_1 \cdots Q_T", answer, CHAIN).outcome == outcome


def test_a_list_of_lists_is_a_matrix_by_its_rows():
    form = Formula(let="x in R^2", asks="y")

    assert form.check("y = [[0, 1], [0, 0]] x", "(x_2, 0)").outcome == "correct"
    assert form.check("y = [[0, 0], [1, 0]] x", "(x_2, 0)").outcome == "incorrect"


@pytest.mark.parametrize(
    "text",
    [
        r"(b_1, \ldots, b_n + 0 a_n) = (b_1, \ldots, b_n)",
        r"a_1 b_1 + \ldots + a_2 b_n = a_1 b_1 + a_2 b_2",
        r"b_1^1 \cdots (b_n + 0) = b_1 b_2",
    ],
)
def test_what_holds_where_dots_stand_for_nothing_need_not_hold_elsewhere(text):
    vocabulary = let(r"vector v in R^m; scalars a_1, \ldots, a_n, b_1, \ldots, b_n")
    left, right = (read(side, vocabulary) for side in text.split(" = "))

    assert judge(left, "=", right, vocabulary).status == "unknown"


@pytest.mark.parametrize("text", [r"f(x) + \ldots + g(x)", r"a + \ldots"])
def test_dots_between_what_has_no_index_in_common_are_not_read(text):
    with pytest.raises(ReadError, match="dots"):
        read(text)
