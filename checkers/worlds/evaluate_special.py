"""Functions beyond the elementary ones: the gamma function, factorials, binomials.

No array module has them all, so they are computed here, on floats and complex numbers; the
rest of `KERNELS` is in `evaluate_operators`.
"""

from __future__ import annotations

import numpy as np

from checkers.worlds.field import Array, Field, combine, namespace

LANCZOS = (
    0.99999999999980993,
    676.5203681218851,
    -1259.1392167224028,
    771.32342877765313,
    -176.61502916214059,
    12.507343278686905,
    -0.13857109526572012,
    9.9843695780195716e-6,
    1.5056327351493116e-7,
)
"""Lanczos 1964 with g = 7 and nine coefficients: 15 digits for Re x > 1/2."""


FAR, TERMS = 6.0, 150
"""From where on erf is 1 to 16 digits, and terms of its series that suffice up to there."""


def log_gamma(x: Array) -> Array:
    """Logarithm of Gamma(x) for Re x > 0, analytic."""
    small = x.real < 0.5
    z = np.where(small, x + 1, x) - 1
    series = LANCZOS[0] + sum(c / (z + k) for k, c in enumerate(LANCZOS[1:], start=1))
    top = z + 7.5
    value = 0.5 * np.log(2 * np.pi) + (z + 0.5) * np.log(top) - top + np.log(series)
    return np.asarray(np.where(small, value - np.log(x), value))


def factorial(field: Field) -> Field:
    """Gamma(x + 1); NaN where x <= -1."""
    return field._replace(data=_factorials(field.data))


def erf(field: Field) -> Field:
    """The error function."""
    array = field.data
    if array.dtype == object:
        from checkers.worlds import exact_arrays

        return field._replace(data=exact_arrays.function("erf")(array))
    module = namespace(array)
    return field._replace(data=_erf(array) if module is np else module.erf(array))


def _erf(x: Array) -> Array:
    """By a series without cancellation (Abramowitz and Stegun 1964, 7.1.6); analytic."""
    near = np.abs(x.real) < FAR
    z = np.where(near, x, 0)
    term = z * np.exp(-(z**2)) * 2 / np.sqrt(np.pi)
    value = term
    for n in range(1, TERMS):
        term = term * 2 * z**2 / (2 * n + 1)
        value = value + term
    return np.asarray(np.where(near, value, np.sign(x.real)))


def binomial(n: Field, k: Field) -> Field:
    """N! / (k! (n - k)!)."""
    return combine(lambda a, b: _factorials(a) / (_factorials(b) * _factorials(a - b)), n, k)


def _factorials(array: Array) -> Array:
    if array.dtype == object:
        from checkers.worlds import exact_arrays

        return exact_arrays.function("factorial")(array)
    if namespace(array) is not np:
        module = namespace(array)
        return module.exp(module.lgamma(array + 1))
    return np.exp(log_gamma(np.where(array.real > -1, array, np.nan) + 1))
