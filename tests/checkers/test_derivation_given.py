"""A claim that the question itself defines needs its work; what vanishes is no step."""

import pytest

from checkers.derivation import Derivation, judge_derivation

BEST = Derivation(
    let="p(x), q(x) densities; D(x) in (0,1); D^*(x) in (0,1); D stands for D(x); "
    r"D^*(x) := \frac{p(x)}{p(x) + q(x)}",
    claim=r"D^*(x) = \frac{p(x)}{p(x) + q(x)}",
)
CONDITIONS = [
    r"\frac{p(x)}{D^*(x)} - \frac{q(x)}{1 - D^*(x)} = 0",
    "p(x) (1 - D^*(x)) = q(x) D^*(x)",
]
WORK = {"milestones": [{"any_of": CONDITIONS, "share": 1}]}
END = r"$$D^*(x) = \frac{p(x)}{p(x) + q(x)}$$"


@pytest.mark.parametrize(
    ("work", "outcome"),
    [
        (r"Setting the derivative to zero, $$p(x) (1 - D(x)) = q(x) D(x)$$", "correct"),
        (r"Setting the derivative to zero, $$q(x) (1 - D(x)) = p(x) D(x)$$", "incorrect"),
        (r"By symmetry $$1 - D^*(x) = \frac{q(x)}{p(x) + q(x)}$$", "review"),
        ("", "incorrect"),
    ],
)
def test_a_defined_claim_is_proved_by_its_work(work, outcome):
    assert BEST.check(f"{work} so {END}", WORK).outcome == outcome


@pytest.mark.parametrize(
    ("end", "outcome"), [(r"\approx 0", "correct"), (r"\approx 0.5", "partial")]
)
def test_what_vanishes_is_said_to_be_about_nought(end, outcome):
    form = Derivation(let="a real", claim=r"\frac{d}{da} e^{2 a} = 2 e^{2 a}", vanishing=True)
    chain = r"\frac{d}{da} e^{2 a} = e^{2 a} \frac{d}{da} (2 a) = 2 e^{2 a}"

    assert form.check(f"$${chain} {end}$$").outcome == outcome


def test_information_is_that_of_the_joint_law_beside_other_laws_of_its_letters():
    chain = r"I(x; z) = E_{p(x,z)}[\log \frac{p(z|x)}{p(z)}]"

    assert judge_derivation(chain, "joint p(x,z); free R(z); k(x) := p(x)").outcome == "correct"


@pytest.mark.parametrize(
    ("text", "status"),
    [
        ("E(z|x) p(x) = p(x,z)", "holds"),
        ("E(z|x) p(z) = p(x,z)", "fails"),
        (r"E_{x \sim p}[KL(E(z|x) \| p(z))] = I(x; z)", "holds"),
        (r"E_{x \sim p}[KL(E(z) \| p(z))] = I(x; z)", "fails"),
    ],
)
def test_a_conditional_that_is_defined_needs_its_condition(text, status):
    (step,) = judge_derivation(text, "joint p(x,z); E(z|x) := p(z|x)").steps

    assert step.status == status


LETTERS = "With $a = p(x)$, $b = q(x)$, $y = D(x)$: "


@pytest.mark.parametrize(
    ("work", "outcome"),
    [
        (r"$$\frac{a}{y} - \frac{b}{1 - y} = 0,$$", "correct"),
        (
            r"the optimum has $$a (1 - y) = b y,$$ $y = \frac{a}{a + b}$",
            "correct",
        ),
        (
            r"$$\frac{d}{dy} [a \log y + b \log(1-y)] = \frac{a}{y} - \frac{b}{1-y} = 0$$",
            "correct",
        ),
        (r"$$\frac{b}{y} - \frac{a}{1 - y} = 0,$$", "incorrect"),
        (r"$$\frac{a}{y} - \frac{b}{1 - y} = 0,$$ $y = \frac{b}{a + b}$", "partial"),
        (r"$$a (1 - y) = b y,$$", "incorrect"),
    ],
)
def test_a_condition_may_be_in_letters_that_the_answer_gives(work, outcome):
    """The last says so of every D: no word tells that it is a condition."""
    assert BEST.check(f"{LETTERS}{work} so {END}", WORK).outcome == outcome


def test_letters_that_grow_by_being_put_in_are_left_alone():
    grown = "".join(f"$a_{k} = a_{k + 1} + a_{k + 1}$, " for k in range(40))

    assert BEST.check(f"{grown} and $D(x) - a_0 = 0$ so {END}", WORK).outcome != "correct"


NORMALS = r"m real; s > 0; p(x), q(x) densities; p(x) = N(x; m, s^2); q(x) = N(x; 0, 1)"
VALUE = r"\frac{1}{2} (s^2 + m^2 - 1) - \log s"
TURNED = r"\log s + \frac{1 + m^2}{2 s^2} - \frac{1}{2}"
WRITTEN = r"E_p[\log N(x; m, s^2) - \log N(x; 0, 1)]"


@pytest.mark.parametrize("left", [r"KL(p \| q)", WRITTEN])
@pytest.mark.parametrize(
    ("answer", "outcome"),
    [
        (rf"KL(p \| q) = \int p(x) \log\frac{{p(x)}}{{q(x)}} dx = {VALUE}", "correct"),
        (
            r"KL(p \| q) = \int p(x) (\log N(x; m, s^2) - \log q(x)) dx = " + VALUE,
            "correct",
        ),
        (rf"KL(p \| q) = {VALUE}", "incorrect"),
        (rf"KL(p \| q) = \int p(x) \log\frac{{q(x)}}{{p(x)}} dx = {VALUE}", "incorrect"),
        (rf"KL(q \| p) = \int q(x) \log\frac{{q(x)}}{{p(x)}} dx = {TURNED}", "incorrect"),
    ],
)
def test_sides_are_joined_by_what_laws_are_defined_as(left, answer, outcome):
    assert Derivation(NORMALS, f"{left} = {VALUE}").check(f"$${answer}$$").outcome == outcome


def test_work_in_the_question_s_own_terms_is_no_restatement():
    form = Derivation(NORMALS, f"{WRITTEN} = {VALUE}")
    spread = r"-\log s - \frac{1}{2} + \frac{s^2 + m^2}{2}"
    answer = rf"$$KL(p \| q) = E_p[\log p(x)] - E_p[\log q(x)] = {spread} = {VALUE}$$"

    assert form.check(answer).outcome in ("correct", "review")


def test_an_entropy_is_not_the_answer_s_to_define() -> None:
    for right, outcome in ((r"p(x) \log p(x)", "correct"), ("p(x) p(x)", "incorrect")):
        told = rf"$$H(x) = -\sum_x {right}$$"
        assert judge_derivation(told, "joint p(x,y)").outcome == outcome


@pytest.mark.parametrize(
    ("value", "outcome"),
    [
        (r"H(m) - \frac{1}{2}H(p) - \frac{1}{2}H(q)", "correct"),
        (r"H(m) - H(p) - H(q)", "incorrect"),
    ],
)
def test_a_divergence_that_is_given_without_its_laws_is_that_one(value, outcome):
    let = (
        r"p(x), q(x); m(x) := \frac{1}{2}(p(x) + q(x)); "
        r"\mathrm{JS} := \frac{1}{2}\mathrm{KL}(p||m) + \frac{1}{2}\mathrm{KL}(q||m)"
    )

    assert judge_derivation(rf"$$\mathrm{{JS}} = {value}$$", let).outcome == outcome
