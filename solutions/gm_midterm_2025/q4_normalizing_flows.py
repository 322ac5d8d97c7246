"""Change of variables by SymPy; what makes a layer invertible; likelihood and sampling."""

from pathlib import Path

from sympy import Abs, cbrt, diff, exp, integrate, simplify, symbols

from checkers.prose import Rubric, rubrics
from counterexam.exam import argued, checked, require

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@checked
def part_a() -> str:
    r"""Mass is kept, $p_X(x)\, |dx| = p_Z(z)\, |dz|$ with $z = g^{-1}(x)$.

    So $p_X(x) = p_Z(g^{-1}(x)) \left|\det \frac{\partial g^{-1}(x)}{\partial x}\right|$, and as
    the Jacobians of $g$ and $g^{-1}$ are inverse to each other, this is
    $p_Z(z) \left|\det \frac{\partial g(z)}{\partial z}\right|^{-1}$.
    """
    x, z = symbols("x z", positive=True)
    p_Z, g, inverse = exp(-z), z**3, cbrt(x)
    p_X = p_Z.subs(z, inverse) * Abs(diff(inverse, x))
    forward = (p_Z / Abs(diff(g, z))).subs(z, inverse)
    require(simplify(p_X - forward) == 0, "both Jacobians give the same density")
    mass = simplify(integrate(p_X, (x, 0, g.subs(z, 2))))
    require(mass == integrate(p_Z, (z, 0, 2)), "X is below g(2) as often as Z is below 2")
    return r"p_Z(g^{-1}(x)) \left|\det \frac{\partial g^{-1}(x)}{\partial x}\right|"


@argued
def part_b() -> Rubric:
    r"""$W$ is triangular with a diagonal free of zeros, $\sigma$ is strictly increasing.

    $\sigma$ may be a leaky ReLU, and $b$ anything. Both maps are then invertible, and

    $$\det \frac{\partial g}{\partial x} = \det W \prod_i \sigma'((W x + b)_i)
    = \prod_i W_{ii} \prod_i \sigma'((W x + b)_i)$$

    costs $O(d)$. Other matrices of known determinant do as well: diagonal, orthogonal, or
    given by an LU factorization.
    """
    return RUBRICS["b"]


@argued
def part_c() -> Rubric:
    r"""Maximize the exact log-likelihood of the data,
    $\log p_Z(g^{-1}(x)) + \log |\det \partial g^{-1}(x) / \partial x|$, by gradient descent. To
    sample, draw $z \sim p_Z$ and put out $x = g(z)$.
    """
    return RUBRICS["c"]
