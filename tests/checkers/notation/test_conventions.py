"""Letters with a meaning by convention are claimed, not defined."""

import pytest

from checkers.derivation import judge_derivation
from checkers.notation.conventions import is_conventional
from checkers.notation.let import let
from checkers.notation.reader import read
from counterexam import check_derivation

SHAPES = let("matrices A, B in R^{n x n}; vectors u, v in R^n; real a; random vector h in R^n")


@pytest.mark.parametrize(
    "text",
    [
        "A A^T",
        "A^{-1} B",
        "u v^T",
        "a A + B",
        "A^2",
        r"E[h h^T]",
        "Cov(h)",
        r"\mathrm{diag}(u)",
    ],
)
def test_a_matrix_stands_beside_the_identity(text):
    assert is_conventional("I", read(text, SHAPES), SHAPES)


@pytest.mark.parametrize("text", ["u^T v", "u^T A v", r"\det A", "a^2", "A u", "v^T A"])
def test_beside_what_is_no_matrix_I_is_a_letter_like_others(text):
    assert not is_conventional("I", read(text, SHAPES), SHAPES)


def test_numbers_stand_beside_numbers():
    assert is_conventional("pi", read("2 + 2", SHAPES), SHAPES)
    assert not is_conventional("pi", read("a + 2", SHAPES), SHAPES)
    assert not is_conventional("a", read("2 + 2", SHAPES), SHAPES)


@pytest.mark.parametrize(
    ("declared", "text", "verdict"),
    [
        ("matrix A in R^{n x n}", "A A^T = I", "incorrect"),
        ("matrix A in R^{n x n}", "I = A^2", "incorrect"),
        ("orthogonal matrix A in R^{n x n}", "A A^T = I", "correct"),
        ("invertible matrix A in R^{2x2}", "A^{-1} A^T = I", "incorrect"),
        ("", r"\begin{pmatrix} 1 & 0 \\ 0 & 2\end{pmatrix} = I", "incorrect"),
        ("standard normal vector e in R^n", r"\mathrm{Cov}[2 e] = I", "incorrect"),
        ("standard normal vector e in R^n", r"\mathrm{Cov}[e] = I", "correct"),
        ("joint p(x,y)", "I = H(X) - H(X|Y)", "correct"),
        ("x, y real", "e = x - y", "correct"),
        ("", r"\int_{-1}^1 \frac{1}{1+x^2} dx = \pi", "incorrect"),
        ("", r"\int_{-\infty}^\infty \frac{1}{1+x^2} dx = \pi", "correct"),
        ("", r"\int_0^1 e^x dx = e", "incorrect"),
        ("invertible matrix A in R^{n x n}", r"A^T A = \mathrm{Id}", "unreadable"),
    ],
)
def test_no_answer_sets_the_identity_or_pi_to_what_it_likes(declared, text, verdict):
    assert check_derivation(text, let=declared).verdict == verdict


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (r"$\sigma(x) = \frac{1}{1 + e^{-x}}$", "correct"),
        (r"$\sigma(x) = \frac{1}{1 + e^{x}}$", "incorrect"),
        (r"$\sigma(x) = \frac{e^x}{1 + e^x}$, so $\sigma(x) + \sigma(-x) = 1$", "correct"),
        (r"$\sigma(x) = \frac{1}{2} (1 + \tanh x)$", "incorrect"),
        (r"Let $\sigma(t) = e^t$. Then $\sigma(0) = 1$.", "correct"),
    ],
)
def test_sigma_told_by_exponentials_is_the_logistic_function(text: str, outcome: str):
    assert judge_derivation(text, "x, t real").outcome == outcome


@pytest.mark.parametrize(
    ("let", "text", "outcome"),
    [
        ("x real", r"\infty = 3", "review"),
        ("a, b > 0", r"B(a,b) = \frac{\Gamma(a)\Gamma(b)}{\Gamma(a+b)}", "correct"),
        ("a, b > 0", r"B(a,b) = \frac{\Gamma(a)\Gamma(b)}{\Gamma(a-b)}", "incorrect"),
        ("x ~ Bernoulli(p)", r"H(x) = -p \log p - (1-p) \log(1-p)", "correct"),
        ("x ~ Bernoulli(p)", r"H(x) = -p \log p", "incorrect"),
    ],
)
def test_what_has_a_meaning_is_not_the_answers_to_define(let: str, text: str, outcome: str):
    assert judge_derivation(f"${text}$", let).outcome == outcome


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (r"N(x; m, v) = \frac{1}{\sqrt{2 \pi v}} e^{-\frac{(x - m)^2}{2 v}}", "correct"),
        (r"N(x; m, v) = -\frac{(x - m)^2}{2 v}", "incorrect"),
        (
            r"\mathcal{N}(x; m, v) = \frac{1}{\sqrt{2 \pi v}} e^{-\frac{(x - m)^2}{v}}",
            "incorrect",
        ),
        (r"\text{Normal}(x; m, v) = 3", "incorrect"),
        (r"U(x; 0, 1) = 2", "incorrect"),
    ],
)
def test_a_family_of_laws_is_not_the_answers_to_define(text: str, outcome: str):
    declared = "m real; v > 0; x in (0,1)"
    assert judge_derivation(f"${text}$", declared).outcome == outcome
