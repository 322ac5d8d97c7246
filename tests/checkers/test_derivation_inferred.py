"""Ad hoc derivations without a vocabulary: nothing inferred may make a false claim true."""

import pytest

from checkers.derivation import judge_derivation

BOUNDS = (
    r"With $w_i = p(x,z_i)/q(z_i|x)$ let $L_k = E_{z_{1:k} \sim q}[\log \frac1k"
    r" \sum_{i=1}^k w_i]$. Then $%s$."
)
GAME = (
    r"Then $V(D^*) = E_{x \sim p}[\log \frac{p(x)}{p(x) + q(x)}]"
    r" + E_{x \sim q}[\log \frac{q(x)}{p(x) + q(x)}] = 2 JSD(p \| q) - \log 4$"
)
SAMPLES = r"E_{z_1, \dots, z_k \sim q(z|x)}"
WEIGHTS = r"\frac{1}{k} \sum_{i=1}^k \frac{p(x, z_i)}{q(z_i|x)}"


@pytest.mark.parametrize(
    "text",
    [
        r"$H(X,Y) = H(X) + H(Y|X) \le H(X) + H(Y)$, so $I(X;Y) \ge 0$.",
        rf"${SAMPLES}[\log {WEIGHTS}] \le \log {SAMPLES}[{WEIGHTS}] = \log p(x)$",
        BOUNDS % r"L_2 \ge L_1",
        GAME,
        "I(X;Z) = KL(p(x,z) || p(x) p(z)) >= 0",
        "log p(x) = ELBO + KL(q(z|x) || p(z|x)) >= ELBO",
        "ELBO = E_q[log p(x|z)] - KL(q(z|x) || p(z)) where q = q(z|x)",
    ],
)
def test_right_ones_are_accepted(text):
    assert judge_derivation(text).outcome == "correct", judge_derivation(text).feedback


@pytest.mark.parametrize(
    "text",
    [
        r"$H(X|Y) \ge H(X)$",
        r"$I(X;Y) = H(X) + H(X|Y)$",
        "H(p) = sum_x p(x) log p(x)",
        "I(X,Y) = KL(p(x) p(y) || p(x,y))",
        "log p(x) = ELBO + KL(q(z|x) || p(z))",
        "ELBO = E_q[log p(x,z)] + E_q[log q(z|x)]",
        rf"${SAMPLES}[\log {WEIGHTS}] \ge \log p(x)$",
        BOUNDS % r"L_2 \le L_1",
    ],
)
def test_wrong_ones_are_refuted(text):
    assert judge_derivation(text).outcome == "incorrect", judge_derivation(text).feedback


@pytest.mark.parametrize("text", ["g(X) >= g(X|Y)", "R(X; Y) <= 2 R(X)", "R(X) >= ELBO"])
def test_an_inequality_that_nobody_can_judge_is_no_assumption(text):
    assert judge_derivation(text, "random variables X, Y").outcome in ("unreadable", "review")


def test_a_case_that_is_said_to_be_one_is():
    verdict = judge_derivation("If t > 0 then |t| = t.", "t real")

    assert verdict.steps is not None
    assert verdict.steps[0].status == "holds"


@pytest.mark.parametrize(
    ("statement", "outcome"),
    [
        ("E[aX + b] = a E[X] + b", "correct"),
        ("Var(aX + b) = a^2 Var(X)", "correct"),
        ("Var(aX + b) = a Var(X)", "incorrect"),
        ("Var(X + Y) = Var(X) + Var(Y)", "incorrect"),
        ("Var(x + y) = Var(x) + Var(y) + 2 Cov(x, y)", "correct"),
        ("E[(X - c)^2] = Var(X) + (E[X] - c)^2", "correct"),
    ],
)
def test_what_has_a_variance_is_random(statement: str, outcome: str):
    assert judge_derivation(f"${statement}$").outcome == outcome


@pytest.mark.parametrize("statement", ["E[x y] = E[x] E[y]", "Var(x + y) = Var(x) + Var(y)"])
def test_of_numbers_an_expectation_says_nothing(statement: str):
    assert judge_derivation(f"${statement}$", "x, y real").outcome == "unreadable"


@pytest.mark.parametrize(
    ("text", "outcome"),
    [
        (r"$x_t = a x_{t-1} + b$, so $x_{t+1} = a^2 x_{t-1} + a b + b$", "correct"),
        (r"$x_t = a x_{t-1} + b$, so $x_{t+1} = a^2 x_{t-1} + a b$", "incorrect"),
        (r"$x_t = a x_{t-1}$ and $x_t = b x_{t-1}$", "incorrect"),
        (r"$x_t = x_{t+1}$", "incorrect"),
    ],
)
def test_a_text_may_begin_with_a_recursion(text: str, outcome: str):
    assert judge_derivation(text).outcome == outcome
