"""The marginal and the posterior of a diffusion by any route; slips on the way are found."""

import pytest

from checkers.verdict import Verdict
from counterexam.bank import bundled

EXAM = bundled().exam("gm_midterm_2025")
ENDS = r"So $q(x_t|x_0) = N(x_t; \sqrt{\bar\alpha_t} x_0, (1-\bar\alpha_t) I)$."
UNROLLED = (
    r"$x_t = \sqrt{\alpha_t} x_{t-1} + \sqrt{1-\alpha_t} \epsilon_{t-1}"
    r" = \sqrt{\alpha_t \alpha_{t-1}} x_{t-2}"
    r" + \sqrt{1-\alpha_t\alpha_{t-1}} \bar\epsilon_{t-2}"
    r" = \ldots = \sqrt{\bar\alpha_t} x_0 + \sqrt{1-\bar\alpha_t}\epsilon$ with "
    rf"$\epsilon, \epsilon_t \sim N(0,I)$. {ENDS}"
)
INDUCTION = (
    r"Suppose $x_{t-1} = \sqrt{\bar\alpha_{t-1}} x_0 + \sqrt{1-\bar\alpha_{t-1}}\, \epsilon'$."
    r" Then $$x_t = \sqrt{\alpha_t} x_{t-1} + \sqrt{1-\alpha_t}\epsilon_t = \sqrt{\alpha_t}"
    r"\sqrt{\bar\alpha_{t-1}} x_0 + \sqrt{\alpha_t}\sqrt{1-\bar\alpha_{t-1}} \epsilon'"
    r" + \sqrt{1-\alpha_t} \epsilon_t.$$ The noise has variance "
    rf"$\alpha_t (1-\bar\alpha_{{t-1}}) + 1 - \alpha_t = 1 - \bar\alpha_t$. {ENDS}"
)
PLAIN = """x_t = √α_t x_{t-1} + √(1-α_t) ε_t, ε_t ~ N(0, I)
x_t = √α_t (√α_{t-1} x_{t-2} + √(1-α_{t-1}) ε_{t-1}) + √(1-α_t) ε_t
and so on, so x_t = √ᾱ_t x_0 + √(1-ᾱ_t) ε
q(x_t|x_0) = N(x_t; √ᾱ_t x_0, (1-ᾱ_t) I)"""
RENAMED = (
    r"$$p(x_t|x_0) = \int p(x_t|x_{t-1}) p(x_{t-1}|x_0) dx_{t-1}"
    r" = N(x_t; \sqrt{\alpha_t} \sqrt{\bar\alpha_{t-1}} x_0,"
    r" (\alpha_t (1-\bar\alpha_{t-1}) + \beta_t) I)"
    r" = N(x_t; \sqrt{\bar\alpha_t} x_0, (1-\bar\alpha_t) I)$$"
)
WEIGHTED = (
    r"\frac{\sqrt{\alpha_t}}{\beta_t} x_t"
    r" + \frac{\sqrt{\bar\alpha_{t-1}}}{1-\bar\alpha_{t-1}} x_0"
)
PRECISION = r"\frac{\alpha_t}{\beta_t} + \frac{1}{1-\bar\alpha_{t-1}}"
ENERGIES = (
    r"-\frac{1}{2\beta_t}\|x_t - \sqrt{\alpha_t} x_{t-1}\|^2"
    r" - \frac{1}{2(1-\bar\alpha_{t-1})}\|x_{t-1} - \sqrt{\bar\alpha_{t-1}} x_0\|^2"
)
SQUARE = rf"-\frac12 (({PRECISION}) x_{{t-1}}^2 - 2 ({WEIGHTED}) x_{{t-1}})"
POSTERIOR = r"So $q(x_{t-1}|x_t,x_0) = N(x_{t-1}; \tilde\mu_t, \tilde\beta_t I)$."
MATCHED = (
    rf"$\frac{{1}}{{\tilde\beta_t}} = {PRECISION}$ and "
    rf"$\tilde\mu_t(x_t, x_0) = \tilde\beta_t ({WEIGHTED})$. {POSTERIOR}"
)
BAYES = r"q(x_{t-1}|x_t,x_0) \propto q(x_t|x_{t-1}) q(x_{t-1}|x_0)"
SQUARED = rf"$${BAYES} \propto \exp({ENERGIES}) \propto \exp({SQUARE})$$ {MATCHED}"
LOGARITHMS = (
    rf"$${BAYES}$$ $$\log q(x_{{t-1}}|x_t,x_0) \propto {ENERGIES} \propto {SQUARE}$$ {MATCHED}"
)


def judged(part: str, answer: str) -> Verdict:
    return EXAM.part(part).form.check(answer, EXAM.reference(part).value)


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        ("5.b", UNROLLED),
        ("5.b", INDUCTION),
        ("5.b", PLAIN),
        ("5.b", RENAMED),
        ("5.c", SQUARED),
        ("5.c", LOGARITHMS),
    ],
)
def test_any_route_is_accepted(part, answer):
    verdict = judged(part, answer)
    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize(
    ("part", "answer", "right", "wrong"),
    [
        ("5.b", UNROLLED, r"\sqrt{1-\alpha_t} \eps", r"(1-\alpha_t) \eps"),
        ("5.b", UNROLLED, r"\sqrt{1-\alpha_t\alpha_{t-1}}", r"\sqrt{1-\alpha_t+\alpha_{t-1}}"),
        ("5.b", UNROLLED, r"\sqrt{1-\bar\alpha_t}\eps", r"\sqrt{\bar\alpha_t}\eps"),
        ("5.b", INDUCTION, r"\sqrt{1-\bar\alpha_{t-1}} \eps", r"\sqrt{1-\alpha_{t-1}} \eps"),
        ("5.b", PLAIN, "√(1-α_{t-1}) ε", "√(1+α_{t-1}) ε"),
        ("5.b", RENAMED, r"p(x_{t-1}|x_0) dx", r"q(x_{t-1}|x_0) dx"),
        ("5.b", UNROLLED, r"\sqrt{\alpha_t} x_{t-1}", r"\sqrt{\alpha_t} x_{t+1}"),
        ("5.b", UNROLLED, r"\sqrt{\alpha_t} x_{t-1}", r"\sqrt{\alpha_t} x_t"),
        ("5.b", UNROLLED, r"\sim N(0,I)", r"\sim N(0, 2 I)"),
        ("5.c", SQUARED, r"x_{t-1}^2 - 2", "x_{t-1}^2 - "),
        ("5.c", SQUARED, r"\frac{1}{\tilde\beta_t}", r"\tilde\beta_t"),
        ("5.c", LOGARITHMS, r"-\frac{1}{2\beta_t}", r"-\frac{1}{\beta_t}"),
        ("5.c", LOGARITHMS, r"\tilde\beta_t (\frac", r"\beta_t (\frac"),
    ],
)
def test_a_slip_is_refuted(part, answer, right, wrong):
    slipped = answer.replace(right, wrong)
    assert slipped != answer
    verdict = judged(part, slipped)
    assert verdict.outcome in ("incorrect", "partial"), verdict.feedback
    assert verdict.counterexample or "given itself" in verdict.feedback


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        (
            "5.b",
            rf"$x_t = \sqrt{{\bar\alpha_t}} x_0 + \sqrt{{1-\bar\alpha_t}}\epsilon$. {ENDS}",
        ),
        (
            "5.b",
            rf"$q(x_t|x_{{t-1}}) = N(x_t; \sqrt{{\alpha_t}} x_{{t-1}}, \beta_t I)$. {ENDS}",
        ),
        ("5.c", POSTERIOR),
    ],
)
def test_what_only_restates_earns_next_to_nothing(part, answer):
    assert judged(part, answer).earned <= 0.1


STEP = r"x_t = \sqrt{\bar\alpha_t} x_0 + \sqrt{1-\bar\alpha_t} \epsilon"


@pytest.mark.parametrize(
    ("answer", "status"),
    [
        (rf"${STEP}$", "holds"),
        (r"$\sqrt{\bar\alpha_t} x_0 + \epsilon \sqrt{1-\bar\alpha_t} = x_t$", "holds"),
        (r"$x_0 = (x_t - \sqrt{1-\bar\alpha_t} \epsilon) / \sqrt{\bar\alpha_t}$", "holds"),
        (r"$x_0 = (x_t - \sqrt{\bar\alpha_t} \epsilon) / \sqrt{\bar\alpha_t}$", "fails"),
        (r"$x_t \mid x_0 \sim N(\sqrt{\bar\alpha_t} x_0, (1-\bar\alpha_t) I)$", "holds"),
        (r"$x_t \mid x_0 \sim N(\bar\alpha_t x_0, (1-\bar\alpha_t) I)$", "fails"),
        (rf"${STEP}$ where $\epsilon \sim N(1, I)$", "fails"),
        (rf"${STEP}_t$ where $\epsilon \sim N(1, I)$ and $\epsilon_t \sim N(0, I)$", "holds"),
        (r"$\sqrt{\alpha_t} \epsilon_1 + \sqrt{1-\alpha_t} \epsilon_2 = \epsilon$", "holds"),
        (r"$\sqrt{\alpha_t} \epsilon + \sqrt{1-\alpha_t} \epsilon = \epsilon$", "fails"),
    ],
)
def test_variables_told_by_their_noise(answer, status):
    assert judged("5.b", answer).steps[0].status == status
