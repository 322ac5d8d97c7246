"""The evidence lower bound by two routes, and its importance weighted sharpening."""

from typing import Any

from counterexam.exam import argued, checked


@argued
def part_1() -> str:
    """Both factors of p(x, z) = p(x|z) p(z) are known; their integral over z has no closed
    form.

    Quadrature costs exponentially many points in the dimension of z, and for a neural decoder
    the integrand has no antiderivative to look up.
    """
    return "b"


@checked
def part_2a() -> dict[str, Any]:
    r"""Bayes' rule inside the divergence, where $\log p(x)$ does not depend on $z$."""
    return {
        "derivation": r"""
            $$D_{KL}(q(z|x) \| p(z|x)) = E_{q(z|x)}[\log \frac{q(z|x)}{p(z|x)}]
            = E_{q(z|x)}[\log \frac{q(z|x) p(x)}{p(x,z)}]
            = E_{q(z|x)}[\log q(z|x) - \log p(x,z)] + \log p(x)$$
        """,
        "milestones": [
            {
                "any_of": [
                    r"D_{KL}(q(z|x) \| p(z|x)) = E_{q(z|x)}[\log \frac{q(z|x) p(x)}{p(x,z)}]",
                    r"\log p(x) = E_{q(z|x)}[\log \frac{p(x,z)}{p(z|x)}]",
                    r"p(z|x) = \frac{p(x,z)}{p(x)}",
                ],
                "share": 0.5,
            }
        ],
    }


@checked
def part_2b() -> dict[str, Any]:
    r"""Multiply and divide by $q(z|x)$ under the integral; the logarithm is concave."""
    return {
        "derivation": r"""
            $$\log p(x) = \log \int p(x,z) dz
            = \log \int q(z|x) \frac{p(x,z)}{q(z|x)} dz
            = \log E_{q(z|x)}[\frac{p(x,z)}{q(z|x)}]
            \ge E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]$$
        """,
        "milestones": [
            {
                "any_of": [
                    r"\log p(x) = \log \int p(x,z) dz",
                    r"\log p(x) = \log \int p(x|z) p(z) dz",
                ],
                "share": 0.25,
            },
            {
                "any_of": [
                    r"\log p(x) = \log E_{q(z|x)}[\frac{p(x,z)}{q(z|x)}]",
                    r"\log p(x) = \log E_{q(z|x)}[\frac{p(x|z) p(z)}{q(z|x)}]",
                ],
                "share": 0.25,
            },
        ],
    }


@checked
def part_3() -> list[str]:
    """«a»: KL >= 0. «b»: log p(x) does not depend on q, so raising one part lowers the other.
    «d»: the gap is the KL itself. «c»: it is the training objective of every VAE.
    """
    return ["a", "b", "d"]


@checked
def part_4a() -> dict[str, Any]:
    r"""The average of k unbiased weights is an unbiased estimate of $p(x)$; then Jensen."""
    return {
        "derivation": r"""
            $$\mathcal{L}_k
            \le \log E_{z_{1:k} \sim q(z|x)}
                [\frac{1}{k} \sum_{j=1}^k \frac{p(x,z_j)}{q(z_j|x)}]
            = \log E_{z \sim q(z|x)}[\frac{p(x,z)}{q(z|x)}]
            = \log \int p(x,z) dz
            = \log p(x)$$
        """,
        "milestones": [
            {
                "any_of": [
                    (
                        r"\mathcal{L}_k \le \log E_{z_{1:k} \sim q(z|x)}"
                        r"[\frac{1}{k} \sum_{j=1}^k \frac{p(x,z_j)}{q(z_j|x)}]"
                    ),
                ],
                "share": 0.4,
            },
            {
                "any_of": [
                    r"E_{q(z|x)}[\frac{p(x,z)}{q(z|x)}] = p(x)",
                    r"\log E_{z \sim q(z|x)}[\frac{p(x,z)}{q(z|x)}] = \log p(x)",
                ],
                "share": 0.3,
            },
        ],
    }


@checked
def part_4b(k: int) -> dict[str, Any]:
    r"""The logarithm of a mean of «k» weights is at least the mean of their logarithms."""
    weights = [rf"\frac{{p(x,z_{j})}}{{q(z_{j}|x)}}" for j in range(1, k + 1)]
    mean = rf"\frac{{1}}{{{k}}}"
    averaged = rf"E_{{z_{{1:{k}}} \sim q(z|x)}}[\log {mean} ({' + '.join(weights)})]"
    logarithms = " + ".join(rf"{mean} \log {weight}" for weight in weights)
    apart = rf"E_{{z_{{1:{k}}} \sim q(z|x)}}[{logarithms}]"
    bound = rf"\mathcal{{L}}_{k}"
    elbo = r"E_{z \sim q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]"
    return {
        "derivation": rf"$${bound} = {averaged} \ge {apart} = {elbo} = \mathcal{{L}}_1$$",
        "milestones": [{"any_of": [rf"{bound} \ge {apart}"], "share": 0.6}],
    }
