"""The evidence lower bound by decomposition, and the reparameterization trick."""

from math import isclose, log
from pathlib import Path
from typing import Any

from checkers.prose import Rubric, rubrics
from counterexam.exam import argued, checked, require

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@checked
def part_a() -> dict[str, Any]:
    r"""$\log p(x)$ does not depend on $z$, so it is its own mean under $q(z|x)$; Bayes' rule
    splits it into the bound and $D_{KL}(q(z|x) \| p(z|x))$, which is not negative.
    """
    require(isclose(*_log_likelihood_both_ways()), "the ELBO and the KL make log p(x)")
    elbo = r"E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]"
    bayes = r"E_{q(z|x)}[\log \frac{p(x,z)}{p(z|x)}]"
    divergence = r"D_{KL}(q(z|x) \| p(z|x))"
    return {
        "derivation": (
            rf"$$\log p(x) = E_{{q(z|x)}}[\log p(x)] = {bayes} = {elbo} + {divergence}$$ "
            rf"and ${divergence} \ge 0$, hence $$\log p(x) \ge {elbo}.$$"
        ),
        "reasons": {"5": "the divergence is left out"},
        "milestones": [
            {
                "any_of": [rf"\log p(x) = {bayes}", r"p(z|x) = \frac{p(x,z)}{p(x)}"],
                "share": 0.3,
            },
            {"any_of": [rf"\log p(x) = {elbo} + {divergence}"], "share": 0.4},
        ],
    }


def _log_likelihood_both_ways() -> tuple[float, float]:
    """For one x, as observed, and a latent of three values."""
    joint, encoder = (0.1, 0.25, 0.05), (0.5, 0.2, 0.3)
    likelihood = sum(joint)
    bound = sum(q * log(p / q) for p, q in zip(joint, encoder, strict=True))
    gap = sum(q * log(q * likelihood / p) for p, q in zip(joint, encoder, strict=True))
    return log(likelihood), bound + gap


@argued
def part_b() -> Rubric:
    r"""$z = \mu + \sigma \odot \epsilon$ with $\epsilon \sim \mathcal{N}(0, I)$: the randomness
    is moved to a noise that has no parameters, and $z$ is a differentiable function of $\mu$
    and $\sigma$. Drawing $z$ directly would let no gradient through to the encoder.
    """
    return RUBRICS["b"]
