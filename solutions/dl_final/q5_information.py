"""Bounds on information run on tables, the optimal discriminator and a gradient by SymPy."""

from math import log
from pathlib import Path
from typing import Any

from sympy import diff, exp, limit, oo, simplify, solve, symbols
from sympy import log as ln

from checkers.prose import Rubric, rubrics
from counterexam.exam import argued, checked, proved, require
from counterexam.key.plots import Lines, lines

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))

MEAN_DIVERGENCE = r"E_{x \sim p_{data}}[D_{KL}(E(z|x) \| R(z))]"


@checked
def part_1() -> dict[str, Any]:
    r"""With the code's law $\sum_x p_{\text{data}}(x) E(z|x)$ in the place of $R$ the bound
    is the mutual information; with $R$ it is larger by $D_{KL}(p(z) \| R(z)) \ge 0$.
    """
    information, divergence, gap = _on_a_table()
    require(abs(divergence - information - gap) < 1e-12, "the gap is a divergence")
    require(gap > 0, "and it is positive")
    averaged = r"E_{x \sim p_{data}}[D_{KL}(E(z|x) \| p(z))]"
    split = rf"{MEAN_DIVERGENCE} - D_{{KL}}(p(z) \| R(z))"
    return {
        "derivation": (
            rf"$$I(X; Z) = \sum_{{x,z}} p(x,z) \log \frac{{p(x,z)}}{{p(x) p(z)}} = {averaged}"
            rf" = {split} \le {MEAN_DIVERGENCE}$$"
        ),
        "reasons": {
            "2": r"$p(x,z) = p_{data}(x) E(z|x)$, the sum over $z$ inside",
            "3": r"$\log p(z)$ exchanged for $\log R(z)$, whose mean differs by a divergence",
        },
        "milestones": [
            {"any_of": [f"I(X; Z) = {averaged}"], "share": 0.3},
            {"any_of": [f"I(X; Z) = {split}", f"{averaged} = {split}"], "share": 0.4},
        ],
    }


def _on_a_table() -> tuple[float, float, float]:
    """I(X; Z), the mean divergence from R, and the divergence of p(z) from R."""
    data, encoder, R = (0.3, 0.7), ((0.6, 0.1, 0.3), (0.2, 0.5, 0.3)), (0.25, 0.25, 0.5)
    code = [sum(p * e[z] for p, e in zip(data, encoder, strict=True)) for z in range(3)]
    cells = [(p * e[z], e[z], z) for p, e in zip(data, encoder, strict=True) for z in range(3)]
    information = sum(weight * log(e / code[z]) for weight, e, z in cells)
    divergence = sum(weight * log(e / R[z]) for weight, e, z in cells)
    return information, divergence, sum(c * log(c / r) for c, r in zip(code, R, strict=True))


@argued
def part_2() -> list[str]:
    r"""Lagrange's function of maximizing $\mathbb{E}[\log q(x|z)]$ under the constraint
    $\mathbb{E}[D_{KL}(E(z|x) \| R(z))] \le C$ subtracts $\beta$ times what the constraint is
    violated by; minimizing, it has the opposite sign. The constant $\beta C$ does not matter.
    """
    likelihood = r"E_{x \sim p_{data}}[E_{z \sim E(z|x)}[\log q(x|z)]]"
    free = rf"{likelihood} - \beta {MEAN_DIVERGENCE}"
    whole = rf"{likelihood} - \beta ({MEAN_DIVERGENCE} - C)"
    return [whole, free, f"-({whole})", f"-({free})"]


def plot_3() -> Lines:
    """The integrand against D, for some values of the densities."""
    at = [place / 50 for place in range(1, 50)]
    curves = {
        f"${p}$, ${q}$": [p * log(D) + q * log(1 - D) for D in at]
        for p, q in ((0.5, 0.5), (0.75, 0.25), (0.1, 0.9))
    }
    title = r"The integrand at one $x$ for some $p_{data}(x)$, $p_\theta(x)$; it peaks at $D^*$"
    return lines(title, at, curves, across="$D(x)$", up="integrand")


@proved
def part_3() -> dict[str, Any]:
    r"""The objective is $\int p_{\text{data}}(x) \log D(x) + p_\theta(x) \log(1 - D(x))\, dx$.
    At every $x$ its integrand is strictly concave in $D(x)$, and stationary at $D^*(x)$.
    """
    p, q, D = symbols("p q D", positive=True)
    integrand = p * ln(D) + q * ln(1 - D)
    slope = diff(integrand, D)
    (optimum,) = solve(slope, D)
    require(simplify(optimum - p / (p + q)) == 0, "the stationary value")
    curvature = simplify(diff(slope, D).subs(D, optimum))
    require(bool(curvature.is_negative), "it is a maximum")
    stationary = r"\frac{p_{data}(x)}{D(x)} - \frac{p_\theta(x)}{1 - D(x)} = 0"
    return {
        "derivation": (
            "At every point the integrand is greatest where its derivative vanishes, "
            rf"$${stationary},$$ so $$D^*(x) = "
            r"\frac{p_{data}(x)}{p_{data}(x) + p_\theta(x)}.$$"
        ),
        "milestones": [
            {
                "any_of": [
                    stationary,
                    r"p_{data}(x) (1 - D(x)) = p_\theta(x) D(x)",
                    stationary.replace("D(x)", "D^*(x)"),
                    r"p_{data}(x) (1 - D^*(x)) = p_\theta(x) D^*(x)",
                ],
                "share": 1.0,
            },
        ],
    }


@proved
def part_4() -> list[dict[str, Any]]:
    r"""$\frac{\partial}{\partial a} \log(1 - \sigma(a)) = -\frac{\sigma(a) (1 - \sigma(a))}{1 -
    \sigma(a)} = -\sigma(a)$, which is at most $e^a$ in size: it vanishes as $a \to -\infty$,
    and the gradient by $\theta$ with it.
    """
    a = symbols("a", real=True)
    sigma = 1 / (1 + exp(-a))
    slope = diff(ln(1 - sigma), a)
    require(simplify(slope + sigma) == 0, "the slope is minus the sigmoid")
    require(limit(-sigma, a, -oo) == 0, "it vanishes")
    require(limit(diff(ln(sigma), a), a, -oo) == 1, "that of log D does not")
    by_logit = r"\frac{\partial}{\partial a} \log(1 - \sigma(a))"
    by_parameter = r"\frac{\partial}{\partial \theta}"
    generated = r"G(z;\theta)"
    return [
        {
            "derivation": (
                rf"$${by_logit} = -\frac{{\sigma'(a)}}{{1 - \sigma(a)}}"
                r" = -\sigma(a) \to 0$$ as $a \to -\infty$"
            ),
            "reasons": {"2": r"$\sigma' = \sigma (1 - \sigma)$"},
        },
        {
            "derivation": (
                rf"$${by_parameter} \log(1 - D({generated}))"
                rf" = -\frac{{1}}{{1 - D({generated})}} {by_parameter} D({generated})"
                rf" = -\sigma(f({generated})) {by_parameter} f({generated}) \to 0$$"
            ),
        },
    ]


@argued
def part_5() -> Rubric:
    r"""The discriminator sees a noisy code $z \sim E(z|x)$ of its input, whose information
    $I(X; Z) \le \mathbb{E}[D_{KL}(E(z|x) \| R(z))]$ is held below $I_c$: minimize its
    classification loss plus $\beta (\mathbb{E}[D_{KL}] - I_c)$ over data and samples alike, and
    adapt $\beta$ by dual ascent; the generator is trained as before, against the bottleneck.
    """
    return RUBRICS["5"]
