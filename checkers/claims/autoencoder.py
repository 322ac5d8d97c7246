r"""Theorems on the encoders, codes and decoders of a variational autoencoder.

p(x, z) is a table with p > 0, or its law is named; q(z | x) is an encoder.
"""

from __future__ import annotations

from checkers.claims.arrays import (
    Array,
    Formula,
    exp,
    identity,
    softmax,
    sqrt,
    tensor,
    times,
    total,
    transposed,
    where,
)
from checkers.claims.claim import proves, theorem
from checkers.claims.domains import full_law, law, positive, real
from checkers.claims.symbols import by_algebra
from checkers.claims.variational import KINGMA, elbo, likelihood, posterior


def _encoded(W: Array, x: Array) -> Array:
    """An encoder q(z | x) with codes on three points."""
    return softmax(times(W, x))


@theorem(
    "ELBO(x; p, q_A) = ELBO(x; p, q) at A = I, q_A(z|x) = q(z|A x): so max over A is no less",
    source=KINGMA,
    parts=("cs236_midterm_2023 3.d",),
    worlds={"p": full_law(3), "W": real(3, 2), "x": real(2)},
    near_misses={
        "A": {
            "zero": ((0, 0), (0, 0)),
            "-I": ((-1, 0), (0, -1)),
            "2 I": ((2, 0), (0, 2)),
            "the coordinates exchanged": ((0, 1), (1, 0)),
            "one coordinate is kept": ((1, 0), (0, 0)),
            "all ones": ((1, 1), (1, 1)),
        }
    },
)
def input_matrix_loses_nothing(
    p: Array, W: Array, x: Array, A: tuple[tuple[int, ...], ...] = ((1, 0), (0, 1))
) -> tuple[Array, ...]:
    """For every theta and phi, hence for the best; p is p(x, z) at the observed x."""
    seen = times(tensor(A, x), x)
    return elbo(p, _encoded(W, x)), elbo(p, _encoded(W, seen))


proves(input_matrix_loses_nothing)(by_algebra)


@theorem(
    "encoding x ~ p(x) by p(z|x) and decoding by p(x|z) gives back the law p(x)",
    source=KINGMA,
    parts=("cs236_midterm_2023 3.b",),
    worlds={"p": full_law(3, 2, over=2)},
    near_misses={
        "encoder": {
            "the same code for every x": lambda p: 0 * p + tensor([1, 0], p),
            "the likelihood for the posterior": likelihood,
            "the posterior of another x": lambda p: posterior(p)[..., [1, 2, 0], :],
            "squared and normalized": lambda p: posterior(p**2),
            "the uniform law": lambda p: 0 * p + 1 / p.shape[-1],
        },
        "decoder": {"the posterior for the likelihood": posterior},
    },
)
def reconstruction_keeps_the_law_of_the_data(
    p: Array, encoder: Formula = posterior, decoder: Formula = likelihood
) -> tuple[Array, ...]:
    """Codes have the law p(z), which the decoder turns into p(x). One step of Gibbs sampling.

    A single x is not given back: only the law is.
    """
    data = p.sum(-1)
    codes = (data[..., None] * encoder(p)).sum(-2)
    return (decoder(p) * codes[..., None, :]).sum(-1), data


proves(reconstruction_keeps_the_law_of_the_data)(by_algebra)


@theorem(
    "E_z p(x|z) p(z) over two binary codes is a finite sum of four terms, exactly p(x)",
    source=KINGMA,
    parts=("cs236_midterm_2023 1.c",),
    worlds={"z": law(2, 2, over=2), "means": real(2, 2), "x": real()},
    near_misses={
        "terms": {
            "three terms": lambda z: z * _corner(z),
            "independent codes": lambda z: z.sum(-1)[..., :, None] * z.sum(-2)[..., None, :],
            "equal weights": lambda z: 0 * z + 0.25,
            "squared weights": lambda z: z**2,
            "weights that sum to 2": lambda z: 2 * z,
        }
    },
)
def binary_codes_make_a_mixture(
    z: Array, means: Array, x: Array, terms: Formula = lambda z: z
) -> tuple[Array, ...]:
    """p(x) with Gaussian decoders of unit variance, up to its constant: first z1, then z2."""
    density = exp(-((x[..., None, None] - means) ** 2) / 2)
    one = z.sum(-1)  # p(z1)
    given = where(one[..., None] > 0, z / where(one > 0, one, 1.0)[..., None], 0.0)
    by_chain = total(one * total(given * density))
    return by_chain, total(terms(z) * density, 2)


proves(binary_codes_make_a_mixture)(by_algebra)


def _corner(z: Array) -> Array:
    """Zero at (1, 1), else one."""
    return tensor([[1, 1], [1, 0]], z)


def _spread(B: Array, s: Array) -> Array:
    """B diag(s^2) B^T."""
    return (B * s[..., None, :] ** 2) @ transposed(B)


@theorem(
    "z = B z~, z~ ~ N(mu, diag(s^2)), has mean B mu and covariance B diag(s^2) B^T",
    source="Bishop, Pattern Recognition and Machine Learning, 2006, section 2.3",
    parts=("cs236_midterm_2023 3.e",),
    worlds={"B": real(2, 3), "mu": real(3), "s": positive(3)},
    near_misses={
        "spread": {
            "s for s^2": lambda B, s: _spread(B, sqrt(s)),
            "the diagonal only": lambda B, s: _spread(B, s) * identity(2, s),
            "not spread by s": lambda B, s: _spread(B, 0 * s + 1),
            "B squared entrywise": lambda B, s: _spread(B**2, s),
            "twice": lambda B, s: 2 * _spread(B, s),
        }
    },
)
def linear_image_of_a_gaussian(
    B: Array,
    mu: Array,
    s: Array,
    spread: Formula = _spread,
) -> tuple[Array, ...]:
    """By the sigma points mu +- s_i e_i sqrt(3), whose mean and covariance are those of z~.

    B singular or flat: z lies in a subspace and has no density, but this mean and covariance.
    """
    steps = sqrt(tensor(3, s)) * s[..., None, :] * identity(3, s)
    points = [mu[..., None, :] + steps, mu[..., None, :] - steps]
    images = [point @ transposed(B) for point in points]
    centre = (images[0] + images[1]).sum(-2) / 6
    off = [image - centre[..., None, :] for image in images]
    found = sum(transposed(o) @ o for o in off) / 6
    return found, spread(B, s)


proves(linear_image_of_a_gaussian)(by_algebra)
