"""Temperature scaling: what can be computed, sampled and learned."""

from collections.abc import Sequence
from itertools import pairwise
from math import exp, isclose, log
from pathlib import Path
from typing import Any

from checkers.choice import Explained
from checkers.prose import rubrics
from counterexam.exam import Misprint, argued, checked, require

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))

P = (0.5, 0.2, 0.2, 0.06, 0.04)
"""A distribution to try statements on."""
MODELS = ((0.2, 0.2, 0.2, 0.2, 0.2), (0.1, 0.4, 0.1, 0.1, 0.3))
"""Two models of it."""


def _partition(T: float, c: int) -> float:
    return float(sum(p ** (c / T) for p in P))


def _scaled(T: float, c: int) -> list[float]:
    return [p ** (c / T) / _partition(T, c) for p in P]


@checked
def part_a(c: int) -> float:
    r"""$Z(T) = \sum_x p(x)^{«c»/T}$, and at $T = «c»$ this sums a distribution."""
    require(isclose(_partition(c, c), 1), "a distribution sums to one")
    return 1.0


@argued
def part_b(c: int, twice: int) -> Explained:
    r"""$Z(«twice») = \sum_x \sqrt{p(x)}$ has a term for each sequence, exponentially many in
    $n$, and the root of a product of conditionals that depend on all that came before does not
    sum step by step.
    """
    return Explained("No", RUBRICS["b"].filled(c=c, twice=twice))


@checked
def part_c(c: int) -> str:
    r"""A colder $p^T$ is more concentrated on what is likely under $p$: the mean of $\log p$
    under $p^T$ falls in $T$, as its derivative by $«c»/T$ is a variance. At $T = «c»$ it is
    that of $p$ itself, so samples are better where $T < «c»$.
    """
    temperatures = [c * ratio for ratio in (0.25, 0.5, 0.9, 1.0, 1.1, 2.0, 4.0)]
    quality = [
        sum(w * log(p) for w, p in zip(_scaled(T, c), P, strict=True)) for T in temperatures
    ]
    require(all(a > b for a, b in pairwise(quality)), "quality falls with temperature")
    require(_scaled(c, c) == list(P), "where it is that of the model")
    return f"T < {c}"


@argued
def part_d(c: int) -> Explained:
    r"""$p$ is drawn variable by variable from its conditionals. Those of $p^T$ need sums of
    $p(x)^{«c»/T}$ over all continuations; only $T = «c»$ and $T = \infty$ are easy.
    """
    return Explained(["p"], RUBRICS["d"].filled(c=c))


@argued
def part_e(c: int) -> Explained:
    r"""The estimate averages over samples of $p^T$, which cannot be drawn; importance weights
    $p^T(x) / p(x)$ contain $Z(T)$, and so does $\log p^T(x)$.
    """
    return Explained("No", RUBRICS["e"])


@checked
def part_f(c: int) -> dict[str, Any]:
    r"""The entropy of $p^T$ does not depend on $q$; importance sampling by $p$ brings the
    weight $p^T(x) / p(x) = e^{\frac{«c»-T}{T} \log p(x)} / Z(T)$, and $Z(T)$ is a positive
    constant. So the divergence times $Z(T)$ exceeds $(\star)$ by the same for every $q$.
    """
    for T in (c * 0.5, c * 2.0):
        Z, scaled = _partition(T, c), _scaled(T, c)
        offsets = [Z * _divergence(scaled, q) - _weighted(T, c, q) for q in MODELS]
        require(isclose(offsets[0], offsets[1]), "the objectives differ by a constant")
    divergence = r"\arg\min_q D_{KL}(p^T \| q)"
    cross_entropy = r"\arg\min_q E_{x \sim p^T}[-\log q(x)]"
    reweighted = r"\arg\min_q E_{x \sim p}[-\frac{p^T(x)}{p(x)} \log q(x)]"
    weight = rf"e^{{\frac{{{c}-T}}{{T}} \log p(x)}}"
    divided = rf"\arg\min_q E_{{x \sim p}}[-\frac{{{weight}}}{{Z(T)}} \log q(x)]"
    claim = rf"\arg\min_q E_{{x \sim p}}[-{weight} \log q(x)]"
    weighings = [
        rf"E_{{x \sim p^T}}[-\log q(x)] = {weighed}"
        for weighed in (
            r"E_{x \sim p}[-\frac{p^T(x)}{p(x)} \log q(x)]",
            rf"\frac{{1}}{{Z(T)}} E_{{x \sim p}}[-{weight} \log q(x)]",
        )
    ]
    steps = divergence, cross_entropy, reweighted, divided, claim
    at_once = f"{cross_entropy} = {claim}"
    return {
        "derivation": f"$${' = '.join(steps)}$$",
        "milestones": [
            {"any_of": [f"{divergence} = {cross_entropy}", *_SPLITS], "share": 0.35},
            {"any_of": [f"{cross_entropy} = {reweighted}", *weighings, at_once], "share": 0.35},
            {"any_of": [f"{reweighted} = {claim}", weighings[-1], at_once], "share": 0.3},
        ],
    }


_SPLITS = [
    rf"D_{{KL}}(p^T \| q) = {split}"
    for split in (
        r"-H(p^T) + E_{x \sim p^T}[-\log q(x)]",
        r"-H(p^T) - \sum_x p^T(x) \log q(x)",
        r"E_{x \sim p^T}[\log p^T(x) - \log q(x)]",
        r"\sum_x p^T(x) \log p^T(x) - \sum_x p^T(x) \log q(x)",
        r"\sum_x p^T(x) \log \frac{p^T(x)}{q(x)}",
    )
]
"""The divergence as an objective of which one term has q."""


def _divergence(p: Sequence[float], q: Sequence[float]) -> float:
    return sum(a * log(a / b) for a, b in zip(p, q, strict=True))


def _weighted(T: float, c: int, q: Sequence[float]) -> float:
    return sum(p * -exp((c - T) / T * log(p)) * log(b) for p, b in zip(P, q, strict=True))


@argued
def part_g(c: int) -> Explained:
    r"""Draw $x$ from $p$ and average $-e^{\frac{«c»-T}{T} \log p(x)} \log q_\theta(x)$:
    sampling $p$ and evaluating $p$ and $q_\theta$ are all tractable.
    """
    return Explained("Yes", RUBRICS["g"].filled(c=c))


def _minimum(where: str, before: str, after: str, let: str, because: str) -> Misprint:
    """A step between two objectives that share their minimizer and not their minimum."""
    return Misprint(
        part="7.f",
        where=f"the key of 7.f, {where}",
        let=f"p(x); q(x); T > 0; {let}",
        printed=rf"\min_q {before} = \min_q {after}",
        should_be=rf"\arg\min_q {before} = \arg\min_q {after}",
        because=because,
    )


misprints = (
    _minimum(
        "the second step",
        r"E_{x \sim p^T}[\log p^T(x) - \log q(x)]",
        r"E_{x \sim p^T}[-\log q(x)]",
        let="p^T(x)",
        because="the minima differ by the entropy of p^T; the minimizers are the same",
    ),
    _minimum(
        "the last step",
        r"E_{x \sim p}[-e^{\frac{1-T}{T} \log p(x) - \log Z(T)} \log q(x)]",
        r"E_{x \sim p}[-e^{\frac{1-T}{T} \log p(x)} \log q(x)]",
        let=r"Z(T) := \sum_x p(x)^{1/T}",
        because="the minima differ by the factor Z(T); the minimizers are the same",
    ),
)
