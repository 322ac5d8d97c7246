"""Adversarial training as a procedure; KL as an f-divergence, its conditions by SymPy."""

from math import exp, sqrt, tau
from pathlib import Path
from typing import Any

from sympy import diff, log, symbols

from checkers.prose import Rubric, rubrics
from counterexam.exam import argued, proved, require
from counterexam.key.plots import Lines, lines

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@argued
def part_a() -> Rubric:
    r"""$\min_G \max_D \mathbb{E}_x[\log D(x)] + \mathbb{E}_z[\log(1 - D(G(z)))]$ is played in
    turns: a step for the discriminator on real and generated samples, a step for the generator
    against it. To generate, draw noise and apply the generator; the discriminator is not used.
    """
    return RUBRICS["a"]


def plot_a() -> Lines:
    """A discriminator that has not learnt yet, and the optimal one it is trained towards."""
    at = [x / 10 for x in range(-40, 41)]
    data, fake = ([exp(-((x - m) ** 2) / 2) / sqrt(tau) for x in at] for m in (1, -1))
    curves = {
        "data": data,
        "generated": fake,
        "$D^*$": [p / (p + q) for p, q in zip(data, fake, strict=True)],
        "$D$, half trained": [1 / (1 + exp(-x)) for x in at],
    }
    title = (
        "A discriminator $D$ on its way to the optimal one, $D^* = p_{data} / (p_{data} + p_G)$"
    )
    return lines(title, at, curves, across="$x$", up="density, probability")


@proved
def part_b() -> dict[str, Any]:
    r"""$f(t) = t \log t$ is convex, $f'' = 1/t > 0$, and $f(1) = 0$; the factor $q$ cancels."""
    t, p, q = symbols("t p q", positive=True)
    f = t * log(t)
    require(bool(diff(f, t, 2).is_positive), "t log t is convex")
    require(f.subs(t, 1) == 0, "f(1) = 0")
    require((q * f.subs(t, p / q) - p * log(p / q)).equals(0) is True, "q cancels")
    divergence = r"D_f(P \| Q)"
    defined = r"\int q(x) f(\frac{p(x)}{q(x)}) dx"
    inserted = r"\int q(x) \frac{p(x)}{q(x)} \log \frac{p(x)}{q(x)} dx"
    cancelled = r"\int p(x) \log \frac{p(x)}{q(x)} dx"
    steps = (divergence, defined, inserted, cancelled, r"D_{KL}(P \| Q)")
    return {
        "derivation": f"$${' = '.join(steps)}$$",
        "reasons": {"2": r"$f(t) = t \log t$"},
        "milestones": [
            {
                "any_of": [f"{defined} = {inserted}", f"{defined} = {cancelled}"],
                "share": 0.5,
            },
        ],
    }
