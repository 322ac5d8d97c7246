"""The three calculations, by torch in float64, on the GPU where there is one."""

from collections.abc import Callable, Sequence
from itertools import accumulate
from math import sqrt
from operator import mul
from typing import Any

import torch
from torch import Tensor

from checkers.value.comparing import printed
from counterexam.exam import Misprint, checked
from counterexam.key.plots import Grid, Lines, grid, lines

Rows = Sequence[Sequence[float]]
Step = tuple[str, str, str, str]
"""Left side, relation and right side in LaTeX, and the reason."""
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
    query, key, value = _projected(X, W_q, W_k, W_v)
    return _masked(query @ key.T).softmax(dim=-1) @ value


def _projected(X: Rows, *weights: Rows) -> list[Tensor]:
    return [_tensor(X) @ _tensor(W) for W in weights]


def _masked(scores: Tensor) -> Tensor:
    """The scores, those of later tokens as minus infinity."""
    return scores.masked_fill(torch.ones_like(scores).triu(diagonal=1).bool(), -torch.inf)


def work_a(X: Rows, W_q: Rows, W_k: Rows, W_v: Rows) -> list[Step]:
    """Projections, scores, weights, output."""
    query, key, value = _projected(X, W_q, W_k, W_v)
    scores = query @ key.T
    weights = _masked(scores).softmax(dim=-1)
    return [
        ("Q = X W_q", "=", _shown(query), "the queries"),
        ("K = X W_k", "=", _shown(key), "the keys"),
        ("V = X W_v", "=", _shown(value), "the values"),
        ("Q K^\\top", "=", _shown(scores), "the scores, of which those with j > i are masked"),
        ("A", "=", _shown(weights), "softmax of each row over what is not masked"),
        ("O = A V", "=", _shown(weights @ value), "the values, averaged by the weights"),
    ]


def plot_a(X: Rows, W_q: Rows, W_k: Rows, W_v: Rows) -> Grid:
    """The attention weights."""
    query, key, _ = _projected(X, W_q, W_k, W_v)
    weights = _masked(query @ key.T).softmax(dim=-1).tolist()
    title = "The attention weights $A_{ij}$"
    return grid(title, weights, down="query $i$", across="key $j$", start=0, numbers=True)


def slips_a(X: Rows, W_q: Rows, W_k: Rows, W_v: Rows) -> dict[str, Any]:
    """Outputs of other attentions."""
    query, key, value = _projected(X, W_q, W_k, W_v)
    scores = query @ key.T
    others = {
        "later tokens are not masked": scores.softmax(dim=-1),
        "scores are divided by the root of two": _masked(scores / sqrt(2)).softmax(dim=-1),
        "masked weights are set to zero after the softmax": scores.softmax(dim=-1).tril(),
    }
    return {slip: (weights @ value).tolist() for slip, weights in others.items()}


def _shown(values: Tensor) -> str:
    return printed(values.tolist())


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


def work_b(
    mu_real: Sequence[float],
    Sigma_real: Rows,
    mu_1: Sequence[float],
    Sigma_1: Rows,
    mu_2: Sequence[float],
    Sigma_2: Rows,
) -> list[Step]:
    """The three terms of each distance."""
    steps: list[Step] = []
    for place, mu, Sigma in ((1, mu_1, Sigma_1), (2, mu_2, Sigma_2)):
        shift = _tensor(mu_real) - _tensor(mu)
        real, generated = _tensor(Sigma_real), _tensor(Sigma)
        root = float(torch.linalg.eigvals(real @ generated).real.clamp(min=0).sqrt().sum())
        terms = (float(shift @ shift), float((real + generated).trace()), 2 * root)
        shown = [printed(term) for term in terms]
        distance = printed(terms[0] + terms[1] - terms[2])
        steps += [
            (rf"\lVert \mu_r - \mu_{place} \rVert^2", "=", shown[0], "the means"),
            (rf"\text{{Tr}}(\Sigma_r + \Sigma_{place})", "=", shown[1], "the variances"),
            (
                rf"2 \, \text{{Tr}} (\Sigma_r \Sigma_{place})^{{1/2}}",
                "=",
                shown[2],
                "roots of the product's eigenvalues",
            ),
            (
                rf"\text{{FID}}_{place} = {shown[0]} + {shown[1]} - {shown[2]}",
                "=",
                distance,
                "the three together",
            ),
        ]
    return steps


def slips_b(
    mu_real: Sequence[float],
    Sigma_real: Rows,
    mu_1: Sequence[float],
    Sigma_1: Rows,
    mu_2: Sequence[float],
    Sigma_2: Rows,
) -> dict[str, dict[str, float | str]]:
    """Distances that leave a term out, or take roots entry by entry."""

    def both(distance: Callable[[Tensor, Tensor, Tensor], Tensor]) -> dict[str, float | str]:
        real = _tensor(Sigma_real)
        first, second = (
            float(distance(_tensor(mu_real) - _tensor(mu), real, _tensor(Sigma)))
            for mu, Sigma in ((mu_1, Sigma_1), (mu_2, Sigma_2))
        )
        return {"FID_1": first, "FID_2": second, "better": "I" if first < second else "II"}

    def by_entries(shift: Tensor, real: Tensor, generated: Tensor) -> Tensor:
        root = (real @ generated).clamp(min=0).sqrt()
        return shift @ shift + (real + generated - 2 * root).trace()

    return {
        "the root of the product is taken entry by entry": both(by_entries),
        "the distance of the means alone": both(lambda shift, real, generated: shift @ shift),
        "the mixed term is left out": both(
            lambda shift, real, generated: shift @ shift + (real + generated).trace()
        ),
    }


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


def work_c(
    x_0: Rows, epsilon_1: Rows, epsilon_2: Rows, beta_0: float, beta_1000: float
) -> list[Step]:
    """The schedule, then step by step."""
    steps: list[Step] = []
    image = _tensor(x_0)
    for t, noise in ((1, epsilon_1), (2, epsilon_2)):
        beta = beta_0 + t / 1000 * (beta_1000 - beta_0)
        image = forward_step(image, _tensor(noise), beta)
        scales = rf"{sqrt(1 - beta):.6f} \, x_{t - 1} + {sqrt(beta):.6f} \, \epsilon_{t}"
        steps += [
            (rf"\beta_{t}", "=", f"{beta:.4g}", "the schedule is linear"),
            (f"x_{t} = {scales}", "=", _shown(image), "shrunk, and noise added"),
        ]
    return steps


def plot_c(beta_0: float, beta_1000: float, **images: Rows) -> Lines:
    """What the whole schedule leaves of the image."""
    betas = [beta_0 + t / 1000 * (beta_1000 - beta_0) for t in range(1, 1001)]
    kept = [1.0, *accumulate((1 - beta for beta in betas), mul)]
    curves = {
        r"image, $\sqrt{\bar\alpha_t}$": [sqrt(a) for a in kept[::20]],
        r"noise, $\sqrt{1 - \bar\alpha_t}$": [sqrt(1 - a) for a in kept[::20]],
    }
    title = "How much of the image and of the noise the schedule leaves in $x_t$"
    return lines(title, range(0, 1001, 20), curves, across="$t$", up="factor")


def slips_c(
    x_0: Rows, epsilon_1: Rows, epsilon_2: Rows, beta_0: float, beta_1000: float
) -> dict[str, dict[str, Any]]:
    """Two steps with other factors."""

    def run(of_image: Callable[[float], float], of_noise: Callable[[float], float]) -> Any:
        images, image = {}, _tensor(x_0)
        for t, noise in ((1, epsilon_1), (2, epsilon_2)):
            beta = beta_0 + t / 1000 * (beta_1000 - beta_0)
            image = image * of_image(beta) + _tensor(noise) * of_noise(beta)
            images[f"x_{t}"] = image.tolist()
        return images

    return {
        "noise times the variance, not its root": run(lambda b: sqrt(1 - b), lambda b: b),
        "the image is not shrunk": run(lambda b: 1.0, sqrt),
        "the image is shrunk by the factor, not its root": run(lambda b: 1 - b, sqrt),
    }


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
