"""The ten truth values with rubrics of their reasons; the mathematical ones are run first."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations, product
from math import exp, isclose, log
from pathlib import Path

from checkers.choice import Explained
from checkers.prose import rubrics
from counterexam.exam import argued, checked, require

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))

Table = dict[tuple[int, ...], Fraction]
"""A joint distribution of bits."""


def _mass(joint: Table, places: Sequence[int], values: Sequence[int]) -> Fraction:
    """The probability that the bits at these places have these values."""
    return sum(
        (p for x, p in joint.items() if [x[i] for i in places] == list(values)), Fraction(0)
    )


@checked
def part_a() -> Explained:
    r"""Let $b$ and $c$ be independent given $a$. In the order $a, b, c$ the last conditional is
    $p(c | a)$, so $1 + 2 + 2 = 5$ numbers do; in the order $b, c, a$ nothing can be dropped,
    and $1 + 2 + 4 = 7$ are needed.
    """
    a, b, c = Fraction(1, 3), (Fraction(1, 4), Fraction(2, 3)), (Fraction(1, 5), Fraction(3, 4))
    joint: Table = {
        (i, j, k): _bit(a, i) * _bit(b[i], j) * _bit(c[i], k)
        for i, j, k in product((0, 1), repeat=3)
    }
    needed = [_parameters(joint, order) for order in ((0, 1, 2), (1, 2, 0))]
    require(needed == [5, 7], "the order changes how many parameters are needed")
    return Explained("False", RUBRICS["a"])


def _bit(p: Fraction, value: int) -> Fraction:
    return p if value else 1 - p


def _parameters(joint: Table, order: Sequence[int]) -> int:
    """How many different numbers the conditionals of the chain rule are made of."""
    return sum(
        len({_one_after(joint, order[: i + 1], seen) for seen in product((0, 1), repeat=i)})
        for i in range(len(order))
    )


def _one_after(joint: Table, places: Sequence[int], seen: Sequence[int]) -> Fraction:
    """The probability of a 1 at the last place, if these values were seen before it."""
    return _mass(joint, places, (*seen, 1)) / _mass(joint, places[:-1], seen)


@checked
def part_b() -> Explained:
    r"""The longer sequence has one factor more, the conditional $p(x_{n+1} | x_1, \dots, x_n)$,
    which is a probability and at most 1. Of densities this would be false.
    """
    joint = _random_table(3)
    for x in joint:
        prefixes = [_mass(joint, range(n), x[:n]) for n in range(4)]
        require(prefixes == sorted(prefixes, reverse=True), "a prefix is at least as probable")
    return Explained("True", RUBRICS["b"])


def _random_table(bits: int) -> Table:
    """A joint distribution without any symmetry, the same in every run."""
    weights = [Fraction(1 + (7 * n * n + 3 * n) % 11) for n in range(2**bits)]
    values = product((0, 1), repeat=bits)
    return {x: w / sum(weights) for x, w in zip(values, weights, strict=True)}


@argued
def part_c() -> Explained:
    r"""$p(x) = \sum_{z_1, z_2} p(z_1, z_2)\, p(x | z_1, z_2)$ is a mixture of four Gaussians:
    four terms to add.
    """
    return Explained("False", RUBRICS["c"])


@checked
def part_d() -> Explained:
    r"""$\log p(x) = \mathbb{E}_q[\log p(x, z) / q(z | x)] + D_{KL}(q(z | x) \| p(z | x))$: the
    gap is the divergence from the posterior, not from the prior.
    """
    prior, likelihood, q = (0.3, 0.7), (0.2, 0.9), (0.6, 0.4)
    evidence = sum(p * f for p, f in zip(prior, likelihood, strict=True))
    posterior = [p * f / evidence for p, f in zip(prior, likelihood, strict=True)]
    gap = log(evidence) - _elbo(prior, likelihood, q)
    require(isclose(gap, _kl(q, posterior)), "the gap is the divergence from the posterior")
    require(not isclose(gap, _kl(q, prior)), "and not from the prior")
    return Explained("False", RUBRICS["d"])


def _kl(p: Sequence[float], q: Sequence[float]) -> float:
    return sum(a * log(a / b) for a, b in zip(p, q, strict=True))


def _elbo(prior: Sequence[float], likelihood: Sequence[float], q: Sequence[float]) -> float:
    """The ELBO of one point from the prior, the likelihood and q of each latent value."""
    joint = [p * f for p, f in zip(prior, likelihood, strict=True)]
    return sum(w * log(j / w) for w, j in zip(q, joint, strict=True))


@checked
def part_e() -> Explained:
    r"""The ELBO is the log-likelihood less $D_{KL}(q(z | x) \| p(z | x))$, and that differs
    between the two. With $p(x | z) = (0.9, 0.1)$ and $q = (1/2, 1/2)$ the prior $(1/2, 1/2)$
    has a higher ELBO than $(0.95, 0.05)$, but the lower likelihood, 0.5 against 0.86.
    """
    likelihood, q = (0.9, 0.1), (0.5, 0.5)
    alice, bob = (0.5, 0.5), (0.95, 0.05)
    elbos = [_elbo(prior, likelihood, q) for prior in (alice, bob)]
    evidences = [
        sum(p * f for p, f in zip(prior, likelihood, strict=True)) for prior in (alice, bob)
    ]
    require(elbos[0] > elbos[1] and evidences[0] < evidences[1], "the order is reversed")
    return Explained("False", RUBRICS["e"])


@argued
def part_f(n: int) -> Explained:
    """A flow is a bijection with an inverse that is differentiable, so data and latents have
    one dimension. A vector of fewer than «n» dimensions is no bijective image of «n».
    """
    return Explained("False", RUBRICS["f"])


@argued
def part_g() -> Explained:
    r"""Prior and decoder sample by $z \sim \mathcal{N}(0, I)$, $x = \mu(z) + \sigma(z)
    \epsilon$, differentiable in the decoder's parameters. A GAN asks no more of its generator;
    no likelihood is needed.
    """
    return Explained("True", RUBRICS["g"])


@checked
def part_h() -> Explained:
    r"""A discriminator that does not see the class compares the marginals of $x$ only. A
    generator that exchanges two equally likely classes has the right marginal, and the wrong
    image for every label.
    """
    data = {("cat", "cat"): 0.5, ("dog", "dog"): 0.5}
    swapped = {("cat", "dog"): 0.5, ("dog", "cat"): 0.5}
    marginals = [
        {image: sum(p for (_, x), p in joint.items() if x == image) for image in ("cat", "dog")}
        for joint in (data, swapped)
    ]
    require(marginals[0] == marginals[1], "the discriminator sees no difference")
    return Explained("False", RUBRICS["h"])


@checked
def part_i() -> Explained:
    r"""$p(x) = e^{-E(x)} / Z$ is positive and normalized whatever the sign of $E$, and adding a
    constant to $E$ leaves $p$ as it is.
    """
    energies = [-3.0, -1.5, 0.0, 2.0]
    for shift in (0.0, 10.0):
        weights = [exp(-(e + shift)) for e in energies]
        p = [w / sum(weights) for w in weights]
        require(min(p) > 0 and isclose(sum(p), 1), "the sign of the energy is free")
        require(isclose(p[0] / p[3], exp(5)), "a constant in the energy cancels")
    return Explained("False", RUBRICS["i"])


@checked
def part_j() -> Explained:
    r"""The chain rule $p(x) = \prod_i p(x_i | x_{<i})$ holds for any distribution and order;
    an energy-based model is a distribution. Its conditionals may be costly, but they exist.
    """
    energies = [(3 * n * n - 5 * n) % 7 - 3.0 for n in range(8)]
    weights = [Fraction(exp(-e)).limit_denominator(10**6) for e in energies]
    joint = {
        x: w / sum(weights) for x, w in zip(product((0, 1), repeat=3), weights, strict=True)
    }
    for order in permutations(range(3)):
        for x, p in joint.items():
            require(_by_chain_rule(joint, order, x) == p, "the chain rule, any order")
    return Explained("False", RUBRICS["j"])


def _by_chain_rule(joint: Table, order: Sequence[int], x: tuple[int, ...]) -> Fraction:
    value = Fraction(1)
    for i, place in enumerate(order):
        one = _one_after(joint, order[: i + 1], [x[k] for k in order[:i]])
        value *= _bit(one, x[place])
    return value
