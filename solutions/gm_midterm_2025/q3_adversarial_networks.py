"""Adversarial training as a procedure; KL as an f-divergence, its conditions by SymPy."""

from math import exp, sqrt, tau
from typing import Any

from sympy import diff, log, symbols

from checkers.prose import Rubric, rubric
from counterexam.exam import argued, proved, require
from counterexam.key.plots import Lines, lines


@argued
def part_a() -> Rubric:
    r"""$\min_G \max_D \mathbb{E}_x[\log D(x)] + \mathbb{E}_z[\log(1 - D(G(z)))]$ is played in
    turns: a step for the discriminator on real and generated samples, a step for the generator
    against it. To generate, draw noise and apply the generator; the discriminator is not used.
    """
    return rubric(r"""
        contrast GENERATOR|f_g / DISCRIMINATOR|f_d
        25% The discriminator learns to tell real samples from generated ones.
            DISCRIMINATOR|f_d : TELLS|maximi*|最大化 > REAL|FAKE
            DISCRIMINATOR|f_d : maximi*|最大化 > log d|accuracy|objective|probabilit*
            formula E_{x \sim p_{data}}[\log D(x)] + E_{z \sim p_z}[\log(1 - D(G(z)))]
            formula -E_{x \sim p_{data}}[\log D(x)] - E_{z \sim p_z}[\log(1 - D(G(z)))]
        25% The generator learns to fool the discriminator.
            GENERATOR|f_g : FOOLS
            GENERATOR|f_g : minimi*|最小化 > log|loss|it|objective|目标
            FOOLS > DISCRIMINATOR|f_d
        25% The two are trained in turns, or play a minimax game.
            min-max|minimax|min max|zero-sum|min_g|博弈|极小极大
            alternat*|iterativ*|in turn|simultaneous*|交替|轮流 > train*|updat*|step*|训练|更新
            train*|updat*|process > alternat*|iterativ*|in turn
            fix* > GENERATOR|DISCRIMINATOR > updat*|train*
            固定 > GENERATOR|DISCRIMINATOR
        25% To generate, noise is drawn and passed through the generator alone.
            SAMPLES > NOISE|z & GENERATOR|through|pass*|map*|输入
            NOISE > through|into|输入|送入 > GENERATOR|it
            DISCRIMINATOR|f_d : discard*|not used|not needed|removed|丢弃|不需要
            only|alone|只 > GENERATOR|f_g
        -30% Discriminator and generator are not exchanged.
            GENERATOR|f_g : TELLS > REAL
            DISCRIMINATOR|f_d : generates|creates|produces > image*|data|FAKE
        -20% The discriminator takes no part in generation.
            inference|generation|sampling > use*|need*|requir* > DISCRIMINATOR
    """)


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
