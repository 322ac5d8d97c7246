"""Derivatives and limits agree with calculus, and are no numbers where there are none."""

from fractions import Fraction

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from checkers.notation.expr import Apply, Bind, Derivative, Num, Sym
from checkers.notation.let import assume, let
from checkers.notation.reader import read
from checkers.notation.vocabulary import Symbol, Vocabulary
from checkers.worlds.decide import Court
from checkers.worlds.draws import Sampled
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.field import Unknown
from checkers.worlds.tensor_world import build

SYMBOLS = [
    Symbol("a"),
    Symbol("s", domain="positive"),
    Symbol("u", domain="unit"),
    Symbol("v", ("n",)),
    Symbol("w", ("n",)),
    Symbol("B", ("n", "n"), traits=frozenset({"positive definite"})),
    Symbol("x", family=("n",)),
    Symbol("f", takes=("a", "s")),
    Symbol("D", takes=("a",), domain="unit"),
    Symbol("F", takes=("v",), traits=frozenset({"bijection"})),
]
VOCABULARY = Vocabulary(symbols={symbol.name: symbol for symbol in SYMBOLS})


def look(batch=64):
    draws = Sampled(batch, 3)
    return Evaluator(build(VOCABULARY, draws, {"n": 3, "k": 3}), VOCABULARY)


def value(text_or_expr, at=None):
    expr = read(text_or_expr, VOCABULARY) if isinstance(text_or_expr, str) else text_or_expr
    return (at or look()).value(expr)


def by(body, *names):
    body = read(body, VOCABULARY) if isinstance(body, str) else body
    return Derivative(body, tuple(read(name, VOCABULARY) for name in names))


def close(left, right, rtol=1e-9):
    """Equal where the left side is a number, and it is one in nearly all worlds."""
    known = ~np.isnan(left.data)
    same = np.isclose(left.data, right.data, rtol=rtol, atol=1e-11)
    return known.mean() > 0.85 and same[known].all()


@pytest.mark.parametrize(
    ("body", "variables", "expected"),
    [
        (r"a^3 s - \log s", ["a"], "3 a^2 s"),
        (r"a^3 s - \log s", ["s"], r"a^3 - \frac{1}{s}"),
        (r"a^3 s - \log s", ["s", "s"], r"\frac{1}{s^2}"),
        (r"a^3 s - \log s", ["a", "s"], "3 a^2"),
        (r"\frac{u}{1-u}", ["u"], r"\frac{1}{(1-u)^2}"),
        (r"\log(1-u)", ["u"], r"-\frac{1}{1-u}"),
        (r"\exp(-a^2/2)", ["a", "a"], r"(a^2-1)\exp(-a^2/2)"),
        (r"|a|", ["a"], r"\frac{a}{|a|}"),
        (r"v^\top B v", ["v"], "2 B v"),
        (r"v^\top B w", ["w"], "B v"),
        (r"\|v\|", ["v"], r"\frac{v}{\|v\|}"),
        (r"v^\top B v", ["v", "v"], "2 B"),
        (r"\log \det(B)", ["B"], "B^{-1}"),
        (r"\operatorname{tr}(B)", ["B"], "B B^{-1}"),
        (r"B v", ["v"], "B"),
        (r"\sum_{i=1}^3 x_i^2", ["x_2"], "2 x_2"),
        (r"v^\top v", ["v_2"], "2 v_2"),
        (r"\log D(a)", ["D(a)"], r"\frac{1}{D(a)}"),
        (r"\log(1 - D(a))", ["D(a)"], r"-\frac{1}{1 - D(a)}"),
        (r"s", ["a"], "0"),
    ],
)
def test_a_derivative_is_that_of_calculus(body, variables, expected):
    assert close(value(by(body, *variables)), value(expected))


@given(st.integers(0, 7), st.integers(1, 2))
def test_a_power_loses_one_degree_at_each_derivative(power, order):
    body = Apply("^", (Sym("s"), Num(power)))
    slope = value(Derivative(body, (Sym("s"),) * order))
    factor = power if order == 1 else power * (power - 1)
    assert np.allclose(slope.data, factor * value("s").data ** (power - order), rtol=1e-9)


def test_mixed_derivatives_of_a_declared_function_commute():
    assert close(value(by("f(a, s)", "a", "s")), value(by("f(a, s)", "s", "a")), 1e-8)


def test_the_derivative_of_a_declared_function_is_that_of_finite_differences():
    at, h = look(), 1e-5
    a = at.value(Sym("a"))
    sides = [
        at.bound({Sym("a"): a._replace(data=a.data + d)}).value(read("f(a, s)", VOCABULARY))
        for d in (h, -h)
    ]
    difference = (sides[0].data - sides[1].data) / (2 * h)
    assert np.allclose(value(by("f(a, s)", "a"), at).data, difference, atol=1e-8)


def test_a_derivative_by_what_is_defined_elsewhere_follows_the_definition():
    definitions = ((read("J(a)", VOCABULARY), read("a^2 s", VOCABULARY)),)
    vocabulary = Vocabulary(symbols=VOCABULARY.symbols, definitions=definitions)
    at = Evaluator(build(vocabulary, Sampled(64, 3), {"n": 3}), vocabulary)
    assert close(value(Derivative(Apply("J", (Sym("a"),)), (Sym("a"),)), at), value("2 a s"))


def test_the_jacobian_of_an_inverse_is_the_inverse_of_the_jacobian():
    forward = Apply("apply", (Apply("jacobian", (Sym("F"),)), Sym("v")))
    there = Apply("F", (Sym("v"),))
    back = Apply("apply", (Apply("jacobian", (Apply("inverse", (Sym("F"),)),)), there))
    product = value(Apply("*", (back, forward)))
    assert np.allclose(product.data, np.eye(3), atol=1e-10)


def test_a_jacobian_in_closed_form_agrees_with_the_derivative():
    jacobian = value(Apply("apply", (Apply("jacobian", (Sym("F"),)), Sym("v"))))
    assert close(jacobian, value(by("F(v)", "v")), 1e-8)


def test_a_kink_within_reach_has_no_derivative():
    at = look()
    zero = at.value(Sym("a"))._replace(data=np.full(64, 1e-4))
    kink = at.bound({Sym("a"): zero}).value(by(r"|a|", "a"))
    assert np.isnan(kink.data).all()


def test_a_gradient_must_say_by_what():
    with pytest.raises(Unknown, match="by which variable"):
        value(Derivative(Sym("a"), ()))


def limit(body, target="inf"):
    goal = Sym("inf") if target == "inf" else read(target, VOCABULARY)
    return value(Bind("lim", (Sym("k'"),), body, high=goal))


K = Sym("k'")


def test_limits_at_infinity():
    ratio = read(r"\frac{s}{1+s}", VOCABULARY)
    assert (limit(Apply("^", (ratio, K))).data == 0).all()
    compound = Apply("^", (Apply("+", (Num(1), Apply("/", (Sym("s"), K)))), K))
    small = np.exp(value("s").data)
    assert np.allclose(limit(compound).data, small, rtol=1e-6, equal_nan=True)


def test_a_limit_at_a_point_fills_the_hole():
    sinc = Apply("/", (Apply("sin", (K,)), K))
    assert np.allclose(limit(sinc, "0").data, 1, atol=1e-9)


def test_what_swings_has_no_limit():
    assert np.isnan(limit(Apply("sin", (K,))).data).all()


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (r"\frac{\partial (a s, a + s)}{\partial (a, s)}", lambda a, s: [[s, a], [1, 1]]),
        (r"\frac{\partial (a s, a + s)}{\partial (s, a)}", lambda a, s: [[a, s], [1, 1]]),
        (r"\frac{\partial (a^2 s)}{\partial (a, s)}", lambda a, s: [2 * a * s, a**2]),
        (r"\det \frac{\partial (s^2, a)}{\partial (s, a)}", lambda a, s: 2 * s),
        (r"\frac{\partial (a, 2)}{\partial (a, s)}", lambda a, s: [[1, 0], [0, 0]]),
    ],
)
def test_a_derivative_by_several_numbers_has_a_column_for_each(text, expected):
    at = look()
    a, s = (np.broadcast_to(value(name, at).data, 64) for name in "as")
    found = value(text, at).data

    for world in range(64):
        assert found[world if len(found) > 1 else 0] == pytest.approx(
            np.array(expected(a[world], s[world])), rel=1e-9, abs=1e-9
        )


def test_a_derivative_by_several_vectors_at_once_is_left_open():
    with pytest.raises(Unknown, match="several vectors"):
        value(r"\frac{\partial (v^T w)}{\partial (v, w)}")


@pytest.mark.parametrize(
    ("base", "assumed", "status"),
    [
        ("u", "", "holds"),
        ("a", "", "unknown"),
        ("(b / a)", "|b| < |a|", "holds"),
        ("(b / s)", "|b| < |a|", "unknown"),
    ],
)
def test_a_power_vanishes_only_where_its_base_is_small(
    base: str, assumed: str, status: str
) -> None:
    vocabulary = let("a, b real; s > 0; u in (0,1)")
    vocabulary = assume(assumed, vocabulary) if assumed else vocabulary
    power = read(rf"\lim_{{k \to \infty}} {base}^k", vocabulary)
    zero = Num(Fraction(0))
    assert Court(vocabulary).judge(power, "=", zero).status == status


def test_a_mean_of_exponentials_overflows_without_growing() -> None:
    vocabulary = let("a, b real")
    limit = read(r"\lim_{n \to \infty} \frac{1}{n} \log(e^{n a} + e^{n b})", vocabulary)
    larger = read(r"\max(a, b)", vocabulary)
    assert Court(vocabulary).judge(limit, "=", larger).status != "fails"
