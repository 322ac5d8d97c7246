"""Dependencies of the recurrent model as a graph, and its ELBO step by step."""

from graphlib import CycleError, TopologicalSorter
from itertools import product
from math import isclose, log
from pathlib import Path
from typing import Any

from checkers.choice import Explained
from checkers.prose import Rubric, rubrics
from counterexam.exam import argued, checked, require

RUBRICS = rubrics(Path(__file__).with_suffix(".rubrics").read_text("utf-8"))

LENGTH = 4
Dependencies = dict[str, list[str]]


def _names(letter: str, *steps: int) -> list[str]:
    return [f"{letter}_{t}" for t in steps]


def _model(latents_seen_at: dict[int, range]) -> Dependencies:
    """What each variable is drawn given; each latent sees x before it and these latents."""
    steps = range(1, LENGTH + 1)
    x_given = {
        f"x_{t}": _names("z", *range(1, t + 1)) + _names("x", *range(1, t)) for t in steps
    }
    z_given = {
        f"z_{t}": _names("x", *range(1, t)) + _names("z", *latents_seen_at[t]) for t in steps
    }
    return x_given | z_given


@argued
def part_a() -> Rubric:
    """The same two networks serve every step, so the parameters are theta, whatever T is."""
    return RUBRICS["a"]


@checked
def part_b() -> str:
    """Each variable is drawn after those it is conditioned on; only one order does that."""
    sorter = TopologicalSorter(_model({t: range(1, t) for t in range(1, LENGTH + 1)}))
    sorter.prepare()
    order: list[str] = []
    while sorter.is_active():
        ready = sorter.get_ready()
        require(len(ready) == 1, "no two variables are ready at once")
        order += ready
        sorter.done(*ready)
    pairs = [name for t in range(1, LENGTH + 1) for name in (f"z_{t}", f"x_{t}")]
    require(order == pairs, "latent and observation alternate")
    return r"z_1, x_1, z_2, x_2, \ldots, z_T, x_T"


@checked
def part_c() -> Explained:
    r"""The dependencies are cyclic: $z_T$ is given $x_1$, which is given $z_1$, which is given
    $z_T$. So no order of the variables makes the product a chain rule.
    """
    later = {t: range(t + 1, LENGTH + 1) for t in range(1, LENGTH + 1)}
    require(_is_cyclic(_model(later)), "no order serves the second model")
    return Explained("No", RUBRICS["c"])


def _is_cyclic(dependencies: Dependencies) -> bool:
    try:
        TopologicalSorter(dependencies).prepare()
    except CycleError:
        return True
    return False


@checked
def part_d() -> dict[str, Any]:
    r"""Both laws are products over time, so the logarithm is a sum; in the $t$-th term later
    latents integrate to one, and the mean over $z_t$ given the past is a divergence.
    """
    require(isclose(*_elbo_both_ways()), "the two forms of the ELBO, for two steps of bits")
    joint, encoder = r"p(x_{\le T}, z_{\le T})", r"q(z_{\le T}|x_{\le T})"
    likelihood = r"\log p(x_t|z_{\le t}, x_{<t})"
    q_t, p_t = r"q(z_t|x_{\le t}, z_{<t})", r"p(z_t|x_{<t}, z_{<t})"
    ratio = rf"\log \frac{{{p_t}}}{{{q_t}}}"
    divergence = rf"D_{{KL}}({q_t} \| {p_t})"
    elbo = rf"E_{{{encoder}}}[\log \frac{{{joint}}}{{{encoder}}}]"
    split = rf"E_{{{encoder}}}[\sum_{{t=1}}^T ({likelihood} + {ratio})]"
    nested = rf"E_{{{encoder}}}[\sum_{{t=1}}^T ({likelihood} + E_{{{q_t}}}[{ratio}])]"
    claim = rf"E_{{{encoder}}}[\sum_{{t=1}}^T (-{divergence} + {likelihood})]"
    logarithm = rf"\log \frac{{{joint}}}{{{encoder}}} = \sum_{{t=1}}^T ({likelihood} + {ratio})"
    apart = (
        rf"\log \frac{{{joint}}}{{{encoder}}}"
        rf" = \sum_{{t=1}}^T {likelihood} + \sum_{{t=1}}^T {ratio}"
    )
    encoded = f"E_{{{encoder}}}"
    term_by_term = (
        rf"\sum_{{t=1}}^T {encoded}[{likelihood}] + \sum_{{t=1}}^T {encoded}[{ratio}]"
    )
    earlier = r"E_{q(z_{<t}|x_{<t})}"
    return {
        "derivation": f"$${elbo} = {split} = {nested} = {claim}$$",
        "milestones": [
            {
                "any_of": [logarithm, apart, f"{elbo} = {split}", f"{elbo} = {term_by_term}"],
                "share": 0.4,
            },
            {
                "any_of": [
                    f"{split} = {nested}",
                    f"{split} = {claim}",
                    rf"E_{{{encoder}}}[{ratio}] = E_{{{encoder}}}[E_{{{q_t}}}[{ratio}]]",
                    rf"E_{{{encoder}}}[{ratio}] = {earlier}[E_{{{q_t}}}[{ratio}]]",
                    rf"E_{{{encoder}}}[{ratio}] = E_{{{encoder}}}[-{divergence}]",
                ],
                "share": 0.4,
            },
            {
                "any_of": [
                    f"E_{{{q_t}}}[{ratio}] = -{divergence}",
                    f"{nested} = {claim}",
                    f"{earlier}[E_{{{q_t}}}[{ratio}]] = {earlier}[-{divergence}]",
                    f"E_{{{encoder}}}[{ratio}] = E_{{{encoder}}}[-{divergence}]",
                ],
                "share": 0.2,
            },
        ],
    }


def _elbo_both_ways() -> tuple[float, float]:
    """For x = (x_1, x_2) as observed: E_q[log p(x, z) / q(z|x)], and the sum over time."""
    prior_1, encoder_1, likelihood_1 = (0.3, 0.7), (0.6, 0.4), (0.2, 0.9)
    prior_2, encoder_2 = ((0.5, 0.5), (0.1, 0.9)), ((0.8, 0.2), (0.3, 0.7))
    likelihood_2 = ((0.4, 0.6), (0.7, 0.1))
    whole = over_time = 0.0
    for i, j in product((0, 1), repeat=2):
        q = encoder_1[i] * encoder_2[i][j]
        p = prior_1[i] * likelihood_1[i] * prior_2[i][j] * likelihood_2[i][j]
        whole += q * log(p / q)
        over_time += q * (log(likelihood_1[i]) - _divergence(encoder_1, prior_1))
        over_time += q * (log(likelihood_2[i][j]) - _divergence(encoder_2[i], prior_2[i]))
    return whole, over_time


def _divergence(q: tuple[float, float], p: tuple[float, float]) -> float:
    return sum(a * log(a / b) for a, b in zip(q, p, strict=True))


@argued
def part_e() -> Explained:
    r"""$z_t = \mu_t + \sigma_t \epsilon_t$ with standard normal $\epsilon_t$, where $\mu_t$ and
    $\sigma_t$ depend on the earlier $z$; unrolled, every $z_t$ is a differentiable function of
    the noises.
    """
    return Explained("Yes", RUBRICS["e"])
