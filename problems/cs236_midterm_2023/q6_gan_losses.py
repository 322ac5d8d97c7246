"""The saturating and the non-saturating loss of a GAN's generator."""

from checkers.derivation import Derivation
from checkers.formula import Formula
from checkers.prose import Prose
from counterexam.exam import Part, Question

JUDGED_SAMPLE = "function D(u) in (0,1); function G(z); z real; D stands for D(G(z))"

same_minimizer = Part(
    "6.a",
    points=2,
    statement=r"""
Show that for fixed $z$ and $D_\phi$ the two losses have the same minimizers:
$\arg\min_\theta \mathcal{L}_S(\theta) = \arg\min_\theta \mathcal{L}_{NS}(\theta)$.
""",
    form=Derivation(
        let=r"function D(x) in (0,1); function G(z;\theta); "
        r"\mathcal{L}_S(\theta) := \log(1 - D(G(z;\theta))); "
        r"\mathcal{L}_{NS}(\theta) := -\log D(G(z;\theta))",
        claim=r"\arg\min_\theta \log(1 - D(G(z;\theta)))"
        r" = \arg\min_\theta -\log D(G(z;\theta))",
    ),
)

saturating = Part(
    "6.b",
    points=2,
    statement=r"""
Differentiate the saturating loss $\mathcal{L}_S(\theta)$ with respect to $D_\phi(G_\theta(z))$.
""",
    form=Formula(let=JUDGED_SAMPLE),
)

non_saturating = Part(
    "6.c",
    points=2,
    statement=r"""
Differentiate the non-saturating loss $\mathcal{L}_{NS}(\theta)$ with respect to
$D_\phi(G_\theta(z))$.
""",
    form=Formula(let=JUDGED_SAMPLE),
)

early_training = Part(
    "6.d",
    points=4,
    statement=r"""
Look at the two derivatives when training has just begun and generated samples are easily told
from real ones. Why does the generator train more stably with the non-saturating loss, and
saturate less?
""",
    form=Prose(),
)

question = Question(
    "Saturating and non-saturating losses",
    statement=r"""
For one noise sample $z$ the original loss of the generator is $\mathcal{L}_S(\theta) = \log(1
- D_\phi(G_\theta(z)))$. It saturates while the discriminator is far ahead. The non-saturating
loss is $\mathcal{L}_{NS}(\theta) = -\log D_\phi(G_\theta(z))$: it raises the probability that
a generated sample is taken for real, instead of lowering the probability that it is found out.
""",
    parts=[same_minimizer, saturating, non_saturating, early_training],
)
