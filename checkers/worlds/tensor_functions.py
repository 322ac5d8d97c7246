r"""Random smooth functions, for those that a question declares: F_k(x), psi_j(x; theta).

Every function is built from f(v) = c + l.v + sum_k a_k sin(w_k.v + b_k), an entire function of
all its arguments' components v, so that it may be evaluated at complex points and its
derivatives taken there (`tensor_calculus`). Values in a domain come from exp and the logistic
function; bijections bend space before a random invertible map, so that volumes change by a
factor that depends on the point, and an increasing function is the same in one dimension.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from checkers.notation.vocabulary import Domain
from checkers.worlds.draws import Draws
from checkers.worlds.field import Array
from checkers.worlds.tensor import orthogonal

WAVES = 3
FULL_TURN = 2 * np.pi
EXACT = 1e-9
"""Newton's step squares an error: after one this small there is none left."""
MIRRORED = 0.7
"""The share of worlds in which a bijection's determinant is negative."""


def _apply(matrices: Array, vectors: Array) -> Array:
    """Each world's matrix on that world's vectors, whose axes between are variables: one
    product of matrices a world, for many small ones take twenty times as long.
    """
    rows = vectors.reshape(len(vectors), -1, vectors.shape[-1])
    images = rows @ matrices.swapaxes(-1, -2)
    return np.asarray(images.reshape(len(images), *vectors.shape[1:-1], images.shape[-1]))


def _lifted(offsets: Array, like: Array) -> Array:
    """Offsets of shape (batch, n) with size-1 axes between, to be added to `like`."""
    return offsets.reshape(len(offsets), *[1] * (like.ndim - 2), offsets.shape[-1])


class SmoothFunction(NamedTuple):
    """f(v) with `outputs` components, one set of coefficients a world.

    slopes (batch, outputs, inputs), waves (batch, outputs * WAVES, inputs), phases
    (batch, outputs * WAVES), heights (batch, outputs, WAVES), constants (batch, outputs).
    """

    slopes: Array
    waves: Array
    phases: Array
    heights: Array
    constants: Array
    domain: Domain = "real"

    def __call__(self, points: Array) -> Array:
        """Values (batch, ..., outputs) at points (batch, ..., inputs)."""
        angles = _apply(self.waves, points)
        bumps = np.sin(angles + _lifted(self.phases, angles))
        bumps = bumps.reshape(*bumps.shape[:-1], -1, WAVES)
        lead = (len(self.heights), *[1] * (bumps.ndim - 3))
        heights = self.heights.reshape(*lead, *self.heights.shape[1:])
        linear = _apply(self.slopes, points)
        raw = (heights * bumps).sum(-1) + linear + _lifted(self.constants, linear)
        return into(self.domain, raw)


def into(domain: Domain, values: Array) -> Array:
    """Real values carried into a domain by an analytic map."""
    if domain in ("positive", "nonnegative"):
        return np.asarray(np.exp(values / 2))
    if domain == "unit":
        return np.asarray(1 / (1 + np.exp(-values)))
    return np.asarray(0.5 + np.exp(values / 2)) if domain == "nonzero" else values


def smooth_function(
    name: str, inputs: int, outputs: int, domain: Domain, draws: Draws
) -> SmoothFunction:
    """A random function of `inputs` numbers with `outputs` values in a domain."""
    scale = 1 / np.sqrt(max(inputs, 1))
    return SmoothFunction(
        slopes=0.5 * scale * draws.draw(f"{name}.slopes", (outputs, inputs), "real"),
        waves=scale * draws.draw(f"{name}.waves", (outputs * WAVES, inputs), "real"),
        phases=FULL_TURN * draws.draw(f"{name}.phases", (outputs * WAVES,), "unit"),
        heights=0.7 * draws.draw(f"{name}.heights", (outputs, WAVES), "real"),
        constants=0.5 * draws.draw(f"{name}.constants", (outputs,), "real"),
        domain=domain,
    )


class ConvexFunction(NamedTuple):
    """f(v) = |A v|^2 / 2 + slope.v + height exp(rate.v), strictly convex.

    root A (batch, n, n); slope, rate (batch, n); height (batch,). `sign` -1 makes it concave.
    """

    root: Array
    slope: Array
    height: Array
    rate: Array
    sign: float = 1.0

    def __call__(self, points: Array) -> Array:
        """Values (batch, ..., 1) at points (batch, ..., n)."""
        bowl = (_apply(self.root, points) ** 2).sum(-1) / 2
        slope, rate = (_lifted(vector, points) for vector in (self.slope, self.rate))
        height = _lifted(self.height[:, None], points)[..., 0]
        wave = height * np.exp((rate * points).sum(-1))
        return np.asarray(self.sign * (bowl + (slope * points).sum(-1) + wave)[..., None])


def convex_function(
    name: str, inputs: int, draws: Draws, concave: bool = False
) -> ConvexFunction:
    """A random strictly convex (or concave) function of `inputs` numbers."""
    steep = np.sqrt(0.05 + draws.draw(f"{name}.curvature", (inputs,), "unit"))
    turned = orthogonal(draws.draw(f"{name}.axes", (inputs, inputs), "real"))
    return ConvexFunction(
        root=steep[..., None] * turned,
        slope=draws.draw(f"{name}.slope", (inputs,), "real"),
        height=0.05 + draws.draw(f"{name}.height", (), "unit"),
        rate=2.0 * draws.draw(f"{name}.rate", (inputs,), "unit") - 1.0,
        sign=-1.0 if concave else 1.0,
    )


class Bijection(NamedTuple):
    """F(v) = A (v + C sin(W v + b)) + d with |C| |W| < 1, one to one on R^n.

    stretch A, bend C, waves W (batch, n, n); phases b, shift d (batch, n).
    """

    stretch: Array
    bend: Array
    waves: Array
    phases: Array
    shift: Array

    def _bent(self, points: Array) -> Array:
        angles = _apply(self.waves, points) + _lifted(self.phases, points)
        return _apply(self.bend, np.sin(angles))

    def __call__(self, points: Array) -> Array:
        """F at points (batch, ..., n)."""
        return _apply(self.stretch, points + self._bent(points)) + _lifted(self.shift, points)

    def jacobian(self, points: Array) -> Array:
        """The matrices of partial derivatives (batch, ..., n, n) at points (batch, ..., n)."""
        angles = _apply(self.waves, points) + _lifted(self.phases, points)
        size = points.shape[-1]
        turns = (self.stretch @ self.bend).swapaxes(-1, -2)[..., None] * self.waves[:, :, None]
        turned = _apply(turns.reshape(len(turns), size, -1).swapaxes(-1, -2), np.cos(angles))
        straight = self.stretch.reshape(len(turns), *[1] * (points.ndim - 2), size, size)
        return np.asarray(straight + turned.reshape(*turned.shape[:-1], size, size))

    def inverse(self, values: Array) -> Array:
        """The point that F takes to each value: a contraction first, Newton's steps last."""
        goal = _apply(np.linalg.inv(self.stretch), values - _lifted(self.shift, values))
        points = goal
        for _ in range(6):
            points = goal - self._bent(points)
        for _ in range(5):
            excess = self(points) - values
            points = points - _solved(self.jacobian(points), excess)
            if not abs(excess).max() > EXACT:
                break
        return points


def _solved(matrices: Array, vectors: Array) -> Array:
    """The x with A x = v for each matrix and vector."""
    size = matrices.shape[-1]
    if size == 1:
        return np.asarray(vectors / matrices[..., 0])
    if size > 2:
        return np.asarray(np.linalg.solve(matrices, vectors[..., None])[..., 0])
    a, b, c, d = (matrices[..., i, j] for i in range(2) for j in range(2))
    x, y = vectors[..., 0], vectors[..., 1]
    solution = np.stack((d * x - b * y, a * y - c * x), -1)
    return np.asarray(solution / (a * d - b * c)[..., None])


def bijection(name: str, size: int, draws: Draws, increasing: bool = False) -> Bijection:
    """A random bijection of R^size that changes volumes, mirrored in most of the worlds.

    Gentle enough that a smooth density and its images stay within the reach of the nodes of
    `smooth`. `increasing` (for size 1) never mirrors.
    """
    bending, stretching = (0.25, 1.25) if size == 1 else (0.1, 1.15)
    square = (size, size)
    left, right, mix, waves = (
        orthogonal(draws.draw(f"{name}.{part}", square, "real"))
        for part in ("left", "right", "mix", "waves")
    )
    lengths = stretching ** (2 * draws.draw(f"{name}.lengths", (size,), "unit") - 1)
    bends = (1 + draws.draw(f"{name}.bends", (size,), "unit")) / 2
    stretch = (left * lengths[..., None, :]) @ right
    mirrored = draws.draw(f"{name}.mirror", (), "unit") < MIRRORED
    flipped = np.where(mirrored, -1.0, 1.0) * np.sign(np.linalg.det(stretch))
    stretch = np.concatenate([stretch[..., :1] * flipped[:, None, None], stretch[..., 1:]], -1)
    return Bijection(
        stretch=np.abs(stretch) if increasing and size == 1 else stretch,
        bend=bending * bends[..., None] * mix,
        waves=waves,
        phases=FULL_TURN * draws.draw(f"{name}.phases", (size,), "unit"),
        shift=draws.draw(f"{name}.shift", (size,), "unit") - 0.5,
    )
