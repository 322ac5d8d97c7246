r"""Normal laws in closed form: expectations, divergences, equality in law.

An expectation over x ~ N(m, S) is a sum over the nodes of Gauss and Hermite, moved to x; two
rules of different fineness must agree. An affine expression in independent normal variables
is normal, and its law is its mean and its covariance.
"""

from __future__ import annotations

import numpy as np

from checkers.notation.expr import Expr, Sym
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.evaluate_indices import key
from checkers.worlds.evaluate_matrices import matmul
from checkers.worlds.evaluate_operators import entrywise, plus
from checkers.worlds.field import Array, Field, Unknown, combine
from checkers.worlds.smooth_integral import Average, Rule, Stretch
from checkers.worlds.smooth_kinks import require_smooth, turning

FINE, COARSE = 40, 32
"""Nodes of the two rules for a single number."""
GRID = {1: (FINE, COARSE), 2: (12, 10), 3: (6, 5)}
"""Nodes along each of that many components."""
AGREEMENT = 1e-9
ENDS = (-38.0, -12.0, -6.0, -2.0, 2.0, 6.0, 12.0, 38.0)
"""Of the pieces, in standard deviations, along which expectations across kinks are taken."""
LEGENDRE, COARSER = 24, 16
"""Nodes of the two rules for a piece."""


def hermite(side: int, components: int) -> tuple[Array, Array]:
    """Nodes (count, components) and weights (count,) of independent standard normals.

    Exact for polynomials of degree 2 side - 1 in each component.
    """
    nodes, weights = np.polynomial.hermite_e.hermegauss(side)
    grid = np.meshgrid(*[nodes] * components, indexing="ij")
    masses = np.meshgrid(*[weights / weights.sum()] * components, indexing="ij")
    points = np.stack([along.reshape(-1) for along in grid], axis=-1)
    return points, np.prod([mass.reshape(-1) for mass in masses], axis=0)


def expectation(
    variable: Sym, mean: Field, covariance: Field, body: Expr, look: Evaluator
) -> Field:
    """E[body] for variable ~ N(mean, covariance); NaN where the two rules disagree."""
    size = _components(mean, covariance, variable, look)
    inners = turning(body, look)
    if inners and not size:
        return normal_mean(
            variable, (mean, covariance), inners, lambda inside: inside.value(body), look
        )
    if max(size, 1) not in GRID:
        raise Unknown(f"an expectation over {size} normal components")
    axis = f"|{key(variable)}"
    fine, coarse = (hermite(side, max(size, 1)) for side in GRID[max(size, 1)])
    nodes = np.concatenate([fine[0], coarse[0]])
    standard = Field(nodes[None] if size else nodes[None, :, 0], (axis,), min(size, 1))
    points = plus(mean, scaled(covariance, standard))
    inside = look.bound({variable: points})
    value = inside.value(body)
    if axis not in value.axes:
        return value
    require_smooth(inners, axis, inside)
    return averaged(value, axis, fine[1], coarse[1])


def _legendre(low: Array, high: Array) -> tuple[Array, Array, Array]:
    """Gauss and Legendre's rules of two sizes between the bounds."""
    rules = [np.polynomial.legendre.leggauss(side) for side in (LEGENDRE, COARSER)]
    nodes = np.concatenate([nodes for nodes, _ in rules])
    middle, half = (low + high)[..., None] / 2, (high - low)[..., None] / 2
    fine, coarse = (np.concatenate(parts) for parts in _parted(*(w for _, w in rules)))
    return middle + half * nodes, half * fine, half * coarse


def _parted(fine: Array, coarse: Array) -> tuple[tuple[Array, Array], tuple[Array, Array]]:
    return (fine, 0 * coarse), (0 * fine, coarse)


def normal_mean(
    variable: Sym,
    law: tuple[Field, Field],
    inners: tuple[Expr, ...],
    average: Average,
    look: Evaluator,
) -> Field:
    """The mean of what `average` finds, for a number with this mean and variance, where it is
    smooth but for the zeros of `inners`.
    """
    mean, variance = law
    deviation = Field(np.sqrt(variance.data), variance.axes)
    stretch = Stretch(
        variable,
        inners,
        tuple(Field(np.full(1, end)) for end in ENDS),
        Rule(_legendre, AGREEMENT, np.inf),
        lambda nodes: plus(mean, entrywise(deviation, nodes)),
        lambda nodes: np.exp(-(nodes**2) / 2) / np.sqrt(2 * np.pi),
    )
    return stretch.integral(average, look)


def _components(mean: Field, covariance: Field, variable: Sym, look: Evaluator) -> int:
    """How many components the variable has; 0 for a number."""
    for field in (mean, covariance):
        if field.rank:
            return field.shape[0]
    declared = look.vocabulary.symbols.get(variable.name)
    if declared is None or not declared.shape:
        return 0
    size = declared.shape[0]
    return size if isinstance(size, int) else look.world.sizes[size]


def averaged(value: Field, axis: str, fine: Array, coarse: Array) -> Field:
    """The mean along an axis by the first of two rules; NaN where they disagree."""
    place = 1 + value.axes.index(axis)
    data = np.moveaxis(value.data, place, -1)
    if data.dtype == object:
        raise Unknown("expectations over normal variables are taken in floating point")
    means = data[..., : len(fine)] @ fine, data[..., len(fine) :] @ coarse
    size = np.abs(data[..., : len(fine)]) @ fine
    agreed = np.abs(means[0] - means[1]) <= AGREEMENT * size
    rest = value.axes[: place - 1] + value.axes[place:]
    return Field(np.where(agreed | (size == 0), means[0], np.nan), rest, value.rank)


def scaled(covariance: Field, standard: Field) -> Field:
    """A standard normal value with its covariance: a variance, one a component, a matrix."""
    if covariance.data.dtype == object:
        raise Unknown("a normal variable has no exact values")
    if covariance.rank < 2:
        root = Field(np.sqrt(covariance.data), covariance.axes, covariance.rank)
        return entrywise(root, standard)
    return matmul(Field(_root(covariance.data), covariance.axes, 2), standard)


def _root(covariance: Array) -> Array:
    """L with L L^T the covariance, which may be singular; NaN where it is no covariance."""
    values, vectors = np.linalg.eigh(covariance)
    least = -AGREEMENT * np.abs(values).max(-1, keepdims=True)
    roots = np.sqrt(np.where(values >= least, np.maximum(values, 0), np.nan))
    return vectors * roots[..., None, :]


# --- divergences --------------------------------------------------------------------------


def normal_divergence(m: Field, s: Field, n: Field, t: Field) -> Field:
    """KL(N(m, s) || N(n, t)), Bishop 2006, exercise 2.13."""
    size = max((field.shape[0] for field in (m, s, n, t) if field.rank), default=1)
    axes, (m_, n_), (s_, t_) = _in_full((m, n), (s, t), size)
    precision = np.linalg.inv(t_)
    away = (n_ - m_)[..., None]
    bowl = (np.swapaxes(away, -1, -2) @ precision @ away)[..., 0, 0]
    trace = np.trace(precision @ s_, axis1=-2, axis2=-1)
    volumes = np.log(np.linalg.det(t_) / np.linalg.det(s_))
    return Field((trace + bowl - size + volumes) / 2, axes)


def normal_entropy(mean: Field, covariance: Field) -> Field:
    """H of N(mean, covariance) in nats."""
    size = max((field.shape[0] for field in (mean, covariance) if field.rank), default=1)
    axes, _, (full,) = _in_full((), (covariance,), size)
    return Field((size * (1 + np.log(2 * np.pi)) + np.log(np.linalg.det(full))) / 2, axes)


def normal_numbers(mean: Field, covariance: Field) -> Field:
    """Mean and covariance in one vector, of the same layout for every way to write them."""
    size = max((field.shape[0] for field in (mean, covariance) if field.rank), default=1)
    axes, (centre,), (full,) = _in_full((mean,), (covariance,), size)
    flat = full.reshape(*full.shape[:-2], size * size)
    lead = np.broadcast_shapes(centre.shape[:-1], flat.shape[:-1])
    parts = (np.broadcast_to(part, (*lead, part.shape[-1])) for part in (centre, flat))
    return Field(np.concatenate(list(parts), axis=-1), axes, 1)


def _in_full(
    means: tuple[Field, ...], covariances: tuple[Field, ...], size: int
) -> tuple[tuple[str, ...], list[Array], list[Array]]:
    """Means as vectors and covariances as matrices, over common axes."""
    ones = Field(np.ones((1, size)), (), 1)
    eye = Field(np.eye(size)[None], (), 2)
    full = [entrywise(ones, mean) if mean.rank == 0 else mean for mean in means]
    square = [_square(covariance, eye) for covariance in covariances]
    axes = tuple(sorted({axis for field in (*full, *square) for axis in field.axes}))
    like = Field(np.zeros((1,) * (1 + len(axes))), axes)
    spread_means = [combine(lambda a, b: a + b, field, like).data for field in full]
    spread = [combine(lambda a, b: a + b, field, like).data for field in square]
    return axes, spread_means, spread


def _square(covariance: Field, eye: Field) -> Field:
    if covariance.rank == 2:
        return covariance
    if covariance.rank == 1:
        columns = Field(covariance.data[..., None], covariance.axes, 2)
        return entrywise(columns, eye)
    return entrywise(covariance, eye)
