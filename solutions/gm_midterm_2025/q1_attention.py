"""Attention: what it costs, why it needs positions, its formula; and a layer norm by torch."""

from collections.abc import Sequence

import torch
from torch import Tensor

from checkers.prose import Rubric, rubric
from checkers.value.comparing import printed
from counterexam.exam import argued, checked


@argued
def part_a() -> Rubric:
    """An RNN takes n steps, O(n), one after the other, in training as in generation; attention
    compares all pairs of tokens, O(n^2), but in parallel. So the Transformer trains faster in
    practice; when tokens are generated one by one, the RNN, whose state has a fixed size, is
    the more efficient.
    """
    return rubric("""
        contrast RECURRENCE / TRANSFORMER
        contrast train*|训练 / inference*|generat*|sampl*|推理|推断|生成
        25% An RNN is linear in the length, O(n): one step a token.
            RECURRENCE : LINEAR_COST
            RECURRENCE > LINEAR_COST
        25% A Transformer is quadratic, O(n^2): every pair of tokens is compared.
            TRANSFORMER : QUADRATIC_COST
            TRANSFORMER > QUADRATIC_COST
        25% The Transformer trains more efficiently, as its tokens are processed in parallel.
            TRANSFORMER : PARALLEL
            TRANSFORMER > PARALLEL
            TRANSFORMER > more > training-efficient|efficient to train|efficient in training
            train*|训练 : TRANSFORMER > FAST
            half RECURRENCE : SEQUENTIAL
        25% The RNN generates more efficiently: constant work and memory a token.
            RECURRENCE > more > inference-efficient|efficient at inference|efficient to sample
            inference*|推理|推断 : RECURRENCE > FAST|LINEAR_COST|constant
            RECURRENCE > inference*|generat*|推理|推断 > FAST|constant
            RECURRENCE : O(1)|constant|fixed-size|fixed size|hidden state|常数
        -25% An RNN is not quadratic in the length.
            RECURRENCE : QUADRATIC_COST
        -25% Self-attention is not linear in the length.
            TRANSFORMER : LINEAR_COST
    """)


@argued
def part_b() -> Rubric:
    """Self-attention is equivariant under permutations: it compares contents only, so that
    without positional embeddings it could not tell one order of the tokens from another.
    """
    return rubric("""
        60% Self-attention is blind to the order: it treats the sequence as a set.
            permutation|permut*|置换|排列 & equivarian*|invarian*|same|等变|不变
            TRANSFORMER|it|input* > set|bag|unordered|无序|集合
            no|not|cannot|can't|lack*|without|ignor*|agnostic|blind > ORDER
            ORDER > ignor*|agnostic|lost
            缺乏|无法|忽略|没有|不能 > ORDER
        40% Embeddings of the positions put the order in.
            POSITIONAL > ADDS|giv*|provid*|inject*|encod*|tell*|inform*|提供|引入 > ORDER
            POSITIONAL > ORDER
            POSITIONAL > inject*|provid*|restor*|encod*|提供|引入|注入
            without|没有 > POSITIONAL > cannot|can't|no|not|无法|不能 > ORDER
            without|没有 > POSITIONAL > permut*|invarian*|equivarian*|same
            ORDER > POSITIONAL
            need*|requir*|necessary|需要 > POSITIONAL
        -60% Self-attention does not know the order by itself.
            TRANSFORMER : know*|captur*|process* > ORDER
            TRANSFORMER : is > SEQUENTIAL
    """)


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
