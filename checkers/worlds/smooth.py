r"""Densities on the line and the plane, with sums for their integrals that are exact to 1e-10.

A density is p(x) = exp(-E(x)) / Z with E(x) = |x - m|^2 / (2 s^2) + a sin(w.x + b): an entire
function without zeros, so log p is entire too. Over the whole line, equally spaced nodes
integrate such functions with an error that falls exponentially (Trefethen and Weideman 2014,
"The exponentially convergent trapezoidal rule"). Since a density may be asked for at any
point, even a complex one, a change of variables is evaluated as written and a wrong or
missing Jacobian shows.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from checkers.worlds.draws import Draws
from checkers.worlds.field import Array

REACH = 16.0
"""Nodes span [-REACH, REACH]; densities and their gently bent images end within."""
SPACING = 0.14
"""Distance of nodes; the test states the error that it leaves."""
PLANE_REACH, PLANE_SPACING = 11.4, 0.3


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


class SmoothDensity(NamedTuple):
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


def smooth_density(name: str, draws: Draws, size: int = 1) -> SmoothDensity:
    """Random densities on R^size (1 or 2), normalized to the quadrature's precision."""
    centre, waves, phase, height, scale = (
        2 * draws.draw(f"{name}.{part}", shape, "unit") - 1
        for part, shape in (
            ("centre", (size,)),
            ("waves", (size,)),
            ("phase", ()),
            ("height", ()),
            ("scale", ()),
        )
    )
    spread = 0.8 if size == 1 else 0.5
    unnormalized = SmoothDensity(
        centre=spread * centre,
        scale=1 + spread * scale / 4,
        height=0.8 * height,
        waves=1.2 * waves,
        phase=np.pi * phase,
        log_normalizer=np.zeros(draws.batch),
    )
    nodes, weights = line() if size == 1 else plane()
    mass = (unnormalized(nodes.reshape(1, -1, size)) * weights).sum(-1)
    return unnormalized._replace(log_normalizer=np.log(mass))
