r"""Random smooth functions, for those that a question declares: F_k(x), psi_j(x; theta).

Every function is built from f(v) = c + l.v + sum_k a_k sin(w_k.v + b_k), an entire function of
all its arguments' components v, so that it may be evaluated at complex points and its
derivatives taken there (`tensor_calculus`). Values in a domain come from exp and the logistic
function; bijections bend space before a random invertible map, so that volumes change by a
factor that depends on the point, and an increasing function is the same in one dimension.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.random import Generator

from checkers.notation.vocabulary import Domain
from checkers.worlds.tensor import Array, invertible, orthogonal

WAVES = 3
BENDING = 0.6
"""How far from linear a bijection is: below 1 it can be inverted by iteration."""


def _apply(matrices: Array, vectors: Array) -> Array:
    """Each world's matrix on that world's vectors, whose axes between are variables."""
    lifted = matrices.reshape(len(matrices), *[1] * (vectors.ndim - 2), *matrices.shape[1:])
    return np.asarray((lifted @ vectors[..., None])[..., 0])


def _lifted(offsets: Array, like: Array) -> Array:
    """Offsets of shape (batch, n) with size-1 axes between, to be added to `like`."""
    return offsets.reshape(len(offsets), *[1] * (like.ndim - 2), offsets.shape[-1])


@dataclass(frozen=True)
class SmoothFunction:
    """f(v) with `outputs` components, one set of coefficients a world.

    slopes (batch, outputs, inputs), waves (batch, WAVES * outputs, inputs), phases
    (batch, WAVES * outputs), heights (batch, outputs, WAVES), constants (batch, outputs).
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
        heights = self.heights.reshape(
            len(self.heights), *[1] * (bumps.ndim - 3), *self.heights.shape[1:]
        )
        linear = _apply(self.slopes, points)
        raw = (heights * bumps).sum(-1) + linear + _lifted(self.constants, linear)
        return into(self.domain, raw)


def into(domain: Domain, values: Array) -> Array:
    """Real values carried into a domain by an entire or analytic map."""
    if domain in ("positive", "nonnegative"):
        return np.asarray(np.exp(values / 2))
    if domain == "unit":
        return np.asarray(1 / (1 + np.exp(-values)))
    if domain == "nonzero":
        return np.asarray(0.5 + np.exp(values / 2))
    return values


def smooth_function(
    inputs: int, outputs: int, domain: Domain, batch: int, rng: Generator
) -> SmoothFunction:
    """A random function of `inputs` numbers with `outputs` values in a domain."""
    scale = 1 / np.sqrt(max(inputs, 1))
    return SmoothFunction(
        slopes=0.5 * scale * rng.standard_normal((batch, outputs, inputs)),
        waves=scale * rng.standard_normal((batch, WAVES * outputs, inputs)),
        phases=rng.uniform(0, 2 * np.pi, (batch, WAVES * outputs)),
        heights=0.7 * rng.standard_normal((batch, outputs, WAVES)),
        constants=0.5 * rng.standard_normal((batch, outputs)),
        domain=domain,
    )


@dataclass(frozen=True)
class ConvexFunction:
    """f(x) = curvature x^2 / 2 + slope x + height exp(rate x), strictly convex on the line."""

    curvature: Array
    slope: Array
    height: Array
    rate: Array
    sign: float = 1.0

    def __call__(self, points: Array) -> Array:
        """Values (batch, ..., 1) at points (batch, ..., 1)."""
        a, b, c, w = (
            _lifted(number[:, None], points)
            for number in (self.curvature, self.slope, self.height, self.rate)
        )
        return np.asarray(self.sign * (a * points**2 / 2 + b * points + c * np.exp(w * points)))


def convex_function(batch: int, rng: Generator, concave: bool = False) -> ConvexFunction:
    """A random strictly convex (or concave) function of a number."""
    return ConvexFunction(
        curvature=rng.uniform(0.05, 1.5, batch),
        slope=rng.standard_normal(batch),
        height=rng.uniform(0.05, 1.0, batch),
        rate=rng.uniform(-1.2, 1.2, batch),
        sign=-1.0 if concave else 1.0,
    )


@dataclass(frozen=True)
class Bijection:
    """F(v) = A (v + C sin(W v + b)) + d with |C| |W| <= BENDING, one to one on R^n.

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
        between = [1] * (points.ndim - 2)
        stretch, bend, waves = (
            m.reshape(len(m), *between, *m.shape[1:])
            for m in (self.stretch, self.bend, self.waves)
        )
        turned = bend * np.cos(angles)[..., None, :] @ waves
        return np.asarray(stretch @ (np.eye(points.shape[-1]) + turned))

    def inverse(self, values: Array) -> Array:
        """The point that F takes to each value: a contraction first, Newton's steps last."""
        goal = _apply(np.linalg.inv(self.stretch), values - _lifted(self.shift, values))
        points = goal
        for _ in range(6):
            points = goal - self._bent(points)
        for _ in range(5):
            excess = (self(points) - values)[..., None]
            points = points - np.linalg.solve(self.jacobian(points), excess)[..., 0]
        return points


def bijection(
    size: int,
    batch: int,
    rng: Generator,
    increasing: bool = False,
    bending: float = BENDING,
    stretching: float = 2.0,
) -> Bijection:
    """A random bijection of R^size that changes volumes, mirrored in half of the worlds.

    Lengths are multiplied by at most `stretching` (1 + `bending`) and at least the inverse of
    `stretching` times (1 - `bending`). `increasing` (for size 1) never mirrors.
    """
    square = np.empty((batch, size, size))
    stretch = invertible(square, rng, stretching)
    mix = rng.uniform(0.5, 1.0, (batch, size))[..., None] * orthogonal(square, rng)
    return Bijection(
        stretch=np.abs(stretch) if increasing else stretch,
        bend=bending * mix,
        waves=orthogonal(square, rng),
        phases=rng.uniform(0, 2 * np.pi, (batch, size)),
        shift=0.5 * rng.standard_normal((batch, size)),
    )
