"""The truth values: what is mathematics is run, what is open is left to the exam's setter."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import product
from math import isclose, log, sqrt

import numpy as np

from checkers.debatable import Debatable
from counterexam.exam import argued, checked, require

Vector = Sequence[float]


@argued
def part_1() -> Debatable:
    """No fact of the subject: ungraded until the setter supplies it."""
    return Debatable("It is a fact about one course in one year and not graded without it.")


@argued
def part_2() -> Debatable:
    """Codebooks collapse, relaxations are noisy; both have served in large models."""
    return Debatable(
        "It is an empirical question; the course is likely to expect True.",
        {
            "True": "quantized codes are judged by the quality that VQ models reached",
            "False": "codebooks that collapse and good models with Gumbel-softmax count",
        },
    )


@argued
def part_3() -> str:
    """Residual networks and Transformers add a block's input, dense networks append it."""
    return "True"


@argued
def part_4() -> Debatable:
    """The first LLaVA was trained on a single image before the text."""
    return Debatable(
        "Flamingo and GPT-4V do; LLaVA depends on the version.",
        {
            "True": "LLaVA stands for the family, whose later members take several images",
            "False": "the first LLaVA is meant, which takes a single image",
        },
    )


@argued
def part_5() -> str:
    """Forged images and voices deceive just because they are not real."""
    return "False"


@checked
def part_6() -> str:
    r"""$z_0 = f^{-1}(x)$ depends on the parameters. For $z = a x$ and standard normal $z$ the
    objective $\log a - a^2 \mathbb{E}[x^2] / 2$ is greatest at $a = \mathbb{E}[x^2]^{-1/2}$;
    without the base density it is $\log a$, which has no maximum.
    """
    second_moment = 4.0
    scales = [2.0**k for k in range(-6, 7)]
    whole = [log(a) - a * a * second_moment / 2 for a in scales]
    require(scales[whole.index(max(whole))] == 0.5, "the likelihood standardizes the data")
    require(max(scales, key=log) == scales[-1], "without it the flow expands for ever")
    return "False"


@argued
def part_7() -> Debatable:
    """The density of a given point takes an inverse flow as many passes as coordinates."""
    return Debatable(
        "What it says of AF is right; IAF samples fast and is slow to train by likelihood.",
        {
            "True": "the last words are a slip for 'slow to train', or training is variational",
            "False": "it is taken as printed, for training by maximum likelihood",
        },
    )


@checked
def part_8() -> str:
    r"""Against a converged discriminator the generator's gradient vanishes: let data and
    samples be unit normals $m$ apart; then $D^*$ has the logit $m x - m^2 / 2$, and the loss
    $\mathbb{E}[\log(1 - D^*)]$ moves the sample mean at the rate $m\, \mathbb{E}[D^*]$.
    """
    x = np.linspace(-9, 9, 3601)
    sampled = np.exp(-x * x / 2) / sqrt(2 * np.pi)
    near, far = (
        m * float(np.trapezoid(sampled / (1 + np.exp(m * m / 2 - m * x)), x)) for m in (2, 10)
    )
    require(far < near / 1000, "the signal dies as the laws move apart")
    return "False"


@checked
def part_9() -> str:
    """Both divide a coordinate's step by the root of its own squared gradients. So after the
    gradient is scaled in one coordinate, the steps are as before in all of them.
    """
    gradients = [(1.0, 0.01), (-0.5, 0.03), (2.0, -0.02)]
    scaled = [(g, 1000 * h) for g, h in gradients]
    for steps in (_adagrad, _adam):
        require(np.allclose(steps(gradients), steps(scaled)), "each coordinate on its own")
    return "True"


def _adagrad(gradients: Sequence[Vector]) -> np.ndarray:
    """The last step at learning rate one."""
    g = np.array(gradients)
    return np.asarray(g[-1] / np.sqrt((g * g).sum(0)))


def _adam(gradients: Sequence[Vector]) -> np.ndarray:
    """The last step at learning rate one, with decays of 0.9 and 0.999."""
    g = np.array(gradients)
    age = np.arange(len(g))[::-1, None]
    mean, square = (
        (decay**age * power).sum(0) / (decay**age).sum(0)
        for decay, power in ((0.9, g), (0.999, g * g))
    )
    return np.asarray(mean / np.sqrt(square))


@argued
def part_10() -> str:
    """A large beta weighs the divergence from a prior of independent latents."""
    return "True"


@argued
def part_11() -> Debatable:
    """ReLU is not injective; but the networks inside coupling layers need not be inverted."""
    return Debatable(
        "It depends on where the activation stands.",
        {
            "True": "it is applied to the variables that the flow transforms",
            "False": "it is used inside a network that computes scales and shifts",
        },
    )


@argued
def part_12() -> Debatable:
    r"""For smooth convex functions it converges at the rate $O(1 / k^2)$ (Nesterov 1983); for
    stochastic gradients of networks no such rate is known.
    """
    return Debatable(
        "That it is common is true; guarantees exist for some problems.",
        {
            "True": "the training of networks is meant, which is not convex",
            "False": "the guarantee for smooth convex problems counts",
        },
    )


@checked
def part_13(images: int) -> str:
    """A batch of one is its own mean, so that batch normalization maps it to zero whatever the
    weights are: the «images» gradients vanish, and that of a batch does not.
    """
    batch = [(0.5, -1.0), (2.0, 1.5), (-1.0, 0.25), (0.0, 3.0)]
    targets = [1.0, -1.0, 0.5, 2.0]
    apart = sum(_slope([x], [t]) for x, t in zip(batch, targets, strict=True)) / len(batch)
    require(abs(apart) < 1e-9, "single images give no gradient")
    require(abs(_slope(batch, targets)) > 0.01, "a batch of several does")
    return "False"


def _slope(batch: Sequence[Vector], targets: Vector, step: float = 1e-5) -> float:
    """The derivative in the first weight of the squared error after batch normalization."""

    def loss(weight: float) -> float:
        y = np.array(batch) @ np.array([weight, 1.0])
        return float((((y - y.mean()) / np.sqrt(y.var() + 1e-5) - targets) ** 2).mean())

    return (loss(0.7 + step) - loss(0.7 - step)) / (2 * step)


@checked
def part_14() -> str:
    """The mean of the gradients of all batches is the full gradient. They scatter around it,
    while the full gradient is always the same.
    """
    gradients = np.array([1.0, -2.0, 4.0, 0.5])
    batches = [gradients[list(pick)].mean() for pick in product(range(4), repeat=2)]
    require(isclose(float(np.mean(batches)), gradients.mean()), "the means agree")
    require(float(np.var(batches)) > 1, "the batches scatter")
    return "False"


@argued
def part_15() -> str:
    """In evaluation the running mean and variance from training are used."""
    return "False"


@checked
def part_16() -> str:
    """Only two thin matrices per weight are trained: at width 4096 and rank 8 they have 65,536
    entries, a 256th of the matrix, and optimizer states are needed for these alone.
    """
    width, rank = 4096, 8
    require(256 * 2 * rank * width == width**2, "a 256th of the parameters is trained")
    return "True"


@checked
def part_17() -> str:
    """Batch normalization standardizes a feature over the batch: of a batch of one nothing
    remains but zeros. Layer normalization standardizes over the features of an example.
    """
    x = np.array([[1.0, 2.0, 4.0]])
    by_batch, by_layer = (
        (x - x.mean(axis, keepdims=True)) / np.sqrt(x.var(axis, keepdims=True) + 1e-5)
        for axis in (0, 1)
    )
    require(not by_batch.any() and bool(by_layer.any()), "one gives zeros, the other does not")
    return "False"


@argued
def part_18() -> Debatable:
    """A diffusion model has a bound, and the likelihood up to the error of a solver."""
    return Debatable(
        "That of a flow is; that of a diffusion model depends on what is called tractable.",
        {
            "True": "solving the probability-flow equation counts as computing it",
            "False": "diffusion models are trained by a bound and give no more",
        },
    )


@argued
def part_19() -> Debatable:
    """A VAE that was trained on whole images has no encoder for masked ones."""
    return Debatable(
        "It depends on whether the VAE was trained on masked images.",
        {
            "True": "random masks are used in training as well",
            "False": "a VAE that was trained on whole images is given masked ones",
        },
    )


@argued
def part_20() -> str:
    """An energy may be any function; what is hard is its normalizer, which is not known."""
    return "False"


@checked
def part_21() -> str:
    r"""The proposal is $q(x' | x) = p(x'_i | x_{-i})$, so that $p(x') q(x | x') = p(x_{-i})\,
    p(x'_i | x_{-i})\, p(x_i | x_{-i}) = p(x) q(x' | x)$: the ratio is one.
    """
    joint = {(i, j): Fraction(1 + i + 3 * j + i * j, 27) for i, j in product(range(3), (0, 1))}
    for (i, j), k in product(joint, range(3)):
        rest = sum(joint[m, j] for m in range(3))
        forth, back = joint[k, j] / rest, joint[i, j] / rest
        require(joint[k, j] * back == joint[i, j] * forth, "every proposal is accepted")
    return "True"


@checked
def part_22() -> str:
    r"""The best normal for modes at $\pm 4$ of width $1/2$ in Jensen-Shannon divergence sits on
    one of them, at 0.216; a normal over both is at least 0.35 away. Whatever the loss, a single
    normal has a single mode.
    """
    x = np.linspace(-15, 15, 601)
    target = (_normal(x, -4, 0.5) + _normal(x, 4, 0.5)) / 2
    fits = {
        (mean, width): _jensen_shannon(target, _normal(x, mean, width), x)
        for mean, width in product(np.linspace(-5, 5, 21), np.geomspace(0.25, 8, 21))
    }
    best = min(fits, key=lambda fit: fits[fit])
    over_both = min(divergence for (mean, _), divergence in fits.items() if abs(mean) < 1)
    require(abs(best[0]) == 4, "the best normal sits on a mode")
    require(over_both > fits[best] + 0.1, "those over both modes are worse")
    return "False"


def _normal(x: np.ndarray, mean: float, width: float) -> np.ndarray:
    return np.asarray(np.exp(-(((x - mean) / width) ** 2) / 2) / (width * sqrt(2 * np.pi)))


def _jensen_shannon(p: np.ndarray, q: np.ndarray, x: np.ndarray) -> float:
    middle = (p + q) / 2 + 1e-300
    terms = (np.where(d > 0, d * np.log((d + 1e-300) / middle), 0.0) for d in (p, q))
    return float(sum(np.trapezoid(term, x) for term in terms)) / 2
