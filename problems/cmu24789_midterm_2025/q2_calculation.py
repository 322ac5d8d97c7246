"""Calculations by hand: causal attention, the Fréchet distance, two diffusion steps."""

from checkers.choice import Choice
from checkers.value import Record, Value
from counterexam.exam import Misprint, Part, Question


def _set_names(digit: str, roman: str, ordinal: str) -> tuple[str, ...]:
    """What answers call one of the two sets of images."""
    numbered = (f"{kind} {n}" for n in (digit, roman) for kind in ("set", "set:", "fake set"))
    return (*numbered, f"{ordinal} set", f"{ordinal} one")


def _score_names(digit: str, roman: str, ordinal: str) -> tuple[str, ...]:
    """What answers call the score of a set."""
    numbered = (
        form.format(n) for n in (digit, roman) for form in ("FID_{}", "FID({})", "FID {}")
    )
    spoken = ("FID of {}", "FID for {}", "FID score of {}", "FID score for {}", "{} FID")
    sets = (*_set_names(digit, roman, ordinal), f"the {ordinal} set")
    return (*numbered, *(form.format(name) for name in sets for form in spoken))


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
