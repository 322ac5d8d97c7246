"""The recurrent ELBO and the temperature by the routes that people take."""

import pytest

from checkers.verdict import Verdict
from counterexam.bank import bundled

EXAM = bundled().exam("cs236_midterm_2023")
Q, P = r"q_\phi(z_t|x_{\le t}, z_{<t})", r"p_{\theta_2}(z_t|x_{<t}, z_{<t})"
X = r"p_{\theta_1}(x_t|z_{\le t}, x_{<t})"
E = r"E_{q_\phi(z_{\le T}|x_{\le T})}"
RATIO = rf"\log\frac{{{P}}}{{{Q}}}"
JOINT = r"p_\theta(x_{\le T}, z_{\le T})"
ELBO = rf"{E}[\log\frac{{{JOINT}}}{{q_\phi(z_{{\le T}}|x_{{\le T}})}}]"
DIVERGENCE = rf"D_{{KL}}({Q} \| {P})"
OVER_TIME = rf"{E}[\sum_{{t=1}}^T (\log {X} - {DIVERGENCE})]"
PRODUCTS = rf"\log \frac{{\prod_{{t=1}}^T {X} {P}}}{{\prod_{{t=1}}^T {Q}}}"
SPLIT = rf"{E}[\sum_{{t=1}}^T (\log {X} + {RATIO})]"
CHAIN = rf"$${ELBO} = {E}[{PRODUCTS}] = {SPLIT} = {OVER_TIME}$$"
PARTS = (
    rf"$$\mathrm{{ELBO}} = \sum_{{t=1}}^T {E}[\log {X}] + \sum_{{t=1}}^T {E}[{RATIO}]$$ and "
    rf"$${E}[{RATIO}] = E_{{q(z_{{<t}}|x_{{<t}})}}[E_{{{Q}}}[{RATIO}]]"
    rf" = E_{{q(z_{{<t}}|x_{{<t}})}}[-{DIVERGENCE}] = {E}[-{DIVERGENCE}]$$"
    rf" so $$\mathrm{{ELBO}} = {OVER_TIME}$$"
)
JENSEN = (
    rf"$$\log p(x_{{\le T}}) = \log \int {JOINT} dz_{{\le T}}"
    rf" = \log {E}[\frac{{{JOINT}}}{{q_\phi(z_{{\le T}}|x_{{\le T}})}}] \ge {ELBO}"
    rf" = {E}[\sum_{{t=1}}^T (\log {X} + \log {P} - \log {Q})] = {OVER_TIME}$$"
)
PLAIN = (
    "E_{q(z_{1:T}|x_{1:T})}[log p(x_{1:T},z_{1:T})/q(z_{1:T}|x_{1:T})]"
    " = E_{q(z_{1:T}|x_{1:T})}[sum_{t=1}^T (log p(x_t|z_{1:t},x_{1:t-1})"
    " + log p(z_t|x_{1:t-1},z_{1:t-1}) - log q(z_t|x_{1:t},z_{1:t-1}))]"
    " = E_{q(z_{1:T}|x_{1:T})}[sum_{t=1}^T (log p(x_t|z_{1:t},x_{1:t-1})"
    " - KL(q(z_t|x_{1:t},z_{1:t-1})||p(z_t|x_{1:t-1},z_{1:t-1})))]"
)

WEIGHT = r"e^{\frac{1-T}{T}\log p(x)}"
OPTIMA = (
    r"\arg\min_\theta D_{KL}(p^T \| q_\theta)",
    rf"\arg\min_\theta E_{{x\sim p}}[-{WEIGHT} \log q_\theta(x)]",
)
SCALED = (
    rf"$${OPTIMA[0]} = \arg\min_\theta E_{{x\sim p^T}}[-\log q_\theta(x)]"
    r" = \arg\min_\theta E_{x\sim p}[-\frac{p^T(x)}{p(x)} \log q_\theta(x)]"
    rf" = \arg\min_\theta \frac{{1}}{{Z(T)}} E_{{x\sim p}}[-{WEIGHT} \log q_\theta(x)]"
    rf" = {OPTIMA[1]}$$"
)
OBJECTIVES = (
    r"$D_{KL}(p^T \| q_\theta) = -H(p^T) - \sum_x p^T(x) \log q_\theta(x)$, where only the"
    r" second term depends on $\theta$: $-\sum_x p^T(x)\log q_\theta(x)"
    r" = -\frac{1}{Z(T)} \sum_x p(x) p(x)^{\frac1T - 1} \log q_\theta(x)"
    rf" = \frac{{1}}{{Z(T)}} E_{{x \sim p}}[-{WEIGHT} \log q_\theta(x)]$."
    rf" As $Z(T) > 0$, ${OPTIMA[0]} = {OPTIMA[1]}$."
)


def judged(part: str, answer: str) -> Verdict:
    return EXAM.part(part).form.check(answer, EXAM.reference(part).value)


@pytest.mark.parametrize(
    ("part", "answer"),
    [
        *(("5.d", answer) for answer in (CHAIN, PARTS, JENSEN, PLAIN)),
        *(("7.f", answer) for answer in (SCALED, OBJECTIVES)),
    ],
)
def test_any_route_is_accepted(part, answer):
    verdict = judged(part, answer)
    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize(
    ("part", "answer", "right", "wrong"),
    [
        ("5.d", CHAIN, rf"+ {RATIO}", rf"- {RATIO}"),
        ("5.d", CHAIN, OVER_TIME, rf"\sum_{{t=1}}^T (\log {X} - {DIVERGENCE})"),
        ("5.d", PARTS, rf"= {E}[-{DIVERGENCE}]", rf"= {E}[{DIVERGENCE}]"),
        ("5.d", JENSEN, r"\ge", r"\le"),
        ("5.d", PLAIN, "log q(z_t|x_{1:t},", "log q(z_t|x_{1:t-1},"),
        ("7.f", SCALED, r"\frac{p^T(x)}{p(x)}", r"\frac{p(x)}{p^T(x)}"),
        ("7.f", SCALED, r"E_{x\sim p^T}[", r"E_{x\sim p}["),
        ("7.f", OBJECTIVES, r"\frac{1}{Z(T)} \sum", r"\sum"),
        ("7.f", OBJECTIVES, r"p(x)^{\frac1T - 1}", r"p(x)^{1 - \frac1T}"),
    ],
)
def test_a_slip_is_refuted(part, answer, right, wrong):
    slipped = answer.replace(right, wrong)
    assert slipped != answer
    verdict = judged(part, slipped)
    assert verdict.outcome in ("incorrect", "partial"), verdict.feedback
    assert verdict.earned < 1


def test_the_bare_claim_on_parameters_earns_nothing():
    assert judged("7.f", f"${' = '.join(OPTIMA)}$").earned == 0
