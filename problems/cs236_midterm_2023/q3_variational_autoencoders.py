"""Variational autoencoders: what the ELBO needs, and what richer encoders gain."""

from checkers.choice import YesNo
from checkers.construction import Construction
from checkers.formula import Formula
from checkers.prose import Prose
from checkers.value import Record
from counterexam.exam import Misprint, Part, Question

prior_by_gan = Part(
    "3.a",
    points=3,
    statement=r"""
The prior $p_\theta(z)$ of a VAE is not a standard Gaussian: its samples come out of a trainable
generator $G_\theta$, as in a GAN. Encoder $q_\phi(z | x)$ and decoder $p_\theta(x | z)$ are
Gaussian. Can this VAE be trained by optimizing the ELBO? Explain.
""",
    form=Prose(),
)

reconstruction = Part(
    "3.b",
    points=3,
    statement=r"""
A VAE has reached the global optimum of the ELBO, with infinite data, perfect optimization and
encoder and decoder as flexible as may be; so the divergence of $p_\theta(x)$ from
$p_{\text{data}}(x)$ is zero. Draw a data point $\bar x \sim p_{\text{data}}$, encode it to
$z' \sim q_\phi(z | \bar x)$ and decode that to $x' \sim p_\theta(x | z')$. Is $x'$ distributed
as $p_{\text{data}}$? Explain.
""",
    form=Prose(),
)

two_optima = Part(
    "3.c",
    points=3,
    statement=r"""
Two people train VAEs of one architecture on one data distribution, and both say that they have
reached a global optimum of the ELBO. On the same test point $x$ their encoders give different
distributions of the latent. Can both be right? Explain.
""",
    form=Prose(),
)

input_matrix = Part(
    "3.d",
    points=3,
    statement=r"""
Of data $x \in \mathbb{R}^D$ a Gaussian encoder $q_\phi(z | x)$ has mean $\mu_\phi(x)$ and
covariance $\text{diag}(\sigma_\phi(x)^2)$. A second encoder $q_{\phi, A}$ looks at $A x$
instead of $x$, where $A$ is any trainable $D \times D$ matrix: its mean is $\mu_\phi(A x)$,
its covariance $\text{diag}(\sigma_\phi(A x)^2)$. Give a matrix $A$ from which it follows that

$$\max_{\theta, \phi, A} \text{ELBO}(x; p_\theta, q_{\phi, A})
\ge \max_{\theta, \phi} \text{ELBO}(x; p_\theta, q_\phi),$$

where $\text{ELBO}(x; p, q) = \mathbb{E}_{q(z | x)}[\log p(x, z) - \log q(z | x)]$.
""",
    form=Construction(
        unknown="A",
        let="A in R^{D x D}; x in R^D; identity I in R^{D x D}",
        properties=("A x = x",),
    ),
)

output_matrix = Part(
    "3.e",
    points=3,
    statement=r"""
A third encoder $q_{\phi, B}(z | x)$ draws $\tilde z \sim \mathcal{N}(\mu_\phi(x),
\text{diag}(\sigma_\phi(x)^2))$ and puts out $z = B \tilde z$, where $B$ is a trainable matrix.
Can $\text{ELBO}(x; p_\theta, q_{\phi, B})$ be optimized efficiently? Say how, and give the law
of $z$ given $x$.
""",
    form=Record(
        {
            "efficient": YesNo(unsaid="Yes"),
            "law": Formula(
                let=r"functions \mu(x), \sigma(x) to R^k; x in R^n; B in R^{k x k}; "
                r"mu stands for mu(x); sigma stands for sigma(x)",
            ),
        },
        whole=True,
        name="formula",
    ),
)

families = Part(
    "3.f",
    points=3,
    statement=r"""
Compare $\max_{\theta, \phi, A} \text{ELBO}(x; p_\theta, q_{\phi, A})$ of part (d) with
$\max_{\theta, \phi, B} \text{ELBO}(x; p_\theta, q_{\phi, B})$ of part (e). If nothing is
assumed of the networks $\mu_\phi$ and $\sigma_\phi$, is one of them always the larger?
Explain.
""",
    form=Prose(),
)

question = Question(
    "Variational autoencoders",
    parts=[
        prior_by_gan,
        reconstruction,
        two_optima,
        input_matrix,
        output_matrix,
        families,
    ],
    misprints=(
        Misprint(
            part="3.e",
            where="3.e, the law that is drawn from",
            let=r"b, \mu real; \sigma > 0; \tilde z ~ N(\mu, \sigma^2)",
            printed=r"E[b \tilde z] = \mu",
            should_be=r"E[\tilde z] = \mu",
            because="the law with mean mu is printed as one of z, which is B z~ and has the "
            "mean B mu; it is the law of z~",
        ),
    ),
)
