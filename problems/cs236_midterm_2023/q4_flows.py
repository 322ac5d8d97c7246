"""Change of variables: powers of a uniform variable, and polar coordinates."""

from collections.abc import Callable
from random import Random

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


def both_signs(random: Random) -> dict[str, int]:
    """An interval with -1 and 1 in its inside."""
    return {"low": random.randint(-5, -2), "high": random.randint(2, 5)}


def other_power(random: Random) -> dict[str, int]:
    """Besides the interval an odd power, and a point whose root is itself, as on the paper."""
    return both_signs(random) | {
        "power": random.choice((3, 5)),
        "point": random.choice((-1, 1)),
    }


def one_sign(random: Random) -> dict[str, int]:
    """An interval without negative numbers."""
    low = random.randint(0, 3)
    return {"low": low, "high": low + random.randint(2, 4)}


def other_names(random: Random) -> dict[str, str]:
    """Other letters, and the angle counted from one axis or from the other."""
    radius, angle = random.choice("RSU"), random.choice((r"\Theta", r"\Phi", r"\Psi"))
    names = {"R": radius, "r": radius.lower(), "Theta": angle, "theta": angle.lower()}
    first, second = random.choice((("cos", "sin"), ("sin", "cos")))
    return {"first": first, "second": second} | names


def _density_at(point: int, **given: int) -> Value:
    also = (f"p_x({point})", f"f_X({point})", f"p({point})")
    return Value(symbol=f"p_X({point})", also=also, digits=2)


CUBE = {"low": -2, "high": 3, "power": 3, "point": 1}

power = Part(
    "4.a",
    points=2,
    statement=r"""
$Z$ is uniform on the interval $[«low», «high»]$, and $X = Z^{«power»}$. What is the density
$p_X(«point»)$?
""",
    form=_density_at(**CUBE),
    given=CUBE,
    variant=other_power,
    form_of=_density_at,
)


def _square(
    letter: str, low: int, high: int, variant: Callable[[Random], dict[str, int]]
) -> Part:
    given = {"low": low, "high": high}
    statement = (
        "$Z$ is uniform on the interval $[«low», «high»]$, and $X = Z^2$. "
        "Does this make a valid normalizing flow? Explain."
    )
    return Part(
        f"4.{letter}", points=2, statement=statement, form=VALID, given=given, variant=variant
    )


def _polar(first: str, second: str, R: str, r: str, Theta: str, theta: str) -> Formula:
    return Formula(
        let=rf"p_{{X,Y}}(x,y) density; {r} > 0; {theta} real; "
        rf"x := {r} \{first}{theta}; y := {r} \{second}{theta}",
        asks=rf"p_{{{R},{Theta}}}({r},{theta})",
    )


POLAR = {"first": "cos", "second": "sin", "R": "R", "r": "r"}
POLAR |= {"Theta": r"\Theta", "theta": r"\theta"}

polar_coordinates = Part(
    "4.d",
    points=4,
    statement=r"""
A random point of the plane has the Cartesian coordinates $X = «R» \«first»«Theta»$,
$Y = «R» \«second»«Theta»$, where $«R»$ is its radius and $«Theta»$ its angle; its density in
$x$ and $y$ is $p_{X,Y}(x, y)$. By change of variables, derive the joint density
$p_{«R»,«Theta»}(«r», «theta»)$ in terms of $p_{X,Y}$.
""",
    form=_polar(**POLAR),
    given=POLAR,
    variant=other_names,
    form_of=_polar,
)

question = Question(
    "Normalizing flows",
    parts=[
        power,
        _square("b", -2, 3, both_signs),
        _square("c", 0, 3, one_sign),
        polar_coordinates,
    ],
)
