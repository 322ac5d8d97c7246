"""Several normal variables as one vector: joined, split, conditioned on, their density."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

import numpy as np

from checkers.notation.expr import Expr
from checkers.worlds.evaluate import Evaluator
from checkers.worlds.field import Field, spread, union


class Moments(NamedTuple):
    """The mean (rank 1) and covariance (rank 2) of variables joined into one vector."""

    mean: Field
    covariance: Field


def joined(values: Iterable[Field]) -> Field:
    """Numbers and vectors in one vector."""
    from checkers.worlds.tensor_lists import joined as of_parts

    return of_parts(list(values))


def split(drawn: Field, variables: Iterable[Expr], look: Evaluator) -> dict[Expr, Field]:
    """The variables' own parts of a vector, each of the shape of its points."""
    found: dict[Expr, Field] = {}
    start = 0
    for variable in variables:
        like = look.value(variable)
        stop = start + (like.shape[0] if like.rank else 1)
        part = drawn.data[..., start:stop] if like.rank else drawn.data[..., start]
        found[variable], start = Field(part, drawn.axes, like.rank), stop
    return found


def conditioned(joint: Moments, size: int, at: Field) -> Moments:
    """The first `size` components, given that the others are `at`."""
    axes = union(joint.mean, joint.covariance, at)
    mean, value = (spread(field, axes, 1) for field in (joint.mean, at))
    covariance = spread(joint.covariance, axes, 2)
    own, cross = covariance[..., :size, :size], covariance[..., :size, size:]
    gain = cross @ np.linalg.inv(covariance[..., size:, size:])
    shift = (gain @ (value - mean[..., size:])[..., None])[..., 0]
    narrowed = own - gain @ np.swapaxes(cross, -1, -2)
    return Moments(Field(mean[..., :size] + shift, axes, 1), Field(narrowed, axes, 2))


def log_density(point: Field, moments: Moments) -> Field:
    """The logarithm of the normal density at a point."""
    axes = union(point, *moments)
    away = spread(point, axes, 1) - spread(moments.mean, axes, 1)
    covariance = spread(moments.covariance, axes, 2)
    turned = (np.linalg.inv(covariance) @ away[..., None])[..., 0]
    bowl = (away * turned).sum(-1)
    volume = np.linalg.det(2 * np.pi * covariance)
    return Field(-(bowl + np.log(volume)) / 2, axes)
