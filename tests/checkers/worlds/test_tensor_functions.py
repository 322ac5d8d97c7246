"""Random functions lie where they are declared, and bijections are one to one."""

import numpy as np
import pytest

from checkers.worlds.draws import Sampled
from checkers.worlds.tensor_functions import bijection, convex_function, smooth_function


def points(*shape):
    return 2 * np.random.default_rng(5).standard_normal(shape)


@pytest.mark.parametrize(
    ("domain", "inside"),
    [
        ("positive", lambda y: y > 0),
        ("unit", lambda y: (y > 0) & (y < 1)),
        ("nonzero", lambda y: y != 0),
        ("real", np.isfinite),
    ],
)
def test_values_lie_in_the_domain(domain, inside):
    function = smooth_function("f", 3, 2, domain, Sampled(16, 1))
    assert inside(function(points(16, 7, 3))).all()


def test_a_function_differs_between_worlds_points_and_outputs():
    values = smooth_function("f", 1, 2, "real", Sampled(4, 1))(np.array([[[0.0], [1.0]]]))
    assert values.shape == (4, 2, 2)
    assert len(set(values.reshape(-1))) == values.size


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_inverse_undoes_a_bijection_even_off_the_real_line(size):
    function, x = bijection("F", size, Sampled(64, 2)), points(64, 5, size)
    assert np.abs(function.inverse(function(x)) - x).max() < 1e-12
    shifted = x + 1e-2j
    assert np.abs(function.inverse(function(shifted)) - shifted).max() < 1e-12


@pytest.mark.parametrize("size", [1, 2, 3])
def test_the_jacobian_is_that_of_finite_differences(size):
    function, x, h = bijection("F", size, Sampled(64, 2)), points(64, 5, size), 1e-6
    for j, unit in enumerate(np.eye(size)):
        slope = (function(x + h * unit) - function(x - h * unit)) / (2 * h)
        assert np.allclose(function.jacobian(x)[..., j], slope, atol=1e-8)


def test_a_bijection_changes_volumes_differently_at_different_points_and_mirrors_some():
    jacobians = bijection("F", 1, Sampled(64, 2)).jacobian(points(64, 5, 1))[..., 0, 0]
    assert (jacobians.std(axis=1) > 1e-3).all()
    assert (jacobians > 0).any()
    assert (jacobians < 0).any()


def test_an_increasing_function_increases():
    function = bijection("F", 1, Sampled(64, 2), increasing=True)
    assert (np.diff(function(np.linspace(-5, 5, 201).reshape(1, -1, 1)), axis=1) > 0).all()


@pytest.mark.parametrize("concave", [False, True])
def test_a_convex_function_lies_below_its_chords(concave):
    function, x = convex_function("f", 1, Sampled(64, 2), concave), points(64, 9, 1)
    middle = function((x[:, 1:] + x[:, :-1]) / 2)
    chord = (function(x)[:, 1:] + function(x)[:, :-1]) / 2
    assert (middle > chord).all() if concave else (middle < chord).all()
