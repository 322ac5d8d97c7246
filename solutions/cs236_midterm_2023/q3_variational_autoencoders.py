"""Rubrics of the arguments, the matrix of part (d) and, by SymPy, the law of part (e)."""

from itertools import product
from pathlib import Path

from sympy import Matrix, eye, symbols

from checkers.prose import Rubric, rubrics
from counterexam.exam import argued, checked, proved, require

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@argued
def part_a() -> Rubric:
    r"""No: the ELBO contains $\log p_\theta(z)$, and a generator gives samples of $z$ but no
    density to evaluate.
    """
    return RUBRICS["a"]


@checked
def part_b() -> Rubric:
    r"""Yes. At the optimum the encoder is the posterior, $q_\phi(z | x) = p_\theta(z | x)$, and
    $p_{\text{data}} = p_\theta$. So $(\bar x, z')$ has the law $p_\theta(x) p_\theta(z | x)$:
    $z'$ is distributed as the prior, and $x'$ as $p_\theta(x) = p_{\text{data}}(x)$.
    """
    prior, decoder = (0.3, 0.7), ((0.2, 0.5, 0.3), (0.6, 0.1, 0.3))
    data = [sum(prior[z] * decoder[z][x] for z in (0, 1)) for x in range(3)]
    decoded = [0.0] * 3
    for x, z, x_new in product(range(3), (0, 1), range(3)):
        posterior = prior[z] * decoder[z][x] / data[x]
        decoded[x_new] += data[x] * posterior * decoder[z][x_new]
    gap = max(abs(a - b) for a, b in zip(decoded, data, strict=True))
    require(gap < 1e-12, "the decoded point has the law of the data")
    return RUBRICS["b"]


@argued
def part_c() -> Rubric:
    """Yes: the optimum fixes the law of the data only. Rotating the latent space, in encoder
    and decoder alike, leaves a standard normal prior and the ELBO as they are.
    """
    return RUBRICS["c"]


@proved
def part_d() -> str:
    r"""With $A = I$ the second encoder is the first, so the maximum on the left is taken over a
    set that contains the one on the right.
    """
    x = Matrix(symbols("x_1:5"))
    require(eye(4) * x == x, "the identity leaves the input as it is")
    return "A = I"


@proved
def part_e() -> dict[str, str]:
    r"""Yes, by reparameterization: $z = B(\mu_\phi(x) + \sigma_\phi(x) \odot \epsilon)$, where
    $\epsilon \sim \mathcal{N}(0, I)$.

    An affine map of a standard normal vector is normal; its mean is the value at
    $\epsilon = 0$ and its covariance $J J^T$, where $J = \partial z / \partial\epsilon
    = B \, \text{diag}(\sigma_\phi(x))$.
    """
    mu, sigma, epsilon = (Matrix(symbols(f"{name}_1:4")) for name in ("mu", "sigma", "eps"))
    B = Matrix(3, 3, symbols("b_1:4_1:4"))
    z = B * (mu + sigma.multiply_elementwise(epsilon))
    J = z.jacobian(epsilon)
    mean = z.subs([(noise, 0) for noise in epsilon.flat()])
    squares = sigma.multiply_elementwise(sigma)
    require((z - mean - J * epsilon).expand().is_zero_matrix, "z is affine in the noise")
    require((mean - B * mu).expand().is_zero_matrix, "the mean is B mu")
    covariance = B * Matrix.diag(*squares) * B.T
    require((J * J.T - covariance).expand().is_zero_matrix, "the covariance")
    law = r"\mathcal{N}(B \mu(x), B \, \text{diag}(\sigma(x)^2) \, B^T)"
    return {"efficient": "Yes", "law": law}


@argued
def part_f() -> Rubric:
    """Neither: A acts on the input of a nonlinear network, B on its output. If the network sees
    one coordinate of x only, A can show it another, and no B can. If the posterior's latents
    are correlated, B can make them so, while every A leaves the covariance diagonal.
    """
    return RUBRICS["f"]
