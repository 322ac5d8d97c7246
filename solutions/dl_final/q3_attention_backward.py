"""Attention backward by the chain rule, in indices and in matrices, against torch autograd."""

from collections.abc import Mapping

import torch
from torch import Tensor

from counterexam.exam import checked, require

Values = dict[str, str]


def _by_autograd() -> dict[str, Tensor]:
    """All arrays of a layer of random weights, each with its gradient under "d" and its name.

    Vectors are rows.
    """
    rng = torch.Generator().manual_seed(3)
    X, W_Q, W_K, W_V = (
        torch.randn(shape, generator=rng, dtype=torch.float64, requires_grad=True)
        for shape in ((4, 3), (2, 3), (2, 3), (5, 3))
    )
    Q, K, V = X @ W_Q.T, X @ W_K.T, X @ W_V.T
    A = torch.softmax(Q @ K.T, dim=1)
    Y = A @ V
    arrays = {"X": X, "W_Q": W_Q, "W_K": W_K, "W_V": W_V} | {
        "Q": Q, "K": K, "V": V, "A": A, "Y": Y
    }  # fmt: skip
    slopes = torch.autograd.grad(torch.sin(Y).sum(), list(arrays.values()))
    return arrays | {f"d{name}": slope for name, slope in zip(arrays, slopes, strict=True)}


def _confirm(claims: Mapping[str, str]) -> None:
    """Hold sums over indices, in the notation of einsum, and products against autograd."""
    arrays = _by_autograd()
    for name, spelled in claims.items():
        indices, *factors = spelled.split()
        found = torch.einsum(indices, *(arrays[factor] for factor in factors))
        require(torch.allclose(found, arrays[name]), f"the gradient {name} is {spelled}")


@checked
def part_1() -> dict[str, Values]:
    r"""$y_j$ holds $\alpha_{ji} v_i$. So $\partial L / \partial v_i$ collects
    $\alpha_{ji}\, \partial L / \partial y_j$ over all queries $j$, and $\alpha_{ij}$ reaches
    only $y_i$, with the slope $v_j$. As matrices, $A^\top\, \partial L / \partial Y$ and
    $\partial L / \partial Y\; V^\top$.
    """
    _confirm({"dV": "ji,jm->im A dY"})
    arrays = _by_autograd()
    require(torch.allclose(arrays["dY"] @ arrays["V"].T, arrays["dA"]), "the weights' gradient")
    return {
        "v_i": {
            r"\frac{\partial L}{\partial v_i}": r"\sum_{j=1}^n \alpha_{ji}"
            r" \frac{\partial L}{\partial y_j}",
            r"\frac{\partial L}{\partial V}": r"A^\top \frac{\partial L}{\partial Y}",
        },
        "alpha_ij": {
            r"\frac{\partial L}{\partial \alpha_{ij}}": r"v_j^\top"
            r" \frac{\partial L}{\partial y_i}",
            r"\frac{\partial L}{\partial A}": r"\frac{\partial L}{\partial Y} V^\top",
        },
    }


@checked
def part_2() -> dict[str, Values]:
    r"""Of $s_{ij} = q_i^\top k_j$ the slopes are $\alpha_{it} (\delta_{tj} - \alpha_{ij})$.

    So
    $$\frac{\partial L}{\partial s_{ij}} = \alpha_{ij} \left(\frac{\partial L}{\partial
    \alpha_{ij}} - \sum_t \alpha_{it} \frac{\partial L}{\partial \alpha_{it}}\right),$$

    and $s_{ij}$ has the slope $k_j$ in $q_i$ and $q_i$ in $k_j$.
    """
    arrays = _by_autograd()
    A, dA = arrays["A"], arrays["dA"]
    dS = A * (dA - (A * dA).sum(1, keepdim=True))
    require(torch.allclose(dS @ arrays["K"], arrays["dQ"]), "the queries' gradient")
    require(torch.allclose(dS.T @ arrays["Q"], arrays["dK"]), "the keys' gradient")
    slope = (
        r"\alpha_{ROW} (\frac{\partial L}{\partial \alpha_{ROW}}"
        r" - \sum_{t=1}^n \alpha_{Ft} \frac{\partial L}{\partial \alpha_{Ft}})"
    )
    by_query, by_key = (slope.replace("ROW", at).replace("F", at[0]) for at in ("ij", "ji"))
    scores = (
        r"(A \odot \frac{\partial L}{\partial A}"
        r" - \text{diag}(\text{diag}(A (\frac{\partial L}{\partial A})^\top)) A)"
    )
    return {
        "q_i": {
            r"\frac{\partial L}{\partial q_i}": rf"\sum_{{j=1}}^n {by_query} k_j",
            r"\frac{\partial L}{\partial Q}": f"{scores} K",
        },
        "k_i": {
            r"\frac{\partial L}{\partial k_i}": rf"\sum_{{j=1}}^n {by_key} q_j",
            r"\frac{\partial L}{\partial K}": rf"{scores}^\top Q",
        },
    }


@checked
def part_3() -> dict[str, Values]:
    r"""$q_i = W_Q x_i$ for every $i$, so the weights collect $(\partial L / \partial q_i)
    x_i^\top$ over all positions; as matrices, $(\partial L / \partial Q)^\top X$. Likewise for
    keys and values.
    """
    _confirm({f"dW_{name}": f"im,id->md d{name} X" for name in "QKV"})
    return {
        f"W_{name}": {
            rf"\frac{{\partial L}}{{\partial W_{name}}}": (
                rf"\sum_{{i=1}}^n \frac{{\partial L}}{{\partial {name.lower()}_i}} x_i^\top"
            )
        }
        for name in "QKV"
    }
