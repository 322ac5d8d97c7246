"""Why masks are not filled in at once, and Metropolis-Hastings run on a small model."""

from fractions import Fraction
from itertools import product
from pathlib import Path

from checkers.prose import Rubric, rubrics
from counterexam.exam import argued, checked, require

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))

Pair = tuple[int, int]
JOINT = {(0, 0): Fraction(1, 2), (1, 1): Fraction(1, 2)}
"""Two words that agree: "New York" or "Los Angeles"."""
MODEL = {(i, j): Fraction(1 + 2 * i + j * j, 18) for i, j in product(range(2), range(3))}
"""Probabilities of sentences of two words, all positive."""


@checked
def part_1() -> Rubric:
    """Each mask is drawn from its own marginal, independent of the other masks. Of "New York"
    and "Los Angeles", equally likely, half of the draws are "New Angeles" or "Los York".
    """
    first = {i: sum(p for (a, _), p in JOINT.items() if a == i) for i in (0, 1)}
    second = {j: sum(p for (_, b), p in JOINT.items() if b == j) for j in (0, 1)}
    wrong = sum(first[i] * second[j] for i, j in product((0, 1), repeat=2) if i != j)
    require(wrong == Fraction(1, 2), "half of the independent draws do not fit")
    return RUBRICS["1"]


@argued
def part_2() -> Rubric:
    r"""Start from some filling. In each step choose a missing position $i$ at random, mask it,
    and draw $x'_i$ from $p^{\text{BERT}}(x_i | x_{-i})$; accept by the Metropolis-Hastings rate
    and keep $x$ otherwise. After many steps the sentence is a sample of the target.
    """
    return RUBRICS["2"]


@checked
def part_3() -> list[str]:
    r"""Detailed balance holds for $\min(1, \frac{p(x')\, q(x | x')}{p(x)\, q(x' | x)})$. If a
    missing word is drawn from the target's own conditional, $q(x' | x) = p(x'_i | x_{-i})$, all
    factors cancel and the ratio is 1: every proposal is accepted. With a symmetric proposal the
    ratio is $p(x') / p(x)$.
    """
    for (i, j), k in product(MODEL, range(2)):
        require(_flow((i, j), (k, j)) == _flow((k, j), (i, j)), "detailed balance")
    return [r"\min(1, \frac{p(x') q(x|x')}{p(x) q(x'|x)})"]


def _flow(x: Pair, new: Pair) -> Fraction:
    """The probability of being at x, proposing another first word, and going there."""
    ratio = MODEL[new] * _proposed(new, x) / (MODEL[x] * _proposed(x, new))
    require(ratio == 1, "a conditional of the target is always accepted")
    return MODEL[x] * _proposed(x, new) * min(Fraction(1), ratio)


def _proposed(x: Pair, new: Pair) -> Fraction:
    rest = sum(p for (_, j), p in MODEL.items() if j == x[1])
    return MODEL[new] / rest


@argued
def part_4() -> Rubric:
    """Train an autoregressive model on rearranged sentences: prefix, suffix, then the middle,
    with separators, by the usual next-token loss; or an encoder-decoder on masked spans (T5), a
    discrete diffusion, or a model of permuted orders. Cut the middle out of ordinary text.
    """
    return RUBRICS["4"]


@argued
def part_5() -> Rubric:
    """Masks and Metropolis-Hastings on words need the length. Try several lengths and compare
    them by a normalized score, predict the length first, let the sampler insert and delete, or
    use a model that ends the middle itself by an end token: that one works as it is.
    """
    return RUBRICS["5"]
