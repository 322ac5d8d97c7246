"""Rubrics of the arguments, the matrix of part (d) and, by SymPy, the law of part (e)."""

from itertools import product

from sympy import Matrix, eye, symbols

from checkers.prose import Rubric, rubric
from counterexam.exam import argued, checked, proved, require


@argued
def part_a() -> Rubric:
    r"""No: the ELBO contains $\log p_\theta(z)$, and a generator gives samples of $z$ but no
    density to evaluate.
    """
    return rubric("""
        30% No, not by the ELBO as it stands.
            no|cannot|can't|not|不能|不可以
        70% The ELBO needs the density of the prior, and a GAN has none that is tractable.
            PRIOR|p(z)|likelihood|density|gan|GENERATOR > intractabl*|implicit|unknown
            cannot|can't|not|no|unable > evaluat*|comput*|calculat*|density|likelihood|kl
            need*|requir*|must > tractabl*|explicit|evaluat*|density|likelihood|p(z)|log p(z)
            gan*|GENERATOR > no|not|without|only > density|likelihood|sampl*|tractabl*
            先验 > 无法|不可
            无法 > 计算|先验|密度|似然
        -60% Reparameterization of the samples is not enough.
            yes > reparameteri*
            gan* > tractable density|tractable likelihood|explicit density
    """)


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
    return rubric("""
        30% Yes.
            yes|是|distributed > according|as|p_data|pdata
            yes|是
        40% At the optimum the encoder equals the true posterior: the bound is tight.
            elbo|bound > tight*|equal*
            q|ENCODER|POSTERIOR > equal*|match*|exact*|same|true|zero|0|=
            KL|gap|divergence > zero|0
            紧|等于|相等|为零|为0
        30% So z' has the law of the prior, and x' that of the model, which is the data's.
            z|LATENT|z' > PRIOR|p(z)|marginal*|p_theta(z)|aggregate*
            x|x'|sample* > marginal*|p_theta(x)|model|joint
            joint|aggregat*|marginal* > same|equal*|match*|identical|PRIOR|p_data|data
            half model > match*|equal*|is > data
            先验|联合|边缘
        -70% The law is the same, not the point, and nothing is lost in the law.
            x'|reconstruct* > equal*|same|identical|copy > input|x|x̄|original
            x'|reconstruct*|it > blur*
            ENCODER > lose*|lossy|discard* > information
        -60% The optimum does make the encoder exact.
            ENCODER|POSTERIOR|q > only approximat*|not exact|mismatch*
    """)


@argued
def part_c() -> Rubric:
    """Yes: the optimum fixes the law of the data only. Rotating the latent space, in encoder
    and decoder alike, leaves a standard normal prior and the ELBO as they are.
    """
    return rubric("""
        30% Yes, it is possible.
            yes|possible|可能|可以|是
        70% The optimum is not unique: several latents describe the data equally well.
            not|non|isn't|un > identifiab*|unique*
            non-identifiab*|nonidentifiab*|unidentifiab*|non-unique
            multiple|many|several|different|infinite* > optim*|solution*|LATENT|parameter*
            rotat*|permut*|symmetr*|relabel*|flip*|invarian*|swap*|transform*
            多个|不唯一|不可识别|旋转|对称
        -60% The global optimum does not determine the latents.
            global optimum|optimum|solution > is unique|must be unique|only one
    """)


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
    return rubric("""
        40% Neither is always the larger: they cannot be compared in general.
            not|no|neither|cannot|can't|incomparab* > compar*|always|larger|better|general|one
            no|neither|incomparab*
            depend* > on|network*|data|function*
            不可比|无法比较|不一定|不能
        60% A acts before the nonlinear network, B after it: neither can imitate the other.
            A > input*|inside|before|into|x
            B > output*|outside|after|z|latent*|covarian*|correlat*|full
            nonlinear*|non-linear*|network*|mu|function* > not|cannot|commut*|arbitrary
            not|cannot|can't > tak*|pull*|mov*|factor*|express*|absorb*|commut*|replac*
            输入|输出|非线性|协方差
        -60% It is not so that one of them contains the other.
            A|B : always > larger|better|greater|tighter
            with A|with B|A|B > is|are > always > larger|better|greater|tighter
            they|both|two|elbos > are > equal|the same|equivalent
    """)
