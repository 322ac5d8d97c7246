"""What is declared of a number, vector or matrix holds for what is drawn."""

import numpy as np
import pytest

from checkers.notation.let import let
from checkers.notation.reader import read
from checkers.notation.vocabulary import Symbol
from checkers.worlds.decide import Court
from checkers.worlds.draws import Rational, Sampled
from checkers.worlds.field import Unknown
from checkers.worlds.tensor import TENSOR_TRAITS, sample, transposed

SIZES = {"n": 3, "m": 2}


def drawn(shape, *traits, domain="real", family=(), draws=None):
    symbol = Symbol("A", shape, domain, family, traits=frozenset(traits))
    return sample(symbol, SIZES, draws or Sampled(64, 1))


def is_identity(matrices):
    return np.allclose(matrices, np.eye(matrices.shape[-1]), atol=1e-12)


MATRICES = {
    "identity": is_identity,
    "orthogonal": lambda a: is_identity(transposed(a) @ a),
    "permutation": lambda a: (
        ((a == 0) | (a == 1)).all() and (a.sum(-1) == 1).all() and (a.sum(-2) == 1).all()
    ),
    "diagonal": lambda a: (a * (1 - np.eye(3)) == 0).all(),
    "positive definite": lambda a: (
        np.allclose(a, transposed(a)) and (np.linalg.eigvalsh(a) > 0).all()
    ),
    "symmetric": lambda a: np.allclose(a, transposed(a)),
    "lower triangular": lambda a: (np.triu(a, 1) == 0).all(),
    "upper triangular": lambda a: (np.tril(a, -1) == 0).all(),
    "triangular": lambda a: (
        (np.triu(a, 1) == 0).all((1, 2)) | (np.tril(a, -1) == 0).all((1, 2))
    ).all(),
    "stochastic": lambda a: np.allclose(a.sum(-1), 1) and (a > 0).all(),
    "diagonalizable": lambda a: (np.linalg.eigvals(a).imag == 0).all(),
    "invertible": lambda a: (np.linalg.svd(a, compute_uv=False) > 0.4).all(),
}


@pytest.mark.parametrize("trait", MATRICES)
def test_a_matrix_has_its_trait(trait):
    assert MATRICES[trait](drawn(("n", "n"), trait))


def test_every_matrix_trait_is_tested():
    assert (
        set(MATRICES) | {"one-hot", "simplex", "orthonormal", "unit norm"} | {"ones"}
        == TENSOR_TRAITS
    )


def test_orthogonal_and_invertible_matrices_have_determinants_of_either_sign():
    for trait in ("orthogonal", "invertible"):
        signs = np.sign(np.linalg.det(drawn(("n", "n"), trait)))
        assert {-1.0, 1.0} == set(signs)


def test_a_general_matrix_has_no_trait_by_chance():
    matrices = drawn(("n", "n"))
    never = set(MATRICES) - {"invertible"}
    assert not any(MATRICES[trait](matrices) for trait in never)


@pytest.mark.parametrize("base", ["diagonal", "lower triangular", "upper triangular"])
def test_an_invertible_diagonal_or_triangular_matrix_is_far_from_singular(base):
    matrices = drawn(("n", "n"), base, "invertible")
    assert (np.abs(np.diagonal(matrices, axis1=1, axis2=2)) >= 0.25).all()
    assert MATRICES[base](matrices)


def test_a_positive_definite_diagonal_matrix_is_both():
    matrices = drawn(("n", "n"), "diagonal", "positive definite")
    assert MATRICES["diagonal"](matrices)
    assert MATRICES["positive definite"](matrices)


def test_a_high_orthogonal_matrix_has_orthonormal_columns_a_wide_one_rows():
    high, wide = drawn(("n", "m"), "orthogonal"), drawn(("m", "n"), "orthogonal")
    assert is_identity(transposed(high) @ high)
    assert is_identity(wide @ transposed(wide))


def test_vectors_have_their_traits():
    assert (np.sort(drawn(("n",), "one-hot")) == [0, 0, 1]).all()
    assert np.allclose(drawn(("n",), "simplex").sum(-1), 1)
    assert np.allclose((drawn(("n",), "unit norm") ** 2).sum(-1), 1)


def test_a_family_of_orthogonal_vectors_is_orthogonal_and_not_of_unit_length():
    family = drawn(("n",), "orthogonal", family=("n",))
    gram = family @ transposed(family)
    assert np.allclose(gram * (1 - np.eye(3)), 0, atol=1e-12)
    assert not np.allclose(np.diagonal(gram, axis1=1, axis2=2), 1)
    orthonormal = drawn(("n",), "orthonormal", family=("n",))
    assert is_identity(orthonormal @ transposed(orthonormal))


def test_a_size_that_no_world_has_chosen_is_named():
    with pytest.raises(Unknown, match="how large k is"):
        drawn(("k",))


def test_arithmetic_traits_hold_exactly_and_others_are_refused():
    exact = drawn(("n", "n"), "symmetric", draws=Rational(2, 1))
    assert exact.dtype == object
    assert (exact == transposed(exact)).all()
    with pytest.raises(Unknown, match="not drawn exactly"):
        drawn(("n", "n"), "orthogonal", draws=Rational(2, 1))


def test_a_bijection_met_in_one_dimension_is_no_hindrance_in_two():
    vocabulary = let("density p_Z(z); bijection g; X real; X := g(Z)")
    court = Court(vocabulary)
    image = r"p_Z(g^{-1}(x)) |\det \frac{\partial g^{-1}(x)}{\partial x}|"
    forward = r"p_Z(g^{-1}(x)) |\det \frac{\partial g(z)}{\partial z}|^{-1}"
    court.judge(read("X", vocabulary), "=", read("g(Z)", vocabulary))

    found = court.judge(read(forward, vocabulary), "=", read(image, vocabulary))

    assert found.status == "holds", found.why
