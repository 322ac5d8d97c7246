"""Adversarial training, and the divergences that a function of the density ratio defines."""

from checkers.derivation import Derivation
from checkers.procedure import Procedure
from counterexam.exam import Part, Question

game = Part(
    "3.a",
    points=10,
    statement=r"""
Describe how the generator $f_G$ and the discriminator $f_D$ of a GAN are trained, and how the
trained GAN generates.
""",
    form=Procedure(let="p_data(x), p_z(z) densities; function D(x) in (0,1); function G(z)"),
)

divergence = Part(
    "3.b",
    points=10,
    statement=r"""
For a convex function $f$ with $f(1) = 0$, the f-divergence of two distributions $P$ and $Q$
with densities $p$ and $q$ is

$$D_f(P \| Q) = \int q(x)\, f\left(\frac{p(x)}{q(x)}\right) dx.$$

Choose $f(t) = t \log t$ and show that then $D_f(P \| Q) = D_{KL}(P \| Q)$.
""",
    form=Derivation(
        let=r"p(x), q(x) densities; P(x) := p(x); Q(x) := q(x); f(t) := t \log t",
        claim=r"D_f(P \| Q) = D_{KL}(P \| Q)",
    ),
)

question = Question("Generative adversarial networks", parts=[game, divergence])
