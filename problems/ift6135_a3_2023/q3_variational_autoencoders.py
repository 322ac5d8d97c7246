"""Variational autoencoders: the evidence lower bound, derived twice, and a tighter one."""

from random import Random

from checkers.choice import Choice
from checkers.derivation import Derivation
from counterexam.exam import Misprint, Part, Question

MODEL = "p(x,z), q(z|x) densities"
BOUND = (
    MODEL + r"; \mathcal{L}_k := E_{z_{1:k} \sim q(z|x)}"
    r"[\log \frac{1}{k} \sum_{j=1}^k \frac{p(x,z_j)}{q(z_j|x)}]"
)


def other_number(random: Random) -> dict[str, int]:
    """Three or four importance weights: the same step, Jensen's inequality for their mean."""
    return {"k": random.randint(3, 4)}


def _tighter(k: int) -> Derivation:
    return Derivation(let=BOUND, claim=rf"\mathcal{{L}}_{k} \ge \mathcal{{L}}_1")


def _sum_of_bound_and_gap(p: str, q: str) -> str:
    bound = rf"E_{{{q}(z|x)}}[\log \frac{{{p}(x,z)}}{{{q}(z|x)}}]"
    return rf"{bound} + D_{{KL}}({q}(z|x) \| {p}(z|x))"


question = Question(
    "Variational autoencoders",
    parts=[
        Part(
            "3.1",
            points=3,
            statement=(
                "A latent variable model defines the joint density of data x and latent z. Why "
                "is the marginal likelihood p(x), an integral over z, hard to compute?"
            ),
            form=Choice(
                {
                    "a": "p(x|z) is not known, so the integral cannot be formed.",
                    "b": "The integral over z may be intractable, since p(x|z) is complex "
                    "and z has many dimensions.",
                    "c": "Nothing can be known or assumed about the distribution of z.",
                    "d": "z does not follow a standard distribution such as a Gaussian.",
                }
            ),
        ),
        Part(
            "3.2a",
            points=4,
            statement=(
                "For any q(z|x), write the log marginal likelihood as the sum of the KL "
                "divergence from q(z|x) to the true posterior p(z|x) and a remainder, the ELBO."
            ),
            form=Derivation(
                let=MODEL,
                claim=(
                    r"\log p(x) = D_{KL}(q(z|x) \| p(z|x))"
                    r" + E_{q(z|x)}[\log p(x,z) - \log q(z|x)]"
                ),
            ),
        ),
        Part(
            "3.2b",
            points=4,
            statement="Derive the same lower bound of log p(x) from Jensen's inequality.",
            form=Derivation(
                let=MODEL,
                claim=r"\log p(x) \ge E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]",
                start=r"\log p(x)",
            ),
        ),
        Part(
            "3.3",
            points=3,
            statement="Which of these follow from it? Select all that apply.",
            form=Choice(
                {
                    "a": "The ELBO is a lower bound of log p(x).",
                    "b": "Maximizing the ELBO over q is the same as bringing q(z|x) closer "
                    "to the intractable p(z|x).",
                    "c": "The bound is of theoretical interest only and useless for training "
                    "latent variable models.",
                    "d": "How tight the bound is depends on the choice of q.",
                },
                several=True,
            ),
        ),
        Part(
            "3.4a",
            points=7,
            statement=(
                r"The importance weighted bound averages k weights inside the logarithm: "
                r"$\mathcal{L}_k = E_{z_{1:k} \sim q(z|x)} \left[ \log \frac{1}{k} "
                r"\sum_{j=1}^k "
                r"\frac{p(x,z_j)}{q(z_j|x)} \right]$. Show that it is a lower bound of "
                r"$\log p(x)$. (Jensen: $f(E[X]) \le E[f(X)]$ for convex $f$.)"
            ),
            form=Derivation(let=BOUND, claim=r"\mathcal{L}_k \le \log p(x)"),
        ),
        Part(
            "3.4b",
            points=7,
            statement=(
                r"Show that $\mathcal{L}_«k»$ is at least as tight as the ELBO, which is "
                r"$\mathcal{L}_1$."
            ),
            form=_tighter(2),
            given={"k": 2},
            variant=other_number,
            form_of=_tighter,
        ),
    ],
    misprints=(
        Misprint(
            part="3.3",
            where="3.3, option (b)",
            let="p_0(x,z), p_1(x,z), q_0(z|x), q_1(z|x)",
            printed=_sum_of_bound_and_gap("p_0", "q_0")
            + " = "
            + _sum_of_bound_and_gap("p_1", "q_0"),
            should_be=_sum_of_bound_and_gap("p_0", "q_0")
            + " = "
            + _sum_of_bound_and_gap("p_0", "q_1"),
            because="maximizing the ELBO is minimizing the divergence to the posterior where "
            "only q varies, which option (b) does not say: the two add up to log p(x), and "
            "that varies with the model",
        ),
    ),
)
