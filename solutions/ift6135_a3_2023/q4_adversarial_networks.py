"""Choices and reasons on GANs, and what the optimal discriminator tells of two densities."""

from math import exp, sqrt, tau
from pathlib import Path
from typing import Any

from checkers.prose import Rubric, rubrics
from counterexam.exam import argued, checked
from counterexam.key.plots import Lines, lines

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@argued
def part_1() -> str:
    """The discriminator tells real images of apples from generated ones; whether something else
    is an apple it was never asked.
    """
    return "b"


@argued
def part_2() -> str:
    r"""$-\log D(G(z))$ is steep where $D(G(z))$ is small; $\log(1 - D(G(z)))$ is flat there.
    The other two feed the discriminator's output to the generator.
    """
    return "b"


@argued
def part_3(percent: int) -> str:
    """Dropout is a regularizer; the gap is overfitting. The others generate, activate,
    optimize.
    """
    return "b"


@argued
def part_4() -> Rubric:
    r"""Non-saturating: at the start $D(G(z))$ is close to 0, where its gradient is large and
    that of the saturating cost is not.
    """
    return RUBRICS["4"]


@argued
def part_5() -> Rubric:
    """A loss is measured against the other network, and that one has improved meanwhile: equal
    losses at both times mean an equal balance, not equal quality.
    """
    return RUBRICS["5"]


def plot_6a() -> Lines:
    """A discriminator against the optimal one, between two normal densities."""
    at = [x / 10 for x in range(-40, 51)]
    f_0, f_1 = ([exp(-((x - m) ** 2) / 2) / sqrt(tau) for x in at] for m in (0, 2))
    curves = {
        "$f_0$": f_0,
        "$f_1$": f_1,
        "$D^*$": [b / (a + b) for a, b in zip(f_0, f_1, strict=True)],
        "$D$, too cautious": [1 / (1 + exp(-(x - 1) / 2)) for x in at],
    }
    title = "The optimal discriminator $D^*$ of two densities, and a $D$ that falls short of it"
    return lines(title, at, curves, across="$x$", up="density, probability")


@checked
def part_6a() -> dict[str, Any]:
    r"""$D^*$ turns both logarithms into those of a density over the sum $f_0 + f_1 = 2 \mu$."""
    return {
        "derivation": r"""
            The integrand is greatest where its derivative vanishes,
            $$\frac{f_1(x)}{D(x)} - \frac{f_0(x)}{1 - D(x)} = 0,$$ so
            $$D^*(x) = \frac{f_1(x)}{f_0(x) + f_1(x)}.$$ Then
            $$G[D^*] = E_{x \sim p_1}[\log \frac{f_1(x)}{f_0(x) + f_1(x)}]
              + E_{x \sim p_0}[\log \frac{f_0(x)}{f_0(x) + f_1(x)}]
            = 2 \text{JSD}(p_0, p_1) - 2 \log 2$$ and
            $$\text{JSD}(p_0, p_1) = \frac{1}{2} G[D^*] + \log 2$$
        """,
        "reasons": {
            "2": "solved for $D$",
            "3": "$D^*$ put in",
            "4": r"$f_0 + f_1 = 2 \mu$ in both logarithms, and the definition",
            "5": "solved for the divergence",
        },
        "milestones": [
            {"any_of": [r"D^*(x) = \frac{f_1(x)}{f_0(x) + f_1(x)}"], "share": 0.5},
        ],
    }


@checked
def part_6b() -> dict[str, Any]:
    r"""$D^* (f_0 + f_1) = f_1$, solved for $f_1$."""
    return {
        "derivation": r"""
            The integrand is greatest where its derivative vanishes,
            $$\frac{f_1(x)}{D(x)} - \frac{f_0(x)}{1 - D(x)} = 0,$$ so
            $$D^*(x) = \frac{f_1(x)}{f_0(x) + f_1(x)}$$ and
            $$f_1(x) = f_0(x) \frac{D^*(x)}{1 - D^*(x)}$$
        """,
        "reasons": {"2": "solved for $D$", "3": "solved for $f_1$"},
        "milestones": [
            {"any_of": [r"D^*(x) = \frac{f_1(x)}{f_0(x) + f_1(x)}"], "share": 0.6},
        ],
    }
