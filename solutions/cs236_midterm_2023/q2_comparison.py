"""Which families can do what, with rubrics of the reasons."""

from pathlib import Path

from checkers.choice import Explained
from checkers.prose import Rubric, rubrics
from counterexam.exam import argued

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@argued
def part_a() -> Explained:
    """An autoregressive model has conditionals of either kind, a VAE has such a decoder, an
    energy is defined on either kind of data. A flow transforms densities by its Jacobian, and a
    GAN trains its generator by gradients through the samples: both want continuous data.
    """
    return Explained(["AR", "VAE", "EBM"], RUBRICS["a"])


@argued
def part_b() -> Explained:
    """The chain rule gives an autoregressive model its likelihood factor by factor, the change
    of variables a flow. A VAE has a bound, a GAN has none, an energy-based model lacks Z.
    """
    return Explained(["AR", "Flow"], RUBRICS["b"])


@argued
def part_c() -> Explained:
    """In every family the networks may take the condition as one more input."""
    return Explained(["AR", "VAE", "Flow", "GAN", "EBM"], RUBRICS["c"])


@argued
def part_d() -> Explained:
    """With unlimited compute the missing part is drawn from its conditional given the rest:
    by rejection of samples that disagree with what is seen, or by Bayes' rule and enumeration.
    """
    return Explained(["AR", "VAE", "Flow", "GAN", "EBM"], RUBRICS["d"])


@argued
def part_e() -> Rubric:
    """A VAE's encoder q(z|x) gives a latent; a flow gives one by its inverse. GANs need an
    encoder beside them, as in a bidirectional GAN; energy-based models need latents, as in a
    Boltzmann machine; autoregressive models have none.
    """
    return RUBRICS["e"]
