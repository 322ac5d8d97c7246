r"""Theorems on Markov chain Monte Carlo.

pi is the target, g(y | x) a proposal (a row an x), and Metropolis-Hastings accepts y with

    a(x, y) = min(1, pi(y) g(x | y) / (pi(x) g(y | x))).

pi and g are positive here; a proposal that can never be undone is never accepted.

Source: Hastings, Monte Carlo Sampling Methods Using Markov Chains, Biometrika 1970.
"""

from __future__ import annotations

import numpy as np
import sympy as sp

from checkers.claims.arrays import Array, Formula, identity, sqrt, transposed
from checkers.claims.claim import Claim, proves, theorem
from checkers.claims.domains import full_law
from checkers.claims.symbols import require, require_equal, symbolic_world

HASTINGS = "Hastings, Biometrika 1970"


def ratio(pi: Array, g: Array) -> Array:
    """pi(y) g(x | y) / (pi(x) g(y | x)), at [x, y]."""
    return pi[..., None, :] * transposed(g) / (pi[..., :, None] * g)


def at_most_one(r: Array) -> Array:
    """min(1, r)."""
    return r.clip(max=1.0)


def chain(pi: Array, g: Array, a: Array) -> Array:
    """The chain's transition matrix: what is rejected stays."""
    eye = identity(pi.shape[-1], pi)
    moves = g * a * (1 - eye)
    return moves + (1 - moves.sum(-1))[..., None] * eye


def _acceptance(pi: Array, g: Array) -> Array:
    return at_most_one(ratio(pi, g))


ACCEPTANCES = {
    "no proposals in the ratio": lambda pi, g: at_most_one(
        pi[..., None, :] / pi[..., :, None] + 0 * g
    ),
    "the ratio upside down": lambda pi, g: at_most_one(1 / ratio(pi, g)),
    "all is accepted": lambda pi, g: 0 * g + 1,
    "proposals alone": lambda pi, g: at_most_one(transposed(g) / g),
    "proposals exchanged": lambda pi, g: at_most_one(
        pi[..., None, :] * g / (pi[..., :, None] * transposed(g))
    ),
    "the root of the ratio": lambda pi, g: at_most_one(sqrt(ratio(pi, g))),
    "the target at y": lambda pi, g: pi[..., None, :] + 0 * g,
}


@theorem(
    "pi(x) P(y | x) = pi(y) P(x | y) for P of Metropolis-Hastings",
    source=HASTINGS,
    parts=("dl_final 7.2", "dl_final 7.3"),
    worlds={"pi": full_law(3), "g": full_law(3, 3)},
    near_misses={"a": ACCEPTANCES},
)
def metropolis_hastings_is_reversible(
    pi: Array, g: Array, a: Formula = _acceptance
) -> tuple[Array, ...]:
    """Pi needs no normalizer: only its quotients enter."""
    flow = pi[..., :, None] * chain(pi, g, a(pi, g))
    return flow, transposed(flow)


@proves(metropolis_hastings_is_reversible)
def both_ways_carry_the_smaller_flow(claim: Claim) -> None:
    """pi(x) g(y|x) min(1, r) = min(pi(x) g(y|x), pi(y) g(x|y)), symmetric in x and y."""
    there, back = sp.symbols("u v", positive=True)
    accepted, returned = there * sp.Min(1, back / there), back * sp.Min(1, there / back)
    for flow in (accepted, returned):
        scaled = flow.subs(sp.Min(1, back / there), sp.Min(there, back) / there)
        scaled = scaled.subs(sp.Min(1, there / back), sp.Min(there, back) / back)
        require(scaled == sp.Min(there, back), "the flow is the smaller one")
    less, more = sp.symbols("d e", positive=True)  # v = u + d, or u = v + e
    require(sp.Min(1, sp.expand((there + less) / there)) == 1, "min(1, r) = 1 where v > u")
    require(sp.simplify((back + more) * (back / (back + more)) - back) == 0, "where u > v")


@theorem(
    "pi P = pi for P of Metropolis-Hastings",
    source=HASTINGS,
    parts=("dl_final 7.2",),
    worlds={"pi": full_law(3), "g": full_law(3, 3)},
    near_misses={
        "a": {k: v for k, v in ACCEPTANCES.items() if k != "the target at y"},
        "P": {
            "what is rejected is lost": lambda pi, g, a: g * a,
            "what is rejected moves on": lambda pi, g, a: (
                g * a + (1 - (g * a).sum(-1))[..., None] / 3
            ),
        },
    },
)
def metropolis_hastings_keeps_its_target(
    pi: Array, g: Array, a: Formula = _acceptance, P: Formula = chain
) -> tuple[Array, ...]:
    """Detailed balance, summed over x."""
    return (pi[..., :, None] * P(pi, g, a(pi, g))).sum(-2), pi


@proves(metropolis_hastings_keeps_its_target)
def sum_the_detailed_balance(claim: Claim) -> None:
    """sum_x pi(x) P(y|x) = sum_x pi(y) P(x|y) = pi(y): the rows of P sum to one, for any a."""
    both_ways_carry_the_smaller_flow(claim)
    g, a = (np.array([sp.symbols(f"{name}:9")]).reshape(1, 3, 3) for name in "ga")
    rows = chain(np.full((1, 3), sp.Integer(1)), g, a).sum(-1)
    require_equal(rows, np.full((1, 3), sp.Integer(1)), "rows sum to one")


def _resampling(joint: Array) -> Array:
    """The proposal g((x, z') | (x, z)) = p(z' | x), at [x, z, z']."""
    given = joint / joint.sum(-1)[..., None]
    return given[..., :, None, :] + 0 * joint[..., None]


def _ratio_of_rows(joint: Array, g: Array) -> Array:
    """The acceptance ratio of moves within a row, from (x, z) to (x, z')."""
    return joint[..., :, None, :] * transposed(g) / (joint[..., :, :, None] * g)


@theorem(
    "Gibbs sampling is Metropolis-Hastings whose acceptance rate is 1",
    source="Gelfand and Smith, JASA 1990; Bishop, PRML, section 11.3",
    parts=("dl_final 1.21", "dl_final 7.3"),
    worlds={"joint": full_law(2, 3, over=2)},
    near_misses={
        "proposal": {
            "uniform": lambda joint: 0 * joint[..., None] * joint[..., None, :] + 1 / 3,
            "from the marginal p(z')": lambda joint: (
                joint.sum(-2)[..., None, None, :] + 0 * joint[..., None]
            ),
            "from p(x | z')": lambda joint: (
                (joint / joint.sum(-2)[..., None, :])[..., :, None, :] + 0 * joint[..., None]
            ),
            "a tempered conditional": lambda joint: _resampling(joint**2),
            "conditioned on the other x": lambda joint: _resampling(joint)[..., [1, 0], :, :],
            "halfway to uniform": lambda joint: (_resampling(joint) + 1 / 3) / 2,
        }
    },
)
def gibbs_sampling_accepts_always(
    joint: Array, proposal: Formula = _resampling
) -> tuple[Array, ...]:
    """p(x, z') p(z | x) / (p(x, z) p(z' | x)) = 1: p(x) cancels in both."""
    return _ratio_of_rows(joint, proposal(joint)), 1.0


@proves(gibbs_sampling_accepts_always)
def both_orders_are_the_joint(claim: Claim) -> None:
    """On every pair of cells of a row."""
    left, right = claim.sides(**symbolic_world(claim.worlds))
    require_equal(left, right, claim.statement)


@theorem(
    "refilling one blank b from c(b | a): a = min(1, p(b'|a) c(b|a) / (p(b|a) c(b'|a)))",
    source=f"{HASTINGS}; Goyal et al., Exposing the Implicit Energy Networks behind MLMs, 2022",
    parts=("dl_final 7.2", "dl_final 7.3"),
    worlds={"p": full_law(2, 3, over=2), "c": full_law(2, 3)},
    near_misses={
        "simplified": {
            "always 1": lambda p, c: 0 * _rate(p, c) + 1,
            "the target alone": lambda p, c: p[..., :, None, :] / p[..., :, :, None],
            "the proposal alone": lambda p, c: c[..., :, :, None] / c[..., :, None, :],
            "upside down": lambda p, c: 1 / _rate(p, c),
            "the proposals exchanged": lambda p, c: _rate(p, 1 / c),
            "the product": lambda p, c: p[..., :, None, :] * c[..., :, :, None],
        }
    },
)
def infilling_acceptance(
    p: Array, c: Array, simplified: Formula = lambda p, c: _rate(p, c)
) -> tuple[Array, ...]:
    """p(a, b) is the language model, c a masked model's conditional, a the rest, kept.

    p(a) cancels: only conditionals of the blank matter. Where c is p's own conditional the
    rate is 1, and this is Gibbs sampling.
    """
    g = c[..., :, None, :] + 0 * c[..., None]
    return at_most_one(_ratio_of_rows(p, g)), at_most_one(simplified(p, c))


@proves(infilling_acceptance)
def the_rest_cancels(claim: Claim) -> None:
    """The ratios agree before their minimum with 1 is taken."""
    world = symbolic_world(claim.worlds)
    p, c = world["p"], world["c"]
    g = c[..., :, None, :] + 0 * c[..., None]
    require_equal(_ratio_of_rows(p, g), _rate(p, c), claim.statement)


def _rate(p: Array, c: Array) -> Array:
    given = p / p.sum(-1)[..., None]
    odds = given / c
    return odds[..., :, None, :] / odds[..., :, :, None]
