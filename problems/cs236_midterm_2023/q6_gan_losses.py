"""The saturating and the non-saturating loss of a GAN's generator."""

from random import Random

from checkers.derivation import Derivation
from checkers.formula import Formula
from checkers.prose import Prose
from counterexam.exam import Part, Question

JUDGED_SAMPLE = "function D(u) in (0,1); function G(z); z real; D stands for D(G(z))"

ORIGINAL = {"factor": ""}


def other_scale(random: Random) -> dict[str, str]:
    """Both losses, multiplied by a number."""
    return {"factor": str(random.randint(2, 9))}


def _same_minimizer(factor: str) -> Derivation:
    saturating = rf"{factor} \log(1 - D(G(z;\theta)))"
    non_saturating = rf"-{factor} \log D(G(z;\theta))"
    return Derivation(
        let=r"function D(x) in (0,1); function G(z;\theta); "
        rf"\mathcal{{L}}_S(\theta) := {saturating}; "
        rf"\mathcal{{L}}_{{NS}}(\theta) := {non_saturating}",
        claim=rf"\arg\min_\theta {saturating} = \arg\min_\theta {non_saturating}",
    )


same_minimizer = Part(
    "6.a",
    points=2,
    statement=r"""
Show that for fixed $z$ and $D_\phi$ the two losses have the same minimizers:
$\arg\min_\theta \mathcal{L}_S(\theta) = \arg\min_\theta \mathcal{L}_{NS}(\theta)$.
""",
    form=_same_minimizer(**ORIGINAL),
    given=ORIGINAL,
    variant=other_scale,
    form_of=_same_minimizer,
)

saturating = Part(
    "6.b",
    points=2,
    statement=r"""
Differentiate the saturating loss $\mathcal{L}_S(\theta)$ with respect to $D_\phi(G_\theta(z))$.
""",
    form=Formula(let=JUDGED_SAMPLE),
    given=ORIGINAL,
    variant=other_scale,
)

non_saturating = Part(
    "6.c",
    points=2,
    statement=r"""
Differentiate the non-saturating loss $\mathcal{L}_{NS}(\theta)$ with respect to
$D_\phi(G_\theta(z))$.
""",
    form=Formula(let=JUDGED_SAMPLE),
    given=ORIGINAL,
    variant=other_scale,
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
    given=ORIGINAL,
    variant=other_scale,
)

question = Question(
    "Saturating and non-saturating losses",
    statement=r"""
For one noise sample $z$ the original loss of the generator is
$\mathcal{L}_S(\theta) = «factor» \log(1 - D_\phi(G_\theta(z)))$. It saturates while the
discriminator is far ahead. The non-saturating loss is
$\mathcal{L}_{NS}(\theta) = -«factor» \log D_\phi(G_\theta(z))$: it raises the probability that
a generated sample is taken for real, instead of lowering the probability that it is found out.
""",
    parts=[same_minimizer, saturating, non_saturating, early_training],
)
