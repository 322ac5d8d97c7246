"""Canonical writings: small rewritings are the same writing, steps of a proof are not."""

import pytest

from checkers.derivation import Derivation
from checkers.derivation.canonical import Canonical
from checkers.notation.let import let
from checkers.notation.reader import read

LAWS = let("p(x,z), q(z|x); f(t) > 0; t, a, b > 0")
WRITINGS = Canonical(LAWS)


def same(one: str, other: str) -> bool:
    return WRITINGS.key(read(one, LAWS)) == WRITINGS.key(read(other, LAWS))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"\log \frac{p(x,z)}{q(z|x)}", r"-\log q(z|x) + \log p(x,z)"),
        (r"\frac{p(x,z)}{q(z|x)}", r"q(z|x)^{-1} p(x,z)"),
        (r"D_{KL}(q(z|x) \| p(z))", r"-E_{q(z|x)}[\log \frac{p(z)}{q(z|x)}]"),
        (r"E_{q(z|x)}[-\log p(z)]", r"-E_{q(z|x)}[\log p(z)]"),
        (r"\arg\min_t -f(t)", r"\arg\max_t f(t)"),
        (r"-\min_t -f(t)", r"\max_t f(t)"),
        (r"a + b - b", "a"),
        (r"2 a / 2", "a"),
        (r"(a + b) + 0", "b + a"),
        (r"\frac{a (a + b)}{a}", "b + a"),
    ],
)
def test_small_rewritings_are_one_writing(one, other):
    assert same(one, other)


def test_a_divergence_is_its_mean_unless_that_is_what_is_to_be_told():
    divergence = read(r"D_{KL}(q(z|x) \| p(z))", LAWS)
    mean = read(r"E_{q(z|x)}[\log q(z|x) - \log p(z)]", LAWS)
    literal = Canonical(LAWS, spelled=False)

    assert WRITINGS.key(divergence) == WRITINGS.key(mean)
    assert literal.key(divergence) != literal.key(mean)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (r"p(x,z)", r"p(z) p(x|z)"),
        (r"\log p(x)", r"E_{q(z|x)}[\log p(x)]"),
        (r"\arg\min_t f(t)", r"\arg\max_t f(t)"),
        (r"\arg\min_t f(t)", r"\arg\min_t \log f(t)"),
        (r"D_{KL}(q(z|x) \| p(z))", r"D_{KL}(p(z) \| q(z|x))"),
        (r"a^2", "a"),
        (r"\log (a + b)", r"\log a + \log b"),
        (r"a (a + b)", r"a + b"),
        ("1", "0"),
        (r"f(a)", r"f(b)"),
    ],
)
def test_what_a_proof_must_say_is_another_writing(one, other):
    assert not same(one, other)


OPTIMA = Derivation(
    let=r"function f(t) in (0,1)",
    claim=r"\arg\min_t \log(1 - f(t)) = \arg\min_t -\log f(t)",
)
LEFT, RIGHT = OPTIMA.claim.split(" = ")
UNMET = {"milestones": [{"any_of": [r"\arg\max_t f(t)^2 = \arg\max_t f(t)^3"], "share": 1.0}]}


@pytest.mark.parametrize("through", [r"\arg\min_t -f(t)", r"\arg\max_t f(t)^2"])
def test_a_chain_through_something_new_owes_no_milestone(through):
    assert OPTIMA.check(f"$${LEFT} = {through} = {RIGHT}$$", UNMET).outcome == "correct"


@pytest.mark.parametrize(
    "through",
    [LEFT, RIGHT, r"\arg\max_t \log f(t)", r"\arg\max_t -\log(1 - f(t))", rf"{LEFT} = {RIGHT}"],
)
def test_a_chain_through_the_claim_s_own_sides_earns_nothing(through):
    assert OPTIMA.check(f"$${LEFT} = {through} = {RIGHT}$$", UNMET).earned == 0


LAWS_OF_Q = Derivation(
    let="p(x); q(x)",
    claim=r"\arg\min_q D_{KL}(p \| q) = \arg\min_q E_{x\sim p}[-2\log q(x)]",
)


@pytest.mark.parametrize("op", [r"\arg\min_q", r"\min_q"])
def test_an_optimum_over_laws_is_reached_and_min_is_read_as_argmin(op):
    chain = (
        r"{0} D_{{KL}}(p \| q) = {0} E_{{x\sim p}}[-\log q(x)] = {0} E_{{x\sim p}}[-2\log q(x)]"
    )
    verdict = LAWS_OF_Q.check(f"$${chain.format(op)}$$")

    assert verdict.outcome == "correct", verdict.feedback
    assert bool(verdict.remarks) == (op == r"\min_q")


def test_the_optimum_of_another_objective_does_not_reach_the_claim():
    chain = r"$$\arg\min_q D_{KL}(p \| q) = \arg\min_q E_{x\sim p}[-\log q(x)]$$"
    assert LAWS_OF_Q.check(chain).outcome in ("incorrect", "partial")


def test_a_step_that_may_be_false_is_never_set_aside():
    chain = (
        r"\arg\min_q D_{KL}(q \| p) = \arg\min_q E_{x\sim p}[-\log q(x)]"
        r" = \arg\min_q D_{KL}(p \| q) = \arg\min_q E_{x\sim p}[-3\log q(x)]"
        r" = \arg\min_q E_{x\sim p}[-2\log q(x)]"
    )
    assert LAWS_OF_Q.check(f"$${chain}$$").outcome != "correct"


JENSEN_SHANNON = Derivation(
    let=r"f_0(x), f_1(x) densities; D(x) in (0,1); "
    r"G[D] := E_{x \sim f_1}[\log D(x)] + E_{x \sim f_0}[\log(1 - D(x))]; "
    r"D(x) := \frac{f_1(x)}{f_0(x) + f_1(x)}",
    claim=r"\text{JSD}(f_0, f_1) = \frac{1}{2} G[D] + \log 2",
)


@pytest.mark.parametrize(
    "answer",
    [
        r"G[D] = 2 \text{JSD}(f_0, f_1) - \log 4",
        r"\frac{1}{2} (2 \text{JSD}(f_0, f_1) - 2 \log 2) + \log 2 = \text{JSD}(f_0, f_1)",
    ],
)
def test_a_claim_times_a_number_is_still_the_claim(answer):
    verdict = JENSEN_SHANNON.check(f"${answer}$, so ${JENSEN_SHANNON.claim}$.")
    assert (verdict.outcome, verdict.earned) == ("incorrect", 0.0), verdict.feedback


def test_what_is_worked_out_may_be_multiplied_at_the_end():
    answer = r"""$$G[D] = E_{x \sim f_1}[\log \frac{f_1(x)}{f_0(x) + f_1(x)}]
    + E_{x \sim f_0}[\log \frac{f_0(x)}{f_0(x) + f_1(x)}]
    = 2 \text{JSD}(f_0, f_1) - 2 \log 2$$
    So $\text{JSD}(f_0, f_1) = \frac{1}{2} G[D] + \log 2$."""
    verdict = JENSEN_SHANNON.check(answer)
    assert verdict.outcome == "correct", verdict.feedback
