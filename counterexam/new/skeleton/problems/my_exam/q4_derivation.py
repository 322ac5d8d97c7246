"""A derivation: every step is judged, and milestones earn a part of the points."""

from checkers.derivation import Derivation
from counterexam.exam import Part, Question

bound = Part(
    "4.a",
    points=6,
    statement=r"""
Show that the evidence lower bound misses $\log p(x)$ by a divergence,
$\log p(x) = E_{q(z|x)}[\log \frac{p(x, z)}{q(z|x)}] + KL(q(z|x) \| p(z|x))$.
""",
    form=Derivation(
        let="p(x,z), q(z|x)",
        claim=r"\log p(x) = E_{q(z|x)}[\log \frac{p(x,z)}{q(z|x)}] + KL(q(z|x) \| p(z|x))",
    ),
)

question = Question("A derivation", parts=[bound])
