"""Normalizing flows: the density of an image, an invertible layer, training and sampling."""

from random import Random

from checkers.formula import Formula
from checkers.procedure import Procedure
from checkers.prose import Prose
from counterexam.exam import Part, Question

ORIGINAL = {"X": "X", "x": "x", "Z": "Z", "z": "z", "g": "g"}


def other_names(random: Random) -> dict[str, str]:
    """Other letters for the image, for what it is an image of, and for the map."""
    (X, Z), g = (
        random.choice((("Y", "U"), ("V", "W"), ("W", "S"), ("Y", "X"))),
        random.choice("fh"),
    )
    return {"X": X, "x": X.lower(), "Z": Z, "z": Z.lower(), "g": g}


def _density(X: str, x: str, Z: str, z: str, g: str) -> Formula:
    return Formula(
        let=f"p_{Z}({z}) density; {g} bijection; {X} := {g}({Z})", asks=f"p_{X}({x})"
    )


change_of_variables = Part(
    "4.a",
    points=6,
    statement=r"""
$«X» = «g»(«Z»)$, where $«g»$ is smooth and invertible and $«Z»$ has the density
$p_«Z»(«z»)$. Give the density $p_«X»(«x»)$.
""",
    form=_density(**ORIGINAL),
    given=ORIGINAL,
    variant=other_names,
    form_of=_density,
)

invertible_layer = Part(
    "4.b",
    points=7,
    statement=r"""
A layer computes $g(x) = \sigma(W x + b)$, with the activation $\sigma$ applied to each
component. Which conditions on $W$, $b$ and $\sigma$ make $g$ invertible, with a Jacobian
determinant that is cheap to compute?
""",
    form=Prose(name="construction"),
)

maximum_likelihood = Part(
    "4.c",
    points=7,
    statement=r"""
State the objective by which a flow $x = g(z)$ with prior $p_Z$ is trained, and how it is
sampled from.
""",
    form=Procedure(let="p_Z(z) density; g bijection"),
)

question = Question(
    "Normalizing flows", parts=[change_of_variables, invertible_layer, maximum_likelihood]
)
