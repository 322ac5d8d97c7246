"""Named laws, normal chains and random variables have the moments that theory gives."""

import math

import numpy as np
import pytest

from checkers.notation.expr import Apply, Draw, Mean, Num, Sym
from checkers.notation.reader import read, read_chain
from checkers.notation.vocabulary import Independence, Symbol, Vocabulary
from checkers.worlds import gaussian, gaussian_chain, moments, tensor_world
from checkers.worlds.draws import Sampled
from checkers.worlds.evaluate import Evaluator, Product
from checkers.worlds.evaluate_special import log_gamma
from checkers.worlds.field import Unknown, aligned

SIZES = {"n": 2, "d": 3, "any": 3}
BUILDERS = (gaussian_chain.build, tensor_world.build, moments.build, gaussian.build)


def vocabulary(*symbols, **more):
    return Vocabulary(symbols={symbol.name: symbol for symbol in symbols}, **more)


def worlds(known, batch=64):
    draws = Sampled(batch, 1)
    built = (build(known, draws, SIZES) for build in BUILDERS)
    return Evaluator(Product([world for world in built if world]), known)


def error(look, left, right):
    sides = (read(s, look.vocabulary) if isinstance(s, str) else s for s in (left, right))
    with np.errstate(all="ignore"):
        _, _, arrays = aligned(*map(look.value, sides))
    return np.abs(arrays[0] - arrays[1]).max()


# --- named laws ---------------------------------------------------------------------------

NUMBERS = vocabulary(
    Symbol("m"),
    Symbol("s", domain="positive"),
    Symbol("a", domain="positive"),
    Symbol("t", domain="unit"),
    Symbol("u", ("d",)),
    Symbol("v", ("d",), domain="positive"),
    Symbol("C", ("d", "d"), traits=frozenset({"positive definite"})),
)


def test_the_gamma_function_is_that_of_the_standard_library():
    x = np.linspace(0.05, 30, 500)
    assert np.allclose(np.exp(log_gamma(x)), [math.gamma(p) for p in x], rtol=1e-13)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (r"N(m; 0, s^2)", r"\frac{1}{\sqrt{2\pi s^2}} \exp(-\frac{m^2}{2 s^2})"),
        (r"\log N(u; 0, C)", r"-\frac12 u^\top C^{-1} u - \frac12 \log\det(2\pi C)"),
        (r"N(u; 0, s I)", r"(2\pi s)^{-3/2} \exp(-\frac{\|u\|^2}{2 s})"),
        (r"\log N(u; 0, v)", r"\log N(u; 0, \operatorname{diag}(v))"),
        (r"D_{KL}(N(m, s^2) \| N(0, 1))", r"\frac12 (m^2 + s^2 - 1 - \log s^2)"),
        (
            r"D_{KL}(N(u, C) \| N(0, I))",
            r"\frac12 (\operatorname{tr}(C) + u^\top u - 3 - \log\det C)",
        ),
        (r"H(N(m, s^2))", r"\frac12 \log(2\pi \exp(1) s^2)"),
        (r"E_{x \sim N(m, s^2)}[x^2]", r"m^2 + s^2"),
        (r"E_{x \sim N(m, s^2)}[\exp(x/4)]", r"\exp(m/4 + s^2/32)"),
        (r"E_{x \sim Bernoulli(t)}[x]", "t"),
    ],
)
def test_named_laws_are_as_in_the_textbooks(left, right):
    assert error(worlds(NUMBERS), left, right) < 1e-9


@pytest.mark.parametrize(
    ("left", "right"),
    [
        (r"N(u; 0, s I)", r"(2\pi s)^{-1/2} \exp(-\frac{\|u\|^2}{2 s})"),
        (r"D_{KL}(N(m, s^2) \| N(0, 1))", r"D_{KL}(N(0, 1) \| N(m, s^2))"),
        (r"E_{x \sim N(m, s^2)}[x^2]", "m^2 + s"),
    ],
)
def test_near_misses_of_named_laws_differ(left, right):
    assert error(worlds(NUMBERS), left, right) > 1e-2


def test_the_logarithm_of_a_far_normal_density_is_no_underflow():
    far = worlds(NUMBERS).value(read(r"\log N(100; 0, 1)", NUMBERS))
    assert np.allclose(far.data, -5000 - math.log(2 * math.pi) / 2)


def test_an_expectation_that_the_nodes_cannot_give_is_no_number():
    waves = worlds(NUMBERS).value(read(r"E_{x \sim N(m, s^2)}[\cos(90 x)]", NUMBERS))
    assert np.isnan(waves.data).mean() > 0.5


def test_a_law_with_a_wrong_number_of_parameters_is_unknown():
    look = worlds(NUMBERS)
    with pytest.raises(Unknown, match="2 parameters"):
        look.value(Apply("pdf", (Sym("m"), Apply("Bernoulli", (Sym("t"), Sym("t"))))))
    with pytest.raises(Unknown):
        look.value(Apply("KL", ()))


# --- random variables ---------------------------------------------------------------------

RANDOM = frozenset({"random"})
VARIABLES = vocabulary(
    Symbol("x", traits=RANDOM),
    Symbol("y", traits=RANDOM),
    Symbol("z", traits=RANDOM),
    Symbol("h", ("n",), traits=RANDOM),
    Symbol("e", ("d",), traits=RANDOM),
    Symbol("F", ("d", "n")),
    Symbol("c", ("d",)),
    assumptions=(
        Independence(("x",), ("y", "z", "h", "e")),
        Independence(("y", "z"), ("h", "e")),
        Independence(("h",), ("e",)),
    ),
)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("E[x y]", "E[x] E[y]"),
        ("Var(x + y)", "Var(x) + Var(y)"),
        ("Var(y + z)", "Var(y) + Var(z) + 2 Cov(y, z)"),
        ("E[y + z]", "E[y] + E[z]"),
        ("E[F h + c + e]", "F E[h] + c + E[e]"),
        ("Var(F h + c + e)", r"F Var(h) F^\top + Var(e)"),
    ],
)
def test_moments_follow_the_rules(left, right):
    assert error(worlds(VARIABLES), left, right) < 1e-12


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("E[y z]", "E[y] E[z]"),
        ("Var(y + z)", "Var(y) + Var(z)"),
        ("E[x^2]", "E[x]^2"),
        ("Var(F h + e)", r"F Var(h) F^\top - Var(e)"),
    ],
)
def test_dependence_and_signs_show(left, right):
    assert error(worlds(VARIABLES), left, right) > 1e-2


# --- noises -------------------------------------------------------------------------------


def noisy(shape, *laws):
    symbols = [
        Symbol("x", shape, family=("any",), traits=RANDOM),
        Symbol("eps", shape, family=("any",), traits=RANDOM),
        Symbol("e", shape, traits=RANDOM),
        Symbol("alpha", family=("any",), domain="unit"),
    ]
    plain = vocabulary(*symbols)
    return vocabulary(*symbols, assumptions=tuple(read_chain(law, plain) for law in laws))


STEP = r"x_t \sim N(\sqrt{\alpha_t} x_{t-1}, (1-\alpha_t) I)"
DIFFUSION = (STEP, r"eps_t \sim N(0, I)", r"e \sim N(0, I)")
ONE_BY_ONE = (
    r"\sqrt{\alpha_2}(\sqrt{\alpha_1} x_0 + \sqrt{1-\alpha_1} eps_0) + \sqrt{1-\alpha_2} eps_1"
)
TWO_STEPS = r"\sqrt{\alpha_2\alpha_1} x_0 + \sqrt{1-\alpha_2\alpha_1} e"


def law(look, text):
    moments_world = next(w for w in look.world.worlds if isinstance(w, moments.MomentWorld))
    return moments_world.law(read(text, look.vocabulary), look).data


@pytest.mark.parametrize("shape", [(), ("n",)])
@pytest.mark.parametrize(
    "right",
    [
        r"\sqrt{\alpha_2} x_1 + \sqrt{1-\alpha_2} eps_1",
        ONE_BY_ONE,
        TWO_STEPS,
    ],
)
def test_two_noises_merge_into_one_in_law(shape, right):
    look = worlds(noisy(shape, *DIFFUSION))
    assert np.abs(law(look, "x_2") - law(look, right)).max() < 1e-12


@pytest.mark.parametrize(
    "wrong",
    [
        r"\sqrt{\alpha_2\alpha_1} x_0 + (1-\alpha_2\alpha_1) e",
        r"\sqrt{\alpha_2\alpha_1} x_0 + \sqrt{1-\alpha_1} e",
        r"\sqrt{\alpha_2} x_0 + \sqrt{1-\alpha_2\alpha_1} e",
        r"\sqrt{\alpha_2\alpha_1} x_0 + \sqrt{(1-\alpha_2)(1-\alpha_1)} e",
    ],
)
def test_a_wrong_scale_of_the_noise_shows(wrong):
    look = worlds(noisy(("n",), *DIFFUSION))
    assert np.abs(law(look, "x_2") - law(look, wrong)).max() > 1e-2


def test_a_normal_law_is_the_law_of_mean_and_noise():
    look = worlds(noisy(("n",), *DIFFUSION))
    named = r"N(\sqrt{\alpha_2\alpha_1} x_0, (1-\alpha_2\alpha_1) I)"
    assert np.abs(law(look, "x_2") - law(look, named)).max() < 1e-12


def test_what_is_not_affine_in_the_noises_has_no_normal_law():
    look = worlds(noisy((), *DIFFUSION))
    assert np.isnan(law(look, "e^2")).all()


def test_moments_of_noises_are_those_of_the_normal_law_or_no_numbers():
    look = worlds(noisy(("n",), *DIFFUSION))
    assert error(look, r"E[\|e\|^2]", "2") < 1e-12
    assert error(look, r"Var(e_1)", "1") < 1e-12
    assert error(look, r"E[e_1 e_2]", "0") < 1e-12
    assert np.isnan(look.value(read("E[e_1^4]", look.vocabulary)).data).all()
    alone = worlds(
        vocabulary(Symbol("e", traits=RANDOM), assumptions=(read_chain(r"e \sim N(0, 1)"),))
    )
    assert error(alone, "E[e^4]", "3") < 1e-9


def test_an_expectation_over_one_noise_alone():
    look = worlds(noisy((), *DIFFUSION))
    over = Mean((Draw((Sym("e"),), None),), read("(e + 2)^2", look.vocabulary))
    assert error(look, over, Num(5)) < 1e-12


# --- normal chains ------------------------------------------------------------------------


def chain(shape):
    symbols = [Symbol("alpha", family=("any",), domain="unit")]
    if shape:
        symbols.append(Symbol("x", shape, family=("any",)))
    plain = vocabulary(*symbols)
    step = r"N(x_t; \sqrt{\alpha_t} x_{t-1}, (1-\alpha_t) I)"
    definition = (read("q(x_t|x_{t-1})", plain), read(step, plain))
    return worlds(vocabulary(*symbols, definitions=(definition,)), 16)


@pytest.mark.parametrize("shape", [(), ("n",)])
@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("q(x_2|x_1)", r"N(x_2; \sqrt{\alpha_2} x_1, (1-\alpha_2) I)"),
        ("q(x_2|x_0)", r"N(x_2; \sqrt{\alpha_1\alpha_2} x_0, (1-\alpha_1\alpha_2) I)"),
        ("q(x_1|x_2,x_0)", r"\frac{q(x_2|x_1) q(x_1|x_0)}{q(x_2|x_0)}"),
        ("q(x_2|x_1,x_0)", "q(x_2|x_1)"),
        ("q(x_1,x_2|x_0)", "q(x_1|x_0) q(x_2|x_1)"),
        (
            r"D_{KL}(q(x_1|x_2,x_0) \| q(x_1|x_0))",
            r"E_{x_1 \sim q(x_1|x_2,x_0)}[\log q(x_1|x_2,x_0) - \log q(x_1|x_0)]",
        ),
    ],
)
def test_what_follows_from_one_step_of_a_normal_chain(shape, left, right):
    assert error(chain(shape), left, right) < 1e-9


POSTERIOR_MEAN = (
    r"\frac{\sqrt{\alpha_2}(1-\alpha_1)}{1-\alpha_1\alpha_2} x_2"
    r" + \frac{\sqrt{\alpha_1}(1-\alpha_2)}{1-\alpha_1\alpha_2} x_0"
)
POSTERIOR_VARIANCE = r"\frac{(1-\alpha_1)(1-\alpha_2)}{1-\alpha_1\alpha_2}"


@pytest.mark.parametrize("shape", [(), ("n",)])
def test_the_posterior_of_a_diffusion_step(shape):
    named = rf"N(x_1; {POSTERIOR_MEAN}, {POSTERIOR_VARIANCE} I)"
    assert error(chain(shape), "q(x_1|x_2,x_0)", named) < 1e-9
    wrong = rf"N(x_1; {POSTERIOR_MEAN}, (1-\alpha_2) I)"
    assert error(chain(shape), "q(x_1|x_2,x_0)", wrong) > 1e-2


def test_a_chain_integrates_its_middle_out():
    look = chain(())
    left, right = (
        look.value(read(text, look.vocabulary)).data
        for text in (r"\int q(x_2|x_1) q(x_1|x_0) dx_1", "q(x_2|x_0)")
    )
    known = ~np.isnan(left)
    assert known.mean() > 0.8
    assert np.allclose(left[known], right[known], atol=1e-9)
