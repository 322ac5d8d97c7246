"""The three computed references agree with independent routes to the same numbers."""

import torch
from hypothesis import given, settings
from hypothesis import strategies as st

from counterexam.bank import bundled

BANK = bundled()
EXAM = BANK.exam("cmu24789_midterm_2025")
solution = BANK.solution("cmu24789_midterm_2025", 2)

small = st.floats(-2, 2, allow_subnormal=False)


def matrices(rows: int, columns: int) -> st.SearchStrategy[list[list[float]]]:
    return st.lists(
        st.lists(small, min_size=columns, max_size=columns), min_size=rows, max_size=rows
    )


def covariances(size: int) -> st.SearchStrategy[torch.Tensor]:
    """Symmetric positive definite matrices, away from singular ones."""

    def gram(rows: list[list[float]]) -> torch.Tensor:
        root = torch.tensor(rows, dtype=torch.float64)
        return root @ root.T + 0.1 * torch.eye(size, dtype=torch.float64)

    return matrices(size, size).map(gram)


def newton_root(matrix: torch.Tensor) -> torch.Tensor:
    """A square root by the iteration of Denman and Beavers, which takes no eigenvalues."""
    root, inverse = matrix, torch.eye(len(matrix), dtype=matrix.dtype)
    for _ in range(60):
        root, inverse = (root + inverse.inverse()) / 2, (inverse + root.inverse()) / 2
    return root


@settings(deadline=None)
@given(matrices(4, 3), matrices(3, 2), matrices(3, 2), matrices(3, 2))
def test_attention_is_that_of_torch(X, W_q, W_k, W_v):
    given_ = (torch.tensor(m, dtype=torch.float64) for m in (X, W_q, W_k, W_v))
    tokens, query, key, value = given_
    expected = torch.nn.functional.scaled_dot_product_attention(
        tokens @ query, tokens @ key, tokens @ value, is_causal=True, scale=1.0
    )

    torch.testing.assert_close(solution.part_a(X, W_q, W_k, W_v).cpu(), expected)


@settings(deadline=None)
@given(covariances(4), covariances(4), st.lists(small, min_size=8, max_size=8))
def test_the_frechet_distance_is_that_of_a_newton_root(first, second, means):
    shift = torch.tensor(means[:4], dtype=torch.float64) - torch.tensor(
        means[4:], dtype=torch.float64
    )
    trace = (first + second - 2 * newton_root(first @ second)).trace()
    distance = solution.frechet_distance(means[:4], first.tolist(), means[4:], second.tolist())

    assert abs(distance - float(shift @ shift + trace)) < 1e-6


@settings(deadline=None)
@given(covariances(3), st.lists(small, min_size=3, max_size=3))
def test_the_frechet_distance_of_a_gaussian_to_itself_is_zero(covariance, mean):
    rows = covariance.tolist()

    assert abs(solution.frechet_distance(mean, rows, mean, rows)) < 1e-9


@settings(deadline=None)
@given(matrices(3, 3), matrices(3, 3), matrices(3, 3))
def test_two_steps_are_the_closed_form_with_independent_noises(x_0, epsilon_1, epsilon_2):
    beta_1, beta_2 = 0.0001 + 0.0199 / 1000, 0.0001 + 2 * 0.0199 / 1000
    signal, first, second = (
        torch.tensor(m, dtype=torch.float64) for m in (x_0, epsilon_1, epsilon_2)
    )
    expected = (
        ((1 - beta_1) * (1 - beta_2)) ** 0.5 * signal
        + (beta_1 * (1 - beta_2)) ** 0.5 * first
        + beta_2**0.5 * second
    )
    steps = solution.part_c(x_0, epsilon_1, epsilon_2, beta_0=0.0001, beta_1000=0.02)

    torch.testing.assert_close(steps["x_2"].cpu(), expected)


def test_the_references_are_those_of_the_paper_to_its_digits():
    assert [round(x, 4) for x in EXAM.reference("2.a").value[2]] == [0.6132, 0.5867]
    scores = EXAM.reference("2.b").value
    assert (round(scores["FID_1"], 4), round(scores["FID_2"], 4)) == (0.2811, 0.3044)
    assert scores["better"] == "I"
