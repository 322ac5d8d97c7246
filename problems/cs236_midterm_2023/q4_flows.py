"""Change of variables: powers of a uniform variable, and polar coordinates."""

from collections.abc import Mapping
from typing import Any

from checkers.choice import Choice
from checkers.formula import Formula
from checkers.value import Value
from counterexam.exam import Part, Question

VALID = Choice(
    {"Yes": "It is valid.", "No": "It is invalid."},
    names={
        "Yes": ("yes", "valid", "是", "可以"),
        "No": ("no", "invalid", "否", "不是", "不可以"),
    },
    explain=0.5,
)

cube = Part(
    "4.a",
    points=2,
    statement=r"""
$Z$ is uniform on the interval $[«low», «high»]$, and $X = Z^3$. What is the density $p_X(1)$?
""",
    form=Value(symbol="p_X(1)", also=("p_x(1)", "f_X(1)", "p(1)"), digits=2),
    given={"low": -2, "high": 3},
)


def _square(letter: str, given: Mapping[str, Any]) -> Part:
    statement = (
        "$Z$ is uniform on the interval $[«low», «high»]$, and $X = Z^2$. "
        "Does this make a valid normalizing flow? Explain."
    )
    return Part(f"4.{letter}", points=2, statement=statement, form=VALID, given=given)


polar_coordinates = Part(
    "4.d",
    points=4,
    statement=r"""
A random point of the plane has the Cartesian coordinates $X = R \cos\Theta$, $Y = R
\sin\Theta$, where $R$ is its radius and $\Theta$ its angle; its density in $x$ and $y$ is
$p_{X,Y}(x, y)$. By change of variables, derive the joint density $p_{R,\Theta}(r, \theta)$ in
terms of $p_{X,Y}$.
""",
    form=Formula(
        let=r"p_{X,Y}(x,y) density; r > 0; \theta real; x := r \cos\theta; y := r \sin\theta",
        asks=r"p_{R,\Theta}(r,\theta)",
    ),
)

question = Question(
    "Normalizing flows",
    parts=[
        cube,
        _square("b", {"low": -2, "high": 3}),
        _square("c", {"low": 0, "high": 3}),
        polar_coordinates,
    ],
)
