"""What an answer mentions and the question does not give: laws that are anybody's.

Where only q(z|x) is declared, q(z) rests on a law q(x) that nobody gave. That may be any, so
a relation that needs the condition fails. A bare divergence, as in "D_KL >= 0", is the one
that the answer speaks of, else that of any two laws, and an optimum over laws is one over any
finite family of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from msgspec.structs import replace as with_changes

from checkers.derivation.bare_means import drawn_as_defined
from checkers.derivation.carried import as_images, pointed, with_carried
from checkers.derivation.drawing import with_laws
from checkers.derivation.letters import in_given_letters
from checkers.derivation.parameters import parametrized, with_parameters
from checkers.derivation.proportional import up_to_constants
from checkers.derivation.sampled import as_laws
from checkers.notation.expr import Apply, Bind, Density, Derivative, Expr, Mean, Sym
from checkers.notation.tree import of_kind, rebuild, transform, walk
from checkers.notation.vocabulary import Law, Variable, Vocabulary

OPTIMA = ("argmin", "argmax", "min", "max")
POINTWISE = frozenset({"+", "*", "/", "neg", "^", "log", "exp", "sqrt", "abs"})
BARE = ("KL", "JSD", "TV")
"""Divergences that are named without their laws where it is clear which."""
ANY = "any"
"""The variable of the laws of a bare divergence."""
CHOICE = "choice of "
"""Begins the name of the variable that tells the members of a family of laws apart."""


def completed(
    statements: Sequence[Any], vocabulary: Vocabulary
) -> tuple[list[Any], Vocabulary]:
    """The statements with what is not given in them made definite, and a vocabulary that has
    the laws for it.
    """
    imaged = as_images(drawn_as_defined(statements, vocabulary), vocabulary)
    statements, vocabulary = in_given_letters(imaged, vocabulary)
    vocabulary = with_parameters(statements, vocabulary)
    statements = with_laws(statements, vocabulary)
    vocabulary = with_changes(with_carried(statements, vocabulary), open_laws=True)
    sampled = as_laws(up_to_constants(statements), vocabulary)
    applied = [_applied(statement, vocabulary) for statement in sampled]
    of_law = parametrized(statements, vocabulary)
    fresh = _Fresh(vocabulary, _only_divergences(applied), of_law)
    renamed = [_changed(statement, fresh.known, _is_indefinite) for statement in applied]
    if not fresh.laws:
        return renamed, vocabulary
    choices = {key.name: Variable(key.name) for key in fresh.laws if isinstance(key, Sym)}
    variables = dict(vocabulary.variables) | choices | {ANY: Variable(ANY)}
    laws = (*vocabulary.laws, *fresh.laws.values())
    return renamed, with_changes(vocabulary, laws=laws, variables=variables)


def _changed(
    statement: Any, change: Callable[[Any], Any], concerns: Callable[[Any], bool]
) -> Any:
    """The statement with a change made to its sides, where it concerns them."""
    sides = [side for side in (statement.left, statement.right) if side is not None]
    nodes = (node for side in sides for node in of_kind(side, Apply, Bind))
    if not any(map(concerns, nodes)):
        return statement
    return transform(statement, change)


def _is_indefinite(node: Any) -> bool:
    """Whether `_Fresh` may know better what it is."""
    if isinstance(node, Apply):
        return node.head in BARE or node.head == "apply"
    return isinstance(node, Bind) and node.op in OPTIMA


def _only_divergences(statements: Sequence[Any]) -> dict[str, Apply]:
    """By name, the divergences of which the answer has one only: what a bare name means."""
    sides = (side for s in statements for side in (s.left, s.right) if side is not None)
    nodes = {node for side in sides for node in of_kind(side, Apply)}
    found = [node for node in nodes if node.head in BARE and node.args]
    count = Counter(node.head for node in found)
    return {node.head: node for node in found if count[node.head] == 1}


def over_families(expr: Expr, vocabulary: Vocabulary) -> Expr:
    """An optimum over laws, said of a family of them as `completed` says it."""
    fresh = _Fresh(vocabulary)
    changed: Expr = transform(
        expr, lambda node: fresh.optimum(node) if isinstance(node, Bind) else node
    )
    return changed


def places(statement: Any) -> Any:
    """A statement on optimal values, min f = min g, as one on where they are attained."""
    left, right = (_place(side) for side in (statement.left, statement.right))
    if left is statement.left or right is statement.right:
        return statement
    return with_changes(statement, left=left, right=right)


def _place(side: Any) -> Any:
    if isinstance(side, Bind) and side.op in ("min", "max"):
        return with_changes(side, op=f"arg{side.op}")
    return side


def _applied(statement: Any, vocabulary: Vocabulary) -> Any:
    """The statement with functions and laws that lack their arguments given them: f = p/q."""
    sides = (_pointwise(side, vocabulary) for side in (statement.left, statement.right))
    left, right = sides
    return with_changes(statement, left=left, right=right)


def _pointwise(expr: Any, vocabulary: Vocabulary) -> Any:
    if isinstance(expr, Apply) and expr.head in POINTWISE:
        return rebuild(expr, lambda below: _pointwise(below, vocabulary))
    match expr:
        case Mean() | Bind(op="int" | "sum") | Derivative():
            return with_changes(expr, body=_pointwise(expr.body, vocabulary))
        case Apply(head=name, args=(factor,)) if _lacks_arguments(factor, vocabulary):
            product = Apply("*", (Sym(name), factor))
            return _pointwise(product, vocabulary) if name in vocabulary.symbols else expr
        case Density(of=(factor,), given=(), variable=None) if _lacks_arguments(
            factor, vocabulary
        ):
            return _pointwise(Apply("*", (Density(expr.name), factor)), vocabulary)
        case Density(of=(), given=(), variable=None):
            law = next((law for law in vocabulary.laws if law.name == expr.name), None)
            return expr if law is None else Density(law.name, _syms(law.of), _syms(law.given))
        case Sym(name=name, index=()) if name in vocabulary.symbols:
            takes = vocabulary.symbols[name].takes
            return Apply(name, _syms(takes)) if takes else expr
        case _:
            return expr


def _lacks_arguments(factor: Any, vocabulary: Vocabulary) -> bool:
    """Whether functions stand there without arguments: then f (1 - g) is a product."""
    functions = {name for name, symbol in vocabulary.symbols.items() if symbol.takes}
    within = walk(factor) if isinstance(factor, Apply) and factor.head in POINTWISE else ()
    return any(isinstance(node, Sym) and node.name in functions for node in within)


def _syms(names: tuple[str, ...]) -> tuple[Expr, ...]:
    return tuple(Sym(name) for name in names)


class _Fresh:
    """Collects the laws that the question does not give."""

    def __init__(
        self,
        vocabulary: Vocabulary,
        bare: Mapping[str, Apply] | None = None,
        of_law: Mapping[str, str] | None = None,
    ) -> None:
        self.laws: dict[Any, Law] = {}
        self._bare, self._of_law = bare or {}, of_law or {}
        self._vocabulary = vocabulary
        self._declared = vocabulary.laws

    def known(self, node: Any) -> Any:
        """The node, a bare divergence with its laws, an optimum over members of a family."""
        if isinstance(node, Apply) and node.head in BARE and not node.args:
            if node in dict(self._vocabulary.definitions):
                return node
            return self._bare.get(node.head) or Apply(node.head, (self._any(1), self._any(2)))
        if isinstance(node, Apply) and node.head in BARE:
            return pointed(node, self._vocabulary)
        if isinstance(node, Apply) and node.head == "apply":
            return self._defined(node)
        return self.optimum(node) if isinstance(node, Bind) else node

    def _defined(self, node: Apply) -> Expr:
        """mu_t(x_0, x_t), where mu_t is defined, is mu_t: the arguments say what is in it."""
        name, *args = node.args
        plain = len(args) > 1 and all(isinstance(arg, Sym) for arg in args)
        names = {what.name for what, _ in self._vocabulary.definitions if isinstance(what, Sym)}
        return name if plain and isinstance(name, Sym) and name.name in names else node

    def optimum(self, node: Bind) -> Bind:
        """An optimum over laws: over the members of a finite family of laws."""
        if node.op not in OPTIMA or len(node.variables) != 1:
            return node
        (chosen,) = node.variables
        name = self._of_law.get(chosen.name, chosen.name)
        law = next((law for law in self._declared if law.name == name), None)
        if law is None:
            return node
        which = Sym(f"{CHOICE}{law.name}")
        member = Law(law.name + "'", law.of, (*law.given, which.name))
        self.laws[which] = member
        body = transform(node.body, lambda below: _member(below, law, member, which))
        return Bind(node.op, (which,), body)

    def _any(self, number: int) -> Density:
        name = f"P_{number}"
        self.laws[name] = Law(name, (ANY,))
        return Density(name, (Sym(ANY),))


def over_laws(side: Any) -> list[Bind]:
    """The optima over laws in a side, which were made ones over finitely many."""
    binds = (node for node in of_kind(side, Bind) if node.op in OPTIMA and node.variables)
    return [node for node in binds if node.variables[0].name.startswith(CHOICE)]


def member_of(node: Any) -> Any:
    """A member's density as one of the law that it was made a member of."""
    last = node.given[-1] if isinstance(node, Density) and node.given else None
    if not isinstance(last, Sym) or not last.name.startswith(CHOICE):
        return node
    return Density(last.name.removeprefix(CHOICE), node.of, node.given[:-1])


def _member(node: Any, law: Law, member: Law, which: Sym) -> Any:
    """The density under the chosen member of the family."""
    if not isinstance(node, Density) or node.name != law.name:
        return node
    of = node.of or tuple(Sym(name) for name in law.of)
    given = node.given or tuple(Sym(name) for name in law.given)
    return Density(member.name, of, (*given, which))
