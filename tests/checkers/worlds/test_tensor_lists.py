"""What is written out in full is the vector, matrix or order that it says."""

import numpy as np
import pytest

from checkers.notation.expr import Apply, Sym
from checkers.notation.let import let
from checkers.notation.reader import read
from checkers.worlds.decide import Court
from checkers.worlds.draws import Sampled
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_indices import concrete
from checkers.worlds.field import Unknown
from checkers.worlds.tensor_orders import orders
from checkers.worlds.tensor_world import build

SIZES = {"n": 3}
DECLARED = "matrix A in R^{n x n}; vectors u, v in R^n; scalars a_1, \\ldots, a_n; scalar b"


def value(text):
    vocabulary = let(DECLARED)
    look = Evaluator(build(vocabulary, Sampled(8, 1), SIZES), vocabulary)
    expr = read(text, vocabulary) if isinstance(text, str) else text
    return look.value(concrete(expr, SIZES))


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        (r"\operatorname{diag}(a_1, \ldots, a_n) u", r"\operatorname{diag}(a_{1:n}) u"),
        (r"(A u \; A v)", r"A (u \; v)"),
        (r"\begin{pmatrix} a_1 \\ a_2 \\ a_3 \end{pmatrix}", "a_{1:3}"),
        (r"\begin{pmatrix} a_1 \\ \vdots \\ a_n \end{pmatrix}", "a_{1:3}"),
        (r"[A]_{1,2}", "A_{12}"),
        (r"[A u]_2", r"\sum_{j=1}^n A_{2j} u_j"),
    ],
)
def test_written_out_and_meant_agree(written, meant):
    assert np.allclose(value(written).data, value(meant).data)


def test_columns_stand_side_by_side_and_numbers_below_each_other():
    assert value(r"(u \; v)").shape == (3, 2)
    assert value(r"\begin{pmatrix} a_1 \\ a_2 \end{pmatrix}").shape == (2,)


def test_parts_of_different_sizes_make_no_matrix():
    with pytest.raises(Unknown, match="different sizes"):
        value(r"\begin{pmatrix} u & b \end{pmatrix}")


# --- up to an order -----------------------------------------------------------------------

SMOOTH = "vectors w, h in R^n; scalar \\epsilon; smooth function J(w)"


def statuses(right):
    vocabulary = let(SMOOTH)
    court = Court(vocabulary, worlds=16)
    pairs = orders(read(r"J(w + \epsilon h)", vocabulary), read(right, vocabulary))
    return [court.judge(a, "=", b).status for a, b in pairs]


@pytest.mark.parametrize(
    "right",
    [
        r"J(w) + O(\epsilon)",
        r"J(w) + \epsilon h^\top \nabla J(w) + O(\epsilon^2)",
        r"J(w) + \epsilon h^\top \nabla J(w) + o(\epsilon)",
    ],
)
def test_taylors_formula_holds_to_its_order(right):
    assert set(statuses(right)) == {"holds"}


@pytest.mark.parametrize(
    "right",
    [
        r"J(w) + O(\epsilon^2)",
        r"J(w) + o(\epsilon)",
        r"J(w) - \epsilon h^\top \nabla J(w) + O(\epsilon^2)",
        r"J(h) + O(\epsilon)",
    ],
)
def test_a_wrong_term_below_the_order_shows(right):
    assert "fails" in statuses(right)


def test_without_terms_left_out_there_is_nothing_to_split():
    assert orders(Sym("a"), Sym("b")) == []


def test_an_order_that_is_not_understood_is_said_so():
    with pytest.raises(Unknown, match="not understood"):
        orders(Sym("a"), Apply("O", (Apply("exp", (Sym("e"),)),)))
