"""Random worlds by the million, in four styles, the same for the same seed.

Uniform tables alone are a weak attack: a false bound may fail only between laws that almost
agree, where some numbers are far smaller than others, or where cells are empty.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, Protocol

import numpy as np

from checkers.claims.arrays import Array, library, where
from checkers.claims.domains import Domain

Free = dict[str, Array]
"""Free real numbers by letter, each of shape (n, *shape)."""
Kin = dict[tuple[str, tuple[int, ...]], Array]
"""The first letter drawn of each kind and shape, which others of a near world stay close to."""
SPREAD, DECADES, EMPTY = 6.0, 4.0, 0.4


class Noise(Protocol):
    """Where randomness comes from: `n` worlds, in some library, on some device."""

    def normal(self, *shape: int) -> Array:
        """Standard normal numbers of shape (n, *shape)."""

    def uniform(self, *shape: int) -> Array:
        """Numbers uniform on [0, 1)."""


class NumpyNoise:
    """Noise by NumPy. The worlds lie side by side in memory: sums over a world are fast."""

    def __init__(self, n: int, seed: tuple[int, ...]) -> None:
        """The same seed gives the same worlds."""
        self.n = n
        self._generator = np.random.default_rng(seed)

    def normal(self, *shape: int) -> Array:
        """See Noise."""
        return np.moveaxis(self._generator.standard_normal((*shape, self.n)), -1, 0)

    def uniform(self, *shape: int) -> Array:
        """See Noise."""
        return np.moveaxis(self._generator.random((*shape, self.n)), -1, 0)


class SharedNoise(NumpyNoise):
    """The same numbers as tensors on the CPU: NumPy draws them several times faster."""

    def normal(self, *shape: int) -> Array:
        """See Noise."""
        return _shared(super().normal(*shape))

    def uniform(self, *shape: int) -> Array:
        """See Noise."""
        return _shared(super().uniform(*shape))


def _shared(array: Array) -> Array:
    import torch

    return torch.from_numpy(array)


class DeviceNoise:
    """Noise by torch on a GPU, in float64, laid out likewise."""

    def __init__(self, n: int, seed: tuple[int, ...], device: str) -> None:
        """The same seed gives the same worlds on the same kind of device."""
        import torch

        self.n = n
        number = int(np.random.SeedSequence(seed).generate_state(1, np.uint64)[0] >> 1)
        generator = torch.Generator(device).manual_seed(number)
        self._how: dict[str, Any] = {
            "generator": generator,
            "dtype": torch.float64,
            "device": device,
        }
        self._torch = torch

    def normal(self, *shape: int) -> Array:
        """See Noise."""
        return self._torch.randn(*shape, self.n, **self._how).movedim(-1, 0)

    def uniform(self, *shape: int) -> Array:
        """See Noise."""
        return self._torch.rand(*shape, self.n, **self._how).movedim(-1, 0)


def noise(library: str, n: int, seed: tuple[int, ...], device: str = "cpu") -> Noise:
    """A source of randomness for n worlds. On a CPU both libraries get the same worlds."""
    if library == "numpy":
        return NumpyNoise(n, seed)
    return SharedNoise(n, seed) if device == "cpu" else DeviceNoise(n, seed, device)


def _per_world(noise: Noise, domain: Domain) -> Array:
    """One uniform number a world, to be spread over the domain's shape."""
    return noise.uniform(*(1,) * len(domain.shape))


def plain(noise: Noise, domain: Domain, kin: Kin) -> Array:
    """At large."""
    return noise.normal(*domain.shape)


def near(noise: Noise, domain: Domain, kin: Kin) -> Array:
    """Letters of one kind and shape almost agree, from 1 to 10^-DECADES apart."""
    fresh = noise.normal(*domain.shape)
    first = kin.setdefault((domain.kind, domain.shape), fresh)
    if first is fresh:
        return fresh
    return first + 10 ** (-DECADES * _per_world(noise, domain)) * fresh


def lopsided(noise: Noise, domain: Domain, kin: Kin) -> Array:
    """Some numbers far smaller than others."""
    scale = SPREAD * _per_world(noise, domain)
    if domain.kind == "real":
        scale = scale / 2  # a matrix may lose half its digits, not all
    return scale * noise.normal(*domain.shape)


def sparse(noise: Noise, domain: Domain, kin: Kin) -> Array:
    """Small supports, and whole numbers that coincide or vanish."""
    free = noise.normal(*domain.shape)
    if domain.kind == "weight":
        return where(noise.uniform(*domain.shape) < EMPTY, -float("inf"), free)
    return library(free).round(free)


STYLES: Mapping[str, Callable[[Noise, Domain, Kin], Array]] = {
    style.__name__: style for style in (plain, near, lopsided, sparse)
}


def free_numbers(worlds: Mapping[str, Domain], noise: Noise, style: str) -> Free:
    """Free numbers for every letter."""
    kin: Kin = {}
    return {name: STYLES[style](noise, domain, kin) for name, domain in worlds.items()}


def placed(worlds: Mapping[str, Domain], free: Free) -> Free:
    """The worlds that free numbers stand for."""
    return {name: domain.place(free[name]) for name, domain in worlds.items()}
