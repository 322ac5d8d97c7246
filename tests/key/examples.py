"""A small exam with everything that a key can hold."""

PROBLEM = '''"""A question for the tests of keys."""

from checkers.choice import TrueFalse
from checkers.derivation import Derivation
from checkers.prose import Prose
from checkers.region import Region
from checkers.value import Value
from counterexam.exam import Part, Question

question = Question(
    "Everything & more",
    statement="Costs 5% of $10; then <b>bold</b>, 中文 and é ≤ α.",
    parts=[
        Part("1.a", 2, "Is $1 + 1 = 2$?", TrueFalse()),
        Part("1.b", 3, "Add up $«numbers»$.", Value(), given={"numbers": [1, 2.5]}),
        Part("1.c", 4, "Split $\\\\log p(x)$.", Derivation(
            let="p(x,z), q(z|x)",
            claim=r"\\log p(x) \\ge E_{q(z|x)}[\\log \\frac{p(x,z)}{q(z|x)}]",
        )),
        Part("1.d", 1, "Which cell?", Region(2, 2)),
        Part("1.e", 2, "Why?", Prose()),
    ],
)
'''
SOLUTION = '''"""Solutions for the tests of keys."""

from checkers.prose import Rubric, rubric
from counterexam.exam import argued, checked, proved
from counterexam.key.plots import Grid, Lines, grid, lines


@argued
def part_a() -> str:
    """By counting."""
    return "True"


@checked
def part_b(numbers: list[float]) -> float:
    """By adding."""
    return sum(numbers)


def work_b(numbers: list[float]) -> list[tuple[str, str, str, str]]:
    """Term by term."""
    return [(r"\\sum_i x_i", "=", " + ".join(map(str, numbers)), "definition")]


def slips_b(numbers: list[float]) -> dict[str, float]:
    """What else comes out."""
    return {"the product instead": numbers[0] * numbers[1]}


def plot_b(numbers: list[float]) -> Lines:
    """The numbers as curves."""
    return lines(
        r"The numbers $x_i$", [0, 1], {"$x$": numbers, "twice": [2, 5]}, across="$i$", up="x"
    )


@proved
def part_c() -> dict[str, object]:
    """Jensen's inequality."""
    return {
        "derivation": r"""$$\\log p(x) = \\log E_{q(z|x)}[\\frac{p(x,z)}{q(z|x)}]
            \\ge E_{q(z|x)}[\\log \\frac{p(x,z)}{q(z|x)}]$$""",
        "milestones": [
            {"any_of": [r"\\log p(x) = \\log E_{q(z|x)}[\\frac{p(x,z)}{q(z|x)}]"], "share": 0.5}
        ],
        "reasons": {"1": "the marginal as a mean of weights"},
    }


@checked
def part_d() -> list[list[int]]:
    """The first."""
    return [[1, 1]]


def plot_d() -> Grid:
    """The cell, shaded."""
    return grid("The cell", [[1, 0], [0, 0.25]], across="column", down="row", numbers=True)


@argued
def part_e() -> Rubric:
    """Since it is so."""
    return rubric("100% It is so.\\n -50% It is not otherwise.")
'''
COVER = '''"""An exam for the tests of keys."""

from counterexam.exam import Exam

exam = Exam("Keys of the tests", points=12, minutes=30, rules="No notes.")
'''
