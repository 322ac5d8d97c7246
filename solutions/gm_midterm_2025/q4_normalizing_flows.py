"""Change of variables by SymPy; what makes a layer invertible; likelihood and sampling."""

from sympy import Abs, cbrt, diff, exp, integrate, simplify, symbols

from checkers.prose import Rubric, rubric
from counterexam.exam import argued, checked, require


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
    return rubric("""
        contrast w|weight*|矩阵|权重 / b|bias*|偏置 / activation*|sigma|σ|激活
        35% W is of a kind with a cheap determinant: triangular, diagonal, orthogonal, LU.
            w|weight*|matrix|矩阵|权重 : CHEAP_MATRIX
            w|weight*|matrix|矩阵|权重 > CHEAP_MATRIX
            CHEAP_MATRIX > matrix|w|矩阵
        20% W is invertible: its diagonal (or its determinant) has no zero.
            diagonal*|det*|对角|行列式 > non-zero|nonzero|not zero|positive|非零|不为零
            non-zero|nonzero|positive|非零 > diagonal*|det*|对角
            CHEAP_MATRIX : invertib*|non-singular|可逆
            orthogonal*|正交
            w|weight*|matrix : invertib*|non-singular|nonsingular|full rank|可逆
            w|weight*|matrix > invertib*|non-singular|nonsingular|full rank|可逆
        30% The activation is strictly monotone, so that it has an inverse.
            strictly|严格 > monoton*|increasing|decreasing|单调|递增
            activation*|sigma|σ|激活 > monoton*|invertib*|bijecti*|one-to-one|单调|可逆|双射
            invertib*|bijecti*|monoton* > activation*
            leakyrelu|leaky relu|prelu|softplus|sinh|tanh|sigmoid|elu
        15% The bias is free.
            b|bias*|偏置 > no|any|arbitrary|free|unconstrained|without|not|任意|没有|不需要|无
            no|any > constraint*|restriction* > b|bias*
        -30% A ReLU is not invertible.
            activation*|sigma|σ|激活 > relu > is|because|as|since > invertib*
            use*|choos*|take* > relu
            relu > used|chosen|taken
            activation*|sigma > softmax
        -35% W need not be arbitrary: its determinant would cost O(d^3).
            w|weight* : any|arbitrary|unconstrained|任意
    """)


@argued
def part_c() -> Rubric:
    r"""Maximize the exact log-likelihood of the data,
    $\log p_Z(g^{-1}(x)) + \log |\det \partial g^{-1}(x) / \partial x|$, by gradient descent. To
    sample, draw $z \sim p_Z$ and put out $x = g(z)$.
    """
    return rubric(r"""
        30% Flows are trained by maximum likelihood.
            maximi*|maximum|最大化|最大 > likelihood*|log-likelihood*|似然
            minimi*|最小化 > negative log|nll|negative likelihood|负对数
            likelihood* > maximi*|objective
        30% The likelihood is exact: log p_Z(g^{-1}(x)) plus the log-determinant.
            log p* & det*|jacobian*|行列式|雅可比
            PRIOR|base|likelihood* > log-det*|det*|jacobian*|行列式|雅可比
            change of variable*|变量变换 > density|likelihood*|formula
            formula \log p_Z(g^{-1}(x)) + \log |\det \frac{\partial g^{-1}(x)}{\partial x}|
            formula -\log p_Z(g^{-1}(x)) - \log |\det \frac{\partial g^{-1}(x)}{\partial x}|
        10% Parameters are updated by gradients.
            GRADIENT|backprop*|sgd|adam
            updat*|optimi*|更新|优化 > parameter*|weight*|参数
        30% To sample, draw z from the prior and apply the forward map.
            SAMPLES > LATENT|z|PRIOR|base|n(0 & transform*|map*|apply|through|forward|变换
            SAMPLES > z
            x = g(z)|x=g(z)|mathbfx = g
        -40% A flow has no ELBO, no discriminator: its likelihood is exact.
            maximi*|train* > elbo|lower bound
            approximate* > likelihood
    """)
