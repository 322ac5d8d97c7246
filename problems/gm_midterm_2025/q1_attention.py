"""Recurrence against attention: cost, positions, the formula, and layer normalization."""

from itertools import combinations
from random import Random

from checkers.formula import Formula
from checkers.procedure import Procedure
from checkers.prose import Prose
from checkers.value import Value
from counterexam.exam import Part, Question


def other_vectors(random: Random) -> dict[str, list[list[int]]]:
    """Four vectors of two components, of which some ascend and some descend: their mean is
    half-integer or whole and their deviation too, as on the paper.
    """
    rising = random.randint(1, 3)
    pairs = random.sample(list(combinations(range(1, 6), 2)), 4)
    vectors = [
        [low, high] if place < rising else [high, low]
        for place, (low, high) in enumerate(pairs)
    ]
    return {"X": random.sample(vectors, 4)}


complexity = Part(
    "1.a",
    points=5,
    statement=r"""
State the complexity, in the length $n$ of the sequence, of an RNN and of a Transformer: while
training, and while generating. Which of the two is the more efficient in either phase?
""",
    form=Procedure(),
)

positions = Part(
    "1.b",
    points=5,
    statement="For what reason does self-attention need positional embeddings?",
    form=Prose(),
)

attention = Part(
    "1.c",
    points=5,
    statement=r"""
The queries $q_1, \dots, q_n$, keys $k_1, \dots, k_n$ and values $v_1, \dots, v_n$ of a sequence
are the rows of the matrices $Q$, $K$ and $V$; queries and keys have $d$ components. Give the
output of scaled dot-product self-attention, for the whole sequence or for its token $i$.
""",
    form=Formula(
        let=r"matrix \Xi in R^{d x n} with columns q_i; Q := \Xi^T; "
        r"matrix \Upsilon in R^{d x n} with columns k_i; K := \Upsilon^T; "
        r"matrix \Psi in R^{d_v x n} with columns v_i; V := \Psi^T; d_k := d",
    ),
)

layer_norm = Part(
    "1.d",
    points=5,
    statement=r"""
Layer normalization, without learned scale and shift and with $\epsilon = 0$, is applied to the
four input vectors $X = «X»$, each on its own. Compute the four outputs.
""",
    form=Value(
        shape=(4, 2), symbol="X_out", also=("X_norm", "X'", r"\hat{X}", "output", "LN(X)", "Y")
    ),
    given={"X": [[2, 1], [1, 2], [3, 1], [4, 2]]},
    variant=other_vectors,
)

question = Question("Transformers", parts=[complexity, positions, attention, layer_norm])
