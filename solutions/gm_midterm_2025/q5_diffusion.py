"""Gaussian diffusion by SymPy: a marginal by induction, a posterior by a completed square."""

from itertools import accumulate
from math import cos, pi
from operator import mul
from pathlib import Path
from typing import Any

from sympy import Expr, Symbol, expand, simplify, sqrt, symbols

from checkers.prose import Rubric, rubrics
from counterexam.exam import Misprint, argued, proved, require
from counterexam.key.plots import Lines, lines

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))

x_0, x_s, x_t = symbols("x_0 x_s x_t", real=True)
"""One component of the data, of the step before t (s = t - 1), and of step t."""
ALPHA, KEPT = symbols("alpha kept", positive=True)
"""alpha_t, and alpha_bar_{t-1}."""
BETA = 1 - ALPHA


@argued
def part_a() -> str:
    r"""A step shrinks by $\sqrt{1 - \beta_t}$ and adds noise of variance $\beta_t$, so that
    unit variance stays unit variance: $(1 - \beta_t) \cdot 1 + \beta_t = 1$.
    """
    return r"N(x_t; \sqrt{1 - \beta_t} x_{t-1}, \beta_t I)"


@proved
def part_b() -> dict[str, Any]:
    r"""By induction on $t$: with $x_{t-1} = \sqrt{\bar\alpha_{t-1}} x_0 +
    \sqrt{1 - \bar\alpha_{t-1}}\, \epsilon$, the step to $x_t$ has the mean
    $\sqrt{\alpha_t \bar\alpha_{t-1}}\, x_0 = \sqrt{\bar\alpha_t}\, x_0$, and the variances of
    its two independent noises add up to $\alpha_t (1 - \bar\alpha_{t-1}) + 1 - \alpha_t
    = 1 - \bar\alpha_t$. The first step is the case $\bar\alpha_0 = 1$.
    """
    mean = sqrt(ALPHA) * sqrt(KEPT) * x_0
    variance = ALPHA * (1 - KEPT) + BETA
    require(simplify(mean - sqrt(ALPHA * KEPT) * x_0) == 0, "the means multiply")
    require(expand(variance - (1 - ALPHA * KEPT)) == 0, "the variances merge")
    require(variance.subs(KEPT, 1) == BETA, "the induction starts with one step")
    before = r"N(x_{t-1}; \sqrt{\bar\alpha_{t-1}} x_0, (1 - \bar\alpha_{t-1}) I)"
    step = r"N(x_t; \sqrt{\alpha_t} x_{t-1}, \beta_t I)"
    merged = (
        r"N(x_t; \sqrt{\alpha_t} \sqrt{\bar\alpha_{t-1}} x_0,"
        r" (\alpha_t (1 - \bar\alpha_{t-1}) + \beta_t) I)"
    )
    marginal = r"N(x_t; \sqrt{\bar\alpha_t} x_0, (1 - \bar\alpha_t) I)"
    sampled = r"x_t = \sqrt{\alpha_t} x_{t-1} + \sqrt{1 - \alpha_t} \epsilon_t"
    twice = (
        r"q(x_t | x_{t-2}) = N(x_t; \sqrt{\alpha_t \alpha_{t-1}} x_{t-2},"
        r" (1 - \alpha_t \alpha_{t-1}) I)"
    )
    mixed = r"\int q(x_t | x_{t-1}) q(x_{t-1} | x_0) dx_{t-1}"
    normals = rf"\int {step} {before} dx_{{t-1}}"
    mixture, merging = f"q(x_t | x_0) = {mixed}", f"q(x_t | x_0) = {merged}"
    return {
        "derivation": (rf"$$q(x_t | x_0) = {mixed} = {normals} = {merged} = {marginal}$$"),
        "reasons": {
            "1": "marginalization over the step between, in a Markov chain",
            "2": "the law of a step, and the claim for one step less",
            "3": "the means multiply, and the variances of independent noises add up",
            "4": r"$\bar\alpha_t = \alpha_t \bar\alpha_{t-1}$ and $\beta_t = 1 - \alpha_t$",
        },
        "milestones": [
            {"any_of": [mixture, f"q(x_t | x_0) = {normals}", sampled], "share": 0.1},
            {"any_of": [mixture, merging, twice], "share": 0.2},
            {
                "any_of": [
                    merging,
                    twice,
                    r"\alpha_t (1 - \bar\alpha_{t-1}) + \beta_t = 1 - \bar\alpha_t",
                    r"\alpha_t (1 - \alpha_{t-1}) + 1 - \alpha_t = 1 - \alpha_t \alpha_{t-1}",
                ],
                "share": 0.3,
            },
        ],
    }


def plot_b() -> Lines:
    """The usual linear schedule and the cosine schedule, over a thousand steps."""
    T, shift = 1000, 0.008
    linear = [1.0, *accumulate((1 - b for b in _betas(T)), mul)]
    cosine = [cos((t / T + shift) / (1 + shift) * pi / 2) ** 2 for t in range(T + 1)]
    curves = {
        "linear": linear[::20],
        "cosine": [value / cosine[0] for value in cosine[::20]],
    }
    title = r"What $\bar\alpha_t$ leaves of the signal's variance, for two schedules"
    return lines(title, range(0, T + 1, 20), curves, across="$t$", up=r"$\bar\alpha_t$")


def _betas(T: int) -> list[float]:
    """The linear schedule of Ho et al., 2020, https://arxiv.org/abs/2006.11239."""
    return [1e-4 + (0.02 - 1e-4) * t / (T - 1) for t in range(T)]


@proved
def part_c() -> dict[str, Any]:
    r"""By Bayes' rule, with the square completed in $x_{t-1}$.

    Precisions add, and the mean is weighted by them:

    $$\frac{1}{\tilde\beta_t} = \frac{\alpha_t}{\beta_t} + \frac{1}{1 - \bar\alpha_{t-1}},
    \qquad \frac{\tilde\mu_t}{\tilde\beta_t} = \frac{\sqrt{\alpha_t}}{\beta_t} x_t
    + \frac{\sqrt{\bar\alpha_{t-1}}}{1 - \bar\alpha_{t-1}} x_0.$$
    """
    variance = (1 - KEPT) * BETA / (1 - ALPHA * KEPT)
    mean = (sqrt(ALPHA) * (1 - KEPT) * x_t + sqrt(KEPT) * BETA * x_0) / (1 - ALPHA * KEPT)
    exponent = _energy(x_t, sqrt(ALPHA) * x_s, BETA) + _energy(x_s, sqrt(KEPT) * x_0, 1 - KEPT)
    evidence = _energy(x_t, sqrt(ALPHA * KEPT) * x_0, 1 - ALPHA * KEPT)
    precision = expand(exponent).coeff(x_s, 2) * 2
    linear = -expand(exponent).coeff(x_s, 1)
    require(simplify(precision - 1 / variance) == 0, "the precisions add")
    require(simplify(linear / precision - mean) == 0, "the mean is the precisions' average")
    require(
        simplify(exponent - evidence - _energy(x_s, mean, variance)) == 0,
        "the completed square leaves the evidence",
    )
    bayes = r"\frac{q(x_t | x_{t-1}) q(x_{t-1} | x_0)}{q(x_t | x_0)}"
    logarithms = r"\log q(x_{t-1} | x_t, x_0) = \log q(x_t | x_{t-1}) + \log q(x_{t-1} | x_0)"
    given_all = bayes.replace("x_t | x_{t-1}", "x_t | x_{t-1}, x_0")
    normal = r"N(x_{t-1}; \tilde\mu_t, \tilde\beta_t I)"
    normals = (
        r"\frac{N(x_t; \sqrt{\alpha_t} x_{t-1}, \beta_t I)"
        r" N(x_{t-1}; \sqrt{\bar\alpha_{t-1}} x_0, (1 - \bar\alpha_{t-1}) I)}"
        r"{N(x_t; \sqrt{\bar\alpha_t} x_0, (1 - \bar\alpha_t) I)}"
    )
    precisions = r"\frac{\alpha_t}{\beta_t} + \frac{1}{1 - \bar\alpha_{t-1}}"
    weighted = (
        r"\frac{\sqrt{\alpha_t}}{\beta_t} x_t"
        r" + \frac{\sqrt{\bar\alpha_{t-1}}}{1 - \bar\alpha_{t-1}} x_0"
    )
    square = rf"({precisions}) x_{{t-1}}^2 - 2 ({weighted}) x_{{t-1}}"
    squared = (
        rf"q(x_{{t-1}} | x_t, x_0) \propto \exp(-\frac{{1}}{{2}} ({square}))",
        rf"\log q(x_{{t-1}} | x_t, x_0) = -\frac{{1}}{{2}} ({square}) + C",
    )
    return {
        "derivation": rf"""
            $$\frac{{1}}{{\tilde\beta_t}} = {precisions}$$
            $$\tilde\mu_t = \tilde\beta_t ({weighted})$$
            $$q(x_{{t-1}} | x_t, x_0) = {bayes} = {normal}$$
        """,
        "reasons": {
            "1": "precisions add up",
            "2": "the mean is weighted by precisions",
            "3": "Bayes' rule in a Markov chain",
            "4": "the square completed in $x_{t-1}$",
        },
        "milestones": [
            {
                "any_of": [
                    f"q(x_{{t-1}} | x_t, x_0) = {bayes}",
                    f"q(x_{{t-1}} | x_t, x_0) = {given_all}",
                    f"q(x_{{t-1}} | x_t, x_0) = {normals}",
                    r"q(x_{t-1} | x_t, x_0) \propto q(x_t | x_{t-1}) q(x_{t-1} | x_0)",
                    f"{logarithms} - \\log q(x_t | x_0)",
                    f"{logarithms} + C",
                ],
                "share": 0.3,
            },
            {
                "any_of": [
                    rf"\frac{{1}}{{\tilde\beta_t}} = {precisions}",
                    rf"\tilde\beta_t = \frac{{1}}{{{precisions}}}",
                    *squared,
                ],
                "share": 0.3,
            },
            {
                "any_of": [
                    rf"\tilde\mu_t = \tilde\beta_t ({weighted})",
                    rf"\frac{{\tilde\mu_t}}{{\tilde\beta_t}} = {weighted}",
                    rf"\tilde\mu_t = \frac{{{weighted}}}{{{precisions}}}",
                    *squared,
                ],
                "share": 0.2,
            },
        ],
    }


def _energy(x: Symbol, mean: Expr, variance: Expr) -> Expr:
    """Minus the exponent of a normal density."""
    energy: Expr = (x - mean) ** 2 / (2 * variance)
    return energy


@argued
def part_d() -> Rubric:
    r"""Train: draw $x_0$, a uniform $t$ and $\epsilon \sim \mathcal{N}(0, I)$, set
    $x_t = \sqrt{\bar\alpha_t} x_0 + \sqrt{1 - \bar\alpha_t} \epsilon$, and descend
    the gradient of $\lVert \epsilon - \epsilon_\theta(x_t, t) \rVert^2$. Sample: draw $x_T$
    from $\mathcal{N}(0, I)$, and for $t = T, \dots, 1$ set $x_{t-1} = \frac{1}{\sqrt{\alpha_t}}
    (x_t - \frac{1 - \alpha_t}{\sqrt{1 - \bar\alpha_t}} \epsilon_\theta(x_t, t)) + \sigma_t z$.
    """
    return RUBRICS["d"]


misprints = (
    Misprint(
        part="5.c",
        where="the key of 5.c, the coefficient of the square",
        let=r"\beta_t in (0,1); \alpha_t := 1 - \beta_t;"
        r" \bar\alpha_t := \prod_{s=1}^t \alpha_s;"
        r" \tilde\beta_t := \frac{1 - \bar\alpha_{t-1}}{1 - \bar\alpha_t} \beta_t;"
        r" t integer; t > 1",
        printed=r"\frac{1}{\tilde\beta_t} = \frac{1}{\beta_t} + \frac{1}{1 - \bar\alpha_{t-1}}",
        should_be=r"\frac{1}{\tilde\beta_t}"
        r" = \frac{\alpha_t}{\beta_t} + \frac{1}{1 - \bar\alpha_{t-1}}",
        because="the square of the scaled x_{t-1} has the factor alpha_t, and the variance "
        "given beside it does not follow without",
    ),
)
