r"""What stands beside a formula: what letters mean, where it tends to, what is known."""

import pytest

from checkers.formula import Formula

POLAR = Formula(
    let=r"p_{X,Y}(x,y) density; r > 0; \theta real; x := r \cos\theta; y := r \sin\theta",
    asks=r"p_{R,\Theta}(r,\theta)",
)
SLOPE = Formula(let="function D(u) in (0,1); function G(z); z real; D stands for D(G(z))")
FLOW = Formula(let="p_Z(z) density; g bijection; X := g(Z)", asks="p_X(x)")
STEP = Formula(
    let=r"\beta_t in (0,1); x_0, \ldots, x_T in R^d; identity matrix I",
    asks=r"q(x_t | x_{t-1})",
)


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (
            r"$p(r,\theta) = r\, p_{X,Y}(x, y)$ with $x = r\cos\theta$, $y = r\sin\theta$",
            "correct",
        ),
        (r"$r^2 p_{X,Y}(x, y)$ with $x = r\cos\theta$, $y = r\sin\theta$", "incorrect"),
        (r"$r\, p_{X,Y}(x, y)$ with $x = r\sin\theta$, $y = r\cos\theta$", "incorrect"),
    ],
)
def test_what_the_question_says_of_its_letters_is_no_answer(answer, outcome):
    assert POLAR.check(answer, r"r p_{X,Y}(r\cos\theta, r\sin\theta)").outcome == outcome


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (r"$-\frac{1}{D}$, $D = D_\phi(G_\theta(z))$.", "correct"),
        (r"$-1/D$, which tends to $-\infty$ as $D \to 0$.", "correct"),
        (r"$-1/D_\phi(G_\theta(z))$，当 $D \to 0$ 时趋于 $-\infty$。", "correct"),
        (r"$\frac{1}{D}$, which tends to $\infty$ as $D \to 0$.", "incorrect"),
        (r"$-\frac{1}{D^2}$, $D = D_\phi(G_\theta(z))$.", "incorrect"),
    ],
)
def test_where_a_formula_tends_to_is_no_answer(answer, outcome):
    assert SLOPE.check(answer, "-1/D(G(z))").outcome == outcome


@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (
            r"Let $f = g^{-1}$. $p_X(x) = p_Z(f(x)) |\det \frac{\partial f(x)}{\partial x}|$",
            "correct",
        ),
        (r"$p_X(x) = p_Z(h(x)) |\det J_h(x)|$, where $h = g^{-1}$", "correct"),
        (r"$p_X(x) = p_Z(f(x)) |\det J_f(x)|$, where $f = g$", "incorrect"),
        (r"Let $f = g^{-1}$. $p_X(x) = p_Z(f(x)) / |f'(x)|$", "incorrect"),
    ],
)
def test_a_function_may_be_another_ones_inverse(answer, outcome):
    reference = r"p_Z(g^{-1}(x)) |\det \frac{\partial g^{-1}(x)}{\partial x}|"
    assert FLOW.check(answer, reference).outcome == outcome


@pytest.mark.parametrize(
    ("mean", "outcome"), [(r"\sqrt{1-\beta_t} x_{t-1}", "correct"), ("x_{t-1}", "incorrect")]
)
def test_what_is_asked_for_may_be_defined_beside_what_it_serves(mean, outcome):
    answer = (
        r"$q(x_{1:T}|x_0) = \prod_{t=1}^T q(x_t|x_{t-1})$ where "
        rf"$q(x_t|x_{{t-1}}) := \mathcal{{N}}(x_t; {mean}, \beta_t I)$"
    )
    reference = r"N(x_t; \sqrt{1 - \beta_t} x_{t-1}, \beta_t I)"
    assert STEP.check(answer, reference).outcome == outcome
