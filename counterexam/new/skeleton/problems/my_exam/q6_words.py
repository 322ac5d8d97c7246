"""Answers in words: their formulas are decided, the rest is for a person, with a suggestion."""

from checkers.procedure import Procedure
from checkers.prose import Prose
from counterexam.exam import Part, Question

training = Part(
    "6.a",
    points=6,
    statement=r"""
Describe one step of training a denoising diffusion model $\epsilon_\theta(x_t, t)$, with the
formula of $x_t$ and that of the loss. The noise level is given by $\bar\alpha_t$.
""",
    form=Procedure(
        let=r"x_0, \epsilon in R^d; index t; \bar\alpha_t in (0,1); x_t in R^d;"
        r" function \epsilon_\theta(x, t) to R^d"
    ),
)

reparameterization = Part(
    "6.b",
    points=6,
    statement=r"""
Why does a variational autoencoder write its latent as $z = m + s \epsilon$ instead of drawing
it from $\mathcal{N}(m, s^2)$?
""",
    form=Prose(),
)

question = Question("In words", parts=[training, reparameterization])
