"""Change of variables in a divergence, and what each direction needs of the data."""

from pathlib import Path
from typing import Any

from checkers.prose import Rubric, rubrics
from counterexam.exam import argued, checked

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@checked
def part_1() -> dict[str, Any]:
    r"""Substitute $x = F(u)$: the density picks up $|\det J_F(u)|$, and so does the model's."""
    return {
        "derivation": r"""
            $$D_{KL}(p_X(x) \| p_{F(U)}(x)) = \int p_X(x) \log \frac{p_X(x)}{p_{F(U)}(x)} dx
            = \int p_X(x) \log \frac{p_X(x)}{p_U(F^{-1}(x)) |\det J_{F^{-1}}(x)|} dx
            = \int p_X(F(u)) |\det J_F(u)|
                \log \frac{p_X(F(u)) |\det J_F(u)|}{p_U(u)} du
            = \int p_{F^{-1}(X)}(u) \log \frac{p_{F^{-1}(X)}(u)}{p_U(u)} du
            = D_{KL}(p_{F^{-1}(X)}(u) \| p_U(u))$$
        """,
        "reasons": {
            "2": "change of variables in the model's density",
            "3": "substitution of $x = F(u)$",
            "4": "change of variables in the data's density",
        },
        "milestones": [
            {
                "any_of": [
                    r"p_{F(U)}(x) = p_U(F^{-1}(x)) |\det J_{F^{-1}}(x)|",
                    r"p_{F^{-1}(X)}(u) = p_X(F(u)) |\det J_F(u)|",
                    r"\int p_X(x) \log \frac{p_X(x)}{p_U(F^{-1}(x)) |\det J_{F^{-1}}(x)|} dx",
                ],
                "share": 0.3,
            },
            {
                "any_of": [
                    (
                        r"\int p_X(F(u)) |\det J_F(u)|"
                        r" \log \frac{p_X(F(u)) |\det J_F(u)|}{p_U(u)} du"
                    ),
                ],
                "share": 0.3,
            },
        ],
    }


@argued
def part_2() -> Rubric:
    r"""The forward divergence is $-E_{p_X}[\log p_{F(U)}(x)]$ up to a constant: it needs
    samples of the data only. The reverse one is an expectation under the flow, which can be
    sampled, of $\log p_{F(U)} - \log p_X$: it needs $p_X$ evaluated only.
    """
    return RUBRICS["2"]
