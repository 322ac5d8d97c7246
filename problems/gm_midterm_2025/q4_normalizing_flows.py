"""Normalizing flows: the density of an image, an invertible layer, training and sampling."""

from checkers.formula import Formula
from checkers.procedure import Procedure
from checkers.prose import Prose
from counterexam.exam import Part, Question

IMAGE = "p_Z(z) density; g bijection; X := g(Z)"

change_of_variables = Part(
    "4.a",
    points=6,
    statement=r"""
$X = g(Z)$, where $g$ is smooth and invertible and $Z$ has the density $p_Z(z)$. Give the
density $p_X(x)$.
""",
    form=Formula(let=IMAGE, asks="p_X(x)"),
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
