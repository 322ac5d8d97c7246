"""Derivatives of the two losses by SymPy, and what they mean for a young generator."""

from pathlib import Path
from typing import Any

from sympy import Abs, Expr, Rational, diff, latex, log, simplify, symbols

from checkers.prose import Rubric, rubrics
from counterexam.exam import checked, proved, require
from counterexam.key.plots import Lines, lines

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))

D = symbols("D", positive=True)
GENERATED = r"D(G(z;\theta))"


def _losses(factor: str) -> tuple[Expr, Expr]:
    """The saturating one and the other; no factor is a factor of one."""
    scale = int(factor or 1)
    return scale * log(1 - D), -scale * log(D)


@proved
def part_a(factor: str) -> dict[str, Any]:
    r"""Both losses decrease strictly in $D_\phi(G_\theta(z))$: each is smallest exactly where
    that is largest.
    """
    odds = symbols("odds", positive=True)
    for loss in _losses(factor):
        slope = simplify(diff(loss, D).subs(D, odds / (1 + odds)))
        require(bool(slope.is_negative), "the loss decreases strictly on (0, 1)")
    arg_max = rf"\arg\max_\theta {GENERATED}"
    saturating = rf"\arg\min_\theta {factor} \log(1 - {GENERATED})"
    non_saturating = rf"\arg\min_\theta -{factor} \log {GENERATED}"
    return {
        "derivation": f"$${saturating} = {arg_max} = {non_saturating}$$",
        "milestones": [
            {"any_of": [f"{saturating} = {arg_max}"], "share": 0.5},
            {"any_of": [f"{non_saturating} = {arg_max}"], "share": 0.5},
        ],
    }


@proved
def part_b(factor: str) -> str:
    r"""$\frac{d}{dD} «factor» \log(1 - D) = -«factor» \frac{1}{1 - D}$."""
    return _derivative(_losses(factor)[0], -int(factor or 1) / (1 - D))


@proved
def part_c(factor: str) -> str:
    r"""$\frac{d}{dD} (-«factor» \log D) = -«factor» \frac{1}{D}$."""
    return _derivative(_losses(factor)[1], -int(factor or 1) / D)


def work_b(factor: str) -> list[tuple[str, str, str, str]]:
    """The derivative, by the chain rule."""
    return [_differentiated(_losses(factor)[0])]


def work_c(factor: str) -> list[tuple[str, str, str, str]]:
    """The derivative of a logarithm."""
    return [_differentiated(_losses(factor)[1])]


def _differentiated(loss: Expr) -> tuple[str, str, str, str]:
    left = rf"\frac{{d}}{{dD}} \left({latex(loss)}\right)"
    return left, "=", latex(diff(loss, D)), "differentiation, the chain rule"


def _derivative(loss: Expr, expected: Expr) -> str:
    require(simplify(diff(loss, D) - expected) == 0, f"the derivative of {loss}")
    return str(latex(expected))


def plot_d(factor: str) -> Lines:
    """Both slopes, against the discriminator's output."""
    at = [place / 50 for place in range(3, 48)]
    curves = {
        name: [float(Abs(diff(loss, D)).subs(D, value)) for value in at]
        for name, loss in zip(("saturating", "non-saturating"), _losses(factor), strict=True)
    }
    title = "How steep each loss is where the discriminator says $D$; at first $D$ is near 0"
    return lines(title, at, curves, across="$D(G(z))$", up="slope, in magnitude")


@checked
def part_d(factor: str) -> Rubric:
    r"""Early in training $D(G(z))$ is near 0. There the saturating loss has the slope
    $-«factor» \frac{1}{1 - D}$, and the non-saturating one $-«factor» \frac{1}{D}$, which is
    huge: in magnitude it is the larger one as long as $D < 1/2$. So the generator gets a strong
    signal just when it is bad.
    """
    slopes = [Abs(diff(loss, D)) for loss in _losses(factor)]
    for value in (Rational(1, 1000), Rational(1, 10), Rational(49, 100)):
        flat, steep = (slope.subs(D, value) for slope in slopes)
        require(steep > flat, "the non-saturating loss is the steeper one below 1/2")
    return RUBRICS["d"]
