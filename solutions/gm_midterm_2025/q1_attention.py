"""Attention: what it costs, why it needs positions, its formula; and a layer norm by torch."""

from collections.abc import Sequence
from pathlib import Path

import torch
from torch import Tensor

from checkers.prose import Rubric, rubrics
from checkers.value.comparing import printed
from counterexam.exam import argued, checked

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@argued
def part_a() -> Rubric:
    """An RNN takes n steps, O(n), one after the other, in training as in generation; attention
    compares all pairs of tokens, O(n^2), but in parallel. So the Transformer trains faster in
    practice; when tokens are generated one by one, the RNN, whose state has a fixed size, is
    the more efficient.
    """
    return RUBRICS["a"]


@argued
def part_b() -> Rubric:
    """Self-attention is equivariant under permutations: it compares contents only, so that
    without positional embeddings it could not tell one order of the tokens from another.
    """
    return RUBRICS["b"]


@argued
def part_c() -> dict[str, str]:
    r"""The output of token $i$ is the mean of the values under the softmax of its scores.

    The scores $q_i \cdot k_j$ of independent components of unit variance have variance $d$,
    which $\sqrt{d}$ scales back to one. Row $i$ of $\text{softmax}(Q K^T / \sqrt{d}) V$ is
    $o_i$, as the softmax is taken along rows.
    """
    return {
        r"\text{Attention}(Q, K, V)": r"\text{softmax}(\frac{Q K^T}{\sqrt{d}}) V",
        "o_i": r"\sum_{j=1}^n \frac{\exp(q_i^T k_j / \sqrt{d})}"
        r"{\sum_{l=1}^n \exp(q_i^T k_l / \sqrt{d})} v_j",
    }


def work_d(X: Sequence[Sequence[float]]) -> list[tuple[str, str, str, str]]:
    """Mean and deviation of each vector."""
    inputs = torch.tensor(X, dtype=torch.float64)
    mean, deviation = inputs.mean(dim=1), inputs.std(dim=1, correction=0)
    outputs = (inputs - mean[:, None]) / deviation[:, None]
    return [
        (r"\mu", "=", printed(mean.tolist()), "the mean of each row"),
        (r"\sigma", "=", printed(deviation.tolist()), "its biased standard deviation"),
        (r"\frac{X - \mu}{\sigma}", "=", printed(outputs.tolist()), "row by row"),
    ]


def slips_d(X: Sequence[Sequence[float]]) -> dict[str, list[list[float]]]:
    """Other normalizations."""
    inputs = torch.tensor(X, dtype=torch.float64)
    centred = inputs - inputs.mean(dim=1, keepdim=True)
    variance = inputs.var(dim=1, correction=0, keepdim=True)
    over_batch = (inputs - inputs.mean(dim=0)) / inputs.std(dim=0, correction=0)
    return {
        "normalized over the batch, as batch normalization does": over_batch.tolist(),
        "the unbiased deviation": (centred / inputs.std(dim=1, keepdim=True)).tolist(),
        "divided by the variance": (centred / variance).tolist(),
    }


@checked
def part_d(X: Sequence[Sequence[float]]) -> Tensor:
    r"""$y = (x - \mu) / \sigma$ with the vector's own mean and (biased) standard deviation.

    Of two components $a \ne b$ the mean lies in the middle and $\sigma = |a - b| / 2$: the
    larger one becomes 1, the smaller one -1.
    """
    inputs = torch.tensor(X, dtype=torch.float64)
    return torch.nn.functional.layer_norm(inputs, inputs.shape[-1:], eps=0.0)
