"""Generative adversarial networks: costs, losses over time, and what a discriminator knows."""

from random import Random

from checkers.choice import Choice
from checkers.derivation import Derivation
from checkers.prose import Prose
from counterexam.exam import Part, Question

DENSITIES = (
    "f_0(x), f_1(x) densities; p_0(x) := f_0(x); p_1(x) := f_1(x); D(x) in (0,1); "
    r"\mu(x) := \frac{1}{2}(p_0(x) + p_1(x)); "
    r"D^*(x) in (0,1); D^*(x) := \frac{f_1(x)}{f_0(x) + f_1(x)}; "
    r"G[D] := E_{x \sim p_1}[\log D(x)] + E_{x \sim p_0}[\log(1 - D(x))]; "
    r"G[D^*] := E_{x \sim p_1}[\log D^*(x)] + E_{x \sim p_0}[\log(1 - D^*(x))]"
)


def other_accuracy(random: Random) -> dict[str, int]:
    """Far below all of the test data, as on the paper."""
    return {"percent": random.randint(30, 60)}


question = Question(
    "Generative adversarial networks",
    parts=[
        Part(
            "4.1",
            points=2,
            statement="A GAN generates images of apples well. Which statement is false?",
            form=Choice(
                {
                    "a": "The generator tries to learn how images of apples are distributed.",
                    "b": "The discriminator can serve to tell apples from other things.",
                    "c": "The discriminator's loss comes to a constant value in the end.",
                    "d": "The generator can make images of apples that nobody has seen.",
                },
                negated=True,
            ),
        ),
        Part(
            "4.2",
            points=2,
            statement=(
                "The generator minimizes its cost over a batch of m latent vectors $z^{(i)}$. "
                "Which cost is the non-saturating one?"
            ),
            form=Choice(
                {
                    "a": r"$\frac{1}{m} \sum_i \log(1 - D(G(z^{(i)})))$",
                    "b": r"$-\frac{1}{m} \sum_i \log D(G(z^{(i)}))$",
                    "c": r"$\frac{1}{m} \sum_i \log(1 - G(D(z^{(i)})))$",
                    "d": r"$-\frac{1}{m} \sum_i \log G(D(z^{(i)}))$",
                }
            ),
        ),
        Part(
            "4.3",
            points=2,
            statement=(
                "A network classifies all of its training data and «percent»% of its test data "
                "rightly. Which method is commonly used to narrow this gap?"
            ),
            given={"percent": 42},
            variant=other_accuracy,
            form=Choice(
                {"a": "GANs", "b": "Dropout", "c": "Sigmoid activation", "d": "RMSprop"}
            ),
        ),
        Part(
            "4.4",
            points=3,
            statement=(
                "Would you train a GAN with the saturating or the non-saturating cost? Why?"
            ),
            form=Prose(),
        ),
        Part(
            "4.5",
            points=3,
            statement=(
                "The losses of a GAN's two networks are about the same after epoch 1 and after "
                "epoch 100. Why need the quality of its images not be?"
            ),
            form=Prose(),
        ),
        Part(
            "4.6a",
            points=5,
            statement=(
                r"Let $p_0, p_1$ have the densities $f_0, f_1$, and let the optimal "
                r"discriminator "
                r"be $D^* = \arg\max_D G[D]$, where $G[D] = E_{x \sim p_1}[\log D(x)] + "
                r"E_{x \sim p_0}[\log(1 - D(x))]$. Derive how a trained discriminator "
                r"estimates "
                r"the Jensen-Shannon divergence $\text{JSD}(p_0, p_1) = \frac{1}{2} (KL(p_0 \| "
                r"\mu) + KL(p_1 \| \mu))$ with $\mu = \frac{1}{2}(p_0 + p_1)$."
            ),
            form=Derivation(
                let=DENSITIES, claim=r"\text{JSD}(p_0, p_1) = \frac{1}{2} G[D^*] + \log 2"
            ),
        ),
        Part(
            "4.6b",
            points=5,
            statement=(
                r"Let $f_0$ and $f_1$ have the same support. Show that the one density follows "
                r"from the other and the optimal discriminator: $f_1(x) = f_0(x) D^*(x) / "
                r"(1 - D^*(x))$."
            ),
            form=Derivation(let=DENSITIES, claim=r"f_1(x) = \frac{f_0(x) D^*(x)}{1 - D^*(x)}"),
        ),
    ],
)
