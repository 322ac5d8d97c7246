r"""Theorems on entropy and mutual information.

    H(p) = -sum_x p log p          I(X; Z) = KL(p(x, z) || p(x) p(z))

X is a data point, x ~ p_data; Z is its code, z ~ E(z | x); R(z) is any prior. 0 log 0 = 0.
"""

from __future__ import annotations

import sympy as sp

from checkers.claims.arrays import Array, Formula, log, mean, sqrt, total, xlogy
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.divergences import COVER, kl, log_of
from checkers.claims.domains import full_law, law
from checkers.claims.symbols import by_algebra, gibbs, require, require_equal, symbolic_world

BARBER = "Barber and Agakov, The IM Algorithm, NeurIPS 2003; Alemi et al., Deep VIB, ICLR 2017"


def entropy(p: Array) -> Array:
    """H(p), over the last axis."""
    return -total(xlogy(p, p))


def mutual_information(joint: Array) -> Array:
    """I(X; Z) of tables p(x, z)."""
    p_x, p_z = joint.sum(-1), joint.sum(-2)
    product = p_x[..., :, None] * p_z[..., None, :]
    return total(xlogy(joint, joint) - xlogy(joint, product), 2)


def code(data: Array, E: Array) -> Array:
    """The law E(z) of the code: the mean of E(z | x) over the data."""
    return (data[..., None] * E).sum(-2)


def _rate(data: Array, E: Array, R: Array) -> Array:
    """E_{p_data} KL(E(z | x) || R(z))."""
    return total(data * kl(E, R[..., None, :]))


def _information(data: Array, E: Array) -> Array:
    return mutual_information(data[..., None] * E)


RATES = {
    "the divergence of the mean code": lambda data, E, R: kl(code(data, E), R),
    "the reverse divergence": lambda data, E, R: total(data * kl(R[..., None, :], E)),
    "half the rate": lambda data, E, R: _rate(data, E, R) / 2,
    "the rate less the entropy of R": lambda data, E, R: _rate(data, E, R) - entropy(R) / 9,
    "one data point for the mean": lambda data, E, R: kl(E[..., 0, :], R),
    "the entropy of the prior": lambda data, E, R: entropy(R),
}


@theorem(
    "I(X; Z) <= E_{p_data} KL(E(z|x) || R(z)) for every prior R",
    source=BARBER,
    parts=("dl_final 5.1", "dl_final 5.2"),
    relation=">=",
    worlds={"data": law(2), "E": full_law(2, 3), "R": full_law(3)},
    near_misses={"rate": RATES},
)
def information_is_at_most_the_rate(
    data: Array, E: Array, R: Array, rate: Formula = _rate
) -> tuple[Array, ...]:
    """The KL term of a VAE bounds what its code tells of the data.

    Met where R is the law of the code; infinite where R lacks a code that E gives. dl_final
    prints the information as a mean of the quotient of two logarithms, which is not one.
    """
    return rate(data, E, R), _information(data, E)


@theorem(
    "E_{p_data} KL(E(z|x) || R(z)) - I(X; Z) = KL(E(z) || R(z))",
    source=BARBER,
    parts=("dl_final 5.1",),
    worlds={"data": law(2), "E": full_law(2, 2), "R": full_law(2)},
    near_misses={
        "gap": {
            "no gap": lambda data, E, R: 0 * R[..., 0],
            "the reverse": lambda data, E, R: kl(R, code(data, E)),
            "twice": lambda data, E, R: 2 * kl(code(data, E), R),
            "of a code that is not weighted": lambda data, E, R: kl(E.sum(-2) / E.shape[-2], R),
            "the difference of entropies": lambda data, E, R: (
                entropy(R) - entropy(code(data, E))
            ),
            "the rate itself": _rate,
        }
    },
)
def gap_of_the_rate(
    data: Array,
    E: Array,
    R: Array,
    gap: Formula = lambda data, E, R: kl(code(data, E), R),
) -> tuple[Array, ...]:
    """The rate is the information and the price of a prior that is not the code's law."""
    return _rate(data, E, R) - _information(data, E), gap(data, E, R)


proves(gap_of_the_rate)(by_algebra)


@proves(information_is_at_most_the_rate)
def the_gap_is_a_divergence(claim: Claim) -> None:
    """`gap_of_the_rate`, on this claim's tables, and Gibbs' inequality."""
    world = symbolic_world(claim.worlds)
    rate, information = claim.sides(**world)
    gap = gibbs(code(world["data"], world["E"]), world["R"])
    require_equal(rate - information, gap, claim.statement)


def _kept(joint: Array) -> Array:
    return joint.sum(-1)


@theorem(
    "0 <= I(X; Z) <= H(X)",
    source=f"{COVER}, section 2.4",
    parts=("dl_final 5.5",),
    relation=">=",
    worlds={"joint": law(2, 3, over=2)},
    near_misses={
        "information": {
            "the mean of a quotient of logarithms": lambda joint: total(
                joint
                * log(joint)
                / log(joint.sum(-1)[..., :, None] * joint.sum(-2)[..., None, :]),
                2,
            ),
            "the conditional entropy, negated": lambda joint: (
                entropy(_kept(joint)) - entropy(joint.reshape(-1, 6))
            ),
            "the joint entropy": lambda joint: entropy(joint.reshape(-1, 6)),
            "twice": lambda joint: 2 * mutual_information(joint),
            "less a hundredth": lambda joint: mutual_information(joint) - 0.01,
        },
        "most": {
            "at most half of it": lambda joint: entropy(_kept(joint)) / 2,
        },
    },
)
def information_is_at_most_the_entropy(
    joint: Array,
    information: Formula = mutual_information,
    most: Formula = lambda joint: entropy(_kept(joint)),
) -> tuple[Array, ...]:
    """Zero where X and Z are independent, H(X) where Z determines X."""
    return most(joint), information(joint), 0.0


@proves(information_is_at_most_the_entropy)
def what_is_left_is_a_conditional_entropy(claim: Claim) -> None:
    """I is a divergence; H(X) - I = -E[log p(x | z)], and p(x | z) <= 1."""
    world = symbolic_world(claim.worlds)
    p = world["joint"]
    above, middle, _ = claim.sides(**world)
    product = p.sum(-1)[..., :, None] * p.sum(-2)[..., None, :]
    require_equal(middle, gibbs(p.reshape(1, -1), product.reshape(1, -1)), "I >= 0")
    given = p / p.sum(-2)[..., None, :]
    require_equal(above - middle, -total(p * log(given), 2), "H(X) - I = H(X | Z)")
    w, rest = sp.symbols("w rest", positive=True)
    require(sp.simplify(1 - w / (w + rest)).is_positive, "p(x | z) = w / (w + rest) < 1")


@theorem(
    "H(p) <= log K, and = only for the uniform law",
    source=f"{COVER}, theorem 2.6.4",
    parts=("dl_final 6.3",),
    worlds={"p": law(4)},
    near_misses={
        "entropy_of": {
            "without the sign": lambda p: -entropy(p),
            "of squares": lambda p: total(1 - p**2),
            "to base 2": lambda p: entropy(p) / log_of(2, p),
            "of the first cell": lambda p: -xlogy(p[..., 0], p[..., 0]),
            "of roots": lambda p: entropy(sqrt(p)),
        }
    },
)
def entropy_falls_short_by_a_divergence(
    p: Array, entropy_of: Formula = entropy
) -> tuple[Array, ...]:
    """Log K - H(p) = KL(p || uniform); H = 0 where one outcome is certain."""
    return log_of(p.shape[-1], p) - entropy_of(p), kl(p, mean(p) + 0 * p)


proves(entropy_falls_short_by_a_divergence)(by_algebra)
