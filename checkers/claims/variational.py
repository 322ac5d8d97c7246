r"""Theorems on the evidence lower bound.

p(x, z) is a table, x observed, z latent; q(z | x) is any encoder. For each x

    ELBO(x) = E_{q(z|x)}[log p(x, z) - log q(z | x)].

0 log 0 = 0: a code that q never gives costs nothing. Where q gives a code that p does not,
the ELBO is -oo and the bound holds; p(x) > 0 throughout.
"""

from __future__ import annotations

from checkers.claims.arrays import (
    Array,
    Formula,
    log,
    total,
    xlogy,
)
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.divergences import kl
from checkers.claims.domains import full_law, law
from checkers.claims.symbols import by_algebra, gibbs, require_equal, symbolic_world

KINGMA = "Kingma and Welling, Auto-Encoding Variational Bayes, ICLR 2014"
TABLES = {"p": full_law(2, 3, over=2), "q": law(2, 3)}
"""p(x, z), and q(z | x): a row an x."""


def elbo(p: Array, q: Array) -> Array:
    """E_q[log p(x, z) - log q(z | x)], for each x."""
    return total(xlogy(q, p) - xlogy(q, q))


def evidence(p: Array) -> Array:
    """Log p(x), for each x."""
    return log(p.sum(-1))


def posterior(p: Array) -> Array:
    """p(z | x), a row an x."""
    return p / p.sum(-1)[..., None]


def prior(p: Array) -> Array:
    """p(z), as a row for every x."""
    return p.sum(-2)[..., None, :] + 0 * p


def likelihood(p: Array) -> Array:
    """p(x | z)."""
    return p / p.sum(-2)[..., None, :]


@theorem(
    "log p(x) = ELBO(x) + KL(q(z|x) || p(z|x))",
    source=f"{KINGMA}, equation 1",
    parts=(
        "gm_midterm_2025 2.a",
        "ift6135_a3_2023 3.2a",
        "ift6135_a3_2023 3.3",
        "cs236_midterm_2023 1.d",
        "cs236_midterm_2023 1.e",
    ),
    worlds=TABLES,
    near_misses={
        "gap": {
            "KL to the prior": lambda q, p: kl(q, prior(p)),
            "the reverse KL": lambda q, p: kl(posterior(p), q),
            "KL to the joint": lambda q, p: kl(q, p),
            "no gap": lambda q, p: 0 * total(q),
            "the sign is lost": lambda q, p: -kl(q, posterior(p)),
            "twice the KL": lambda q, p: 2 * kl(q, posterior(p)),
            "KL to the likelihood": lambda q, p: kl(q, likelihood(p)),
        }
    },
)
def evidence_is_elbo_and_gap(
    p: Array, q: Array, gap: Formula = lambda q, p: kl(q, posterior(p))
) -> tuple[Array, ...]:
    """The left side does not depend on q: raising the ELBO in q lowers the divergence.

    A higher ELBO of another p does not mean a higher evidence: the gap may have shrunk.
    """
    return evidence(p), elbo(p, q) + gap(q, p)


proves(evidence_is_elbo_and_gap)(by_algebra)


@theorem(
    "ELBO(x) <= log p(x)",
    source=f"{KINGMA}, section 2.2",
    parts=("ift6135_a3_2023 3.2b", "ift6135_a3_2023 3.3", "gm_midterm_2025 2.a"),
    relation=">=",
    worlds=TABLES,
    near_misses={
        "bound": {
            "without the entropy's sign": lambda p, q: total(xlogy(q, p) + xlogy(q, q)) / 9,
            "the mean under the posterior": lambda p, q: total(
                posterior(p) * (log(p) - xlogy(q, q))
            ),
            "the expected log-likelihood alone": lambda p, q: total(xlogy(q, likelihood(p))),
            "with KL to the prior halved": lambda p, q: (
                total(xlogy(q, likelihood(p))) - kl(q, prior(p)) / 2
            ),
            "the chi bound, from above": lambda p, q: log(total(p**2 / (q + 1e-9))) / 2,
            "with a weight on the entropy": lambda p, q: elbo(p, q) - total(xlogy(q, q)) / 2,
        }
    },
)
def elbo_is_a_lower_bound(p: Array, q: Array, bound: Formula = elbo) -> tuple[Array, ...]:
    """By Jensen: E_q[log(p(x, z) / q)] <= log E_q[p(x, z) / q] = log p(x)."""
    return evidence(p), bound(p, q)


@proves(elbo_is_a_lower_bound)
def the_gap_is_a_divergence(claim: Claim) -> None:
    """Log p(x) - ELBO(x) = KL(q || p(z|x)), and Gibbs' inequality."""
    world = symbolic_world(claim.worlds)
    above, below = claim.sides(**world)
    gap = gibbs(world["q"], posterior(world["p"]))
    require_equal(above - below, gap, claim.statement)


@theorem(
    "ELBO(x) = log p(x) for q(z|x) = p(z|x)",
    source=KINGMA,
    parts=("ift6135_a3_2023 3.3",),
    worlds={"p": full_law(2, 3, over=2)},
    near_misses={
        "q": {
            "the prior": prior,
            "the likelihood, normalized over z": lambda p: posterior(likelihood(p)),
            "the uniform law": lambda p: 0 * p + 1 / p.shape[-1],
            "squared and normalized": lambda p: posterior(p**2),
            "sharpened to the best code": lambda p: posterior(p**9),
            "the posterior of the other x": lambda p: posterior(p)[..., [1, 0], :],
        }
    },
)
def elbo_is_tight_at_the_posterior(p: Array, q: Formula = posterior) -> tuple[Array, ...]:
    """The one encoder, for each x, that leaves no gap."""
    return evidence(p), elbo(p, q(p))


proves(elbo_is_tight_at_the_posterior)(by_algebra)


@theorem(
    "ELBO(x) = E_q[log p(x|z)] - KL(q(z|x) || p(z))",
    source=f"{KINGMA}, equation 3",
    parts=("gm_midterm_2025 2.a", "cmu24789_midterm_2025 1.g"),
    worlds=TABLES,
    near_misses={
        "rate": {
            "KL to the posterior": lambda q, p: kl(q, posterior(p)),
            "the reverse KL": lambda q, p: kl(prior(p), q),
            "added, not subtracted": lambda q, p: -kl(q, prior(p)),
            "a beta of 2": lambda q, p: 2 * kl(q, prior(p)),
            "the negative entropy": lambda q, p: total(xlogy(q, q)),
            "the cross-entropy": lambda q, p: -total(xlogy(q, prior(p))),
        }
    },
)
def elbo_is_reconstruction_less_rate(
    p: Array, q: Array, rate: Formula = lambda q, p: kl(q, prior(p))
) -> tuple[Array, ...]:
    """What a VAE's loss is made of; both terms are zero at best."""
    return elbo(p, q), total(xlogy(q, likelihood(p))) - rate(q, p)


proves(elbo_is_reconstruction_less_rate)(by_algebra)
