"""The best of all laws: taken at the law of the question that is as good as any."""

import pytest

from checkers.derivation import judge_derivation

BOUND = r"E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]"
LAWS = "p(x,z), q(z|x); free f(x), g(x), h(x)"


def status(text, let=LAWS):
    (step,) = judge_derivation(text, let).steps
    return step.status


@pytest.mark.parametrize(
    "text",
    [
        rf"\max_q {BOUND} = \log p(x)",
        rf"\log p(x) = \max_q {BOUND}",
        rf"\max_q {BOUND} \ge \log p(x)",
        r"p(z|x) = \arg\min_q KL(q(z|x) \| p(z|x))",
        r"\min_g KL(f \| g) = 0",
        r"\min_g KL(f \| g) = \min_g KL(g \| f)",
        r"f(x) = \arg\min_g KL(f \| g)",
        r"\min_g E_f[-\log g(x)] = H(f)",
        r"\min_g E_f[-\log g(x)] = H(f) + \min_g KL(f \| g)",
    ],
)
def test_what_holds_of_the_best_of_all_laws_holds(text):
    assert status(text) == "holds"


@pytest.mark.parametrize(
    "text",
    [
        rf"\max_q {BOUND} = 2 \log p(x)",
        rf"\log p(x) \ge \max_q {BOUND} + 1",
        r"p(z) = \arg\min_q KL(q(z|x) \| p(z|x))",
        r"h(x) = \arg\min_g KL(f \| g)",
        r"\min_g E_f[-\log g(x)] = 2 H(f)",
        r"\min_g KL(f \| g) = 1",
        r"\min_g KL(f \| g) > 0",
        rf"\max_q {BOUND} < \log p(x)",
    ],
)
def test_what_is_false_of_the_best_of_all_laws_fails(text):
    assert status(text) == "fails"


@pytest.mark.parametrize(
    "text",
    [
        r"\min_\theta KL(f(x) \| g_\theta(x)) = 0",
        r"\max_{q_\phi} E_{q_\phi(z|x)}[\log \frac{p(x,z)}{q_\phi(z|x)}] = \log p(x)",
    ],
)
def test_how_good_the_best_of_a_family_is_nobody_knows(text):
    assert status(text) == "unread"


def test_a_law_under_two_names_is_one_candidate():
    named = f"{LAWS}; k(x) := f(x)"

    assert status(r"\min_g KL(f \| g) = 0", named) == "holds"
    assert status(r"k(x) = \arg\min_g KL(f \| g)", named) == "holds"
    assert status(r"h(x) = \arg\min_g KL(f \| g)", named) == "fails"


def test_in_a_family_forward_and_reverse_divergence_have_other_optima():
    left, right = r"KL(f(x) \| g_\theta(x))", r"KL(g_\theta(x) \| f(x))"

    assert status(rf"\arg\min_\theta {left} = \arg\min_\theta {right}") == "fails"
    assert status(rf"\min_\theta {left} = \min_\theta 2 {left}") == "fails"


@pytest.mark.parametrize("constant", [r"\log 1", "E_f[f(x)]"])
def test_an_optimum_that_is_attained_everywhere_is_no_proper_one(constant):
    proper = r"\arg\min_\theta KL(f(x) \| g_\theta(x))"

    assert status(rf"{proper} = \arg\min_\theta {constant}") == "fails"
    assert status(rf"\arg\max_\theta {constant} = {proper}") == "fails"
    assert status(rf"\arg\max_\theta {constant} = \arg\min_\theta 0") == "unread"
