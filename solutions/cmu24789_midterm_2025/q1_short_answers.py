"""Rubrics of the short answers: what must be said, and what is known to go wrong.

The docstring of each part is a model answer.
"""

from pathlib import Path

from checkers.prose import Rubric, rubrics
from counterexam.exam import argued

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@argued
def part_a() -> Rubric:
    """Diffusion models add noise step by step and learn to remove it; they train stably,
    sample well and slowly. GANs pit a generator against a discriminator: one fast pass and
    sharp samples, but training is unstable and modes may collapse. VAEs encode to a
    distribution and decode from it: stable training, fast sampling, blurrier samples.
    """
    return RUBRICS["a"]


@argued
def part_b() -> Rubric:
    """An autoencoder maps an input to one point of an unstructured latent space. A VAE maps it
    to a distribution, regularized towards a prior, so that its latent space is smooth and can
    be sampled.
    """
    return RUBRICS["b"]


@argued
def part_c() -> Rubric:
    """Recurrent networks read one step after another, so training cannot be parallel; distant
    tokens are linked through many steps, so long dependencies are hard and gradients vanish or
    explode. Self-attention links all tokens directly and at once.
    """
    return RUBRICS["c"]


@argued
def part_d() -> Rubric:
    """The encoder reads the whole input with bidirectional self-attention and represents it.
    The decoder generates token by token: its self-attention is masked, and cross-attention
    lets it see the encoder's output.
    """
    return RUBRICS["d"]


@argued
def part_e() -> Rubric:
    """The generator turns noise into samples that should pass as real; the discriminator tells
    real from generated. To generate, noise is drawn and passed through the generator once; the
    discriminator is not needed. A VAE draws a latent from the prior of the space that its
    encoder learned and decodes it.
    """
    return RUBRICS["e"]


@argued
def part_f() -> Rubric:
    """A bidirectional GAN adds an encoder that maps data to latent codes, the inverse of the
    generator. Its discriminator judges pairs: data with their codes against generated data
    with the latents they came from; so encoder and generator come to invert each other.
    """
    return RUBRICS["f"]


@argued
def part_g() -> Rubric:
    """The KL term draws the encoder's distribution towards the prior, so that the latent space
    is regular and can be sampled. If it weighs too much the posterior collapses onto the
    prior: codes carry no information and reconstructions get blurry or alike. If it weighs too
    little the space is irregular, the model overfits as a plain autoencoder does, and samples
    from the prior are poor.
    """
    return RUBRICS["g"]


@argued
def part_h() -> Rubric:
    """A discriminator that is always right gives its generator gradients near zero: the
    generator stops learning. Remedies: fewer discriminator steps or a smaller learning rate,
    label smoothing, noise on its inputs, regularization, a Wasserstein loss with gradient
    penalty.
    """
    return RUBRICS["h"]


@argued
def part_i() -> Rubric:
    """Under mode collapse the generator gives few kinds of output whatever its noise, and
    leaves modes of the data out. It arises when some samples fool the discriminator reliably,
    so that nothing rewards variety. Remedies: Wasserstein loss, minibatch discrimination,
    feature matching, unrolled GANs, regularization.
    """
    return RUBRICS["i"]


@argued
def part_j() -> Rubric:
    """A transposed convolution is a learned upsampling: it enlarges height and width of a
    feature map while the number of channels shrinks. Stacked, such layers grow a latent vector
    into an image, adding finer detail at each stage.
    """
    return RUBRICS["j"]
