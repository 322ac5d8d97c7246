"""Gaussian diffusion: one step, many steps at once, a step back, and the algorithms."""

from checkers.derivation import Derivation
from checkers.formula import Formula
from checkers.procedure import Procedure
from counterexam.exam import Part, Question

SCHEDULE = r"\beta_t in (0,1); \alpha_t := 1 - \beta_t; \bar\alpha_t := \prod_{s=1}^t \alpha_s"
LATER = "x_t real; t integer; t > 1"
"""A step back from the first one leads to the datum itself, whose law is no normal one."""
STEP = r"q(x_t | x_{t-1}) := N(x_t; \sqrt{1 - \beta_t} x_{t-1}, \beta_t I)"
POSTERIOR = (
    r"\tilde\beta_t := \frac{1 - \bar\alpha_{t-1}}{1 - \bar\alpha_t} \beta_t; "
    r"\tilde\mu_t := \frac{\sqrt{\alpha_t} (1 - \bar\alpha_{t-1})}{1 - \bar\alpha_t} x_t"
    r" + \frac{\sqrt{\bar\alpha_{t-1}} \beta_t}{1 - \bar\alpha_t} x_0"
)
NETWORK = (
    r"t integer; \alpha_t in (0,1); \bar\alpha_t in (0,1); \beta_t := 1 - \alpha_t;"
    r" \sigma_t > 0; x_0, \epsilon, z in R^d; function \epsilon_\theta(x, t) to R^d;"
    r" x_t := \sqrt{\bar\alpha_t} x_0 + \sqrt{1 - \bar\alpha_t} \epsilon"
)

forward_process = Part(
    "5.a",
    points=5,
    statement="Define the forward process: by which law does $x_t$ arise from $x_{t-1}$?",
    form=Formula(
        let=rf"{SCHEDULE}; x_0, \ldots, x_T in R^d; identity matrix I", asks=r"q(x_t | x_{t-1})"
    ),
)

marginal = Part(
    "5.b",
    points=5,
    statement=r"""
Prove that $q(x_t | x_0) = \mathcal{N}(x_t; \sqrt{\bar\alpha_t}\, x_0, (1 - \bar\alpha_t) I)$.
""",
    form=Derivation(
        let=f"{SCHEDULE}; {STEP}; {LATER}",
        claim=r"q(x_t | x_0) = N(x_t; \sqrt{\bar\alpha_t} x_0, (1 - \bar\alpha_t) I)",
    ),
)

posterior = Part(
    "5.c",
    points=5,
    statement=r"""
For $t > 1$, prove that
$q(x_{t-1} | x_t, x_0) = \mathcal{N}(x_{t-1}; \tilde\mu_t, \tilde\beta_t I)$, where

$$\tilde\mu_t = \frac{\sqrt{\alpha_t} (1 - \bar\alpha_{t-1})}{1 - \bar\alpha_t} x_t
+ \frac{\sqrt{\bar\alpha_{t-1}}\, \beta_t}{1 - \bar\alpha_t} x_0, \qquad
\tilde\beta_t = \frac{1 - \bar\alpha_{t-1}}{1 - \bar\alpha_t} \beta_t.$$
""",
    form=Derivation(
        let=f"{SCHEDULE}; {STEP}; {POSTERIOR}; {LATER}; propto in x_{{t-1}}",
        claim=r"q(x_{t-1} | x_t, x_0) = N(x_{t-1}; \tilde\mu_t, \tilde\beta_t I)",
    ),
)

algorithms = Part(
    "5.d",
    points=5,
    statement=r"""
Write down the training algorithm of a diffusion model, with a network $\epsilon_\theta(x_t, t)$
that predicts the noise, and the sampling algorithm.
""",
    form=Procedure(let=NETWORK),
)

question = Question(
    "Diffusion models",
    statement=r"""
A Markov chain $x_0, x_1, \dots, x_T$ adds Gaussian noise to the data $x_0$, by the variance
schedule $\beta_1, \dots, \beta_T$. Write $\alpha_t = 1 - \beta_t$ and
$\bar\alpha_t = \prod_{s=1}^t \alpha_s$.
""",
    parts=[forward_process, marginal, posterior, algorithms],
)
