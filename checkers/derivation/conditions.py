"""Equations that are no identities: conditions for an optimum, and how they are solved.

Where a derivative is set to zero, or an optimum is spoken of, an equation in D says what the
optimum meets, not what every D does. If the question tells what the optimum D* is, the
equation is judged there, and says something of D*; else a solution that the answer states
must meet it. An equation that differentiates, or leads to one with 0, is an identity all the
same: "dG/dD = A = 0" says of every D that A is the derivative. A letter that the answer sets
to something, y = D(x), is an unknown where that is one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, NamedTuple

from msgspec.structs import replace as with_changes

from checkers.notation.expr import Apply, Bind, Derivative, Expr, Num, Sym
from checkers.notation.tree import replace, transform, walk
from checkers.notation.vocabulary import Vocabulary

SETTING = re.compile(
    r"(?i)\bsett?(?:ing)?\b|\bstationar|\boptim|\bzero\b|\bderivative|\bvanish|\bextrem"
    r"|\bmaxim|\bminim|\bsolv|令|求导|极值|驻点|最优|最大|最小|解得"
)
"""Words that announce a condition for an optimum, or its solution."""
OPTIMAL = ("_star", "_hat", "_opt")
OPTIMA = {"argmax": ">=", "argmin": "<="}
LONGEST_ALIAS = 64
"""Nodes of what a letter stands for: one that is put in again and again must not grow."""
UNSOLVED = "no solution of this condition is stated"


class Found(NamedTuple):
    """What became of an equation: how it was judged, and what it says of the optimum."""

    judgement: Any
    left: Expr
    right: Expr


class Conditions:
    """The equations of an answer, and what solves them."""

    def __init__(self, statements: Sequence[Any], court: Any) -> None:
        """`court` judges identities of the answer's vocabulary."""
        self._aliases = _aliases(statements)
        self._statements = statements
        self._court = court
        self._optima = dict(_optima(court.vocabulary))
        self._known = {_name(what) for what, _ in court.vocabulary.definitions}
        opened = (s.index for s in statements if self._announced(s) or self._is_zero(s))
        self._from = min(opened, default=len(statements) + 1)

    def solved(self, statement: Any) -> Found | None:
        """The statement as an equation for an optimum; None where it cannot be one, or no
        solution is known.
        """
        if statement.relation != "=" or not self._may_be(statement):
            return None
        statement = self._spelled(statement)
        found = [self._judged(statement, names) for names in self._solutions(statement)]
        holding = (each for each in found if each.judgement.status == "holds")
        failing = (each for each in found if each.judgement.status == "fails" and self._optima)
        return next(holding, next(failing, None))

    def optimum(self, statement: Any) -> Any:
        """What D* = argmax_D G[D] says in other words, judged: no D does better than D*."""
        for place, whole in (
            (statement.left, statement.right),
            (statement.right, statement.left),
        ):
            if isinstance(whole, Bind) and whole.op in OPTIMA and len(whole.variables) == 1:
                (variable,) = whole.variables
                if self._is_function(variable) and (name := _name(place)):
                    best = _renamed(whole.body, {variable.name: name})
                    return self._court.judge(best, OPTIMA[whole.op], whole.body)
        return None

    def is_condition(self, statement: Any) -> bool:
        """Whether a solution must be known for the statement to be judged."""
        return self._is_zero(statement) and (
            self._announced(statement) or self._differentiates(statement)
        )

    def is_of_optimum(self, statement: Any) -> bool:
        """Whether the words say that a true equation is what the optimum meets."""
        statement = self._spelled(statement)
        sides = (statement.left, statement.right)
        equates = statement.relation == "=" and not any(map(_name, sides))
        if not self._optima or not equates or not self._announced(statement):
            return False
        names = {_name(node) for side in sides for node in walk(side)}
        return bool(names & {*self._optima.values()})

    def _may_be(self, statement: Any) -> bool:
        if self._is_zero(statement):
            return True
        chain = [other for other in self._statements if other.chain == statement.chain]
        strict = any(map(self._is_zero, chain)) or _has_derivative(statement)
        return not strict and bool(statement.index >= self._from)

    def _spelled(self, statement: Any) -> Any:
        """The statement with what the answer's letters stand for; a definition as it is."""
        if not self._aliases or statement.kind == "definition":
            return statement
        return _without(statement, self._aliases)

    def _is_zero(self, statement: Any) -> bool:
        """Whether something is set to zero; t = 0 only says which t is meant."""
        sides = (statement.left, statement.right)
        is_letter = any(isinstance(side, Sym) for side in sides)
        return statement.relation == "=" and any(map(_zero, sides)) and not is_letter

    def _announced(self, statement: Any) -> bool:
        return SETTING.search(statement.words) is not None

    def _differentiates(self, statement: Any) -> bool:
        return any(
            _has_derivative(other)
            for other in self._statements
            if other.chain == statement.chain
        )

    def _is_function(self, variable: Sym) -> bool:
        declared = self._court.vocabulary.symbols.get(variable.name)
        return declared is not None and bool(declared.takes)

    # --- solutions ------------------------------------------------------------------------

    def _solutions(self, statement: Any) -> Iterator[dict[Expr, Expr]]:
        """What may stand for the unknowns: what the question says, else what is stated."""
        nodes = [n for side in (statement.left, statement.right) for n in walk(side)]
        known = {_name(n) for n in nodes} & self._optima.keys()
        if known:
            yield {Sym(name): Sym(self._optima[name]) for name in known}
            return
        others = (s for s in self._statements if s.index != statement.index)
        for name, value in _stated(list(map(self._spelled, others))):
            for node in dict.fromkeys(nodes):
                open_name = isinstance(node, Sym | Apply) and _name(node) not in self._known
                if open_name and stem(node) == stem(name) and node not in walk(value):
                    yield {node: value}

    def _judged(self, statement: Any, solution: dict[Expr, Expr]) -> Found:
        """The equation at the solution; a derivative is taken before."""
        from checkers.worlds.shared import shared_court

        sides = statement.left, statement.right
        left, right = (_at(side, solution) for side in sides)
        court = self._court
        if _has_derivative(statement):
            court, (left, right) = shared_court(self._where(solution)), sides
        judgement = court.judge(left, "=", right)
        known = any(map(self._optima.get, map(_name, solution)))
        return Found(judgement, *((left, right) if known else sides))

    def _where(self, solution: dict[Expr, Expr]) -> Vocabulary:
        """The vocabulary in which the unknowns are the solution."""
        vocabulary: Vocabulary = self._court.vocabulary
        pairs = [
            (_called(what, vocabulary), _called(value, vocabulary))
            for what, value in solution.items()
        ]
        return with_changes(vocabulary, definitions=(*vocabulary.definitions, *pairs))


def _aliases(statements: Sequence[Any]) -> dict[Expr, Expr]:
    """Letters of the answer's own, with what they are set to, where that is short."""
    known: dict[Expr, Expr] = {}
    for s in statements:
        pairs = ((s.left, s.right), (s.right, s.left)) if s.kind == "definition" else ()
        for letter, value in pairs:
            if isinstance(letter, Sym) and not letter.index and letter not in known:
                meant = _without(value, known)
                if len(list(islice(walk(meant), LONGEST_ALIAS + 1))) <= LONGEST_ALIAS:
                    known[letter] = meant
                break
    return known


def _without(node: Any, aliases: dict[Expr, Expr]) -> Any:
    """A statement or an expression with what the letters in it stand for."""
    return transform(node, lambda below: aliases.get(below, below))


def _optima(vocabulary: Vocabulary) -> Iterator[tuple[str, str]]:
    """Declared unknowns with the defined names of their optima: D and D_star."""
    defined = {_name(what) for what, _ in vocabulary.definitions}
    for name, symbol in vocabulary.symbols.items():
        for mark in OPTIMAL:
            twin = vocabulary.symbols.get(name + mark)
            if (
                twin is not None
                and twin.takes == symbol.takes
                and twin.name in defined - {name}
            ):
                yield name, twin.name


def _at(side: Expr, solution: dict[Expr, Expr]) -> Expr:
    names = {
        what.name: value.name
        for what, value in solution.items()
        if isinstance(what, Sym) and isinstance(value, Sym)
    }
    return _renamed(side, names) if len(names) == len(solution) else replace(side, solution)


def _renamed(side: Expr, names: dict[str, str]) -> Expr:
    """Functions under other names, in calls and by themselves."""

    def change(node: Any) -> Any:
        if isinstance(node, Apply) and node.head in names:
            return Apply(names[node.head], node.args)
        if isinstance(node, Sym) and node.name in names:
            return Sym(names[node.name], node.index)
        return node

    renamed: Expr = transform(side, change)
    return renamed


def _called(what: Expr, vocabulary: Vocabulary) -> Expr:
    """A declared function by itself, at what it takes."""
    declared = vocabulary.symbols.get(what.name) if isinstance(what, Sym) else None
    if declared is None or not declared.takes:
        return what
    return Apply(declared.name, tuple(map(Sym, declared.takes)))


def _stated(statements: Sequence[Any]) -> Iterator[tuple[Expr, Expr]]:
    """What the answer states to equal a name or a function's value: D*(x) = ..."""
    for s in statements:
        if s.relation in ("=", ":=") and s.left is not None and s.right is not None:
            for name, value in ((s.left, s.right), (s.right, s.left)):
                if _name(name) and all(
                    isinstance(arg, Sym) for arg in getattr(name, "args", ())
                ):
                    yield name, value


def _name(expr: Any) -> str:
    """The name of a symbol, or of a function that is called."""
    if isinstance(expr, Apply):
        return expr.head if expr.head.isidentifier() else ""
    return expr.name if isinstance(expr, Sym) else ""


def stem(expr: Expr) -> str:
    """The name without the marks of an optimum or an estimate."""
    return re.sub(r"_(?:star|hat|opt|bar|tilde)$|'$|\*$", "", _name(expr))


def _zero(expr: Any) -> bool:
    return isinstance(expr, Num) and expr.value == 0


def _has_derivative(statement: Any) -> bool:
    sides = (side for side in (statement.left, statement.right) if side is not None)
    return any(isinstance(node, Derivative) for side in sides for node in walk(side))
