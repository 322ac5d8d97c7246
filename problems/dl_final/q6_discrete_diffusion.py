"""Diffusion on finitely many states: many steps at once, a step back, noise, and training."""

from checkers.formula import Formula
from checkers.procedure import Procedure
from checkers.program import Made, Mathematics, Program, Property, close, show
from checkers.prose import Prose
from checkers.verdict import Counterexample
from counterexam.exam import Misprint, Part, Question

STEPS = (
    r"x_0, \ldots, x_T in R^{1 x K}; Q_1, \ldots, Q_T in R^{K x K}; T integer; T > 1; "
    r"\bar{Q}_t := \prod_{s=1}^t Q_s"
)
CHAINS = (
    r"q(x_{0:T}); p_\theta(x_{0:T}); p stands for p_\theta; "
    r"q(x_1, \ldots, x_T | x_0) = \prod_{t=1}^T q(x_t|x_{t-1}); "
    r"p_\theta(x_{0:T}) = p_\theta(x_T) \prod_{t=1}^T p_\theta(x_{t-1}|x_t)"
)
CASES = [(T, K) for T in (1, 2, 5) for K in (2, 3, 5)]
LEAST = 1e-9
"""By how much, in nats, an entropy has to grow to have grown."""


def is_stochastic(made: Made) -> Counterexample | None:
    """Every row of every matrix is a distribution."""
    calls = [(t, T, K) for T, K in CASES for t in range(1, T + 1)]
    matrices = made.each("Q", calls, lambda t, T, K: (K, K))
    for (t, T, K), Q in zip(calls, matrices, strict=True):
        if Q.min() < -LEAST or not close(Q.sum(axis=1), 1.0):
            return {"t": str(t), "T": str(T), "K": str(K), "yours": show(Q)}
    return None


def grows_noisier(made: Made) -> Counterexample | None:
    """Transitions are distributions, and from every state the entropy grows in every step."""
    import numpy as np

    refuted = is_stochastic(made)
    if refuted is not None:
        return refuted
    for T, K in CASES:
        law, entropies = np.eye(K), np.zeros(K)
        for t, Q in enumerate(made.each("Q", [(t, T, K) for t in range(1, T + 1)], (K, K)), 1):
            law = law @ Q
            after = -(law * np.log(np.clip(law, 1e-300, 1))).sum(axis=1)
            if (after < entropies + LEAST).any():
                state = int(np.argmin(after - entropies))
                told = {"t": str(t), "T": str(T), "K": str(K), "x_0": str(state + 1)}
                sides = {"before": show(entropies[state]), "after": show(after[state])}
                return told | sides
            entropies = after
    return None


def tells_the_end(made: Made) -> Counterexample | None:
    """What is said of q(x_T | x_0), if anything is, is where transitions that serve lead."""
    import numpy as np

    refuted = grows_noisier(made)
    if refuted is not None or not made.has("q"):
        return refuted
    for T, K in CASES:
        law = np.eye(K)
        for Q in made.each("Q", [(t, T, K) for t in range(1, T + 1)], (K, K)):
            law = law @ Q
        starts = np.eye(K).reshape(K, 1, K)
        for start, told, reached in zip(
            starts, made.each("q", [(x_0, T, K) for x_0 in starts], (K,)), law, strict=True
        ):
            if not close(told, reached):
                place = {"T": str(T), "K": str(K), "x_0": show(start[0])}
                return place | {"yours": show(told), "expected": show(reached)}
    return None


marginal = Part(
    "6.1",
    points=2,
    statement="Compute $q(x_T | x_0)$.",
    form=Formula(let=STEPS, asks="q(x_T | x_0)"),
)

posterior = Part(
    "6.2",
    points=2,
    statement="Compute $q(x_{T-1} | x_T, x_0)$.",
    form=Formula(let=STEPS, asks="q(x_{T-1} | x_T, x_0)"),
)

noising = Part(
    "6.3",
    points=2,
    statement=r"""
Choose matrices $Q_1, \dots, Q_T$ under which the data become noisier with every step, whatever
$x_0$ is: $H(q(x_1 | x_0)) < H(q(x_2 | x_0)) < \dots < H(q(x_T | x_0))$ for the entropy $H$, and
give $q(x_T | x_0)$ for your choice. (In Python: `Q(t, T, K)`, a $K \times K$ matrix, and
for the law `q(x_0, T, K)`, the $K$ probabilities.)
""",
    form=Program(
        defines=("Q(t, T, K)",),
        besides=("q(x_0, T, K)",),
        properties=(
            Property(
                "rows are distributions whose entropy grows in every step", grows_noisier, 0.6
            ),
            Property("q(x_T|x_0) is where such transitions lead", tells_the_end, 0.4),
        ),
        mathematics=Mathematics(
            let=STEPS + r"; K natural; identity matrix I in R^{K x K}; \beta_t in (0,1)",
            writes={"Q": "Q_t", "q": "q(x_T|x_0)"},
            ones="K",
            listed={"q": "x_T"},
        ),
        otherwise=Prose(name="construction"),
    ),
)

training = Part(
    "6.4",
    points=4,
    statement=r"""
How can such a model be trained on short sentences? Give the training procedure and the loss.
""",
    form=Procedure(let=CHAINS),
)

question = Question(
    "Discrete diffusion",
    statement=r"""
A diffusion on the states $\{1, \dots, K\}$ has the forward process $q(x_t | x_{t-1}) =
\text{Cat}(x_t; x_{t-1} Q_t)$: states are one-hot row vectors, $Q_t$ is a $K \times K$ matrix
whose rows are distributions, and Cat lists the probabilities of the states.
""",
    parts=[marginal, posterior, noising, training],
    misprints=(
        Misprint(
            part="6.3",
            where="6.3, the first of the entropies",
            let="s in (0,1)",
            printed=r"\log 2 < -s \log s - (1 - s) \log(1 - s)",
            should_be=r"0 < -s \log s - (1 - s) \log(1 - s)",
            because="the entropy of the data themselves opens the chain, where that of a given "
            "$x_0$, zero, belongs: two states that the data take equally often leave nothing "
            "above log 2 for the law (s, 1 - s) of $x_1$ given $x_0$",
        ),
    ),
)
