r"""What ``\approx`` says: sides that differ grossly wherever one looks are not near."""

import pytest

from checkers.notation.let import let
from checkers.notation.reader import read_chain
from checkers.worlds.decide import Court

LAWS = let(
    "p(x,z); q(z|x); free f(x), g(x); r(x) := f(x); D(x) in (0,1); s > 0; "
    r"\bar\alpha_t in (0,1)"
)
COURT = Court(LAWS)


def judged(text):
    chain = read_chain(text, LAWS)
    return COURT.judge(chain.parts[0], chain.relations[0], chain.parts[1])


@pytest.mark.parametrize(
    "text",
    [
        r"f(x) \approx 3 f(x)",
        r"JSD(f, g) \approx JSD(f, g) - 2 \log 2",
        r"\log (1 - f(x)) \approx f(x)",
        r"r(x) \approx 3 f(x)",
        r"\frac13 \approx \frac23",
        r"KL(f \| g) \approx -1",
    ],
)
def test_exact_sides_of_the_same_laws_that_differ_grossly_are_not_near(text):
    assert judged(text).status == "fails"


@pytest.mark.parametrize(
    "text",
    [
        r"f(x) \approx g(x)",
        r"KL(f \| g) \approx KL(g \| f)",
        r"KL(f \| g) \approx -E_g[\log f(x) - \log g(x)]",
        r"E_{f(x)}[\log f(x) - \log g(x)] \approx E_{g(x)}[\log f(x) - \log g(x)]",
        r"p(x, z) \approx p(x) p(z)",
        r"E_{q(z|x)}[\log p(x|z)] \approx \log p(x|z)",
        r"\log p(x) \approx E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]",
        r"\sum_z p(z) p(x|z) \approx \frac{1}{k} \sum_{i=1}^k p(x|z_i)",
        r"\log(1 - D(x)) \approx D(x)",
        r"e^{-100 s} \approx 1 - 100 s",
        r"1 + s \approx 3 s",
    ],
)
def test_how_near_samples_small_numbers_and_other_laws_are_nobody_says(text):
    assert judged(text).status == "unknown"


@pytest.mark.parametrize(
    "text",
    [r"KL(f \| g) \approx 0", r"\bar\alpha_T \approx 0", r"1 - \bar\alpha_T \approx 1"],
)
def test_what_varies_may_be_about_nought_or_one(text):
    assert judged(text).status == "unknown"


def test_a_constant_is_not_about_nought():
    assert judged(r"\log 2 \approx 0").status == "fails"
