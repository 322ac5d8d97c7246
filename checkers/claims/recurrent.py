r"""Theorems on variational recurrent networks.

    p(x, z) = prod_t p(x_t | z_<=t, x_<t) p(z_t | x_<t, z_<t)
    q(z | x) = prod_t q(z_t | x_<=t, z_<t)

0 log 0 = 0: a code that q never gives costs nothing.
"""

from __future__ import annotations

from checkers.claims.arrays import Array, Formula, total, xlogy
from checkers.claims.claim import proves, theorem
from checkers.claims.divergences import kl
from checkers.claims.domains import full_law, law
from checkers.claims.symbols import by_algebra


def encoders_elbo(p: Array, q1: Array, q2: Array) -> Array:
    """E_q[log p(x, z)] - E_q[log q] of two steps, q(z1 | x1) q(z2 | x1, x2, z1)."""
    q = q1[..., :, None] * q2
    return total(xlogy(q, p) - xlogy(q, q), 2)


def _over_time(z1: Array, x1: Array, z2: Array, x2: Array, q1: Array, q2: Array) -> Array:
    """E_q of the sum over t of log p(x_t | z_<=t, x_<t) - KL(q(z_t | ...) || p(z_t | ...))."""
    q = q1[..., :, None] * q2
    decoded = total(xlogy(q, x1[..., :, None] * x2), 2)
    return decoded - kl(q1, z1) - total(q1 * kl(q2, z2))


VRNN = {
    "z1": full_law(2),
    "x1": full_law(2, 2),
    "z2": full_law(2, 2),
    "x2": full_law(2, 2, 2),
    "q1": law(2),
    "q2": law(2, 2),
}
"""p(z1), p(x1 | z1), p(z2 | x1, z1), p(x2 | z1, z2, x1), q(z1 | x1), q(z2 | x1, x2, z1)."""


@theorem(
    "E_q[log p(x, z) - log q(z|x)] = E_q sum_t [log p(x_t|z_<=t, x_<t) - KL(q(z_t) || p(z_t))]",
    source="Chung et al., A Recurrent Latent Variable Model for Sequential Data, NeurIPS 2015",
    parts=("cs236_midterm_2023 5.d",),
    worlds=VRNN,
    near_misses={
        "over_time": {
            "the KL at t = 2 is not averaged over z1": lambda z1, x1, z2, x2, q1, q2: (
                _over_time(z1, x1, z2, x2, q1, q2) + total(q1 * kl(q2, z2)) - kl(q2, z2)[..., 0]
            ),
            "the KL at t = 2 is averaged over p(z1)": lambda z1, x1, z2, x2, q1, q2: (
                _over_time(z1, x1, z2, x2, q1, q2) + total((q1 - z1) * kl(q2, z2))
            ),
            "reverse divergences": lambda z1, x1, z2, x2, q1, q2: (
                _over_time(z1, x1, z2, x2, q1, q2) + kl(q1, z1) - kl(z1, q1)
            ),
            "divergences added": lambda z1, x1, z2, x2, q1, q2: (
                _over_time(z1, x1, z2, x2, q1, q2) + 2 * kl(q1, z1)
            ),
            "the last step alone": lambda z1, x1, z2, x2, q1, q2: (
                _over_time(z1, x1, z2, x2, q1, q2) + kl(q1, z1) - total(xlogy(q1, x1))
            ),
            "z2 is encoded without z1": lambda z1, x1, z2, x2, q1, q2: _over_time(
                z1, x1, z2, x2, q1, q2.sum(-2)[..., None, :] / 2 + 0 * q2
            ),
        }
    },
)
def vrnn_elbo_is_a_sum_over_time(
    z1: Array,
    x1: Array,
    z2: Array,
    x2: Array,
    q1: Array,
    q2: Array,
    over_time: Formula = _over_time,
) -> tuple[Array, ...]:
    """Two steps, x1 = x2 = 0 observed. Later codes do not affect the divergence at t, which
    is a mean over the codes before it.
    """
    x1, x2 = x1[..., 0], x2[..., 0]
    p = (z1 * x1)[..., :, None] * z2 * x2
    return encoders_elbo(p, q1, q2), over_time(z1, x1, z2, x2, q1, q2)


proves(vrnn_elbo_is_a_sum_over_time)(by_algebra)
