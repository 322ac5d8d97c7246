"""Joint temperature scaling of an autoregressive model, and learning from the result."""

from random import Random

from checkers.choice import Choice, YesNo
from checkers.derivation import Derivation
from checkers.formula import Formula
from checkers.value import Value
from counterexam.exam import Part, Question

ORIGINAL = {"c": 1}


def other_unit(random: Random) -> dict[str, int]:
    """Another temperature at which the scaled distribution is the model's own."""
    return {"c": random.randint(2, 9)}


def other_partition(random: Random) -> dict[str, int]:
    """And twice that temperature."""
    unit = other_unit(random)
    return unit | {"twice": 2 * unit["c"]}


def _partition(c: int) -> Value:
    return Value(symbol=f"Z({c})")


def _objective(c: int) -> Derivation:
    weighted = rf"E_{{x \sim p}}[-e^{{\frac{{{c}-T}}{{T}} \log p(x)}} \log q(x)]"
    return Derivation(
        let="p(x); p^T(x); q(x); T > 0",
        assume=rf"Z(T) := \sum_x p(x)^{{{c}/T}}; p^T(x) := p(x)^{{{c}/T}} / Z(T)",
        claim=rf"\arg\min_q D_{{KL}}(p^T \| q) = \arg\min_q {weighted}",
    )


partition_at_one = Part(
    "7.a",
    points=2,
    statement="What is the value of the partition function at temperature «c», $Z(«c»)$?",
    form=_partition(**ORIGINAL),
    form_of=_partition,
    given=ORIGINAL,
    variant=other_unit,
)

partition_at_two = Part(
    "7.b",
    points=2,
    statement="For large $n$, can $Z(«twice»)$ be computed tractably? Explain.",
    form=Choice(
        {"Yes": "It is tractable.", "No": "It is intractable."},
        names={
            "Yes": ("yes", "tractable", "是", "可以"),
            "No": ("no", "intractable", "cannot be computed", "否", "不可以"),
        },
        explain=0.5,
    ),
    given=ORIGINAL | {"twice": 2},
    variant=other_partition,
)

quality = Part(
    "7.c",
    points=2,
    statement=r"""
People find samples $x$ the better, the higher their likelihood $p(x)$ is. For which
temperatures $T$ does $p^T$ give samples of higher quality than $p$?
""",
    form=Formula(let="T > 0", asks="T"),
    given=ORIGINAL,
    variant=other_unit,
)

sampling = Part(
    "7.d",
    points=2,
    statement=r"""
From which of the two distributions can one sample tractably: from $p(x)$, from $p^T(x)$ for an
arbitrary $T$, from both or from neither? Explain.
""",
    form=Choice(
        {"p": "$p(x)$", "p^T": "$p^T(x)$"},
        several=True,
        names={"p": ("p", "p(x)"), "p^T": ("p^T", "p^T(x)", "p_T", "p_T(x)")},
        explain=0.5,
    ),
    given=ORIGINAL,
    variant=other_unit,
)

forward_divergence = Part(
    "7.e",
    points=2,
    statement=r"""
Another autoregressive model $q_\theta(x)$ shall learn the distribution $p^T$. Is there an
unbiased Monte Carlo estimate of $D_{KL}(p^T(x) \| q_\theta(x))$ that can be evaluated
tractably? Explain.
""",
    form=YesNo(explain=0.5),
    given=ORIGINAL,
    variant=other_unit,
)

objective = Part(
    "7.f",
    points=4,
    statement=r"""
Show that the same $q_\theta$ minimizes $D_{KL}(p^T(x) \| q_\theta(x))$ and

$$\mathbb{E}_{x \sim p}\left[-e^{\frac{«c»-T}{T} \log p(x)} \log q_\theta(x)\right].
\qquad (\star)$$
""",
    form=_objective(**ORIGINAL),
    form_of=_objective,
    given=ORIGINAL,
    variant=other_unit,
)

objective_estimate = Part(
    "7.g",
    points=2,
    statement=r"Is there an unbiased estimator of $(\star)$ that can be evaluated tractably? "
    "Explain.",
    form=YesNo(explain=0.5),
    given=ORIGINAL,
    variant=other_unit,
)

question = Question(
    "Joint temperature scaling",
    statement=r"""
An autoregressive model $p(x)$ of $x = (x_1, \dots, x_n)$, discrete random variables, is scaled
jointly by a temperature $T > 0$:

$$\log p^T(x) = \frac{«c»}{T} \log p(x) - \log Z(T),$$

where the partition function $Z(T)$ makes $p^T$ a distribution. (Scaling the logits of each
variable on its own gives another distribution.)
""",
    parts=[
        partition_at_one,
        partition_at_two,
        quality,
        sampling,
        forward_divergence,
        objective,
        objective_estimate,
    ],
)
