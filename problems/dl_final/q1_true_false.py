"""Twenty-two statements on models, training and inference; a wrong answer costs a point."""

from random import Random
from typing import Any

from checkers.choice import TrueFalse
from counterexam.exam import Part, Question


def other_batch(random: Random) -> dict[str, int]:
    """Another number of images, more than one: the statement stays false."""
    return {"images": random.choice((4, 8, 16, 64, 128))}


def _statement(number: int, statement: str, **varying: Any) -> Part:
    form = TrueFalse()
    return Part(f"1.{number}", 1, statement=statement, form=form, penalty=1, **varying)


question = Question(
    "True or false",
    statement="Is the statement true or false? A wrong answer costs a point, a blank nothing.",
    parts=[
        _statement(
            1,
            "The course that this exam belongs to is taught with the help of three assistants.",
        ),
        _statement(
            2,
            "If the latent space has many dimensions, say a thousand, quantizing by a "
            "learned codebook works better than relaxing by Gumbel-softmax.",
        ),
        _statement(
            3,
            "Many architectures pass an input around some of their layers and add or append"
            " it afterwards; residual networks, densely connected ones and Transformers all"
            " do.",
        ),
        _statement(
            4,
            "Flamingo, GPT-4V and LLaVA are language models that take images in between "
            "their text.",
        ),
        _statement(
            5,
            "Since what a generative model puts out is not real, nobody's safety is at "
            "stake when it is used.",
        ),
        _statement(
            6,
            r"While a normalizing flow is trained, the base density's term $\log p(z_0)$ "
            "does not change, so the objective can go without it.",
        ),
        _statement(
            7,
            "Autoregressive flows (AF) are quick to train and slow at inference; inverse "
            "autoregressive flows (IAF) are quick at inference and quick to train.",
        ),
        _statement(
            8,
            "The right way to train a GAN is to bring the discriminator to convergence and "
            "only then to start on the generator.",
        ),
        _statement(
            9,
            "The intuition behind AdaGrad and Adam is that every coordinate gets a learning"
            " rate of its own, independent of the others.",
        ),
        _statement(
            10,
            r"The intuition behind the $\beta$-VAE is that a large $\beta$ disentangles its "
            "latents.",
        ),
        _statement(
            11,
            "A normalizing flow has to be bijective; therefore ReLU is no activation "
            "function for it.",
        ),
        _statement(
            12,
            "Practitioners train with Nesterov's momentum a good deal, though nothing "
            "guarantees that it converges.",
        ),
        _statement(
            13,
            "A convolutional network with batch normalization can be trained by one step on"
            " «images» images or, to the same effect, by adding up the gradients of "
            "«images» passes over one image each.",
            given={"images": 32},
            variant=other_batch,
        ),
        _statement(
            14,
            "Stochastic and full-batch gradient descent have the same mean and also the "
            "same variance.",
        ),
        _statement(
            15,
            "A batch normalization layer in evaluation mode standardizes its input by the "
            "statistics of the batch at hand.",
        ),
        _statement(
            16,
            "With LoRA, large models can be fine-tuned on devices of little memory.",
        ),
        _statement(
            17,
            "For a batch of one, layer normalization and batch normalization do the same.",
        ),
        _statement(
            18,
            "Both diffusion models and normalizing flows have a likelihood that can be "
            "computed.",
        ),
        _statement(
            19,
            "For inpainting by a VAE it is enough to hide some random pixels and to generate.",
        ),
        _statement(
            20,
            "What makes energy-based models hard to scale is that few architectures are "
            "allowed.",
        ),
        _statement(
            21,
            "Metropolis-Hastings contains Gibbs sampling as the case in which each proposal"
            " is taken.",
        ),
        _statement(
            22,
            "A normal distribution, fitted to a density of several modes by a KL loss, "
            "settles on one of them. With the Jensen-Shannon divergence as the loss it does"
            " not.",
        ),
    ],
)
