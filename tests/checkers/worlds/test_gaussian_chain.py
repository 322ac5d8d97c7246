"""Relations between the laws of a normal chain, those included of which nothing is said."""

import pytest

from checkers.notation.let import let
from checkers.notation.reader import read_chain
from checkers.worlds.decide import Court

CHAIN = let(
    r"\beta_t in (0,1); \alpha_t := 1 - \beta_t; \bar\alpha_t := \prod_{s=1}^t \alpha_s;"
    r" q(x_t | x_{t-1}) := N(x_t; \sqrt{1 - \beta_t} x_{t-1}, \beta_t I); t integer; t > 1"
)
COURT = Court(CHAIN)


def judged(text):
    chain = read_chain(text, CHAIN)
    return COURT.judge(chain.parts[0], chain.relations[0], chain.parts[1])


@pytest.mark.parametrize(
    "text",
    [
        r"q(x_t) = \int q(x_t | x_{t-1}) q(x_{t-1}) dx_{t-1}",
        r"q(x_{t-1} | x_t) = \frac{q(x_t | x_{t-1}) q(x_{t-1})}{q(x_t)}",
        r"q(x_{t-1} | x_t, x_0) = q(x_{t-1} | x_t) \frac{q(x_0 | x_{t-1})}{q(x_0 | x_t)}",
        r"p(x_{t-1} | x_t, x_0) = \frac{p(x_t | x_{t-1}) p(x_{t-1} | x_0)}{p(x_t | x_0)}",
    ],
)
def test_what_holds_wherever_a_chain_starts(text):
    assert judged(text).status == "holds"


@pytest.mark.parametrize(
    "text",
    [
        r"q(x_t) = q(x_t | x_0)",
        r"q(x_t | x_0) = \int q(x_t | x_{t-1}) q(x_{t-1}) dx_{t-1}",
        r"q(x_{t-1} | x_t) = q(x_{t-1} | x_t, x_0)",
        r"q(x_t | x_0) = p(x_t | x_0)",
        r"p(x_t | x_{t-1}) = N(x_t; \sqrt{\alpha_t} x_{t-1}, \beta_t I)",
        r"\frac{1}{1 - \bar\alpha_{t-2}} = \frac{1}{1 - \bar\alpha_{t-1}}",
    ],
)
def test_what_needs_a_law_that_is_not_said(text):
    found = judged(text)
    assert found.status == "fails"
    assert found.counterexample


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (r"q(x_t | x_0) = q(x_t | x_t)", "given itself"),
        (r"q(x_t, x_t | x_0) = q(x_t | x_0)", "with itself"),
        (r"q(x_t | x_0) = \int q(x_t | x_{t-1}) q(x_{t-1} | x_0) dx_{t+1}", "infinite"),
    ],
)
def test_what_has_no_value_by_its_form(text, reason):
    found = judged(text)
    assert found.status == "fails"
    assert reason in found.sentence


def test_what_is_given_twice_is_given_once():
    assert judged("q(x_t | x_{t-1}, x_{t-1}) = q(x_t | x_{t-1})").status == "holds"
    assert judged("q(x_{t-1} | x_t, x_t) = q(x_{t-1} | x_t, x_0)").status == "fails"


def test_an_integral_over_a_letter_without_index_is_not_guessed():
    found = judged(r"q(x_t | x_0) = \int q(x_t | x_{t-1}) q(x_{t-1} | x_0) dx")
    assert found.status == "unknown"
