r"""Worlds of densities on the line (or plane) and bijections between them.

A law p_X is a random smooth density; the law of what is made of X by a bijection, p_{F(X)},
p_{F^{-1}(X)}, or of new coordinates X = R cos T, Y = R sin T, follows by the change of
variables, with Jacobians taken by differentiation. Integrals are sums over equally spaced
nodes, exact to 1e-10.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cached_property

import numpy as np

from checkers.notation.expr import (
    Apply,
    Bind,
    Density,
    Derivative,
    Expr,
    Matrix,
    Mean,
    Sym,
)
from checkers.notation.tree import rebuild, walk
from checkers.notation.vocabulary import Law, Vocabulary
from checkers.worlds.draws import Draws
from checkers.worlds.evaluate import Evaluator, World
from checkers.worlds.evaluate_indices import key, substituted
from checkers.worlds.evaluate_matrices import determinant
from checkers.worlds.evaluate_operators import size, times
from checkers.worlds.field import Field, Space, Unknown, aligned
from checkers.worlds.smooth import line, plane, smooth_density
from checkers.worlds.tensor_calls import BIJECTIVE

POINT = Sym("~x")
"""The variable of a divergence between laws whose points are not named."""
COORDINATES = 4
"""Values of a new coordinate at which densities are compared."""
OF_LAWS = ("KL", "JSD", "TV", "chi2", "CE", "H")


def build(
    vocabulary: Vocabulary, draws: Draws, sizes: Mapping[str, int], dimension: int = 1
) -> SmoothWorld | None:
    """The smooth world of a vocabulary; None where nothing in it needs one.

    `dimension` 2 makes the plane of every line, so that det and tr are told apart.
    """
    world = SmoothWorld(vocabulary, draws, dimension)
    return world if world.changes_variables else None


def tied(expr: Expr, vocabulary: Vocabulary) -> Expr:
    """The expression with z standing for g^{-1}(x) wherever it is free, where X := g(Z).

    So it is written: p_X(x) = p_Z(z) |det dg(z)/dz|^{-1}.
    """
    for left, right in vocabulary.definitions:
        if (
            isinstance(left, Sym)
            and isinstance(right, Apply)
            and left.name != left.name.lower()
        ):
            function, source = _function(right) if right.args else (None, None)
            if isinstance(function, Sym) and isinstance(source, Sym):
                declared = vocabulary.symbols.get(function.name)
                if declared is not None and declared.traits & BIJECTIVE:
                    point = Apply("apply", (_inverse(function), Sym(left.name.lower())))
                    expr = _free(expr, Sym(source.name.lower()), point)
    return expr


def _free(expr: Expr, letter: Sym, value: Expr) -> Expr:
    """The expression with a value for a letter where no expectation or integral binds it."""
    if expr == letter:
        return value
    if letter in _binds(expr):
        return expr
    changed: Expr = rebuild(expr, lambda part: _free(part, letter, value))
    return changed


def _binds(node: object) -> tuple[Sym, ...]:
    if isinstance(node, Mean):
        return tuple(variable for draw in node.draws for variable in draw.variables)
    return node.variables if isinstance(node, Bind) else ()


class SmoothWorld(World):
    """The densities of a vocabulary with bijections or changes of coordinates."""

    def __init__(self, vocabulary: Vocabulary, draws: Draws, dimension: int = 1) -> None:
        """Densities are functions of `draws`."""
        self.vocabulary = vocabulary
        self.draws = draws
        self.batch = draws.batch
        self.dimension = dimension

    @property
    def changes_variables(self) -> bool:
        """Whether laws are transported: a bijection, or a law of made quantities."""
        symbols = self.vocabulary.symbols.values()
        return any(symbol.takes and symbol.traits & BIJECTIVE for symbol in symbols) or any(
            self._is_random(name.name) for name in self._made
        )

    @cached_property
    def _made(self) -> dict[Sym, Expr]:
        """The letters that are defined, but for numbers such as Z := sum_x f(x)."""
        pairs = self.vocabulary.definitions
        return {
            left: right
            for left, right in pairs
            if isinstance(left, Sym) and not isinstance(right, Bind | Mean)
        }

    def _is_random(self, name: str) -> bool:
        """Whether a letter, or its small one, is the variable of a density."""
        small, variables = name.lower(), self.vocabulary.variables
        continuous = small in variables and variables[small].space != "finite"
        named = any(small in law.of for law in self.vocabulary.laws)
        return named and (continuous or name != small)

    # --- variables ----------------------------------------------------------------------------

    def space(self, variable: Sym, look: Evaluator) -> Space | None:
        """The nodes of the line or plane."""
        declared = self.vocabulary.variables.get(variable.name.rstrip("'"))
        if variable.name in self._new_letters:
            return self._coordinate(variable)
        made = Sym(variable.name.upper()) in self._made or variable.name in self._of_images
        if variable != POINT and not made and (declared is None or declared.values):
            return None
        flat = self.dimension == 2 or (declared is not None and declared.space == "plane")
        nodes, weights = plane() if flat else line()
        axis = key(variable)
        points = Field(nodes[None], (axis,), 1 if flat else 0)
        return Space(axis, points, Field(weights[None], (axis,)))

    @cached_property
    def _of_images(self) -> set[str]:
        """The letters that laws are defined of: the x of p_X(x) := p_Z(g(x)) |g'(x)|."""
        laws = (left for left, _ in self.vocabulary.definitions if isinstance(left, Density))
        named = (law for law in laws if isinstance(law.variable, Sym) and len(law.of) == 1)
        return {law.of[0].name for law in named if isinstance(law.of[0], Sym)}

    @cached_property
    def _new_letters(self) -> set[str]:
        """The small letters of new coordinates: r and theta of X = R cos Theta."""
        symbols = {*self.vocabulary.symbols, *self.vocabulary.variables}
        found = set()
        for left, right in self._made.items():
            if left.name.lower() in self.vocabulary.variables:
                parts = (part.name for part in walk(right) if isinstance(part, Sym))
                found |= {name.lower() for name in parts if name != name.lower()}
        return found - symbols

    def _coordinate(self, variable: Sym) -> Space:
        """A few positive values: what is true of them is true wherever it is analytic."""
        points = self.draws.draw(f"points of {variable.name}", (COORDINATES,), "positive")
        return Space(variable.name, Field(points, (variable.name,)))

    # --- laws ---------------------------------------------------------------------------------

    def density(self, density: Density, look: Evaluator) -> Field | None:
        """A declared density at a point, or that of a transformed quantity."""
        if density.given:
            return None
        law = self._named(density)
        if law is not None:
            return self._at(law, density.of, look)
        return None if density.variable is None else self._of(density.variable, density, look)

    def _named(self, density: Density) -> Law | None:
        """The declared law of that name; p with variable X is the law p_X."""
        if density.variable is None:
            wanted = density.name
        elif isinstance(density.variable, Sym):
            return self._law(density.variable)
        else:
            return self._joint_law(density.variable)
        return next((law for law in self.vocabulary.laws if law.name == wanted), None)

    def _joint_law(self, quantities: Expr) -> Law | None:
        """The law of a tuple of letters: p_{X,Y} is the one law of x and y."""
        if not isinstance(quantities, Apply) or quantities.head != "()":
            return None
        names = tuple(each.name.lower() for each in quantities.args if isinstance(each, Sym))
        laws = [law for law in self.vocabulary.laws if law.of == names and not law.given]
        return laws[0] if len(laws) == 1 else None

    def _law(self, quantity: Sym) -> Law | None:
        """The law of a random quantity by its letter: p_X, or the one law of x."""
        names = {f"p_{quantity.name}", f"P_{quantity.name}", f"p_{quantity.name.lower()}"}
        laws = [law for law in self.vocabulary.laws if law.name in names]
        laws = laws or [
            law for law in self.vocabulary.laws if law.of == (quantity.name.lower(),)
        ]
        return laws[0] if len(laws) == 1 else None

    def _at(self, law: Law, points: tuple[Expr, ...], look: Evaluator) -> Field:
        point = _vector([look.value(each) for each in points])
        name = f"{law.name}({','.join(law.of)})"
        density = smooth_density(name, self.draws, point.shape[0])
        return Field(density(point.data), point.axes)

    def _of(self, quantity: Expr, density: Density, look: Evaluator) -> Field | None:
        """The law of F(U), of F^{-1}(X), of (R, T), at the density's point."""
        if made := self._coordinates(quantity):
            return self._changed(made, quantity, density, look)
        meaning = look.definitions.meaning(quantity)
        if isinstance(meaning, Apply) and len(density.of) == 1:
            return look.value(Density(density.name, density.of, (), meaning))
        if not isinstance(quantity, Apply) or len(density.of) != 1:
            return None
        function, source = _function(quantity)
        back = _inverse(function)
        point = density.of[0]
        jacobian = Apply("apply", (Apply("jacobian", (back,)), point))
        before = Density(density.name, (Apply("apply", (back, point)),), (), source)
        return times(look.value(before), size(determinant(look.value(jacobian))))

    def _coordinates(self, quantity: Expr) -> list[tuple[Sym, Expr]]:
        """Definitions of quantities with a law by those of `quantity`: X = R cos T, ..."""
        if isinstance(quantity, Apply) and quantity.head != "()":
            return []
        new = set(quantity.args) if isinstance(quantity, Apply) else {quantity}
        found = []
        for left, right in self.vocabulary.definitions:
            if isinstance(left, Sym) and any(_occurs(each, right) for each in new):
                found.append((left, right))
        return found if len(found) == len(new) else []

    def _changed(
        self, made: list[tuple[Sym, Expr]], quantity: Expr, density: Density, look: Evaluator
    ) -> Field:
        """p_{X,Y}(x(r, t), y(r, t)) times the size of the determinant of the derivatives."""
        new = quantity.args if isinstance(quantity, Apply) else (quantity,)
        letters = [Sym(f"~{each.name}") for each in new if isinstance(each, Sym)]
        pairs = zip(letters, density.of, strict=True)
        bound: dict[Expr, Field] = {letter: look.value(at) for letter, at in pairs}
        images = [_replaced(right, new, letters) for _, right in made]
        rows = [tuple(Derivative(image, (letter,)) for letter in letters) for image in images]
        names = tuple(left for left, _ in made)
        source: Expr = names[0] if len(names) == 1 else Apply("()", names)
        before = Density(density.name, tuple(images), (), source)
        inner = look.bound(bound)
        volume = determinant(inner.value(Matrix(tuple(rows))))
        return times(inner.value(before), size(volume))

    def function(self, head: str, args: tuple[Expr, ...], look: Evaluator) -> Field | None:
        """Divergences of laws that are named without a point: KL(P_X || P_{F(U)})."""
        if head not in OF_LAWS or not all(isinstance(arg, Density) for arg in args):
            return None
        bare = [arg for arg in args if isinstance(arg, Density) and not arg.of]
        if not bare:
            return None
        placed = (Density(a.name, (POINT,), a.given, a.variable) for a in bare)
        return look.value(Apply(head, tuple(placed))) if len(bare) == len(args) else None


def _vector(points: list[Field]) -> Field:
    """The components of a point, given one by one or as a vector."""
    if len(points) == 1 and points[0].rank == 1:
        return points[0]
    if any(point.rank for point in points):
        raise Unknown("a density is of numbers or of one vector")
    axes, _, arrays = aligned(*points)
    return Field(np.stack(np.broadcast_arrays(*arrays), axis=-1), axes, 1)


def _function(quantity: Apply) -> tuple[Expr, Expr]:
    """The function and the quantity it is applied to, of F(U) or F^{-1}(X)."""
    if quantity.head == "apply":
        return quantity.args[0], quantity.args[1]
    return Sym(quantity.head), quantity.args[0]


def _inverse(function: Expr) -> Expr:
    if isinstance(function, Apply) and function.head == "inverse":
        return function.args[0]
    return Apply("inverse", (function,))


def _occurs(part: Expr, whole: Expr) -> bool:
    return substituted(whole, part, POINT) != whole


def _replaced(expr: Expr, old: tuple[Expr, ...], new: list[Sym]) -> Expr:
    for before, after in zip(old, new, strict=True):
        expr = substituted(expr, before, after)
    return expr
