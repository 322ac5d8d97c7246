"""Mutual information as a constraint on a VAE's code and on a GAN's discriminator."""

from checkers.derivation import Derivation
from checkers.either import Either
from checkers.formula import Formula
from checkers.prose import Prose
from counterexam.exam import Misprint, Part, Question

ENCODED = r"joint p(x,z); free R(z); p_{data}(x) := p(x); E(z|x) := p(z|x)"
SIGMOID = r"\sigma(u) := \frac{1}{1 + e^{-u}}"
GENERATED = r"f(G(z;\theta))"

bound = Part(
    "5.1",
    points=3,
    statement=r"""
The data $x \sim p_{\text{data}}$ of a VAE are encoded as $z \sim E(z|x)$, and $R$ is the
standard normal law. Prove that the code tells at most so much about the data:

$$I(X; Z) \le \mathbb{E}_{x \sim p_{\text{data}}}\left[D_{KL}(E(z|x) \| R(z))\right].$$
""",
    form=Derivation(
        let=ENCODED,
        claim=r"I(X; Z) \le E_{x \sim p_{data}}[D_{KL}(E(z|x) \| R(z))]",
    ),
)

lagrangian = Part(
    "5.2",
    points=1,
    statement=r"""
The VAE has the decoder $q(x|z)$. Its mean log-likelihood $\log q(x|z)$ is to be as high as
possible, while the bound of part 1 is at most $C$. Write the training objective in Lagrange's
form, with the multiplier $\beta > 0$.
""",
    form=Formula(
        let=ENCODED + r"; free q(x|z); \beta > 0; C > 0; \lambda := \beta",
    ),
)

discriminator = Part(
    "5.3",
    points=2,
    statement=r"""
A GAN's discriminator maximizes $\mathbb{E}_{x \sim p_{\text{data}}}[\log D(x)] + \mathbb{E}_{x
\sim p_\theta}[\log(1 - D(x))]$, where $p_\theta$ is the density of generated samples. Prove
that the optimal one is

$$D^*(x) = \frac{p_{\text{data}}(x)}{p_{\text{data}}(x) + p_\theta(x)}.$$
""",
    form=Derivation(
        let=r"p_{data}(x), p_\theta(x) densities; D(x) in (0,1); D^*(x) in (0,1); "
        r"D stands for D(x); "
        r"D^*(x) := \frac{p_{data}(x)}{p_{data}(x) + p_\theta(x)}",
        claim=r"D^*(x) = \frac{p_{data}(x)}{p_{data}(x) + p_\theta(x)}",
    ),
)

vanishing = Part(
    "5.4",
    points=2,
    statement=r"""
Let $D(x) = \sigma(f(x))$ with the sigmoid function $\sigma$, and let the generator minimize
$\mathbb{E}_z[\log(1 - D(G_\theta(z)))]$. Prove that its gradient vanishes if the discriminator
is too strong, that is, if $a = f(G_\theta(z)) \ll 0$: find the derivative of $\log(1 -
D(G_\theta(z)))$ by $\theta$, or by $a$, and see what becomes of it.
""",
    form=Either(
        (
            Derivation(
                let=rf"a real; {SIGMOID}; D := \sigma(a)",
                claim=r"\frac{\partial}{\partial a} \log(1 - \sigma(a)) = -\sigma(a)",
                vanishing=True,
            ),
            Derivation(
                let=r"function f(x); function G(z; \theta); z real; \theta real; "
                rf"{SIGMOID}; D(x) := \sigma(f(x))",
                claim=r"\frac{\partial}{\partial \theta} \log(1 - D(G(z;\theta)))"
                rf" = -\sigma({GENERATED}) \frac{{\partial}}{{\partial \theta}} {GENERATED}",
                vanishing=True,
            ),
        )
    ),
)

bottleneck = Part(
    "5.5",
    points=2,
    statement=r"""
To prevent that, the discriminator shall not become perfect, but stay at, say, 70% accuracy.
Modify the training objective by means of mutual information, and explain your loss and how you
train with it.
""",
    form=Prose(),
)

question = Question(
    "Mutual information",
    statement=r"The mutual information of $X$ and $Z$ is $I(X; Z) = \sum_{x, z} p(x, z) \log"
    r"\frac{p(x, z)}{p(x)\, p(z)}$, with integrals for sums where they are continuous.",
    parts=[bound, lagrangian, discriminator, vanishing, bottleneck],
    misprints=(
        Misprint(
            where="5, the definition of mutual information",
            let="p(x); q(z)",
            printed=r"\sum_{x,z} p(x) q(z) \frac{\log(p(x) q(z))}{\log(p(x) q(z))} = 0",
            should_be=r"\sum_{x,z} p(x) q(z) \log \frac{p(x) q(z)}{p(x) q(z)} = 0",
            because="a quotient of logarithms is one, not zero, for independent variables",
        ),
        Misprint(
            part="5.4",
            where="5.4, the generator's loss",
            let=f"a real; {SIGMOID}",
            printed=r"|\frac{\partial}{\partial a} \log \sigma(a)| \le e^a",
            should_be=r"|\frac{\partial}{\partial a} \log(1 - \sigma(a))| \le e^a",
            because="under log D the slope tends to one, not to zero, as D does to zero",
        ),
    ),
)
