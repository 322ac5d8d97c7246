"""The rule that explains a step, and None for a leap of several at once."""

import pytest

from checkers.derivation import judge_derivation

LATENT = "joint p(x,z); free q(z|x)"
RULES = [
    (LATENT, r"\log p(x) = \log \int p(x,z) dz", "marginalization"),
    (LATENT, r"\log E_{q(z|x)}[p(x,z)/q(z|x)] \ge E_{q(z|x)}[\log p(x,z)/q(z|x)]", "Jensen"),
    (
        LATENT,
        r"\log \sum_z q(z|x) p(x,z)/q(z|x) \ge \sum_z q(z|x) \log \frac{p(x,z)}{q(z|x)}",
        "Jensen",
    ),
    (
        LATENT,
        r"-\log E_{q(z|x)}[p(x,z)/q(z|x)] \le E_{q(z|x)}[-\log \frac{p(x,z)}{q(z|x)}]",
        "Jensen",
    ),
    (LATENT, r"\log p(x) - D_{KL}(q(z|x) \| p(z|x)) \le \log p(x)", "non-negativity of KL"),
    (LATENT, r"E_{q(z|x)}[\log p(x)] = \log p(x)", "expectation of a constant"),
    ("p(x), q(x); f(t) := t \\log t", r"\int q(x) f(p(x)/q(x)) dx = D_{KL}(p \| q)", "defin"),
    (
        "p_X(x), p_U(u) densities; F bijection",
        r"p_{F(U)}(x) = p_U(F^{-1}(x)) |\det J_{F^{-1}}(x)|",
        "change of variables",
    ),
]
LEAPS = [
    (LATENT, r"\log \int p(x,z) dz \ge E_{q(z|x)}[\log p(x,z)/q(z|x)]"),
    (LATENT, r"\log p(x) \ge E_{q(z|x)}[\log p(x,z) - \log q(z|x)]"),
]


@pytest.mark.parametrize(("let", "step", "rule"), RULES)
def test_a_step_is_explained_by_one_rule(let: str, step: str, rule: str):
    (found,) = judge_derivation(f"${step}$", let).steps or ()
    assert found.status == "holds"
    assert (found.rule or "").startswith(rule)


@pytest.mark.parametrize(("let", "step"), LEAPS)
def test_no_single_rule_explains_a_leap(let: str, step: str):
    (found,) = judge_derivation(f"${step}$", let).steps or ()
    assert (found.status, found.rule) == ("holds", None)


def test_what_follows_from_the_steps_above_says_so():
    bound = r"\log p(x) \ge E_{q(z|x)}[\log p(x,z)/q(z|x)]"
    text = (
        r"$\log p(x) = E_{q(z|x)}[\log p(x,z)/q(z|x)] + D_{KL}(q(z|x) \| p(z|x))$,"
        rf" $D_{{KL}}(q(z|x) \| p(z|x)) \ge 0$, hence ${bound}$"
    )
    *_, last = judge_derivation(text, LATENT).steps or ()
    assert last.rule == "conclusion from the steps above"


def test_an_inequality_may_be_one_above_it_rewritten():
    text = (
        r"$E_{q(z|x)}[\log p(z|x) - \log q(z|x)] \le 0$ and so"
        r" $E_{q(z|x)}[\log p(x,z) - \log p(x) - \log q(z|x)] \le 0$"
    )
    *_, last = judge_derivation(text, LATENT).steps or ()
    assert (last.rule or "").startswith("Bayes' rule")
