"""Rubrics: what a good answer says, and how it may be said."""

from checkers.prose import Rubric, rubric
from counterexam.exam import argued


@argued
def part_a() -> Rubric:
    r"""Draw $x_0$, $t$ and $\epsilon$, mix them to $x_t$, and descend the squared error of the
    predicted noise.
    """
    return rubric(r"""
        30% A datum, a step and Gaussian noise are drawn.
            draw*|sampl* > datum|data|image|x_0 & noise|gaussian
            half draw*|sampl* > noise|gaussian
        35% The noisy datum is mixed from both.
            formula x_t = \sqrt{\bar\alpha_t} x_0 + \sqrt{1 - \bar\alpha_t} \epsilon
        35% The loss is the squared error of the predicted noise.
            formula \|\epsilon - \epsilon_\theta(x_t, t)\|^2
    """)


@argued
def part_b() -> Rubric:
    """The gradient must pass through the sample; noise from outside makes the latent a
    differentiable function of the encoder's outputs.
    """
    return rubric("""
        60% The gradient can flow through the sample to the encoder.
            like Backpropagation reaches the encoder, as the latent is differentiable.
            gradient*|backpropagat* > through|to > sampl*|latent|encoder|m and s
            differentia* > sampl*|latent|encoder|m and s
        40% The randomness comes from a noise that depends on no parameter.
            noise|randomness|epsilon > independent|outside|external|no parameter*|fixed
        -30% It is not done to make sampling faster.
            like The trick speeds up sampling, or reduces overfitting.
            faster|speed* > sampl*
    """)
