"""One object each that has the properties; others are as good."""

from checkers.program import Example
from counterexam.exam import checked


@checked
def part_a() -> str:
    """A quarter turn: it keeps areas, and two of them turn every point around."""
    return r"A = \begin{pmatrix} 0 & -1 \\ 1 & 0 \end{pmatrix}"


@checked
def part_b() -> Example:
    """What is kept shrinks by one factor a step, so that 1/1000 of it is left at the end."""
    return Example("""
def alpha_bar(T):
    return [0.001 ** (t / T) for t in range(1, T + 1)]
""")
