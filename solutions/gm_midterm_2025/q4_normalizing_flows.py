"""Change of variables by SymPy; what makes a layer invertible; likelihood and sampling."""

from pathlib import Path

from sympy import Abs, cbrt, diff, exp, integrate, simplify, symbols

from checkers.prose import Rubric, rubrics
from counterexam.exam import argued, checked, require

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))


@checked
def part_a(X: str, x: str, Z: str, z: str, g: str) -> str:
    r"""Mass is kept, $p_«X»(«x»)\, |d«x»| = p_«Z»(«z»)\, |d«z»|$ with $«z» = «g»^{-1}(«x»)$.

    So $p_«X»(«x») = p_«Z»(«g»^{-1}(«x»))
    \left|\det \frac{\partial «g»^{-1}(«x»)}{\partial «x»}\right|$, and as the Jacobians of
    $«g»$ and $«g»^{-1}$ are inverse to each other, this is
    $p_«Z»(«z») \left|\det \frac{\partial «g»(«z»)}{\partial «z»}\right|^{-1}$.
    """
    at, of = symbols("x z", positive=True)
    base, cube, root = exp(-of), of**3, cbrt(at)
    density = base.subs(of, root) * Abs(diff(root, at))
    forward = (base / Abs(diff(cube, of))).subs(of, root)
    require(simplify(density - forward) == 0, "both Jacobians give the same density")
    mass = simplify(integrate(density, (at, 0, cube.subs(of, 2))))
    require(mass == integrate(base, (of, 0, 2)), "an image is below g(2) as often as z below 2")
    inverse = rf"{g}^{{-1}}({x})"
    return rf"p_{Z}({inverse}) \left|\det \frac{{\partial {inverse}}}{{\partial {x}}}\right|"


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
