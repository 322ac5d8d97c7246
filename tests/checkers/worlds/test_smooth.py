"""Integrals of smooth densities are exact to 1e-10, and a missing Jacobian shows."""

import math

import numpy as np
import pytest

from checkers.notation.let import assume, let
from checkers.notation.reader import read
from checkers.notation.vocabulary import Law, Symbol, Variable, Vocabulary
from checkers.worlds import gaussian, smooth, smooth_world, tensor_world
from checkers.worlds.decide import Court
from checkers.worlds.draws import Sampled
from checkers.worlds.evaluate import Evaluator, Product

BIJECTION = frozenset({"bijection"})
FLOW = Vocabulary(
    symbols={"F": Symbol("F", takes=("u",), traits=BIJECTION)},
    laws=(Law("p_X", ("x",)), Law("p_U", ("u",))),
    variables={"x": Variable("x", "line"), "u": Variable("u", "line")},
)


def flow(dimension=1, batch=32):
    draws = Sampled(batch, 1)
    parts = [
        smooth_world.build(FLOW, draws, {}, dimension),
        tensor_world.build(FLOW, draws, {}),
        gaussian.build(FLOW, draws, {}),
    ]
    return Evaluator(Product(parts), FLOW)


def error(look, left, right):
    first, second = (look.value(read(text, FLOW)).data for text in (left, right))
    return np.abs(first - second).max()


def test_densities_are_normalized():
    nodes, weights = smooth.line()
    density = smooth.smooth_density("p", Sampled(256, 1))
    assert np.abs((density(nodes.reshape(1, -1, 1)) * weights).sum(-1) - 1).max() < 1e-13


def test_nodes_of_half_the_distance_change_no_integral(monkeypatch):
    def divergence():
        nodes, weights = smooth.line()
        p, q = (smooth.smooth_density(name, Sampled(256, 1)) for name in "pq")
        x = nodes.reshape(1, -1, 1)
        middle = np.log((p(x) + q(x)) / 2)
        return ((p(x) * (p.log(x) - middle)) * weights).sum(-1)

    coarse = divergence()
    monkeypatch.setattr(smooth, "SPACING", smooth.SPACING / 2)
    assert np.abs(coarse - divergence()).max() < 1e-10


KL = r"D_{KL}(p_X(x) \| p_{F(U)}(x))"
BACK = r"D_{KL}(p_{F^{-1}(X)}(u) \| p_U(u))"


@pytest.mark.parametrize("dimension", [1, 2])
def test_divergence_is_invariant_under_a_bijection(dimension):
    look = flow(dimension, 32 if dimension == 1 else 4)
    assert error(look, KL, BACK) < 1e-10


@pytest.mark.parametrize(
    "right",
    [
        r"p_U(F^{-1}(x)) |\det J_{F^{-1}}(x)|",
        r"\frac{p_U(F^{-1}(x))}{|\det J_F(F^{-1}(x))|}",
    ],
)
def test_a_pushforward_density_has_the_jacobian_of_the_inverse(right):
    assert error(flow(), r"p_{F(U)}(x)", right) < 1e-12


@pytest.mark.parametrize(
    "wrong",
    [
        r"p_U(F^{-1}(x))",
        r"p_U(F(x)) |\det J_F(x)|",
        r"p_U(F^{-1}(x)) |\det J_F(x)|",
        r"p_U(F^{-1}(x)) \det J_{F^{-1}}(x)",
        r"\frac{p_U(F^{-1}(x))}{|\det J_{F^{-1}}(x)|}",
    ],
)
def test_a_wrong_or_missing_jacobian_shows(wrong):
    assert error(flow(), r"p_{F(U)}(x)", wrong) > 1e-3


def test_a_trace_is_no_determinant_in_the_plane():
    right = r"p_U(F^{-1}(x)) |\operatorname{tr} J_{F^{-1}}(x)|"
    assert error(flow(1), r"p_{F(U)}(x)", right) < 1e-12
    assert error(flow(2, 4), r"p_{F(U)}(x)", right) > 1e-3


def test_the_integral_over_a_pulled_back_density_is_the_expectation():
    left = r"\int p_X(F(u)) |\det J_F(u)| \log p_U(u) du"
    assert error(flow(), left, r"E_{x \sim p_X(x)}[\log p_U(F^{-1}(x))]") < 1e-10
    wrong = r"\int p_X(F(u)) \log p_U(u) du"
    assert error(flow(), wrong, r"E_{x \sim p_X(x)}[\log p_U(F^{-1}(x))]") > 1e-3


def test_vocabularies_without_changes_of_variables_need_no_smooth_world():
    plain = Vocabulary(laws=FLOW.laws, variables=FLOW.variables)
    assert smooth_world.build(plain, Sampled(4, 1), {}) is None


POLAR = Vocabulary(
    symbols={"r": Symbol("r", domain="positive"), "theta": Symbol("theta")},
    laws=(Law("p", ("x", "y")),),
    variables={"x": Variable("x", "line"), "y": Variable("y", "line")},
    definitions=(
        (read("X"), read(r"R \cos(\Theta)")),
        (read("Y"), read(r"R \sin(\Theta)")),
    ),
)


def test_polar_coordinates_multiply_the_density_by_the_radius():
    draws = Sampled(64, 1)
    worlds = [build(POLAR, draws, {}) for build in (smooth_world.build, tensor_world.build)]
    look = Evaluator(Product(worlds), POLAR)
    polar = look.value(read(r"p_{R,\Theta}(r, \theta)", POLAR)).data
    plane = look.value(read(r"p_{X,Y}(r\cos\theta, r\sin\theta)", POLAR)).data
    assert np.allclose(polar, look.value(read("r", POLAR)).data * plane, rtol=1e-10)


# --- integrals with bounds ----------------------------------------------------------------

BOUNDED = Vocabulary(
    symbols={
        symbol.name: symbol
        for symbol in (Symbol("a", domain="positive"), Symbol("s", domain="positive"))
    }
)


def bounded(text, batch=256):
    draws = Sampled(batch, 1)
    worlds = [build(BOUNDED, draws, {}) for build in (tensor_world.build, gaussian.build)]
    look = Evaluator(Product(worlds), BOUNDED)
    return tuple(look.value(read(part, BOUNDED)).data for part in (text, "a", "s"))


def test_the_beta_integral_is_right_wherever_it_is_a_number():
    found, a, s = bounded(r"\int_0^1 f^{a-1} (1-f)^{s-1} df")
    exact = [
        math.exp(math.lgamma(p) + math.lgamma(q) - math.lgamma(p + q))
        for p, q in zip(a, s, strict=True)
    ]
    known = ~np.isnan(found)
    assert known.mean() > 0.3
    assert np.abs(found / exact - 1)[known].max() < 1e-10


def test_the_gamma_integral_is_the_gamma_function():
    found, a, _ = bounded(r"\int_0^\infty f^{a-1} \exp(-f) df")
    known = ~np.isnan(found)
    assert known.mean() > 0.5
    assert np.allclose(found[known], [math.gamma(p) for p in a[known]], rtol=1e-10)


def test_integrals_over_half_lines_lines_and_between_numbers():
    assert np.allclose(bounded(r"\int_0^s f^2 df")[0], bounded("s^3/3")[0])
    left, _, s = bounded(r"\int_{-\infty}^0 \exp(s f) df")
    assert np.allclose(left, 1 / s, equal_nan=False)


def test_a_divergent_integral_is_no_number():
    found, _, _ = bounded(r"\int_0^1 \frac{a}{f} df")
    assert np.isnan(found).all()


# --- quantities by definition -------------------------------------------------------------

DEFINED = "density p_Z(z); g bijection"


def judged(right):
    vocabulary = assume("X := g(Z)", let(DEFINED))
    left = read("p_X(x)", vocabulary)
    return Court(vocabulary, worlds=32).judge(left, "=", read(right, vocabulary)).status


@pytest.mark.parametrize(
    "right",
    [
        r"p_Z(g^{-1}(x)) \left|\det \frac{\partial g^{-1}(x)}{\partial x}\right|",
        r"p_Z(z) \left|\det \frac{\partial g(z)}{\partial z}\right|^{-1}",
    ],
)
def test_a_defined_quantity_has_the_law_that_it_is_made_of(right):
    assert judged(right) == "holds"


@pytest.mark.parametrize(
    "wrong",
    [
        r"p_Z(g^{-1}(x))",
        r"p_Z(z) \left|\det \frac{\partial g(z)}{\partial z}\right|",
        r"p_Z(g^{-1}(x)) \det \frac{\partial g^{-1}(x)}{\partial x}",
    ],
)
def test_a_wrong_law_of_a_defined_quantity_is_refuted(wrong):
    assert judged(wrong) == "fails"


AFFINE = let("p_Z(z) density; a != 0; b real; x real")
SCALED = r"\frac{p_Z((x - b)/a)}{|a|}"


@pytest.mark.parametrize(
    ("left", "right", "status"),
    [
        (SCALED, r"|1/a| p_Z(x/a - b/a)", "holds"),
        (rf"\log {SCALED}", r"\log p_Z(\frac{x - b}{a}) - \log |a|", "holds"),
        ("p_Z(z + b)", "p_Z(b + z)", "holds"),
        (rf"\log {SCALED}", r"\log p_Z((x - b)/a) + \log |a|", "fails"),
        (SCALED, "p_Z((x - b)/a)/a", "fails"),
        (SCALED, r"\frac{p_Z((x + b)/a)}{|a|}", "fails"),
        ("p_Z(z + b)", "p_Z(z)", "fails"),
        ("p_Z((x - b)/a)", "N((x - b)/a; 0, 1)", "fails"),
    ],
)
def test_a_density_may_be_taken_at_what_arithmetic_makes(left, right, status):
    sides = (read(side, AFFINE) for side in (left, right))
    assert Court(AFFINE).judge(next(sides), "=", next(sides)).status == status


@pytest.mark.parametrize("factor", ["|a|", "a"])
def test_an_integral_over_a_moved_density_is_left_alone(factor):
    """Nodes that are right for one scale are too coarse, or end too soon, for another."""
    left, right = (read(side, AFFINE) for side in (r"\int p_Z((u - b)/a) du", factor))
    assert Court(AFFINE).judge(left, "=", right).status == "unknown"


def test_a_law_of_few_values_is_not_moved():
    few = let("p(x); c real")
    assert Court(few).judge(read("p(x + c)", few), "=", read("p(x)", few)).status == "unknown"
