"""The choices: one decided by a computation, two by an argument."""

from math import log

from checkers.choice import Explained
from checkers.prose import rubric
from counterexam.exam import argued, checked, require


@checked
def part_a() -> str:
    """False: $(1/2, 1/2)$ and $(1/4, 3/4)$ have different divergences in the two directions."""

    def divergence(p: list[float], q: list[float]) -> float:
        return sum(a * log(a / b) for a, b in zip(p, q, strict=True))

    one, other = [0.5, 0.5], [0.25, 0.75]
    require(abs(divergence(one, other) - divergence(other, one)) > 0.01, "they differ")
    return "False"


@argued
def part_b() -> list[str]:
    """A multiplies conditionals and B changes variables, both exactly; C has no likelihood
    that it could tell, and D bounds it from below.
    """
    return ["A", "B"]


@argued
def part_c() -> Explained:
    r"""False. Where the discriminator is certain, its output hardly changes with the sample, so
    that the gradient of $\log(1 - D(G(z)))$ by the generator's weights vanishes.
    """
    return Explained(
        "False",
        rubric("""
            100% The discriminator saturates, so that the gradient of the generator vanishes.
                gradient* > vanish*|zero|small|disappear*
                saturat* > gradient*
                half saturat*|certain|confident
        """),
    )
