"""The evidence lower bound by decomposition, and the reparameterization trick."""

from math import isclose, log
from typing import Any

from checkers.prose import Rubric, rubric
from counterexam.exam import argued, checked, require


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
    return rubric("""
        35% z is written as a deterministic function of mean, deviation and noise.
            z = mu|z=mu|z = μ|z=μ|mu + sigma|μ + σ|mu+sigma|μ+σ & eps*|ε|ϵ
            LATENT|z|sample*|variable* & function* & NOISE|eps*|ε|ϵ
            随机变量|z & 函数 & NOISE
            mean|mu|μ > plus|add* > NOISE|eps*
        20% The noise is drawn from a standard Gaussian, apart from the parameters.
            NOISE|eps*|ε|ϵ > standard|n(0|mathcaln(0|external|independent*|parameter-free
            standard|标准 > NOISE|NORMAL
            random*|stochastic*|随机 > moved|mov*|external*|transfer*|outside|转移|外部
        25% Sampling directly is not differentiable: no gradient reaches the encoder.
            SAMPLES|stochastic*|random* > not|cannot|block*|break*
            SAMPLES|stochastic*|random* > non-differentiab*|nondifferentiab*
            cannot|can't|not|unable|block*|stop* > GRADIENT|backprop*|differentiat*|flow
            SAMPLES|随机 > 不可导|不可微|中断|断
            GRADIENT > 无法|不能
        20% With it the gradient flows back to mean and deviation, so that it can be trained.
            GRADIENT|backprop* > flow*|pass*|propagat*|through|reach*|to|through z
            enabl*|allow*|mak* > GRADIENT|backprop*|end-to-end|differentiab*
            z|变成 > differentiab*|可导|可微
            打通|可以|能够 > GRADIENT|反向传播|训练
        -40% It is not a way to speed up sampling, nor a regularizer.
            trick|reparameteri*|it : FAST|regulari*|reduc* > sampl*|overfit*|kl
    """)
