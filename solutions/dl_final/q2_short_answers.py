"""Rubrics of the short answers; invariance under permutations is run first."""

from itertools import permutations
from pathlib import Path

import numpy as np

from checkers.prose import Rubric, rubrics
from counterexam.exam import argued, checked, require

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@argued
def part_1() -> Rubric:
    """No: the codes that the encoder uses are far from uniform and depend on one another. So a
    prior is learned on the codes of the training data, such as an autoregressive PixelCNN or
    Transformer; codes are drawn from it and decoded.
    """
    return RUBRICS["1"]


@argued
def part_2a() -> Rubric:
    r"""VAE: encoder $q(z | x, y)$ and decoder $p(x | z, y)$ see the label; maximize
    $\mathbb{E}_q[\log p(x | z, y)] - D_{KL}(q(z | x, y) \| p(z))$. GAN: generator $G(z, y)$ and
    discriminator $D(x, y)$ see the label; $\min_G \max_D \mathbb{E}[\log D(x, y)] +
    \mathbb{E}[\log(1 - D(G(z, y), y))]$, in turns.
    """
    return RUBRICS["2a"]


@argued
def part_2b() -> Rubric:
    r"""VAE: treat a missing label as a latent with a classifier $q(y | x)$ and add the bound
    that averages over it (the M2 model), or label the data by a classifier first. GAN: let $D$
    also judge unlabelled images for being real, predict $K + 1$ classes, or use
    pseudo-labels.
    """
    return RUBRICS["2b"]


@checked
def part_3() -> Rubric:
    r"""Small noise leaves the weights all but parallel to yours, while independent models are
    all but orthogonal: compare weights by distance or cosine. A permutation of neurons
    multiplies $W_1$ by $P$ and $W_2$ by $P^\top$: match neurons first (by assignment), or
    compare what does not change, such as outputs, singular values and sorted norms.
    """
    rng = np.random.default_rng(2)
    first, second, x = (rng.standard_normal(shape) for shape in ((4, 3), (2, 4), 3))
    output = second @ np.maximum(first @ x, 0)
    values = np.linalg.svd(first, compute_uv=False)
    for order in map(list, permutations(range(4))):
        moved = second[:, order] @ np.maximum(first[order] @ x, 0)
        require(np.allclose(moved, output), "a permutation leaves the outputs")
        same = np.allclose(np.linalg.svd(first[order], compute_uv=False), values)
        require(same, "and the singular values")
    return RUBRICS["3"]
