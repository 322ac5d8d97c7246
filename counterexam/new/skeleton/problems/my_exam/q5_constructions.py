"""Constructions: whatever has the property asked for is right, be it mathematics or Python."""

from checkers.construction import Construction
from checkers.program import Made, Program, Property, show
from checkers.verdict import Counterexample
from counterexam.exam import Part, Question

LENGTHS = (1, 2, 10, 100)


def decreases(made: Made) -> Counterexample | None:
    """The numbers are strictly between 0 and 1, and each is less than the one before."""
    for T in LENGTHS:
        kept = made("alpha_bar", T, shape=(T,)).reshape(T)
        if not (0 < kept.min() and kept.max() < 1):
            return {"T": str(T), "yours": show(kept), "expected": "numbers between 0 and 1"}
        if T > 1 and not (kept[1:] < kept[:-1]).all():
            return {"T": str(T), "yours": show(kept), "expected": "decreasing numbers"}
    return None


def ends_in_noise(made: Made) -> Counterexample | None:
    """After a hundred steps hardly anything of the datum is left."""
    last = float(made("alpha_bar", 100, shape=(100,)).reshape(100)[-1])
    return None if last < 0.01 else {"T": "100", "yours": show(last), "expected": "below 0.01"}


rotation = Part(
    "5.a",
    points=3,
    statement=r"""
Give a matrix $A$ whose flow $x \mapsto A x$ in the plane preserves volume, and which is minus
the identity when it is applied twice.
""",
    form=Construction(unknown="A", let="A in R^{2x2}", properties=(r"\det(A) = 1", "A A = -I")),
)

schedule = Part(
    "5.b",
    points=4,
    statement=r"""
Write `alpha_bar(T)`: for any number of steps $T$ the numbers
$\bar\alpha_1, \ldots, \bar\alpha_T$ of a noise schedule, which decrease within $(0, 1)$; for
$T = 100$ the last one is below 0.01.
""",
    form=Program(
        defines=("alpha_bar(T)",),
        properties=(
            Property("the schedule decreases within (0, 1)", decreases),
            Property("it ends in noise", ends_in_noise),
        ),
    ),
)

question = Question("Constructions", parts=[rotation, schedule])
