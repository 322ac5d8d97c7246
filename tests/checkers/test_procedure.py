"""Procedures: formulas are decided wherever they stand, order and words are suggestions."""

import pytest

from checkers.procedure import Procedure
from checkers.prose import rubric
from checkers.prose.suggesting import ORDERS, RAISES

TRAINING = Procedure(
    let=r"\bar\alpha_t in (0,1); t integer; x_0, \epsilon in R^d;"
    r" function \epsilon_\theta(x, t) to R^d;"
    r" x_t := \sqrt{\bar\alpha_t} x_0 + \sqrt{1 - \bar\alpha_t} \epsilon"
)
RUBRIC = rubric(r"""
    50% The loss is the squared error of the noise.
        formula \|\epsilon - \epsilon_\theta(x_t, t)\|^2
    30% The noisy image comes from the clean one in one step.
        noisy > image
        formula x_t = \sqrt{\bar\alpha_t} x_0 + \sqrt{1 - \bar\alpha_t} \epsilon
    20% Noise is drawn before the step of the gradient.
        first draw* > noise ; then step > gradient
    -30% The network does not predict the image.
        network > predict* > image
""")
UPDATE = r"\sqrt{1-\bar\alpha_t} \epsilon + \sqrt{\bar\alpha_t} x_0"
LOSSES = [
    r"Descend $\nabla_\theta \|\epsilon - \epsilon_\theta(x_t, t)\|^2$.",
    r"The loss is $$L = \|\epsilon_\theta(x_t, t) - \epsilon\|_2^2$$ and we minimize it.",
    rf"minimize $||\epsilon - \epsilon_\theta({UPDATE}, t)||^2$",
    r"$(\epsilon - \epsilon_\theta(x_t,t))^T (\epsilon - \epsilon_\theta(x_t,t))$ is the loss",
]
OTHER_LOSSES = [
    r"Descend $\|\epsilon + \epsilon_\theta(x_t, t)\|^2$.",
    r"Descend $\|\epsilon - \epsilon_\theta(x_0, t)\|^2$.",
    r"Descend $\|x_0 - \epsilon_\theta(x_t, t)\|^2$.",
    r"Descend $\|\epsilon - \epsilon_\theta(x_t, t)\|$.",
    r"The loss is not $\|\epsilon - \epsilon_\theta(x_t, t)\|^2$.",
]


def shares(answer):
    """Earned, pending and, but for what the likeness of words adds or takes, suggested."""
    verdict = TRAINING.check(answer, RUBRIC)
    suggested = pytest.approx(verdict.suggested, abs=ORDERS + RAISES)

    return round(verdict.earned, 6), round(verdict.pending, 6), suggested


@pytest.mark.parametrize("answer", LOSSES)
def test_a_formula_is_decided_in_any_dress(answer):
    assert shares(answer) == (0.5, 0.5, 0.5)


@pytest.mark.parametrize("answer", OTHER_LOSSES)
def test_another_formula_decides_nothing(answer):
    assert shares(answer) == (0.0, 1.0, 0.0)


@pytest.mark.parametrize(
    "answer",
    [
        r"Maximize $-\|\epsilon - \epsilon_\theta(x_t, t)\|^2$.",
        r"To maximize the likelihood, descend $\|\epsilon - \epsilon_\theta(x_t, t)\|^2$.",
        r"Maximizing the bound is minimizing $\|\epsilon - \epsilon_\theta(x_t, t)\|^2$.",
        r"Gradient ascent on the objective $L = -\|\epsilon - \epsilon_\theta(x_t, t)\|^2$.",
    ],
)
def test_what_is_maximized_is_minus_the_loss(answer):
    assert shares(answer)[0] == 0.5


@pytest.mark.parametrize(
    "answer",
    [
        r"We maximize $\|\epsilon - \epsilon_\theta(x_t, t)\|^2$.",
        r"Gradient ascent on the objective $L = \|\epsilon - \epsilon_\theta(x_t, t)\|^2$.",
        r"Minimize $-\|\epsilon - \epsilon_\theta(x_t, t)\|^2$.",
    ],
)
def test_a_loss_that_is_to_grow_is_not_met(answer):
    assert shares(answer)[0] == 0.0


def test_an_equation_meets_an_equation_on_either_side():
    assert shares(f"Set $x_t = {UPDATE}$.") == (0.3, 0.7, 0.3)
    assert shares(f"Set ${UPDATE} = x_t$.") == (0.3, 0.7, 0.3)
    assert shares("Set $x_t = x_t$.") == (0.0, 1.0, 0.0)


def test_words_are_suggestions_where_no_formula_stands():
    assert shares("We compute the noisy image.") == (0.0, 1.0, 0.3)


def test_steps_count_in_their_order_only():
    assert shares("Draw the noise. Take a step along the gradient.") == (0, 1, 0.2)
    assert shares("Draw the noise, then take a step along the gradient.") == (0, 1, 0.2)
    assert shares("Take a step along the gradient. Draw the noise.") == (0, 1, 0.0)


def test_a_known_misconception_leaves_everything_to_a_person():
    assert shares(f"{LOSSES[0]} The network predicts the image.") == (0.0, 1.0, 0.2)


def test_an_answer_of_formulas_alone_can_be_decided_whole():
    formulas = rubric(r"""
        100% The loss is the squared error of the noise.
            formula \|\epsilon - \epsilon_\theta(x_t, t)\|^2
    """)

    verdict = TRAINING.check(LOSSES[1], formulas)

    assert (verdict.outcome, verdict.earned) == ("correct", 1.0)
    assert verdict.evidence.method == "sampled"


def test_what_cannot_be_read_hides_no_words():
    assert shares("We compute the noisy image. $" + "(" * 2000) == (0.0, 1.0, 0.3)


def test_nothing_is_no_answer():
    assert TRAINING.check(" ", RUBRIC).outcome == "blank"


CHAINS = Procedure(
    let=r"q(x_{0:T}); p_\theta(x_{0:T}); p stands for p_\theta;"
    r" q(x_1, ..., x_T | x_0) = \prod_{t=1}^T q(x_t|x_{t-1});"
    r" p_\theta(x_{0:T}) = p_\theta(x_T) \prod_{t=1}^T p_\theta(x_{t-1}|x_t)"
)
LOSS = rubric(r"""
    100% The loss bounds the likelihood, term by term, or is the cross-entropy of the data.
        formula E_{q(x_{1:T}|x_0)}[\log \frac{q(x_{1:T}|x_0)}{p_\theta(x_{0:T})}]
        formula D_{KL}(q(x_{t-1}|x_t,x_0) \| p_\theta(x_{t-1}|x_t))
        formula -\log p_\theta(x_0|x_t)
        formula -\log p_\theta(x_0|x_1)
""")
PRIOR = r"D_{KL}(q(x_T|x_0) \| p(x_T))"
RECONSTRUCTION = r"E_{q(x_1|x_0)}[\log p_\theta(x_0|x_1)]"
STEP = r"D_{KL}(q(x_{t-1}|x_t,x_0) \| p_\theta(x_{t-1}|x_t))"


@pytest.mark.parametrize(
    "answer",
    [
        rf"$L = \sum_{{t=2}}^T {STEP}$",
        rf"$L = {PRIOR} + \sum_{{t=2}}^T E_{{q(x_t|x_0)}}[{STEP}] - {RECONSTRUCTION}$",
        rf"$L = -\log p(x_0|x_1) + \sum_{{t>1}} {STEP}$",
        r"$L = -E_{t, x_0, x_t}[\log p_\theta(x_0|x_t)]$",
        "L = -log p_theta(x_0 | x_t)",
        rf"$L = {STEP} - \lambda \log p_\theta(x_0|x_t)$",
    ],
)
def test_a_loss_over_a_chain_is_decided_by_its_terms(answer):
    assert CHAINS.check(answer, LOSS).earned == 1


@pytest.mark.parametrize(
    "answer",
    [
        rf"$L = -{STEP}$",
        rf"$L = \sum_{{t=2}}^T {STEP} + \log p_\theta(x_0|x_1)$",
        r"$L = D_{KL}(p_\theta(x_{t-1}|x_t) \| q(x_{t-1}|x_t,x_0))$",
        r"$L = D_{KL}(q(x_{t-1}|x_t) \| p_\theta(x_{t-1}|x_t))$",
        r"$L = \log p_\theta(x_0|x_t)$",
        r"$L = -\log p_\theta(x_t|x_0)$",
        r"$L = E_{x_0, t}[-\log q(x_0|x_t, t)]$",
    ],
)
def test_a_loss_with_a_wrong_term_or_sign_is_not_decided(answer):
    assert CHAINS.check(answer, LOSS).earned == 0
