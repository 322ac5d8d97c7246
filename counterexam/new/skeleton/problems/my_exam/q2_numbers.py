"""Numbers: one, and a record of several, from data that other variants draw anew."""

from random import Random
from typing import Any

from checkers.value import Record, Value
from counterexam.exam import Part, Question


def other_laws(random: Random) -> dict[str, Any]:
    """Two laws of three values that are not equal, with simple weights."""
    p, q = random.sample([[0.5, 0.25, 0.25], [0.2, 0.4, 0.4], [0.1, 0.3, 0.6]], 2)
    return {"p": p, "q": q}


divergence = Part(
    "2.a",
    points=4,
    statement=r"Compute $KL(p \| q)$ in nats for $p = «p»$ and $q = «q»$.",
    form=Value(symbol="KL", also=("D_KL", "KL(p||q)"), digits=2),
    given={"p": [0.5, 0.25, 0.25], "q": [0.2, 0.4, 0.4]},
    variant=other_laws,
)


def other_step(random: Random) -> dict[str, Any]:
    """Another datum and another noise level."""
    x_0, beta = random.choice([-2.0, -1.0, 1.0, 2.0]), random.choice([0.1, 0.2, 0.3])
    return {"x_0": x_0, "beta": beta}


noising = Part(
    "2.b",
    points=4,
    statement=r"""
A step of the forward diffusion draws
$x_1 \sim \mathcal{N}(\sqrt{1 - \beta}\, x_0, \beta)$. Give the mean $m$ and the variance $v$ of
$x_1$ for $x_0 = «x_0»$ and $\beta = «beta»$.
""",
    form=Record({"m": Value(also=("mean",)), "v": Value(also=("variance",))}),
    given={"x_0": 2.0, "beta": 0.1},
    variant=other_step,
)

question = Question("Numbers", parts=[divergence, noising])
