"""The derivation: our own one, which must pass like any answer, and its milestones."""

from typing import Any

from counterexam.exam import checked


@checked
def part_a() -> dict[str, Any]:
    """What does not depend on z is its own mean; then Bayes' rule, and a factor q(z|x)."""
    return {
        "derivation": r"""
            $$\log p(x) = E_{q(z|x)}[\log p(x)]
            = E_{q(z|x)}[\log \frac{p(x,z)}{p(z|x)}]
            = E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)} + \log \frac{q(z|x)}{p(z|x)}]$$
            $$= E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}] + KL(q(z|x) \| p(z|x))$$
        """,
        "milestones": [
            {"any_of": [r"\log p(x) = E_{q(z|x)}[\log p(x)]"], "share": 0.3},
            {
                "any_of": [
                    r"p(x) = \frac{p(x,z)}{p(z|x)}",
                    r"\log p(x) = E_{q(z|x)}[\log \frac{p(x,z)}{p(z|x)}]",
                ],
                "share": 0.3,
            },
        ],
    }
