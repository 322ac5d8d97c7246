"""The three calculations, by torch in float64, on the GPU where there is one."""

from collections.abc import Sequence
from math import sqrt
from typing import Any

import torch
from torch import Tensor

from counterexam.exam import Misprint, checked

Rows = Sequence[Sequence[float]]
DEVICE = torch.device("cuda" if torch.cuda.is_available() else "cpu")


def _tensor(data: Sequence[Any]) -> Tensor:
    return torch.tensor(data, dtype=torch.float64, device=DEVICE)


@checked
def part_a(X: Rows, W_q: Rows, W_k: Rows, W_v: Rows) -> Tensor:
    r"""Row $i$ of $A$ is the softmax of the scores $Q_i \cdot K_j$ over $j \le i$.

    $$O = A V, \qquad A_{ij} = \frac{\exp(Q_i \cdot K_j)}{\sum_{k \le i} \exp(Q_i \cdot K_k)}
    \text{ for } j \le i, \text{ and } 0 \text{ otherwise}$$

    The first token sees itself only, so $O_0 = V_0$. Masked scores are $-\infty$ before the
    softmax, which gives them weight 0 and lets the others sum to 1.
    """
    tokens = _tensor(X)
    query, key, value = (tokens @ _tensor(W) for W in (W_q, W_k, W_v))
    later = torch.ones(len(X), len(X), device=DEVICE).triu(diagonal=1).bool()
    attention = (query @ key.T).masked_fill(later, -torch.inf).softmax(dim=-1)
    return attention @ value


@checked
def part_b(
    mu_real: Sequence[float],
    Sigma_real: Rows,
    mu_1: Sequence[float],
    Sigma_1: Rows,
    mu_2: Sequence[float],
    Sigma_2: Rows,
) -> dict[str, float | str]:
    r"""The squared Fréchet distance of two Gaussians, and the smaller one is the better.

    $$\text{FID} = \lVert \mu_r - \mu_g \rVert^2
    + \operatorname{Tr}\left(\Sigma_r + \Sigma_g - 2 (\Sigma_r \Sigma_g)^{1/2}\right)$$

    $\Sigma_r \Sigma_g$ is similar to $\Sigma_r^{1/2} \Sigma_g \Sigma_r^{1/2}$, which is
    symmetric and positive semidefinite; so its eigenvalues $\lambda_i$ are non-negative and the
    trace of its root is $\sum_i \sqrt{\lambda_i}$.
    """
    first = frechet_distance(mu_real, Sigma_real, mu_1, Sigma_1)
    second = frechet_distance(mu_real, Sigma_real, mu_2, Sigma_2)
    return {"FID_1": first, "FID_2": second, "better": "I" if first < second else "II"}


def frechet_distance(
    mu_r: Sequence[float], Sigma_r: Rows, mu_g: Sequence[float], Sigma_g: Rows
) -> float:
    """Squared 2-Wasserstein distance of N(mu_r, Sigma_r) and N(mu_g, Sigma_g).

    Source: Dowson and Landau, 1982; Heusel et al., 2017, https://arxiv.org/abs/1706.08500.
    """
    real, generated = _tensor(Sigma_r), _tensor(Sigma_g)
    shift = _tensor(mu_r) - _tensor(mu_g)
    eigenvalues = torch.linalg.eigvals(real @ generated).real.clamp(min=0)
    distance = shift @ shift + (real + generated).trace() - 2 * eigenvalues.sqrt().sum()
    return float(distance)


@checked
def part_c(
    x_0: Rows, epsilon_1: Rows, epsilon_2: Rows, beta_0: float, beta_1000: float
) -> dict[str, Tensor]:
    r"""Each step shrinks the image and adds noise of the schedule's variance.

    $$\beta_t = \beta_0 + \frac{t}{1000} (\beta_{1000} - \beta_0), \qquad
    x_t = \sqrt{1 - \beta_t}\, x_{t-1} + \sqrt{\beta_t}\, \epsilon_t$$
    """
    beta_1, beta_2 = (beta_0 + t / 1000 * (beta_1000 - beta_0) for t in (1, 2))
    x_1 = forward_step(_tensor(x_0), _tensor(epsilon_1), beta_1)
    x_2 = forward_step(x_1, _tensor(epsilon_2), beta_2)
    return {"x_1": x_1, "x_2": x_2}


def forward_step(x: Tensor, epsilon: Tensor, beta: float) -> Tensor:
    """A sample of N(sqrt(1 - beta) x, beta I) from the standard normal sample epsilon."""
    return x * sqrt(1 - beta) + epsilon * sqrt(beta)


SCHEDULE = r"\beta_1 := 0.0001 + 0.0199/1000; \beta_2 := 0.0001 + 2 \cdot 0.0199/1000"
CARRIED = "the factors were rounded to five digits before they were multiplied, which costs one"
MISCOUNTED = "the two summands, rounded or not, add up to another last digit"
FOLLOWING = "it follows from the wrong pixel of x_1, and from rounded factors"


def _misprinted_pixel(
    place: str, x_0: float, sign: str, printed: str, should_be: str, because: str
) -> Misprint:
    """Of a pixel that is `x_0` in the image and has the noise `sign` 1, then `sign` 2."""
    value = rf"\sqrt{{1 - \beta_1}} \cdot {x_0} {sign} \sqrt{{\beta_1}}"
    if place.startswith("x_2"):
        value = rf"\sqrt{{1 - \beta_2}} ({value}) {sign} 2 \sqrt{{\beta_2}}"
    return Misprint(
        part="2.c",
        where=f"the key of 2.c, {place}",
        let=SCHEDULE,
        printed=rf"|{value} - {printed}| \le 0.000005",
        should_be=rf"|{value} - {should_be}| \le 0.000005",
        because=because,
    )


misprints = (
    _misprinted_pixel("x_1[2,3]", 0.6, "+", "0.61092", "0.61091", MISCOUNTED),
    _misprinted_pixel("x_1[3,2]", 0.6, "-", "0.58899", "0.58901", MISCOUNTED),
    _misprinted_pixel("x_2[1,1]", 0.8, "+", "0.83448", "0.83449", CARRIED),
    _misprinted_pixel("x_2[2,2]", 1.0, "+", "1.03446", "1.03447", CARRIED),
    _misprinted_pixel("x_2[2,3]", 0.6, "+", "0.63451", "0.63452", CARRIED),
    _misprinted_pixel("x_2[3,2]", 0.6, "-", "0.56530", "0.56533", FOLLOWING),
    _misprinted_pixel("x_2[3,3]", 0.3, "+", "0.33455", "0.33456", CARRIED),
)
