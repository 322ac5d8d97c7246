"""Choices: true or false with a penalty, several of a list, and one that is explained."""

from checkers.choice import Choice, TrueFalse
from counterexam.exam import Part, Question

symmetry = Part(
    "1.a",
    points=2,
    statement=r"True or false: $KL(p \| q) = KL(q \| p)$ for all laws $p$ and $q$.",
    form=TrueFalse(),
    penalty=1,
)

likelihoods = Part(
    "1.b",
    points=3,
    statement="Which of these models tell the likelihood of a datum exactly? Name all.",
    form=Choice(
        {
            "A": "An autoregressive model.",
            "B": "A normalizing flow.",
            "C": "A generative adversarial network.",
            "D": "A variational autoencoder.",
        },
        several=True,
    ),
)

perfect_discriminator = Part(
    "1.c",
    points=3,
    statement=(
        "True or false, and why: a discriminator that tells real from generated images "
        "perfectly gives the generator of the minimax game the best gradients."
    ),
    form=TrueFalse(explain=0.5),
)

question = Question("Choices", parts=[symmetry, likelihoods, perfect_discriminator])
