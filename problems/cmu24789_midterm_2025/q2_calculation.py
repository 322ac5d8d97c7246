"""Calculations by hand: causal attention, the Fréchet distance, two diffusion steps."""

from collections.abc import Mapping, Sequence
from itertools import combinations, combinations_with_replacement, permutations, product
from random import Random
from typing import Any

from checkers.choice import Choice
from checkers.value import Record, Value
from counterexam.exam import Misprint, Part, Question


def _set_names(digit: str, roman: str, ordinal: str) -> tuple[str, ...]:
    """What answers call one of the two sets of images."""
    kinds = ("set", "set:", "fake set", "集合", "组")
    numbered = (f"{kind} {n}" for n in (digit, roman) for kind in kinds)
    counted = {"1": "第一", "2": "第二"}[digit]
    chinese = (f"{counted}{kind}" for kind in ("组", "个集合", "集合"))
    return (*numbered, f"{ordinal} set", f"{ordinal} one", *chinese)


SCORES = ("FID_{}", "FID({})", "FID {}", "FID(real, {})", "FID({}, real)", "FID(r, {})")
"""What answers call the score of a set that has a number."""


def _score_names(digit: str, roman: str, ordinal: str) -> tuple[str, ...]:
    """What answers call the score of a set."""
    numbered = (form.format(n) for n in (digit, roman) for form in SCORES)
    spoken = ("FID of {}", "FID for {}", "FID score of {}", "FID score for {}", "{} FID")
    sets = (*_set_names(digit, roman, ordinal), f"the {ordinal} set")
    return (*numbered, *(form.format(name) for name in sets for form in spoken))


Matrix = list[list[float]]
Token = tuple[float, float]

KEYS: tuple[Matrix, ...] = (
    [[1.0, 1.0], [0.0, 1.0]],
    [[1.0, -1.0], [0.0, 1.0]],
    [[1.0, 0.0], [1.0, 1.0]],
    [[1.0, 0.0], [-1.0, 1.0]],
)
TOKENS = tuple((float(a), float(b)) for a, b in product((0, 1, 2), repeat=2) if a or b)
"""Encodings of two features, small whole numbers."""


def other_attention(random: Random) -> dict[str, Any]:
    """Integer tokens and keys, and queries in halves: so scores are small multiples of 0.5.

    The second token weighs its two scores unequally, the third one its three, and no weight
    comes near 0 or 1. As on the paper the query and key matrices are triangular.
    """
    a, b, c = random.choice((0.5, 1.0)), random.choice((-0.5, 0.5)), random.choice((0.5, 1.0))
    W_q = random.choice(([[a, b], [0.0, c]], [[a, 0.0], [b, c]]))
    W_k = random.choice([W for W in KEYS if not _is_symmetric(W_q, W)])
    W_v = random.choice(([[1.0, 0.0], [0.0, 1.0]], [[0.0, 1.0], [1.0, 0.0]]))
    scores = {(x, y): _score(x, y, W_q, W_k) for x, y in product(TOKENS, repeat=2)}
    X = random.choice([X for X in permutations(TOKENS, 3) if _tells(X, scores)])
    return {"X": list(map(list, X)), "W_q": W_q, "W_k": W_k, "W_v": W_v}


def _score(x: Token, y: Token, W_q: Matrix, W_k: Matrix) -> float:
    query, key = (
        [
            sum(a * w for a, w in zip(token, column, strict=True))
            for column in zip(*W, strict=True)
        ]
        for token, W in ((x, W_q), (y, W_k))
    )
    return float(sum(q * k for q, k in zip(query, key, strict=True)))


def _is_symmetric(W_q: Matrix, W_k: Matrix) -> bool:
    """Whether queries and keys can be exchanged, whatever the tokens."""
    first, second = (1.0, 0.0), (0.0, 1.0)
    return _score(first, second, W_q, W_k) == _score(second, first, W_q, W_k)


def _tells(X: Sequence[Token], scores: Mapping[tuple[Token, Token], float]) -> bool:
    """Whether the output tells what was done: scores differ, by 0.5 to 2; queries and keys
    cannot be exchanged; and the first token is no mean of the others, which it must not see.
    """
    rows = [[scores[x, y] for y in X[: i + 1]] for i, x in enumerate(X)]
    (a, b), (c, d), (e, f) = X
    return (
        all(0.5 <= max(row) - min(row) <= 2 for row in rows[1:])
        and scores[X[1], X[0]] != scores[X[0], X[1]]
        and (c - a) * (f - b) != (e - a) * (d - b)
    )


def other_features(random: Random) -> dict[str, Any]:
    """Means of one decimal, covariances whose diagonals outweigh their rows, so that they are
    positive definite. The two distances differ by 0.02 to 0.06: the paper's by 0.023.
    """
    real, first, second = (_covariance(random) for _ in range(3))
    lead = _spread(real, second) - _spread(real, first)
    close = [
        (one, other)
        for one, other in product(SHIFTS, repeat=2)
        if 0.02 <= abs(lead + SHIFTS[other] - SHIFTS[one]) <= 0.06
    ]
    one, other = random.choice(close)
    mu_real = [random.randint(2, 8) for _ in range(4)]
    return {
        "mu_real": [tenths / 10 for tenths in mu_real],
        "Sigma_real": real,
        "mu_1": _moved(random, mu_real, one),
        "Sigma_1": first,
        "mu_2": _moved(random, mu_real, other),
        "Sigma_2": second,
    }


SHIFTS = {
    shift: sum(tenths**2 for tenths in shift) / 100
    for shift in combinations_with_replacement((1, 2, 3, 4), 4)
}
"""By how many tenths the means of four features move, in some order, and the distance."""


def _moved(random: Random, mean: Sequence[int], shift: Sequence[int]) -> list[float]:
    """The mean, each feature moved by one of the shifts, to where it stays in (0, 1)."""
    moves = random.sample(list(shift), len(shift))
    signs = [
        random.choice([sign for sign in (-1, 1) if 0 < tenths + sign * move < 10])
        for tenths, move in zip(mean, moves, strict=True)
    ]
    return [(m + s * d) / 10 for m, s, d in zip(mean, signs, moves, strict=True)]


def _covariance(random: Random) -> Matrix:
    """Of four features, correlated the less the farther apart they stand."""
    diagonal = [random.randint(low, 7) / 10 for low in (2, 3, 3, 2)]
    beside = {1: (0.05, 0.1), 2: (0.05,), 3: (0.01, 0.02)}
    entries = {(i, j): random.choice(beside[j - i]) for i, j in combinations(range(4), 2)}
    return [
        [diagonal[i] if i == j else entries[min(i, j), max(i, j)] for j in range(4)]
        for i in range(4)
    ]


def _spread(Sigma_r: Matrix, Sigma_g: Matrix) -> float:
    """What covariances add to the Fréchet distance."""
    import numpy as np

    real, generated = np.array(Sigma_r), np.array(Sigma_g)
    roots = np.sqrt(np.linalg.eigvals(real @ generated).real)
    return float((real + generated).trace() - 2 * roots.sum())


def other_steps(random: Random) -> dict[str, Any]:
    """An image of one decimal, noise of size 1 and 2 whose signs mix, a schedule of round ends
    with at least the paper's noise.
    """
    return {
        "x_0": _rows([random.randint(1, 10) / 10 for _ in range(9)]),
        "epsilon_1": _rows(_signs(random, 1.0)),
        "epsilon_2": _rows(_signs(random, 2.0)),
        "beta_0": random.choice((0.0001, 0.0002, 0.0003, 0.0005)),
        "beta_1000": random.choice((0.02, 0.03, 0.04, 0.05)),
    }


def _signs(random: Random, size: float) -> list[float]:
    """Nine numbers of that size, three to six of them positive."""
    positive = random.randint(3, 6)
    return random.sample([size] * positive + [-size] * (9 - positive), 9)


def _rows(entries: Sequence[float]) -> Matrix:
    return [list(entries[i : i + 3]) for i in (0, 3, 6)]


FIRST = ("1", "I", "first")
SECOND = ("2", "II", "second")

attention = Part(
    "2.a",
    points=10,
    statement=r"""
Three tokens have the encodings $x_0, x_1, x_2$, the rows of $X = «X»$. One attention head
projects them by $W_q = «W_q»$, $W_k = «W_k»$ and $W_v = «W_v»$ to $Q = X W_q$, $K = X W_k$ and
$V = X W_v$. Attention is causal: a token attends to itself and to those before it. The dot
products are not scaled ($d_k = 1$). Compute the head's output $O = A(Q, K) V$, one row a token.
""",
    form=Value(shape=(3, 2), symbol="O", also=("o", "output"), digits=2),
    given={
        "X": [[0.2, 0.8], [0.5, 0.5], [1.0, 0.5]],
        "W_q": [[0.5, 0.5], [0.0, 1.0]],
        "W_k": [[1.0, 0.0], [-0.5, 0.5]],
        "W_v": [[1.0, 0.0], [0.0, 1.0]],
    },
    variant=other_attention,
)

frechet_distances = Part(
    "2.b",
    points=10,
    statement=r"""
Four features were extracted from real images and from two sets of generated ones. Real: mean
$\mu_{\text{real}} = «mu_real»$, covariance $\Sigma_{\text{real}} = «Sigma_real»$. Set I:
$\mu_1 = «mu_1»$, $\Sigma_1 = «Sigma_1»$. Set II: $\mu_2 = «mu_2»$, $\Sigma_2 = «Sigma_2»$.
Compute the Fréchet inception distances $\text{FID}_1$ and $\text{FID}_2$ of the two sets to the
real one, and say which set is the better one by them.
""",
    form=Record(
        {
            "FID_1": Value(symbol="FID_1", also=_score_names(*FIRST), digits=2),
            "FID_2": Value(symbol="FID_2", also=_score_names(*SECOND), digits=2),
            "better": Choice(
                {"I": "Set I", "II": "Set II"},
                names={
                    "I": ("FID_1", "FID_I", *_set_names(*FIRST)),
                    "II": ("FID_2", "FID_II", *_set_names(*SECOND)),
                },
                compared=True,
            ),
        },
        shares={"FID_1": 0.4, "FID_2": 0.4, "better": 0.2},
    ),
    given={
        "mu_real": [0.5, 0.2, 0.7, 0.4],
        "Sigma_real": [
            [0.2, 0.1, 0.05, 0.02],
            [0.1, 0.3, 0.1, 0.05],
            [0.05, 0.1, 0.4, 0.1],
            [0.02, 0.05, 0.1, 0.2],
        ],
        "mu_1": [0.4, 0.3, 0.5, 0.6],
        "Sigma_1": [
            [0.7, 0.1, 0.05, 0.02],
            [0.1, 0.2, 0.1, 0.05],
            [0.05, 0.1, 0.3, 0.1],
            [0.02, 0.05, 0.1, 0.15],
        ],
        "mu_2": [0.7, 0.1, 0.3, 0.5],
        "Sigma_2": [
            [0.4, 0.05, 0.05, 0.01],
            [0.05, 0.3, 0.1, 0.05],
            [0.05, 0.1, 0.2, 0.05],
            [0.01, 0.05, 0.05, 0.2],
        ],
    },
    variant=other_features,
)

diffusion_steps = Part(
    "2.c",
    points=10,
    statement=r"""
Run two steps of the forward diffusion
$q(x_t | x_{t-1}) = \mathcal{N}(x_t; \sqrt{1 - \beta_t} x_{t-1}, \beta_t I)$ on the image
$x_0 = «x_0»$, by the reparameterization trick, with the noise $\epsilon_1 = «epsilon_1»$ and
$\epsilon_2 = «epsilon_2»$. The schedule is linear in $t$ from $\beta_0 = «beta_0»$ to
$\beta_{1000} = «beta_1000»$. Report $x_1$ and $x_2$.
""",
    form=Record(
        {
            "x_1": Value(shape=(3, 3), symbol="x_1", also=("x(1)", "x^{(1)}"), digits=2),
            "x_2": Value(shape=(3, 3), symbol="x_2", also=("x(2)", "x^{(2)}"), digits=2),
        }
    ),
    given={
        "x_0": [[0.8, 0.5, 0.9], [0.1, 1.0, 0.6], [0.4, 0.6, 0.3]],
        "epsilon_1": [[1.0, -1.0, 1.0], [-1.0, 1.0, 1.0], [1.0, -1.0, 1.0]],
        "epsilon_2": [[2.0, -2.0, 2.0], [-2.0, 2.0, 2.0], [2.0, -2.0, 2.0]],
        "beta_0": 0.0001,
        "beta_1000": 0.02,
    },
    variant=other_steps,
)

question = Question(
    "Calculation",
    parts=[attention, frechet_distances, diffusion_steps],
    misprints=(
        Misprint(
            part="2.c",
            where="2.c, what the schedule is of",
            let=r"\beta in (0,1); x_{t-1} ~ N(0, 1); \epsilon ~ N(0, 1)",
            printed=r"Var[\sqrt{1 - \beta} x_{t-1} + \beta \epsilon] = 1",
            should_be=r"Var[\sqrt{1 - \beta} x_{t-1} + \sqrt{\beta} \epsilon] = 1",
            because="the numbers are called standard deviations, but the step given above them "
            "has beta as its variance; only so does unit variance stay unit variance",
        ),
    ),
)
