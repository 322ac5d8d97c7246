"""Variational autoencoders: the bound, and gradients through sampling."""

from checkers.derivation import Derivation
from checkers.prose import Prose
from counterexam.exam import Part, Question

bound = Part(
    "2.a",
    points=10,
    statement=r"""
A model has the joint law $p_\theta(x, z)$, and $q_\phi(z | x)$ is any encoder. Split the
log-likelihood $\log p_\theta(x)$ into the evidence lower bound and a KL divergence, and
conclude that

$$\log p_\theta(x) \ge \mathbb{E}_{q_\phi(z | x)}\left[
\log \frac{p_\theta(x, z)}{q_\phi(z | x)}\right].$$
""",
    form=Derivation(
        let="p(x,z), q(z|x) densities",
        claim=r"\log p(x) \ge E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}]",
    ),
)

reparameterization = Part(
    "2.b",
    points=10,
    statement=r"""
The encoder of a VAE maps $x$ to the mean $\mu$ and the standard deviation $\sigma$ of a
Gaussian latent. What is the reparameterization trick, and why is it needed?
""",
    form=Prose(),
)

question = Question("Variational autoencoders", parts=[bound, reparameterization])
