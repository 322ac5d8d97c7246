"""The evaluator: alignment, operators, sums over indices, definitions, what it refuses."""

from fractions import Fraction

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from checkers.notation import read
from checkers.notation.expr import Apply, Bind, Compare, Expr, Num, Span, Sym
from checkers.notation.vocabulary import Law, Symbol, Variable, Vocabulary
from checkers.worlds.draws import Draws, Sampled
from checkers.worlds.evaluate import Evaluator, Product, World
from checkers.worlds.evaluate_definitions import Definitions
from checkers.worlds.evaluate_indices import concrete, substituted
from checkers.worlds.evaluate_matrices import stacked
from checkers.worlds.field import Field, Space, Unknown, combine, multiply, rename, total
from checkers.worlds.finite import FiniteWorld

NAMES = st.sampled_from("abcd")


class Fixed(World):
    """A world of given symbols."""

    def __init__(self, values):
        self.values = values

    def symbol(self, symbol, look):
        return self.values.get(symbol.name)


def value(text_or_expr, vocabulary=None, /, **symbols):
    """The value of an expression where each symbol is a number, vector or matrix."""
    fields = {
        name: Field(np.asarray(number, dtype=float)[None], (), np.ndim(number))
        for name, number in symbols.items()
    }
    vocabulary = vocabulary or Vocabulary(
        symbols={name: Symbol(name, np.shape(number)) for name, number in symbols.items()}
    )
    expr = read(text_or_expr, vocabulary) if isinstance(text_or_expr, str) else text_or_expr
    return Evaluator(Fixed(fields), vocabulary).value(expr).data[0]


def field(axes, seed=0, size=2):
    shape = (3, *[size] * len(axes))
    return Field(np.random.default_rng(seed).random(shape), tuple(sorted(axes)))


@given(st.sets(NAMES), st.sets(NAMES))
def test_fields_align_by_the_names_of_their_axes(left, right):
    a, b = field(left, 1), field(right, 2)
    product = combine(multiply, a, b)
    letters = "".join
    wanted = np.einsum(
        f"w{letters(a.axes)},w{letters(b.axes)}->w{letters(product.axes)}", a.data, b.data
    )

    assert product.axes == tuple(sorted(left | right))
    np.testing.assert_allclose(product.data, wanted)


@given(st.permutations("abc"))
def test_renaming_axes_moves_the_values_with_them(names):
    original = field("abc", size=2)
    moves = dict(zip("abc", names, strict=True))
    moved = rename(original, moves)

    wanted = np.einsum(f"w{''.join(names)}->wabc", original.data)
    assert moved.axes == ("a", "b", "c")
    np.testing.assert_array_equal(moved.data, wanted)


def test_a_sum_over_an_absent_axis_counts_its_points():
    space = Space("z", field("z", size=5))

    np.testing.assert_allclose(total(field("x"), space).data, 5 * field("x").data)


def test_a_sum_is_weighted_where_values_have_weights():
    weights = field("z", 3)
    space = Space("z", field("z"), weights)

    np.testing.assert_allclose(
        total(field("xz", 4), space).data, (field("xz", 4).data * weights.data[:, None]).sum(-1)
    )


def test_zero_times_infinity_is_zero_as_in_0_log_0():
    with np.errstate(divide="ignore", invalid="ignore"):
        assert multiply(np.zeros(2), np.log(np.zeros(2))).tolist() == [0, 0]


def test_too_large_fields_are_refused():
    wide = [Field(np.zeros((1, 300)), (name,)) for name in "abc"]

    with pytest.raises(Unknown, match="too many values"):
        combine(lambda a, b, c: a + b + c, *wide)


def test_values_of_different_shapes_do_not_meet():
    with pytest.raises(Unknown, match="shape"):
        value("u + v", u=[1, 2], v=[1, 2, 3])
    with pytest.raises(Unknown, match="shape"):
        value("A v", A=np.eye(3), v=[1, 2])


MATRICES = {
    "A B": lambda A, B, u: A @ B,
    "A u": lambda A, B, u: A @ u,
    "u^T u": lambda A, B, u: u @ u,
    "u u^T": lambda A, B, u: np.outer(u, u),
    "u^T A u": lambda A, B, u: u @ A @ u,
    "A^{-1}": lambda A, B, u: np.linalg.inv(A),
    "A^2": lambda A, B, u: A @ A,
    r"\det A": lambda A, B, u: np.linalg.det(A),
    r"\operatorname{tr}(A B)": lambda A, B, u: np.trace(A @ B),
    r"\|u\|": lambda A, B, u: np.linalg.norm(u),
    "(A + B)^T": lambda A, B, u: (A + B).T,
    r"A \odot B": lambda A, B, u: A * B,
    "2 u - u": lambda A, B, u: u,
    r"\operatorname{diag}(u)": lambda A, B, u: np.diag(u),
}


@pytest.mark.parametrize("text", MATRICES)
def test_matrix_operators_are_those_of_linear_algebra(text):
    rng = np.random.default_rng(5)
    A, B, u = rng.random((2, 2)), rng.random((2, 2)), rng.random(2)

    np.testing.assert_allclose(value(text, A=A, B=B, u=u), MATRICES[text](A, B, u))


@pytest.mark.parametrize("head", ["det", "^-1", "tr"])
def test_exact_matrices_agree_with_floats(head):
    from checkers.worlds.draws import fractions
    from checkers.worlds.evaluate_matrices import determinant, inverse, trace

    kernel = {"det": determinant, "^-1": inverse, "tr": trace}[head]
    data = np.random.default_rng(1).integers(-4, 5, (2, 3, 3)) + 6.0 * np.eye(3)
    exactly = kernel(Field(fractions(data), (), 2)).data

    np.testing.assert_allclose(
        np.vectorize(lambda q: int(q.p) / int(q.q))(exactly), kernel(Field(data, (), 2)).data
    )


def test_the_roots_of_a_symmetric_matrix_multiply_to_it():
    root, cube = (value(f"S^{{1/{n}}}", S=[[2.0, 1.0], [1.0, 3.0]]) for n in (2, 3))
    inverse = value("S^{-3/2}", S=[[2.0, 1.0], [1.0, 3.0]])

    np.testing.assert_allclose(root @ root, [[2, 1], [1, 3]])
    np.testing.assert_allclose(cube @ cube @ cube, [[2, 1], [1, 3]])
    np.testing.assert_allclose(inverse @ root @ root @ root, np.eye(2), atol=1e-12)
    with pytest.raises(Unknown, match="symmetric"):
        value("S^{1/2}", S=[[2.0, 1.0], [0.0, 3.0]])


def test_blocks_are_put_side_by_side_and_below():
    u, v = (Field(np.array([[1.0, 2.0]]) * k, (), 1) for k in (1, 3))

    np.testing.assert_array_equal(stacked([[u, v]]).data[0], [[1, 3], [2, 6]])
    np.testing.assert_array_equal(stacked([[u], [v]]).data[0], [1, 2, 3, 6])


SCALARS = {
    r"\frac{a + b}{a b}": lambda a, b: (a + b) / (a * b),
    r"a^b": lambda a, b: a**b,
    r"\log(a) - \exp(-b)": lambda a, b: np.log(a) - np.exp(-b),
    r"\sqrt{a + b^2}": lambda a, b: np.sqrt(a + b * b),
    r"|a - b|": lambda a, b: abs(a - b),
    r"\max(a, b) - \min(a, b)": lambda a, b: abs(a - b),
    r"\operatorname{sigmoid}(a)": lambda a, b: 1 / (1 + np.exp(-a)),
    r"\begin{cases} a & a > b \\ b & a \le b \end{cases}": lambda a, b: max(a, b),
    r"\mathbb{1}[a < b]": lambda a, b: float(a < b),
    r"\sum_{i=1}^{3} i a": lambda a, b: 6 * a,
    r"\prod_{i=2}^{4} i": lambda a, b: 24.0,
    r"\sum_{i=1}^{3} \sum_{j=1}^{i} b^j": lambda a, b: 3 * b + 2 * b**2 + b**3,
    r"\sum_{i \in \{-1, 2\}} i a": lambda a, b: a,
}


@given(st.floats(0.1, 3), st.floats(0.1, 3))
@pytest.mark.parametrize("text", SCALARS)
def test_operators_on_numbers_mean_what_they_say(text, a, b):
    np.testing.assert_allclose(value(text, a=a, b=b), SCALARS[text](a, b), atol=1e-12)


def over(op, body, high):
    return Bind(op, (Sym("i"),), body, Num(Fraction(1)), Num(Fraction(high)))


def test_empty_sums_and_products_are_0_and_1():
    assert (
        value(Bind("sum", (Sym("i"),), Sym("a"), Num(Fraction(1)), Num(Fraction(0))), a=5) == 0
    )
    assert (
        value(Bind("prod", (Sym("i"),), Sym("a"), Num(Fraction(1)), Num(Fraction(0))), a=5) == 1
    )


@pytest.mark.parametrize(
    ("expr", "reason"),
    [
        (Sym("nowhere"), "not declared"),
        (Apply("exp", (Sym("a"), Sym("a"))), "2 arguments"),
        (Apply("KL", ()), "0 arguments"),
        (Apply("frobnicate", (Sym("a"),)), "frobnicate"),
        (Apply("/", (Sym("a"), Sym("u"))), "vector"),
        (
            Bind("sum", (Sym("i"),), Sym("a"), Num(Fraction(1)), Num(Fraction(10**9))),
            "too long",
        ),
        (Bind("sum", (Sym("i"),), Sym("a")), "runs over"),
        (Span(Num(Fraction(1)), None), "range of indices"),
        (Compare("in", Sym("a"), Sym("a")), "not a condition"),
    ],
)
def test_what_has_no_meaning_is_unknown_with_a_reason(expr, reason):
    with pytest.raises(Unknown, match=reason):
        value(expr, a=2.0, u=[1.0, 2.0])


def test_torch_gives_what_numpy_gives():
    class OnTorch(Draws):
        def __init__(self, base):
            super().__init__(base.batch)
            self.base = base

        def _fresh(self, name, shape, kind):
            return torch.tensor(self.base.draw(name, shape, kind))

        def number(self, value):
            return torch.tensor([float(value)], dtype=torch.float64)

    vocabulary = Vocabulary(
        laws=(Law("p", ("x", "z")), Law("q", ("z",), ("x",))),
        variables={"x": Variable("x"), "z": Variable("z")},
    )
    expr = read(
        r"E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}] + \max_z p(z|x) - 2 \sqrt{p(x)}", vocabulary
    )
    results = []
    for draws in (Sampled(8), OnTorch(Sampled(8))):
        look = Evaluator(FiniteWorld(vocabulary, draws, {}), vocabulary)
        results.append(look.value(expr).data)

    assert isinstance(results[1], torch.Tensor)
    np.testing.assert_allclose(results[1].numpy(), results[0])


def test_bindings_come_before_everything_else():
    look = Evaluator(Fixed({"a": Field(np.array([2.0]))}), Vocabulary())
    whole = Apply("exp", (Sym("a"),))
    bound = look.bound({whole: Field(np.array([7.0]))}).bound(
        {Sym("b"): Field(np.array([1.0]))}
    )

    assert bound.value(Apply("+", (whole, Sym("b")))).data[0] == 8
    assert look.value(whole).data[0] == np.exp(2)


def test_the_first_world_that_answers_is_believed():
    first, second = (Fixed({"a": Field(np.array([n]))}) for n in (1.0, 2.0))
    second.values["b"] = Field(np.array([3.0]))
    look = Evaluator(Product([first, second]), Vocabulary())

    assert look.value(Sym("a")).data[0] == 1
    assert look.value(Sym("b")).data[0] == 3


def definitions(*pairs):
    return Definitions((read(a), read(b)) for a, b in pairs)


def test_a_definition_stands_for_its_right_side_at_its_arguments():
    square = definitions(("F(x)", "x^2 + a"))

    assert square.meaning(Apply("F", (Num(Fraction(3)),))) == read("3^2 + a")
    assert square.meaning(Apply("G", (Num(Fraction(3)),))) is None
    assert square.meaning(Apply("F", (Sym("u"), Sym("v")))) is None


def test_a_defined_square_defines_the_positive_root():
    assert value(
        "s",
        Vocabulary(definitions=((read("s^2"), read("a")),), symbols={"a": Symbol("a")}),
        a=9.0,
    ) == pytest.approx(3)


def test_a_recursion_ends_at_its_start():
    step = definitions(("x_t", "2 x_{t-1}"))

    assert step.meaning(Sym("x", (Num(Fraction(3)),))) is not None
    assert step.meaning(Sym("x", (Num(Fraction(0)),))) is None


def test_a_letter_defined_by_itself_is_refused():
    from checkers.worlds.decide import judge

    vocabulary = Vocabulary(definitions=((Sym("r"), read("r + 1")),))

    assert judge(Sym("r"), "=", Sym("r"), vocabulary).status == "unknown"


@given(st.integers(-5, 5), st.integers(-5, 5))
def test_indices_are_made_concrete_outside_and_not_where_they_are_bound(t, k):
    expr: Expr = read(r"x_{t-1} + \sum_{t=1}^{k} x_t")
    found = concrete(expr, {"t": t, "k": k})

    assert found == Apply(
        "+",
        (
            Sym("x", (Num(Fraction(t - 1)),)),
            Bind("sum", (Sym("t"),), Sym("x", (Sym("t"),)), Num(Fraction(1)), Num(Fraction(k))),
        ),
    )


def test_substitution_leaves_bound_variables_alone():
    inner = Bind("sum", (Sym("z"),), Sym("z"))

    assert substituted(Apply("+", (Sym("z"), inner)), Sym("z"), Sym("y")) == Apply(
        "+", (Sym("y"), inner)
    )


class Counting(Fixed):
    """Counts how often it is asked for a symbol."""

    asked = 0

    def symbol(self, symbol, look):
        self.asked += 1
        return super().symbol(symbol, look)


def test_what_has_no_value_is_tried_once_however_deep_it_stands():
    world, expr = Counting({}), Sym("u")
    for _ in range(30):
        expr = Apply("neg", (expr,))
    with pytest.raises(Unknown):
        Evaluator(Product([world]), Vocabulary()).value(expr)
    assert world.asked == 1
