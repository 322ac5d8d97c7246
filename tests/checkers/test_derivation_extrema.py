"""Lemmas on where something is greatest, in words and in letters of their own."""

import pytest

from checkers.derivation import Derivation, judge_derivation
from checkers.derivation.slopes import slope
from checkers.notation.let import let
from checkers.notation.reader import read
from checkers.worlds.shared import shared_court

BEST = Derivation(
    let="p(x), q(x) densities; D(x) in (0,1); D^*(x) in (0,1); D stands for D(x); "
    r"D^*(x) := \frac{p(x)}{p(x) + q(x)}",
    claim=r"D^*(x) = \frac{p(x)}{p(x) + q(x)}",
)
WORK = {
    "milestones": [{"any_of": [r"\frac{p(x)}{D^*(x)} - \frac{q(x)}{1-D^*(x)} = 0"], "share": 1}]
}
END = r" Hence $D^*(x) = \frac{p(x)}{p(x) + q(x)}$."
PAYOFF = r"a \log y + b \log(1-y)"


@pytest.mark.parametrize(
    "lemma",
    [
        rf"For $(a,b)$ $y \mapsto {PAYOFF}$ has its maximum in $[0,1]$ at $\frac{{a}}{{a+b}}$.",
        "For any (a,b) the function y ↦ a log y + b log(1−y) attains its maximum at a/(a+b).",
        rf"For $a, b > 0$, ${PAYOFF}$ is maximized at $y = \frac{{a}}{{a+b}}$.",
        r"$-b \log(1-t) - a \log t$ is least when $t = \frac{1}{1 + b/a}$.",
        rf"The function $f(y) = {PAYOFF}$ is greatest at $y^* = \frac{{a}}{{a+b}}$.",
        rf"The maximum of ${PAYOFF}$ over $y \in (0,1)$ is attained at $y = a/(a+b)$.",
        rf"$\arg\max_y ({PAYOFF}) = a/(a+b)$.",
        rf"With $a = p(x)$, $b = q(x)$, ${PAYOFF}$ is greatest at $y = \frac{{a}}{{a+b}}$.",
        r"$p(x) \log D + q(x) \log(1-D)$ is maximized at $D = \frac{p(x)}{p(x) + q(x)}$.",
    ],
)
def test_a_lemma_in_other_letters_is_the_work(lemma):
    verdict = BEST.check(lemma + END, WORK)

    assert verdict.outcome == "correct", verdict.feedback


@pytest.mark.parametrize(
    "lemma",
    [
        rf"$y \mapsto {PAYOFF}$ achieves its maximum in $[0,1]$ at $\frac{{b}}{{a+b}}$.",
        rf"${PAYOFF}$ is greatest at $y = \frac{{a}}{{a+b+0.01}}$.",
        rf"${PAYOFF}$ attains its minimum at $y = \frac{{a}}{{a+b}}$.",
        rf"$\arg\max_y ({PAYOFF}) = b/(a+b)$.",
        r"$p(x) \log D + q(x) \log(1-D)$ is maximized at $D = \frac{q(x)}{p(x) + q(x)}$.",
    ],
)
def test_a_wrong_place_is_refuted_where_another_does_better(lemma):
    verdict = BEST.check(lemma + END, WORK)

    assert verdict.outcome == "incorrect"
    assert {"left", "right"} < verdict.counterexample.keys()


@pytest.mark.parametrize(
    "lemma",
    [
        "$a y - y^2$ is greatest at $y = a/2$.",
        r"$-(y - \frac{a}{a+b})^2$ is greatest at $y = \frac{a}{a+b}$.",
        rf"${PAYOFF}$ is not greatest at $y = \frac{{a}}{{a+b}}$.",
    ],
)
def test_a_true_lemma_on_something_else_is_for_a_person(lemma):
    assert BEST.check(lemma + END, WORK).outcome == "review"


def test_steps_are_numbered_with_the_lemmas_among_them():
    verdict = judge_derivation(
        r"$2 + 2 = 4$. $a y - y^2$ is greatest at $a/2$, and $3 + 3 = 6$.", "a > 0"
    )

    assert verdict.outcome == "correct"
    assert [step.index for step in verdict.steps] == [1, 2, 3]
    assert verdict.steps[1].relation == ">="


@pytest.mark.parametrize(
    "body",
    [
        "3",
        "t",
        "a t^3",
        r"\frac{a}{t}",
        r"\frac{t}{1 - t^2}",
        r"a \log(1 + t) e^{-2 t}",
        "-t t a",
    ],
)
def test_slopes_are_those_that_worlds_measure(body):
    vocabulary = let("a > 0; t in (0,1)")
    t, whole = read("t", vocabulary), read(body, vocabulary)
    measured = read(rf"\frac{{d}}{{dt}} ({body})", vocabulary)

    judged = shared_court(vocabulary).judge(slope(whole, t), "=", measured)

    assert judged.status == "holds"


def test_a_slope_that_is_not_known_is_not_made_up():
    vocabulary = let("t in (0,1)")

    assert slope(read(r"1 + \sin(t)", vocabulary), read("t", vocabulary)) is None
