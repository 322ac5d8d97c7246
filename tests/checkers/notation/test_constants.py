"""Constants that nobody names: const, C, C(x_t, x_0), in sums and in exponents."""

import pytest

from checkers.derivation import judge_derivation

LET = "a real, x real; propto in x"
RIGHT = [
    r"-x^2/2 + a x + C = -(x-a)^2/2",
    r"-x^2/2 + a x + C(a) = -(x-a)^2/2",
    r"-x^2/2 + a x + C_1(a) = -(x-a)^2/2",
    r"e^{-x^2/2 + a x + C(a)} = e^{-(x-a)^2/2}",
    r"e^{-(x-a)^2/2} \propto \exp(-\frac{1}{2} (x^2 - 2 a x + C(a)))",
    r"-x^2/2 + a x + C_1 = -(x-a)^2/2$ where $C_1 = -a^2/2",
]
WRONG = [
    r"-x^2/2 + 2 a x + C(a) = -(x-a)^2/2",
    r"e^{-x^2/2 + 2 a x + C(a)} = e^{-(x-a)^2/2}",
    r"e^{-(x-a)^2/2} \propto \exp(-\frac{1}{2} (x^2 + 2 a x + C(a)))",
    r"-x^2/2 + a x + C = -(x-a)^2/2$ where $C = a^2/2",
    r"-x^2/2 + a x + C_1 = -(x-a)^2/2$ where $C_1 = a^2/2",
]
OPEN = [r"-x^2/2 + C(x) = -x^2", r"-x^2/2 + C \ge -x^2"]


@pytest.mark.parametrize(
    ("statement", "outcome"),
    [
        *((statement, "correct") for statement in RIGHT),
        *((statement, "incorrect") for statement in WRONG),
        *((statement, "unreadable") for statement in OPEN),
    ],
)
def test_sides_that_differ_by_a_constant(statement: str, outcome: str):
    assert judge_derivation(f"${statement}$", LET).outcome == outcome
