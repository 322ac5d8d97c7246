"""Filling in the middle of a sentence with a masked language model."""

from checkers.formula import Formula
from checkers.prose import Prose
from counterexam.exam import Part, Question

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
for the proposal where you need it.
""",
            form=Formula(let="p(x); free q(x'|x)"),
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
