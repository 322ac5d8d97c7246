"""Derivations by several routes are accepted; gaps, false steps and mere claims are not."""

import pytest

from checkers.verdict import Verdict
from counterexam.bank import bundled

EXAM = bundled().exam("cs236_midterm_2023")

JUDGED = r"D(G_\theta(z))"
SATURATING = rf"\arg\min_\theta \log(1 - {JUDGED})"
NON_SATURATING = rf"\arg\min_\theta -\log {JUDGED}"

WEIGHT = r"e^{\frac{1-T}{T}\log p(x)}"
LEAST_DIVERGENCE = r"\min_q D_{KL}(p^T\|q)"
LEAST_WEIGHTED = rf"\min_q E_{{x\sim p}}[-{WEIGHT}\log q(x)]"
DIVERGENCE, WEIGHTED = rf"\arg{LEAST_DIVERGENCE}", rf"\arg{LEAST_WEIGHTED}"

ENCODER = r"q(z_{\le T}|x_{\le T})"
JOINT = r"p(x_{\le T},z_{\le T})"
ELBO = rf"E_{{{ENCODER}}}[\log\frac{{{JOINT}}}{{{ENCODER}}}]"
Q, P, X = r"q(z_t|x_{\le t}, z_{<t})", r"p(z_t|x_{<t}, z_{<t})", r"p(x_t|z_{\le t}, x_{<t})"
SPLIT = rf"E_{{{ENCODER}}}[\sum_{{t=1}}^T (\log {X} + \log \frac{{{P}}}{{{Q}}})]"
OVER_TIME = rf"E_{{{ENCODER}}}[\sum_{{t=1}}^T (\log {X} - D_{{KL}}({Q}\|{P}))]"
COMMUTED = rf"E_{{{ENCODER}}}[\sum_{{t=1}}^T (-D_{{KL}}({Q}\|{P}) + \log {X})]"
RATIO = rf"\log \frac{{{P}}}{{{Q}}}"
NESTED = rf"E_{{{ENCODER}}}[\sum_{{t=1}}^T (\log {X} + E_{{{Q}}}[{RATIO}])]"
SPELLED = rf"E_{{{ENCODER}}}[\sum_{{t=1}}^T (\log {X} - E_{{{Q}}}[\log {Q} - \log {P}])]"
LOGARITHM = (
    rf"\log \frac{{{JOINT}}}{{{ENCODER}}} = \sum_{{t=1}}^T \log {X} + \sum_{{t=1}}^T {RATIO}"
)
REVERSED = rf"E_{{{ENCODER}}}[\sum_{{t=1}}^T (\log {X} - D_{{KL}}({P}\|{Q}))]"


def judged(part: str, derivation: str) -> Verdict:
    return EXAM.part(part).form.check(derivation, EXAM.reference(part).value)


RIGHT = [
    ("6.a", rf"$${SATURATING} = \arg\max_\theta {JUDGED} = {NON_SATURATING}$$"),
    (
        "6.a",
        rf"$${SATURATING} = \arg\min_\theta -{JUDGED} = {NON_SATURATING}$$",
    ),
    (
        "6.a",
        (
            rf"$${SATURATING} = \arg\min_\theta (1 - {JUDGED}) = \arg\max_\theta {JUDGED}"
            rf" = \arg\max_\theta \log {JUDGED} = {NON_SATURATING}$$"
        ),
    ),
    (
        "7.f",
        (
            rf"$${DIVERGENCE} = \arg\min_q \sum_x p^T(x)\log\frac{{p^T(x)}}{{q(x)}}"
            rf" = \arg\min_q -\sum_x p^T(x)\log q(x)"
            rf" = \arg\min_q -\sum_x p(x)\frac{{p(x)^{{1/T-1}}}}{{Z(T)}}\log q(x)"
            rf" = {WEIGHTED}$$"
        ),
    ),
    (
        "7.f",
        (
            rf"$${LEAST_DIVERGENCE} = \min_q E_{{x\sim p^T}}[-\log q(x)]"
            rf" = {LEAST_WEIGHTED}$$"
        ),
    ),
    ("5.d", rf"$${ELBO} = {SPLIT} = {OVER_TIME}$$"),
    ("5.d", rf"$${ELBO} = {NESTED} = {OVER_TIME}$$"),
    ("5.d", rf"$${ELBO} = {SPLIT} = {SPELLED}$$"),
    (
        "5.d",
        (
            rf"$${LOGARITHM}$$"
            rf"$$E_{{{ENCODER}}}[{RATIO}] = E_{{{ENCODER}}}[E_{{{Q}}}[{RATIO}]]$$"
            rf"$$E_{{{Q}}}[{RATIO}] = -E_{{{Q}}}[\log {Q} - \log {P}]$$"
            rf"$${ELBO} = {OVER_TIME}$$"
        ),
    ),
]
WRONG = [
    ("6.a", rf"$${SATURATING} = {NON_SATURATING}$$"),
    ("5.d", rf"$${ELBO} = {OVER_TIME}$$"),
    ("5.d", rf"$${ELBO} = {SPELLED}$$"),
    ("5.d", rf"$${ELBO} = {COMMUTED} = {OVER_TIME}$$"),
    ("7.f", rf"$${DIVERGENCE} = {WEIGHTED}$$"),
]
FALSE_STEPS = [
    (
        "6.a",
        1,
        rf"$${SATURATING} = \arg\min_\theta {JUDGED} = {NON_SATURATING}$$",
    ),
    ("5.d", 2, rf"$${ELBO} = {SPLIT} = {REVERSED}$$"),
    (
        "7.f",
        2,
        (
            rf"$${DIVERGENCE} = \arg\min_q E_{{x\sim p^T}}[-\log q(x)]"
            rf" = \arg\min_q E_{{x\sim p}}[-\log q(x)] = {WEIGHTED}$$"
        ),
    ),
]


@pytest.mark.parametrize(("part", "derivation"), RIGHT)
def test_any_route_to_the_claim_is_accepted(part: str, derivation: str):
    verdict = judged(part, derivation)

    assert (verdict.outcome, verdict.earned) == ("correct", 1), verdict.feedback


@pytest.mark.parametrize(("part", "derivation"), WRONG)
def test_the_claim_alone_earns_nothing(part: str, derivation: str):
    assert judged(part, derivation).earned == 0


@pytest.mark.parametrize(("part", "step", "derivation"), FALSE_STEPS)
def test_a_false_step_is_found_and_met_with_numbers(part: str, step: int, derivation: str):
    verdict = judged(part, derivation)

    assert verdict.steps is not None
    assert verdict.outcome in ("partial", "incorrect")
    assert verdict.earned < 1
    first = next(s for s in verdict.steps if s.status == "fails")
    assert first.index == step
    assert first.counterexample
