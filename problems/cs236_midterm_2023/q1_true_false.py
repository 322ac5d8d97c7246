"""Ten statements on autoregressive models, VAEs, flows, GANs and energy-based models."""

from random import Random
from typing import Any

from checkers.choice import TrueFalse
from counterexam.exam import Part, Question


def other_dimension(random: Random) -> dict[str, int]:
    """Another dimension of the latents, of three digits at most and more than one."""
    return {"n": random.choice((20, 50, 64, 128, 200, 256, 500))}


def _statement(letter: str, statement: str, **varying: Any) -> Part:
    form = TrueFalse(explain=0.5)
    return Part(f"1.{letter}", points=2, statement=statement, form=form, **varying)


question = Question(
    "True or false",
    statement="Is the statement true or false? Say why: the reason earns half of the points.",
    parts=[
        _statement(
            "a",
            "To represent a given joint distribution of discrete variables exactly, an "
            "autoregressive model needs at least so many parameters; that number is the same "
            "whatever the order in which the chain rule takes the variables.",
        ),
        _statement(
            "b",
            r"Whatever the autoregressive model $p$ over discrete variables, a sequence "
            r"$(x_1, \dots, x_n)$ is at least as probable under $p$ as any sequence "
            r"$(x_1, \dots, x_n, x_{n+1})$ that continues it.",
        ),
        _statement(
            "c",
            r"A VAE has two latent bits $z_1, z_2 \in \{0, 1\}$, and its decoder "
            r"$p(x | z_1, z_2)$ is Gaussian. Then the marginal likelihood $p(x)$ cannot be "
            "computed tractably.",
        ),
        _statement(
            "d",
            r"For a VAE with encoder $q_\phi(z | x)$ and prior $p(z)$, the log-likelihood of a "
            r"point $x$ exceeds its ELBO by exactly $D_{KL}(q_\phi(z | x) \| p(z))$.",
        ),
        _statement(
            "e",
            "Two VAEs are trained on the same data and differ only in the prior of their "
            "latents. The one with the higher ELBO on the training set therefore has the "
            "higher log-likelihood on the training set too.",
        ),
        _statement(
            "f",
            r"With latents $z \in \mathbb{R}^{«n»}$ a normalizing flow can model every random "
            "vector of «n» dimensions or fewer, and its exact likelihood stays tractable.",
            given={"n": 100},
            variant=other_dimension,
        ),
        _statement(
            "g",
            "Take a VAE with Gaussian prior and Gaussian decoder, drop its encoder and add a "
            "classifier as discriminator: the rest can be trained as the generator of a GAN.",
        ),
        _statement(
            "h",
            "To make a GAN conditional it is enough to give the class to the generator $G(z)$ "
            "as one more input; the discriminator $D(x)$ can stay as it is.",
        ),
        _statement(
            "i",
            "The energy $E(x)$ of an energy-based model has to be positive at every $x$.",
        ),
        _statement(
            "j",
            "Some energy-based models have no equivalent autoregressive model, in whichever "
            "order the variables are taken and however the conditionals are parameterized.",
        ),
    ],
)
