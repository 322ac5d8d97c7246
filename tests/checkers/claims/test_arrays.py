"""The functions theorems are written in do the same by NumPy, by torch, and in symbols."""

import numpy as np
import pytest
import sympy as sp
import torch

from checkers.claims import arrays
from checkers.claims.arrays import (
    derivative,
    det,
    gradient,
    inverse,
    jacobian,
    reordered,
    softmax,
    xdivy,
    xlogy,
)

A = np.array([[[2.0, 1.0], [4.0, 5.0]], [[1.0, 0.5], [0.0, 3.0]]])


def as_symbols(x):
    return np.frompyfunc(sp.nsimplify, 1, 1)(x)


LIBRARIES = {"numpy": np.array, "torch": torch.as_tensor, "sympy": as_symbols}
each_library = pytest.mark.parametrize("array", LIBRARIES.values(), ids=LIBRARIES)


def floats(x):
    return np.array(x.tolist(), dtype=float)


@each_library
@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("det", [6, 3]),
        ("trace", [7, 4]),
        ("exp", np.exp(A)),
        ("sqrt", np.sqrt(A)),
        ("mean", A.mean(-1, keepdims=True)),
        ("softmax", np.exp(A) / np.exp(A).sum(-1, keepdims=True)),
        ("sigmoid", 1 / (1 + np.exp(-A))),
        ("inverse", np.linalg.inv(A)),
        ("transposed", A.swapaxes(1, 2)),
    ],
)
def test_a_function_is_the_same_everywhere(array, name, expected):
    assert floats(getattr(arrays, name)(array(A))) == pytest.approx(np.array(expected))


@each_library
def test_vectors_and_matrices_multiply(array):
    x = np.array([[1.0, 2.0], [3.0, 4.0]])

    assert floats(arrays.times(array(A), array(x))) == pytest.approx(
        np.einsum("nij,nj->ni", A, x)
    )
    assert floats(arrays.matmul(array(A), array(A))) == pytest.approx(A @ A)


@pytest.mark.parametrize("array", [np.array, torch.tensor])
def test_nothing_weighs_nothing(array):
    zero, one = array([0.0]), array([1.0])
    with np.errstate(all="ignore"):
        assert floats(xlogy(zero, zero)) == 0
        assert floats(xlogy(one, zero)) == -np.inf
        assert floats(xdivy(zero, zero)) == 0


@each_library
def test_a_complex_step_is_exact(array):
    x = array(np.array([0.5, 3.0]))

    assert floats(derivative(lambda x: arrays.log(x) * x, x)) == pytest.approx(
        np.log([0.5, 3]) + 1, rel=1e-14
    )


@pytest.mark.parametrize("array", [np.array, torch.tensor])
def test_jacobians_and_gradients_agree_with_the_closed_form(array):
    x = array([[1.0, 2.0], [3.0, -1.0]])
    J = jacobian(lambda x: arrays.stack([x[..., 0] * x[..., 1], x[..., 1] ** 2]), x)

    assert J.tolist() == [[[2, 1], [0, 4]], [[-1, 3], [0, -2]]]
    assert gradient(lambda x: (x**3).sum(-1), x).tolist() == [[3, 12], [27, 3]]


def test_a_gradient_agrees_with_autograd():
    x = torch.tensor([[0.3, -1.0, 2.0]], dtype=torch.float64, requires_grad=True)
    c = torch.tensor([0.2, 0.5, -1.0], dtype=torch.float64)
    (c * softmax(x)).sum().backward()

    found = gradient(lambda x: (c * softmax(x)).sum(-1), x.detach())
    torch.testing.assert_close(found, x.grad)


@pytest.mark.parametrize("array", [np.array, torch.tensor])
def test_each_world_is_reordered_by_its_own_order(array):
    order = array([[1, 0], [0, 1]])

    assert reordered(array(A), order, -2).tolist() == [A[0, ::-1].tolist(), A[1].tolist()]
    assert reordered(array(A), order).tolist() == [A[0, :, ::-1].tolist(), A[1].tolist()]


def test_a_singular_matrix_has_no_inverse():
    singular = np.zeros((1, 2, 2))

    assert det(singular) == 0
    with pytest.raises(np.linalg.LinAlgError):
        inverse(singular)
