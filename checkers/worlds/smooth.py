r"""Densities on the line and the plane, with sums for their integrals that are exact to 1e-10.

A density is p(x) = exp(-E(x)) / Z with E(x) = |x - m|^2 / (2 s^2) + a sin(w.x + b): an entire
function without zeros, so log p is entire too. Over the whole line, equally spaced nodes
integrate such functions with an error that falls exponentially (Trefethen and Weideman 2014,
"The exponentially convergent trapezoidal rule"). Since a density may be asked for at any
point, even a complex one, a change of variables is evaluated as written and a wrong or
missing Jacobian shows.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from checkers.worlds.tensor import Array
from checkers.worlds.tensor_functions import Bijection, bijection

REACH = 14.0
"""Nodes span [-REACH, REACH]; densities and their gently bent images end within."""
SPACING = 0.14
"""Distance of nodes; the test states the error that it leaves."""
PLANE_REACH, PLANE_SPACING = 10.0, 0.3


def line() -> tuple[Array, Array]:
    """Nodes and weights of integrals over the line, both of shape (nodes,)."""
    half = round(REACH / SPACING)
    nodes = SPACING * np.arange(-half, half + 1)
    return nodes, np.full(len(nodes), SPACING)


def plane() -> tuple[Array, Array]:
    """Nodes (nodes, 2) and weights (nodes,) of integrals over the plane."""
    half = round(PLANE_REACH / PLANE_SPACING)
    side = PLANE_SPACING * np.arange(-half, half + 1)
    grid = np.stack(np.meshgrid(side, side, indexing="ij"), axis=-1).reshape(-1, 2)
    return grid, np.full(len(grid), PLANE_SPACING**2)


@dataclass(frozen=True)
class SmoothDensity:
    """exp(-E) / Z on R^n, one in each world.

    centre m, waves w (batch, n); scale s, height a, phase b, log_normalizer log Z (batch,).
    """

    centre: Array
    scale: Array
    height: Array
    waves: Array
    phase: Array
    log_normalizer: Array

    def log(self, points: Array) -> Array:
        """Logarithm of p at points (batch or 1, ..., n), without the last axis."""
        return -self._energy(points) - _between(self.log_normalizer, points.ndim - 1)

    def __call__(self, points: Array) -> Array:
        """The density at points (batch or 1, ..., n), without the last axis."""
        return np.asarray(np.exp(self.log(points)))

    def _energy(self, points: Array) -> Array:
        between = points.ndim - 1
        away = points - _between(self.centre, between + 1)
        angle = (points * _between(self.waves, between + 1)).sum(-1)
        bowl = (away**2).sum(-1) / (2 * _between(self.scale, between) ** 2)
        wave = np.sin(angle + _between(self.phase, between))
        return np.asarray(bowl + _between(self.height, between) * wave)


def _between(parameters: Array, axes: int) -> Array:
    """Parameters (batch, ...) with size-1 axes after the first, `axes` in all."""
    missing = axes - parameters.ndim
    return parameters.reshape(len(parameters), *[1] * missing, *parameters.shape[1:])


def smooth_density(batch: int, rng: Generator, size: int = 1) -> SmoothDensity:
    """Random densities on R^size (1 or 2), normalized to the quadrature's precision."""
    unnormalized = SmoothDensity(
        centre=rng.uniform(-0.8, 0.8, (batch, size)),
        scale=rng.uniform(0.8, 1.2, batch),
        height=rng.uniform(-0.8, 0.8, batch),
        waves=rng.uniform(0.4, 1.2, (batch, size)) * rng.choice([-1, 1], (batch, size)),
        phase=rng.uniform(0, 2 * np.pi, batch),
        log_normalizer=np.zeros(batch),
    )
    nodes, weights = line() if size == 1 else plane()
    mass = (unnormalized(nodes.reshape(1, -1, size)) * weights).sum(-1)
    return SmoothDensity(
        **{**unnormalized.__dict__, "log_normalizer": np.log(mass)},
    )


def gentle_bijection(batch: int, rng: Generator, size: int = 1) -> Bijection:
    """Random bijections that keep densities, before and after them, within the nodes' reach."""
    bend, stretch = (0.3, 1.35) if size == 1 else (0.2, 1.25)
    return bijection(size, batch, rng, bending=bend, stretching=stretch)


# --- integrals with bounds ----------------------------------------------------------------

STEPS = 80
"""Nodes on each side of the middle of a double-exponential rule."""


def interval(low: Array, high: Array) -> tuple[Array, Array]:
    """Nodes and weights over [low, high]; either bound may be infinite, both (batch,).

    The tanh-sinh, exp-sinh and sinh-sinh rules of Takahasi and Mori (1974): endpoints may be
    singular as long as the integrand can be evaluated close to them in floating point.
    """
    t = np.linspace(-1, 1, 2 * STEPS + 1)
    if np.isfinite(low).all() and np.isfinite(high).all():
        return _finite(3.6 * t, low, high)
    if np.isfinite(low).all() and (high == np.inf).all():
        nodes, weights = _half_line(t)
        return low[:, None] + nodes, weights + 0 * low[:, None]
    if (low == -np.inf).all() and np.isfinite(high).all():
        nodes, weights = _half_line(t)
        return high[:, None] - nodes, weights + 0 * high[:, None]
    nodes, weights = _whole_line(2.9 * t)
    return nodes[None], weights[None]


def _finite(t: Array, low: Array, high: Array) -> tuple[Array, Array]:
    bent = np.pi / 2 * np.sinh(t)
    slope = (t[1] - t[0]) * np.pi / 2 * np.cosh(t)
    fraction = 1 / (1 + np.exp(-2 * bent))
    width = (high - low)[:, None]
    return low[:, None] + width * fraction, width * slope / (2 * np.cosh(bent) ** 2)


def _half_line(t: Array) -> tuple[Array, Array]:
    t = -0.4 + 4.4 * t
    nodes = np.exp(np.pi / 2 * np.sinh(t))
    return nodes, nodes * (t[1] - t[0]) * np.pi / 2 * np.cosh(t)


def _whole_line(t: Array) -> tuple[Array, Array]:
    bent = np.pi / 2 * np.sinh(t)
    return np.sinh(bent), (t[1] - t[0]) * np.pi / 2 * np.cosh(t) * np.cosh(bent)
