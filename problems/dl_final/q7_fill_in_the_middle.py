"""Filling in the middle of a sentence with a masked language model."""

from checkers.formula import Formula, Premise
from checkers.prose import Prose
from counterexam.exam import Part, Question

SYMMETRIC = (
    "symmetric*|对称",
    "uniform proposal|proposal is uniform|q is uniform|uniform q|均匀提议",
    "draw*|propos*|replac* > uniform* > vocabulary|all words|any word",
)
OF_TARGET = (
    "gibbs|吉布斯",
    "q|propos*|draw*|sampl* > p(x'_i|p(x_i'",
    "target*|own|exact*|true > conditional*",
    "conditional* > target*|of p|of p(x)",
    "目标 > 条件",
)
OF_MODEL = (
    "q|q(x'|propos*|draw*|sampl* > bert|p^{bert}|p^bert",
    "bert|p^{bert} > propos*|draw*",
)
"""How an answer says that the missing words are drawn from the target's own conditional, or
from the model's, whatever they have been.
"""

question = Question(
    "Fill in the middle",
    statement=r"""
BERT has been pretrained; $p^{\text{BERT}}$ is the distribution that it gives to masked words.
Of a sentence the words $x_1, \dots, x_l$ and $x_r, \dots, x_n$ are known, and those between are
to be filled in.
""",
    parts=[
        Part(
            "7.1",
            points=2,
            statement="One could replace all missing words by the mask token and draw them "
            "from the model at once. Why may this fail? Give a case in which it does.",
            form=Prose(),
        ),
        Part(
            "7.2",
            points=2,
            statement="Fill the gap by the Metropolis-Hastings algorithm instead: design a "
            "proposal distribution, and describe how the algorithm runs.",
            form=Prose(name="construction"),
        ),
        Part(
            "7.3",
            points=2,
            statement=r"""
Compute the acceptance rate of your algorithm, as simple as it gets, for a target $p(x)$ over
whole sentences. Write $x$ for the present sentence, $x'$ for the proposed one, and $q(x' | x)$
for the proposal where you need it. A rate that only a certain proposal has needs that proposal
beside it.
""",
            form=Formula(
                let="p(x); free q(x'|x); b(x)",
                premises=(
                    Premise("q(x'|x) = q(x|x')", says=SYMMETRIC),
                    Premise("q(x'|x) = p(x')", says=(*OF_TARGET, *OF_MODEL)),
                    Premise("q(x'|x) = b(x')", says=OF_MODEL),
                ),
            ),
        ),
        Part(
            "7.4",
            points=2,
            statement="Propose another approach to the task, and say how it is trained.",
            form=Prose(),
        ),
        Part(
            "7.5",
            points=2,
            statement="The number of missing words is unknown. Do these approaches still work? "
            "Explain how, or modify them.",
            form=Prose(),
        ),
    ],
)
