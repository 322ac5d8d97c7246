"""Products of transition matrices, Bayes' rule by SymPy, and a schedule that adds noise."""

from itertools import product
from math import log
from pathlib import Path

from sympy import Matrix, MutableDenseMatrix, Rational, eye, ones, simplify, symbols

from checkers.program import Example
from checkers.prose import Rubric, rubrics
from counterexam.exam import argued, checked, proved, require
from counterexam.key.plots import Lines, lines

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))

STATES = range(3)
MIXING = r"""
$$Q_t = \frac{1}{2} I + \frac{1}{2K} \mathbf{1} \mathbf{1}^\top$$

$$q(x_T | x_0) = \text{Cat}(x_T; 2^{-T} x_0 + (1 - 2^{-T}) \frac{1}{K} \mathbf{1}^\top)$$
"""


def _chain() -> list[MutableDenseMatrix]:
    """Two transition matrices of free entries; sums of rows do not matter here."""
    return [Matrix(3, 3, symbols(f"{name}_1:4_1:4", positive=True)) for name in ("a", "b")]


@proved
def part_1() -> list[str]:
    r"""Summing over the states between multiplies the matrices: $q(x_T | x_0) = \text{Cat}(x_T;
    x_0 \bar Q_T)$ with $\bar Q_T = Q_1 Q_2 \cdots Q_T$. As a number it is $x_0 \bar Q_T
    x_T^\top$.
    """
    first, second = _chain()
    for start, end in product(STATES, repeat=2):
        paths = sum(first[start, middle] * second[middle, end] for middle in STATES)
        require(((first * second)[start, end] - paths).expand() == 0, "paths multiply")
    moved = r"x_0 \prod_{t=1}^T Q_t"
    return [rf"Cat(x_T; {moved})", moved, rf"{moved} x_T^\top"]


@proved
def part_2() -> list[str]:
    r"""By Bayes' rule $q(x_{T-1} | x_T, x_0) = q(x_T | x_{T-1})\, q(x_{T-1} | x_0) / q(x_T |
    x_0)$. In the state of $x_{T-1}$ the factors are the entries of $x_T Q_T^\top$ and
    $x_0 \bar Q_{T-1}$, and the denominator is the number $x_0 \bar Q_T x_T^\top$.
    """
    before, last = _chain()
    for start, end in product(STATES, repeat=2):
        x_0, x_T = (Matrix([[int(i == at) for i in STATES]]) for at in (start, end))
        joint = (x_T * last.T).multiply_elementwise(x_0 * before)
        evidence = (x_0 * before * last * x_T.T)[0]
        bayes = [before[start, k] * last[k, end] / (before * last)[start, end] for k in STATES]
        gaps = [simplify(joint[k] / evidence - bayes[k]) for k in STATES]
        require(gaps == [0, 0, 0], "Bayes' rule in every state")
    past = r"(x_0 \prod_{t=1}^{T-1} Q_t)"
    evidence = r"(x_0 (\prod_{t=1}^T Q_t) x_T^\top)"
    vector = rf"\frac{{(x_T Q_T^\top) \odot {past}}}{{{evidence}}}"
    number = rf"\frac{{(x_{{T-1}} Q_T x_T^\top) ({past} x_{{T-1}}^\top)}}{{{evidence}}}"
    return [rf"Cat(x_{{T-1}}; {vector})", vector, number]


@checked
def part_3() -> Example:
    r"""With probability $1 / 2$ a step draws a new state uniformly: $Q_t = \frac{1}{2} I +
    \frac{1}{2 K} \mathbf{1} \mathbf{1}^\top$. Then $q(x_T | x_0) = \text{Cat}(x_T; 2^{-T} x_0 +
    (1 - 2^{-T}) \frac{1}{K} \mathbf{1}^\top)$, which is nearer to uniform with every step, and
    mixing with the uniform law raises the entropy of any other.
    """
    step = (eye(3) + ones(3, 3) / 3) / 2
    for t in range(1, 5):
        kept = Rational(1, 2) ** t
        require(step**t == kept * eye(3) + (1 - kept) * ones(3, 3) / 3, "the mixture")
    return Example(MIXING, RUBRICS["3"])


def plot_3() -> Lines:
    """The entropies, computed for several numbers of states."""
    steps = range(9)
    curves = {f"$K = {K}$": [_entropy(2.0**-t, K) for t in steps] for K in (2, 4, 8)}
    title = "The entropy of $q(x_t | x_0)$ grows in every step, towards $\\log K$"
    return lines(title, steps, curves, across="$t$", up="entropy in nats", points=True)


def _entropy(kept: float, K: int) -> float:
    """Of a state that is kept with that probability and else drawn anew."""
    other = (1 - kept) / K
    rest = (K - 1) * other * log(other) if other else 0.0
    return -(kept + other) * log(kept + other) - rest


@argued
def part_4() -> Rubric:
    r"""Tokens are the states, and each position is noised on its own. Draw a sentence $x_0$
    (padded), a uniform step $t$, and $x_t \sim \text{Cat}(x_0 \bar Q_t)$ at each position; a
    Transformer predicts $p_\theta(x_0 | x_t, t)$ from all positions. The loss is the bound,
    $\sum_t D_{KL}(q(x_{t-1} | x_t, x_0) \| p_\theta(x_{t-1} | x_t)) - \log p_\theta(x_0 |
    x_1)$, or the cross-entropy of $x_0$. To generate, start from noise and step back.
    """
    return RUBRICS["4"]
