"""Signs on paper: a formula, the members of a sequence in order, cells of a grid."""

from checkers.formula import Formula
from checkers.region import Region
from checkers.sequence import Sequence
from counterexam.exam import Part, Question

gaussian_divergence = Part(
    "3.a",
    points=4,
    statement=r"""
What is the divergence $K = KL(\mathcal{N}(m, s^2) \| \mathcal{N}(0, 1))$ that the loss of a
variational autoencoder has for each latent, as a function of $m$ and $s > 0$?
""",
    form=Formula(let="m real; s > 0; K real", asks="K"),
)

order = Part(
    "3.b",
    points=2,
    statement=(
        "A recurrent model has a latent $z_t$ for each observation $x_t$, which depends on it "
        "and on what came before. In which order are $T$ steps of it sampled?"
    ),
    form=Sequence(last="T"),
)

masked_kernel = Part(
    "3.c",
    points=3,
    statement=(
        "Pixels are generated row by row, each row from left to right. Which cells of a 3x3 "
        "kernel may be unmasked in the first layer, which must not see the pixel itself? Name "
        "them by row and column from 1."
    ),
    form=Region(rows=3, columns=3),
)

question = Question("Formulas", parts=[gaussian_divergence, order, masked_kernel])
