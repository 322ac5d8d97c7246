"""The ten truth values with rubrics of their reasons; the mathematical ones are run first."""

from collections.abc import Sequence
from fractions import Fraction
from itertools import permutations, product
from math import exp, isclose, log

from checkers.choice import Explained
from checkers.prose import rubric
from counterexam.exam import argued, checked, require

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
    because = rubric("""
        100% With independences, some orders have simpler conditionals than others.
            order* > easier|simpler|fewer|less|more|smaller|larger
            order* > not > same|equal|equally
            count|number|cost|size|parameter* > chang*|depend*|differ*|vary|varies > order*
            half order* > matter*|affect*|chang*|harder
            order* > depend*|different > parameter*
            conditional independen*|independen* & fewer|less|simpler|order*|parameter*
            fewer|less > parameter*
            half independen*
            顺序|次序 > 更少|更多|更简单|影响|不同
        -60% The order does matter.
            order* > same number|no effect|irrelevant
    """)
    return Explained("False", because)


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
    because = rubric("""
        100% One more factor comes in, a conditional probability, which is at most 1.
            multipl*|product|factor*|times & probability|conditional|smaller|less|at most|one|1
            conditional|probability|p > at most|less than|smaller|no more than|bounded|≤|<=
            marginal*|sum* > at least|larger|greater|sequence*|continuation*
            乘 > 概率|条件|小于
            概率 > 不超过|小于|至多
        -60% A probability does not exceed 1.
            conditional|probability > larger than 1|greater than 1|exceed*
    """)
    return Explained("True", because)


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
    because = rubric("""
        100% The marginal is a sum over four values of z, a mixture of Gaussians.
            mixture*|混合
            sum*|add*|enumerat*|only > four|4|all|LATENT|z|value*|state*
            marginali* > four|4|values|states|combinations
            half LATENT|z|bits & discrete|binary|finite|few
            brute* force*|brute-force*
            枚举|求和
        -60% The sum has only four terms.
            sum*|integral|marginali* > intractable|exponential*
            integral|marginali* > no|not|cannot > closed form|analytic*|comput*
    """)
    return Explained("False", because)


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
    because = rubric("""
        contrast posterior*|后验 / prior|先验
        100% The gap is the divergence of q from the true posterior p(z|x).
            posterior*|后验
            KL|gap|difference|divergence > p(z|x)|p(z | x)|posterior*|p_theta(z|x)|ptheta(z|x)
            gap|difference : posterior*|p(z|x)
            half not > prior
        -60% It is not the divergence from the prior.
            gap : is|equals > KL > prior
    """)
    return Explained("False", because)


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
    because = rubric("""
        100% The ELBO is a lower bound only; its gap to the likelihood may differ.
            elbo|bound|it > lower bound|下界 > only|gap|tight*|differ*|not
            only|just|merely > lower bound|bound
            gap|tightness|kl > differ*|larger|smaller|depend*|vary|varies|unknown
            bound|elbo > tighter|looser|loose|tight
            tighter|looser|loose|different > bound
            larger|bigger|smaller|different|greater & gap|KL
            elbo + kl|elbo+kl
            half elbo|it > bound|下界
            elbo > not|no|doesn't|n't > correlat*|impl*|guarantee*|mean*|necessar*
            下界 > 不一定|差距|间隙|不同
        -100% A higher bound does not force a higher likelihood, and it is a lower one.
            elbo|it > upper bound
            higher elbo > always|implies > higher
    """)
    return Explained("False", because)


@argued
def part_f() -> Explained:
    """A flow is a bijection with an inverse that is differentiable, so data and latents have
    one dimension. A vector of 99 dimensions or fewer is no bijective image of 100.
    """
    because = rubric("""
        100% Flows are invertible, so that data and latents have the same dimension.
            same|equal|match* & dimension*|shape|size
            dimension*|shape* > preserv*|match*|equal|same|unchanged
            invertib*|biject*|inverse|one-to-one & dimension*|shape|size
            half invertib*|biject*
            相同|一致|相等 > 维|形状
            维|形状 > 相同|一致|相等
        -60% Dimensions cannot differ.
            can|may > different dimension*|lower dimension*|reduce* dimension*
    """)
    return Explained("False", because)


@argued
def part_g() -> Explained:
    """Prior and decoder sample by z ~ N(0, I), x = mu(z) + sigma(z) eps, differentiable in the
    decoder's parameters. A GAN asks no more of its generator; no likelihood is needed.
    """
    because = rubric("""
        100% It is a differentiable map from noise to samples, which is all a generator needs.
            DECODER|it|VAE|model|prior > SAMPLES|MAKES
            half DECODER|it > GENERATOR
            sampl*|generat* > differentiab*|reparameteri*|backprop*|gradient*
            reparameteri*|differentiab*|likelihood-free
            GENERATOR > any|only|just|arbitrary|need*|requir*
            noise|gaussian > DECODER|sample*|data|image*
            latent* > DECODER > sample*|data|image*|x
            解码器|生成|采样|重参数
        -100% The discriminator infers no latents.
            DISCRIMINATOR > map*|encod*|replac* & LATENT|ENCODER
        -60% A GAN does not need the likelihood.
            elbo|likelihood > maximi*|optimi*
            need*|requir* > likelihood|encoder
    """)
    return Explained("True", because)


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
    because = rubric("""
        contrast GENERATOR / DISCRIMINATOR
        100% The discriminator needs the class too, or the generator may ignore it.
            DISCRIMINATOR : need*|must|should|also|too|given|receive* > class*|label*|condition*
            DISCRIMINATOR : cannot|not|unaware > tell|check|know|distinguish|class*|label*
            without|otherwise > cannot|can't|ignor*|any class|unconditional*
            GENERATOR : ignor* > class*|label*|condition*
            GENERATOR & DISCRIMINATOR & both
            判别器 > 也|需要|类别|标签
        -60% The discriminator must not stay as it is.
            DISCRIMINATOR : not need|unchanged|without change*
    """)
    return Explained("False", because)


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
    because = rubric("""
        100% The energy is any real number: the exponential is positive, and Z normalizes.
            energy|energies|E|it|E(x) > arbitrary|any|negative|unconstrained|unrestricted|real
            exp*|e^ > positive|non-negative|nonnegative|normali*
            can|may|could > negative|arbitrary
            任意|负
            指数 > 正
            add* > constant > chang* > nothing|not
        -100% Neither is its sign, nor the sum of energies, of any account.
            energy|energies|E|E(x) > has to|must|always > negative
            partition function|Z > sum > of energies|of the energies
        -60% The energy itself is not a probability.
            energy > probability|density > positive
    """)
    return Explained("False", because)


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
    because = rubric("""
        100% The chain rule factorizes every distribution, in any order.
            chain rule|链式
            factori*|autoregressive|decompos* > any|every|all|general|always|arbitrary|universal
            any|every|all > joint|distribution* > factor*|autoregressive|chain|product
            任何|任意 > 分布|分解
        -60% That conditionals are costly is no objection.
            chain rule > not|cannot|fails > ebm*|energy*
    """)
    return Explained("False", because)


def _by_chain_rule(joint: Table, order: Sequence[int], x: tuple[int, ...]) -> Fraction:
    value = Fraction(1)
    for i, place in enumerate(order):
        one = _one_after(joint, order[: i + 1], [x[k] for k in order[:i]])
        value *= _bit(one, x[place])
    return value
