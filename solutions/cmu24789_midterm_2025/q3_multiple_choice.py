"""The right options. One that states mathematics is run before it is returned."""

from math import exp, isclose, log, pi, sqrt

from counterexam.exam import argued, checked, require


@checked
def part_1() -> str:
    r"""Between Gaussians the terms of the loss have a closed form.

    The forward process is Gaussian, so its posterior $q(x_{t-1} | x_t, x_0)$ is Gaussian too,
    and the loss is made of KL divergences between Gaussians,

    $$KL(\mathcal{N}(m_1, s_1^2) \| \mathcal{N}(m_2, s_2^2))
    = \log\frac{s_2}{s_1} + \frac{s_1^2 + (m_1 - m_2)^2}{2 s_2^2} - \frac{1}{2},$$

    which need no samples. Conjugacy is a convenience: other processes can be trained as well
    («A»); latent diffusion trains its autoencoder first («C»); conditioning augmentation
    perturbs the low-resolution image that the next level is conditioned on («D»).
    """
    m_1, s_1, m_2, s_2 = 0.3, 0.8, -0.5, 1.1
    closed_form = log(s_2 / s_1) + (s_1**2 + (m_1 - m_2) ** 2) / (2 * s_2**2) - 0.5

    def integrand(x: float) -> float:
        log_p = -(((x - m_1) / s_1) ** 2) / 2 - log(s_1)
        log_q = -(((x - m_2) / s_2) ** 2) / 2 - log(s_2)
        return exp(log_p) * (log_p - log_q) / sqrt(2 * pi)

    step = 0.001
    integral = sum(integrand(i * step) for i in range(-10_000, 10_000)) * step
    require(isclose(integral, closed_form, rel_tol=1e-9), "the closed form of the KL")
    return "B"


@argued
def part_2() -> str:
    """Like reconstructions from unlike inputs mean that the code carries no information.

    A KL term that weighs too much pushes every posterior onto the prior (posterior collapse);
    the decoder then sees the same code for all inputs. A smaller weight lets codes differ
    again. Fewer input dimensions or a larger step leave that optimum where it is.
    """
    return "A"


@argued
def part_3() -> str:
    """Attention adds parameters: a head has query, key and value matrices of its own.

    With width d one layer has 4 d^2 of them, the recurrent cell of a plain RNN has 2 d^2. What
    Transformers gain is range, scale and freedom of length.
    """
    return "D"


@checked
def part_4() -> str:
    r"""$o_i = \sum_j \alpha_{ij} v_j$ with $\alpha_{i\cdot} = \text{softmax}_j(q_i \cdot k_j)$.

    The weights are positive and sum to 1 for any number of tokens, so the length is free («D»).
    The decoder has masked self-attention («C»), which is what generates («A»).
    """
    for length in range(1, 8):
        weights = _softmax([0.7 * j - 0.1 * j * j for j in range(length)])
        require(isclose(sum(weights), 1) and min(weights) > 0, "softmax gives convex weights")
    return "B"


def _softmax(scores: list[float]) -> list[float]:
    exponentials = [exp(score) for score in scores]
    return [value / sum(exponentials) for value in exponentials]


@checked
def part_5() -> str:
    """Heads attend to one sequence in different learned projections; batches are never mixed.

    A batch is computed sequence by sequence: changing one leaves the others' outputs alone. The
    weights depend on the input («A»), n tokens have n^2 scores («B»), and keys and values may
    come from another modality («D»).
    """
    batch = [[0.2, 0.9], [0.5, -0.3]]
    changed = [batch[0], [4.0, 7.0]]
    require(
        _attend(batch)[0] == _attend(changed)[0], "a sequence is blind to the rest of its batch"
    )
    return "C"


def _attend(batch: list[list[float]]) -> list[list[float]]:
    """Self-attention of every sequence of scalars x in a batch, with q = k = v = x."""
    return [
        [sum(w * v for w, v in zip(_softmax([q * k for k in x]), x, strict=True)) for q in x]
        for x in batch
    ]


@argued
def part_6() -> str:
    """The Huber loss is a regression loss, for numbers that should be close to a target.

    Binary cross-entropy is the discriminator's loss in the original GAN, Wasserstein distance
    that of the WGAN, and KL is among the divergences that f-GANs minimize.
    """
    return "B"


@argued
def part_7() -> str:
    """Noise is the network's only source of variety.

    A deterministic network has one output for each input: new outputs need new inputs, and
    those are drawn from the noise distribution.
    """
    return "D"


@checked
def part_8() -> str:
    """A discriminator is a convolutional classifier whose strided kernels shrink feature maps.

    A kernel of size k, stride s and padding p takes length n to (n + 2p - k) // s + 1; the 4x4
    kernels of a DCGAN with stride 2 and padding 1 halve it. Their entries are learned (not
    «D»), upsampling and generating are the generator's task («B», «C»).
    """
    sizes = [64]
    while sizes[-1] > 4:
        sizes.append((sizes[-1] + 2 * 1 - 4) // 2 + 1)
    require(sizes == [64, 32, 16, 8, 4], "4x4 kernels of stride 2 halve the feature map")
    return "A"


@checked
def part_9() -> str:
    r"""Step t adds noise of variance $\beta_t$, and $\beta_t$ is the schedule.

    After t steps the data keep the factor $\bar\alpha_t = \prod_s (1 - \beta_s)$ and the noise
    has variance $1 - \bar\alpha_t$: the schedule alone decides how fast it grows.
    """
    schedule = [1e-4 + t * (0.02 - 1e-4) / 1000 for t in range(1, 1001)]
    kept, variance = 1.0, 0.0
    for beta in schedule:
        kept, variance = kept * (1 - beta), (1 - beta) * variance + beta
    require(isclose(variance, 1 - kept), "the noise has variance 1 - alpha_bar")
    return "A"


@argued
def part_10() -> str:
    """A query asks, keys are asked, values answer.

    The query of a token is compared with the key of each token of the input, which stands for
    that token's information; the comparison settles how relevant the token is, and the values
    are what is averaged by these weights.
    """
    return "B"
